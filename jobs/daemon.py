"""`run`: polls on schedule and on the server's word, until the notices and their grace are over.

The scheduler's one worker makes the passes, so there is never more than one. The main thread watches: it hears signals,
tells systemd that all is alive, and ends the process when a pass hangs, for nothing else could end that thread.
"""

from __future__ import annotations

import gc
import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobs import configuration, logs, ownership, term, underway
from jobs.errors import BusyError, ConfigurationError, UsageError
from jobs.heartbeat import Clock
from jobs.lock import at_once
from jobs.requests import Requests
from jobs.systemd import notify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobs.settings import Settings
    from jobs.term import Term

log = logs.get()
HANGS = 70
"""Exit status when a pass hangs (sysexits.h, EX_SOFTWARE): the supervisor starts the daemon again."""
TICK = 1.0


def now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


class Daemon:
    """Serves one term after the other: a new one begins whenever the configuration is loaded anew."""

    def __init__(
        self,
        config: Path | None,
        *,
        requests: Requests | None = None,
        clock: Callable[[], datetime] = now,
        leave: Callable[[int], None] = os._exit,
    ) -> None:
        self._config = config
        self._requests = requests or Requests()
        self._clock = clock
        self._steps = Clock(clock)
        self._leave = leave

    def run(self) -> int:
        """Work until the end, or until asked to stop. The exit status.

        Raises:
            ConfigurationError: the configuration can't be used.
            UsageError: another daemon runs on the same archive.
            StoreError, ArchiveError: the store or the archive can't be opened.
        """
        settings = configuration.load(self._config)
        ownership.refuse_root(settings)
        with self._requests.heard():
            try:
                with at_once(settings.archive / "daemon.lock", tries=5):
                    return self._serve(settings)
            except BusyError as exc:
                raise UsageError("another `candidatures run` is at work on this archive") from exc

    def _serve(self, settings: Settings) -> int:
        while (ended := self._term(settings)) is None:
            settings = self._loaded_anew(settings)
        return ended

    def _loaded_anew(self, before: Settings) -> Settings:
        self._requests.reload = False
        gc.collect()  # a term is a web of references: without a word it would stay beside the next one for a while
        try:
            settings = configuration.load(self._config)
        except ConfigurationError as exc:
            log.error("the new configuration can't be used; the old one holds", faults=exc.faults)
            return before
        log.info("configuration loaded anew")
        return settings

    def _term(self, settings: Settings) -> int | None:
        """Serve under one configuration. The exit status, or None to go on under another."""
        with term.opened(settings, requests=self._requests, clock=self._clock) as serving:
            notify("READY=1", f"STATUS={serving.status_line}")
            log.info("running", polls_until=serving.status_line)
            while not serving.is_over:
                self._requests.wait(TICK)
                self._watch(serving)
                self._mind_the_clock()
            notify("RELOADING=1" if self._goes_on(serving) else "STOPPING=1")
            self._wind_up(serving)
            return None if self._goes_on(serving) else serving.exit_code or 0

    def _goes_on(self, serving: Term) -> bool:
        return self._requests.reload and not self._requests.stop and serving.exit_code is None

    def _watch(self, serving: Term) -> None:
        hanging = serving.heartbeat.hangs()
        if hanging:
            log.critical("no sign of life: the process ends itself", doing=hanging)
            with suppress(OSError):  # the end must come whatever can be noted
                underway.hung(serving.settings.archive)
            self._leave(HANGS)
        if serving.is_alive:
            notify("WATCHDOG=1")

    def _mind_the_clock(self) -> None:
        if self._steps.was_set_back():
            log.warning("the clock was set back: everything is scheduled anew")
            self._requests.ask_reload()

    def _wind_up(self, serving: Term) -> None:
        """Give the work under way its time to come to a whole end; then leave, for what is done is kept."""
        until = time.monotonic() + serving.settings.daemon.stop_within
        while not serving.has_rested(0.2):
            self._watch(serving)
            if self._requests.stop and time.monotonic() > until:
                log.warning("stopped in the middle of a pass; the next start takes up the rest")
                self._leave(0)
