"""Answers of candidates' calendars, out of the mails that bring them, to the interviews that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.runtime import logs
from store.letters.interviews.values import Attendance, CalendarReply

if TYPE_CHECKING:
    from jobs.notices.judging import Ruling
    from parsers.values.readings import Reading
    from store.transaction import Transaction

log = logs.get()
HIGHEST = 2**31 - 1
"""What a column holds, and more changes than anybody makes."""


def take(transaction: Transaction, message_id: int, reading: Reading, ruling: Ruling) -> None:
    """Puts a calendar's answer at its interview, or before a person; the same mail read again changes nothing.

    Of one to somebody else's meeting nothing is kept: neither its UID is ours, nor did we write to its sender.
    """
    told = reading.message.calendar_answer
    if told is None or not 0 <= told.sequence <= HIGHEST:
        return
    interview = transaction.interviews.by_uid(told.uid)
    notice = interview.notice if interview else ruling.tie.letter.notice if ruling.tie else None
    if notice is None:
        return
    reply = CalendarReply(
        message_id=message_id,
        notice=notice,
        uid=told.uid,
        sequence=told.sequence,
        answer=Attendance(told.answer),
        attendee=told.attendee,
        stamped_at=told.stamped_at,
    )
    author = reading.message.headers.sender.email or ""
    came = transaction.replies.take(reply, frozenset({author}))
    log.info("a calendar's answer", message=message_id, interview=came.interview_id, verdict=came.verdict)
