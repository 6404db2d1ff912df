"""Studies told in the right one of two columns that an extractor has put side by side on the same lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.layout.headings import subject_of
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_RIGHT = re.compile(r"(?:^|\S)\s{4,}(?P<cell>\S(?:\S| (?! {2}))*)[ \t]*$")
"""What a line ends with, behind a gap."""
_LEFT_MOST = 25
"""A right column begins no farther left, in characters."""
_SWAY = 4
"""How far a column's lines may begin from its heading's place."""


def study_columns(layout: Layout) -> tuple[Span, ...]:
    """The cells of a right column that stand under its heading of studies, up to its next heading."""
    return tuple(_cells(layout))


def _cells(layout: Layout) -> Iterator[Span]:
    column: int | None = None
    for line in layout.lines:
        begin = layout.text.rfind("\n", 0, line.start) + 1
        cell = _RIGHT.search(layout.text, begin, line.end)
        if cell is None or cell.start("cell") - begin < _LEFT_MOST:
            continue
        at = cell.start("cell") - begin
        subject = subject_of(cell["cell"])
        if subject:
            column = at if subject == "education" else None
        elif column is not None and abs(at - column) <= _SWAY:
            yield Span(cell.start("cell"), cell.end("cell"))
