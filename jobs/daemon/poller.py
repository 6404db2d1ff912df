"""The daemon's passes: one at a time, over the mailboxes that are due, a slice of the queue each."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.backoff import BackOff
from jobs.intake.poll import polling
from jobs.runtime import logs, pairing
from store.errors import StoreMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from ingest.mailbox import Mailbox
    from jobs.daemon.heartbeat import Heartbeat
    from jobs.intake.poll.polling import Poll
    from jobs.intake.poll.scanning import MailboxScan
    from jobs.intake.process.processing import Processed
    from jobs.runtime.workplace import Workplace

log = logs.get()


class DueMailboxes:
    """Every mailbox's backoff since the daemon began, or since the configuration was loaded anew."""

    def __init__(
        self, mailboxes: Iterable[str], clock: Callable[[], datetime], dice: Callable[[], float] = random.random
    ) -> None:
        self._backoffs = dict.fromkeys(mailboxes, BackOff())
        self._clock = clock
        self._dice = dice

    def is_due(self, mailbox: str) -> bool:
        """Whether the mailbox may be tried now."""
        return self._backoffs[mailbox].due(self._clock())

    @property
    def held_back(self) -> dict[str, datetime]:
        """The mailboxes that failed, each with when it may be tried again."""
        return {name: backoff.not_before for name, backoff in self._backoffs.items() if backoff.not_before}

    def note(self, scanned: MailboxScan) -> None:
        """A pass over it came to its end, well or not."""
        before = self._backoffs[scanned.mailbox]
        if scanned.fault is None:
            self._backoffs[scanned.mailbox] = BackOff()
            if before.failures:
                log.info("mailbox polled again", mailbox=scanned.mailbox, failures=before.failures)
            return
        after = self._backoffs[scanned.mailbox] = before.failed(scanned.fault, self._clock(), self._dice())
        again = after.not_before.isoformat() if after.not_before else None
        log.warning("mailbox not polled", mailbox=scanned.mailbox, error=str(scanned.fault), not_before=again)


class ReadingTime:
    """A share of time for reading, so that mailboxes are looked at on schedule however long the queue is."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._since: float | None = None

    def over(self) -> bool:
        """Whether to begin no other message."""
        return self._since is not None and self._clock() - self._since > self._seconds

    def read(self, processed: Processed) -> None:
        """A message was read."""
        del processed
        self._since = self._since if self._since is not None else self._clock()


class Poller:
    """Makes passes under one configuration."""

    def __init__(  # noqa: PLR0913 - who watches them, each in its own way
        self,
        place: Workplace,
        mailboxes: Sequence[Mailbox],
        *,
        backoffs: DueMailboxes,
        heartbeat: Heartbeat,
        stopping: Callable[[], bool],
        timed: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._place = place
        self._timed = timed
        self._mailboxes = mailboxes
        self._backoffs = backoffs
        self._heartbeat = heartbeat
        self._stopping = stopping
        self._store = store_identity(place)

    def make(self, only: str | None = None) -> Poll:
        """One pass over all mailboxes that are due, or over one of them.

        Raises:
            BusyError: a poll or re-ingest by hand is under way.
            UsageError: store and archive do not belong together: one of them was put in the other's place.
            StoreError, ArchiveError: they can't be used; nothing is half-written.
        """
        self._same_store()
        pairing.ensure(self._place.store, self._place.archive)
        share = ReadingTime(self._place.settings.daemon.interval / 2)
        asked = [mailbox for mailbox in self._mailboxes if only in {None, mailbox.name}]
        due = [mailbox for mailbox in asked if self._backoffs.is_due(mailbox.name)]
        with self._place.alone_soon(), self._heartbeat.during("a poll"):
            done = polling.run(
                self._place,
                due,
                stopping=self._stopping,
                enough=share.over,
                progress=lambda one: self._alive(share, one),
                beat=self._heartbeat.beat,
                timed=self._timed,
            )
            for scanned in done.scanned:
                self._backoffs.note(scanned)
            with self._place.store.peek() as transaction:
                more = bool(transaction.ledger.pending(1))
        return replace(done, more=more)

    def _alive(self, share: ReadingTime, processed: Processed) -> None:
        self._heartbeat.beat()
        share.read(processed)

    def _same_store(self) -> None:
        """SQLite goes on writing into a file that was taken away: look at the name before every pass."""
        now = store_identity(self._place)
        if now != self._store:
            self._place.store.close()
            check_store_there(self._place)
            self._place.store.check()
            log.warning("the store's file was replaced: reconnected")
            self._store = now


def check_store_there(place: Workplace) -> None:
    """Raises StoreMissing where a SQLite store's file was taken away, which it tells otherwise at every moment."""
    if store_identity(place) is None:
        raise StoreMissing(f"{place.store.name} is gone")


def store_identity(place: Workplace) -> tuple[int, int] | None:
    """Device and inode of a SQLite store's file; None where it is not there, (0, 0) where the store is a server."""
    path = place.settings.database_file
    if path is None:
        return 0, 0
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
