"""One daemon to a store or any number of workers, one sender of letters: the server drops a lock when its holder dies.

On PostgreSQL an advisory lock of a connection that is kept for it; a SQLite store is a file of this machine, and has a
lock file beside it.

One transaction writes everything at a time, or any number write what belongs to different names: by advisory locks that
end with the transaction. A SQLite store has one writer, who has waited already (BEGIN IMMEDIATE). Whoever waits for all
is let in before those who come later.
"""

from __future__ import annotations

import fcntl
import threading
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from store.database.engines import apart, describe, sqlite_file, translated
from store.errors import StoreLocked, StoreNotWritable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import IO

    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

EVERYTHING = 0x43414E48
"""The lock of all writers (any number, the same everywhere)."""
NAMED = 0x43414E49
"""Before a name's own number, the first half of its lock."""


class DaemonLock:
    """Holds the store against every other daemon while the block lasts. Raises StoreLocked: another daemon has it."""

    number = 0x43414E45
    """The advisory lock (any number, the same everywhere; the migrations have another)."""
    name = "daemon"
    taken = "another daemon is at work on it, with another archive or elsewhere; or workers are"
    _take: Any = func.pg_try_advisory_lock
    holder = "candidatures"
    """What the server shows of who holds it."""

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
                self._connection.execute(select(func.pg_advisory_unlock_all()))
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
            connection.execute(select(func.set_config("application_name", self.holder, False)))  # noqa: FBT003 - for as long as it lasts
            if not connection.scalar(select(self._take(self.number))):
                connection.close()
                raise StoreLocked(self._taken)
            self._hold(connection)
        self._connection = connection

    def _hold(self, connection: Connection) -> None:
        """What else its holder has on that connection."""

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


class WorkersLock(DaemonLock):
    """Holds the store against every daemon, beside other workers (PostgreSQL only)."""

    taken = "a daemon is at work on it: stop `candidatures run` before workers take it over"
    _take = func.pg_try_advisory_lock_shared

    on_machine = 0x43414E4D
    """With a machine's number the key of a second lock, which any number of its workers hold."""

    def __init__(self, engine: Engine, name: str, machine: str) -> None:
        super().__init__(engine)
        self.holder = name
        self._machine = machine

    @staticmethod
    def number_of(machine: str) -> int:
        """By the name that the machine, or the container, has for itself."""
        return zlib.crc32(machine.encode()) & 0x7FFFFFFF

    def _hold(self, connection: Connection) -> None:
        connection.scalar(select(func.pg_advisory_lock_shared(self.on_machine, self.number_of(self._machine))))


class LockConnections:
    """Connections for locks that last longer than a transaction, made when one is asked for first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._making = threading.Lock()
        self._apart: Engine | None = None

    def take(self) -> Connection:
        """One that holds nothing; closed, it is for the next."""
        with self._making:
            self._apart = self._apart or apart(self._engine)
        return self._apart.connect()

    def close(self) -> None:
        """Gives them back to the server."""
        if self._apart is not None:
            self._apart.dispose()


class PassLock:
    """Work on a store that workers share: side by side with other work, or alone, on a connection of its own.

    Who wants to be alone is let in before work that begins later, and waits for what is under way. A SQLite store is
    one daemon's: there it is held at once.
    """

    number = 0x43414E47
    pause = 0.1
    """Seconds between two tries of who works beside others."""

    def __init__(
        self,
        engine: Engine,
        connections: LockConnections,
        *,
        alone: bool,
        stopping: Callable[[], bool] = lambda: False,
        patience: float | None = None,
    ) -> None:
        self._engine = engine
        self._connections = connections
        self._alone = alone
        self._stopping = stopping
        self._patience = patience
        self._connection: Connection | None = None

    def __enter__(self) -> bool:
        """Whether it is held; False where `stopping` came, or `patience` ended, before it could be."""
        if self._engine.dialect.name != "postgresql":
            return True
        with translated(self._engine):
            self._connection = self._connections.take()
            try:
                return self._let_in(self._connection) if self._alone else self._beside(self._connection)
            except BaseException:
                self._give_back()
                raise

    def _let_in(self, connection: Connection) -> bool:
        if self._patience is not None:
            limit = f"{max(1, round(self._patience * 1000))}ms"
            connection.execute(select(func.set_config("lock_timeout", limit, False)))  # noqa: FBT003 - for as long as it lasts
        try:
            connection.execute(select(func.pg_advisory_lock(self.number)))
        except OperationalError:
            if self._patience is None or connection.invalidated:
                raise
            return False
        return True

    def _beside(self, connection: Connection) -> bool:
        while not connection.scalar(select(func.pg_try_advisory_lock_shared(self.number))):
            if self._stopping():
                return False
            time.sleep(self.pause)
        return True

    def __exit__(self, *exc: object) -> None:
        self._give_back()

    def _give_back(self) -> None:
        """For the next who asks; one that can't be told to hold nothing is closed, and with it goes what it held."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.execute(select(func.pg_advisory_unlock_all()))
            if self._patience is not None:
                connection.execute(text("RESET lock_timeout"))
        except SQLAlchemyError:
            connection.invalidate()
        connection.close()


class IntakeLock(PassLock):
    """Taking mail in beside others who do, or alone: while originals leave the archive that a poll may bring again."""

    number = 0x43414E4A


class SendersLock(DaemonLock):
    """Holds the letters against every other sender: who has it knows that no attempt is under way but its own."""

    number = 0x43414E46
    name = "letters"
    taken = "letters are being sent already"


def wait_for_all(session: Session) -> None:
    """Until every other writer has ended; others wait for this one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(EVERYTHING)))


def wait_for(session: Session, names: Collection[str]) -> None:
    """Until nobody else writes what belongs to one of these names, or everything.

    Two names with one number wait for each other without need. In the order of the numbers, so that no two ever wait
    for each other for good; all writers' lock last, so that whoever waits for a name holds up nobody else.
    """
    if session.get_bind().dialect.name == "postgresql":
        for number in sorted({zlib.crc32(name.encode()) - (1 << 31) for name in names}):
            session.execute(select(func.pg_advisory_xact_lock(NAMED, number)))
        session.execute(select(func.pg_advisory_xact_lock_shared(EVERYTHING)))
