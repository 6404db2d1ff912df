"""The school or centre beside a date that goes on, where columns run side by side and no entry could be read."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.career.heads.names import is_in_number, of_now
from parsers.facts.career.places import is_sort_alone, place_in
from parsers.layout.grid import SWAY, cells, column_at
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.layout.dates.dates import DateRange
    from parsers.layout.sections import Layout

_POST = vocabulary("school.teachers", "school.staff")
_LEARNT = vocabulary("school.learnt", "employer.studying")
_REACH = 2
"""Lines above or below in which a post names its school."""
_BULLETS = " \t•–—-*▪o·"
_MOST = 5


def beside_present(layout: Layout) -> Iterator[tuple[Span, str]]:
    """The cells that name a school in the column of an ongoing date of a CV, with the name; one for each date."""
    if not _may_be_cv(layout):
        return
    for offset in islice(_ongoing(layout), _MOST):
        near = _around(layout, offset)
        told = [fold(cell.of(layout.text)) for cell in near]
        posts = any(map(_POST.search, told))
        if layout.in_subject(offset, *_STUDIES) and (_is_study(told) or not posts):
            continue
        if _is_study(told) and not (posts or layout.in_subject(offset, "experience")):
            continue
        found = next(_named(layout, near), None)
        if found:
            yield found


def _may_be_cv(layout: Layout) -> bool:
    return layout.kind in {None, Kind.CV, Kind.CV_AND_LETTER}


def _is_study(told: Sequence[str]) -> bool:
    """Whether the folded lines nearest to a date tell of studies."""
    return any(_LEARNT.search(words) for words in told[:_REACH])


def _ongoing(layout: Layout) -> Iterator[int]:
    """Where a career's dates tell of what goes on."""
    return (when.start for when in layout.dates if when.ongoing and not layout.in_letter(when.start))


def parted_from_its_date(layout: Layout) -> tuple[Span, str] | None:
    """The first school named below a date that goes on, where that leads a column of dates without words.

    An extractor has then told the dates first, and what they belong to behind them, in the same order.
    """
    ranges = [when for when in layout.dates if not when.point] if _may_be_cv(layout) else []
    parted = [when for when in ranges if when.ongoing and _is_alone(layout, when)]
    if not parted or parted != ranges[:1]:
        return None
    row = layout.line_at(parted[0].end - 1)
    below = (line for line in layout.lines if line.start > row.end and not layout.has_date(*line))
    told = (line for line in below if not layout.in_subject(line.start, *_STUDIES, "references", "contact"))
    return next(_named(layout, (line for line in told if not _is_study([fold(line.of(layout.text))]))), None)


def _is_alone(layout: Layout, when: DateRange) -> bool:
    """Whether no word stands beside a date, nor is it a letter's."""
    begin, end = layout.line_at(when.start).start, layout.line_at(when.end - 1).end
    beside = layout.text[begin : when.start] + layout.text[when.end : end]
    return not any(c.isalpha() for c in beside) and not layout.in_letter(when.start)


_STUDIES = ("education", "interests", "volunteering", "projects")
"""Sections in which what goes on is a post only where one is named: columns may have run into one another."""


def _around(layout: Layout, offset: int) -> list[Span]:
    """The cells near a date, the nearest first: its own, then below and above, as far as the column goes on."""
    number = bisect_right(layout.lines, offset, key=lambda line: line.start) - 1
    own = next((cell for cell in _cells(layout, number) if cell.start <= offset < cell.end), None)
    if own is None:
        return []
    column = column_at(layout.text, own.start)
    near = [own, *(cell for cell in _cells(layout, number) if cell.start > own.end)][:2]
    for step in (1, -1):
        near += _column(layout, number, step, column)
    return sorted(near, key=lambda cell: abs(cell.start - own.start))


def _named(layout: Layout, near: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """Those of some cells that name a school, with its name."""
    for cell in near:
        name = place_in(of_now(cell.of(layout.text)))
        if name and not is_sort_alone(name) and not is_in_number(name):
            yield cell, name


def _column(layout: Layout, number: int, step: int, column: int) -> Iterator[Span]:
    """The cells of a column above or below a line, up to the first line that has none, or has a date of its own.

    An empty line ends a block of which something has been seen.
    """
    seen = False
    for at in range(number + step, number + step * (_REACH + 1), step):
        if not 0 <= at < len(layout.lines):
            return
        cell = _cell_near(layout, at, column)
        line = layout.lines[at]
        if cell is None or layout.has_date(*line):
            return
        if _is_parted(layout, at if step > 0 else at + 1) and (seen or _has_neighbour(layout, number, -step)):
            return
        seen = True
        yield cell


def _is_parted(layout: Layout, number: int) -> bool:
    """Whether an empty line stands above a line; none does above the first."""
    lines = layout.lines
    return number > 0 and layout.text.count("\n", lines[number - 1].end, lines[number].start) > 1


def _has_neighbour(layout: Layout, number: int, step: int) -> bool:
    """Whether a line stands right above (-1) or below (1) another, in its block."""
    return 0 <= number + step < len(layout.lines) and not _is_parted(layout, number if step < 0 else number + 1)


def _cells(layout: Layout, number: int) -> Iterator[Span]:
    line = layout.lines[number]
    for cell in cells(layout.text, line.start, line.end):
        text = cell.of(layout.text)
        lead = len(text) - len(text.lstrip(_BULLETS))
        yield Span(cell.start + (lead if lead < len(text) else 0), cell.end)


def _cell_near(layout: Layout, number: int, column: int) -> Span | None:
    near = (cell for cell in _cells(layout, number) if abs(column_at(layout.text, cell.start) - column) <= SWAY)
    return next(near, None)
