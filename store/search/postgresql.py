"""The full-text index on PostgreSQL: a tsvector of folded words, made by us so that both databases find the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    SQLColumnExpression,
    bindparam,
    cast,
    column,
    delete,
    false,
    insert,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from store.search.words import Term

TEXTS = table("search_texts", column("text_id", BigInteger), column("words", TSVECTOR))
PUT = insert(TEXTS).values(text_id=bindparam("text"), words=cast(bindparam("vector"), TSVECTOR))
"""With the parameters of `row`."""

LAST_POSITION = 16_383
MOST_POSITIONS = 255
MOST_BYTES = 900_000
"""PostgreSQL's limits: later words are found, but not in phrases; a tsvector holds a megabyte."""


class PostgresqlIndex:
    """A tsvector of folded words with their positions."""

    def put(self, session: Session, text_id: int, folded: str) -> None:
        """Indexes a folded text, in place of what that id had."""
        self.remove(session, [text_id])
        session.execute(PUT, row(text_id, folded))

    def remove(self, session: Session, text_ids: Collection[int]) -> None:
        """Takes texts out."""
        session.execute(delete(TEXTS).where(TEXTS.c.text_id.in_(text_ids)))

    def matching(self, terms: tuple[Term, ...], among: Collection[int] | None = None) -> Select[tuple[int]]:
        """The ids of the texts, or of certain ones, that have all terms."""
        query = select(TEXTS.c.text_id)
        if among is not None:
            query = query.where(TEXTS.c.text_id.in_(among))
        if all(term.excluded for term in terms):
            return query.where(false())
        expression = " & ".join(("!" if term.excluded else "") + _phrase(term) for term in terms)
        return query.where(TEXTS.c.words.op("@@")(cast(expression, TSQUERY)))

    def has(self, text_id: SQLColumnExpression[int], terms: tuple[Term, ...]) -> ColumnElement[bool]:
        """Whether a row's text has all terms."""
        return text_id.in_(self.matching(terms))


def row(text_id: int, folded: str) -> dict[str, int | str]:
    """What `PUT` is given for a folded text."""
    return {"text": text_id, "vector": _vector(folded)}


def _phrase(term: Term) -> str:
    """A tsquery phrase, or several. Folded words hold letters and digits only, so nothing in them can be syntax."""
    star = ":*" if term.prefix else ""
    phrases = [" <-> ".join(f"'{word}'" for word in words) + star for words in term.phrases]
    return "(" + " | ".join(phrases) + ")"


def _vector(folded: str) -> str:
    places: defaultdict[str, list[int]] = defaultdict(list)
    size = 0
    for position, word in enumerate(folded.split(" "), start=1):
        size += len(word.encode()) + 8
        if size > MOST_BYTES:
            break
        if word and len(places[word]) < MOST_POSITIONS:
            places[word].append(min(position, LAST_POSITION))
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


INDEX = PostgresqlIndex()
