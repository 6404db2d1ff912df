"""Whether a place in a text speaks of the present, and of a school or CPMS: by the dated entry that it stands in.

There is no clock: a text's own present is the latest date it knows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.sectors import is_outside, sector_of

if TYPE_CHECKING:
    from datetime import date

    from parsers.layout.dates import DateRange
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_BESIDE = re.compile(r"[ \t(,:–-]{0,4}")


def entry_at(layout: Layout, offset: int) -> DatedEntry | None:
    """The dated entry that `offset` stands in: the last that begins before it and has not ended.

    A letter's paragraphs are no entries, whatever dates they tell.
    """
    if layout.letter and layout.letter.salutation.start <= offset < layout.letter.closing.end:
        return None
    number = bisect_right(layout.entries, offset, key=lambda entry: entry.start) - 1
    if number < 0 or layout.entries[number].end < offset:
        return None
    return layout.entries[number]


def is_over(layout: Layout, offset: int) -> bool:
    """Whether `offset` stands in an entry that has ended."""
    entry = entry_at(layout, offset)
    return entry is not None and _has_ended(entry.when, _Same(layout.dates))


def is_of_another_time(layout: Layout, start: int, end: int) -> bool:
    """Whether a closed range stands right beside a place: "mi-temps de 2015 à 2017", "2015-2017 : mi-temps"."""
    known = _Same(layout.dates)
    number = bisect_right(layout.dates, start, key=lambda when: when.start)
    for when in layout.dates[max(0, number - 1) : number + 1]:
        gap = layout.text[when.end : start] if when.start < start else layout.text[end : when.start]
        if _BESIDE.fullmatch(gap) and _has_ended(when, known):
            return True
    return False


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def is_before_latest(layout: Layout, said: str) -> bool:
    """Whether the last year that a clause names lies before the latest one the text knows; no year lies ahead."""
    years = [int(year) for year in _YEAR.findall(said)]
    latest = _latest(_Same(layout.dates))
    return bool(years) and latest is not None and max(years) < latest.year


def is_elsewhere(layout: Layout, offset: int) -> bool:
    """Whether `offset` stands in an entry of work outside teaching and CPMS."""
    entry = entry_at(layout, offset)
    if entry is None:
        return is_outside(layout.section_at(offset).title)
    if entry.when.point:
        return False
    rows = [row for row in layout.text[entry.start : max(entry.head.end, entry.when.end)].split("\n") if row.strip()]
    return sector_of(rows, entry.title) == "other"


def _has_ended(when: DateRange, dates: _Same) -> bool:
    """Whether a range or a school year is over; a point in time tells nothing of an end.

    Who writes of one post that it goes on ("2019 – heden") writes so of all: a closed range is over then. Else it is
    over when the text knows a later date.
    """
    if when.ongoing or when.last is None or (when.point and when.precision != "school_year"):
        return False
    latest = _latest(dates)
    later = latest is not None and when.last < latest
    return later or (not when.point and any(other.ongoing for other in dates.found))


class _Same:
    """A text's dates, compared by identity: they may be thousands, and every rule asks for the latest."""

    __slots__ = ("found",)

    def __init__(self, found: tuple[DateRange, ...]) -> None:
        self.found = found

    def __hash__(self) -> int:
        return id(self.found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.found is self.found


@lru_cache(maxsize=8)
def _latest(dates: _Same) -> date | None:
    """The latest beginning, or end of a closed stretch, that a text names."""
    known = [day for when in dates.found for day in (when.first, None if when.ongoing else when.last) if day]
    return max(known, default=None)
