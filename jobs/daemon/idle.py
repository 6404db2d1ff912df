"""Between two polls: one thread a mailbox listens on its kept connection for new mail (IMAP IDLE).

A connection is used by one thread at a time: the poll pauses the listeners, works, and lets them listen again.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from ingest.errors import IngestError
from jobs.errors import JobsError
from jobs.runtime import logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.mailbox import Mailbox

log = logs.get()
LONG = 24 * 3600.0
"""Seconds to listen for; the next poll on schedule comes long before and ends it."""
SHORT = 1.0
"""A server that speaks again within so many seconds is asked less and less often, so that nothing spins."""
LONGEST_PAUSE = 60.0


def pause_after(short_ones: int) -> float:
    """Seconds to leave a server alone that has spoken so many times in a row at once: 0, ½, 1, 2 … up to a minute."""
    return min(LONGEST_PAUSE, 0.25 * 2**short_ones) if short_ones else 0.0


class IdleListener:
    """Listens to one mailbox while it may; calls `on_news` once, then waits to be let listen again."""

    def __init__(self, mailbox: Mailbox, on_news: Callable[[str], None]) -> None:
        self._mailbox = mailbox
        self._on_news = on_news
        self._client = threading.Lock()
        self._state = threading.Condition()
        self._may = False
        self._closed = False
        self._short_ones = 0
        self._thread = threading.Thread(target=self._live, name=f"ear {mailbox.name}", daemon=True)

    @property
    def name(self) -> str:
        """The mailbox's name."""
        return self._mailbox.name

    def start(self) -> None:
        """Begin the thread; it listens once it is let."""
        self._thread.start()

    def listen(self, *, heard: bool = False) -> None:
        """The connection is free: listen. `heard`: the last news was no false alarm."""
        with self._state:
            self._may = True
            self._short_ones = 0 if heard else self._short_ones
            self._state.notify_all()

    def pause(self) -> None:
        """End listening; when this returns the connection is the caller's until `listen`."""
        with self._state:
            self._may = False
            self._state.notify_all()
        self._mailbox.interrupt()
        with self._client:
            pass

    def close(self) -> None:
        """End the thread."""
        with self._state:
            self._closed = True
            self._state.notify_all()
        self.pause()

    def _live(self) -> None:
        while self._allowed():
            began = time.monotonic()
            with self._client:
                news = self._may and self._listened()
            if news:
                self._short_ones = self._short_ones + 1 if time.monotonic() - began < SHORT else 0
            self._rest(news=news)

    def _allowed(self) -> bool:
        with self._state:
            self._state.wait_for(lambda: self._may or self._closed)
            return not self._closed

    def _listened(self) -> bool:
        """Whether there may be news. Asked twice: the bell of a pause that came too late ends the first at once."""
        try:
            return self._mailbox.wait(LONG) or (self._may and self._mailbox.wait(LONG))
        except (IngestError, JobsError) as exc:
            log.info("the connection ended while listening", mailbox=self._mailbox.name, error=str(exc))
            return True

    def _rest(self, *, news: bool) -> None:
        """Tell, after a pause where the server babbles; then wait to be let listen again."""
        with self._state:
            if news:
                self._state.wait_for(lambda: not self._may or self._closed, timeout=pause_after(self._short_ones))
            told = news and self._may and not self._closed
            self._may = False
        if told:
            self._on_news(self._mailbox.name)
