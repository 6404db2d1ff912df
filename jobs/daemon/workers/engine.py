"""Procrastinate, as workers use it: which task runs when, under which lock; what the dead leave is handed on.

No job is tried again by the engine: what is still to be done stands in the store, where another job is made of it. Two
jobs of one kind would else stand in each other's way.

The one module that imports it beside `store/database/work_queue.py`; it is installed with the extra `workers`.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.worker import Worker
from psycopg import OperationalError

from ingest.errors import IngestError
from jobs.daemon.workers.tasks import StoppingError
from jobs.errors import JobsError
from jobs.runtime import logs
from store.database.engines import connection_string
from store.database.work_queue import READ
from store.errors import StoreError, StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from procrastinate.jobs import Job

    from jobs.config.settings import MailboxSettings
    from jobs.daemon.workers.tasks import Tasks

log = logs.get()
POLL, CARE = "poll", "care"
QUEUES = (POLL, READ, CARE)
"""What a worker may do: take mail in, read it, and all that is done by the clock."""
HEARTBEAT = 5.0
STALLED = 20.0
"""A worker that gave no sign of life for so long is dead: its jobs are for others."""
RESCUED, ASKED = "* * * * * */15", "* * * * * */5"
"""When somebody looks for the jobs of the dead, and for mailboxes that are due: cron(5), seconds last."""
_POLLS, _LETTERS, _CARES = 200, 150, 300
"""Priorities: reading has up to 90, and 100 where a person waits."""


class ServerPlaces:
    """Under which lock a mailbox is polled: its server has so many, each for one connection at a time."""

    def __init__(self, *, per_server: int, mailboxes: Sequence[MailboxSettings]) -> None:
        self._locks: dict[str, str] = {}
        seen: Counter[str] = Counter()
        for one in mailboxes:
            server = urlsplit(one.url).hostname or "of this machine"
            self._locks[one.name] = f"server {server} {seen[server] % per_server}"
            seen[server] += 1

    def lock_of(self, mailbox: str) -> str:
        """The same for a mailbox every time: it is never polled twice at once either."""
        return self._locks.get(mailbox, f"mailbox {mailbox}")


def connector(url: str) -> PsycopgConnector:
    """The engine's own connections to the store's server."""
    own = {"application_name": "candidatures queue"}
    return PsycopgConnector(conninfo=connection_string(url), min_size=1, max_size=8, kwargs=own)


def app_of(url: str, tasks: Tasks, slots: ServerPlaces) -> App:
    """The engine with every task."""
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)  # it logs arguments; what matters we log ourselves
    app = App(connector=connector(url))

    @app.task(name=POLL, queue=POLL, priority=_POLLS)
    def poll(mailbox: str) -> None:
        _done(lambda: tasks.poll(mailbox))

    @app.task(name=READ, queue=READ)
    def read(message: int) -> None:
        _done(lambda: tasks.read(message))

    async def defer(task: Any, what: str, lock: str, **arguments: Any) -> None:  # noqa: ANN401 - the engine's own
        try:
            await task.configure(lock=lock, queueing_lock=what).defer_async(**arguments)
        except AlreadyEnqueued:
            log.debug("waits already", job=what)

    _by_the_clock(app, tasks)

    @app.periodic(cron=ASKED)
    @app.task(name="due", queue=CARE, priority=_CARES, queueing_lock="due")
    async def due(timestamp: int) -> None:
        del timestamp
        with _told():
            mailboxes = await asyncio.to_thread(tasks.due)
            for mailbox in mailboxes:
                await defer(poll, f"poll {mailbox.name}", slots.lock_of(mailbox.name), mailbox=mailbox.name)

    @app.periodic(cron=RESCUED)
    @app.task(name="rescue", queue=CARE, priority=_CARES, queueing_lock="rescue")
    async def rescue(timestamp: int) -> None:
        del timestamp
        with _told():
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
                log.warning("taken from a worker that is gone", job=job.task_name, number=job.id)
                await _hand_on(app, job)

    return app


@asynccontextmanager
async def opened(app: App) -> AsyncIterator[None]:
    """The engine's connections are there for as long as the block lasts.

    Raises StoreUnreachable: the server gave none in half a minute.
    """
    try:
        await app.open_async()
    except (OperationalError, ConnectorException) as exc:
        raise StoreUnreachable(f"the queue can't be reached: {exc}") from exc
    try:
        yield
    finally:
        await app.close_async()


async def _hand_on(app: App, job: Job) -> None:
    """For another worker, at once; nothing where the same job waits for one already."""
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)


def _done(work: Callable[[], object]) -> None:
    """Do it; what breaks off for a reason that we know is told."""
    with _told():
        work()


@contextmanager
def _told() -> Iterator[None]:
    """End a job that broke off for a known reason as done: the store keeps the work that is left."""
    try:
        yield
    except StoppingError:
        log.info("a job was not begun: the worker stops")
    except (StoreError, IngestError, JobsError, ConnectorException) as exc:
        log.error("a job broke off; it is done again", error=str(exc).strip())
    except Exception as exc:
        log.error("a job failed for good", error=logs.place_of(exc))  # the engine, which marks it so, is not heard
        raise


def _by_the_clock(app: App, tasks: Tasks) -> None:
    """What the daemon's scheduler does beside polling: once for all workers."""

    def each_minute(name: str, work: Callable[[], object], priority: int) -> None:
        def task(timestamp: int) -> None:
            del timestamp
            _done(work)

        made = app.task(name=name, queue=CARE, priority=priority, queueing_lock=name, lock=name)(task)
        app.periodic(cron="* * * * *")(made)

    @app.task(name="audit", queue=CARE, queueing_lock="audit", lock="audit")
    def audit() -> None:
        _done(tasks.audit)
        _done(tasks.retention)

    def care() -> None:
        tasks.care()
        if tasks.audit_is_due():
            with suppress(AlreadyEnqueued):  # yesterday's has not been begun yet
                audit.defer()

    each_minute("letters", tasks.letters, _LETTERS)
    each_minute("tidy", tasks.tidy, _CARES)
    each_minute("care", care, _CARES)


def shares(app: App, name: str, queues: Sequence[str], *, reading: int, beside: int) -> list[Worker]:
    """The engine's workers of this process: one reads, one does all that must not wait for it."""
    reads, others = [queue for queue in queues if queue == READ], [queue for queue in queues if queue != READ]
    return [
        Worker(
            app=app,
            queues=some,
            name=name,
            concurrency=concurrency,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED,
        )
        for some, concurrency in ((reads, reading), (others, beside))
        if some
    ]


async def give_back(app: App, workers: Sequence[Worker]) -> None:
    """What is under way here is for others: at once, or, where the queue is gone, when this worker is missed."""
    mine = {worker.worker_id for worker in workers}
    try:
        for job in await app.job_manager.list_jobs_async(status="doing"):
            if job.worker_id in mine:
                await _hand_on(app, job)
    except (OperationalError, ConnectorException) as exc:
        log.warning("stopped in the middle of a job: others take it when this worker is missed", error=str(exc).strip())
    else:
        log.warning("stopped in the middle of a job: it is given back")
