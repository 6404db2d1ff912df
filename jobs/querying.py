"""SQL on the store for those who like it: one statement, for reading only."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError, ResourceClosedError

from jobs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The columns' names and the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(store: Store, statement: str) -> Answer:
    """The answer to one statement.

    Raises:
        UsageError: it is no statement that reads.
    """
    try:
        with _reading(store) as connection:
            result = connection.exec_driver_sql(statement.replace("%", "%%") if _formats(connection) else statement)
            return Answer(columns=tuple(result.keys()), rows=tuple(tuple(row) for row in result))
    except ResourceClosedError as exc:
        raise UsageError("the statement gives no rows; `sql` is for reading") from exc
    except DBAPIError as exc:
        raise UsageError(f"sql: {exc.orig}") from exc


def _formats(connection: Connection) -> bool:
    """Whether the driver reads % as a placeholder."""
    return connection.dialect.paramstyle in {"format", "pyformat"}


@contextmanager
def _reading(store: Store) -> Iterator[Connection]:
    """A connection on which the database itself refuses to write."""
    with store.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.execution_options(postgresql_readonly=True).begin():
                yield connection
            return
        connection.exec_driver_sql("PRAGMA query_only = ON")
        try:
            yield connection
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA query_only = OFF")


def plain(value: object) -> str:
    """A value for a terminal: what candidates wrote moves no cursor and changes no colour."""
    text = "" if value is None else str(value)
    return "".join(
        " " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or unicodedata.category(c) not in {"Cc", "Cf"}
    )
