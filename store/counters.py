"""Ids that depend on nothing but the order of what was committed: a rolled-back transaction leaves no gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from store.models import Metadatum

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WRITER = "writer"


def lock(session: Session) -> None:
    """Waits for every other writer's end (SQLite has waited already, at BEGIN IMMEDIATE)."""
    session.execute(select(Metadatum.value).where(Metadatum.key == WRITER).with_for_update())


def next_id(session: Session, name: str) -> int:
    """The next number of the series `name`, from 1."""
    row = _last(session, name)
    row.value = str(int(row.value) + 1)
    return int(row.value)


def taken_id(session: Session, name: str, number: int) -> int:
    """A number of the series that is known to be free; the next one is beyond it."""
    row = _last(session, name)
    row.value = str(max(int(row.value), number))
    return number


def _last(session: Session, name: str) -> Metadatum:
    row = session.get(Metadatum, f"last {name}")
    if row is None:
        row = Metadatum(key=f"last {name}", value="0")
        session.add(row)
        session.flush()  # a second call would not find what is only pending
    return row
