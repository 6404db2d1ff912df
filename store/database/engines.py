"""One engine for SQLite and PostgreSQL, chosen by URL alone, and its faults in our own words."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
)
from sqlalchemy.pool import StaticPool

from store.errors import (
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreNotWritable,
    StoreUnreachable,
    StoreUrlError,
    ValueRefused,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

BUSY_MILLISECONDS = 5000
"""How long a writer waits for another one on SQLite."""

KEPT_APART = 4
"""Connections for locks that stay open: two polls at once have as many."""

LOCK_MILLISECONDS = 30_000
"""The same on PostgreSQL, where it may be another machine's."""

CONNECT_SECONDS = 10

WRITES = "store_writes"
"""Execution option: the transaction will write, so SQLite takes its lock at once and two writers can't deadlock."""


def connect(url: str, *, read_only: bool = False) -> Engine:
    """An engine on `url`. Nothing is opened yet. What is `read_only` the database itself lets nobody write to."""
    parsed = _parse(url)
    options: dict[str, Any] = {
        "json_serializer": partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
        "hide_parameters": True,  # they are candidates' data, and exceptions end up in logs
    }
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif parsed.get_backend_name() == "postgresql":
        kept = {"options": "-c default_transaction_read_only=on"} if read_only else {}
        options |= {"pool_pre_ping": True, "connect_args": {"connect_timeout": CONNECT_SECONDS, **kept}}
    else:
        options |= {"creator": partial(_open_to_read if read_only else _open_to_write, parsed.database or "")}
    engine = _create(parsed, options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_to_read if read_only else _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def apart(engine: Engine) -> Engine:
    """More connections to the same server, each statement for itself: for who holds one longer than a transaction.

    The pool's places are for transactions; here there is one for everybody who asks, and a few stay open.
    """
    return _create(
        engine.url,
        {
            "pool_pre_ping": True,
            "isolation_level": "AUTOCOMMIT",
            "pool_size": KEPT_APART,
            "max_overflow": -1,
            "connect_args": {"connect_timeout": CONNECT_SECONDS},
        },
    )


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        msg = "the store's url is no database URL"
        raise StoreUrlError(msg) from exc
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        msg = f"the store is SQLite or PostgreSQL, not {parsed.get_backend_name()}"
        raise StoreUrlError(msg)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername == "postgresql" else parsed


def connection_string(url: str, *, with_password: bool = True) -> str:
    """The address of PostgreSQL as its own drivers and programs read it: key=value.

    They read a URL in another way: a space is no + in it, and none may stand in a password.
    """
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - an extra

    parsed = _parse(url)
    _, options = parsed.get_dialect()().create_connect_args(parsed)
    return make_conninfo(**{key: value for key, value in options.items() if with_password or key != "password"})


def _create(url: URL, options: dict[str, Any]) -> Engine:
    try:
        return create_engine(url, **options)
    except (ImportError, NoSuchModuleError) as exc:
        msg = f"the driver for {url.drivername} is not installed: pip install 'candidatures[postgresql]'"
        raise StoreUrlError(msg) from exc


def _open_to_write(path: str) -> sqlite3.Connection:
    """A connection to a file that is there: SQLite would make an empty one, but only an upgrade makes a store."""
    return _open(path, "mode=rw")


def _open_to_read(path: str) -> sqlite3.Connection:
    """A connection that writes nothing. A log beside the file, which readers share, is made where we may.

    Where we may not, or the disk has no room for it, and nobody has the file open for writing, it is read as it stands.
    """
    if _is_at_rest(path) and not os.access(Path(path).parent, os.W_OK):
        return _open(path, "mode=ro&immutable=1")
    connection = _open(path, "mode=ro")
    if _lacks_room(connection) and _is_at_rest(path):
        connection.close()
        return _open(path, "mode=ro&immutable=1")
    return connection


def _open(path: str, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(path)}?{how}", uri=True, check_same_thread=False)


def _is_at_rest(path: str) -> bool:
    """Whether all that was written stands in the file itself, and nothing in the log beside it."""
    log = Path(f"{path}-wal")
    return not log.exists() or log.stat().st_size == 0


def _lacks_room(connection: sqlite3.Connection) -> bool:
    """Whether the first look fails for want of room on the disk; what else is wrong the next one tells."""
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as exc:
        return getattr(exc, "sqlite_errorname", "") in {"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE"}
    return False


def _prepare_to_read(connection: Any, _record: object) -> None:  # noqa: ANN401 - whatever the driver gives
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA trusted_schema=OFF")


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - whatever the driver gives
    connection.isolation_level = None  # BEGIN is ours: the driver's own begins too late for DDL and for reading
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "foreign_keys=ON",
        "synchronous=FULL",
        "trusted_schema=OFF",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    # The switch to WAL does not wait for others as all else does. Who holds the file has made it, and it lasts.
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def sqlite_file(engine: Engine) -> str | None:
    """The path of a SQLite store that is a file, else None."""
    database = engine.url.database
    return database if engine.dialect.name == "sqlite" and database not in {None, "", ":memory:"} else None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the store throughout."""
    with translated(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, *, keep: bool = True) -> Iterator[Connection]:
    """A connection that will write: commits at the end, rolls back on any exception, and always without `keep`."""
    with translated(engine), engine.connect() as connection:
        connection.execution_options(**{WRITES: True})
        with connection.begin() as transaction:
            if engine.dialect.name == "postgresql":
                connection.execute(select(func.set_config("lock_timeout", f"{LOCK_MILLISECONDS}ms", True)))  # noqa: FBT003 - of this transaction
            yield connection
            if not keep:
                transaction.rollback()


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """The library's exceptions as ours, without the statement and its values: they are candidates' data."""
    try:
        yield
    except SQLAlchemyError as exc:
        raise _translate(exc, describe(engine.url)) from exc


def describe(url: URL) -> str:
    """The store's name for a person: a path, or host and database. Never a password."""
    if url.get_backend_name() == "sqlite":
        return f"store {url.database or ':memory:'}"
    return f"store {url.database} on {url.host or 'the local socket'}"


_SIGNS: tuple[tuple[str, type[StoreError], str], ...] = (
    ("database is locked", StoreLocked, "is held by another process"),
    ("readonly", StoreNotWritable, "can't be written"),
    ("read-only", StoreNotWritable, "can't be written"),
    ("disk is full", StoreFull, "can't be written: the disk is full"),
    ("disk full", StoreFull, "can't be written: the disk is full"),
    ("no space left", StoreFull, "can't be written: the disk is full"),
    ("sqlite_ioerr_shmsize", StoreFull, "can't be written: the disk is full"),
    ("disk i/o error", StoreNotWritable, "can't be read or written: the disk reports an error"),
    ("unable to open database file", StoreNotWritable, "can't be opened: its file or folder is missing or closed"),
    ("file is not a database", StoreError, "is not a SQLite database"),
    ("malformed", StoreError, "is damaged: restore a backup"),
    ("no such table", StoreMissing, "has no tables yet"),
    ("undefinedtable", StoreMissing, "has no tables yet"),
    ("permission denied", StoreNotWritable, "can't be written: the user lacks the right"),
    ("lock timeout", StoreLocked, "is held by another process"),
    ("programlimitexceeded", ValueRefused, "has no room for so long a value"),
)


def _translate(exc: SQLAlchemyError, name: str) -> StoreError:
    cause = exc.orig if isinstance(exc, DBAPIError) else None
    said = f"{type(cause).__name__} {cause} {getattr(cause, 'sqlite_errorname', '')}".lower()
    for sign, kind, clause in _SIGNS:
        if cause is not None and sign in said:
            return kind(f"{name} {clause}")
    if isinstance(exc, DBAPIError) and (exc.connection_invalidated or "OperationalError" in type(cause).__name__):
        first = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
        return StoreUnreachable(f"{name} can't be reached: {first}")
    if isinstance(exc, IntegrityError | DataError):
        return ValueRefused(f"{name}: {type(cause).__name__}")
    return StoreError(f"{name}: {type(cause or exc).__name__}")
