"""The room that deleted rows leave in the database's files, written over or given back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import text

from store.database.engines import sqlite_file, translated

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

SECONDS = 60
"""How long readers and writers are waited for."""


def scrub(engine: Engine) -> bool:
    """Leaves nothing of deleted rows in the files. False where somebody held the database: to be done again.

    SQLite: the index is merged (its deletions are only marked), the file written anew (VACUUM), the log beside it cut
    to nothing. PostgreSQL: every table is written anew (VACUUM FULL); what its write-ahead log still holds goes as that
    is reused.
    """
    file = sqlite_file(engine)
    with translated(engine):
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text(f"SET lock_timeout = '{SECONDS}s'"))
                connection.execute(text("VACUUM (FULL)"))
                connection.execute(text("RESET lock_timeout"))
            return True
        engine.dispose()
        return file is None or scrub_file(file)


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
