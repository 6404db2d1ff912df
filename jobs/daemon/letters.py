"""The daemon's letters: what is approved goes out, and receipts are acknowledged where the configuration says so."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ingest.errors import IngestError
from jobs.errors import JobsError
from jobs.outgoing.letters import automatic, ways
from jobs.outgoing.letters.outcome import Ending
from jobs.runtime import logs
from store.errors import StoreError, StoreLocked

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jobs.daemon.state import SharedState
    from jobs.runtime.workplace import Workplace

log = logs.get()
TROUBLE = "letters"


class LettersTurn:
    """Sends, a round at a time, on a worker of its own."""

    def __init__(
        self, place: Workplace, *, clock: Callable[[], datetime], stopping: Callable[[], bool], state: SharedState
    ) -> None:
        self._place = place
        self._clock = clock
        self._stopping = stopping
        self._state = state
        self._at_work = threading.Lock()
        self._ended = False
        self._not_before: datetime | None = None
        """When a server that wanted to be left alone may be asked again."""
        self.are_sent = ways.way_of(place.settings) is not None
        """Whether the configuration has the program send letters."""

    def turn(self) -> None:
        """One round. Faults are told and tried again; none ends the daemon."""
        with self._at_work:
            if self._ended or self._stopping():
                return
            try:
                self._round()
            except StoreLocked:
                log.debug("somebody else sends letters")
            except (StoreError, IngestError, JobsError) as exc:
                log.error("letters wait", error=str(exc))
                self._state.trouble(TROUBLE, f"letters can't be sent: {exc}")
            else:
                self._state.untroubled(TROUBLE)

    def _round(self) -> None:
        automatic.acknowledge(self._place, self._clock())
        automatic.remind(self._place, self._clock())
        if self._not_before is not None and self._clock() < self._not_before:
            return
        sender = ways.sender_of(self._place.settings, self._place.store, clock=self._clock, stopping=self._stopping)
        done = sender.round()
        self._not_before = done.next_at
        if done.endings:
            log.info("letters sent", **{ending.value: done.count(ending) for ending in Ending})

    def has_rested(self, seconds: float) -> bool:
        """Whether no letter is under way; waits for it for so long. Once it is true none begins."""
        if self._ended:
            return True
        if not self._at_work.acquire(timeout=seconds):
            return False
        self._ended = True
        self._at_work.release()
        return True
