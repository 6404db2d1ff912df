"""Signs of life of the work under way, so that one that hangs is noticed and ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ingest.mailbox import Mailbox

_SILENT = frozenset({"wait", "interrupt", "close"})


class Heartbeat:
    """How long the work under way has given no sign of life. Safe to share among threads."""

    def __init__(self, limit: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._since: float | None = None
        self._doing = ""

    @contextmanager
    def during(self, doing: str) -> Iterator[None]:
        """Work begins, and must give signs of life until it ends."""
        with self._lock:
            self._since, self._doing = self._clock(), doing
        try:
            yield
        finally:
            with self._lock:
                self._since = None

    def beat(self) -> None:
        """The work under way is alive; nothing where none is."""
        with self._lock:
            if self._since is not None:
                self._since = self._clock()

    def hangs(self) -> str | None:
        """What has been silent for longer than the limit, if something is."""
        with self._lock:
            silent = self._since is not None and self._clock() - self._since > self._limit
            return self._doing if silent else None


def watched(mailbox: Mailbox, heartbeat: Heartbeat) -> Mailbox:
    """The mailbox, each of whose steps is a sign of life; waiting is no work, and needs none."""
    return cast("Mailbox", _Watched(mailbox, heartbeat))


class _Watched:
    def __init__(self, mailbox: Mailbox, heartbeat: Heartbeat) -> None:
        self._mailbox = mailbox
        self._heartbeat = heartbeat

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a mailbox has
        found = getattr(self._mailbox, name)
        return found if name in _SILENT or not callable(found) else partial(self._alive, found)

    def beside(self, folder: str) -> Mailbox:
        """The other client's steps are signs of life too."""
        return watched(self._mailbox.beside(folder), self._heartbeat)

    def _alive(self, step: Callable[..., object], *arguments: object, **named: object) -> object:
        """A beat before and after, and for each batch."""
        self._heartbeat.beat()
        done = step(*arguments, **named)
        self._heartbeat.beat()
        return self._each(done) if isinstance(done, Iterator) else done

    def _each(self, batches: Iterator[object]) -> Iterator[object]:
        for batch in batches:
            self._heartbeat.beat()
            yield batch
        self._heartbeat.beat()


class Clock:
    """Notices when the machine's clock is set back: what is due at an instant would then be late by as much."""

    def __init__(
        self, wall: Callable[[], datetime], steady: Callable[[], float] = time.monotonic, tolerance: float = 30.0
    ) -> None:
        self._wall = wall
        self._steady = steady
        self._tolerance = tolerance
        self._ahead = self._difference()

    def was_set_back(self) -> bool:
        """Whether it was, by more than the tolerance (in seconds), since this was last asked."""
        before, self._ahead = self._ahead, self._difference()
        return before - self._ahead > self._tolerance

    def _difference(self) -> float:
        return self._wall().timestamp() - self._steady()
