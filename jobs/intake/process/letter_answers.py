"""What an incoming mail is to a letter of ours, and to an interview where a calendar answers: kept beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jobs.runtime import logs
from parsers.disposition.answers import outcome
from parsers.mail.reports.chosen_hour import chosen_hour
from parsers.values.dispositions import Disposition
from parsers.values.letters import TiedBy
from store.letters import answers
from store.letters.answers import LetterAnswered
from store.letters.interviews.values import Attendance, CalendarReply

if TYPE_CHECKING:
    from jobs.notices.judging import Ruling
    from parsers.values.letters import Tie
    from parsers.values.readings import Reading
    from parsers.values.reports import ReportedRecipient
    from store.transaction import Transaction
    from store.values import QueuedMessage

log = logs.get()
FILED = frozenset({Disposition.APPLICATION, Disposition.LATE})
NOT_KEPT = frozenset({Disposition.UNRELATED, Disposition.INTERNAL})
"""What colleagues write on a letter is not an answer to it."""
HIGHEST = 2**31 - 1
"""What a column holds, and more changes than anybody makes."""


def note(transaction: Transaction, pending: QueuedMessage, reading: Reading, ruling: Ruling, held: Disposition) -> None:
    """Keeps what the mail is to a letter, or that it is about none any more. `held` is its disposition that holds."""
    tie = ruling.tie
    if tie is None or held in NOT_KEPT:
        transaction.answers.note_none(pending.message_id)
        return
    told = _told(pending, reading, tie, held)
    if told.kind in {answers.REPLY, answers.STRANGER}:
        told = _with_choice(transaction, told, reading)
    answer = transaction.answers.note(told)
    if answer.kind == answers.REPLY and answer.doubt is None and answer.application_id is not None:
        log.info(
            "a reply is filed", message=answer.message_id, letter=answer.letter_id, application=answer.application_id
        )


def _with_choice(transaction: Transaction, told: LetterAnswered, reading: Reading) -> LetterAnswered:
    """With the hour that the reply chooses, where the letter offered some. Nothing is booked by it.

    A stranger's counts for nothing until a person puts the mail into the candidate's dossier.
    """
    letter = transaction.letters.get(told.letter_id)
    offered, zone = letter.offered, transaction.notices.get(letter.notice).zone
    choice = chosen_hour(reading.message.body, [each.starts_at.astimezone(zone) for each in offered])
    if choice is None:
        return told
    return replace(told, chosen_slot_id=offered[choice.number].slot_id, chosen_words=choice.words)


def _told(pending: QueuedMessage, reading: Reading, tie: Tie, held: Disposition) -> LetterAnswered:
    report = reading.message.report if held is Disposition.BOUNCE else None
    said = outcome(report, tie.letter) if report else None
    return LetterAnswered(
        letter_id=tie.letter.id,
        message_id=pending.message_id,
        kind=_kind(tie, held, said),
        tied_by=tie.by.value,
        received_at=pending.received_at,
        address=(said.address or said.original) if said else tie.invited,
        status=said.status if said else None,
        permanent=_is_permanent(said.status) if said else None,
        said=said.said if said else None,
    )


def _kind(tie: Tie, held: Disposition, said: ReportedRecipient | None) -> str:
    if held is Disposition.BOUNCE:
        return _report_kind(said.action if said else "failed")
    if held is Disposition.AUTO_REPLY:
        return answers.AUTO_REPLY
    if not tie.own:
        return answers.STRANGER
    return answers.REPLY if held in FILED and tie.by is not TiedBy.ADDRESS else answers.MAYBE


def _report_kind(action: str) -> str:
    if action in {"failed", "delayed"}:
        return answers.FAILED if action == "failed" else answers.DELAYED
    return answers.DELIVERED


def _is_permanent(status: str | None) -> bool | None:
    """By the class of an enhanced status code (RFC 3463): 5 for good, 4 for now."""
    return {"5": True, "4": False}.get((status or "")[:1])


def take_calendar_reply(transaction: Transaction, message_id: int, reading: Reading, ruling: Ruling) -> None:
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
