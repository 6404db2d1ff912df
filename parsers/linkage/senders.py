"""What sort of sender an address is: a colleague, a machine, the same person as another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.mail.headers.addresses import read_address
from parsers.text.text import fold
from parsers.values.headers import Address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.values.headers import Headers

_MACHINE = vocabulary("mailbox.no_reply", "mailbox.device", "mailbox.service")
_SHARED = vocabulary("mailbox.shared")
_VIA = re.compile(r" via \S", re.IGNORECASE)
_DAEMON = re.compile(r"(?:mailer[-._ ]?daemon|post[-._ ]?master|mail[-._ ]delivery[-._ ](?:sub)?system)(?:[+._-].*)?")
_PARTICLES = frozenset(
    {
        "de",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "di",
        "el",
        "et",
        "en",
        "und",
        "and",
        "m",
        "mme",
        "mr",
        "mrs",
        "via",
    }
)


def author_of(headers: Headers) -> Address:
    """Who wrote a mail: the sender, but of a mailing list that puts its own address in From the person behind it.

    Lists do so where the writer's domain forbids others to send in its name (DMARC): "Jeanne Dupont via Jobs".
    """
    given = _original_from(headers)
    via = _VIA.search(headers.sender.name or "")
    if given and (via or headers.first("list-id")):
        return given
    if via and headers.first("list-id") and len(headers.reply_to) == 1:
        return Address(name=(headers.sender.name or "")[: via.start()] or None, email=headers.reply_to[0].email)
    return headers.sender


def _original_from(headers: Headers) -> Address | None:
    for name in ("x-original-from", "x-original-sender"):
        if (value := headers.first(name)) and (found := read_address(value)) and found.email:
            return found
    return None


def is_internal(address: Address, domains: Iterable[str]) -> bool:
    """Whether an address is a colleague's: in one of the notice's domains or below it."""
    domain = (address.email or "").rpartition("@")[2].rstrip(".")
    return any(domain == own.lower() or domain.endswith(f".{own.lower()}") for own in domains if own)


def is_machine(address: Address) -> bool:
    """Whether nobody reads what is sent to an address: no-reply, scanners and copiers, job sites' relays, forms."""
    return _MACHINE.search(_mailbox(address)) is not None


def is_shared(address: Address) -> bool:
    """Whether an address is a place's rather than a person's: an office, a library, a public computer."""
    return _SHARED.fullmatch(_mailbox(address)) is not None


def _mailbox(address: Address) -> str:
    """What stands before the @, as words."""
    return re.sub(r"[\W_]+", " ", fold((address.email or "").rpartition("@")[0])).strip()


def is_daemon(address: Address) -> bool:
    """Whether a mail server itself writes (RFC 3464 reports come from it)."""
    local = (address.email or "").rpartition("@")[0] or fold(address.name or "")
    return _DAEMON.fullmatch(local) is not None


def same_person(one: Address, other: Address) -> bool:
    """Whether two addresses are surely one person's: one address, or one full name of two words or more."""
    if one.email and one.email == other.email:
        return True
    return same_name(one.name, other.name)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one full name, in whatever order and case."""
    words = name_words(one)
    return len(words) >= 2 and words == name_words(other)


def name_words(name: str | None) -> frozenset[str]:
    """The words of a name that tell people apart."""
    found = re.findall(r"[^\W\d_]+", fold(name or ""))
    return frozenset(word for word in found if word not in _PARTICLES)
