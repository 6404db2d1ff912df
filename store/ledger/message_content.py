"""What a message's row holds of its content, and taking it away again where nothing of it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from parsers.values.dispositions import Disposition
from store.database.models import BodyRow, ClaimRow, ClaimToken, DocumentRow, MessageNotice, SightingRow
from store.errors import NeverForgotten
from store.ledger import dispositions
from store.search import index_of
from store.search.words import index_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from parsers.values.headers import Headers
    from store.database.models import MessageRow

CONTENT = (
    *("content_key", "sha256", "message_id", "subject", "sender_name", "sender_email", "sender_proven"),
    *("sent_at", "folded", "notice", "sorting"),
)
"""The columns of a message that say anything of it."""


def describe(message: MessageRow, headers: Headers) -> None:
    """Puts what the headers say on the message's row."""
    for column, value in described(headers).items():
        setattr(message, column, value)


def described(headers: Headers) -> dict[str, str | datetime | None]:
    """What the headers say, by the columns of a message's row."""
    said = (headers.subject, headers.sender.name, headers.sender.email)
    return {
        "message_id": headers.message_id,
        "subject": headers.subject,
        "sender_name": headers.sender.name,
        "sender_email": headers.sender.email,
        "sent_at": headers.date,
        "folded": f" {index_text(' '.join(filter(None, said)))} ",
    }


def forget(session: Session, message: MessageRow) -> None:
    """Leaves nothing but the sightings and an empty row of mail that proves unrelated when it is first read.

    The archive's file is the caller's to remove.
    Raises NeverForgotten: it was kept once, or a person has said something on it.
    """
    if dispositions.never_forgotten(session, message):
        raise NeverForgotten(f"message {message.id} was kept once: no rule forgets it")
    session.execute(update(SightingRow).where(SightingRow.message_id == message.id).values(sha256=None))
    empty(session, message)


def empty(session: Session, message: MessageRow) -> None:
    """Takes all content off a message's row, with what was derived of it."""
    for field in CONTENT:
        setattr(message, field, None)
    message.state, message.attempts, message.error = "skipped", 0, None
    index = index_of(session)
    index.remove(
        session, [message.id * 10_000, *session.scalars(select(DocumentRow.id).filter_by(message_id=message.id))]
    )
    for table in (BodyRow, ClaimRow, ClaimToken, DocumentRow, MessageNotice):
        session.execute(delete(table).where(table.message_id == message.id))


def erase(message: MessageRow, on: date) -> None:
    """Leaves nothing on a message's row but that something was there, and was erased."""
    for field in (*CONTENT, "was", "error"):
        setattr(message, field, None)
    message.disposition = message.ruled_disposition = Disposition.UNRELATED.value
    message.reason = message.ruled_reason = f"erased on {on.isoformat()}"
    message.applies = message.lapsed = False
    message.state, message.attempts = "skipped", 0
