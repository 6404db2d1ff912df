"""Lists of languages in one of two columns that an extractor has put side by side on the same lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.languages.grids import is_skill
from parsers.facts.languages.levels import is_denied, marks
from parsers.layout.grid import SWAY, cells, column_at, row_at
from parsers.layout.headings import subject_of
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_LONGEST = 14
"""So many rows a list of languages has at most."""


def language_columns(layout: Layout) -> Iterator[list[Span]]:
    """The cells of each column below a heading of languages that has something else beside it, and heads no table."""
    headed = {section.heading.start for section in layout.sections if section.heading}
    rows = [list(cells(layout.text, *row_at(layout.text, line.start))) for line in layout.lines]
    for number, row in enumerate(rows):
        for head in row if len(row) > 1 else ():
            if (
                head.start not in headed
                and subject_of(head.of(layout.text)) == "languages"
                and not _is_table(layout, row)
            ):
                column = column_at(layout.text, head.start)
                yield list(_below(layout, rows[number + 1 : number + 1 + _LONGEST], column))


def _is_table(layout: Layout, row: list[Span]) -> bool:
    """Whether what stands beside a heading heads columns of the same table."""
    words = [word for cell in row for word in fold(cell.of(layout.text)).replace("|", " ").split()]
    return sum(is_skill(word) for word in words) > 1


def _below(layout: Layout, rows: list[list[Span]], column: int) -> Iterator[Span]:
    """The cells that begin in a column, down to its next heading; each with the levels that stand beside it."""
    for row in rows:
        at = next((n for n, cell in enumerate(row) if abs(column_at(layout.text, cell.start) - column) <= SWAY), None)
        if at is None:
            continue
        if subject_of(row[at].of(layout.text)):
            return
        end = row[at].end
        for beside in row[at + 1 :]:
            told = fold(beside.of(layout.text))
            if not (marks(told) or is_denied(told, 0, len(told))):
                break
            end = beside.end
        yield Span(row[at].start, end)
