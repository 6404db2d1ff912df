"""Mail that a person says is an application and whose original is not kept: the next poll fetches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from store.database.models import MessageRow, ReviewRow, SightingRow
from store.reviews.in_force import in_force_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

GONE = "no mailbox has it any more"


def asked_for(session: Session) -> frozenset[int]:
    """The messages whose last word is that they are an application, and of which nothing but a row is kept."""
    accepted = select(ReviewRow.message_id).where(ReviewRow.kind == "accept")
    query = select(MessageRow.id).where(MessageRow.id.in_(accepted), MessageRow.sha256.is_(None))
    words = in_force_on(session, set(session.scalars(query)))
    last = {word.message_id: word.kind for word in words if word.kind in {"accept", "dismiss"}}
    return frozenset(message_id for message_id, kind in last.items() if kind == "accept")


def uids(session: Session, mailbox: str, folder: str, uidvalidity: int) -> dict[int, int]:
    """The UIDs by which this folder shows what is asked for, each with its message."""
    query = select(SightingRow.uid, SightingRow.message_id).where(
        SightingRow.message_id.in_(asked_for(session)),
        SightingRow.mailbox == mailbox,
        SightingRow.folder == folder,
        SightingRow.uidvalidity == uidvalidity,
    )
    return dict(session.execute(query).all())


def note_gone(session: Session, message_ids: Iterable[int]) -> None:
    """Their owner has taken them out of the mailbox: whoever asked for them is told. They are looked for again."""
    named = MessageRow.id.in_(list(message_ids))
    session.execute(update(MessageRow).where(named, MessageRow.sha256.is_(None)).values(error=GONE))
    session.expire_all()
