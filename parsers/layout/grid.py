"""The grid of a page of text: its rows, the cells of a row, and the columns that cells begin in.

Readers of documents set cells that stand apart on the page with a tab or blanks between; this is the one definition of
what parts them. Places are offsets in the text, columns count characters from the margin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.text.marks import line_end, line_start
from parsers.text.text import Span

GAP = re.compile(r"\t\s*| {3,}\s*")
"""What parts two cells of a row."""
SWAY = 4
"""So many characters the cells of one column may begin apart."""


def row_at(text: str, offset: int) -> Span:
    """The whole row around `offset`, its blanks at the margin too."""
    return Span(line_start(text, offset), line_end(text, offset))


def column_at(text: str, offset: int) -> int:
    """How far `offset` stands from the margin."""
    return offset - line_start(text, offset)


@lru_cache(maxsize=4096)
def cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells of the stretch of a row, without the blanks around them; kept, for reader after reader asks."""
    base = line_start(text, start)
    return tuple(
        Span(max(base + left, start), min(base + right, end))
        for left, right in _cells(text[base : max(end, base)])
        if base + right > start and base + left < end
    )


@lru_cache(maxsize=512)
def _cells(row: str) -> tuple[Span, ...]:
    """The cells of a row; kept, for each place on a row asks anew."""
    found, at = [], len(row) - len(row.lstrip())
    stop = len(row.rstrip())
    for gap in GAP.finditer(row, at, stop):
        found.append(Span(at, gap.start()))
        at = gap.end()
    return (*found, Span(at, stop)) if at < stop else tuple(found)


def split_cells(row: str) -> list[str]:
    """What the cells of a row say."""
    return [cell.of(row) for cell in _cells(row)]
