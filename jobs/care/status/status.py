"""How things stand, for whoever asks: `status`, the metrics, the alerts. Figures only, no candidate's data."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobs.care.status.conditions import Condition, MailboxStatus, conditions, letters_conditions
from jobs.intake.poll.junk_count import junk_status
from jobs.notices.differences import differences, in_force, of_file
from jobs.notices.lifecycle import Phase, ends_at, over_at, phase
from jobs.notices.rejudging import HELD
from jobs.runtime.daemon_state import KEY, UNDELIVERED, DaemonState
from jobs.runtime.lock import is_held
from jobs.runtime.workplace import has_own_worker
from jobs.sandbox.confinement import unconfined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from jobs.config.settings import Settings
    from store.database.work_queue import QueueFigures
    from store.ledger.mailbox_health import MailboxHealth
    from store.ledger.withheld import Withheld
    from store.store import Store
    from store.values import Notice


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeStatus:
    """Where a notice stands."""

    slug: str
    phase: Phase
    closes_at: datetime
    """The first instant that is too late."""
    over_at: datetime
    days_left: float
    """Until the cutoff; negative after it."""
    applications: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """How things stand at one moment."""

    at: datetime
    running: bool
    """A daemon is at work, or workers are."""
    note: DaemonState
    notices: tuple[NoticeStatus, ...]
    mailboxes: tuple[MailboxStatus, ...]
    waiting: int
    """Messages that wait to be read."""
    failed: int
    unreadable: int
    near_misses: int
    disk_free: int
    """Bytes, where there is less: at the store or at the archive."""
    dispositions: dict[str, int]
    conditions: tuple[Condition, ...] = ()
    oldest_waiting_at: datetime | None = None
    """When the message that waits longest to be read arrived."""
    later_mails: int = 0
    """Later mails that change nothing until a person accepts them."""
    over: bool = False
    """No notice takes mail in any more: nothing is polled."""
    queue: QueueFigures | None = None
    """Of workers that share the store; None where one daemon has it."""
    undelivered: frozenset[str] = frozenset()
    """Notices whose closing report could not be delivered."""

    @property
    def well(self) -> bool:
        """Nothing needs a person."""
        return not self.conditions


def take(
    settings: Settings,
    store: Store,
    *,
    at: datetime | None = None,
    note: DaemonState | None = None,
    key_fault: str | None = None,
) -> Status:
    """The status now. `note` is the daemon's own; from outside it is read from the store.

    `key_fault` is what is the matter with the key of encryption at rest, for whoever has not opened the archive by it.

    Raises StoreError: the store can't be read.
    """
    at = at or datetime.now(UTC)
    with store.peek() as transaction:
        overview = transaction.views.overview()
        kept = transaction.notices.all()
        counts = {slug: applications for slug, (_, applications) in transaction.notices.counts().items()}
        note = note or DaemonState.from_json(transaction.health.get(KEY))
        held = transaction.health.get(HELD)
        queue = transaction.queue.figures()
        oldest, later_mails = transaction.ledger.oldest_pending(), transaction.applications.later_mails()
        silent = [one for one in transaction.withheld.all() if not one.settled]
        junk = {one.name: junk_status(transaction.health, one) for one in settings.mailboxes}
        letters = letters_conditions(
            settings, transaction.letters, kept, at, reports=len(transaction.answers.waiting())
        )
        undelivered = {notice.slug: transaction.health.get(UNDELIVERED + notice.slug) for notice in kept}
    running = _has_daemon(settings) or bool(queue and queue.workers)
    health = {one.name: one for one in overview.mailboxes}
    mailboxes = tuple(
        replace(
            _mailbox(one.name, health.get(one.name), note, [mail for mail in silent if mail.mailbox == one.name]),
            junk=junk[one.name],
        )
        for one in settings.mailboxes
    )
    free = disk_free(settings)
    notices = kept or of_file(settings)
    return Status(
        at=at,
        running=running,
        note=note,
        notices=tuple(_notice(notice, at, counts.get(notice.slug, 0)) for notice in notices),
        mailboxes=mailboxes,
        waiting=overview.message_states.get("archived", 0),
        failed=overview.message_states.get("failed", 0),
        unreadable=overview.unreadable,
        near_misses=overview.near_misses,
        oldest_waiting_at=oldest,
        later_mails=later_mails,
        over=_is_over(notices, at),
        queue=queue,
        undelivered=frozenset(slug for slug, why in undelivered.items() if why is not None),
        disk_free=free,
        dispositions=overview.dispositions,
        conditions=(
            *_of_machine(settings, key_fault),
            *conditions(
                mailboxes,
                failed=overview.message_states.get("failed", 0),
                differences=note.differences,
                troubles=note.troubles,
                free=free,
                limits=settings.alerts,
                interval=settings.daemon.interval,
                since=note.started_at,
                stopped=note.started_at is not None and not running,
                now=None if _is_over(notices, at) else at,
                unapplied=differences(of_file(settings), kept) if kept else (),
            ),
            *_of_store(held, queue, undelivered),
            *letters,
        ),
    )


def _of_machine(settings: Settings, key_fault: str | None) -> Iterator[Condition]:
    if key_fault is not None:
        yield Condition(key="encryption", sentence=key_fault)
    if walls := unconfined(weak=settings.limits.of_a_worker.weak):
        yield Condition(key="confinement", sentence=walls)


def _of_store(
    held: str | None, queue: QueueFigures | None, undelivered: Mapping[str, str | None]
) -> Iterator[Condition]:
    """A change that waits for a person, jobs that ended as nobody expected (a worker of another version, say), closing
    reports that nobody got: alerts tell of these by every way there is.
    """
    if held is not None:
        yield Condition(key="change", sentence=f"{held}: candidatures reingest --all --yes, or mend the notices")
    if queue is not None and queue.failed:
        sentence = f"{queue.failed} jobs of the queue failed for good: see the workers' log"
        yield Condition(key="queue", sentence=sentence)
    for slug, why in undelivered.items():
        if why is not None:
            said = f"the closing report of {slug} could not be delivered: {why.partition(' ')[2]}; tried again"
            yield Condition(key=f"report {slug}", sentence=said)


def _is_over(notices: Sequence[Notice], at: datetime) -> bool:
    waiting = in_force(notices)
    return not waiting or at >= ends_at(waiting)


def _notice(notice: Notice, at: datetime, applications: int) -> NoticeStatus:
    return NoticeStatus(
        slug=notice.slug,
        phase=phase(notice, at),
        closes_at=notice.closes_at.astimezone(notice.zone),
        over_at=over_at(notice),
        days_left=(notice.closes_at - at).total_seconds() / 86400,
        applications=applications,
    )


def _mailbox(name: str, health: MailboxHealth | None, note: DaemonState, withheld: Sequence[Withheld]) -> MailboxStatus:
    return MailboxStatus(
        name=name,
        last_success_at=health.last_success_at if health else None,
        last_attempt_at=health.last_attempt_at if health else None,
        failures=health.failures if health else 0,
        failing_since=health.failing_since if health else None,
        last_error=health.last_error if health else None,
        unanswered=sum(one.kind == "nothing" for one in withheld),
        withheld=len(withheld),
        refused=bool(health and health.refused),
        warning=note.warnings.get(name),
    )


def is_running(settings: Settings) -> bool:
    """Whether a daemon is at work on this archive, or a worker of this machine's is on the store."""
    return _has_daemon(settings) or has_own_worker(settings)


def _has_daemon(settings: Settings) -> bool:
    return is_held(settings.archive / "daemon.lock")


def disk_free(settings: Settings) -> int:
    """Bytes that are free where the store and the archive stand: the smaller number."""
    places = [settings.archive, *([settings.database_file] if settings.database_file else [])]
    return min(shutil.disk_usage(existing(place)).free for place in places)


def existing(path: Path) -> Path:
    """The path itself, or the nearest folder above it that is there."""
    return next(place for place in (path, *path.absolute().parents) if place.exists())
