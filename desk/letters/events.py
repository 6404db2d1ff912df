"""Calendar entries that letters carry (iTIP, RFC 5546): an interview asked for, moved under its UID, cancelled.

What a letter carries is frozen with its text as plain values (`Event`); the calendar is made of them with the mail, so
that whom the letter goes to and when it was made are the mail's own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress
from icalendar import Event as Entry

from desk.escaping import line, lines
from desk.letters.time_zones import time_zone

if TYPE_CHECKING:
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
