"""Files written into the text of a mail by uuencode, as old programs do."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from parsers.filenames import last_component

_FILE = re.compile(
    r"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\n((?:[^\n]{1,120}\n){1,400000}?)(?:end|====)[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedded:
    """A file found in a text."""

    filename: str | None
    content: bytes = field(repr=False)


def take_out(text: str) -> tuple[str, tuple[Embedded, ...]]:
    """The text without its uuencoded files, and those files; what does not decode stays in the text."""
    found: list[Embedded] = []

    def replace(match: re.Match[str]) -> str:
        content = _decoded(match[2])
        if content is None:
            return match[0]
        found.append(Embedded(filename=last_component(match[1]), content=content))
        return ""

    return _FILE.sub(replace, text) if "\nbegin " in f"\n{text}" else text, tuple(found)


def _decoded(lines: str) -> bytes | None:
    try:
        return b"".join(_line(line) for line in lines.split("\n") if line.strip())
    except (binascii.Error, ValueError):
        return None


def _line(line: str) -> bytes:
    """One line; its length counts, whatever stray characters follow (some programs pad, some trim spaces)."""
    data = line.encode("ascii")
    length = (((data[0] - 32) & 63) * 4 + 5) // 3
    return binascii.a2b_uu(data[:length].ljust(length))
