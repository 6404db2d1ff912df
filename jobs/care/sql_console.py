"""SQL on the store for those who like it: one statement, for reading only."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobs.errors import UsageError
from store.database.rights import READER, SEES_ALL, is_shown, of_reader, role_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store import Store


READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
"""What a statement may do with SQLite."""
OF_SQLITE = frozenset({"sqlite_master", "sqlite_schema", "json_each", "json_tree", ""})
"""What SQLite itself has for reading beside the store's tables; the name is empty where a statement names none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QueryResult:
    """The columns' names and the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(store: Store, statement: str) -> QueryResult:
    """The answer to one statement. Raises UsageError: it is no statement that reads."""
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
    table, named = (subject or "").lower(), (column or "").lower()
    if action == sqlite3.SQLITE_READ and not (table in OF_SQLITE or is_shown(table, named)):
        return sqlite3.SQLITE_DENY  # SQLite names the column in what it says
    harmful = action == sqlite3.SQLITE_FUNCTION and (subject or "").lower() in {"load_extension", "fts3_tokenizer"}
    return sqlite3.SQLITE_OK if action in READING and not harmful else sqlite3.SQLITE_DENY


def _reading_postgresql(driver: Any) -> Iterator[Any]:  # noqa: ANN401 - psycopg is optional
    """Read-only from the first word, and by the extended protocol, which takes one statement and no more."""
    driver.rollback()
    _make_reader(driver)
    driver.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    driver.commit()
    _become_reader(driver)
    before, driver.prepare_threshold = driver.prepare_threshold, 0
    try:
        yield driver
    finally:
        driver.rollback()
        driver.prepare_threshold = before
        driver.execute("RESET ROLE")
        driver.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")
        driver.commit()


def _make_reader(driver: Any) -> None:  # noqa: ANN401 - as above
    """The role that reads, where it is not there and whoever is connected may make it."""
    known = "SELECT 1 FROM pg_roles WHERE rolname = %s"
    makes = "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
    if (
        driver.execute(SEES_ALL).fetchone()[0]
        and not driver.execute(known, (role_name(driver.info.dbname, READER),)).fetchone()
        and driver.execute(makes).fetchone()[0]
    ):
        driver.rollback()
        driver.execute("SET TRANSACTION READ WRITE")
        for statement in of_reader(driver.info.dbname):
            driver.execute(statement)
    driver.commit()


def _become_reader(driver: Any) -> None:  # noqa: ANN401 - as above
    """Whoever is shown more than a reader asks as one: the database itself then shows what a reader may see.

    Raises UsageError: the database has no such role, or its user may not take it.
    """
    if driver.execute(SEES_ALL).fetchone()[0]:
        reader = role_name(driver.info.dbname, READER)
        try:
            driver.execute("SELECT set_config('role', %s, false)", (reader,))
        except Exception as exc:  # the driver is optional: its own error has no name here
            raise UsageError(f"sql: asks as the role {reader}, which is not there for it: candidatures roles") from exc
    driver.commit()


def plain(value: object) -> str:
    """A value for a terminal: what candidates wrote moves no cursor and changes no colour."""
    text = "" if value is None else str(value)
    return "".join(
        " " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c) not in {"Cc", "Cf"}
    )
