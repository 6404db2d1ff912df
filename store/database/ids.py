"""Ids that depend on nothing but the order of what was committed: a rolled-back transaction leaves no gap.

Whoever asks for one has waited for every other writer (`writers.wait_for_all`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.database.models import Metadatum

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def next_id(session: Session, name: str) -> int:
    """The next number of the series `name`, from 1."""
    return next_ids(session, name, 1)[0]


def next_ids(session: Session, name: str, count: int) -> range:
    """The next numbers of the series, one after the other."""
    row = _last(session, name)
    last = int(row.value)
    row.value = str(last + count)
    return range(last + 1, last + count + 1)


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
