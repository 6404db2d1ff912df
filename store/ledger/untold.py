"""Messages whose content key could not be told when they were recorded: a worker was killed over them.

Until then their very bytes are their key, so a copy in another mailbox is another message. Reading tells the key; a
later pass finds them by the difference, and joins what is one mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select, update

from store.database.models import (
    InterviewRow,
    LetterAnswer,
    LetterRow,
    MessageRow,
    OpinionDraft,
    OpinionRow,
    ReplyRow,
    ReviewRow,
    SightingRow,
)
from store.ledger import message_content

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TOLD = MessageRow.sorting["content_key"].as_string()
_UNTOLD = (
    select(MessageRow.id, _TOLD)
    .where(MessageRow.content_key == MessageRow.sha256, _TOLD != "", MessageRow.content_key != _TOLD)
    .order_by(MessageRow.id)
)
_SPOKEN_OF = (InterviewRow, LetterRow, OpinionDraft, OpinionRow, ReplyRow, ReviewRow)
"""What people did: it hangs on the message, and can't be moved."""


def untold(session: Session) -> dict[int, str]:
    """Messages that are known by their bytes although their content key has been read since, each with that key."""
    return dict(session.execute(_UNTOLD).all())


def tell(session: Session, message_id: int, content_key: str) -> int | None:
    """Gives a message its content key, or makes it one with the message that has the key already.

    The older of two stays and waits to be read again. Returns the other, which is empty now and for `Ledger.drop`;
    None where there is none, or where people have dealt with it: then the two stay apart.
    """
    message = session.get_one(MessageRow, message_id)
    holder = session.scalar(select(MessageRow).where(MessageRow.content_key == content_key))
    if holder is None:
        message.content_key = content_key
        session.flush()
        return None
    staying, leaving = sorted((message, holder), key=lambda one: one.id)
    if _is_dealt_with(session, leaving.id):
        return None
    _join(session, staying, leaving, content_key)
    return leaving.id


def _is_dealt_with(session: Session, message_id: int) -> bool:
    hangs = (exists().where(table.message_id == message_id) for table in _SPOKEN_OF)
    named = exists().where(ReviewRow.other_id == message_id)
    answered = exists().where(LetterAnswer.about_id == message_id)
    return bool(session.scalar(select(or_(*hangs, named, answered))))


def _join(session: Session, staying: MessageRow, leaving: MessageRow, content_key: str) -> None:
    session.execute(update(SightingRow).where(SightingRow.message_id == leaving.id).values(message_id=staying.id))
    staying.received_at = min(staying.received_at, leaving.received_at)
    staying.in_junk = staying.in_junk and leaving.in_junk
    staying.sender_proven = staying.sender_proven or leaving.sender_proven
    staying.state, staying.attempts, staying.error = "archived", 0, None
    message_content.empty(session, leaving)
    leaving.applies = False
    session.flush()  # the key is free before it is given
    staying.content_key = content_key
    session.flush()
