"""Years added up: stretches of months, their union and difference, and the whole years in them.

A month is counted from January of year 0 (`month_number`); an interval holds its first month and not its end.
Overlaps count once, and nothing after the cutoff counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parsers.values.evidence import Entry


class Months(NamedTuple):
    """A stretch of months: `start` belongs to it, `end` does not."""

    start: int
    end: int


def month_number(day: date) -> int:
    """The month of `day`, counted from January of year 0."""
    return day.year * 12 + day.month - 1


def months_of(first: date, last: date) -> Months:
    """The months from that of `first` to that of `last`, both included; empty when `last` comes before."""
    start = month_number(first)
    return Months(start, max(start, month_number(last) + 1))


def months_in(entry: Entry, cutoff: date) -> Months:
    """The months of an entry; a year alone is a school year's: it begins in September and ends in August."""
    first = entry.start or cutoff
    last = cutoff if entry.ongoing or entry.end is None else entry.end
    if entry.precision in {"year", "school_year"} and entry.start is not None:
        if (first.month, first.day) == (1, 1) and last.year > first.year:
            first = first.replace(month=9)
        if (last.month, last.day) == (12, 31) and last.year > first.year:
            last = last.replace(month=8)
    return months_of(first, last)


def union(stretches: Iterable[Months]) -> tuple[Months, ...]:
    """The months that at least one stretch holds, as few stretches as possible, in order."""
    merged: list[Months] = []
    for stretch in sorted(s for s in stretches if s.end > s.start):
        if merged and stretch.start <= merged[-1].end:
            merged[-1] = Months(merged[-1].start, max(merged[-1].end, stretch.end))
        else:
            merged.append(stretch)
    return tuple(merged)


def without(stretches: Iterable[Months], removed: Iterable[Months]) -> tuple[Months, ...]:
    """The months of `stretches` that none of `removed` holds."""
    left = union(stretches)
    for gap in union(removed):
        pieces = (
            piece
            for stretch in left
            for piece in (
                Months(stretch.start, min(stretch.end, gap.start)),
                Months(max(stretch.start, gap.end), stretch.end),
            )
        )
        left = union(pieces)
    return left


def until(stretches: Iterable[Months], cutoff: date) -> tuple[Months, ...]:
    """The months up to that of `cutoff`, included."""
    end = month_number(cutoff) + 1
    return union(Months(stretch.start, min(stretch.end, end)) for stretch in stretches)


def total(stretches: Iterable[Months]) -> int:
    """How many months the stretches hold, overlaps once."""
    return sum(stretch.end - stretch.start for stretch in union(stretches))


def whole_years(months: int) -> int:
    """The whole years in `months`, the rest left out."""
    return months // 12
