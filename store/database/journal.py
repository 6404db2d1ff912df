"""The journal: what people and the program did, written down for good beside the act itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.database.ids import next_id
from store.database.models import HistoryRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON


def write_down(  # noqa: PLR0913 - who did what, when, about what
    session: Session,
    at: datetime,
    author: str,
    action: str,
    *,
    message_id: int | None = None,
    review_id: int | None = None,
    detail: JSON = None,
) -> None:
    """An act of `author`; `message_id` is a message of whom it is about, `review_id` what a person said by it."""
    session.add(
        HistoryRow(
            id=next_id(session, "history"),
            at=at,
            author=author,
            action=action,
            message_id=message_id,
            review_id=review_id,
            detail=detail,
        )
    )
    session.flush()
