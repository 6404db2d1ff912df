"""What a header block says: read once, here, for the scan of a mailbox as for the whole message."""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import TYPE_CHECKING

from parsers.mail.headers.addresses import read_addresses
from parsers.mail.headers.dates import read_date
from parsers.mail.headers.encoded_words import decode_words
from parsers.mail.headers.repair import BLOCK_END, MOST_BYTES, mended
from parsers.values.headers import Address, Headers

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLD = re.compile(r"\r?\n[ \t]*|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MOST_FIELDS = 1_000
_LONGEST = 32 * 1024
_MESSAGE_ID = re.compile(r"<[^<>]{1,900}>")
_ADDRESSES = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc", "resent-from", "resent-to", "return-path"})


def read_headers(raw: bytes, *, unmended: bool = False) -> Headers:
    """The headers of a message or of a header block alone; never fails, whatever the bytes.

    Of a field given twice the first counts, as mail programs show it; `Headers.all` has them all. A block that is
    broken by a line without a colon is read on behind it, unless it is to be read `unmended`.
    """
    fields = raw_fields(raw, unmended=unmended)
    decoded = tuple((name, _readable(name, value)) for name, value in fields)
    return Headers(
        fields=decoded,
        subject=_subject(decoded),
        sender=_author(fields),
        reply_to=_mailboxes(fields, "reply-to"),
        to=_mailboxes(fields, "to"),
        cc=_mailboxes(fields, "cc"),
        message_id=_message_id(decoded),
        date=next((read_date(value) for name, value in decoded if name == "date"), None),
    )


def raw_fields(raw: bytes, *, unmended: bool = False) -> tuple[tuple[str, str], ...]:
    """The fields as they were sent, names in lower case; 8-bit bytes as surrogates."""
    end = BLOCK_END.search(raw, 0, MOST_BYTES)
    block = raw[: end.end() if end else MOST_BYTES]
    if block.startswith((b"\n", b"\r\n")):
        block = block.lstrip(b"\r\n")
    block = block if unmended else mended(block)
    message = BytesHeaderParser(policy=compat32).parsebytes(block)  # of a body it would look for the parts
    return tuple((name.lower(), str(value)[:_LONGEST]) for name, value in message.raw_items())[:_MOST_FIELDS]


def unfolded(value: str) -> str:
    """A value on one line (RFC 5322, 2.2.3): each fold is one space."""
    return _CONTROL.sub("", _FOLD.sub(" ", value)).strip(" \t")


def references(headers: Headers) -> tuple[str, ...]:
    """The Message-IDs that a message says it answers, first In-Reply-To, then References."""
    values = (*headers.all("in-reply-to"), *headers.all("references"))
    return tuple(dict.fromkeys(found for value in values for found in _MESSAGE_ID.findall(value)))


def _readable(name: str, value: str) -> str:
    """Structured address fields keep their quotes: only a mailbox's own name may be decoded (RFC 2047, 5)."""
    return unfolded(value if name in _ADDRESSES and value.isascii() else decode_words(unfolded(value)))


def _subject(fields: tuple[tuple[str, str], ...]) -> str | None:
    given = [value for name, value in fields if name == "subject"]
    return next((value for value in given if value), given[0] if given else None)


def _author(fields: tuple[tuple[str, str], ...]) -> Address:
    """From; where it names no address, Sender, then the envelope's (Return-Path)."""
    found = [address for name in ("from", "sender", "return-path") for address in _mailboxes(fields, name)]
    with_email = next((address for address in found if address.email), None)
    name = next((address.name for address in found if address.name), None)
    if with_email is None:
        return Address(name=name)
    return with_email if with_email.name else Address(name=name, email=with_email.email)


def _mailboxes(fields: tuple[tuple[str, str], ...], wanted: str) -> tuple[Address, ...]:
    return tuple(_distinct(a for name, value in fields if name == wanted for a in read_addresses(unfolded(value))))


def _distinct(addresses: Iterator[Address]) -> Iterator[Address]:
    yield from dict.fromkeys(addresses)


def _message_id(fields: tuple[tuple[str, str], ...]) -> str | None:
    value = next((value for name, value in fields if name == "message-id"), "")
    found = _MESSAGE_ID.search(value)
    return found[0] if found else value or None
