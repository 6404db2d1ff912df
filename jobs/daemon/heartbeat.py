"""Signs of life of the work under way, so that one that hangs is noticed and ended."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from ingest.junk_folder import JunkFolder
    from ingest.mailbox import FolderStatus, Mailbox
    from parsers.values.sightings import Recorded, Sighting


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


class Watched:
    """A `Mailbox` each of whose steps is a sign of life."""

    def __init__(self, mailbox: Mailbox, heartbeat: Heartbeat) -> None:
        self._mailbox = mailbox
        self._heartbeat = heartbeat

    @property
    def name(self) -> str:
        """The mailbox's name in the configuration."""
        return self._mailbox.name

    @property
    def folder(self) -> str:
        """The folder's name."""
        return self._mailbox.folder

    @property
    def unanswered(self) -> frozenset[int]:
        """As the mailbox says."""
        return self._mailbox.unanswered

    @property
    def is_junk(self) -> bool:
        """As the mailbox says."""
        return self._mailbox.is_junk

    def connect(self) -> FolderStatus:
        """Connect, and be alive."""
        self._heartbeat.beat()
        status = self._mailbox.connect()
        self._heartbeat.beat()
        return status

    def scan(self, recorded: Recorded, limit: int | None = None) -> Iterator[tuple[Sighting, ...]]:
        """A beat for each batch."""
        for batch in self._mailbox.scan(recorded, limit):
            self._heartbeat.beat()
            yield batch
        self._heartbeat.beat()

    def look(self, uids: Sequence[int]) -> tuple[Sighting, ...]:
        """A beat before and after."""
        self._heartbeat.beat()
        seen = self._mailbox.look(uids)
        self._heartbeat.beat()
        return seen

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """A beat for each message."""
        for found in self._mailbox.fetch(uids):
            self._heartbeat.beat()
            yield found

    def search(self, recorded: Recorded | None = None) -> frozenset[int]:
        """A beat before and after."""
        self._heartbeat.beat()
        found = self._mailbox.search(recorded)
        self._heartbeat.beat()
        return found

    def junk(self) -> JunkFolder | None:
        """A beat before and after."""
        self._heartbeat.beat()
        found = self._mailbox.junk()
        self._heartbeat.beat()
        return found

    def beside(self, folder: str) -> Watched:
        """The other client's steps are signs of life too."""
        return Watched(self._mailbox.beside(folder), self._heartbeat)

    def wait(self, seconds: float) -> bool:
        """Waiting is no work: it needs no sign of life."""
        return self._mailbox.wait(seconds)

    def interrupt(self) -> None:
        """End a wait."""
        self._mailbox.interrupt()

    def close(self) -> None:
        """Log out."""
        self._mailbox.close()


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
