"""The letters that an interview asks for: an invitation, word of another hour or of its end, a reminder.

Each is a draft like any other letter. Which one is due follows from what the candidate may know: a letter that left, is
leaving, or may have left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from desk.i18n.languages import message
from desk.i18n.speech import speech
from desk.letters.events import CANCEL, REQUEST, Event
from desk.letters.kinds import ONCE
from desk.letters.selection import INVITATION, names_no_hour
from desk.letters.templates import Fault
from desk.letters.wording import hour, length
from desk.letters.writing import write
from store.letters.letters import SELECTION
from store.letters.states import LetterState
from store.letters.values import LetterFilter, OfferedHour

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from desk.i18n.speech import Speech
    from desk.letters.office import Office
    from desk.letters.writing import Written
    from store.letters.interviews.values import Interview, InterviewSlot
    from store.letters.values import Letter
    from store.transaction import Transaction
    from store.values import Notice

MOVED, CANCELLED, REMINDER = "interview_moved", "interview_cancelled", "interview_reminder"
PERHAPS_KNOWN = frozenset({LetterState.SENDING, LetterState.SENT, LetterState.DOUBTFUL})
UNSENT = frozenset({LetterState.DRAFT, LetterState.APPROVED, LetterState.FAILED})
INTERVIEW = message("Interview")
TO_BE_TYPED = Fault(code="empty", what="answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What was written of one interview."""

    letters: tuple[Letter, ...] = ()
    """Those with a calendar entry, oldest first, without the withdrawn ones."""

    @property
    def known(self) -> Letter | None:
        """The last that the candidate has, or may have."""
        return next((each for each in reversed(self.letters) if each.state in PERHAPS_KNOWN), None)

    def current(self, interview: Interview) -> Letter | None:
        """The one that tells how the interview stands now."""
        return next((each for each in reversed(self.letters) if each.sequence == interview.sequence), None)

    def due(self, interview: Interview) -> str | None:
        """The kind of letter that is to be written; None where there is one, or nothing to be told."""
        if self.current(interview) is not None:
            return None
        if interview.holds:
            return MOVED if self.known else INVITATION
        return CANCELLED if self.known else None


def told_of(letters: Iterable[Letter]) -> dict[int, Told]:
    """By interview what was written of it."""
    found: dict[int, list[Letter]] = {}
    for letter in letters:
        if letter.interview_id is not None and letter.event is not None and letter.state != LetterState.WITHDRAWN:
            found.setdefault(letter.interview_id, []).append(letter)
    return {number: Told(letters=tuple(each)) for number, each in found.items()}


def draft_due(  # noqa: PLR0913 - of which interviews, in whose words
    transaction: Transaction,
    office: Office,
    notice: Notice,
    author: str,
    only: frozenset[int] | None = None,
    *,
    given: dict[str, str] | None = None,
) -> tuple[tuple[Letter, ...], dict[int, Written]]:
    """Drafts the letters that are due (`only` of these interviews, `given` words that somebody typed for them).

    Returns them, and by interview those that can't be made, with their faults. One that lacks nothing but what a person
    types (why an interview is cancelled) is drafted with its gap shown: it can't be approved before that is filled.
    """
    office = office.with_kept(transaction.templates.in_force())
    told = told_of(transaction.letters.all(LetterFilter(notice=notice.slug)))
    made, refused = [], {}
    for interview in transaction.interviews.all(notice.slug):
        kind = told.get(interview.id, Told()).due(interview)
        if kind is None or interview.application_id is None or (only is not None and interview.id not in only):
            continue
        written = written_of(transaction, office, notice, interview, kind, told.get(interview.id, Told()), given)
        if set(written.faults) - {TO_BE_TYPED}:
            refused[interview.id] = written
            continue
        if kind == INVITATION:
            _withdraw_hourless(transaction, interview.application_id, author)
        made.append(transaction.letters.draft(written.draft, author))
    return tuple(made), refused


def offerable(slots: Iterable[InterviewSlot], wanted: Collection[int]) -> tuple[InterviewSlot, ...]:
    """The hours that are wanted; empty where there are fewer than two, one is not free, or two are at the same time:
    the candidate could not tell them apart.
    """
    chosen = tuple(slot for slot in slots if slot.id in wanted and slot.interview_id is None)
    apart = len({slot.starts_at for slot in chosen})
    return chosen if len(chosen) == len(set(wanted)) == apart >= 2 else ()


def draft_offer(  # noqa: PLR0913, PLR0917 - whom, which hours, by whom
    transaction: Transaction,
    office: Office,
    notice: Notice,
    application_id: int,
    slots: Sequence[InterviewSlot],
    author: str,
) -> tuple[Letter | None, Written]:
    """Drafts an invitation that lets a candidate choose among these hours, which stay free until one is confirmed.

    Returns it, or None with the faults. Raises LetterTwice where the same hours are offered already.
    """
    office = office.with_kept(transaction.templates.in_force())
    detail = transaction.views.application(application_id, with_text=True)
    language = office.language_for(detail)
    says, offered = speech(language), sorted(slots, key=lambda slot: (slot.starts_at, slot.id))
    hours = (f"{number}. {hour(says, slot.starts_at, notice.zone)}" for number, slot in enumerate(offered, 1))
    given = {"interview_hours": "\n".join(hours), "interview_length": _length(says, offered[0])}
    if place := offered[0].place:
        given["interview_place"] = place
    written = write(detail, notice, office, INVITATION, language=language, given=given)
    if written.faults:
        return None, written
    _withdraw_hourless(transaction, application_id, author)
    has = any(each.once == SELECTION for each in transaction.letters.all(LetterFilter(application_id=application_id)))
    own = f"offer {' '.join(str(slot.id) for slot in offered)}"
    offers = [OfferedHour(slot_id=slot.id, starts_at=slot.starts_at).frozen() for slot in offered]
    draft = replace(written.draft, once=own if has else SELECTION, offers=offers)
    return transaction.letters.draft(draft, author), written


def draft_reminders(
    transaction: Transaction, office: Office, notice: Notice, author: str, now: datetime
) -> tuple[Letter, ...]:
    """Drafts a reminder for each interview of the next days of which the candidate was told, once."""
    days = timedelta(days=office.of_notice(notice.slug).remind_days)
    office = office.with_kept(transaction.templates.in_force())
    letters = transaction.letters.all(LetterFilter(notice=notice.slug))
    told = told_of(letters)
    reminded = {
        (each.interview_id, each.sequence)
        for each in letters
        if each.kind == REMINDER and each.state != LetterState.WITHDRAWN
    }
    made = []
    for interview in transaction.interviews.all(notice.slug):
        last = told.get(interview.id, Told()).current(interview)
        near = interview.holds and now < interview.starts_at <= now + days
        sent = last is not None and last.state == LetterState.SENT and interview.application_id is not None
        if near and sent and (interview.id, interview.sequence) not in reminded:
            written = written_of(transaction, office, notice, interview, REMINDER, told[interview.id])
            if not written.faults:
                made.append(transaction.letters.draft(written.draft, author))
    return tuple(made)


def written_of(  # noqa: PLR0913, PLR0917 - whose letter, which, and what was told before
    transaction: Transaction,
    office: Office,
    notice: Notice,
    interview: Interview,
    kind: str,
    told: Told,
    given: dict[str, str] | None = None,
) -> Written:
    """The letter on an interview, with its calendar entry; `given` are the words that somebody typed for it."""
    detail = transaction.views.application(interview.application_id or interview.message_id, with_text=True)
    language = office.language_for(detail)
    says, place = speech(language), place_of(interview, office, notice, language)
    given = {**(given or {}), "interview_place": place, "interview_length": _length(says, interview)}
    if interview.holds:
        given["interview_at"] = hour(says, interview.starts_at, notice.zone)
    if kind in {MOVED, CANCELLED} and told.known:
        given["interview_was"] = hour(says, Event.thawed(told.known.event).starts, notice.zone)
    written = write(detail, notice, office, kind, language=language, given=given)
    address = office.of_notice(notice.slug).in_language(language).get("interview_address", "")
    where = ", ".join(part for part in (place, address) if part)
    event = None if kind == REMINDER else _event(interview, notice, office, says, where)
    draft = replace(
        written.draft,
        interview_id=interview.id,
        sequence=interview.sequence,
        event=event.frozen() if event else None,
        once=_once(transaction, interview, kind),
    )
    return replace(written, draft=draft)


def place_of(interview: Interview, office: Office, notice: Notice, language: str) -> str:
    """Place and room, in one line."""
    place = interview.place or office.of_notice(notice.slug).in_language(language).get("interview_place", "")
    return ", ".join(part for part in (place, interview.room) if part)


def _length(says: Speech, held: Interview | InterviewSlot) -> str:
    return length(says, int((held.ends_at - held.starts_at).total_seconds()) // 60)


def _event(interview: Interview, notice: Notice, office: Office, says: Speech, place: str) -> Event:
    return Event(
        method=REQUEST if interview.holds else CANCEL,
        uid=interview.uid,
        sequence=interview.sequence,
        starts=interview.starts_at,
        ends=interview.ends_at,
        zone=notice.timezone,
        location=place,
        summary=" – ".join(part for part in (says.text(INTERVIEW), office.name) if part),
        description=notice.title,
    )


def _once(transaction: Transaction, interview: Interview, kind: str) -> str:
    """An invitation is the answer to the selection where there is none yet; of others there is one for each state."""
    own = f"{kind} {interview.id}.{interview.sequence}"
    if ONCE.get(kind) != SELECTION:
        return own
    letters = transaction.letters.all(LetterFilter(application_id=interview.application_id))
    has = any(each.once == SELECTION and not _is_hourless(each) for each in letters)
    return own if has else SELECTION


def _is_hourless(letter: Letter) -> bool:
    """An invitation to no hour yet that has not left: one to an hour takes its place."""
    return names_no_hour(letter) and letter.state in UNSENT


def _withdraw_hourless(transaction: Transaction, application_id: int, author: str) -> None:
    for letter in transaction.letters.all(LetterFilter(application_id=application_id)):
        if _is_hourless(letter):
            transaction.letters.withdraw(letter.id, author)
