"""How often a login may be tried: a few times, then the wait doubles."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

FREE = 5
"""Failures in a row before one has to wait."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)
"""After this long without a failure all is forgotten."""
MOST = 10_000
"""Names and addresses remembered at once."""


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last: datetime


class Throttle:
    """Failed logins by key (a user's name, a network address). In memory: a restart forgives."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._failures: dict[str, _Failures] = {}
        self._lock = threading.Lock()

    def wait(self, *keys: str) -> timedelta:
        """How long none of these may try; zero when they may."""
        now = self._clock()
        with self._lock:
            known = [self._failures[key] for key in keys if key in self._failures]
        return max([timedelta(), *(_until(failures) - now for failures in known)])

    def failed(self, *keys: str) -> None:
        """A login failed."""
        now = self._clock()
        with self._lock:
            self._forget(now)
            for key in keys:
                before = self._failures.get(key)
                self._failures[key] = _Failures(before.count + 1 if before else 1, now)

    def succeeded(self, *keys: str) -> None:
        """A login succeeded: its failures are forgotten."""
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)

    def _forget(self, now: datetime) -> None:
        old = [key for key, failures in self._failures.items() if now - failures.last > FORGOTTEN]
        surplus = list(self._failures)[: max(0, len(self._failures) - MOST)]
        for key in {*old, *surplus}:
            self._failures.pop(key, None)


def _until(failures: _Failures) -> datetime:
    """When the next try is free."""
    if failures.count < FREE:
        return failures.last
    doublings = min(failures.count - FREE, 10)
    wait: timedelta = FIRST_WAIT * 2**doublings
    return failures.last + min(wait, LONGEST_WAIT)
