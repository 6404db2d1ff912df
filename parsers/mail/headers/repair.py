"""A header block that a line without a colon breaks: read on, as mail programs do (RFC 5322, 2.2).

The standard library takes such a line for the first of the body, and every field behind it for text, the Subject too.
Text that follows the fields without an empty line looks the same; it is told by what comes behind: only where a field
follows that was missing before was it a header block that broke.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 512 * 1024
"""Of a longer header block the rest is not looked at."""
_NAME = re.compile(rb"([\x21-\x39\x3b-\x7e]+)[ \t]*:")
_TELLING = frozenset(
    (
        *(b"subject", b"from", b"sender", b"reply-to", b"to", b"cc", b"date", b"message-id", b"mime-version"),
        *(b"content-type", b"content-transfer-encoding", b"content-disposition"),
    )
)
"""Fields that a mail has once: one of them behind the break, and none of its name before, is the mail's own."""


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
    return blank or line[:1] in {b" ", b"\t"} or bool(_NAME.match(line)) or (first and line.startswith(b"From "))


def _names(lines: Iterable[bytes]) -> frozenset[bytes]:
    return frozenset(found[1].lower() for line in lines if (found := _NAME.match(line)))


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
