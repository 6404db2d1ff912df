"""A store with many applications: those that it has, copied again and again by statements of the database.

Each copy is another person's, with papers of other bytes that say the same, and came when its original came. What
people said is not copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from store.applications.documents import IDS_PER_MESSAGE
from store.database.models import Base

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from store import Store

OF_MESSAGES, OF_DOCUMENTS = "{} <= :span", f"{{}} < (:span + 1) * {IDS_PER_MESSAGE}"
TABLES = {name: OF_MESSAGES.format("id") for name in ("messages", "applications", "sightings")}
TABLES |= {
    name: OF_MESSAGES.format("message_id")
    for name in ("message_notices", "bodies", "claims", "claim_tokens", "documents", "memberships")
}
TABLES |= {name: OF_MESSAGES.format("application_id") for name in ("facts", "evidence", "career")}
TABLES |= {"pages": OF_DOCUMENTS.format("document_id")}
"""What is copied, and which of its rows were there before."""
DOCUMENT_IDS = frozenset({("documents", "id"), ("evidence", "document_id"), ("career", "document_id")})
DOCUMENT_IDS |= frozenset({("pages", "document_id"), ("documents", "copy_of")})
DISTINCT = frozenset({"content_key", "sha256", "name", "sort_name", "email", "sender_email", "token", "fingerprint"})
"""Texts that tell one from another."""
AT_ONCE = 10
"""Copies of the whole in one transaction."""


def multiply(store: Store, times: int) -> None:
    """So many copies beside what is there."""
    ends = ", ".join(f"(SELECT max({one}.id) FROM {one})" for one in ("messages", "applications", "sightings"))
    with store.engine.connect() as connection:
        span = max(connection.execute(text(f"SELECT {ends}")).one())
    for first in range(1, times + 1, AT_ONCE):
        given = {"span": span, "first": first, "last": min(times, first + AT_ONCE - 1)}
        with store.engine.begin() as connection:
            for table, where in TABLES.items():
                names = [column.name for column in Base.metadata.tables[table].columns]
                values = [_value(table, name) for name in names]
                _copy(connection, table, dict(zip(names, values, strict=True)), where, given)
            _copy_texts(connection, given)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        last = "UPDATE metadata SET value = :last WHERE key IN ('last message', 'last sighting')"
        connection.execute(text(last), {"last": str(span * (times + 1))})
        connection.execute(text("ANALYZE"))


def _value(table: str, name: str) -> str:
    if (table, name) in DOCUMENT_IDS:
        return f"{name} + i * :span * {IDS_PER_MESSAGE}"
    if name in {"id", "application_id", "uid"} or (name == "message_id" and table != "messages"):
        return f"{name} + i * :span"
    return f"{name} || ' ' || i" if name in DISTINCT else f'"{name}"'


def _copy(connection: Connection, table: str, values: dict[str, str], where: str, given: dict[str, int]) -> None:
    numbers = (
        "WITH RECURSIVE copies(i) AS (SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM copies WHERE i < :last)"
    )
    names = ", ".join(f'"{name}"' for name in values)
    rows = f"SELECT {', '.join(values.values())} FROM {table}, copies WHERE {where}"
    connection.execute(text(f"INSERT INTO {table} ({names}) {numbers} {rows}"), given)


def _copy_texts(connection: Connection, given: dict[str, int]) -> None:
    sqlite = connection.dialect.name == "sqlite"
    key, words = ("rowid", "folded") if sqlite else ("text_id", "words")
    values = {key: f"search_texts.{key} + i * :span * {IDS_PER_MESSAGE}", words: words}
    _copy(connection, "search_texts", values, OF_DOCUMENTS.format(f"search_texts.{key}"), given)
