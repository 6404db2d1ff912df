"""The mailboxes of an address header (RFC 5322, 3.4), as mail programs write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.mail.headers.encoded_words import decode_words
from parsers.mail.mime.charsets import decode
from parsers.values.headers import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT = 20_000
_LONGEST_NAME = 200
_EMAIL = re.compile(r"[^\s<>()\[\]\",;:@]{1,64}@[^\s<>()\[\]\",;:@]{1,253}")
_QUOTED_LOCAL = re.compile(r'"[^"@]{1,64}"@[^\s<>()",;:@]{1,253}')
_COMMENT = re.compile(r"\(((?:[^()\\]|\\.){0,500})\)")
_GROUP_NAME = re.compile(r'\A[^"<>@,;]{0,200}:')
_TOKEN = re.compile(r'"(?:[^"\\]|\\.){0,2000}"|\((?:[^()\\]|\\.){0,2000}\)|<[^<>]{0,400}>|.', re.DOTALL)
_MAILTO = re.compile(r"\bmailto:", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)")
_TRAILING = ".,;:'>"


def read_addresses(raw: str) -> tuple[Address, ...]:
    """Every mailbox of an address header's raw value, in order; groups are opened, nonsense is left out.

    The address is the one between the angle brackets; a name that holds an unquoted comma stays whole.
    """
    text = raw[:_LIMIT] if raw.isascii() else decode(raw[:_LIMIT].encode("utf-8", "surrogateescape"))
    members = [_ungrouped(member) for member in _members(_MAILTO.sub("", text))]
    return tuple(address for member in _rejoined(members) if (address := _address(member)))


def read_address(raw: str) -> Address | None:
    """The first mailbox of a raw value, or None."""
    return next(iter(read_addresses(raw)), None)


def sole_address(raw: str) -> Address:
    """The mailbox of a value that names one address; of any other the whole value, as a name without an address.

    A display name is its owner's choice and may be another person's address. Where a mail program has written both on
    one line, nothing tells which of them is the mailbox.
    """
    specs = [*_QUOTED_LOCAL.findall(raw), *_EMAIL.findall(_QUOTED_LOCAL.sub(" ", raw))]
    if raw.count("@") == len(specs) and len({email_in(spec) for spec in specs}) <= 1:
        return read_address(raw) or Address()
    return Address(name=" ".join(raw.split())[:_LONGEST_NAME])


def email_in(text: str) -> str | None:
    """The first address spec in a text, in lower case."""
    found = _QUOTED_LOCAL.search(text) or _EMAIL.search(text)
    return found[0].strip(_TRAILING).lower() if found else None


def _ungrouped(member: str) -> str:
    """`Group: a@b` without its name (RFC 5322, 3.4); its end is a semicolon, which ends a member anyway."""
    return _GROUP_NAME.sub("", member.strip())


def _members(raw: str) -> Iterator[str]:
    """The list's members: cut at commas and semicolons outside quotes, comments and brackets."""
    member: list[str] = []
    for token in _TOKEN.findall(raw):
        if token in {",", ";"}:
            yield "".join(member)
            member = []
        else:
            member.append(token)
    yield "".join(member)


def _rejoined(members: list[str]) -> Iterator[str]:
    """`Dupont, Jean <j@d.example>`: what stands before a comma without an address belongs to the next name."""
    pending = ""
    for member in members:
        whole = f"{pending}, {member}" if pending else member
        if "@" in member or not member.strip():
            yield whole
            pending = ""
        else:
            pending = whole
    if pending:
        yield pending


def _address(member: str) -> Address | None:
    start = member.rfind("<")
    inside = member[start + 1 :].partition(">")[0] if start >= 0 else member
    bare = _COMMENT.sub("", inside)
    email = email_in(bare.rsplit(":", 1)[-1]) or email_in(inside) or email_in(member)
    name = _name(member[:start]) if start >= 0 else _name_beside(member)
    if name and email and name.lower() == email:
        name = None
    return Address(name=name, email=email) if email or name else None


def _name_beside(member: str) -> str | None:
    """The name of an address without brackets: its comment (RFC 822's way), or the words around it."""
    if comment := _COMMENT.search(member):
        return _name(comment[1])
    words = _QUOTED_LOCAL.sub(" ", member) if '"@' in member else _EMAIL.sub(" ", member)
    return _name(re.sub(r"[\[\]<>]", " ", words))


def _name(raw: str) -> str | None:
    """A display name as a person reads it, or None where there is none."""
    text = _ESCAPE.sub(r"\1", re.sub(r"\s+", " ", raw).strip().strip('"'))
    text = " ".join(decode_words(text).replace("\xa0", " ").split()).strip("\"' ,;")
    return text or None
