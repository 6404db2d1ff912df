"""What a worker does when its turn comes: the same passes as the daemon's, one mailbox or one message at a time."""

from __future__ import annotations

import json
import random
import threading
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ingest.backoff import BackOff
from jobs.care import auditing, orphans
from jobs.config import mailbox_access
from jobs.daemon import notice_end
from jobs.daemon.alerts import Alerts
from jobs.daemon.letters import TROUBLE, LettersTurn
from jobs.daemon.state import SharedState
from jobs.errors import BusyError
from jobs.intake.poll import polling
from jobs.intake.poll.polling import Poll
from jobs.intake.process import forgotten_originals, in_progress
from jobs.intake.process.in_progress import InProgress
from jobs.intake.process.processing import Processing
from jobs.notices.lifecycle import over_at
from jobs.people import erasing, retention
from jobs.runtime import logs
from jobs.runtime.daemon_state import KEY, DaemonState
from store.database.codec import decode, encode
from store.ledger.mailbox_health import lock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.errors import MailboxError
    from jobs.config.settings import MailboxSettings
    from jobs.runtime.workplace import Workplace
    from store.ledger.mailbox_health import Health, MailboxHealth

log = logs.get()
AUDITED = "audit begun"
"""Under this name the store keeps the day on which an audit was begun last."""


FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)
"""Before a message that could not be read is tried again: twice as long each time."""
PATIENCE = 1.0
"""Seconds that originals which leave wait for polls under way; the nightly audit waits as long as it takes."""
DUE = "due "
"""Before a mailbox's name: where the store keeps it."""


class StoppingError(BusyError):
    """The worker is to stop before it could begin."""


def _now() -> datetime:
    return datetime.now(UTC)


class Tasks:
    """The work of one process. Safe to share among threads: each job has its own view of the notices."""

    def __init__(
        self,
        place: Workplace,
        *,
        worker: str,
        stopping: Callable[[], bool],
        clock: Callable[[], datetime] = _now,
        timed: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._place = place
        self._timed = timed
        """Told the seconds that each reading took."""
        self._stopping = stopping
        self._clock = clock
        self._renewing = threading.Lock()
        self._reading = InProgress(place.store, place.archive.folder, worker)
        self._worker = worker

    def begin(self) -> None:
        """Before the first job: what an earlier process of this name left, and what its death says of it."""
        polling.take_up(self._place)
        self._catch_up()
        self._reading.recover()
        self._change_note(lambda note: note if note.started_at else replace(note, started_at=self._clock()))

    def end(self) -> None:
        """The process leaves of its own will."""
        in_progress.stopped(self._place.store, self._worker)

    def due(self) -> list[MailboxSettings]:
        """The mailboxes that are to be polled now, in the order of the configuration."""
        place, now = self._view(), self._clock()
        begun = [notice for notice in place.in_force if notice.opens_at is None or notice.opens_at <= now]
        if not begun:
            return []
        with place.store.peek() as transaction:
            polls = {one: _read(kept) for one, kept in transaction.health.beginning(DUE).items()}
        return [one for one in place.settings.mailboxes if polls.get(one.name, BackOff()).due(now)]

    def poll(self, mailbox: str) -> None:
        """Take in what is new in one mailbox; a fault of the mailbox is noted, and says when it is tried again.

        What was cut short is due still.
        """
        with self._at_work() as place, place.store.taking_in(stopping=self._stopping) as held:
            configured = next((one for one in place.settings.mailboxes if one.name == mailbox), None)
            with place.store.peek() as transaction:
                due = next_poll(transaction.health, mailbox)
            if not held or configured is None or not due.due(self._clock()):
                return  # it left the configuration, another worker has just been there, or this one stops
            polling.prepare(place)
            with closing(polling.opened(place.settings, configured)) as opened:
                scanned = polling.scan(place, [opened], stopping=self._stopping)
            for one in scanned:
                pause = 0 if one.unfinished else place.settings.daemon.interval
                after = after_poll(due, one.fault, self._clock(), pause)
                with place.store.begin(of=[lock_of(mailbox)]) as transaction:
                    keep_next_poll(transaction.health, mailbox, after)
                if one.fault is not None:
                    log.warning("mailbox not polled", mailbox=mailbox, error=str(one.fault))
                elif one.seen:
                    log.info("mailbox polled", mailbox=mailbox, seen=one.seen)

    def read(self, message: int) -> None:
        """Read one message, if it still waits; what is to be tried again, or by another worker, has another job."""
        with self._at_work() as place:
            done = Processing(place, timed=self._timed).one(message, self._reading, stopping=self._stopping)
            if (done is not None and done.state == "archived") or (done is None and self._stopping()):
                self._again(place, message)

    def _again(self, place: Workplace, message: int) -> None:
        with place.store.begin() as transaction:
            tried = transaction.ledger.message(message).attempts
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**tried) if tried else timedelta()
            transaction.queue.defer(message, pause)

    def letters(self) -> None:
        """What is approved goes out; one sender at a time."""
        state = SharedState(self._note())
        turn = LettersTurn(self._view(), clock=self._clock, stopping=self._stopping, state=state)
        if turn.are_sent:
            turn.turn()
            self._tell(TROUBLE, state.now.troubles.get(TROUBLE))

    def tidy(self) -> None:
        """What is for one alone: jobs of messages that have none, originals that leave, erasures taken up.

        Reading is held up for an erasure only: whoever waits to be alone lets none begin, and one may take minutes.
        """
        with self._place.store.begin() as transaction:
            forgotten = transaction.queue.defer_forgotten()
        if forgotten:
            log.info("messages that waited without a job have one", messages=forgotten)
        self._catch_up()
        if forgotten_originals.are_noted(self._place):
            with self._at_work() as place, place.store.taking_in(alone=True, patience=PATIENCE) as held:
                if held:
                    forgotten_originals.carry_out(place)

    def _catch_up(self) -> None:
        """Erasures that the store does not know yet."""
        if erasing.is_behind(self._place):
            with self._at_work(alone=True) as place:
                erasing.catch_up(place)

    def care(self) -> None:
        """Look whether all is well, tell who is to be told, and close what is over."""
        place = self._view()
        warnings = mailbox_access.sign_in_warnings(place.settings)
        names = [one.name for one in place.settings.mailboxes]
        with place.store.peek() as transaction:
            health = {one.name: one for one in transaction.health.all()}
            waiting = transaction.ledger.waiting()
        failing = frozenset(name for name in names if name in health and health[name].failures)
        note = self._change_note(lambda note: replace(note, warnings=warnings, polls=1, unreached=failing))
        Alerts(place.settings, place.store, SharedState(note), clock=self._clock).look()
        if place.in_force and health.keys() >= {*names}:  # else nobody has looked everywhere yet
            self._close_what_is_over(place, waiting, failing, list(health.values()))

    def _close_what_is_over(
        self, place: Workplace, waiting: int, failing: frozenset[str], health: Sequence[MailboxHealth]
    ) -> None:
        """The closing reports, once every mailbox was polled after the end, or a day went by in vain."""
        now = self._clock()
        ends = [at for notice in place.in_force if (at := over_at(notice)) <= now]
        before = {
            one.name for one in health if ends and (one.last_success_at is None or one.last_success_at < max(ends))
        }
        moment = notice_end.Moment(now=now, began_after=False, left_out=failing | before)
        notice_end.after(place, Poll(scanned=(), processed=(), more=waiting > 0), moment, self.audit)

    def audit_is_due(self) -> bool:
        """Whether the day's audit is to be begun; asked once, it is not any more."""
        place = self._view()
        now = self._clock().astimezone(place.in_force[0].zone if place.in_force else UTC)
        if now.time() < place.settings.daemon.audit_at:
            return False
        with place.store.begin() as transaction:
            if transaction.health.get(AUDITED) == now.date().isoformat():
                return False
            transaction.health.put(AUDITED, now.date().isoformat())
        return True

    def audit(self) -> auditing.Audit:
        """The reconciliation of mailboxes, archive and store; what is unneeded goes when nobody else is at work."""
        place = self._view()
        mailboxes = polling.open_mailboxes(place.settings)
        try:
            audit = auditing.audit(place, mailboxes)
        finally:
            for mailbox in mailboxes:
                mailbox.close()
        with self._at_work(alone=True) as place:
            forgotten_originals.carry_out(place)
            orphans.tidy(place, audit.unneeded)
        at = self._clock()
        self._change_note(lambda note: replace(note, audited_at=at, differences=len(audit.differences)))
        auditing.log_differences(audit)
        return audit

    def retention(self) -> None:
        """What is kept for a time goes; of what goes soon somebody is told."""
        with self._at_work(alone=True) as place:
            done = retention.run(place, now=self._clock())
        self._tell("retention", done.sentence)

    @contextmanager
    def _at_work(self, *, alone: bool = False) -> Iterator[Workplace]:
        """Beside other workers, or alone; with the notices as the store has them."""
        with self._place.store.working(alone=alone, stopping=self._stopping) as held:
            if not held:
                raise StoppingError("the worker stops")
            yield self._view()

    def _view(self) -> Workplace:
        """The workplace for one job: another job's notices may be newer."""
        with self._renewing:
            self._place.renew()
            return replace(self._place)

    def _note(self) -> DaemonState:
        with self._place.store.peek() as transaction:
            return DaemonState.from_json(transaction.health.get(KEY))

    def _tell(self, key: str, trouble: str | None) -> None:
        """Of the troubles in the note that workers share this one, or that it is over; others tell theirs."""
        told = {key: trouble} if trouble else {}
        self._change_note(
            lambda note: replace(note, troubles={one: why for one, why in note.troubles.items() if one != key} | told)
        )

    def _change_note(self, change: Callable[[DaemonState], DaemonState]) -> DaemonState:
        """The note that workers share: changed in one transaction."""
        with self._place.store.begin() as transaction:
            note = change(DaemonState.from_json(transaction.health.get(KEY)))
            transaction.health.put(KEY, note.to_json())
        return note


def next_poll(health: Health, mailbox: str) -> BackOff:
    """How a mailbox's polls have gone, and when the next is due: as the store has it."""
    return _read(health.get(DUE + mailbox) or "{}")


def keep_next_poll(health: Health, mailbox: str, due: BackOff) -> None:
    """In the store, for whichever worker polls the mailbox next."""
    health.put(DUE + mailbox, json.dumps(encode(due)))


def after_poll(before: BackOff, fault: MailboxError | None, now: datetime, interval: float) -> BackOff:
    """When the next poll is due: in an interval, or as the backoff says."""
    if fault is None:
        return BackOff(not_before=now + timedelta(seconds=interval))
    return before.failed(fault, now, random.random())  # noqa: S311 - dice, no secret


def _read(kept: str) -> BackOff:
    return decode(BackOff, json.loads(kept))
