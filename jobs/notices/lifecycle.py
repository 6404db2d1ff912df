"""A notice's life: pure arithmetic on when it opens, closes and is over."""

from __future__ import annotations

from datetime import UTC, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from store.values import Notice

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
    CLOSED = "closed"
    """Somebody closed it: it takes no new mail in."""


def phase(notice: Notice, now: datetime) -> Phase:
    """Where the notice stands at this instant."""
    if notice.closed_at is not None:
        return Phase.CLOSED
    if notice.opens_at is not None and now < notice.opens_at:
        return Phase.BEFORE
    if now < notice.closes_at:
        return Phase.OPEN
    return Phase.GRACE if now < over_at(notice) else Phase.OVER


def takes_at(notice: Notice, at: datetime, *, until: datetime) -> bool:
    """Whether the notice looked for mail at this instant; `until` is when it is over."""
    return (notice.opens_at is None or at >= notice.opens_at) and at < until


def over_at(notice: Notice) -> datetime:
    """The first instant at which nothing is waited for any more: the cutoff and its grace have passed."""
    passed = notice.closes_at.astimezone(UTC) + timedelta(hours=notice.grace_hours)  # elapsed time, not the clock's
    return passed.astimezone(notice.zone)


def ends_at(notices: Iterable[Notice]) -> datetime:
    """The first instant at which no notice waits for mail any more: the last cutoff with its grace."""
    return max(over_at(notice) for notice in notices)


def begins_at(notices: Collection[Notice]) -> datetime | None:
    """The first instant at which some notice is open; None where one always was."""
    openings = [notice.opens_at for notice in notices]
    known = [opening for opening in openings if opening is not None]
    return min(known) if len(known) == len(openings) and known else None
