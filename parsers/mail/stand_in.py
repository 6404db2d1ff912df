"""What a mail server gives in place of a mail: nothing, a notice of its own, a part of it, another mail.

Exchange and Microsoft 365 answer with a notice where they cannot convert a mail to MIME. Its sentences are translated,
but in every language the subject names the protocol and ends with the message's number, and the body begins with a line
that announces the fields of the real mail and then points to Outlook. Nobody sent it, and no server carried it. Two of
these three signs are asked for: people write about such notices, too.

Virus scanners and mail filters put a notice of their own in the place of a mail that they took out.

A text is believed to be such a notice only where it may come from our own house (`is_of_house`): a stranger can write
the same, and name any candidate in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.disposition.automatic_headers import is_bounce
from parsers.lexicon.vocabulary import vocabulary
from parsers.linkage.senders import is_daemon, is_machine
from parsers.mail.headers.addresses import read_address
from parsers.mail.headers.alignment import is_aligned
from parsers.mail.headers.authentication import authentication_of
from parsers.mail.headers.headers import read_headers
from parsers.mail.headers.trust_boundary import came_from_outside, house_of_border
from parsers.mail.message import readable_parts
from parsers.mail.mime.bodies import split
from parsers.mail.mime.filenames import parameters
from parsers.mail.mime.outline import outline_of
from parsers.mail.quoting.embedded_headers import embedded_headers
from parsers.text.text import fold
from parsers.values.headers import Address, Headers, House, Proof
from parsers.values.sightings import NOTHING_GIVEN, StandIn

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANNOUNCES = re.compile(r"\s*\S[^\n]{5,200}[:：]\s*(?:\n|\Z)")
_DESCRIBES = re.compile(rf"{_ANNOUNCES.pattern}\s*(?:[^\n:：]{{1,40}}[:：][^\n]*\n){{2}}")
"""An announcement, and at least two of a mail's fields below it."""
_LABELLED = re.compile(r"^[^\n:：]{1,40}[:：][ \t]*(\S[^\n]*)$", re.MULTILINE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST = 20_000
_NOT_GIVEN = vocabulary("withheld.not_given", "withheld.taken_out")
_TAKEN_OUT = vocabulary("withheld.taken_out")
_NO_HOUSE = House()
NOTICE_BYTES = 64 * 1024
"""A server's notice is a few lines."""
_NUMBERED = re.compile(r"(?!\s*\S{1,5}\s?:).*(?<![a-z])(?:imap|pop)\s?[34].*\D\d{1,10}\W*", re.DOTALL)
_PROTOCOLS = ("imap", "pop")


def stand_in(
    original: bytes, *, announced: Headers | None = None, size: int = 0, house: House = _NO_HOUSE
) -> StandIn | None:
    """What the bytes given for a mail are instead of it; None where they are the mail.

    Args:
        original: the bytes given for BODY[].
        announced: the headers given for the same UID; None where there were none.
        size: RFC822.SIZE; 0 where it is unknown.
        house: the names by which a notice of our own servers is known.
    """
    if not original.strip():
        return NOTHING_GIVEN
    headers = read_headers(original)
    if len(original) <= NOTICE_BYTES and (notice := _notice(headers, original)) and is_of_house(headers, house):
        return notice
    if announced is not None and _is_another(headers, announced):
        return _another()
    if _is_short(headers, original, size):
        return _short(len(original), size)
    return None


def _notice(headers: Headers, original: bytes) -> StandIn | None:
    """A text of the server's own, or of its guard's: it brings no files, and reports no failed delivery."""
    if not (is_of_program(headers.sender) or names_protocol(headers.subject)):
        return None
    root = readable_parts(original)
    content = split(root)
    if content.files or is_bounce(headers, outline_of(root)):
        return None
    text = content.text.text[:_LONGEST].replace("\r\n", "\n").strip()
    if _is_of_server(headers, text):
        return _of_server(text)
    return _of_guard(text) if is_of_program(headers.sender) else None


def _is_of_server(headers: Headers, text: str) -> bool:
    """Exchange's notice in any language, by two of its three signs; another server's in ours, where nobody sent it."""
    unsent = is_unsent(headers)
    opening = _ANNOUNCES if unsent else _DESCRIBES
    announces = "outlook" in text.lower() and opening.match(text) is not None
    signs = (unsent, names_protocol(headers.subject), announces)
    return sum(signs) >= 2 or (unsent and _NOT_GIVEN.search(fold(text)) is not None)


def _of_server(text: str) -> StandIn:
    subject, sender, sent = _told(text)
    return StandIn(kind="notice", says=_clause(subject, sender, sent), subject=subject, sender=sender)


def _of_guard(text: str) -> StandIn | None:
    """What a virus scanner or a mail filter puts in the place of a mail that it took out, with that mail's header."""
    mail = next(embedded_headers(text), None) if _TAKEN_OUT.search(fold(text)) else None
    return None if mail is None else replace(_another(), subject=mail.subject, sender=mail.author)


def _told(text: str) -> tuple[str | None, Address, str | None]:
    """The real mail's subject, sender and date, by the order in which every language has them."""
    values = [found[1].strip() for found in _LABELLED.finditer(text)][:3]
    subject, sender, sent = (*values, "", "", "")[:3]
    name = next(iter(_quoted(sender)), "")
    email = _EMAIL.search(sender)
    address = read_address(email[0]) if email else None
    given = Address(name=None if "@" in name else name or None, email=address.email if address else None)
    return next(iter(_quoted(subject)), subject) or None, given, sent or None


def _quoted(value: str) -> Iterator[str]:
    yield from (found[1].strip() for found in _QUOTED.finditer(value))


def _clause(subject: str | None, sender: Address, sent: str | None) -> str:
    """What the notice says, on one line; quotes stand for what the candidate wrote."""
    who = sender.name or sender.email or "?"
    return f"the mail server could not convert this mail, and says of it: “{subject or '?'}”, {who}, {sent or '?'}"


def _another() -> StandIn:
    return StandIn(kind="other", says="the mail server gives another mail in place of this one")


def _short(given: int, size: int) -> StandIn:
    return StandIn(kind="short", says=f"the mail server gave only {given} of {size} bytes of this mail")


def _is_another(given: Headers, announced: Headers) -> bool:
    """Whether nothing by which a mail is known is as announced: servers rewrite one field or another."""
    pairs = (
        (given.subject, announced.subject),
        (given.sender.email, announced.sender.email),
        (given.message_id, announced.message_id),
    )
    return bool(announced.subject or announced.message_id) and all(fold(a or "") != fold(b or "") for a, b in pairs)


def _is_short(headers: Headers, original: bytes, size: int) -> bool:
    """Whether a part of the mail is missing. Servers estimate sizes; a boundary that never ends is a surer sign."""
    missing = size - len(original)
    boundary = parameters(headers.first("content-type") or "").get("boundary")
    if boundary and (headers.first("content-type") or "").lower().startswith("multipart/"):
        ended = b"--" + boundary.encode("utf-8", "surrogateescape") + b"--" in original
        return not ended and missing > max(100, size // 50)
    return missing > max(32 * 1024, size * 3 // 4)


def is_unsent(headers: Headers) -> bool:
    """Whether nobody can have sent a mail: it has no trace of a server (RFC 5321, 4.4), and From has no address, or a
    program's and no Message-ID.
    """
    if headers.first("received") is not None:
        return False
    return headers.sender.email is None or (headers.message_id is None and is_of_program(headers.sender))


def names_protocol(subject: str | None) -> bool:
    """Whether a subject names the protocol and ends with a message's number, as those of Exchange do in any language.

    An answer to such a mail or its forward has another beginning.
    """
    said = fold(subject or "")
    return any(name in said for name in _PROTOCOLS) and _NUMBERED.fullmatch(said) is not None


def is_of_program(sender: Address) -> bool:
    """Whether no person is named as the sender."""
    return sender.email is None or is_daemon(sender) or is_machine(sender)


def is_of_house(headers: Headers, house: House) -> bool:
    """Whether our own servers may have written a mail.

    A guard that writes its notice into the candidate's mail leaves that mail's trace, and the results on its sender.
    So nothing need prove the guard's own domain, and only a failure (DMARC) speaks against it.
    """
    if not came_from_outside(headers):
        return True
    domain = (headers.sender.email or "").rpartition("@")[2]
    named = any(is_aligned(each, domain) for each in (*house.domains, house_of_border(headers) or ""))
    return named and authentication_of(headers, house.servers).proof is not Proof.FAILED
