"""Studies told in the right one of two columns that an extractor has put side by side on the same lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.layout.grid import SWAY, cells, column_at, row_at
from parsers.layout.headings import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.text.text import Span

_LEFT_MOST = 25
"""A right column begins no farther left, in characters."""


def study_columns(layout: Layout) -> tuple[Span, ...]:
    """The cells of a right column that stand under its heading of studies, up to its next heading."""
    return tuple(_cells(layout))


def _cells(layout: Layout) -> Iterator[Span]:
    column: int | None = None
    for line in layout.lines:
        row = list(cells(layout.text, *row_at(layout.text, line.start)))
        at = column_at(layout.text, row[-1].start) if row else 0
        if at < _LEFT_MOST:
            continue
        subject = subject_of(row[-1].of(layout.text))
        if subject:
            column = at if subject == "education" else None
        elif column is not None and abs(at - column) <= SWAY:
            yield row[-1]
