"""SQL on the store for those who like it: one statement, for reading only."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store import Store


READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
"""What a statement may do with SQLite."""
UNOPENED = frozenset(
    {("opinions", "words"), ("opinions", "text"), ("opinion_drafts", "words"), ("opinion_drafts", "text")}
)
"""What members of a jury write: no statement is shown it, for it does not know what the chair has opened."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QueryResult:
    """The columns' names and the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(store: Store, statement: str) -> QueryResult:
    """The answer to one statement.

    Raises:
        UsageError: it is no statement that reads.
    """
    try:
        with _reading(store) as connection:
            cursor = connection.cursor()
            cursor.execute(statement)
            if cursor.description is None:
                raise UsageError("the statement gives no rows; `sql` is for reading")
            return QueryResult(
                columns=tuple(column[0] for column in cursor.description),
                rows=tuple(tuple(row) for row in cursor.fetchall()),
            )
    except store.engine.dialect.loaded_dbapi.Error as exc:
        told = "it does more than read" if str(exc) == "not authorized" else exc
        raise UsageError(f"sql: {told}") from exc


@contextmanager
def _reading(store: Store) -> Iterator[Any]:
    """The driver's connection, on which the database itself refuses to write and takes one statement."""
    with store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise UsageError("sql: the store is not connected")
        yield from _reading_sqlite(driver) if connection.dialect.name == "sqlite" else _reading_postgresql(driver)


def _reading_sqlite(driver: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """What the statement does is asked for step by step (https://sqlite.org/c3ref/set_authorizer.html)."""
    driver.rollback()
    driver.set_authorizer(_authorize)
    try:
        yield driver
    finally:
        driver.set_authorizer(None)
        driver.rollback()


def _authorize(action: int, subject: str | None, column: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_READ and ((subject or "").lower(), (column or "").lower()) in UNOPENED:
        return sqlite3.SQLITE_IGNORE  # read as NULL
    harmful = action == sqlite3.SQLITE_FUNCTION and (subject or "").lower() in {"load_extension", "fts3_tokenizer"}
    return sqlite3.SQLITE_OK if action in READING and not harmful else sqlite3.SQLITE_DENY


def _reading_postgresql(driver: Any) -> Iterator[Any]:  # noqa: ANN401 - psycopg is optional
    """Read-only from the first word, and by the extended protocol, which takes one statement and no more."""
    driver.rollback()
    driver.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    driver.commit()
    before, driver.prepare_threshold = driver.prepare_threshold, 0
    try:
        yield driver
    finally:
        driver.rollback()
        driver.prepare_threshold = before
        driver.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")
        driver.commit()


def plain(value: object) -> str:
    """A value for a terminal: what candidates wrote moves no cursor and changes no colour."""
    text = "" if value is None else str(value)
    return "".join(
        " " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c) not in {"Cc", "Cf"}
    )
