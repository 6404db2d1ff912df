"""The structure of a Word 97 to 2003 file: its streams, its pieces of text, its properties by file position ([MS-DOC]).

Read directly, a DOC takes milliseconds where LibreOffice takes a second and two hundred megabytes.
"""

from __future__ import annotations

import bisect
import io
import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import olefile

from parsers.documents.word.numbering import ListLevel, Numbering
from parsers.errors import BROKEN, Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTS = (OSError, *BROKEN)
WORD_97 = 0x00C1
STYLES, HEADERS, CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES, LISTS, OVERRIDES = 1, 11, 12, 13, 33, 73, 74
"""Indices into FibRgFcLcb97 (2.5.6)."""
PAGE = 512
COMPRESSED = 0x40000000
_OPERAND_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINITION, _CHANGED_TABS = 0xD608, 0xC615
LIST, LIST_LEVEL = 0x460B, 0x260A
ANCESTORS = 12
LEGAL, NO_DEFAULT_RESTART = 0x04, 0x08
_FORMS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    5: "ordinal",
    22: "decimalZero",
    23: "bullet",
    255: "none",
}


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


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: what it is based on, and its paragraph properties."""

    base: int
    properties: dict[int, bytes]


def read_lists(file: DocFile) -> Numbering:
    """The lists under the numbers that paragraphs use (`ilfo`); none where the tables are broken."""
    numbering = Numbering()
    try:
        lists = dict(_lists(file.structure(LISTS), _levels_data(file)))
        for number, (list_id, changed) in enumerate(_overrides(file.structure(OVERRIDES)), 1):
            levels = dict(lists.get(list_id, {}))
            for level, start in changed.items():
                shape = levels.get(level, ListLevel())
                levels[level] = replace(shape, start=start)
            numbering.lists[str(number)] = levels
            if not changed:
                numbering.shared[str(number)] = f"list {list_id}"
    except FAULTS:
        return Numbering()
    return numbering


def _levels_data(file: DocFile) -> bytes:
    """The levels stand behind the list table, outside its stated length."""
    offset, length = struct.unpack_from("<II", file.main, 0x9A + 8 * LISTS)
    return file.table[offset + length :]


def _lists(table: bytes, levels: bytes) -> Iterator[tuple[int, dict[int, ListLevel]]]:
    if len(table) < 2:
        return
    position = 0
    for index in range(struct.unpack_from("<H", table)[0]):
        (list_id,) = struct.unpack_from("<i", table, 2 + 28 * index)
        simple = table[2 + 28 * index + 26] & 1
        found: dict[int, ListLevel] = {}
        for number in range(1 if simple else 9):
            found[number], position = _level(levels, position)
        yield list_id, found


def _level(data: bytes, position: int) -> tuple[ListLevel, int]:
    """One LVL (2.9.150): a fixed part, two groups of modifiers, the label's pattern."""
    start, form, flags = struct.unpack_from("<iBB", data, position)
    characters, paragraphs = data[position + 24], data[position + 25]
    limit = position + 26
    position += 28 + characters + paragraphs
    (length,) = struct.unpack_from("<H", data, position)
    codes = struct.unpack_from(f"<{length}H", data, position + 2)
    pattern = "".join(f"%{code + 1}" if code < 9 else chr(code) for code in codes)
    restart = data[limit] if flags & NO_DEFAULT_RESTART else None
    level = ListLevel(_FORMS.get(form, "decimal"), pattern, start, bool(flags & LEGAL), restart)
    return level, position + 2 + 2 * length


def _overrides(table: bytes) -> Iterator[tuple[int, dict[int, int]]]:
    """The list each `ilfo` stands for, with the levels it starts anew (2.9.133)."""
    if len(table) < 4:
        return
    (count,) = struct.unpack_from("<I", table)
    position = 4 + 16 * count
    for index in range(count):
        (list_id,) = struct.unpack_from("<i", table, 4 + 16 * index)
        changed: dict[int, int] = {}
        position += 4
        for _ in range(table[4 + 16 * index + 12]):
            start, flags = struct.unpack_from("<iI", table, position)
            position += 8
            if flags & 0x20:
                level, position = _level(table, position)
                start = level.start
            if flags & 0x10:
                changed[flags & 0xF] = start
        yield list_id, changed


def read_styles(file: DocFile) -> dict[int, Style]:
    """Paragraph styles by their index; none where the table is broken."""
    try:
        return dict(_styles(file.structure(STYLES)))
    except FAULTS:
        return {}


def _styles(table: bytes) -> Iterator[tuple[int, Style]]:
    (header,) = struct.unpack_from("<H", table)
    count, base_size = struct.unpack_from("<HH", table, 2)
    position = 2 + header
    for index in range(count):
        (size,) = struct.unpack_from("<H", table, position)
        if size >= base_size:
            style = _style(table[position + 2 : position + 2 + size], base_size)
            if style is not None:
                yield index, style
        position += 2 + size


def _style(data: bytes, base_size: int) -> Style | None:
    _, second = struct.unpack_from("<HH", data)
    kind, base = second & 0xF, second >> 4
    if kind != 1:
        return None
    (length,) = struct.unpack_from("<H", data, base_size)
    position = base_size + 2 + 2 * length + 2
    position += position % 2
    (size,) = struct.unpack_from("<H", data, position)
    return Style(base, modifiers(data[position + 4 : position + 2 + size]))


def list_of(style: int, properties: dict[int, bytes], styles: dict[int, Style]) -> tuple[int, int]:
    """The list (`ilfo`) and level of a paragraph, its own or its style's."""
    number, level = _own(properties)
    for _ in range(ANCESTORS):
        known = styles.get(style)
        if known is None or (number is not None and level is not None):
            break
        inherited, depth = _own(known.properties)
        number = inherited if number is None else number
        level = depth if level is None else level
        style = known.base
    return number or 0, level or 0


def _own(properties: dict[int, bytes]) -> tuple[int | None, int | None]:
    number, level = properties.get(LIST), properties.get(LIST_LEVEL)
    return (
        int.from_bytes(number, "little") if number is not None else None,
        level[0] if level else None,
    )
