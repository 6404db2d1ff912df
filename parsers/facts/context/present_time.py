"""Whether a place in a text speaks of the present, by the dated entry that it stands in.

There is no clock: a text's own present is the latest date it knows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from parsers.layout.dates.dates import YEAR
from parsers.layout.sections import kept
from parsers.lexicon.patterns import spelled
from parsers.text.marks import line_start
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.layout.dates.dates import DateRange
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_AT = frozenset(spelled("dates.at"))
_MARKS, _MOST = " \t(,:–-", 4
"""What may stand between a range and what is told of it, and so many at most."""
_FAR = 60
"""They and a small word take fewer characters."""


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
    return entry is not None and has_ended(layout, entry.when)


def is_of_closed_range(layout: Layout, start: int, end: int) -> bool:
    """Whether a range that begins in a stretch is over, and none that begins there goes on."""
    inside = layout.dates_from(start, end)
    ended = any(has_ended(layout, when) and not when.point for when in inside)
    return ended and not any(when.ongoing for when in inside)


def is_of_another_time(layout: Layout, start: int, end: int) -> bool:
    """Whether a closed range stands right beside a place: "mi-temps de 2015 à 2017", "2015-2017 : mi-temps"."""
    number = bisect_right(layout.dates, start, key=lambda when: when.start)
    for when in layout.dates[max(0, number - 1) : number + 1]:
        before = when.start < start
        left, right = (when.end, start) if before else (end, when.start)
        if right - left > _FAR:
            continue
        gap = layout.text[left:right]
        if before and "," in gap and _ends_clause(layout, when):
            continue
        if _is_beside(gap) and has_ended(layout, when):
            return True
    return False


def _is_beside(gap: str) -> bool:
    """Whether nothing but marks, and a word as "at" or "op", stands between a range and what is told of it."""
    lead = gap.lstrip(_MARKS)
    return len(gap) - len(lead) <= _MOST and (not lead or (lead.endswith(" ") and fold(lead) in _AT))


def _ends_clause(layout: Layout, when: DateRange) -> bool:
    """Whether a date ends what stands before it: "temps plein jusqu'en 2021, …"."""
    before = layout.text[line_start(layout.text, when.start) : when.start]
    opens = max(before.rfind(mark) for mark in ";|(")
    full_stop = before.rfind(". ")
    if before[full_stop + 2 : full_stop + 3].isupper():
        opens = max(opens, full_stop)
    return sum(c.isalnum() for c in before[opens + 1 :]) > _LEAD


_LEAD = 4
"""So many letters before a date ("de", "seit") do not keep it from leading its clause."""


def is_before_latest(layout: Layout, said: str) -> bool:
    """Whether the last year that a clause names lies before the latest one the text knows; no year lies ahead."""
    years = [int(year) for year in YEAR.findall(said)]
    latest = _latest(layout)
    return bool(years) and latest is not None and max(years) < latest.year


def is_latest(layout: Layout, when: DateRange) -> bool:
    """Whether no date of a text is later than the year in which a range ends."""
    latest = _latest(layout)
    return latest is not None and when.last is not None and latest.year <= when.last.year


def goes_on_since(layout: Layout, day: date) -> bool:
    """Whether a date of the text goes on that began on that day or before."""
    earliest = _running(layout).earliest
    return earliest is not None and earliest <= day


def has_ended(layout: Layout, when: DateRange) -> bool:
    """Whether a range or a school year is over, among a text's dates; a point in time tells nothing of an end.

    Who writes of one post that it goes on ("2019 – heden") writes so of all: a closed range is over then. Else it is
    over when the text knows a later date. The latest day that a text names lies ahead ("renouvelé jusqu'au 31 août").
    """
    if when.ongoing or when.last is None or (when.point and when.precision != "school_year"):
        return False
    latest = _latest_begun(layout) if when.precision in {"day", "month"} else _latest(layout)
    later = latest is not None and when.last < latest
    if when.precision == "school_year":
        later = later or _running(layout).takes_over(when.last)
    ahead = not later and (when.precision == "day" or (when.first is None and when.precision != "year"))
    return later or (not when.point and not ahead and _shows_end(layout, when))


def _shows_end(layout: Layout, when: DateRange) -> bool:
    """Whether a date that goes on tells that a closed range does not: it is written like it, or began when that ended.

    One within a sentence or a row ("TDI depuis 2016") tells nothing of a range that leads its row.
    """
    running = _running(layout)
    if not running.dates or when.last is None:
        return False
    follows = running.latest is not None and running.latest.year >= when.last.year
    return follows or not _leads_row(layout.text, when) or _one_leads(layout)


def _leads_row(text: str, when: DateRange) -> bool:
    return not any(c.isalnum() for c in text[line_start(text, when.start) : when.start])


_WEEKS = 45
"""So many days before or after the last of August the next school year's posts begin."""


class _Running(NamedTuple):
    """A text's dates that go on, and when they began: in years alone, and to the day, in their order."""

    dates: tuple[DateRange, ...]
    years: frozenset[int]
    days: tuple[date, ...]
    earliest: date | None
    latest: date | None

    def takes_over(self, school_year_ends: date) -> bool:
        """Whether a post began with the school year after one that ends on a day: in the weeks around it."""
        number = bisect_left(self.days, school_year_ends - timedelta(days=_WEEKS))
        near = number < len(self.days) and self.days[number] <= school_year_ends + timedelta(days=_WEEKS)
        return near or school_year_ends.year in self.years


@kept
def _running(layout: Layout) -> _Running:
    """What goes on in a text."""
    running = tuple(when for when in layout.dates if when.ongoing)
    begun = [(when.precision == "year", when.first) for when in running if when.first]
    return _Running(
        dates=running,
        years=frozenset(first.year for bare, first in begun if bare),
        days=tuple(sorted(first for bare, first in begun if not bare)),
        earliest=min((first for _, first in begun), default=None),
        latest=max((first for _, first in begun), default=None),
    )


@kept
def _one_leads(layout: Layout) -> bool:
    """Whether a date that goes on leads its row."""
    return any(_leads_row(layout.text, when) for when in _running(layout).dates)


@kept
def _latest(layout: Layout) -> date | None:
    """The latest beginning, or end of a closed stretch, that a text names."""
    known = [day for when in layout.dates for day in (when.first, None if when.ongoing else when.last) if day]
    return max(known, default=None)


@kept
def _latest_begun(layout: Layout) -> date | None:
    """The same, of school years their beginning: a day in the latest one ("jusqu'au 30 juin") is before nothing."""
    known = [
        day
        for when in layout.dates
        for day in (when.first, None if when.ongoing or when.precision == "school_year" else when.last)
        if day
    ]
    return max(known, default=None)
