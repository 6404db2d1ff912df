"""From the blocks of a Word file, old or new, to lines and sheets: rows of tables, page breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.documents.extracted_text import Line, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE_BREAK = "\f"
_CELL_LINE = 60
"""Characters: a first cell up to this long is a label (a date, a language) that belongs before its neighbour's text."""


def row_blocks(cells: Iterable[list[str]]) -> Iterator[str]:
    """A row's cells as lines: labels stand before their neighbour's first line, long cells one after the other."""
    prefix, filled = "", [blocks for blocks in cells if blocks]
    for index, blocks in enumerate(filled):
        last = index == len(filled) - 1
        if not last and len(blocks) == 1 and len(blocks[0]) <= _CELL_LINE and "\n" not in blocks[0]:
            prefix += blocks[0].strip() + "\t"
            continue
        yield prefix + blocks[0]
        yield from blocks[1:]
        prefix = ""
        if not last:
            yield ""


def sheets_of(blocks: list[str]) -> tuple[Sheet, ...]:
    """Blocks as sheets: a page break within a paragraph falls to its nearer end, so that no sentence is cut."""
    sheets: list[list[Line]] = [[]]
    gap = False
    for block in blocks:
        lead, trail = _break_places(block)
        if lead and sheets[-1]:
            sheets.append([])
        text = block.replace(PAGE_BREAK, "")
        for piece in text.split("\n"):
            if piece.strip():
                sheets[-1].append(Line(text=piece, space_above=gap))
            gap = not piece.strip()
        if trail and sheets[-1]:
            sheets.append([])
    return tuple(Sheet(lines=tuple(lines)) for lines in sheets if lines)


def _break_places(block: str) -> tuple[bool, bool]:
    at = block.find(PAGE_BREAK)
    if at < 0:
        return False, False
    before = block[:at].strip()
    return (True, block.rstrip(" \n").endswith(PAGE_BREAK) and len(block.strip()) > 0) if not before else (False, True)
