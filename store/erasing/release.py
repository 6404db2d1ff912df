"""The one way past the triggers of append-only tables: rows that are named may go, within one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from store.database.ids import next_ids
from store.database.models import ErasingRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session


class Release:
    """What `erasing` names: empty again at the transaction's end, or the database refuses all of it."""

    def __init__(self, session: Session, erasure_id: int) -> None:
        self._session = session
        self.erasure_id = erasure_id

    def add(self, held: str, row_ids: Collection[int]) -> None:
        """These rows may go: all that hang on a `message`, or those of a table by their ids."""
        numbers = next_ids(self._session, "erasing", len(row_ids))
        rows = [
            {"id": number, "erasure_id": self.erasure_id, "held": held, "row_id": row_id, "never": 0}
            for number, row_id in zip(numbers, row_ids, strict=True)
        ]
        if rows:
            self._session.execute(insert(ErasingRow), rows)

    def forget(self) -> None:
        """None may go any more."""
        self._session.execute(delete(ErasingRow))
