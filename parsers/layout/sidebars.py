"""A sidebar that a text extractor has woven into the career beside it, line by line.

    PERSONALIA                    ERVARING
    Dorpstraat 4                  1 september 2010 – nu
    jd@mail.example               Vrij CLB Gent

The career's column is read alone: its rows begin where the column does, and its headings are its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.layout.date_places import names_post
from parsers.layout.grid import cells, column_at, row_at
from parsers.layout.headings import subject_of
from parsers.text.marks import behind, line_start
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.dates.dates import DateRange

_NARROWEST = 18
_FEWEST = 6
"""So many rows begin where a column does, at least."""
_CONTACT = re.compile(r"@|\b0\d[\d ./]{7,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnPart:
    """A section of the career's column: its heading, and its rows."""

    subject: str | None
    title: str
    start: int
    end: int
    rows: tuple[Span, ...]


def career_column(text: str, rows: Sequence[Span], found: Sequence[DateRange]) -> tuple[ColumnPart, ...]:
    """The sections of the right-hand column that holds the career beside a sidebar; none where there is no such."""
    spans = [when for when in found if not when.point]
    if min((column_at(text, when.start) for when in spans), default=0) < _NARROWEST:
        return ()
    starts = Counter(column for row in rows for column in _cells(text, row))
    for column, times in starts.most_common(3):
        if times >= _FEWEST and _is_sidebar(text, rows, spans, column):
            return _parts(text, [_right(text, row, column) for row in rows])
    return ()


def _cells(text: str, row: Span) -> list[int]:
    """The columns, far enough to the right, at which the cells of a row begin."""
    starts = (column_at(text, cell.start) for cell in cells(text, *row_at(text, row.start)) if cell.start < row.end)
    return [column for column in starts if column >= _NARROWEST]


def _is_sidebar(text: str, rows: Sequence[Span], spans: Sequence[DateRange], column: int) -> bool:
    """Whether ranges lead the right column and none stands in the left one, which tells of the person."""
    columns = [column_at(text, when.start) for when in spans]
    if column not in columns or any(at < column for at in columns) or _are_posts_left(text, spans):
        return False
    lefts = [left for row in rows if (left := text[row.start : _right(text, row, column).start].strip())]
    rights = [right for row in rows if (right := _right(text, row, column)).end > right.start]
    crossing = sum(_crosses(text, row, column) for row in rows)
    personal = sum(subject_of(left) is not None or bool(_CONTACT.search(left)) for left in lefts)
    return len(lefts) >= 3 and personal >= 2 and len(rights) >= _FEWEST and crossing * 5 <= len(rights)


def _are_posts_left(text: str, spans: Sequence[DateRange]) -> bool:
    """Whether most ranges stand to the right of their own posts, in a column of dates."""
    lefts = [text[line_start(text, when.start) : when.start] for when in spans]
    return sum(names_post(left) for left in lefts) * 2 > len(spans)


def _crosses(text: str, row: Span, column: int) -> bool:
    """Whether a row's words run over the place where the column begins."""
    at = line_start(text, row.start) + column
    return row.start < at < row.end and not text[at - 1].isspace() and not text[at].isspace()


def _right(text: str, row: Span, column: int) -> Span:
    """What of a row stands in the right column; empty where nothing does."""
    at = line_start(text, row.start) + column
    if row.end <= at or _crosses(text, row, column):
        return Span(row.end, row.end)
    start = max(at, row.start)
    return Span(behind(text, None, start, row.end), row.end)


def _parts(text: str, rows: Sequence[Span]) -> tuple[ColumnPart, ...]:
    parts: list[ColumnPart] = []
    subject, title, kept = None, "", list[Span]()
    for row in (row for row in rows if row.end > row.start):
        told = subject_of(row.of(text)) if len(row.of(text)) <= 40 else None
        if told:
            parts.append(_part(subject, title, kept))
            subject, title, kept = told, row.of(text), []
        else:
            kept.append(row)
    parts.append(_part(subject, title, kept))
    return tuple(part for part in parts if part.rows)


def _part(subject: str | None, title: str, rows: Sequence[Span]) -> ColumnPart:
    start, end = (rows[0].start, rows[-1].end) if rows else (0, 0)
    return ColumnPart(subject=subject, title=title, start=start, end=end, rows=tuple(rows))
