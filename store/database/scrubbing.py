"""The room that deleted rows leave in the database's files, written over or given back."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import NotSupportedError, ProgrammingError

from store.database.engines import sqlite_file, translated
from store.database.rights import OWNED
from store.errors import StoreLocked

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_LOG = """
SELECT current_setting('wal_recycle', true), has_function_privilege('pg_switch_wal()', 'EXECUTE') AND
    (SELECT bool_or(rolsuper OR pg_has_role(oid, 'MEMBER')) FROM pg_roles
     WHERE (rolname = current_user AND rolsuper) OR rolname = 'pg_checkpoint')
"""
_MAY_MAKE_DATABASES = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
_SAMPLED = """
SELECT a.attrelid::regclass::text, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)
FROM pg_stats s JOIN pg_attribute a ON a.attrelid = format('%I.%I', s.schemaname, s.tablename)::regclass
    AND a.attname = s.attname
    JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relkind = 'r' AND s.schemaname = current_schema() AND pg_has_role(c.relowner, 'USAGE')
"""
TRIES = 10
SECONDS = 60
"""How long readers and writers are waited for."""


OWNS_DATABASE = "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
"""Whether whoever is connected owns the database, or is of the role that does: then the tables are written anew too."""


def scrub(engine: Engine) -> bool:
    """Leaves nothing of deleted rows in the files. False where somebody held the database, or its user owns neither
    tables nor database: to be done again, by who does.

    SQLite: the index is merged (its deletions are only marked), the file written anew (VACUUM), the log beside it cut
    to nothing. PostgreSQL: what it keeps of values for its planner is taken anew, every table is written anew, and its
    write-ahead log let go (`let_go_of_log`).
    """
    try:
        with translated(engine):
            return _scrubbed(engine)
    except StoreLocked:
        return False


def _scrubbed(engine: Engine) -> bool:
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return _scrub_postgresql(connection)
    file = sqlite_file(engine)
    engine.dispose()
    return file is None or scrub_file(file)


def _scrub_postgresql(connection: Connection) -> bool:
    """Rows that somebody's older snapshot may still see are copied by VACUUM FULL: it says so, and is done again."""
    if not any(connection.scalar(text(owns)) for owns in (OWNED, OWNS_DATABASE)):
        return False  # the server would leave out what is another's, and say no more than a warning
    connection.execute(text(f"SET lock_timeout = '{SECONDS}s'"))
    _forget_values(connection)
    for _ in range(TRIES):
        if not _rows_that_stayed(connection):
            break
        connection.execute(text("SELECT pg_sleep(1)"))
    else:
        return False
    connection.execute(text("RESET lock_timeout"))
    let_go_of_log(connection)
    return True


def _rows_that_stayed(connection: Connection) -> bool:
    """Write every table anew; whether dead rows had to be kept: the notice's detail begins with how many."""
    told: list[str] = []
    driver = connection.connection.driver_connection
    handler = lambda notice: told.append(notice.message_detail or "")  # noqa: E731 - taken off again by its name
    driver.add_notice_handler(handler)  # type: ignore[union-attr]
    try:
        connection.execute(text("VACUUM (FULL, VERBOSE)"))
    finally:
        driver.remove_notice_handler(handler)  # type: ignore[union-attr]
    numbers = (detail.split(maxsplit=1)[0] for detail in told if detail.strip())
    return any(number.isdecimal() and int(number) for number in numbers)


def _forget_values(connection: Connection) -> None:
    """The planner's sample of values (pg_statistic): taken anew, and dropped where a table has no row to take it of."""
    connection.execute(text("ANALYZE"))
    for table, column, kind in connection.execute(text(_SAMPLED)).all():
        if connection.scalar(text(f"SELECT NOT EXISTS (SELECT FROM {table})")):  # noqa: S608 - quoted by the server
            with suppress(NotSupportedError):  # a view stands on it
                connection.execute(text(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}"))


def let_go_of_log(connection: Connection) -> None:
    """PostgreSQL's write-ahead log up to now, which holds rows as they were, is no longer needed: it begins a new file.

    It takes the rights that `log_remains` names; without them, and where files are used again (`wal_recycle`), what is
    in them stays until they are written over. The connection commits by itself.
    """
    for statement in ("SELECT pg_switch_wal()", "CHECKPOINT"):
        with suppress(ProgrammingError, NotSupportedError):  # not allowed to, or a server without one
            connection.execute(text(statement))


def log_remains(engine: Engine) -> str | None:
    """Why PostgreSQL's write-ahead log may hold for a while what was erased; None where it does not, or is none."""
    if engine.dialect.name != "postgresql":
        return None
    with translated(engine), engine.connect() as connection:
        recycles, may = connection.execute(text(_LOG)).one()
    lacks = [] if may else ["GRANT pg_checkpoint, and EXECUTE ON FUNCTION pg_switch_wal(), to its user"]
    if recycles == "on":
        lacks.append("ALTER SYSTEM SET wal_recycle = off")
    return f"its write-ahead log keeps for a while what is erased: {'; '.join(lacks)}" if lacks else None


def backups_remain(engine: Engine) -> str | None:
    """Why what is erased stays in PostgreSQL's older backups; None where it does not, or the store is another.

    A dump is cleaned in a temporary database, which the store's user makes.
    """
    if engine.dialect.name != "postgresql":
        return None
    with translated(engine), engine.connect() as connection:
        may = connection.scalar(text(_MAY_MAKE_DATABASES))
    return None if may else "older backups keep what is erased, and backup ends with 1: ALTER ROLE its user CREATEDB"


def empty_log(engine: Engine) -> None:
    """Let go of the log beside a SQLite file, which holds rows as they were for as long as anybody has the file open.

    Who reads meanwhile holds it up for now: the next time does it. PostgreSQL lets go of its log by itself.
    """
    file = sqlite_file(engine)
    if file is not None:
        with (
            suppress(sqlite3.OperationalError),
            closing(sqlite3.connect(file, timeout=_A_MOMENT, isolation_level=None)) as connection,
        ):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_A_MOMENT = 0.5
"""Seconds that readers are waited for, while writers wait."""


def scrub_file(file: str | Path) -> bool:
    """The same for a SQLite file that no engine of ours has open."""
    try:
        with closing(sqlite3.connect(file, timeout=SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("INSERT INTO search_texts(search_texts) VALUES('optimize')")
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as exc:
        if "locked" in str(exc):
            return False
        raise
    return not busy
