"""The selection run: from the decisions of people, who gets which letter, who has none yet, and who was sent what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from desk.letters.kinds import OUTCOMES, SELECTION
from desk.letters.templates import Fault
from desk.letters.writing import letter_faults, overtaken_faults, write
from store.errors import LetterMoved
from store.letters.letters import OUTCOME
from store.letters.letters import SELECTION as ONE_ANSWER
from store.letters.states import LetterState
from store.letters.values import LetterFilter
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from desk.letters.office import Office
    from desk.letters.writing import Written
    from store.letters.values import Letter, LetterDraft
    from store.transaction import Transaction
    from store.values import Notice
    from store.views.values import ApplicationDetail, ApplicationRow

INVITATION = "invitation"
HOUR_GIVEN = Fault(code="hour_given")
"""An invitation to an hour is written where the hour was given (`desk.interviews.inviting`)."""
UNDECIDED, NO_ADDRESS, FAULTY, TO_DRAFT, OTHER = "undecided", "no_address", "faulty", "to_draft", "other"
STATUSES = (UNDECIDED, NO_ADDRESS, FAULTY, TO_DRAFT, OTHER, *(state.value for state in LetterState))


@dataclass(frozen=True, kw_only=True, slots=True)
class SelectionRow:
    """One application in the run."""

    application: ApplicationRow
    kind: str | None
    """The letter that its decision asks for."""
    status: str
    """undecided, no_address, faulty (the letter can't be made), to_draft, other (a letter of another decision is out or
    under way), or the state of its letter."""
    letter: Letter | None = None
    written: Written | None = None
    """What would be drafted."""
    is_invited: bool = False
    """An invitation was sent: what is to be told now is how the interview ended."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Why there is no letter yet."""
        return self.written.faults if self.written else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SelectionRun:
    """The run of one notice, as a table."""

    notice: Notice
    rows: tuple[SelectionRow, ...]
    answer_by: date | None
    days_left: int | None
    """Until the end of that day; negative once it is past."""
    warn_days: int

    def count(self, status: str) -> int:
        """How many applications are so."""
        return sum(row.status == status for row in self.rows)

    @property
    def unanswered(self) -> int:
        """How many candidates have no answer yet."""
        return sum(row.status != LetterState.SENT and not row.is_invited for row in self.rows)

    @property
    def is_pressing(self) -> bool:
        """Whether the promised day is near or past and somebody has no answer."""
        return self.days_left is not None and self.days_left <= self.warn_days and self.unanswered > 0


def selection(transaction: Transaction, office: Office, notice: Notice, now: datetime) -> SelectionRun:
    """Who gets which letter: a dry run, for nothing is made."""
    own, office = office.of_notice(notice.slug), office.with_kept(transaction.templates.in_force())
    letters, invited = _selection_letters(transaction)
    with_hour = {each.application_id for each in transaction.interviews.all(notice.slug) if each.holds}
    wanted = ApplicationFilter(notice=notice.slug, standing="active", order="name")
    rows = tuple(
        _row(
            detail.row, letters, invited, partial(_written, detail, notice, office, has_hour=detail.row.id in with_hour)
        )
        for detail in transaction.views.details(wanted, with_text=True)
    )
    left = (own.answer_by - now.astimezone(notice.zone).date()).days if own.answer_by else None
    return SelectionRun(notice=notice, rows=rows, answer_by=own.answer_by, days_left=left, warn_days=own.warn_days)


def _written(detail: ApplicationDetail, notice: Notice, office: Office, kind: str, *, has_hour: bool) -> Written:
    """A letter of the run; an invitation that would name no hour although one is given has that fault."""
    written = write(detail, notice, office, kind)
    return replace(written, faults=(*written.faults, HOUR_GIVEN)) if has_hour and kind == INVITATION else written


def _row(
    row: ApplicationRow, letters: dict[int, Letter], invited: frozenset[int], written_as: Callable[[str], Written]
) -> SelectionRow:
    kind, letter, is_invited = SELECTION.get(row.decision or ""), letters.get(row.id), row.id in invited
    if letter is not None and not (is_invited and kind in OUTCOMES and letter.once == ONE_ANSWER):
        status = letter.state if letter.kind == kind else OTHER
        return SelectionRow(
            application=row, kind=kind or letter.kind, status=status, letter=letter, is_invited=is_invited
        )
    if kind is None:
        return SelectionRow(application=row, kind=None, status=UNDECIDED)
    written = written_as(kind)
    if is_invited:
        written = replace(written, draft=replace(written.draft, once=OUTCOME))
    codes = {fault.code for fault in written.faults}
    status = NO_ADDRESS if "no_address" in codes else FAULTY if codes else TO_DRAFT
    return SelectionRow(application=row, kind=kind, status=status, written=written, is_invited=is_invited)


def _selection_letters(transaction: Transaction) -> tuple[dict[int, Letter], frozenset[int]]:
    """By application the letter that tells its decision, that after the interview before the earlier one; and who was
    sent an invitation. The withdrawn ones tell nothing any more, and what was written after it (of the same kind, with
    an hour) tells no decision. A letter counts whatever notice it was for: a candidate is told once.
    """
    told: dict[int, Letter] = {}
    invited = set()
    for letter in transaction.letters.all():
        if letter.application_id is None or letter.state == LetterState.WITHDRAWN:
            continue
        if letter.once == OUTCOME or (letter.once == ONE_ANSWER and letter.application_id not in told):
            told[letter.application_id] = letter
        if letter.kind == INVITATION and letter.state == LetterState.SENT:
            invited.add(letter.application_id)
    return told, frozenset(invited)


def as_outcome(transaction: Transaction, draft: LetterDraft, application_id: int) -> LetterDraft:
    """The letter as the answer after the interview, where its candidate was sent an invitation; else as it is."""
    letters = transaction.letters.all(LetterFilter(application_id=application_id, kind=INVITATION))
    invited = any(letter.state == LetterState.SENT for letter in letters)
    return replace(draft, once=OUTCOME) if invited and draft.kind in OUTCOMES else draft


def draft_all(
    transaction: Transaction, office: Office, notice: Notice, author: str, now: datetime
) -> tuple[tuple[Letter, ...], SelectionRun]:
    """Make every draft that is due, in one transaction: two people at once make each of them once.

    Returns the new drafts, and the run as it was before.
    """
    run = selection(transaction, office, notice, now)
    drafts = [row.written.draft for row in run.rows if row.status == TO_DRAFT and row.written]
    return tuple(transaction.letters.draft(draft, author) for draft in drafts), run


def approve(
    transaction: Transaction, office: Office, author: str, chosen: Iterable[tuple[int, int]]
) -> tuple[tuple[Letter, ...], dict[int, tuple[Fault, ...]]]:
    """Approve letters, each of the revision that was shown.

    Returns those that are approved, and by letter why others are not. Raises LetterMoved where one was changed since:
    then none is approved.
    """
    approved, refused = [], {}
    for letter_id, revision in chosen:
        letter = transaction.letters.get(letter_id)
        if letter.revision != revision:
            raise LetterMoved(f"letter {letter_id} was changed since: revision {letter.revision}, not {revision}")
        if faults := faults_now(transaction, letter, office):
            refused[letter_id] = faults
        else:
            approved.append(transaction.letters.approve(letter_id, author, revision=revision))
    return tuple(approved), refused


def faults_now(transaction: Transaction, letter: Letter, office: Office) -> tuple[Fault, ...]:
    """Why a draft can't be approved: by its own words, by what came back from its address, by its dossier."""
    return (*overtaken_now(transaction, letter), *letter_faults(letter, office))


def overtaken_now(transaction: Transaction, letter: Letter) -> tuple[Fault, ...]:
    """Why an approved letter is not sent: what came back from its address, what its dossier says now."""
    about = transaction.views.application(letter.application_id) if letter.application_id is not None else None
    faults = overtaken_faults(letter, transaction.answers.failed_addresses(), about)
    return (*faults, HOUR_GIVEN) if _misses_its_hour(transaction, letter) else faults


def names_no_hour(letter: Letter) -> bool:
    """Whether it invites to an hour that is still to be given or chosen."""
    return letter.kind == INVITATION and letter.interview_id is None


def _misses_its_hour(transaction: Transaction, letter: Letter) -> bool:
    """Whether it names no hour, and its candidate has one."""
    if not names_no_hour(letter) or letter.application_id is None:
        return False
    return any(each.holds for each in transaction.interviews.of_application(letter.application_id))
