"""The daemon's work under one configuration: scheduler, kept connections, passes, the notices' end."""

from __future__ import annotations

import logging
import threading
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from ingest.errors import IngestError
from jobs.care import auditing, metrics, orphans
from jobs.care.status import status
from jobs.config import mailbox_access
from jobs.daemon import notice_end
from jobs.daemon.alerts import Alerts
from jobs.daemon.heartbeat import Heartbeat, watched
from jobs.daemon.idle import IdleListener
from jobs.daemon.letters import LettersTurn
from jobs.daemon.poller import DueMailboxes, Poller, check_store_there
from jobs.daemon.schedule import Schedule
from jobs.daemon.state import SharedState
from jobs.errors import BusyError, JobsError
from jobs.intake.poll import polling
from jobs.notices.differences import in_force
from jobs.notices.lifecycle import begins_at, ends_at
from jobs.people import erasing, retention
from jobs.runtime import logs, memory
from jobs.runtime.workplace import open_workplace
from store.database import work_queue
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from jobs.config.settings import Settings
    from jobs.daemon.signals import SignalRequests
    from jobs.intake.poll.polling import Poll
    from jobs.runtime.workplace import Workplace

log = logs.get()
BUSY_AGAIN = timedelta(seconds=5)
"""When to try again while a poll or re-ingest by hand is under way."""
LETTERS_SECONDS = 60.0
"""How often approved letters are looked for."""
CARE_SECONDS = 60.0
"""How often somebody looks whether all is well, at the latest."""


@contextmanager
def opened(
    settings: Settings, *, requests: SignalRequests, clock: Callable[[], datetime], outdated: str | None = None
) -> Iterator[Service]:
    """Store, archive, mailboxes and scheduler, at work until the block ends.

    `outdated` says why these settings are not those of the file.

    Raises StoreError, ArchiveError: they can't be opened; UnreachableError: the port for the metrics is taken.
    """
    with open_workplace(settings) as place, ExitStack() as stack:
        if place.taken_in:
            log.info("notices taken in: the store had none", notices=list(place.taken_in))
        polling.prepare(place)
        alone = stack.enter_context(place.store.alone())
        work_queue.withdraw(place.store.engine)
        service = Service(place, requests=requests, clock=clock, alone=alone.ensure)
        stack.enter_context(metrics.served(settings.metrics.port, service.status, service.reading_seconds))
        stack.callback(service.close)
        service.start(outdated=outdated)
        yield service


class Service:
    """Serves under one configuration until `is_over`."""

    def __init__(
        self,
        place: Workplace,
        *,
        requests: SignalRequests,
        clock: Callable[[], datetime],
        alone: Callable[[], None] = lambda: None,
    ) -> None:
        self.settings = place.settings
        self.heartbeat = Heartbeat(place.settings.daemon.hangs_after)
        self.exit_code: int | None = None
        self.reading_seconds = metrics.reading_seconds()
        self._place = place
        self._requests = requests
        self._clock = clock
        self._alone = alone
        self._notices = place.notices
        self._begins, self._ends = begins_at(place.in_force), ends_at(place.in_force)
        self._began_after = clock() >= self._ends
        """All was over already when the daemon was started."""
        self._state = SharedState()
        self._at_work = threading.Lock()
        self._closed = False
        self._mailboxes = [watched(mailbox, self.heartbeat) for mailbox in polling.open_mailboxes(place.settings)]
        self._backoffs = DueMailboxes([mailbox.name for mailbox in self._mailboxes], clock)
        self._busy = False
        self._poller = Poller(
            place,
            self._mailboxes,
            backoffs=self._backoffs,
            heartbeat=self.heartbeat,
            stopping=self._stops_here,
            timed=self.reading_seconds.observe,
        )
        self._alerts = Alerts(place.settings, place.store, self._state, clock=clock)
        self._letters = LettersTurn(place, clock=clock, stopping=lambda: requests.is_any, state=self._state)
        self._schedule = self._scheduled()
        self._listeners = [
            IdleListener(mailbox, self._schedule.news) for mailbox in self._mailboxes if place.settings.daemon.idle
        ]

    def start(self, *, outdated: str | None = None) -> None:
        """Begin to work. `outdated`, why these are not the file's settings, is told until another service begins."""
        if self._begins and self._clock() < self._begins:
            log.info("not open yet: polling begins then", begins=self._begins.isoformat())
        if self._began_after and self.settings.letters is None:
            log.info("the notices are over: one pass, then the end", since=self._ends.isoformat())
        self._state.started(self._clock())
        if outdated is not None:
            self._state.trouble("configuration", outdated)
        self._alerts.remember()
        for listener in self._listeners:
            listener.start()
        self._schedule.start()

    def close(self) -> None:
        """Begin nothing more, and let the connections go; what was under way has ended."""
        self._schedule.close()
        for listener in self._listeners:
            listener.close()
        for mailbox in self._mailboxes:
            mailbox.close()
        self._closed = True
        if self._at_work.locked():
            self._at_work.release()

    # --- what the main thread asks ---

    @property
    def status_line(self) -> str:
        """One line for systemd."""
        return f"polls {len(self._mailboxes)} mailboxes until {self._ends.isoformat()}"

    @property
    def is_over(self) -> bool:
        """Whether to leave: asked to, or the end is reached."""
        return self.exit_code is not None or self._requests.is_any

    @property
    def is_alive(self) -> bool:
        """Whether the scheduler still schedules."""
        return self._schedule.is_alive

    def has_rested(self, seconds: float) -> bool:
        """Whether no pass is under way; waits for it for so long. Once it is true no other begins."""
        return self._letters.has_rested(seconds) and self._at_work.acquire(timeout=seconds)

    def status(self) -> status.Status:
        """How things stand, by the daemon's own word."""
        return status.take(self.settings, self._place.store, at=self._clock(), note=self._state.now)

    # --- what the scheduler's workers do ---

    def turn(self, only: str | None = None) -> None:
        """One pass, and the end when it has come. Faults are told and tried again; none ends the daemon.

        `only` one mailbox is looked at where there is news of it alone, until all is over: then every mailbox counts.
        """
        only = None if self._clock() >= self._ends else only
        self._work(lambda: self._passed(only), only)

    def audit(self) -> None:
        """The day's reconciliation, and what the clocks of retention say."""
        self._work(self._audited)
        self._work(self._retained)

    def care(self) -> None:
        """Look whether all is well, and tell who is to be told."""
        self._state.warned(mailbox_access.sign_in_warnings(self.settings))
        self._alerts.look()
        with suppress(StoreError):  # a pass tells of it, and is tried again
            self._noticed_change()

    def _scheduled(self) -> Schedule:
        daemon = self.settings.daemon
        schedule = Schedule(zone=self._place.in_force[0].zone, on_trouble=self._trouble, on_news=self.turn)
        schedule.every(daemon.interval, self.turn, name="poll", first=self._begins)
        schedule.daily(daemon.audit_at, self.audit, name="audit")
        schedule.once(self._ends, self.turn, name="end")
        schedule.every(min(CARE_SECONDS, daemon.interval), self.care, name="care", worker="aside")
        if self._letters.are_sent:
            schedule.every(LETTERS_SECONDS, self._letters.turn, name="letters", worker="letters")
        return schedule

    def _work(self, work: Callable[[], object], only: str | None = None) -> None:
        """Alone, with the connections (or one), and not once all is closed."""
        with self._at_work:
            if not self._closed:
                with self._connections(only), self._faults_told():
                    work()
                self._alerts.remember()

    def _passed(self, only: str | None) -> None:
        self._alone()
        if self._noticed_change():
            return
        done = self._poller.make(only)
        for mailbox, at in self._backoffs.held_back.items():
            self._schedule.retry(mailbox, at - self._clock())
        self._state.polled(done, next_at=self._schedule.next_poll)
        log.log(logging.INFO if done.is_news else logging.DEBUG, "poll made", **done.figures)
        if done.is_news:
            memory.give_back()
        if done.more or done.unfinished:
            self._schedule.again()
        if only is None and not self._requests.is_any:
            self._after(done)

    def _noticed_change(self) -> bool:
        """Whether the notices have changed since: the daemon begins anew with them, which may open it sooner."""
        if self._requests.is_any:  # it ends or begins anew already
            return True
        with self._place.store.peek() as transaction:
            notices = transaction.notices.all()
        if notices == self._notices:
            return False
        if not in_force(notices):
            log.info("every notice is closed: the daemon ends")
            self.exit_code = 0
            self._requests.bell.ring()
            return True
        log.info("the notices have changed in the store: restarted with them")
        self._requests.ask_reload()
        return True

    def _after(self, done: Poll) -> None:
        reached = frozenset(scanned.mailbox for scanned in done.scanned) - done.failing - done.unfinished
        left_out = frozenset(mailbox.name for mailbox in self._mailboxes) - reached
        moment = notice_end.Moment(now=self._clock(), began_after=self._began_after, left_out=left_out)
        ended = notice_end.after(self._place, done, moment, self._audited)
        if ended is not None:
            self.exit_code = ended
            self._requests.bell.ring()

    def _audited(self) -> auditing.Audit:
        with self.heartbeat.during("the audit"):
            audit = auditing.audit(self._place, self._mailboxes, beat=self.heartbeat.beat)
        with self._place.alone_soon():
            orphans.tidy(self._place, audit.unneeded)
        self._state.audited(self._clock(), audit)
        auditing.log_differences(audit)
        return audit

    def _retained(self) -> None:
        """What is kept for a time goes; of what goes soon somebody is told."""
        with self._place.alone_soon():
            erasing.catch_up(self._place)
            done = retention.run(self._place, now=self._clock())
        if done.sentence:
            self._state.trouble("retention", done.sentence)
        else:
            self._state.untroubled("retention")

    def _stops_here(self) -> bool:
        self.heartbeat.beat()
        return self._requests.is_any

    def _trouble(self, sentence: str, *where: str) -> None:
        log.error("the scheduler reports", trouble=sentence, where=where)
        self._state.trouble("scheduler", sentence)

    @contextmanager
    def _connections(self, only: str | None) -> Iterator[None]:
        """The connections are the pass's; afterwards those that work are listened on again."""
        listeners = [listener for listener in self._listeners if only in {None, listener.name}]
        for listener in listeners:
            listener.pause()
        try:
            yield
        finally:
            for listener in listeners if not self.is_over else ():
                if self._state.is_reached(listener.name):
                    listener.listen(heard=self._state.brought(listener.name))

    @contextmanager
    def _store_there(self) -> Iterator[None]:
        try:
            yield
        except StoreError:
            check_store_there(self._place)
            raise

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        try:
            with self._store_there():
                yield
        except BusyError:
            if not self._busy:
                log.info("another command is polling or re-ingesting: the pass waits for it")
            self._busy = True
            self._schedule.again(BUSY_AGAIN)
        except (StoreError, IngestError, JobsError) as exc:
            log.error("the pass failed midway; the next one does the rest", error=str(exc))
            self._state.trouble("pass", str(exc))
        else:
            self._busy = False
            self._state.untroubled("pass")
            self._state.untroubled("scheduler")
