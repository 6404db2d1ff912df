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

from jobs.config import configuration
from jobs.daemon import service
from jobs.daemon.heartbeat import Clock
from jobs.daemon.signals import SignalRequests, notify
from jobs.errors import BusyError, ConfigurationError, UsageError
from jobs.intake.process import in_progress
from jobs.runtime import logs
from jobs.runtime.lock import at_once
from jobs.runtime.workplace import refuse_root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobs.config.settings import Settings
    from jobs.daemon.service import Service

log = logs.get()
HANGS = 70
"""Exit status when a pass hangs (sysexits.h, EX_SOFTWARE): the supervisor starts the daemon again."""
TICK = 1.0


def now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


class Daemon:
    """Serves one configuration after the other: a new one begins whenever the configuration is loaded anew."""

    def __init__(
        self,
        config: Path | None,
        *,
        requests: SignalRequests | None = None,
        clock: Callable[[], datetime] = now,
        leave: Callable[[int], None] = os._exit,
    ) -> None:
        self._config = config
        self._requests = requests or SignalRequests()
        self._clock = clock
        self._steps = Clock(clock)
        self._leave = leave
        self._outdated: str | None = None
        """Why the settings that are served are not those of the file, if they are not."""

    def run(self) -> int:
        """Work until the end, or until asked to stop. The exit status.

        Raises:
            ConfigurationError: the configuration can't be used.
            UsageError: another daemon runs on the same archive.
            StoreError, ArchiveError: the store or the archive can't be opened.
        """
        settings = configuration.load(self._config)
        refuse_root(settings)
        with self._requests.heard():
            try:
                with at_once(settings.archive / "daemon.lock", tries=5):
                    return self._serve(settings)
            except BusyError as exc:
                raise UsageError("another `candidatures run` is at work on this archive") from exc

    def _serve(self, settings: Settings) -> int:
        while (ended := self._serve_under(settings)) is None:
            settings = self._loaded_anew(settings)
        return ended

    def _loaded_anew(self, before: Settings) -> Settings:
        self._requests.reload = False
        gc.collect()  # a service is a web of references: without a word it would stay beside the next one for a while
        try:
            settings = configuration.load(self._config)
        except ConfigurationError as exc:
            log.error("the new configuration can't be used; the old one stays in force", faults=exc.faults)
            self._outdated = self._outdated_by(exc)
            return before
        log.info("configuration reloaded")
        self._outdated = None
        return settings

    def _outdated_by(self, fault: ConfigurationError) -> str:
        since = f"{self._clock().astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        return f"the daemon keeps an older configuration since a reload at {since}: {fault.faults[0]}"

    def _serve_under(self, settings: Settings) -> int | None:
        """Serve under one configuration. The exit status, or None to go on under another."""
        outdated = self._outdated
        with service.opened(settings, requests=self._requests, clock=self._clock, outdated=outdated) as serving:
            notify("READY=1", f"STATUS={serving.status_line}")
            log.info("running", polls_until=serving.status_line)
            while not serving.is_over:
                self._requests.wait(TICK)
                self._watch(serving)
                self._mind_the_clock()
            notify("RELOADING=1" if self._goes_on(serving) else "STOPPING=1")
            self._wind_up(serving)
            return None if self._goes_on(serving) else serving.exit_code or 0

    def _goes_on(self, serving: Service) -> bool:
        return self._requests.reload and not self._requests.stop and serving.exit_code is None

    def _watch(self, serving: Service) -> None:
        hanging = serving.heartbeat.hangs()
        if hanging:
            log.critical("no progress: the process ends itself", doing=hanging)
            with suppress(OSError):  # the end must come whatever can be noted
                in_progress.hung(serving.settings.archive)
            self._leave(HANGS)
        if serving.is_alive:
            notify("WATCHDOG=1")

    def _mind_the_clock(self) -> None:
        if self._steps.was_set_back():
            log.warning("the clock was set back: everything is rescheduled")
            self._requests.ask_reload()

    def _wind_up(self, serving: Service) -> None:
        """Give the work under way its time to come to a whole end; then leave, for what is done is kept."""
        until = time.monotonic() + serving.settings.daemon.stop_within
        while not serving.has_rested(0.2):
            self._watch(serving)
            if self._requests.stop and time.monotonic() > until:
                log.warning("stopped in the middle of a pass; the next start does the rest")
                self._leave(0)
