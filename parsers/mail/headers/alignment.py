"""Whether two domains are one owner's: relaxed identifier alignment by organizational domain (RFC 7489, 3.1 and 3.2).

Where an owner's domain begins is told by the Public Suffix List, with its section of private suffixes: whoever has a
page at `github.io` has no part in the others'. The list comes with the library; nothing is fetched while we run.
"""

from __future__ import annotations

from functools import lru_cache

import idna
from publicsuffixlist import PublicSuffixList

_LONGEST = 253


def is_aligned(claimed: str, domain: str) -> bool:
    """Whether `claimed` and `domain` have the same organizational domain; a public suffix has none, nor an address."""
    owner = organizational_domain(domain)
    return owner is not None and organizational_domain(claimed) == owner


def organizational_domain(domain: str) -> str | None:
    """The domain that was registered, as it is written in the DNS: a label and the public suffix under it."""
    name = _in_ascii(domain)
    if name is None or not all(name.split(".")) or name.rpartition(".")[2].isdigit():
        return None
    return _suffixes().privatesuffix(name)


def _in_ascii(domain: str) -> str | None:
    """The A-labels of a domain (RFC 5891): servers write them, From may have the letters themselves.

    Those of 2003 (RFC 3490) would make one owner of straße.example and strasse.example.
    """
    name = domain.removesuffix(".").lower()
    if name.isascii() or len(name) > _LONGEST:
        return name if len(name) <= _LONGEST else None
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except UnicodeError:
        return None


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
