"""The board of a notice's interviews: days, hours and rooms, who has which, what was told and answered, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from desk.interviews.inviting import Told, told_of
from store.letters.answers import REPLY, STRANGER
from store.letters.letters import OUT_OF_THE_WAY
from store.letters.states import LetterState
from store.letters.values import LetterFilter
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from store.letters.answers import Answer
    from store.letters.interviews.values import CalendarFeed, Interview, InterviewSlot, ReadReply
    from store.letters.values import Letter
    from store.transaction import Transaction
    from store.values import Notice
    from store.views.values import ApplicationDetail, ApplicationRow

LATEST_NOTES = 3
MOST_OFFERED = 3
"""Hours among which a letter lets a candidate choose."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Appointment:
    """An interview with whom it is for, and the letter that tells of it as it stands."""

    interview: Interview
    application: ApplicationRow | None
    """None where the application is no longer there, or not given to whoever asks."""
    letter: Letter | None
    due: str | None
    """The kind of letter that is still to be drafted."""
    held_up_by: int | None
    """The earlier letter that must leave, or be withdrawn, before this one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """An hour of a room."""

    slot: InterviewSlot
    appointment: Appointment | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardDay:
    """One day: a row for each hour at which something begins, a column for each room."""

    day: date
    rooms: tuple[tuple[str, str], ...]
    """(place, room)."""
    rows: tuple[tuple[datetime, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Somebody to be heard who has no hour, with what may speak for one."""

    application: ApplicationRow
    notes: tuple[str, ...]
    cancelled: tuple[Interview, ...]
    """Those that the candidate had."""
    offered: Letter | None
    """The last letter that offered hours to choose from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HourChoice:
    """What somebody without an hour answered to a letter that offered some: a person confirms it, or looks."""

    application: ApplicationRow
    letter: Letter
    answer: Answer
    slot: InterviewSlot | None
    """The chosen hour; None where the words name none of the offered ones alone, or it was taken out."""

    @property
    def is_free(self) -> bool:
        """Whether nobody has that hour yet."""
        return self.slot is not None and self.slot.interview_id is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """All of it."""

    notice: Notice
    days: tuple[BoardDay, ...]
    waiting: tuple[Waiting, ...]
    cancelled: tuple[Appointment, ...]
    replies: tuple[ReadReply, ...]
    """Calendars' answers that wait for a person."""
    choices: tuple[HourChoice, ...]
    unproven_choices: tuple[HourChoice, ...]
    """Those that wait until a person accepts the mail."""
    feeds: tuple[CalendarFeed, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every hour of every room."""
        return tuple(cell for day in self.days for _, row in day.rows for cell in row if cell)

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Those that hold, by hour."""
        return tuple(cell.appointment for cell in self.cells if cell.appointment)

    @property
    def free(self) -> tuple[InterviewSlot, ...]:
        """The hours that nobody has."""
        return tuple(cell.slot for cell in self.cells if cell.appointment is None)

    @property
    def suggested(self) -> tuple[InterviewSlot, ...]:
        """Free hours to offer to the next: first those that nobody else was offered."""
        offered = {hour.slot_id for each in self.waiting if each.offered for hour in each.offered.offered}
        found: dict[datetime, InterviewSlot] = {}
        for slot in sorted(self.free, key=lambda slot: (slot.id in offered, slot.starts_at, slot.id)):
            found.setdefault(slot.starts_at, slot)
        return tuple(found.values())[:MOST_OFFERED]

    @property
    def juries(self) -> tuple[str, ...]:
        """Every jury that an hour names."""
        return tuple(sorted({cell.slot.jury for cell in self.cells if cell.slot.jury}))

    @property
    def due(self) -> int:
        """How many letters are still to be drafted."""
        return sum(each.due is not None for each in (*self.appointments, *self.cancelled))

    def revision_of(self, interview_id: int) -> int | None:
        """As which an interview that holds is shown."""
        shown = (each.interview for each in self.appointments if each.interview.id == interview_id)
        return next((interview.revision for interview in shown), None)

    def answered(self, answer: str) -> int:
        """How many answered so."""
        return sum(each.interview.answer == answer for each in self.appointments)

    @property
    def shown(self) -> tuple[int, ...]:
        """The applications that stand on it."""
        theirs = [each.application for each in (*self.appointments, *self.cancelled)]
        return tuple(row.id for row in (*theirs, *(each.application for each in self.waiting)) if row)


def board_of(transaction: Transaction, notice: Notice) -> Board:
    """The board as it stands."""
    interviews = transaction.interviews.all(notice.slug)
    letters = transaction.letters.all(LetterFilter(notice=notice.slug))
    wanted = ApplicationFilter(notice=notice.slug, standing="any", order="arrival")
    rows = {row.id: row for row in transaction.views.applications(wanted).rows}
    told = told_of(letters)

    def appointment(interview: Interview) -> Appointment:
        written = told.get(interview.id, Told())
        letter = written.current(interview)
        return Appointment(
            interview=interview,
            application=rows.get(interview.application_id or 0),
            letter=letter,
            due=written.due(interview),
            held_up_by=_held_up_by(letter, letters) if letter else None,
        )

    holding = {each.id: appointment(each) for each in interviews if each.holds}
    slots = transaction.slots.all(notice.slug)
    offering = {each.application_id: each for each in letters if each.offers and each.state != LetterState.WITHDRAWN}
    waiting = _waiting(transaction, notice, interviews, offering)
    choices = _choices(transaction, waiting, slots)
    return Board(
        notice=notice,
        days=_days(slots, holding, notice),
        waiting=waiting,
        choices=_last(each for each in choices if each.answer.choice_waits is None),
        unproven_choices=tuple(each for each in choices if each.answer.choice_waits is not None),
        cancelled=tuple(appointment(each) for each in interviews if not each.holds),
        replies=tuple(each for each in transaction.replies.all(notice.slug) if each.waits),
        feeds=tuple(each for each in transaction.feeds.all(notice.slug) if each.revoked_at is None),
    )


def _held_up_by(letter: Letter, letters: Sequence[Letter]) -> int | None:
    """As the store tells it (`Letters.held_up_by`), of letters that are known already."""
    earlier = (
        each.id
        for each in letters
        if each.interview_id == letter.interview_id
        and (each.sequence or 0) < (letter.sequence or 0)
        and each.state not in OUT_OF_THE_WAY
    )
    return min(earlier, default=None)


def _days(slots: Sequence[InterviewSlot], holding: dict[int, Appointment], notice: Notice) -> tuple[BoardDay, ...]:
    def day_of(slot: InterviewSlot) -> date:
        return slot.starts_at.astimezone(notice.zone).date()

    return tuple(_day(day, tuple(some), holding) for day, some in groupby(slots, day_of))


def _day(day: date, slots: tuple[InterviewSlot, ...], holding: dict[int, Appointment]) -> BoardDay:
    rooms = tuple(sorted({(slot.place, slot.room) for slot in slots}))
    rows = []
    for starts, some in groupby(slots, lambda slot: slot.starts_at):
        here = {
            (slot.place, slot.room): Cell(slot=slot, appointment=holding.get(slot.interview_id or 0)) for slot in some
        }
        rows.append((starts, tuple(here.get(room) for room in rooms)))
    return BoardDay(day=day, rooms=rooms, rows=tuple(rows))


def _waiting(
    transaction: Transaction, notice: Notice, interviews: Sequence[Interview], offering: Mapping[int | None, Letter]
) -> tuple[Waiting, ...]:
    """Whoever was chosen for the shortlist and has no interview that holds, in the order of arrival."""
    have = {each.application_id for each in interviews if each.holds}
    wanted = ApplicationFilter(notice=notice.slug, decision="shortlist", standing="active", order="arrival")
    details = transaction.views.details(wanted)
    return tuple(
        Waiting(
            application=detail.row,
            notes=_notes(detail),
            cancelled=tuple(each for each in interviews if each.application_id == detail.row.id and not each.holds),
            offered=offering.get(detail.row.id),
        )
        for detail in details
        if detail.row.id not in have
    )


def _choices(
    transaction: Transaction, waiting: Sequence[Waiting], slots: Sequence[InterviewSlot]
) -> tuple[HourChoice, ...]:
    """What was answered to the last letter that offered hours to whoever waits for one, by arrival."""
    offering = {each.offered.id: (each.application, each.offered) for each in waiting if each.offered}
    answers = transaction.answers.all(letter_ids=offering) if offering else ()
    known = {slot.id: slot for slot in slots}
    return tuple(
        HourChoice(application=row, letter=letter, answer=each, slot=known.get(each.chosen_slot_id or 0))
        for each in answers
        if each.kind in {REPLY, STRANGER}
        for row, letter in (offering[each.letter_id],)
    )


def _last(choices: Iterable[HourChoice]) -> tuple[HourChoice, ...]:
    """Of each letter the last."""
    return tuple({each.letter.id: each for each in choices}.values())


def _notes(detail: ApplicationDetail) -> tuple[str, ...]:
    said = [word.text for word in detail.reviews if word.kind == "note" and word.standing and word.text]
    return tuple(said[-LATEST_NOTES:])
