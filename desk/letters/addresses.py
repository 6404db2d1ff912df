"""Addresses as a letter bears them: one mailbox each, nothing that could become another header or recipient."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.utils import getaddresses

import idna

from desk.escaping import line

LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3, with its brackets)."""
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""A dot-atom (RFC 5322, 3.2.3)."""
_HOST = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)


def usable(email: str | None) -> str | None:
    """The address in the form that every server takes (a domain of other letters in its A-labels), or None.

    One that holds an encoded word is none: the library decodes that while it writes, as `words` tells.
    """
    local, at, domain = (email or "").strip().rpartition("@")
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local) or "=?" in local:
        return None
    try:
        host = idna.encode(domain, uts46=True).decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        return None
    found = f"{local}@{host}"
    return found if _HOST.fullmatch(host) and len(found) <= LONGEST else None


def check_sender(value: str) -> tuple[str, str]:
    """Name and address of a From field. Raises ValueError that says what is the matter."""
    found = getaddresses([value])
    name, address = found[0] if len(found) == 1 else ("", "")
    if not value.isprintable() or usable(address) != address:
        raise ValueError('must be one address, as "Carrefour des Métiers <emplois@cdm.example>"')
    return name, address


def header(name: str | None, email: str) -> Address:
    """A name and an address for a header field; of the name what fits on one line."""
    local, _, domain = email.rpartition("@")
    return Address(display_name=words(name or "")[:200], username=local, domain=domain)


def words(text: str) -> str:
    """A text as a header field may hold it: on one line, and no encoded word (RFC 2047).

    The library decodes an encoded word in whatever it is given, and writes a line end that comes out of it as it is: a
    stranger's name would become another field.
    """
    return line(text).replace("=?", "= ?")
