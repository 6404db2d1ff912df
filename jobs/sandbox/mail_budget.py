"""What reading one mail may cost, all its files together: whatever a mail holds, the next one is read."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class MailAllowance:
    """In seconds: `wall` is what its workers take, added up; `processor` what they compute."""

    wall: float = 900.0
    processor: float = 600.0


class MailBudget:
    """What is left of one mail's allowance. Safe to share among threads.

    Time in which a mail only waits for a worker costs it nothing: it would pay for the mails before it.
    """

    def __init__(self, allowance: MailAllowance) -> None:
        self._left = allowance
        self._lock = threading.Lock()

    @property
    def left(self) -> MailAllowance:
        """What the next file may cost at most."""
        with self._lock:
            return self._left

    @property
    def is_spent(self) -> bool:
        """Whether no other file may be begun."""
        left = self.left
        return left.wall <= 0 or left.processor <= 0

    def charge(self, wall: float, processor: float) -> None:
        """A worker has ended that cost so much."""
        with self._lock:
            self._left = MailAllowance(wall=self._left.wall - wall, processor=self._left.processor - processor)
