"""How each mailbox is doing, and when one that failed is tried again; the others are polled as ever."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ingest.retry import Course
from jobs import logs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from jobs.polling import Scanned

log = logs.get()


class Courses:
    """Every mailbox's course since the daemon began, or since the configuration was loaded anew."""

    def __init__(
        self, mailboxes: Iterable[str], clock: Callable[[], datetime], dice: Callable[[], float] = random.random
    ) -> None:
        self._courses = dict.fromkeys(mailboxes, Course())
        self._clock = clock
        self._dice = dice

    def is_due(self, mailbox: str) -> bool:
        """Whether the mailbox may be tried now."""
        return self._courses[mailbox].due(self._clock())

    def not_before(self, mailbox: str) -> datetime | None:
        """When it may be tried again; None where it is not held back."""
        return self._courses[mailbox].not_before

    @property
    def held_back(self) -> dict[str, datetime]:
        """The mailboxes that failed, each with when it may be tried again."""
        return {name: course.not_before for name, course in self._courses.items() if course.not_before}

    def note(self, scanned: Scanned) -> None:
        """A pass over it came to its end, well or not."""
        before = self._courses[scanned.mailbox]
        if scanned.fault is None:
            self._courses[scanned.mailbox] = before.succeeded()
            if before.failures:
                log.info("mailbox polled again", mailbox=scanned.mailbox, failures=before.failures)
            return
        after = self._courses[scanned.mailbox] = before.failed(scanned.fault, self._clock(), self._dice())
        again = after.not_before.isoformat() if after.not_before else None
        log.warning("mailbox not polled", mailbox=scanned.mailbox, error=str(scanned.fault), not_before=again)
