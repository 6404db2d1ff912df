"""Calendar entries of letters: other programs read the same in them, whatever stands in a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import vobject
from icalendar import Calendar

from desk.letters import mail
from desk.letters.events import Event, Party, calendar
from tests.unit.desk.letters.test_mail import ENCODED, LETTER, NOW, TRAPS, parsed

FIRST = Event(
    method="REQUEST",
    uid="8e0b2a9c-0000-4000-8000-000000000001",
    sequence=0,
    starts=datetime(2026, 4, 9, 7, 30, tzinfo=UTC),
    ends=datetime(2026, 4, 9, 8, 15, tzinfo=UTC),
    zone="Europe/Brussels",
    location="Carrefour des Métiers, Arlon; salle 2",
    summary="Entretien – CDM",
    description="Chargé(e) de mission\nà Arlon",
)
HOUR = datetime(2026, 4, 10, 12, 0, tzinfo=UTC)
UPDATE = replace(FIRST, sequence=1, starts=HOUR, ends=HOUR.replace(hour=13))
GONE = replace(UPDATE, method="CANCEL", sequence=2)
STATES = (FIRST, UPDATE, GONE)
OFFICE, ANNE = (
    Party(name="Carrefour des Métiers", email="office@cdm.example"),
    Party(name="", email="anne@mail.example"),
)


def made(event, name="Anne Dé"):
    return calendar(event, OFFICE, replace(ANNE, name=name), stamp=NOW)


def by_icalendar(data):
    whole = Calendar.from_ical(data)
    entry = whole.walk("VEVENT")[0]
    person = entry["ATTENDEE"]
    return {
        "method": str(whole["METHOD"]),
        "uid": str(entry["UID"]),
        "sequence": int(entry["SEQUENCE"]),
        "starts": entry["DTSTART"].dt.astimezone(UTC),
        "ends": entry["DTEND"].dt.astimezone(UTC),
        "stamp": entry["DTSTAMP"].dt,
        "status": str(entry["STATUS"]),
        "location": str(entry["LOCATION"]),
        "organizer": str(entry["ORGANIZER"]).lower(),
        "attendee": str(person).lower(),
        "name": person.params.get("CN"),
        "rsvp": person.params.get("RSVP"),
    }


def by_vobject(data):
    whole = vobject.readOne(data.decode())
    entry = whole.vevent
    person = entry.attendee
    return {
        "method": whole.method.value,
        "uid": entry.uid.value,
        "sequence": int(entry.sequence.value),
        "starts": entry.dtstart.value.astimezone(UTC),
        "ends": entry.dtend.value.astimezone(UTC),
        "stamp": entry.dtstamp.value.astimezone(UTC),
        "status": entry.status.value,
        "location": entry.location.value,
        "organizer": entry.organizer.value.lower(),
        "attendee": person.value.lower(),
        "name": person.params.get("CN", [None])[0],
        "rsvp": person.params.get("RSVP", [None])[0],
    }


@pytest.mark.parametrize("event", STATES)
def test_two_libraries_read_what_was_meant(event):
    meant = {
        "method": event.method,
        "uid": event.uid,
        "sequence": event.sequence,
        "starts": event.starts,
        "ends": event.ends,
        "stamp": NOW,
        "status": "CANCELLED" if event.method == "CANCEL" else "CONFIRMED",
        "location": event.location,
        "organizer": "mailto:office@cdm.example",
        "attendee": "mailto:anne@mail.example",
        "name": "Anne Dé",
        "rsvp": None if event.method == "CANCEL" else "TRUE",
    }
    data = made(event)
    assert by_icalendar(data) == meant
    assert by_vobject(data) == meant


def test_hours_are_those_of_brussels_and_the_zone_comes_along():
    text = made(FIRST).decode()
    assert "DTSTART;TZID=Europe/Brussels:20260409T093000" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels" in text
    assert all(len(each.encode()) <= 75 for each in text.split("\r\n"))


@pytest.mark.parametrize(
    "name", [*TRAPS, 'x";CN=y:mailto:evil@x', "x\r\nATTENDEE:mailto:evil@evil.example", "^n^'", "<b>"]
)
def test_a_name_is_a_name_and_nothing_else(name):
    data = mail.seal(letter(FIRST, to_name=name, sender="C =?x?= <office@cdm.example>"), now=NOW).mail
    (inline,) = [part for part in parsed(data).walk() if part.get_content_type() == "text/calendar"]
    whole = Calendar.from_ical(inline.get_payload(decode=True))
    entry = whole.walk("VEVENT")[0]
    assert not isinstance(entry["ATTENDEE"], list)
    assert str(entry["ATTENDEE"]) == "mailto:anne@mail.example"
    assert len(whole.walk("VEVENT")) == 1
    assert set(entry) <= {
        *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION"),
        *("STATUS", "TRANSP", "ORGANIZER", "ATTENDEE"),
    }


@pytest.mark.parametrize("field", ["location", "summary", "description"])
@pytest.mark.parametrize("trap", ["a\r\nEND:VEVENT\r\nBEGIN:VALARM", "a\nATTENDEE:mailto:evil@x", "a\\,b;c", ENCODED])
def test_a_text_is_a_text(field, trap):
    whole = Calendar.from_ical(made(replace(FIRST, **{field: trap})))
    assert [each.name for each in whole.walk()] == [
        *("VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"),
    ]
    assert not isinstance(whole.walk("VEVENT")[0]["ATTENDEE"], list)


def letter(event, **fields):
    return replace(LETTER, kind="invitation", event=event.frozen(), interview_id=1, sequence=event.sequence, **fields)


@pytest.mark.parametrize("event", STATES)
def test_the_mail_has_it_as_a_third_way_to_read_it_and_as_a_file(event):
    """As mail programs document what they take for an invitation.

    - Three ways to read it, text, HTML, calendar, the best last: RFC 2046, 5.1.4; Outlook and Exchange write and read
      these three ([MS-OXCMAIL] 2.1.3.3.8.2, base64 among the encodings named there).
    - `method` on the type, and the same in METHOD: RFC 5545, 3.7.2 and 8.1; RFC 6047, 2.4. `charset`: RFC 6047, 2.4.
    - No Content-Disposition of the inline one: it is read, not saved. The same once more as a file, for programs that
      look among attachments alone: so are Google's and Thunderbird's (stackoverflow.com/questions/19523861).
    - ORGANIZER is the sender, ATTENDEE the one recipient: RFC 6047, 2.2.2; RFC 5546, 3.2.2.
    """
    data = mail.seal(letter(event), now=NOW).mail
    whole = parsed(data)
    ways, file = whole.iter_parts()
    assert [part.get_content_type() for part in ways.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    inline = ways.get_payload()[-1]
    assert (inline.get_param("method"), inline.get_content_charset()) == (event.method, "utf-8")
    assert inline.get_content_disposition() is None
    assert inline["Content-Transfer-Encoding"] == "base64"
    assert (whole.get_content_type(), ways.get_content_type()) == ("multipart/mixed", "multipart/alternative")
    assert file.get_content_disposition() == "attachment"
    entry = Calendar.from_ical(inline.get_payload(decode=True)).walk("VEVENT")[0]
    assert str(entry["ORGANIZER"]) == f"mailto:{whole['From'].addresses[0].addr_spec}"
    assert str(entry["ATTENDEE"]) == f"mailto:{whole['To'].addresses[0].addr_spec}"
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    assert file.get_payload(decode=True) == inline.get_payload(decode=True)
    assert by_icalendar(file.get_payload(decode=True))["stamp"] == NOW
    assert data.isascii()
    assert whole.defects == []


def test_a_letter_to_be_sent_by_hand_is_the_same_each_time():
    assert mail.unsent(letter(FIRST)) == mail.unsent(letter(FIRST))


def test_what_a_letter_keeps_is_what_it_was():
    assert Event.thawed(FIRST.frozen()) == FIRST
