"""A zone's definition for calendars (VTIMEZONE; RFC 5545, 3.6.5): each change at the local time that it ends.

Made here, for the icalendar library (7.3) tells the onset of summer time in summer time, an hour late. Regular
changes are one yearly rule, the only form that Outlook reads ([MS-OXCICAL] 2.1.3.1.1.19.2.2).
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = 7
_NEVER = timedelta()


@dataclass(frozen=True, kw_only=True, slots=True)
class Observance:
    """What holds from a change on; the same changes of several years are one."""

    before: timedelta
    """The offset from UTC before the change."""
    after: timedelta
    name: str
    is_summer: bool


def time_zone(zone: str, day: date) -> Timezone:
    """The definition that holds around a day: every client reads it, whatever it knows of zones."""
    known, made = ZoneInfo(zone), Timezone()
    made.add("tzid", zone)
    first = datetime(day.year - 1, 1, 1, tzinfo=UTC)
    onsets: dict[Observance, list[datetime]] = defaultdict(list)
    for at in _changes(known, first, first.replace(year=day.year + 3)):
        observance = _observance(known, at, _offset(known, at - timedelta(seconds=1)))
        onsets[observance].append((at + observance.before).replace(tzinfo=None))
    rules = {observance: _rule(some) for observance, some in onsets.items()}
    if not all(rules.values()) or not rules:  # what holds before the first of the dates
        standing = _observance(known, first, _offset(known, first))
        made.add_component(_component(standing, [datetime(first.year, 1, 1)], None))  # noqa: DTZ001 - local
    for observance, some in onsets.items():
        made.add_component(_component(observance, some, rules[observance]))
    return made


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants at which the offset changes, to the second."""
    at = first
    while at < last:
        after = at + timedelta(days=1)
        if _offset(zone, at) != _offset(zone, after):
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                low, high = (low, middle) if _offset(zone, middle) != _offset(zone, at) else (middle, high)
            yield high
        at = after


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or _NEVER


def _observance(zone: ZoneInfo, at: datetime, before: timedelta) -> Observance:
    local = at.astimezone(zone)
    return Observance(before=before, after=_offset(zone, at), name=local.tzname() or "", is_summer=bool(local.dst()))


def _rule(onsets: Sequence[datetime]) -> dict[str, object] | None:
    """One day of the week of one month, every year at the same time; None where these follow no such rule."""
    months = {(at.month, at.weekday(), at.time()) for at in onsets}
    every_year = [at.year for at in onsets] == list(range(onsets[0].year, onsets[0].year + len(onsets)))
    if len(months) > 1 or not every_year or len(onsets) < 2:
        return None
    place = _place(onsets)
    if place is None:
        return None
    return {"FREQ": "YEARLY", "BYMONTH": onsets[0].month, "BYDAY": f"{place}{_WEEKDAYS[onsets[0].weekday()]}"}


def _place(onsets: Iterable[datetime]) -> int | None:
    """Which of its month's days of that name: -1 the last."""
    days = [(at.day, monthrange(at.year, at.month)[1]) for at in onsets]
    if all(day + _WEEK > length for day, length in days):
        return -1
    places = {(day - 1) // _WEEK + 1 for day, _ in days}
    return places.pop() if len(places) == 1 else None


def _component(
    observance: Observance, onsets: Sequence[datetime], rule: dict[str, object] | None
) -> TimezoneStandard | TimezoneDaylight:
    made = TimezoneDaylight() if observance.is_summer else TimezoneStandard()
    made.add("dtstart", onsets[0])
    if rule:
        made.add("rrule", rule)
    for onset in () if rule else onsets[1:]:  # a line each: some readers take the first of a list alone
        made.add("rdate", onset)
    made.add("tzoffsetfrom", observance.before)
    made.add("tzoffsetto", observance.after)
    made.add("tzname", observance.name)
    return made
