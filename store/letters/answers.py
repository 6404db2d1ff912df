"""What came back on letters: kept beside the mail that brought it, told at the letter, decided on by people.

What an answer may do by itself is asked of `parsers.values.acts`, by the act that each kind is (`ACTS_OF`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, exists, func, or_, select, union, update
from sqlalchemy.orm import load_only

from parsers.values.acts import ACTS, MailAct, Needed, Shown, refused
from parsers.values.letters import SentLetter, SentLetters, TiedBy
from store.applications.later_mails import AnsweringMail
from store.database.codec import value_of
from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import (
    Application,
    InterviewRow,
    LetterAnswer,
    LetterReference,
    LetterRow,
    Membership,
    MessageRow,
)
from store.database.sessions import DatedPart, there
from store.errors import LetterMoved
from store.letters.states import LetterState
from store.reviews.belonging import application_of
from store.values import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, CompoundSelect
    from sqlalchemy.orm import Session

    from parsers.values.letters import LetterClues
    from store.letters.letters import Letters

REPLY, STRANGER, MAYBE, AUTO_REPLY = "reply", "stranger", "maybe", "auto_reply"
FAILED, DELAYED, DELIVERED = "failed", "delayed", "delivered"
KINDS = (REPLY, STRANGER, MAYBE, AUTO_REPLY, FAILED, DELAYED, DELIVERED)
ACTS_OF = {
    REPLY: MailAct.REPLY,
    STRANGER: MailAct.REPLY,
    MAYBE: MailAct.REPORT,
    AUTO_REPLY: MailAct.AUTO_REPLY,
    FAILED: MailAct.BOUNCE,
    DELAYED: MailAct.REPORT,
    DELIVERED: MailAct.REPORT,
}
"""What a mail does by which kind of answer."""
ACCEPTED, SET_ASIDE = "accepted", "set_aside"
OUT = frozenset({LetterState.SENDING, LetterState.SENT, LetterState.DOUBTFUL})
"""States of letters that a candidate may have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterAnswered:
    """What a mail is to a letter, as it was read."""

    letter_id: int
    message_id: int
    kind: str
    tied_by: str
    received_at: datetime
    address: str | None = field(default=None, repr=False)
    status: str | None = None
    permanent: bool | None = None
    said: str | None = field(default=None, repr=False)
    chosen_slot_id: int | None = None
    """The hour that a reply chooses among those the letter offered; a person confirms it."""
    chosen_words: str | None = field(default=None, repr=False)

    @property
    def is_proven(self) -> bool:
        """Whether it names what stands nowhere but in the letter."""
        return self.tied_by == "reference"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer(LetterAnswered):
    """A mail that came back on a letter, as it stands."""

    id: int
    about_id: int
    sent_to: str = field(repr=False)
    marked_at: datetime | None = None
    doubt: str | None = None
    """Why it is not taken for the candidate's, as a clause; None where it is, or need not be."""
    decision: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    application_id: int | None = None
    """The application that its letter is about now."""

    @property
    def shown_as(self) -> str:
        """The kind that people are told: what nothing proves to be a reply is a mail from the address."""
        return MAYBE if self.kind == REPLY and self.doubt else self.kind

    @property
    def choice_waits(self) -> str | None:
        """Why the hour that it chooses does not count, as a clause; None where it does."""
        return refused(MailAct.CHOOSE, Shown(doubt=self.doubt))

    @property
    def waits(self) -> bool:
        """Whether a person is to say if the letter failed: nothing but an address ties the report to it."""
        return self.kind == FAILED and self.marked_at is None and self.decision is None and not self.is_proven


def by_letter(answers: Iterable[Answer]) -> dict[int, list[Answer]]:
    """What came back, under the letter on which it did."""
    found: dict[int, list[Answer]] = {}
    for answer in answers:
        found.setdefault(answer.letter_id, []).append(answer)
    return found


class Answers(DatedPart):
    """What came back, within one transaction."""

    def __init__(
        self,
        session: Session,
        letters: Letters,
        clock: Callable[[], datetime],
        doubts: Callable[[Sequence[AnsweringMail]], list[str | None]],
        requeue: Callable[[Collection[int]], object],
    ) -> None:
        super().__init__(session, clock)
        self._letters = letters
        self._doubts = doubts
        """Why mails are not taken for the candidates': `Applications.doubts`."""
        self._requeue = requeue
        """Has messages read again: `Ledger.requeue`."""

    # --- read ---

    def any_sent(self) -> bool:
        """Whether a letter ever went out."""
        references, out = select(LetterReference.token), select(LetterRow.id).where(LetterRow.state.in_(OUT))
        return bool(self._session.scalar(select(or_(exists(references), exists(out)))))

    def sent(self, clues: LetterClues | None = None) -> SentLetters:
        """The letters that went out, by what a mail that comes back names of them: all, or those of some clues."""
        references = select(LetterReference.token, LetterReference.letter_id)
        if clues is not None:
            references = references.where(LetterReference.token.in_(clues.tokens))
        tokens: dict[str, int] = dict(self._session.execute(references).all())
        wanted: ColumnElement[bool] = or_(
            exists().where(LetterReference.letter_id == LetterRow.id), LetterRow.state.in_(OUT)
        )
        if clues is not None:
            wanted = and_(wanted, LetterRow.id.in_(self._clued(clues, tokens.values())))
        query = select(LetterRow, Membership.application_id).outerjoin(
            Membership, Membership.message_id == LetterRow.message_id
        )
        found = self._session.execute(query.where(wanted).options(load_only(*_SENT)).order_by(LetterRow.id)).all()
        own = self._own({application for _, application in found if application is not None})
        letters = {row.id: _sent(row, own.get(application, frozenset())) for row, application in found}
        carried = {row.interview_id: row.id for row, _ in found if row.interview_id is not None}
        named = self._session.execute(select(InterviewRow.id, InterviewRow.uid).where(InterviewRow.id.in_(carried)))
        uids = {uid: carried[number] for number, uid in named}
        others = clues is not None and not letters and self.any_sent()
        return SentLetters(letters=letters, tokens=tokens, uids=uids, others=others)

    @staticmethod
    def _clued(clues: LetterClues, letters: Collection[int]) -> CompoundSelect[tuple[int]]:
        """The letters that a mail with these clues may be about, or that it names: each way of them by its index."""
        entries = select(InterviewRow.id).where(InterviewRow.uid.in_(clues.uids))
        ways = (
            LetterRow.id.in_(letters),
            LetterRow.interview_id.in_(entries),
            func.lower(LetterRow.to_email).in_(clues.addresses),
        )
        return union(*(select(LetterRow.id).where(way) for way in ways))

    def all(
        self, *, letter_ids: Collection[int] | None = None, message_ids: Collection[int] | None = None
    ) -> tuple[Answer, ...]:
        """What came back on these letters (or by these mails, or in all), in the order in which it came."""
        if any(ids is not None and not ids for ids in (letter_ids, message_ids)):
            return ()
        query = select(LetterAnswer, Membership.application_id).outerjoin(
            Membership, Membership.message_id == LetterAnswer.about_id
        )
        for column, ids in ((LetterAnswer.letter_id, letter_ids), (LetterAnswer.message_id, message_ids)):
            query = query if ids is None else query.where(column.in_(ids))
        query = query.order_by(LetterAnswer.received_at, LetterAnswer.id).execution_options(populate_existing=True)
        return tuple(_answer(row, application) for row, application in self._session.execute(query))

    def waiting(self) -> tuple[Answer, ...]:
        """Reports of which a person is to say whether the letter failed."""
        return tuple(answer for answer in self.all() if answer.waits)

    def failed_addresses(self) -> frozenset[str]:
        """The addresses at which a letter failed for good, without a proven answer from there since, in lower case."""
        last: dict[str, bool] = {}
        answered = and_(LetterAnswer.kind.in_((REPLY, AUTO_REPLY)), LetterAnswer.doubt.is_(None))
        telling = or_(LetterAnswer.marked_at.is_not(None), answered)
        query = select(LetterAnswer.sent_to, LetterAnswer.permanent, LetterAnswer.kind).where(telling)
        for email, permanent, kind in self._session.execute(query.order_by(LetterAnswer.received_at, LetterAnswer.id)):
            last[email] = kind == FAILED and permanent is not False
        return frozenset(email for email, failed in last.items() if failed)

    # --- what is read in mails ---

    def note(self, told: LetterAnswered) -> Answer:
        """Keeps what a mail is to a letter; read again, it is the same row. A letter that surely failed is marked.
        Raises NotInStore: there is no such letter.
        """
        row = self._session.scalar(
            select(LetterAnswer).where(
                LetterAnswer.message_id == told.message_id, LetterAnswer.letter_id == told.letter_id
            )
        )
        if row is None:
            letter = self._letters.get(told.letter_id)
            number = next_id(self._session, "letter answer")
            row = LetterAnswer(id=number, about_id=letter.message_id, sent_to=letter.to_email.lower())
            self._session.add(row)
        for name in _TOLD:
            setattr(row, name, getattr(told, name))
        row.doubt = None
        self._weigh([row] if row.kind in _OF_CANDIDATES else [])
        self._session.flush()
        self._forget_others(told.message_id, told.letter_id)
        if refused(MailAct.BOUNCE, Shown(doubt=row.doubt, names_letter=told.is_proven)) is None:
            self._mark(row, PROGRAM)
        return self._get(row.id)

    def weigh_again(self, application_ids: Sequence[int]) -> None:
        """What came back on letters to these candidates counts, or waits, as their mails do now.

        A mail is read again where an address has become the candidate's since, or is so no more: it may be filed.
        """
        query = select(LetterAnswer).join(Membership, Membership.message_id == LetterAnswer.about_id)
        query = query.where(Membership.application_id.in_(application_ids), LetterAnswer.kind.in_(_OF_PERSONS))
        rows = self._session.scalars(query).all()
        if not rows:
            return
        self._weigh([row for row in rows if row.kind in _OF_CANDIDATES])
        self._session.flush()
        self._read_otherwise(application_ids)

    def _weigh(self, rows: Sequence[LetterAnswer]) -> None:
        """Writes down why what candidates answered does not count."""
        for row, doubt in zip(rows, self._doubts([_mail_of(row) for row in rows]), strict=True):
            row.doubt = refused(ACTS_OF[row.kind], Shown(doubt=doubt))

    def _read_otherwise(self, application_ids: Sequence[int]) -> None:
        query = (
            select(LetterAnswer, MessageRow.sender_email, LetterRow, Membership.application_id)
            .join(Membership, Membership.message_id == LetterAnswer.about_id)
            .join(MessageRow, MessageRow.id == LetterAnswer.message_id)
            .join(LetterRow, LetterRow.id == LetterAnswer.letter_id)
            .where(Membership.application_id.in_(application_ids), LetterAnswer.tied_by == TiedBy.REFERENCE)
            .where(LetterAnswer.kind.in_(_BY_ADDRESS), MessageRow.state == "parsed")
        )
        came = self._session.execute(query).all()
        own = self._own({application for *_, application in came}) if came else {}
        changed = [
            row.message_id
            for row, author, letter, application in came
            if _sent(letter, own.get(application, frozenset())).is_answered_by(author, row.address)
            is (row.kind == STRANGER)
        ]
        if changed:
            self._requeue(changed)

    def note_none(self, message_id: int) -> None:
        """A mail is about no letter, as it reads now; what was done by it or said of it stays."""
        self._forget_others(message_id, None)

    def _forget_others(self, message_id: int, letter_id: int | None) -> None:
        gone = delete(LetterAnswer).where(
            LetterAnswer.message_id == message_id, LetterAnswer.marked_at.is_(None), LetterAnswer.decision.is_(None)
        )
        self._session.execute(gone if letter_id is None else gone.where(LetterAnswer.letter_id != letter_id))

    # --- what people say ---

    def accept(self, answer_id: int, author: str) -> Answer:
        """The report is true, as a person says: the letter did not arrive.
        Raises NotInStore: there is no such answer; LetterMoved: somebody decided on it already.
        """
        row = self._decide(answer_id, ACCEPTED, author)
        self._mark(row, author)
        return self._get(answer_id)

    def set_aside(self, answer_id: int, author: str) -> Answer:
        """The report is not about the letter, or not true. Raises as `accept`."""
        self._decide(answer_id, SET_ASIDE, author)
        return self._get(answer_id)

    def _decide(self, answer_id: int, decision: str, author: str) -> LetterAnswer:
        self._get(answer_id)
        undecided = (
            LetterAnswer.id == answer_id,
            LetterAnswer.kind == FAILED,
            LetterAnswer.decision.is_(None),
            LetterAnswer.marked_at.is_(None),
        )
        values = {"decision": decision, "decided_at": self._clock(), "decided_by": author}
        done = self._session.execute(
            update(LetterAnswer).where(*undecided).values(values).execution_options(synchronize_session=False)
        )
        row = self._session.get_one(LetterAnswer, answer_id, populate_existing=True)
        if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise LetterMoved(f"report {answer_id} on letter {row.letter_id} was decided on already")
        self._note(row, author, f"answer_{decision}")
        return row

    # --- marking ---

    def catch_up(self) -> None:
        """Marks the letters of which a report was read while they were still being handed over."""
        query = select(LetterAnswer).join(LetterRow, LetterRow.id == LetterAnswer.letter_id)
        proven = (LetterAnswer.kind == FAILED, LetterAnswer.tied_by == "reference", LetterAnswer.decision.is_(None))
        out = LetterRow.state.in_((LetterState.SENT, LetterState.DOUBTFUL))
        for row in self._session.scalars(query.where(*proven, LetterAnswer.marked_at.is_(None), out)).all():
            self._mark(row, PROGRAM)

    def _mark(self, row: LetterAnswer, author: str) -> None:
        """The letter failed: once for each report, and never by an old one what was mended and sent again since.

        Only a letter that is being handed over is marked later (`catch_up`).
        """
        if row.kind != FAILED or row.marked_at is not None or row.decision == SET_ASIDE:
            return
        bounced = self._letters.bounce(row.letter_id, row.said or "", author)
        if bounced or self._letters.get(row.letter_id).state != LetterState.SENDING:
            row.marked_at = self._clock()
            self._session.flush()

    def _note(self, row: LetterAnswer, author: str, action: str) -> None:
        detail = {"letter": row.letter_id, "key": row.kind, "mail": row.message_id}
        write_down(self._session, self._clock(), author, action, message_id=row.about_id, detail=detail)

    def _get(self, answer_id: int) -> Answer:
        row = there(self._session.get(LetterAnswer, answer_id, populate_existing=True), f"answer {answer_id}")
        return _answer(row, application_of(self._session, row.about_id))

    def _own(self, applications: Collection[int]) -> dict[int, frozenset[str]]:
        """By application the addresses that are the candidate's: its own, and those of the mails that do not wait."""
        found: dict[int, set[str]] = {}
        query = select(Membership.application_id, MessageRow.sender_email).join(
            MessageRow, MessageRow.id == Membership.message_id
        )
        mails = query.where(
            Membership.application_id.in_(applications), Membership.waits.is_(None), Membership.third_party.is_(False)
        )
        held = select(Application.id, Application.email).where(Application.id.in_(applications))
        for application, email in (*self._session.execute(mails), *self._session.execute(held)):
            if email:
                found.setdefault(application, set()).add(email.lower())
        return {application: frozenset(emails) for application, emails in found.items()}


_SENT = (
    *(LetterRow.notice, LetterRow.to_email, LetterRow.subject, LetterRow.interview_id),
    *(LetterRow.attempted_at, LetterRow.ended_at, LetterRow.created_at),
)
_TOLD = tuple(one.name for one in fields(LetterAnswered))
_OF_CANDIDATES = tuple(kind for kind, act in ACTS_OF.items() if ACTS[act].needed is Needed.SENDER)
_BY_ADDRESS = (REPLY, STRANGER, MAYBE)
"""What a mail that names a letter is by whose address it bears."""
_OF_PERSONS = {*_OF_CANDIDATES, *_BY_ADDRESS}
"""Kinds that change with what is known of the candidate."""


def _mail_of(row: LetterAnswer) -> AnsweringMail:
    return AnsweringMail(message_id=row.message_id, about_id=row.about_id, addresses=frozenset({row.sent_to}))


def _answer(row: LetterAnswer, application: int | None) -> Answer:
    return value_of(Answer, row, application_id=application)


def _sent(row: LetterRow, own: frozenset[str]) -> SentLetter:
    email = row.to_email.lower()
    at = row.attempted_at or row.ended_at or row.created_at
    return SentLetter(id=row.id, notice=row.notice, to_email=email, subject=row.subject, sent_at=at, own=own | {email})
