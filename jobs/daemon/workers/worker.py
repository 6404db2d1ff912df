"""One worker: a process that takes its turn in the queue until it is asked to stop, or loses the store.

Two of the engine's own workers run in it: one reads, the other does all that must not wait for reading.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from jobs.care import metrics
from jobs.care.status import status
from jobs.config import configuration
from jobs.config.secrets import store_url
from jobs.daemon.signals import notify
from jobs.daemon.workers.tasks import Tasks
from jobs.errors import UnreachableError
from jobs.runtime import logs
from jobs.runtime.workplace import open_workplace
from store.database import work_queue
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from procrastinate.worker import Worker as EngineWorker
    from prometheus_client import Histogram

    from jobs.runtime.workplace import Workplace

log = logs.get()
BESIDE = 4
"""So many jobs other than reading at a time."""
GONE = 3
"""Exit status when the store is lost: the supervisor starts the worker again."""
ALIVE = 5.0
"""Seconds between two looks whether the worker still holds the store."""


@contextmanager
def _measured(place: Workplace, reading: Histogram) -> Iterator[None]:
    """Answers Prometheus, unless another worker of this machine does."""
    with ExitStack() as stack:
        try:
            port = place.settings.metrics.port
            stack.enter_context(metrics.served(port, lambda: status.take(place.settings, place.store), reading))
        except UnreachableError as exc:
            log.warning("no figures for Prometheus from this worker", why=str(exc))
        yield


class QueueWorker:
    """Works until SIGTERM or SIGINT."""

    def __init__(
        self,
        config: Path | None,
        *,
        name: str | None = None,
        queues: Sequence[str] = (),
        leave: Callable[[int], None] = os._exit,
    ) -> None:
        self._config = config
        self._leave = leave  # a job in a thread may wait for a server that is gone
        self._name = name or socket.gethostname()
        self._queues = queues
        self._stopping = False

    def run(self) -> int:
        """The exit status: 0 asked to stop, 3 the store is lost.

        Raises:
            ConfigurationError, UsageError: it can't be used so.
            StoreError, ArchiveError: store or archive can't be opened, or a daemon has them.
        """
        settings = configuration.load(self._config)
        with open_workplace(settings) as place:
            work_queue.check_possible(place.store.engine)
            reading = metrics.reading_seconds()
            with place.store.shared(self._name, socket.gethostname()) as held, _measured(place, reading):
                work_queue.install(place.store.engine)
                tasks = Tasks(place, worker=self._name, stopping=lambda: self._stopping, timed=reading.observe)
                tasks.begin()
                asyncio.run(self._serve(place, tasks, held.ensure))
                tasks.end()
        return 0

    async def _serve(self, place: Workplace, tasks: Tasks, ensure: Callable[[], None]) -> None:
        from jobs.daemon.workers import engine  # noqa: PLC0415 - optional: with the extra `workers`

        settings, reading = place.settings, place.pool.workers
        slots = engine.ServerPlaces(per_server=settings.workers.per_server, mailboxes=settings.mailboxes)
        app = engine.app_of(store_url(settings), tasks, slots)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._unheard)
        loop.set_default_executor(ThreadPoolExecutor(reading + 2 * BESIDE))
        async with engine.opened(app):
            shares = engine.shares(app, self._name, self._queues or engine.QUEUES, reading=reading, beside=BESIDE)
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, self._stop, shares)
            notify("READY=1")
            log.info("working", worker=self._name, queues=self._queues or engine.QUEUES)
            running = [asyncio.create_task(share.run()) for share in shares]
            held = asyncio.create_task(self._hold(ensure))
            await asyncio.wait([*running, held], return_when=asyncio.FIRST_COMPLETED)
            if not self._stopping:
                log.critical("the store is lost: the worker ends itself")
                self._leave(GONE)
            self._stop(shares)
            notify("STOPPING=1")
            _, late = await asyncio.wait(running, timeout=settings.daemon.stop_within)
            held.cancel()
            if late:
                await engine.give_back(app, shares)
                tasks.end()
                self._leave(0)

    def _unheard(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The engine could not write down how a job ended: nobody would take it from a worker that lives."""
        log.critical("the queue is lost: the worker ends itself", error=type(context.get("exception")).__name__)
        if not self._stopping:
            self._leave(GONE)

    async def _hold(self, ensure: Callable[[], None]) -> None:
        """Ends when the store is no longer ours."""
        while not self._stopping:
            await asyncio.sleep(ALIVE)
            try:
                await asyncio.to_thread(ensure)
                notify("WATCHDOG=1")
            except StoreError as exc:
                log.error("the store can't be held", error=str(exc))
                return

    def _stop(self, shares: Sequence[EngineWorker]) -> None:
        """Begin nothing more; what is under way comes to a whole end, or is given back."""
        self._stopping = True
        for share in shares:
            share.stop()
