"""How often a login may be tried: a few times, then the wait doubles; and how many passwords are weighed at once.

An attempt counts before its password is weighed and is taken back when it is right, so that a hundred at once are not
a hundred tries. Failures are counted by name and network, by network whatever the names, and by name whatever the
networks. A known device waits for its own failures alone, so that no stranger locks a colleague out. Whoever has logged
in from a network before waits for what fails there under the same name, and for nothing else.
"""

from __future__ import annotations

import ipaddress
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

FREE = 5
"""Failures in a row under one name from one network or device before one has to wait."""
FREE_OF_NETWORK = 25
"""Failures in a row from one network, whatever the names."""
FREE_OF_NAME = 50
"""Failures in a row under one name, whatever the networks; names that are nobody's count alike."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)
"""After this long without a failure all is forgotten."""
MOST = 10_000
"""Counts remembered at once."""
TOLD_ONE_BY_ONE = 5
"""So many failed logins from one place are logged one by one; later ones at each doubling of their number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a try comes from: a network (`network_of`), and the known device of the account that is tried, if any."""

    network: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last: datetime
    before: datetime
    """The last one but one: what holds again where the last one is taken back."""


class Throttle:
    """Failed logins by name, network and device. In memory: a restart forgives."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, ...], _Failures] = {}  # the last one that failed is the last here
        self._known: dict[tuple[str, ...], None] = {}
        self._lock = threading.Lock()

    def attempt(self, name: str, origin: Origin) -> timedelta:
        """Reserves a try: zero, and it counts as failed until `succeeded`; else how long there is none."""
        now, own, shared = self._clock(), _own(name, origin), _shared(name, origin)
        with self._lock:
            self._forget(now)
            limits = {own: FREE} if own in self._known else {own: FREE, **shared}
            wait = max(self._until(key, free, now) for key, free in limits.items()) - now
            if wait <= timedelta():
                for key in (own, *shared):
                    self._count(key, now)
            return max(wait, timedelta())

    def succeeded(self, name: str, origin: Origin) -> None:
        """The password was right: the failures of this name from there are forgotten."""
        own = _own(name, origin)
        with self._lock:
            self._failures.pop(own, None)
            for key in _shared(name, origin):
                self._take_back(key)
            self._known.pop(own, None)
            self._known[own] = None
            for surplus in list(self._known)[: max(0, len(self._known) - MOST)]:
                del self._known[surplus]

    def released(self, name: str, origin: Origin) -> None:
        """The password was not weighed: the try that was reserved was none."""
        with self._lock:
            for key in (_own(name, origin), *_shared(name, origin)):
                self._take_back(key)

    def turned_away(self, network: str) -> None:
        """There was no place for a request from there: it ranks lower for it, and waits no longer."""
        with self._lock:
            self._forget(self._clock())
            self._count(("turned away", network), self._clock())

    def rank(self, network: str) -> int:
        """How often a network failed or was turned away lately: the less, the sooner its next request is answered."""
        with self._lock:
            found = [self._failures.get((kind, network)) for kind in ("network", "turned away")]
        return sum(failures.count for failures in found if failures)

    def to_tell(self, name: str, origin: Origin) -> int:
        """How many failures from there, where that is to be told now; else 0."""
        with self._lock:
            known = self._failures.get(_own(name, origin) if origin.device else ("network", origin.network))
        count = known.count if known else 0
        return count if count <= TOLD_ONE_BY_ONE or count & (count - 1) == 0 else 0

    def _count(self, key: tuple[str, ...], now: datetime) -> None:
        before = self._failures.pop(key, None)
        self._failures[key] = _Failures(before.count + 1, now, before.last) if before else _Failures(1, now, now)

    def _take_back(self, key: tuple[str, ...]) -> None:
        """The try that was reserved was none; those before it stay."""
        before = self._failures.get(key)
        if before is not None and before.count > 1:
            self._failures[key] = _Failures(before.count - 1, before.before, before.before)
        elif before is not None:
            del self._failures[key]

    def _until(self, key: tuple[str, ...], free: int, now: datetime) -> datetime:
        """When the next try is free."""
        failures = self._failures.get(key)
        if failures is None or failures.count < free:
            return now
        wait: timedelta = FIRST_WAIT * 2 ** min(failures.count - free, 10)
        return failures.last + min(wait, LONGEST_WAIT)

    def _forget(self, now: datetime) -> None:
        """What is old; beyond `MOST` the smallest counts, so that a flood of names hides no large one."""
        while self._failures and now - next(iter(self._failures.values())).last > FORGOTTEN:
            del self._failures[next(iter(self._failures))]
        if len(self._failures) > MOST:
            small = sorted(self._failures, key=lambda key: self._failures[key].count)
            for key in small[: MOST // 10]:
                del self._failures[key]


def _own(name: str, origin: Origin) -> tuple[str, ...]:
    """What one waits for in any case: one's own failures under this name."""
    if origin.device is not None:
        return ("device", name.casefold(), origin.device)
    return ("pair", name.casefold(), origin.network)


def _shared(name: str, origin: Origin) -> dict[tuple[str, ...], int]:
    """What strangers count among together, with how many failures are free: nothing of a known device."""
    if origin.device is not None:
        return {}
    shared: dict[tuple[str, ...], int] = {("network", origin.network): FREE_OF_NETWORK}
    if name:
        shared["name", name.casefold()] = FREE_OF_NAME
    return shared


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


IPV6_SITE = 64
"""Bits of an IPv6 address that tell one site: below them a machine chooses by itself (RFC 4291, 2.5.1; RFC 6177)."""


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """What counts as one place: an IPv4 address, the /64 of an IPv6 one, else the text as it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, IPV6_SITE), strict=False))
