"""Files written into the text of a mail by uuencode, as old programs do."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from parsers.mail.mime.filenames import last_component

_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,254})\Z")
_END = re.compile(r"end[ \t]*\Z")
_LONGEST_LINE = 120
_MOST_FILES = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedded:
    """A file found in a text."""

    filename: str | None
    content: bytes = field(repr=False)


def take_out(text: str) -> tuple[str, tuple[Embedded, ...]]:
    """The text without its uuencoded files, and those files; what does not decode stays in the text."""
    if "\nend" not in text or "begin " not in text:
        return text, ()
    kept: list[str] = []
    found: list[Embedded] = []
    began: int | None = None
    for line in text.split("\n"):
        kept.append(line)
        if _BEGIN.match(line):
            began = len(kept) - 1
        elif began is not None and _END.match(line):
            if len(found) < _MOST_FILES and (content := _decoded(kept[began + 1 : -1])):
                found.append(Embedded(filename=last_component(kept[began][10:].strip()), content=content))
                del kept[began:]
            began = None
    return "\n".join(kept), tuple(found)


def _decoded(lines: list[str]) -> bytes | None:
    if any(len(line) > _LONGEST_LINE for line in lines):
        return None
    try:
        return b"".join(_line(line) for line in lines if line.strip())
    except (binascii.Error, ValueError):
        return None


def _line(line: str) -> bytes:
    """One line; its length counts, whatever stray characters follow (some programs pad, some trim spaces)."""
    data = line.encode("ascii")
    length = (((data[0] - 32) & 63) * 4 + 5) // 3
    return binascii.a2b_uu(data[:length].ljust(length))
