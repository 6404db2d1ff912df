"""One daemon to a store, one sender of letters: locks that the database server drops when their holder dies.

On PostgreSQL an advisory lock of a connection that is kept for it; a SQLite store is a file of this machine, and has a
lock file beside it.
"""

from __future__ import annotations

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from store.database.engines import describe, sqlite_file, translated
from store.errors import StoreLocked, StoreNotWritable

if TYPE_CHECKING:
    from typing import IO

    from sqlalchemy import Connection, Engine


class DaemonLock:
    """Holds the store against every other daemon while the block lasts.

    Raises:
        StoreLocked: another daemon has it.
    """

    number = 0x43414E45
    """The advisory lock (any number, the same everywhere; the migrations have another)."""
    name = "daemon"
    taken = "another daemon is at work on it, with another archive or elsewhere"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self.ensure()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # a connection that broke has lost the lock already
                self._connection.scalar(select(func.pg_advisory_unlock(self.number)))
            self._connection.close()
        if self._file is not None:
            self._file.close()
        self._connection = self._file = None

    def ensure(self) -> None:
        """Take it, or take it again: a server that was started anew has forgotten who had it."""
        if self._engine.dialect.name == "postgresql":
            self._ensure_server()
        elif self._file is None and (path := sqlite_file(self._engine)) is not None:
            self._lock_file(Path(f"{path}.{self.name}.lock"))

    def _ensure_server(self) -> None:
        if self._connection is not None and self._answers(self._connection):
            return
        with translated(self._engine):
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if not connection.scalar(select(func.pg_try_advisory_lock(self.number))):
                connection.close()
                raise StoreLocked(self._taken)
        self._connection = connection

    @staticmethod
    def _answers(connection: Connection) -> bool:
        try:
            connection.scalar(select(1))
        except SQLAlchemyError:
            connection.close()
            return False
        return not connection.invalidated

    def _lock_file(self, path: Path) -> None:
        try:
            file = path.open("a+b")
        except OSError as exc:
            raise StoreNotWritable(f"{path}: can't be locked: {exc.strerror}") from exc
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            file.close()
            raise StoreLocked(self._taken) from exc
        self._file = file

    @property
    def _taken(self) -> str:
        return f"{describe(self._engine.url)}: {self.taken}"


class SendersLock(DaemonLock):
    """Holds the letters against every other sender: who has it knows that no attempt is under way but its own."""

    number = 0x43414E46
    name = "letters"
    taken = "letters are being sent already"
