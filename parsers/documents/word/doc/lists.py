"""Lists and styles of a DOC file, as far as labels of paragraphs need them ([MS-DOC] 2.9.147, 2.9.132, 2.9.260)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.documents.word.doc.file import FAULTS, LISTS, OVERRIDES, STYLES, DocFile, modifiers
from parsers.documents.word.numbering import ListLevel, Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

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
