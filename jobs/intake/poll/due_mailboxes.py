"""How each mailbox is doing, and when one that failed is tried again; the others are polled as ever."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ingest.backoff import BackOff
from jobs.runtime import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from jobs.intake.poll.scanning import MailboxScan

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
            self._backoffs[scanned.mailbox] = before.succeeded()
            if before.failures:
                log.info("mailbox polled again", mailbox=scanned.mailbox, failures=before.failures)
            return
        after = self._backoffs[scanned.mailbox] = before.failed(scanned.fault, self._clock(), self._dice())
        again = after.not_before.isoformat() if after.not_before else None
        log.warning("mailbox not polled", mailbox=scanned.mailbox, error=str(scanned.fault), not_before=again)
