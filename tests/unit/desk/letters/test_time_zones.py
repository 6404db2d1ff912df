"""A zone's definition means the same hours to other libraries as the time zone database, through every change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil import tz

from desk.letters.events import published, time_zone

QUARTER = timedelta(minutes=15)
ZONES = (
    "Europe/Brussels",
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Tokyo",
    "Africa/Casablanca",
)


def around(zone, first=2026, last=2027):
    """Local times a quarter of an hour apart, from a day before each change to a day after; else one a week."""
    known, at = ZoneInfo(zone), datetime(first, 1, 1, tzinfo=UTC)
    while at.year <= last:
        if at.astimezone(known).utcoffset() != (at + timedelta(days=1)).astimezone(known).utcoffset():
            yield from (at + QUARTER * step for step in range(-96, 192))
        at += timedelta(days=1)
    yield from (datetime(first, 1, 1, 12, tzinfo=UTC) + timedelta(weeks=week) for week in range(104))


def by_dateutil(text):
    return tz.tzical(StringIO(text)).get()


def by_vobject(text):
    return vobject.readOne(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n").vtimezone.tzinfo


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("read", [by_dateutil, by_vobject])
def test_every_local_hour_of_two_years_is_the_instant_that_was_meant(zone, read):
    theirs, known = read(time_zone(zone, date(2026, 4, 9)).to_ical().decode()), ZoneInfo(zone)
    for at in around(zone):
        local = at.astimezone(known)
        if local.fold or (local + timedelta(hours=1)).astimezone(UTC) - at != timedelta(hours=1):
            continue  # an hour that a clock shows twice says which it is in no calendar
        naive = local.replace(tzinfo=None)
        assert naive.replace(tzinfo=theirs).utcoffset() == local.utcoffset(), naive


def test_brussels_changes_by_the_rule_that_outlook_reads():
    lines = time_zone("Europe/Brussels", date(2026, 4, 9)).to_ical().decode().split("\r\n")
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in lines
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in lines
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:20250330T020000",
        "DTSTART:20251026T030000",
    ]


def test_a_feed_has_the_zone_as_well():
    assert b"BEGIN:VTIMEZONE" in published([], "Jury", "Europe/Brussels", date(2026, 4, 9))
