"""The letters to candidates within one transaction: made, changed, and moved from state to state.

`_move` is the only way a state changes: one UPDATE that names the states it may come from, and whatever else must still
hold. Two processes, two people or two windows that want the same letter at once: one has it, the other is told.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.orm import aliased

from store.database.codec import value_of
from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import Application, LetterReference, LetterRow, Membership
from store.database.sessions import DatedPart, there
from store.errors import LetterIncomplete, LetterMoved, LetterTwice
from store.letters.states import ENDS, MOVES, Act, LetterState
from store.letters.values import Letter, LetterDraft, LetterFilter, Sealed
from store.reviews.belonging import application_of
from store.reviews.standing import ACTIVE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from sqlalchemy import ColumnElement, Select

EVERY = LetterFilter()
SELECTION = "selection"
"""Of letters that tell a decision (`LetterRow.once`): a candidate gets one."""
OUTCOME = "outcome"
"""Of letters that tell whoever was invited how it ended after the interview: a candidate gets one."""
OUT_OF_THE_WAY = (LetterState.SENT, LetterState.WITHDRAWN)
"""Of a letter that the next one on the same interview need not wait for."""
_UNSEALED: dict[str, None] = {"message_ref": None, "dated_at": None, "mail": None}
_UNAPPROVED: dict[str, None] = {"approved_at": None, "approved_by": None}


class Letters(DatedPart):
    """The letters. What people and the program do to them stands in the journal, without a word of their text."""

    # --- read ---

    def get(self, letter_id: int, *, with_mail: bool = False) -> Letter:
        """One letter; `with_mail` also as it was handed over, where it was."""
        row = there(self._session.get(LetterRow, letter_id, populate_existing=True), f"letter {letter_id}")
        mail = None
        if with_mail:
            mail = self._session.scalar(select(LetterRow.mail).where(LetterRow.id == letter_id))
        return _value(row, application_of(self._session, row.message_id), mail)

    def all(self, wanted: LetterFilter = EVERY) -> tuple[Letter, ...]:
        """The letters that the filter leaves, oldest first."""
        query = select(LetterRow, Membership.application_id).outerjoin(
            Membership, Membership.message_id == LetterRow.message_id
        )
        columns: dict[str, Any] = {name: getattr(LetterRow, name) for name in ("notice", "kind", "interview_id")}
        for name, column in (columns | {"application_id": Membership.application_id}).items():
            query = query if getattr(wanted, name) is None else query.where(column == getattr(wanted, name))
        if wanted.states is not None:
            query = query.where(LetterRow.state.in_(wanted.states))
        query = query.order_by(LetterRow.id).limit(wanted.limit).offset(wanted.offset)
        rows = self._session.execute(query.execution_options(populate_existing=True))
        return tuple(_value(row, application) for row, application in rows)

    def counts(self, notice: str | None = None) -> dict[str, int]:
        """How many letters are in each state."""
        query = select(LetterRow.state, func.count()).group_by(LetterRow.state)
        query = query if notice is None else query.where(LetterRow.notice == notice)
        found: dict[str, int] = dict(self._session.execute(query).all())
        return found

    def due(self, now: datetime, limit: int) -> tuple[int, ...]:
        """The approved letters that may be tried now, first approved first; none that an earlier one holds up."""
        query = select(LetterRow.id).where(
            LetterRow.state == LetterState.APPROVED,
            or_(LetterRow.retry_at.is_(None), LetterRow.retry_at <= now),
            _overtakes_none(),
        )
        return tuple(self._session.scalars(query.order_by(LetterRow.approved_at, LetterRow.id).limit(limit)))

    def attempted_since(self, instant: datetime) -> tuple[datetime, ...]:
        """When the attempts since then were made, the earliest first: what the rate limit counts."""
        query = select(LetterRow.attempted_at).where(LetterRow.attempted_at > instant)
        return tuple(at for at in self._session.scalars(query.order_by(LetterRow.attempted_at)) if at is not None)

    def unanswered(self, notice: str) -> int:
        """How many applications that stand have no letter yet that tells their decision and was sent."""
        told = self._applications_with(LetterRow.once == SELECTION, LetterRow.state == LetterState.SENT)
        query = select(func.count()).select_from(Application).where(Application.notice == notice)
        return self._session.scalar(query.where(Application.standing == ACTIVE, Application.id.not_in(told))) or 0

    def without(self, notice: str, kind: str, *, since: datetime) -> tuple[int, ...]:
        """The applications that stand, came since then, and never had a letter of that kind, withdrawn ones counted."""
        had = self._applications_with(LetterRow.kind == kind)
        query = select(Application.id).where(Application.notice == notice, Application.first_received_at >= since)
        query = query.where(Application.standing == ACTIVE, Application.id.not_in(had)).order_by(Application.id)
        return tuple(self._session.scalars(query))

    def _applications_with(self, *limits: ColumnElement[bool]) -> Select[int]:
        joined = select(Membership.application_id).join(LetterRow, LetterRow.message_id == Membership.message_id)
        return joined.where(*limits)

    # --- what people do ---

    def draft(self, draft: LetterDraft, author: str) -> Letter:
        """A new letter. Raises LetterTwice: the candidate, or one merged with them since, has one of its sort."""
        if draft.once is not None:
            self._refuse_second(draft)
        told = {field.name: getattr(draft, field.name) for field in fields(LetterDraft)}
        row = LetterRow(
            id=next_id(self._session, "letter"),
            state=LetterState.DRAFT,
            revision=1,
            attempts=0,
            created_at=self._clock(),
            created_by=author,
            **told,
        )
        self._session.add(row)
        self._session.flush()
        self._note(row, author, "draft")
        return self.get(row.id)

    def edit(  # noqa: PLR0913 - what of a letter can be changed
        self, letter_id: int, author: str, *, revision: int, subject: str, text: str, to_email: str
    ) -> Letter:
        """Another text of the draft that was shown. Raises LetterMoved: somebody changed or approved it meanwhile."""
        values = {"subject": subject, "text": text, "to_email": to_email, "answer": None}
        return self._move(letter_id, Act.EDIT, author, revision=revision, **values)

    def approve(self, letter_id: int, author: str, *, revision: int, way: str | None = None) -> Letter:
        """A person has read this revision and wants it sent. Raises LetterMoved as `edit` does.
        Raises LetterIncomplete: what must stand in it (the appeal block) does not.
        """
        self._refuse_incomplete(letter_id)
        values = {"approved_at": self._clock(), "approved_by": author, "way": way, "answer": None}
        return self._move(letter_id, Act.APPROVE, author, revision=revision, **values)

    def recall(self, letter_id: int, author: str) -> Letter:
        """An approved or failed letter becomes a draft again; it will be another mail."""
        return self._move(letter_id, Act.RECALL, author, retry_at=None, answer=None, **_UNSEALED, **_UNAPPROVED)

    def hold(self, letter_id: int, author: str, why: str) -> Letter:
        """An approved letter whose dossier has changed since becomes a draft again; `why` is kept as its answer."""
        return self._move(letter_id, Act.HOLD, author, retry_at=None, answer=why, **_UNSEALED, **_UNAPPROVED)

    def held(self) -> int:
        """How many drafts were approved and came back, as their dossiers changed."""
        return sum(letter.is_held for letter in self.all(LetterFilter(states=frozenset({LetterState.DRAFT}))))

    def supersede(self, interview_id: int, sequence: int, author: str) -> tuple[int, ...]:
        """Withdraws what has not left of the letters on an earlier state of an interview. Their numbers.

        One that is being sent, or may have gone out, stays: the next letter waits for what comes of it.
        """
        query = select(LetterRow.id).where(
            LetterRow.interview_id == interview_id,
            LetterRow.sequence < sequence,
            LetterRow.state.in_(MOVES[Act.WITHDRAW].source - {LetterState.DOUBTFUL}),
        )
        found = tuple(self._session.scalars(query.order_by(LetterRow.id)))
        for letter_id in found:
            self.withdraw(letter_id, author)
        return found

    def held_up_by(self, letter: Letter) -> int | None:
        """The letter on an earlier state of the same interview that must leave, or be withdrawn, before this one."""
        if letter.interview_id is None or letter.sequence is None:
            return None
        query = select(LetterRow.id).where(
            LetterRow.interview_id == letter.interview_id,
            LetterRow.sequence < letter.sequence,
            LetterRow.state.not_in(OUT_OF_THE_WAY),
        )
        return self._session.scalar(query.order_by(LetterRow.id).limit(1))

    def withdraw(self, letter_id: int, author: str) -> Letter:
        """It will not be sent; another one of its sort may be made."""
        return self._move(letter_id, Act.WITHDRAW, author, once=None)

    def confirm(self, letter_id: int, author: str) -> Letter:
        """A doubtful letter went out, as a person found."""
        return self._move(letter_id, Act.CONFIRM, author)

    def repeat(self, letter_id: int, author: str) -> Letter:
        """A doubtful letter did not go out as a person found, or what made one fail is mended: it is tried again."""
        return self._move(letter_id, Act.REPEAT, author, retry_at=None, attempts=0)

    def sent_by_hand(self, letter_id: int, author: str) -> Letter:
        """A person has sent it with a program of their own."""
        return self._move(letter_id, Act.SENT_BY_HAND, author, way="hand")

    # --- what sending does ---

    def claim(self, letter_id: int, attempt: str, seal: Callable[[Letter], Sealed], *, way: str) -> Letter:
        """An attempt begins: nobody else can begin one. The mail is made once, before the first attempt.
        Raises LetterMoved: it is not approved any more, or somebody else's attempt is under way.
        """
        now = self._clock()
        row = self._moved(letter_id, Act.CLAIM, way=way, attempt=attempt, attempted_at=now, retry_at=None)
        row.attempts += 1
        if self._session.scalar(select(LetterRow.mail).where(LetterRow.id == letter_id)) is None:
            sealed = seal(_value(row, None))
            row.message_ref, row.dated_at, row.mail = sealed.message_ref, sealed.dated_at, sealed.mail.decode("ascii")
            self._keep_reference(row, sealed)
        self._session.flush()
        return self.get(letter_id, with_mail=True)

    def _keep_reference(self, row: LetterRow, sealed: Sealed) -> None:
        """By which what comes back is known, also when the letter has another Message-ID by then."""
        token = sealed.message_ref.strip("<>").partition("@")[0].lower()
        self._session.add(
            LetterReference(token=token, letter_id=row.id, about_id=row.message_id, sealed_at=sealed.dated_at)
        )

    def record_sent(self, letter_id: int, attempt: str, answer: str) -> Letter:
        """The server took it."""
        return self._told(letter_id, Act.RECORD_SENT, attempt, answer)

    def record_refused(self, letter_id: int, attempt: str, answer: str) -> Letter:
        """The server refused it for good."""
        return self._told(letter_id, Act.RECORD_REFUSED, attempt, answer)

    def put_off(self, letter_id: int, attempt: str, answer: str, *, retry_at: datetime, counts: bool = True) -> Letter:
        """The server did not take it now; unless it `counts`, the attempt is as if it had not been made."""
        values = {} if counts else {"attempts": LetterRow.attempts - 1}
        return self._told(letter_id, Act.PUT_OFF, attempt, answer, retry_at=retry_at, **values)

    def doubt(self, letter_id: int, attempt: str, answer: str) -> Letter:
        """The connection broke while the mail was handed over."""
        return self._told(letter_id, Act.DOUBT, attempt, answer)

    def bounce(self, letter_id: int, answer: str, author: str) -> bool:
        """A server reports that a letter which went out did not arrive. Whether it stood as sent, or doubtful."""
        try:
            self._move(letter_id, Act.BOUNCE, author, answer=answer)
        except LetterMoved:
            return False
        return True

    def doubt_abandoned(self, author: str) -> tuple[int, ...]:
        """Every letter of an attempt that nobody makes any more is doubtful; for who holds the senders' lock alone."""
        return self._move_all(Act.DOUBT, author)

    def doubt_restored(self, author: str) -> tuple[int, ...]:
        """In a store that comes from a backup every open letter is doubtful: it may have gone out since."""
        return self._move_all(Act.RESTORE, author)

    def _move_all(self, act: Act, author: str) -> tuple[int, ...]:
        query = select(LetterRow.id).where(LetterRow.state.in_(MOVES[act].source)).order_by(LetterRow.id)
        found = tuple(self._session.scalars(query))
        for letter_id in found:
            self._move(letter_id, act, author, answer=None)
        return found

    def _told(self, letter_id: int, act: Act, attempt: str, answer: str, **values: Any) -> Letter:  # noqa: ANN401 - columns
        return self._move(letter_id, act, self._author(letter_id), attempt=attempt, answer=answer, **values)

    def _author(self, letter_id: int) -> str:
        """In whose name it is sent: of whoever approved it."""
        return self.get(letter_id).approved_by or ""

    # --- the one way a state changes ---

    def _move(self, letter_id: int, act: Act, author: str, **given: Any) -> Letter:  # noqa: ANN401 - columns
        row = self._moved(letter_id, act, **given)
        self._note(row, author, act)
        return self.get(letter_id)

    def _moved(
        self,
        letter_id: int,
        act: Act,
        *,
        revision: int | None = None,
        attempt: str | None = None,
        **values: Any,  # noqa: ANN401 - columns
    ) -> LetterRow:
        """The guarded UPDATE: of a state that the act may come from, the revision shown, one's own attempt."""
        move = MOVES[act]
        guard = [LetterRow.id == letter_id, LetterRow.state.in_(move.source)]
        if revision is not None:
            guard.append(LetterRow.revision == revision)
        if act is Act.REPEAT:  # a draft that a backup made doubtful was never approved
            guard.append(LetterRow.approved_by.is_not(None))
        if act in {Act.CLAIM, Act.SENT_BY_HAND}:
            guard.append(_overtakes_none())
        if act is Act.CLAIM:
            values["attempt"] = attempt
        elif attempt is not None:
            guard.append(LetterRow.attempt == attempt)
        if move.target in ENDS:
            values["ended_at"] = self._clock()
        changed = values | {"state": move.target, "revision": LetterRow.revision + 1}
        self._session.flush()
        done = self._session.execute(
            update(LetterRow).where(*guard).values(changed).execution_options(synchronize_session=False)
        )
        row = there(self._session.get(LetterRow, letter_id, populate_existing=True), f"letter {letter_id}")
        if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise LetterMoved(f"letter {letter_id} is {row.state} now (revision {row.revision}): {act} is not possible")
        return row

    def _refuse_incomplete(self, letter_id: int) -> None:
        letter = self.get(letter_id)
        if letter.fixed and " ".join(letter.fixed.split()) not in " ".join(letter.text.split()):
            raise LetterIncomplete(f"letter {letter_id} lacks what must stand in it: {letter.fixed[:60]}…")

    def _refuse_second(self, draft: LetterDraft) -> None:
        """Asked of the tables: a letter that this session's user is not shown is one as well."""
        letters, belongs = LetterRow.__table__.c, Membership.__table__.c
        application = application_of(self._session, draft.message_id)
        mine = select(belongs.message_id).where(belongs.application_id == application)
        same = or_(letters.message_id == draft.message_id, letters.message_id.in_(mine))
        known = self._session.scalar(select(letters.id).where(same, letters.once == draft.once).limit(1))
        if known is not None:
            raise LetterTwice(f"application {application or draft.message_id} has letter {known} of this sort already")

    def _note(self, row: LetterRow, author: str, act: str) -> None:
        """In the journal: never a word of the letter, for the journal is for ever."""
        detail = {"letter": row.id, "key": row.kind, "value": row.state}
        write_down(self._session, self._clock(), author, f"letter_{act}", message_id=row.message_id, detail=detail)


def _overtakes_none() -> ColumnElement[bool]:
    """No letter on an earlier state of the same interview has still to leave: a calendar takes them in their order."""
    earlier = aliased(LetterRow)
    return ~exists().where(
        earlier.interview_id == LetterRow.interview_id,
        earlier.sequence < LetterRow.sequence,
        earlier.state.not_in(OUT_OF_THE_WAY),
    )


def _value(row: LetterRow, application: int | None, mail: str | None = None) -> Letter:
    return value_of(Letter, row, application_id=application, mail=None if mail is None else mail.encode("ascii"))
