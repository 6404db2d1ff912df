"""Which applications somebody has opened since their last mail came: the others are new to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, select

from store.database.models import Application, OpeningRow, UserRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from sqlalchemy import BindParameter, ColumnElement
    from sqlalchemy.orm import Session


def opened_by(user: str | BindParameter[str]) -> ColumnElement[bool]:
    """Whether somebody has opened an application since its last mail."""
    return exists().where(
        OpeningRow.message_id == Application.id,
        OpeningRow.user_id == UserRow.id,
        UserRow.name == user,
        OpeningRow.at >= Application.last_received_at,
    )


_NEW_TO = select(Application.id).where(
    Application.id.in_(bindparam("ids", expanding=True)), ~opened_by(bindparam("user"))
)


def new_to(session: Session, user: str, application_ids: Collection[int]) -> frozenset[int]:
    """Of these applications those that somebody has not opened since their last mail."""
    return frozenset(session.scalars(_NEW_TO, {"ids": list(application_ids), "user": user}))


class Openings:
    """Who opened what, within one transaction."""

    def __init__(self, session: Session, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._clock = clock

    def note(self, user_id: int, application_id: int) -> None:
        """Somebody opens an application."""
        row = self._session.get(OpeningRow, (user_id, application_id))
        if row is None:
            row = OpeningRow(user_id=user_id, message_id=application_id)
            self._session.add(row)
        row.at = self._clock()
        self._session.flush()
