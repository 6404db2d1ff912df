"""The slots that can be given, within one transaction: planned, listed, taken out while they are free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import InterviewRow, SlotRow
from store.errors import NotInStore, SlotTaken, SlotTwice
from store.letters.interviews.values import InterviewSlot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from store.letters.interviews.values import SlotDraft


class Slots:
    """The slots of all notices."""

    def __init__(self, session: Session, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._clock = clock

    def all(self, notice: str) -> tuple[InterviewSlot, ...]:
        """Those of a notice by hour, each with the interview that holds it."""
        query = select(SlotRow, InterviewRow.id).outerjoin(InterviewRow, InterviewRow.slot_id == SlotRow.id)
        query = query.where(SlotRow.notice == notice).order_by(SlotRow.starts_at, SlotRow.place, SlotRow.room)
        return tuple(
            InterviewSlot(
                id=row.id,
                notice=row.notice,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                place=row.place,
                room=row.room,
                jury=row.jury,
                interview_id=interview,
            )
            for row, interview in self._session.execute(query.execution_options(populate_existing=True))
        )

    def add(self, notice: str, drafts: Iterable[SlotDraft], author: str) -> tuple[int, ...]:
        """Plans slots, all of them or none.

        Raises:
            SlotTwice: one overlaps another of its room, or of its jury, whatever notice that is for.
        """
        try:
            with self._session.begin_nested():
                made = tuple(self._add(notice, draft, author) for draft in drafts)
        except IntegrityError as exc:  # of somebody else's, planned meanwhile
            raise SlotTwice(f"a room of {notice} was given meanwhile") from exc
        self._note(author, "plan", {"notice": notice, "value": len(made)})
        return made

    def remove(self, slot_id: int, author: str) -> None:
        """Takes a free slot out.

        Raises:
            SlotTaken: somebody has it.
            NotInStore: there is none.
        """
        row = self._session.scalar(select(SlotRow).where(SlotRow.id == slot_id))
        if row is None:
            raise NotInStore(f"there is no slot {slot_id}")
        if self._session.scalar(select(InterviewRow.id).where(InterviewRow.slot_id == slot_id)) is not None:
            raise SlotTaken(f"slot {slot_id} is taken")
        self._session.delete(row)
        self._note(author, "unplan", {"notice": row.notice, "value": row.starts_at.isoformat(), "key": row.room})

    def _add(self, notice: str, draft: SlotDraft, author: str) -> int:
        self._refuse_overlap(draft)
        row = SlotRow(
            id=next_id(self._session, "slot"),
            notice=notice,
            starts_at=draft.starts_at,
            ends_at=draft.ends_at,
            place=draft.place,
            room=draft.room,
            jury=draft.jury,
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
