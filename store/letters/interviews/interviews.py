"""Interviews within one transaction: who has which slot, moved and cancelled, and what the candidate answered.

A slot is taken and given up by one guarded statement each, and the database itself refuses a slot twice and a candidate
twice (unique constraints). Two people, two windows, two processes that want the same: one has it, the other is told.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError

from store.database.codec import fields_of, value_of
from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import InterviewRow, Membership, MessageRow, SlotRow
from store.database.sessions import DatedPart, there
from store.errors import InterviewMoved, InterviewTwice, NotInStore, SlotTaken, SlotTwice
from store.letters.interviews.values import Interview, InterviewSlot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import Any

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.letters.interviews.values import Attendance, SlotDraft
    from store.letters.letters import Letters

HOLDS = "interview"
"""In `InterviewRow.once` of every interview that was not cancelled."""
_OF_HOUR = ("starts_at", "ends_at", "place", "room", "jury")
_UNANSWERED: dict[str, None] = {"answer": None, "answered_at": None, "answered_by": None}


class Interviews(DatedPart):
    """The interviews. What is done to them stands in the journal."""

    def __init__(self, session: Session, letters: Letters, clock: Callable[[], datetime]) -> None:
        super().__init__(session, clock)
        self._letters = letters

    # --- read ---

    def get(self, interview_id: int) -> Interview:
        """One interview. Raises NotInStore."""
        found = self._found(InterviewRow.id == interview_id)
        if not found:
            raise NotInStore(f"there is no interview {interview_id}")
        return found[0]

    def all(self, notice: str) -> tuple[Interview, ...]:
        """Every interview of a notice, the cancelled ones too, by hour."""
        return self._found(InterviewRow.notice == notice)

    def of_application(self, application_id: int) -> tuple[Interview, ...]:
        """Every interview of one candidate, the cancelled ones too."""
        return self._found(Membership.application_id == application_id)

    def by_uid(self, uid: str) -> Interview | None:
        """The interview that a calendar knows by that UID."""
        return next(iter(self._found(InterviewRow.uid == uid)), None)

    def _found(self, limit: ColumnElement[bool]) -> tuple[Interview, ...]:
        query = select(InterviewRow, Membership.application_id).outerjoin(
            Membership, Membership.message_id == InterviewRow.message_id
        )
        query = query.where(limit).order_by(InterviewRow.starts_at, InterviewRow.room, InterviewRow.id)
        rows = self._session.execute(query.execution_options(populate_existing=True))
        return tuple(value_of(Interview, row, application_id=application) for row, application in rows)

    # --- what people do ---

    def assign(self, application_id: int, slot_id: int, author: str) -> Interview:
        """A candidate has that slot.
        Raises SlotTaken: somebody else has it; InterviewTwice: the candidate has an interview already, also under an
        application merged since; NotInStore: there is no such slot or application.
        """
        slot, now = self._slot(slot_id), self._clock()
        self._refuse_second(application_id, slot.notice)
        row = InterviewRow(
            id=next_id(self._session, "interview"),
            message_id=application_id,
            once=HOLDS,
            uid=str(uuid.uuid4()),
            sequence=0,
            revision=1,
            created_at=now,
            created_by=author,
            changed_at=now,
            **_hour(slot),
        )
        with self._guarded(slot_id):
            self._session.add(row)
        self._note(row, author, "assign")
        return self.get(row.id)

    def move(self, interview_id: int, slot_id: int, author: str, *, revision: int) -> Interview:
        """Another slot, of the interview as it was shown. Letters on the earlier hour that have not left are withdrawn.
        Raises SlotTaken: somebody else has it; InterviewMoved: it was moved, cancelled or answered meanwhile.
        """
        slot, before = self._slot(slot_id), self.get(interview_id)
        if slot.notice != before.notice:
            raise NotInStore(f"slot {slot_id} is of another notice")
        with self._guarded(slot_id):
            row = self._changed(interview_id, revision, InterviewRow.slot_id != slot_id, **_hour(slot))
        self._letters.supersede(interview_id, row.sequence, author)
        self._note(row, author, "move", before={"before": _told_hour(before)})
        return self.get(interview_id)

    def cancel(self, interview_id: int, author: str, *, revision: int) -> Interview:
        """It does not take place: its slot is free, and its candidate may have another interview. Raises as `move`."""
        row = self._changed(interview_id, revision, slot_id=None, once=None)
        self._letters.supersede(interview_id, row.sequence, author)
        self._note(row, author, "cancel")
        return self.get(interview_id)

    def answer(  # noqa: PLR0913 - an answer, and of which state and moment it is
        self,
        interview_id: int,
        answer: Attendance,
        author: str,
        *,
        sequence: int,
        revision: int | None = None,
        at: datetime | None = None,
    ) -> Interview:
        """What the candidate says of the hour with that sequence, now or `at` an earlier moment; a person, of the
        `revision` that was shown.
        Raises InterviewMoved: it is another hour or revision now, or something newer than `at` is noted.
        """
        values = {"answer": answer.value, "answered_at": at or self._clock(), "answered_by": author}
        guard = [InterviewRow.sequence == sequence, InterviewRow.slot_id.is_not(None)]
        if revision is not None:
            guard.append(InterviewRow.revision == revision)
        if at is not None:
            guard.append(or_(InterviewRow.answered_at.is_(None), InterviewRow.answered_at <= at))
        row = self._update(interview_id, *guard, revision=InterviewRow.revision + 1, **values)
        self._note(row, author, "answer", value=answer.value)
        return self.get(interview_id)

    # --- the one way an interview changes ---

    def _changed(
        self,
        interview_id: int,
        revision: int,
        *limits: ColumnElement[bool],
        **values: Any,  # noqa: ANN401 - columns
    ) -> InterviewRow:
        """The guarded UPDATE: of one that holds, in the revision shown; calendars hear of it by its next sequence."""
        guard = (InterviewRow.revision == revision, InterviewRow.slot_id.is_not(None), *limits)
        values |= _UNANSWERED | {
            "changed_at": self._clock(),
            "sequence": InterviewRow.sequence + 1,
            "revision": InterviewRow.revision + 1,
        }
        return self._update(interview_id, *guard, **values)

    def _update(self, interview_id: int, *guard: ColumnElement[bool], **values: Any) -> InterviewRow:  # noqa: ANN401 - columns
        statement = update(InterviewRow).where(InterviewRow.id == interview_id, *guard).values(values)
        done = self._session.execute(statement.execution_options(synchronize_session=False))
        row = there(self._session.get(InterviewRow, interview_id, populate_existing=True), f"interview {interview_id}")
        if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise InterviewMoved(f"interview {interview_id} was changed meanwhile (revision {row.revision})")
        return row

    @contextmanager
    def _guarded(self, slot_id: int) -> Iterator[None]:
        """A savepoint in which a slot is taken: what the database refuses is told as ours, and the rest goes on."""
        try:
            with self._session.begin_nested():
                yield
                self._session.flush()
        except IntegrityError as exc:
            if "once" in str(exc.orig):
                raise InterviewTwice("that candidate has an interview already") from exc
            raise SlotTaken(f"slot {slot_id} is taken") from exc

    def _slot(self, slot_id: int) -> SlotRow:
        """A slot that is free as far as can be seen: the constraint is what decides."""
        return there(self._session.scalar(select(SlotRow).where(SlotRow.id == slot_id)), f"slot {slot_id}")

    def _refuse_second(self, application_id: int, notice: str) -> None:
        theirs = select(Membership.message_id).where(Membership.application_id == application_id)
        known = select(MessageRow.notice).join(Membership, Membership.message_id == MessageRow.id)
        if self._session.scalar(known.where(Membership.message_id == application_id)) != notice:
            raise NotInStore(f"there is no application {application_id} to that notice")
        same = or_(InterviewRow.message_id == application_id, InterviewRow.message_id.in_(theirs))
        found = self._session.scalar(select(InterviewRow.id).where(same, InterviewRow.once == HOLDS).limit(1))
        if found is not None:
            raise InterviewTwice(f"application {application_id} has interview {found} already")

    def _note(
        self, row: InterviewRow, author: str, act: str, value: str | None = None, before: dict[str, JSON] | None = None
    ) -> None:
        """In the journal: which hour, and nothing of the candidate but the message it hangs on."""
        hour = _told_hour(row)
        told = {"interview": row.id, "sequence": row.sequence, **hour, "value": value or hour["value"]}
        detail = told | (before or {})
        write_down(self._session, self._clock(), author, f"interview_{act}", message_id=row.message_id, detail=detail)


def _told_hour(of: InterviewRow | Interview) -> dict[str, str]:
    """An hour as the journal keeps it: its room and jury (`key`), when it begins (`value`, ISO 8601)."""
    return {"key": " ".join(filter(None, (of.room, of.jury))), "value": of.starts_at.isoformat()}


def _hour(slot: SlotRow) -> dict[str, Any]:
    """What an interview keeps of its slot."""
    return fields_of(slot, "notice", *_OF_HOUR) | {"slot_id": slot.id}


class Slots(DatedPart):
    """The slots of all notices."""

    def all(self, notice: str) -> tuple[InterviewSlot, ...]:
        """Those of a notice by hour, each with the interview that holds it."""
        query = select(SlotRow, InterviewRow.id).outerjoin(InterviewRow, InterviewRow.slot_id == SlotRow.id)
        query = query.where(SlotRow.notice == notice).order_by(SlotRow.starts_at, SlotRow.place, SlotRow.room)
        return tuple(
            value_of(InterviewSlot, row, interview_id=interview)
            for row, interview in self._session.execute(query.execution_options(populate_existing=True))
        )

    def add(self, notice: str, drafts: Iterable[SlotDraft], author: str) -> tuple[int, ...]:
        """Plans slots, all or none. Raises SlotTwice: one overlaps another of its room or jury, of whatever notice."""
        try:
            with self._session.begin_nested():
                made = tuple(self._add(notice, draft, author) for draft in drafts)
        except IntegrityError as exc:  # of somebody else's, planned meanwhile
            raise SlotTwice(f"a room of {notice} was given meanwhile") from exc
        self._note(author, "plan", {"notice": notice, "value": len(made)})
        return made

    def remove(self, slot_id: int, author: str) -> None:
        """Takes a free slot out. Raises SlotTaken: somebody has it; NotInStore: there is none."""
        row = there(self._session.scalar(select(SlotRow).where(SlotRow.id == slot_id)), f"slot {slot_id}")
        if self._session.scalar(select(InterviewRow.id).where(InterviewRow.slot_id == slot_id)) is not None:
            raise SlotTaken(f"slot {slot_id} is taken")
        self._session.delete(row)
        self._note(author, "unplan", {"notice": row.notice, "value": row.starts_at.isoformat(), "key": row.room})

    def _add(self, notice: str, draft: SlotDraft, author: str) -> int:
        self._refuse_overlap(draft)
        row = SlotRow(
            id=next_id(self._session, "slot"),
            notice=notice,
            **fields_of(draft, *_OF_HOUR),
            created_at=self._clock(),
            created_by=author,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def _refuse_overlap(self, draft: SlotDraft) -> None:
        """Asks the table itself, of which a session leaves nothing out: notices not given have their rooms, too."""
        slots = SlotRow.__table__.c
        room = (slots.place == draft.place) & (slots.room == draft.room)
        same = or_(room, slots.jury == draft.jury) if draft.jury else room
        query = select(slots.id).where(same, slots.starts_at < draft.ends_at, slots.ends_at > draft.starts_at)
        known = self._session.scalar(query.limit(1))
        if known is not None:
            raise SlotTwice(f"{draft.starts_at.isoformat()}: room or jury has slot {known} at that time")

    def _note(self, author: str, act: str, detail: dict[str, str | int]) -> None:
        write_down(self._session, self._clock(), author, f"interview_{act}", detail=detail)
