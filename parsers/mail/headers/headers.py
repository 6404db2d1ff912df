"""What a header block says: read once, here, for the scan of a mailbox as for the whole message.

A block that a line without a colon breaks is read on, as mail programs do (RFC 5322, 2.2). The standard library takes
such a line for the first of the body, and every field behind it for text, the Subject too. Text that follows the fields
without an empty line looks the same; it is told by what comes behind: only where a field follows that was missing
before was it a header block that broke.
"""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from parsers.mail.headers.addresses import read_addresses
from parsers.mail.headers.dates import read_date
from parsers.mail.headers.encoded_words import decode_bytes, decode_words
from parsers.values.headers import Address, Headers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

_FOLD = re.compile(r"\r?\n[ \t]*|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NAME, _LINE = r"[!-9;-~]++", r"[^\r\n]*+\r?\n"
_SOUND = re.compile(rf"(?:{_NAME}:{_LINE}(?:[ \t]{_LINE})*+)++(?:\r?\n)?")
"""A block of fields and nothing else, each of one line and those that continue it (RFC 5322, 2.2)."""
_FIELD = re.compile(rf"({_NAME}):[ \t]*({_LINE}(?:[ \t]{_LINE})*+)")
_MOST_FIELDS = 1_000
"""Of more fields only those are kept that a mail has once and that tell what it is."""
_LONGEST = 32 * 1024
_MESSAGE_ID = re.compile(r"<[^<>]{1,900}>")
_SHORT = 200
"""Characters of an address field that is read once and kept: the same people write again and again."""
_Fields: TypeAlias = "tuple[tuple[str, str], ...]"
_TEXTS = frozenset({"subject", "comments", "keywords", "thread-topic", "organization", "content-description"})
"""Fields of plain text, beside those of nobody's standard (X-): they alone may be in encoded words as a whole."""
MOST_BYTES = 4 * 1024 * 1024
"""Of a longer header block the rest is not looked at."""
_FIELD_NAME = re.compile(rb"([\x21-\x39\x3b-\x7e]+)[ \t]*:")
_TELLING = frozenset(
    (
        *(b"subject", b"from", b"sender", b"reply-to", b"to", b"cc", b"date", b"message-id", b"mime-version"),
        *(b"content-type", b"content-transfer-encoding", b"content-disposition"),
    )
)
"""Fields that a mail has once: one of them behind the break, and none of its name before, is the mail's own."""


def read_headers(raw: bytes, *, unmended: bool = False) -> Headers:
    """The headers of a message or of a header block alone; never fails, whatever the bytes.

    Of a field given twice the first counts, as mail programs show it; `Headers.all` has them all. A block that is
    broken by a line without a colon is read on behind it, unless it is to be read `unmended`.
    """
    fields = raw_fields(raw, unmended=unmended)
    decoded = tuple(
        [
            (name, value.strip(" "))
            if value.isascii() and value.isprintable() and "=?" not in value  # most are: said here it costs no call
            else (name, _readable(value, is_text=name in _TEXTS or name.startswith("x-")))
            for name, value in fields
        ]
    )
    first = dict(reversed(decoded))
    return Headers(
        fields=decoded,
        subject=first.get("subject") or _subject(decoded),
        sender=_author(fields, first),
        reply_to=_mailboxes(fields, "reply-to") if "reply-to" in first else (),
        to=_mailboxes(fields, "to") if "to" in first else (),
        cc=_mailboxes(fields, "cc") if "cc" in first else (),
        message_id=_message_id(first["message-id"]) if "message-id" in first else None,
        date=read_date(first["date"]) if "date" in first else None,
    )


def headers_of(original: bytes) -> Headers:
    """The headers of a whole original, as `parsers.mail.message` has them; cheap enough for the daemon itself."""
    return read_headers(mended(original))


def raw_fields(raw: bytes, *, unmended: bool = False) -> _Fields:
    """The fields as they were sent, names in lower case; 8-bit bytes as surrogates."""
    block = raw[: block_end(raw)]
    if block.startswith((b"\n", b"\r\n")):
        block = block.lstrip(b"\r\n")
    text = block.decode("ascii", "surrogateescape")
    found = _FIELD.findall(text) if _SOUND.fullmatch(text) else _by_library(block if unmended else mended(block))
    kept = found if len(found) <= _MOST_FIELDS else [*found[:_MOST_FIELDS], *_telling(found)]
    return tuple([(name.lower(), value.rstrip("\r\n")[:_LONGEST]) for name, value in kept])


def _telling(found: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What stands behind very many fields and tells what the mail is: each field that none before has the name of."""
    names = {name.lower() for name, _ in found[:_MOST_FIELDS]}
    for name, value in found[_MOST_FIELDS:]:
        if name.lower().encode("ascii", "replace") in _TELLING and name.lower() not in names:
            names.add(name.lower())
            yield name, value


def _by_library(block: bytes) -> list[tuple[str, str]]:
    """The fields of a block that is none, as far as it is one."""
    message = BytesHeaderParser(policy=compat32).parsebytes(block)  # of a body it would look for the parts
    return [(name, str(value)) for name, value in message.raw_items()]


def unfolded(value: str) -> str:
    """A value on one line (RFC 5322, 2.2.3): each fold is one space."""
    if value.isascii() and value.isprintable():
        return value.strip(" ")
    return _CONTROL.sub("", _FOLD.sub(" ", value)).strip(" \t")


def references(headers: Headers) -> tuple[str, ...]:
    """The Message-IDs that a message says it answers, first In-Reply-To, then References."""
    values = (*headers.all("in-reply-to"), *headers.all("references"))
    return tuple(dict.fromkeys(found for value in values for found in _MESSAGE_ID.findall(value)))


def _readable(value: str, *, is_text: bool) -> str:
    """What a field says. One that is structured keeps its encoded words: within names and comments alone they may be
    decoded, once the structure is read (RFC 2047, 5). Else a stranger's address would write marks into a server's own
    results and trace.
    """
    line = unfolded(value)
    if is_text and "=?" in line:
        return unfolded(decode_words(line))
    return line if line.isascii() else unfolded(decode_bytes(line))


def _subject(fields: Iterable[tuple[str, str]]) -> str | None:
    given = [value for name, value in fields if name == "subject"]
    return next((value for value in given if value), given[0] if given else None)


def _author(fields: _Fields, named: Container[str]) -> Address:
    """From; where it names no address, Sender, then the envelope's (Return-Path)."""
    found = [*_mailboxes(fields, "from")] if "from" in named else []
    if found and found[0].name and found[0].email:
        return found[0]
    found += [address for name in ("sender", "return-path") if name in named for address in _mailboxes(fields, name)]
    with_email = next((address for address in found if address.email), None)
    name = next((address.name for address in found if address.name), None)
    if with_email is None:
        return Address(name=name)
    return with_email if with_email.name or name is None else Address(name=name, email=with_email.email)


def _mailboxes(fields: _Fields, wanted: str) -> tuple[Address, ...]:
    given = [value for name, value in fields if name == wanted]
    if len(given) == 1:
        return _addresses(given[0])
    return tuple(dict.fromkeys(address for value in given for address in _addresses(value)))


def _addresses(value: str) -> tuple[Address, ...]:
    return _known(value) if len(value) <= _SHORT else _read(value)


@lru_cache(maxsize=1024)
def _known(value: str) -> tuple[Address, ...]:
    return _read(value)


def _read(value: str) -> tuple[Address, ...]:
    """Each of a field's mailboxes once."""
    return tuple(dict.fromkeys(read_addresses(unfolded(value))))


def _message_id(value: str) -> str | None:
    found = _MESSAGE_ID.search(value)
    return found[0] if found else value or None


def block_end(raw: bytes) -> int:
    """Where the header block ends that a message begins with, or is."""
    ends = [at + len(end) for end in (b"\n\r\n", b"\n\n") if (at := raw.find(end, 0, MOST_BYTES)) >= 0]
    return min(ends, default=min(len(raw), MOST_BYTES))


def mended(raw: bytes) -> bytes:
    """The message, or header block alone, without the lines that break its header block; mostly `raw` itself.

    A line that continues the field above it, and only lost its indentation, is given back to that field.
    """
    size = block_end(raw)
    lines = raw[:size].splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines) if not _is_field(line, first=not number)), None)
    if at is None or not _names(lines[at:]) & _TELLING - _names(lines[:at]):
        return raw
    return b"".join(_fields(lines)) + raw[size:]


def _is_field(line: bytes, *, first: bool = False) -> bool:
    """A field, a field's continuation or the empty line; before all of them mbox's "From " may stand."""
    blank = not line.strip(b"\r\n")
    return blank or line[:1] in {b" ", b"\t"} or bool(_FIELD_NAME.match(line)) or (first and line.startswith(b"From "))


def _names(lines: Iterable[bytes]) -> frozenset[bytes]:
    return frozenset(found[1].lower() for line in lines if (found := _FIELD_NAME.match(line)))


def _fields(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines without those that are none, nor what continues them."""
    last, dropping = b"", False
    for number, line in enumerate(lines):
        if _is_field(line, first=not number):
            dropping = dropping and line[:1] in {b" ", b"\t"}
            if not dropping:
                yield line
                last = line
        elif _goes_on(last):
            yield b" " + line
            dropping = False
        else:
            dropping = True


def _goes_on(last: bytes) -> bool:
    """Whether a field that ends so is continued: a Subject is words, and a list that ends with its mark is open."""
    return last.lower().startswith(b"subject:") or last.rstrip().endswith((b";", b","))
