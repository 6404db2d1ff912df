"""What a candidate's calendar answers, as mail programs send it; what is none is none, whatever the bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.mail.message import read_message
from parsers.mail.reports.calendar_answer import answer_in
from parsers.values.reports import CalendarAnswer

REPLY = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20260409T073000Z
DTEND:20260409T081500Z
DTSTAMP:20260328T101500Z
ORGANIZER;CN=Carrefour:mailto:office@cdm.example
UID:8e0b2a9c-0000-4000-8000-000000000001
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Anne;X
 -NUM-GUESTS=0:mailto:Anne@Mail.example
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Entretien
END:VEVENT
END:VCALENDAR
"""
OUTLOOK = """BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=DECLINED;CN=Anne Dé:MAILTO:anne@mail.example
COMMENT;LANGUAGE=fr-BE:Je ne suis pas libre\\n
UID:8e0b2a9c-0000-4000-8000-000000000001
SUMMARY;LANGUAGE=fr-BE:Refusé : Entretien
DTSTART;TZID=Romance Standard Time:20260409T093000
DTEND;TZID=Romance Standard Time:20260409T101500
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20260328T101500Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:0
X-MICROSOFT-CDO-APPT-SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""
UID = "8e0b2a9c-0000-4000-8000-000000000001"
STAMP = datetime(2026, 3, 28, 10, 15, tzinfo=UTC)
ANNE = {"uid": UID, "attendee": "anne@mail.example", "stamped_at": STAMP}


def read(text):
    return answer_in(text.replace("\n", "\r\n").encode())


@pytest.mark.parametrize(
    ("text", "answer", "sequence"),
    [(REPLY, "accepted", 1), (OUTLOOK, "declined", 0), (REPLY.replace("ACCEPTED", "tentative"), "tentative", 1)],
)
def test_answers_of_calendars_in_use(text, answer, sequence):
    assert read(text) == CalendarAnswer(**ANNE, answer=answer, sequence=sequence)


@pytest.mark.parametrize(
    ("was", "then"),
    [
        ("METHOD:REPLY", "METHOD:REQUEST"),
        ("METHOD:REPLY", "METHOD:COUNTER"),
        ("METHOD:REPLY\n", ""),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED"),
        (f"UID:{UID}\n", ""),
        (UID, "x" * 300),
        ("mailto:Anne@Mail.example", "http://mail.example"),
        ("SEQUENCE:1", "SEQUENCE:one"),
        ("SEQUENCE:1", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@mail.example"),
        ("END:VEVENT\n", "END:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n"),
    ],
)
def test_what_is_no_answer_is_none(was, then):
    assert read(REPLY.replace(was, then)) is None


@pytest.mark.parametrize(
    "stamp",
    [
        "DTSTAMP;TZID=Europe/Brussels:20260328T111500",
        "DTSTAMP:20260328T101500",
        "DTSTAMP:20260328",
        "DTSTAMP:99991231T235959Z",
        "DTSTAMP:00010101T000000Z",
        "X-STAMP:20260328T101500Z",
    ],
)
def test_a_stamp_that_names_no_moment_is_none(stamp):
    answer = read(REPLY.replace("DTSTAMP:20260328T101500Z", stamp))
    assert (answer.answer, answer.stamped_at) == ("accepted", None)


def test_without_a_sequence_it_is_the_first():
    assert read(REPLY.replace("SEQUENCE:1\n", "")).sequence == 0


@example(b"")
@example(b"\xff\x00")
@example(b"BEGIN:VCALENDAR\r\n" * 20)
@example(b"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nEND:VCALENDAR")
@example(b"END:VEVENT")
@example(b'BEGIN:\nBEGIN;X="\n:')
@given(st.binary(max_size=400))
def test_no_bytes_are_too_odd(data):
    assert answer_in(data) is None


@example(0, "\ud800")
@example(40, "\nEND:VCALENDAR\n")
@example(60, "\x00\r")
@example(100, ';;;:::"')
@example(len(REPLY), "BEGIN:VEVENT")
@example(len(REPLY) - 20, "\n \n")
@given(st.integers(0, len(REPLY)), st.text(max_size=20))
def test_nor_a_broken_answer(place, noise):
    answer_in((REPLY[:place] + noise + REPLY[place:]).encode("utf-8", "replace"))


def mail(part_type="text/calendar", content=REPLY):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "anne@mail.example", "office@cdm.example", "Accepted: Entretien"
    made.set_content("Anne a accepté l'invitation.")
    main, _, sub = part_type.partition("/")
    made.add_alternative(content.encode(), maintype=main, subtype=sub, params={"method": "REPLY"})
    return made.as_bytes()


@pytest.mark.parametrize("part_type", ["text/calendar", "application/ics"])
def test_it_is_found_in_a_mail(part_type):
    assert read_message(mail(part_type)).calendar_answer == CalendarAnswer(**ANNE, answer="accepted", sequence=1)


def test_a_mail_without_one_or_one_beyond_measure_has_none():
    assert read_message(mail(content="x" + " " * 200_000)).calendar_answer is None
    assert read_message(b"From: a@b.example\r\n\r\nBonjour\r\n").calendar_answer is None
