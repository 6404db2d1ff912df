"""Posts that are dated by their beginnings only: each lasts until the next, or goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.career.sectors import SERVICE
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values.evidence import Entry

_CURRENT = vocabulary("career.current")
_MENTORS = vocabulary("work.mentors")
_SCHOOL_YEAR_BEGINS = vocabulary("career.school_year_begins")
_STILL = vocabulary("career.still")


def chained(entries: list[Entry]) -> list[Entry]:
    """A career of beginnings only ("2003 : …", "2009 : …"): each post lasts until the next, the last goes on.

    One that is said to go on ("2013 : …, où je suis toujours") is a beginning as well.
    """
    entries = [_opened(entry, entries) for entry in entries]
    starts = [entry for entry in entries if entry.start and entry.end and is_point(entry)]
    if len(starts) == 1 and len(entries) > 1:
        return _last_goes_on(entries, starts[0])
    going_on = [entry for entry in entries if entry.start and entry.ongoing]
    served = sum(entry.sector in SERVICE for entry in entries)
    if len(starts) < 2 or len(starts) + len(going_on) < len(entries) or served < 2:
        return entries
    ordered = sorted([*starts, *going_on], key=lambda entry: entry.start or date.min)
    ends = {id(a): b.start for a, b in pairwise(ordered) if not a.ongoing}
    return [
        replace(entry, end=eve(next_start, entry.precision))
        if (next_start := ends.get(id(entry)))
        else replace(entry, end=None, ongoing=True)
        for entry in entries
    ]


def _opened(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """A post dated by a school year's beginning ("rentrée 1989") lasts until the next one elsewhere, or goes on."""
    if is_point(entry) and _still_lasts(entry.evidence.quote):
        return replace(entry, end=None, ongoing=True)
    if entry.sector not in SERVICE or not _SCHOOL_YEAR_BEGINS.match(fold(entry.evidence.quote)):
        return entry
    if entry.ongoing or entry.start is None or not is_point(entry):
        return entry
    elsewhere = [
        other.start
        for other in entries
        if other.start
        and other.start > entry.start
        and other.employer
        and other.employer != entry.employer
        and not _MENTORS.search(fold(other.evidence.quote))
    ]
    return replace(entry, end=eve(min(elsewhere), "month")) if elsewhere else replace(entry, end=None, ongoing=True)


def _still_lasts(quote: str) -> bool:
    """Whether words beside a beginning say that it still lasts: "2014 : début …, où je suis encore en fonction"."""
    flat = fold(quote)
    bracketed = (
        flat[found.start() - 1 : found.start()] == "(" and flat[found.end() : found.end() + 1] == ")"
        for found in _CURRENT.finditer(flat)
    )
    return _STILL.search(flat) is not None or any(bracketed)


def _last_goes_on(entries: list[Entry], point: Entry) -> list[Entry]:
    """A single beginning after the ends of all other posts, in a school or a CPMS, goes on."""
    others = [entry for entry in entries if entry is not point]
    later = all(entry.end and point.start and entry.end <= point.start for entry in others)
    if not later or point.sector not in SERVICE:
        return entries
    return [replace(entry, end=None, ongoing=True) if entry is point else entry for entry in entries]


def eve(following: date, precision: str) -> date:
    """The last day before the next post; between two years alone, the summer's end."""
    return following.replace(month=8, day=31) if precision == "year" else following - timedelta(days=1)


def is_point(entry: Entry) -> bool:
    """Whether an entry is dated by one year or one month."""
    if entry.start is None or entry.end is None or entry.precision not in {"year", "month", "day"}:
        return False
    return (
        (entry.end - entry.start).days < 366
        and entry.start.year == entry.end.year
        and (entry.precision == "year" or entry.start.month == entry.end.month)
    )
