"""The board of interviews as lines for people at a terminal, in their language: `say` is its speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.escaping import line
from desk.i18n import code_labels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from desk.i18n.speech import Speech
    from desk.interviews.board import Appointment, Board
    from store.letters.interviews.values import Interview, InterviewSlot
    from store.values import Notice


def board_lines(board: Board, say: Speech) -> Iterator[str]:
    """Every hour with who has it, who waits for one, what came back that waits for a person, and how many of each."""
    for cell in board.cells:
        yield _hour(cell.slot, cell.appointment, board.notice, say)
    yield from _waiting(board, say)
    yield from _choices(board, say)
    yield from _replies(board, say)
    yield ", ".join(
        f"{say.number(len(some))} {say.text(what)}"
        for some, what in (
            (board.appointments, "with an hour"),
            (board.waiting, "without one yet"),
            (board.free, "free hours"),
        )
    )


def _hour(slot: InterviewSlot, appointment: Appointment | None, notice: Notice, say: Speech) -> str:
    where = f"{slot.id:>5}  {when(slot.starts_at, notice)}  {line(slot.room):12.12}"
    if appointment is None:
        return f"{where}  {say.text('free')}"
    row, held = appointment.application, appointment.interview
    who = line(say.candidate(row)) if row else "–"
    interview = f"{say.text('Interview')} {held.id}{say.colon} {who} ({_about(held.application_id, say)})"
    told = (where, interview, _letter(appointment, say), say.word(code_labels.ANSWERS, held.answer))
    return "  ".join(filter(None, told))


def _about(application: int | None, say: Speech) -> str:
    return say.text("No. %(id)s") % {"id": application} if application else "–"


def _letter(appointment: Appointment, say: Speech) -> str:
    told = say.text("Letter still to be drafted") if appointment.due else say.text("No letter")
    if (letter := appointment.letter) is not None:
        number = say.text("Letter %(id)s") % {"id": letter.id}
        told = f"{number}{say.colon} {say.word(code_labels.LETTER_STATES, letter.state)}"
    if appointment.held_up_by is None:
        return told
    waits = say.text("Waits until letter %(id)s has left or is withdrawn.") % {"id": appointment.held_up_by}
    return f"{told} ({waits})"


def _waiting(board: Board, say: Speech) -> Iterator[str]:
    if board.waiting:
        yield f"{say.text('Interviews to be planned')}{say.colon}"
    for waiting in board.waiting:
        who = waiting.application
        yield f"{who.id:>5}  {line(say.candidate(who)):30.30}  {line(who.city or '')}".rstrip()


def _choices(board: Board, say: Speech) -> Iterator[str]:
    if board.choices:
        yield f"{say.text('Hours that candidates chose')}{say.colon}"
    for choice in board.choices:
        hour = say.text("answered; which hour could not be read from it")
        if choice.slot:
            taken = "" if choice.is_free else f" ({say.text('this hour is taken by now')})"
            hour = f"{say.text('Hour')} {choice.slot.id}{taken}"
        yield f"{choice.application.id:>5}  {hour}, {_mail(choice.answer.message_id, say)}"


def _replies(board: Board, say: Speech) -> Iterator[str]:
    if board.replies:
        yield f"{say.text('Calendar answers that need your attention')}{say.colon}"
    for read in board.replies:
        why = line(say.clause(read.doubt)) if read.doubt else say.word(code_labels.REPLY_VERDICTS, read.verdict)
        answer = say.word(code_labels.ANSWERS, read.reply.answer)
        yield f"       {_mail(read.reply.message_id, say)}{say.colon} {answer}, {why}"


def _mail(message: int, say: Speech) -> str:
    return say.text("Mail %(id)s") % {"id": message}


def interview_line(held: Interview, say: Speech) -> str:
    """One interview: whose, when, where, and what the candidate answered."""
    answer = say.word(code_labels.ANSWERS, held.answer)
    told = (_about(held.application_id, say), held.starts_at.isoformat(), line(held.room), answer)
    return f"{say.text('Interview')} {held.id}{say.colon} {', '.join(filter(None, told))}"


def when(at: datetime, notice: Notice) -> str:
    """An hour as the lists have it, in the notice's zone."""
    return f"{at.astimezone(notice.zone):%Y-%m-%d %H:%M}"
