"""Full-text search: one module for each database, and the words that both compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.search import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Protocol

    from sqlalchemy import ColumnElement, Select, SQLColumnExpression
    from sqlalchemy.orm import Session

    from store.search.words import Term

    class Index(Protocol):
        """The index of one dialect. A text's id is its document's, of a body its message's id * 10,000."""

        def put(self, session: Session, text_id: int, folded: str) -> None:
            """Indexes a folded text, in place of what that id had."""

        def remove(self, session: Session, text_ids: Collection[int]) -> None:
            """Takes texts out."""

        def matching(self, terms: tuple[Term, ...], among: Collection[int] | None = None) -> Select[tuple[int]]:
            """The ids of the texts, or of certain ones, that have all terms, as a query that others can build on."""

        def has(self, text_id: SQLColumnExpression[int], terms: tuple[Term, ...]) -> ColumnElement[bool]:
            """Whether a row's text has all terms, for a question that goes through most rows anyway."""


def index_of(session: Session) -> Index:
    """The index of the session's database."""
    return postgresql.INDEX if session.get_bind().dialect.name == "postgresql" else sqlite.INDEX
