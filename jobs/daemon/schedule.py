"""The scheduler: what is to be done when, by one worker; and what APScheduler reports of it.

APScheduler's defaults lose runs (a second late is "missed") and read times in the machine's zone; both are set here.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED, JobEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from jobs.runtime import logs

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time
    from zoneinfo import ZoneInfo

log = logs.get()
SOONEST = timedelta(seconds=1)
WORKERS = ("default", "aside", "letters")
"""One each for polls and audits, for looking after all, and for letters: a slow server holds up its own alone."""
NEWS_WAITING = 2
"""One that is under way, and one that waits because more came meanwhile."""


class Schedule:
    """Runs jobs one at a time; those of another worker beside them, so that a long poll does not hold them up."""

    def __init__(
        self, *, zone: ZoneInfo, on_trouble: Callable[..., None], on_news: Callable[[str | None], None]
    ) -> None:
        self._zone = zone
        self._on_trouble = on_trouble
        self._on_news = on_news
        self._scheduler = BackgroundScheduler(
            timezone=zone,
            executors={name: ThreadPoolExecutor(1) for name in WORKERS},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # what it has to say comes by the listener
        self._scheduler.add_listener(self._report, EVENT_JOB_ERROR | EVENT_JOB_MAX_INSTANCES | EVENT_JOB_MISSED)

    def every(
        self,
        seconds: float,
        job: Callable[[], None],
        *,
        name: str,
        first: datetime | None = None,
        worker: str = "default",
    ) -> None:
        """Do it at once (or at `first`), then every so many seconds, by one of `WORKERS`."""
        now = datetime.now(self._zone)
        begins = max(now, first) if first else now
        self._scheduler.add_job(
            job,
            IntervalTrigger(seconds=max(1, round(seconds)), timezone=self._zone, start_date=begins),
            id=name,
            next_run_time=begins,
            executor=worker,
        )

    def daily(self, at: time, job: Callable[[], None], *, name: str) -> None:
        """Do it every day at that time of the zone."""
        trigger = CronTrigger(hour=at.hour, minute=at.minute, second=at.second, timezone=self._zone)
        self._scheduler.add_job(job, trigger, id=name)

    def once(self, at: datetime, job: Callable[[], None], *, name: str) -> None:
        """Do it at that instant; nothing when it is past."""
        if at > datetime.now(self._zone):
            self._scheduler.add_job(job, DateTrigger(run_date=at, timezone=self._zone), id=name)

    def news(self, whose: str) -> None:
        """A mailbox may have new mail: poll that one at once, after what is under way."""
        self._now(f"news of {whose}", whose)

    def retry(self, whose: str, after: timedelta) -> None:
        """Poll a mailbox that failed, after that time, whenever the next poll of all is; in a second at the soonest."""
        self._now(f"retry of {whose}", whose, datetime.now(self._zone) + max(after, SOONEST))

    def again(self, after: timedelta | None = None) -> None:
        """Poll once more, at once or after that time, beside what is scheduled."""
        self._now("again", None, datetime.now(self._zone) + after if after else None)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def close(self) -> None:
        """Begin nothing more; what is under way is waited for by whoever began it."""
        self._scheduler.remove_all_jobs()  # its thread looks for due ones once more after its workers are gone
        self._scheduler.shutdown(wait=False)

    @property
    def is_alive(self) -> bool:
        """Whether the scheduler's thread still runs."""
        thread = self._scheduler._thread  # noqa: SLF001 - it has no word of its own for it
        return thread is not None and thread.is_alive()

    @property
    def next_poll(self) -> datetime | None:
        """When the next poll on schedule is due."""
        job = self._scheduler.get_job("poll")
        return job.next_run_time if job else None

    def _now(self, name: str, whose: str | None, at: datetime | None = None) -> None:
        self._scheduler.add_job(
            self._on_news,
            DateTrigger(run_date=at or datetime.now(self._zone), timezone=self._zone),
            args=(whose,),
            id=name,
            replace_existing=True,
            max_instances=NEWS_WAITING,
        )

    def _report(self, event: JobEvent) -> None:
        if event.code == EVENT_JOB_ERROR:
            where = (event.traceback or "").strip().splitlines()[-2:-1]
            self._on_trouble(f"{event.job_id} raised {type(event.exception).__name__}: {event.exception}", *where)
        elif event.code == EVENT_JOB_MISSED:
            self._on_trouble(f"{event.job_id} was missed at {event.scheduled_run_time}")
        elif event.job_id == "poll":
            log.warning("a poll takes longer than the interval between two")  # overdue mailboxes are told as such
