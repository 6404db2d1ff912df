"""The full-text index on SQLite: an FTS5 table of folded texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    SQLColumnExpression,
    bindparam,
    column,
    delete,
    false,
    insert,
    literal_column,
    select,
    table,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from store.search.words import Term

TEXTS = table("search_texts", column("rowid", BigInteger), column("folded"))
MAKE = text(
    "CREATE VIRTUAL TABLE search_texts USING fts5(folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '3 5')"
)
"""As the migration 0004 makes it."""
ALL_TEXTS = select(TEXTS.c.rowid, TEXTS.c.folded)
_PUT = insert(TEXTS)
_KEPT = select(TEXTS.c.folded).where(TEXTS.c.rowid == bindparam("text"))
_REMOVE = delete(TEXTS).where(TEXTS.c.rowid == bindparam("text"))


class SqliteIndex:
    """FTS5, fed with folded words only."""

    def put(self, session: Session, text_id: int, folded: str) -> None:
        """Indexes a folded text, in place of what that id had; what is there already costs one look."""
        if session.scalar(_KEPT, {"text": text_id}) == folded:
            return
        self.remove(session, [text_id])
        session.execute(_PUT, {"rowid": text_id, "folded": folded})

    def remove(self, session: Session, text_ids: Collection[int]) -> None:
        """Takes texts out."""
        for text_id in text_ids:
            session.execute(_REMOVE, {"text": text_id})

    def matching(self, terms: tuple[Term, ...], among: Collection[int] | None = None) -> Select[tuple[int]]:
        """The ids of the texts, or of certain ones, that have all terms."""
        query = select(TEXTS.c.rowid)
        if among is not None:
            # By the bare column FTS5 would put the whole question together anew for each of them.
            query = query.where((TEXTS.c.rowid + 0).in_(among))
        wanted = [_phrase(term) for term in terms if not term.excluded]
        if not wanted:
            return query.where(false())
        without = "".join(f" NOT {_phrase(term)}" for term in terms if term.excluded)
        expression = "(" + " AND ".join(wanted) + ")" + without
        return query.where(literal_column("search_texts").op("MATCH")(expression))

    def has(self, text_id: SQLColumnExpression[int], terms: tuple[Term, ...]) -> ColumnElement[bool]:
        """Whether a row's text has all terms.

        By the bare column each text that has them would be looked up in its long row; so an index of short ones is gone
        through, and each is looked for among them.
        """
        return (text_id + 0).in_(self.matching(terms))


def _phrase(term: Term) -> str:
    """An FTS5 phrase, or several. Folded words hold letters and digits only, so nothing in them can be syntax."""
    star = "*" if term.prefix else ""
    phrases = [f'"{" ".join(words)}"{star}' for words in term.phrases]
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"


INDEX = SqliteIndex()
