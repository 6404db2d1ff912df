"""What a candidate's calendar answers to an invitation (iTIP's REPLY: RFC 5546, 3.2.3, and in mails RFC 6047)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from parsers.values.reports import CalendarAnswer

if TYPE_CHECKING:
    from parsers.mail.mime.parts import MimePart

_TYPES = frozenset({"text/calendar", "application/ics"})
_ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
_LARGEST = 100_000
"""Bytes: an answer has one entry."""
_MOST_PARTS = 40
_LONGEST = 250
_UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)
"""What the library may raise at a stranger's bytes."""


def calendar_answer(root: MimePart) -> CalendarAnswer | None:
    """The answer that a mail carries, or None; never fails."""
    parts = [part for part in root.walk() if part.media_type in _TYPES and len(part.content) <= _LARGEST]
    found = (answer_in(part.content) for part in parts[:_MOST_PARTS])
    return next((answer for answer in found if answer), None)


def answer_in(content: bytes) -> CalendarAnswer | None:
    """The answer that a calendar is: of one entry, by one attendee; None where it is anything else."""
    try:
        return _answer(Calendar.from_ical(content.decode("utf-8", "replace")))
    except _UNREADABLE:
        return None


def _answer(whole: Any) -> CalendarAnswer | None:  # noqa: ANN401 - the library's own
    entries = whole.walk("VEVENT")
    if str(whole.get("METHOD", "")).strip().upper() != "REPLY" or len(entries) != 1:
        return None
    entry = entries[0]
    attendee = entry.get("ATTENDEE")
    if attendee is None or isinstance(attendee, list):
        return None
    answer = _ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())
    uid, email = str(entry.get("UID", "")).strip(), _email(str(attendee))
    if answer is None or not uid or len(uid) > _LONGEST or email is None:
        return None
    sequence = int(entry.get("SEQUENCE", 0))
    return CalendarAnswer(uid=uid, sequence=sequence, answer=answer, attendee=email, stamped_at=_stamp(entry))


def _stamp(entry: Any) -> datetime | None:  # noqa: ANN401 - the library's own
    """When the entry was made; None where it does not say so as the standard has it."""
    told = getattr(entry.get("DTSTAMP"), "dt", None)
    if not isinstance(told, datetime) or told.tzinfo is None or not 1970 < told.year < 9999:
        return None
    return told.astimezone(UTC)


def _email(address: str) -> str | None:
    scheme, _, email = address.strip().partition(":")
    email = email.strip().lower()
    return email if scheme.lower() == "mailto" and "@" in email and len(email) <= _LONGEST else None
