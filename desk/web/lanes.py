"""A lane: a few at once, the others wait in order of rank; when too many wait, the last in rank is turned away.

Each account has lanes of its own, so that nobody takes the page from the others. A turn comes before a thread does:
whoever waits holds neither a thread nor a connection to the store.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

DEAR_AT_ONCE, DEAR_WAITING = 2, 4
AT_ONCE, WAITING = 6, 100
"""A browser has six connections to a site (HTTP/1.1): it never waits here. With what is dear these are eight of the
fifteen connections that the store has for everybody."""


class Full(Exception):  # noqa: N818 - reads as what happened
    """As many wait as may, and none of them ranks behind this one."""


@dataclass(kw_only=True, slots=True, eq=False)
class _Waiter:
    rank: Callable[[], int]
    loop: asyncio.AbstractEventLoop
    called: asyncio.Future[None]
    has_turn: bool = False

    def call(self, refused: Full | None = None) -> None:
        self.loop.call_soon_threadsafe(self._tell, refused)

    def _tell(self, refused: Full | None) -> None:
        if self.called.done():
            return
        if refused is None:
            self.called.set_result(None)
        else:
            self.called.set_exception(refused)


class Lane:
    """Turns by rank, the lowest first; who came first among equals. Event loops of several threads may share it."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._free = at_once
        self._most = waiting
        self._waiting: list[_Waiter] = []
        self._lock = threading.Lock()

    @asynccontextmanager
    async def turn(self, rank: Callable[[], int]) -> AsyncIterator[None]:
        """For the time of one turn. Raises Full, at once or when others come that rank before.

        `rank` is asked anew each time: it may change while somebody waits.
        """
        await self._take(rank)
        try:
            yield
        finally:
            self._pass_on()

    async def _take(self, rank: Callable[[], int]) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            waiter = self._queue(rank)
        try:
            await waiter.called
        except asyncio.CancelledError:
            self._leave(waiter)
            raise

    def _queue(self, rank: Callable[[], int]) -> _Waiter:
        """Raises Full."""
        if len(self._waiting) >= self._most:
            last = max(reversed(self._waiting), key=lambda waiter: waiter.rank(), default=None)
            if last is None or last.rank() <= rank():
                raise Full
            self._waiting.remove(last)
            last.call(Full())
        loop = asyncio.get_running_loop()
        waiter = _Waiter(rank=rank, loop=loop, called=loop.create_future())
        self._waiting.append(waiter)
        return waiter

    def _leave(self, waiter: _Waiter) -> None:
        """Whoever gives up: a turn that was theirs already goes to the next."""
        with self._lock:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
        if waiter.has_turn:
            self._pass_on()

    def _pass_on(self) -> None:
        with self._lock:
            if not self._waiting:
                self._free += 1
                return
            first = min(self._waiting, key=lambda waiter: waiter.rank())
            self._waiting.remove(first)
            first.has_turn = True
        first.call()


class Asker(NamedTuple):
    """Whose turns are counted together: an account's in all its sessions; before a login, a known device's."""

    kind: str
    """account or device."""
    name: str


class AccountLanes:
    """Two lanes for each asker, one for what is dear; they are there for as long as somebody is in them."""

    def __init__(self) -> None:
        self._lanes: WeakValueDictionary[tuple[Asker, bool], Lane] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, asker: Asker, *, dear: bool) -> AsyncIterator[None]:
        """For the time of one turn, in the order in which they came. Raises Full."""
        lane = self._lanes.setdefault((asker, dear), _lane(dear=dear))
        async with lane.turn(lambda: 0):
            yield


def _lane(*, dear: bool) -> Lane:
    if dear:
        return Lane(at_once=DEAR_AT_ONCE, waiting=DEAR_WAITING)
    return Lane(at_once=AT_ONCE, waiting=WAITING)
