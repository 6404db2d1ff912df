"""How often a login may be tried: a few times, then the wait doubles; and how many passwords are weighed at once.

An attempt counts before its password is weighed and is taken back when it is right, so that a hundred at once are not
a hundred tries. One waits for one's own failures alone: by name *and* address, so that no stranger locks a colleague
out; an address that fails under many names waits for new names, not for those that have logged in from there before.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

FREE = 5
"""Failures in a row under one name from one address before one has to wait."""
FREE_OF_ADDRESS = 25
"""Failures in a row from one address, whatever the names."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)
"""After this long without a failure all is forgotten."""
MOST = 10_000
"""Pairs and addresses remembered at once."""
TOLD_ONE_BY_ONE = 5
"""Failures from one address are told one by one up to here, then at each doubling: a journal is no wastebasket."""


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last: datetime


class Throttle:
    """Failed logins by name and address. In memory: a restart forgives."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, ...], _Failures] = {}
        self._known: dict[tuple[str, ...], None] = {}
        self._lock = threading.Lock()

    def attempt(self, name: str, address: str) -> timedelta:
        """Reserves a try: zero, and it counts as failed until `succeeded`; else how long there is none."""
        now, pair = self._clock(), _pair(name, address)
        with self._lock:
            self._forget(now)
            wait = max(timedelta(), self._until(pair, FREE, now) - now)
            if pair not in self._known:
                wait = max(wait, self._until((address,), FREE_OF_ADDRESS, now) - now)
            if not wait:
                self._count(pair, now)
                self._count((address,), now)
            return wait

    def succeeded(self, name: str, address: str) -> None:
        """The password was right: the failures of this name from there are forgotten."""
        pair = _pair(name, address)
        with self._lock:
            self._failures.pop(pair, None)
            self._take_back((address,))
            self._known.pop(pair, None)
            self._known[pair] = None
            for surplus in list(self._known)[: max(0, len(self._known) - MOST)]:
                del self._known[surplus]

    def to_tell(self, address: str) -> int:
        """How many failures from there, where that is to be told now; else 0."""
        with self._lock:
            known = self._failures.get((address,))
        count = known.count if known else 0
        return count if count <= TOLD_ONE_BY_ONE or count & (count - 1) == 0 else 0

    def _count(self, key: tuple[str, ...], now: datetime) -> None:
        before = self._failures.pop(key, None)
        self._failures[key] = _Failures(before.count + 1 if before else 1, now)

    def _take_back(self, key: tuple[str, ...]) -> None:
        """The try that was reserved was none; those before it stay."""
        before = self._failures.pop(key, None)
        if before is not None and before.count > 1:
            self._failures[key] = _Failures(before.count - 1, before.last)

    def _until(self, key: tuple[str, ...], free: int, now: datetime) -> datetime:
        """When the next try is free."""
        failures = self._failures.get(key)
        if failures is None or failures.count < free:
            return now
        wait: timedelta = FIRST_WAIT * 2 ** min(failures.count - free, 10)
        return failures.last + min(wait, LONGEST_WAIT)

    def _forget(self, now: datetime) -> None:
        old = [key for key, failures in self._failures.items() if now - failures.last > FORGOTTEN]
        surplus = list(self._failures)[: max(0, len(self._failures) - MOST)]
        for key in {*old, *surplus}:
            del self._failures[key]


def _pair(name: str, address: str) -> tuple[str, str]:
    return (name.casefold(), address)


class Busy(Exception):  # noqa: N818 - reads as what happened
    """As many passwords as may be are being weighed, and as many wait."""


class Gate:
    """Lets a few in at once, a few more wait, and turns the rest away: weighing a password takes 50 MB and 0.1 s."""

    def __init__(self, at_once: int = 2, waiting: int = 6) -> None:
        self._inside = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """For the time of one password. Raises Busy."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._inside:
                yield
        finally:
            self._places.release()
