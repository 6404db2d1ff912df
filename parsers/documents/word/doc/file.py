"""The structure of a Word 97 to 2003 file: its streams, its pieces of text, its properties by file position ([MS-DOC]).

Read directly, a DOC takes milliseconds where LibreOffice takes a second and two hundred megabytes.
"""

from __future__ import annotations

import bisect
import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import olefile

from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTS = (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError, struct.error)
WORD_97 = 0x00C1
STYLES, HEADERS, CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES, LISTS, OVERRIDES = 1, 11, 12, 13, 33, 73, 74
"""Indices into FibRgFcLcb97 (2.5.6)."""
PAGE = 512
COMPRESSED = 0x40000000
_OPERAND_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINITION, _CHANGED_TABS = 0xD608, 0xC615


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: characters `start` to `end`, from byte `offset` on, `width` bytes each."""

    start: int
    end: int
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class CharacterRun:
    """The properties of the bytes from `start` to `end`."""

    start: int
    end: int
    style: int
    properties: dict[int, bytes]


@dataclass(slots=True)
class CharacterRuns:
    """Runs by file position."""

    items: list[CharacterRun]
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.items.sort(key=lambda run: run.start)
        self.starts = [run.start for run in self.items]

    def at(self, position: int) -> CharacterRun | None:
        """The run that holds this byte."""
        index = bisect.bisect_right(self.starts, position) - 1
        return self.items[index] if index >= 0 and position < self.items[index].end else None


class DocFile:
    """A DOC file's streams and tables. Raises Unreadable (corrupt, or unsupported before Word 97)."""

    def __init__(self, data: bytes) -> None:
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as ole:
                self.main: bytes = ole.openstream("WordDocument").read()
                (flags,) = struct.unpack_from("<H", self.main, 10)
                self.table: bytes = ole.openstream("1Table" if flags & 0x200 else "0Table").read()
            (version,) = struct.unpack_from("<H", self.main, 2)
        except FAULTS as exc:
            raise Unreadable(Reason.CORRUPT, "it is no Word file, or a damaged one") from exc
        if version < WORD_97:
            raise Unreadable(Reason.UNSUPPORTED, "older than Word 97")
        if flags & 0x100:
            raise Unreadable(Reason.ENCRYPTED, "the document is protected by a password")
        self.lengths: tuple[int, ...] = struct.unpack_from("<8i", self.main, 0x4C)
        """Characters of the stories: body, notes, headers, macros, comments, end notes, text boxes, header boxes."""

    def structure(self, index: int) -> bytes:
        """The bytes of the table stream that FibRgFcLcb97's pair `index` points at."""
        offset, length = struct.unpack_from("<II", self.main, 0x9A + 8 * index)
        return self.table[offset : offset + length]

    def pieces(self) -> Iterator[Piece]:
        """The piece table (2.8.35)."""
        clx, position = self.structure(PIECES), 0
        while clx[position] == 1:
            position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
        (length,) = struct.unpack_from("<I", clx, position + 1)
        plc = clx[position + 5 : position + 5 + length]
        count = (length - 4) // 12
        bounds = struct.unpack_from(f"<{count + 1}I", plc)
        for index in range(count):
            (value,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
            narrow = bool(value & COMPRESSED)
            offset = (value & ~COMPRESSED) // 2 if narrow else value
            yield Piece(bounds[index], bounds[index + 1], offset, 1 if narrow else 2)

    def text(self, piece: Piece) -> str:
        """The characters of a piece, one for each of its code units."""
        raw = self.main[piece.offset : piece.offset + (piece.end - piece.start) * piece.width]
        if piece.width == 1:
            return raw.decode("cp1252", "replace")
        return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])))

    def paragraph_runs(self) -> CharacterRuns:
        """Paragraph properties by the bytes of the text they hold for (2.9.174)."""
        return CharacterRuns(list(self._runs(PARAGRAPH_PAGES, 13, _paragraph_properties)))

    def character_runs(self) -> CharacterRuns:
        """Character properties likewise (2.9.33)."""
        return CharacterRuns(list(self._runs(CHARACTER_PAGES, 1, _character_properties)))

    def _runs(self, index: int, width: int, read: object) -> Iterator[CharacterRun]:
        plc = self.structure(index)
        count = (len(plc) - 4) // 8
        for (page,) in struct.iter_unpack("<I", plc[4 * (count + 1) :][: 4 * count]):
            start = (page & 0x3FFFFF) * PAGE
            yield from _page_runs(self.main[start : start + PAGE], width, read)


def _page_runs(page: bytes, width: int, read: object) -> Iterator[CharacterRun]:
    if len(page) < PAGE or not callable(read):
        return
    count = page[PAGE - 1]
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        offset = page[4 * (count + 1) + index * width] * 2
        style, properties = read(page, offset) if offset else (0, {})
        yield CharacterRun(bounds[index], bounds[index + 1], style, properties)


def _paragraph_properties(page: bytes, offset: int) -> tuple[int, dict[int, bytes]]:
    size, start = 2 * page[offset] - 1, offset + 1
    if page[offset] == 0:
        size, start = 2 * page[offset + 1], offset + 2
    return struct.unpack_from("<H", page, start)[0], modifiers(page[start + 2 : start + size])


def _character_properties(page: bytes, offset: int) -> tuple[int, dict[int, bytes]]:
    return 0, modifiers(page[offset + 1 : offset + 1 + page[offset]])


def modifiers(data: bytes) -> dict[int, bytes]:
    """Single property modifiers (2.2.5.1): code -> operand."""
    found: dict[int, bytes] = {}
    position = 0
    while position + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, position)
        position += 2
        size = _OPERAND_BYTES.get(code >> 13)
        if size is None:
            if code == _CHANGED_TABS or position >= len(data):
                break  # nothing that we look for stands behind changed tabs
            size, position = _variable(code, data, position)
        found[code] = data[position : position + size]
        position += size
    return found


def _variable(code: int, data: bytes, position: int) -> tuple[int, int]:
    """The size of an operand that tells it itself, and where the operand begins."""
    if code == _TABLE_DEFINITION:
        return struct.unpack_from("<H", data, position)[0] - 1, position + 2
    return data[position], position + 1
