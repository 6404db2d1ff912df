"""A notice's life: pure arithmetic on when it opens, closes and is over."""

from __future__ import annotations

from datetime import UTC, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jobs.settings import NoticeSettings

LAST_TRIES = timedelta(hours=24)
"""How long after the end a mailbox that can't be reached is still tried before the report is written without it."""


class Phase(StrEnum):
    """Where a notice stands."""

    BEFORE = "before"
    """Not open yet: `run` waits."""
    OPEN = "open"
    GRACE = "grace"
    """Closed; mail that was sent in time may still be on its way."""
    OVER = "over"


def phase(notice: NoticeSettings, now: datetime) -> Phase:
    """Where the notice stands at this instant."""
    if notice.opening is not None and now < notice.opening:
        return Phase.BEFORE
    if now < notice.cutoff:
        return Phase.OPEN
    return Phase.GRACE if now < over_at(notice) else Phase.OVER


def over_at(notice: NoticeSettings) -> datetime:
    """The first instant at which nothing is waited for any more: the cutoff and its grace have passed."""
    passed = notice.cutoff.astimezone(UTC) + timedelta(hours=notice.grace_hours)  # elapsed time, not the clock's
    return passed.astimezone(notice.zone)


def ends_at(notices: Iterable[NoticeSettings]) -> datetime:
    """The first instant at which no notice waits for mail any more: the last cutoff with its grace."""
    return max(over_at(notice) for notice in notices)


def begins_at(notices: Iterable[NoticeSettings]) -> datetime | None:
    """The first instant at which some notice is open; None where one always was."""
    openings = [notice.opening for notice in notices]
    known = [opening for opening in openings if opening is not None]
    return min(known) if len(known) == len(openings) and known else None
