"""The store: opened by URL, read in snapshots, written in transactions."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.accounts.given_notices import GivenData, limit
from store.database import copying, migrations
from store.database.daemon_lock import (
    DaemonLock,
    IntakeLock,
    LockConnections,
    PassLock,
    SendersLock,
    WorkersLock,
    wait_for,
    wait_for_all,
)
from store.database.engines import connect, describe, reading, writing
from store.database.scrubbing import empty_log, scrub
from store.database.sessions import StoreSession
from store.reviews.sealed_words import SEAL, WordsSeal
from store.transaction import Transaction
from store.values import ByToken
from store.views.views import Views

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from store.reviews.sealed_words import OpinionKeys
    from store.values import Logic


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """All that is remembered. Safe to share among threads; each transaction is its own."""

    def __init__(
        self,
        engine: Engine,
        logic: Logic | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.engine = engine
        self._given: GivenData | None = None
        self._logic = logic or ByToken()
        self._clock = clock
        self.opinion_keys: OpinionKeys | None = None
        """By which the jury's words are sealed; without them none are written, and none read before they are opened."""
        self._for_locks = LockConnections(engine)

    @classmethod
    def open(
        cls,
        url: str,
        *,
        logic: Logic | None = None,
        upgrade: bool = False,
        read_only: bool = False,
        clock: Callable[[], datetime] = _now,
    ) -> Store:
        """The store at `url` (SQLite or PostgreSQL), which must be there and of this program's schema.

        `upgrade` makes it, or brings its schema up to date, first; what is `read_only` can't be written to, made or
        upgraded. Raises a `StoreError` with one clear line.
        """
        store = cls(connect(url, read_only=read_only), logic, clock)
        try:
            store.upgrade() if upgrade else store.check()
        except BaseException:
            store.close()
            raise
        return store

    @property
    def name(self) -> str:
        """What it is for a person: a path, or database and host."""
        return describe(self.engine.url)

    def upgrade(self) -> None:
        """Makes the store or brings its schema up to date. Two processes at once are safe."""
        migrations.upgrade(self.engine)

    def check(self) -> None:
        """Raises unless the store is there and of this program's schema."""
        migrations.check(self.engine)

    @contextmanager
    def begin(self, *, of: Collection[str] | None = None) -> Iterator[Transaction]:
        """One transaction: all of it is kept, or none when anything is raised. Writers wait for each other.

        Who writes what belongs `of` certain names alone, notices and the like, waits for nobody who writes what is
        others'; it takes no new ids, and changes nothing that all have together.
        """
        with writing(self.engine) as connection, self._session(connection) as session:
            wait_for_all(session) if of is None else wait_for(session, of)
            yield Transaction(session, self._logic, self._clock)
            session.flush()

    @contextmanager
    def rehearse(self) -> Iterator[Transaction]:
        """A transaction of which nothing is kept: what would be, can be looked at through its `views`."""
        with writing(self.engine, keep=False) as connection, self._session(connection) as session:
            wait_for_all(session)
            yield Transaction(session, self._logic, self._clock)

    @contextmanager
    def read(self) -> Iterator[Views]:
        """The read models, as of one moment."""
        with reading(self.engine) as connection, self._session(connection) as session:
            yield Views(session)

    @contextmanager
    def peek(self) -> Iterator[Transaction]:
        """All parts, for reading only, as of one moment, without holding up writers."""
        with reading(self.engine) as connection, self._session(connection) as session:
            yield Transaction(session, self._logic, self._clock)

    @contextmanager
    def copied(self, folder: Path) -> Iterator[Store]:
        """A copy in a file in `folder`, as of one moment, to try things out in: nobody is held up meanwhile.

        It has the tables that applications are derived from (`copying.TAKEN`), without the rest of long texts.
        """
        file = folder / "copy.db"
        file.touch(mode=0o600)
        copy = Store(connect(f"sqlite:///{file}"), self._logic, self._clock)
        try:
            with reading(self.engine) as source, writing(copy.engine) as target:
                copying.copy(source, target)
            yield copy
        finally:
            copy.close()

    def take_over(self, source: Store) -> None:
        """All that a store on SQLite holds, in place of what this one, on PostgreSQL, holds: in one transaction.
        Raises StoreLocked: a daemon or workers have this one.
        """
        with self.alone(), reading(source.engine) as there, writing(self.engine) as here:
            copying.move(there, here)

    def lets_note(self) -> bool:
        """Whether the database lets its user add to the log of who looked; a role for reading alone may not."""
        if self.engine.dialect.name != "postgresql":
            return True
        with reading(self.engine) as connection:
            return bool(connection.scalar(select(func.has_table_privilege("access_log", "INSERT"))))

    def scrub(self) -> bool:
        """Leaves nothing of deleted rows in the database's files; False where somebody held them: do it again."""
        return scrub(self.engine)

    def empty_log(self) -> None:
        """Lets go of the log beside a SQLite file, which holds rows as they were (`scrubbing.empty_log`)."""
        empty_log(self.engine)

    def given(self, given: GivenData) -> Store:
        """The same store as somebody sees it who is given some of it."""
        if given.is_everything:
            return self
        other = copy(self)
        other._given = given  # noqa: SLF001 - of its own kind
        return other

    def alone(self) -> DaemonLock:
        """The store held against every other daemon, for as long as the block lasts."""
        return DaemonLock(self.engine)

    def shared(self, name: str, machine: str) -> WorkersLock:
        """The store held against daemons, beside this machine's and others' workers, for as long as the block lasts."""
        return WorkersLock(self.engine, name, machine)

    def working(
        self, *, alone: bool = False, stopping: Callable[[], bool] = lambda: False, patience: float | None = None
    ) -> PassLock:
        """Work beside that of workers, or `alone` on a store that workers share."""
        return PassLock(self.engine, self._for_locks, alone=alone, stopping=stopping, patience=patience)

    def taking_in(
        self, *, alone: bool = False, stopping: Callable[[], bool] = lambda: False, patience: float | None = None
    ) -> IntakeLock:
        """Polls of workers, beside one another; or `alone`, without one. Reading goes on."""
        return IntakeLock(self.engine, self._for_locks, alone=alone, stopping=stopping, patience=patience)

    def sending(self) -> SendersLock:
        """The letters held against every other sender."""
        return SendersLock(self.engine)

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()
        self._for_locks.close()

    def _session(self, connection: Connection) -> StoreSession:
        session = StoreSession(connection)
        session.info[SEAL] = WordsSeal(self.opinion_keys)
        if self._given is not None:
            limit(session, self._given)
        return session
