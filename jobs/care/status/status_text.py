"""A status for people, line by line, and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC
from typing import TYPE_CHECKING, Any

from jobs.care.check.result import without

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from jobs.care.status.conditions import MailboxStatus
    from jobs.care.status.status import NoticeStatus, Status
    from store.views.values import MessageView


def lines(status: Status) -> Iterator[str]:
    """The status as a person reads it; what is wrong comes last."""
    yield f"daemon      {_daemon(status)}"
    yield from (f"notice      {_notice(notice)}" for notice in status.notices)
    yield from (f"mailbox     {_mailbox(mailbox, status.at)}" for mailbox in status.mailboxes)
    yield f"queue       {status.waiting} wait to be read, {status.failed} failed, {status.near_misses} to be decided"
    yield f"disk        {status.disk_free >> 20} MiB free"
    if status.note.audited_at:
        yield f"audit       {_ago(status.note.audited_at, status.at)}, {status.note.differences} differences"
    yield from (f"PROBLEM     {condition.sentence}" for condition in status.conditions)
    if status.well:
        yield _well(status)


def _well(status: Status) -> str:
    failing = ", ".join(mailbox.name for mailbox in status.mailboxes if mailbox.failures)
    if failing:
        return f"no alert yet: polls of {failing} fail, and are tried again"
    return "all is well" if status.running or status.over else "all is well, but no daemon runs: only `poll` looks"


def as_json(status: Status) -> str:
    """The status as one JSON object."""
    note = status.note
    whole: dict[str, Any] = {
        "well": status.well,
        "at": status.at,
        "daemon": {
            "running": status.running,
            "pid": note.pid if status.running else None,
            "started_at": note.started_at if status.running else None,
            "next_poll_at": note.next_poll_at if status.running else None,
        },
        "workers": asdict(status.queue) if status.queue else None,
        "notices": [asdict(notice) for notice in status.notices],
        "mailboxes": [asdict(mailbox) for mailbox in status.mailboxes],
        "queue": {"waiting": status.waiting, "failed": status.failed, "near_misses": status.near_misses},
        "messages": status.dispositions,
        "disk_free": status.disk_free,
        "audit": {"at": note.audited_at, "differences": note.differences},
        "conditions": [asdict(condition) for condition in status.conditions],
    }
    return json.dumps(whole, default=lambda value: value.isoformat(), ensure_ascii=False, indent=1)


def failure(message: MessageView) -> str:
    """A message that could not be read, on one line."""
    sender = message.sender_email or "no sender"
    return f"message {message.id}, {message.received_at:%Y-%m-%d %H:%M %Z}, {sender}: {message.error}"


def _daemon(status: Status) -> str:
    if status.queue is not None:
        names = ", ".join(status.queue.workers) or "none is at work"
        waiting = ", ".join(f"{number} {queue}" for queue, number in sorted(status.queue.waiting.items())) or "nothing"
        return f"workers: {names}; in the queue: {waiting} waits, {status.queue.doing} under way"
    if not status.running:
        return "not running"
    zone = status.notices[0].closes_at.tzinfo if status.notices else UTC
    at = status.note.next_poll_at
    due = f", next poll at {at.astimezone(zone):%H:%M:%S %Z}" if at else ""
    return f"running (pid {status.note.pid}){due}" if status.note.polls else "running, its first poll is under way"


def _notice(notice: NoticeStatus) -> str:
    days = abs(notice.days_left)
    if notice.phase == "closed":
        return f"{notice.slug}: closed by hand, {notice.applications} applications"
    at = f"{notice.closes_at:%Y-%m-%d %H:%M %Z}"
    left = f"closes in {days:.1f} days ({at})" if notice.days_left > 0 else f"closed {days:.1f} days ago ({at})"
    return f"{notice.slug}: {notice.phase}, {left}, {notice.applications} applications"


def _mailbox(mailbox: MailboxStatus, now: datetime) -> str:
    good = _ago(mailbox.last_success_at, now) if mailbox.last_success_at else "never"
    why = without(f"mailbox {mailbox.name}", mailbox.last_error or "")
    fault = f"; {mailbox.failures} failures since: {why}" if mailbox.failures else ""
    junk = f"; {mailbox.junk.sentence}" if mailbox.junk else ""
    return f"{mailbox.name}: last good poll {good}{fault}{junk}"


def _ago(then: datetime, now: datetime) -> str:
    seconds = max(0, round((now - then).total_seconds()))
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} seconds ago"
