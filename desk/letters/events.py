"""Calendar entries that letters carry (iTIP, RFC 5546): an interview asked for, moved under its UID, cancelled.

What a letter carries is frozen with its text as plain values (`Event`); the calendar is made of them with the mail, so
that whom the letter goes to and when it was made are the mail's own.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress
from icalendar import Event as Entry

from desk.escaping import line, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from parsers.values.evidence import JSON

PRODID = "-//candidatures//interviews//EN"
_PLAIN = str.maketrans({'"': "'", ";": ",", ":": " "})
"""Of what a name may hold what some readers stumble over, quoted or not."""
Method = Literal["REQUEST", "CANCEL"]
REQUEST: Method = "REQUEST"
CANCEL: Method = "CANCEL"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One state of an interview, as a calendar is told of it."""

    method: Method
    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    zone: str
    """In whose hours it is written, by its name in the IANA database."""
    location: str
    summary: str
    description: str = ""

    def frozen(self) -> JSON:
        """As a letter keeps it."""
        told = {name: value for name, value in asdict(self).items() if name not in {"starts", "ends"}}
        return told | {"starts": self.starts.isoformat(), "ends": self.ends.isoformat()}

    @classmethod
    def thawed(cls, kept: JSON) -> Event:
        """As it was frozen."""
        hours = {name: datetime.fromisoformat(kept[name]) for name in ("starts", "ends")}
        return cls(**{**kept, **hours})


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """Who invites, or who is invited."""

    name: str
    email: str

    def address(self) -> vCalAddress:
        """As a calendar has it."""
        found = vCalAddress(f"mailto:{self.email}")
        if name := line(self.name).translate(_PLAIN):
            found.params["CN"] = name
        return found


def calendar(event: Event, organizer: Party, attendee: Party, *, stamp: datetime) -> bytes:
    """The calendar of a letter: one entry, its zone, its method."""
    made = _begun(event.method)
    made.add_component(time_zone(event.zone, event.starts.date()))
    entry = entry_of(event, stamp=stamp)
    entry["ORGANIZER"] = organizer.address()
    invited = attendee.address()
    invited.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"})
    if event.method == REQUEST:
        invited.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    entry.add("attendee", invited, encode=False)
    made.add_component(entry)
    return bytes(made.to_ical())


def entry_of(event: Event, *, stamp: datetime) -> Entry:
    """The entry alone, without anybody's name or address."""
    zone, made = ZoneInfo(event.zone), Entry()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", stamp.astimezone(UTC))
    made.add("dtstart", event.starts.astimezone(zone))
    made.add("dtend", event.ends.astimezone(zone))
    made.add("summary", line(event.summary))
    made.add("location", line(event.location))
    if event.description:
        made.add("description", lines(event.description).strip())
    made.add("status", "CANCELLED" if event.method == CANCEL else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.method == CANCEL else "OPAQUE")
    return made


def published(entries: list[Entry], name: str, zone: str, day: date) -> bytes:
    """A calendar to subscribe to, with its name; `day` is one near its entries."""
    made = _begun(None)
    made.add("x-wr-calname", line(name))
    made.add_component(time_zone(zone, day))
    for entry in entries:
        made.add_component(entry)
    return bytes(made.to_ical())


def _begun(method: str | None) -> Calendar:
    made = Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if method:
        made.add("method", method)
    return made


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
