"""When a mailbox that failed may be asked again. Pure: the clock and the dice are arguments; acting is the caller's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ingest.errors import CLOSED_DOORS, LoginRefused

if TYPE_CHECKING:
    from ingest.errors import MailboxError


FIRST, LONGEST = timedelta(seconds=5), timedelta(minutes=15)
"""Pauses between attempts, which double with each failure in a row."""
SOMEBODY = timedelta(minutes=15)
"""Where somebody must act first: a certificate, a folder."""
REFUSED, REFUSED_LONGEST = timedelta(hours=1), timedelta(hours=12)
"""After a refused login: servers lock accounts after a handful of wrong passwords."""
WITHHELD_FIRST, WITHHELD_LONGEST = timedelta(minutes=5), timedelta(hours=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class BackOff:
    """How one mailbox has been doing: of the attempts so far, the failures since the last success."""

    failures: int = 0
    refusals: int = 0
    not_before: datetime | None = None
    """When the next attempt may be made; None: at once."""

    def due(self, now: datetime) -> bool:
        """Whether another attempt may be made."""
        return self.not_before is None or now >= self.not_before

    def failed(self, error: MailboxError, now: datetime, dice: float) -> BackOff:
        """After a failed attempt. `dice` in [0, 1) shortens the pause by up to a half, so that no two march in step.

        What a person must mend is never asked again sooner for the dice.
        """
        failures = self.failures + 1
        refusals = self.refusals + isinstance(error, LoginRefused)
        pause = _pause(error, failures, refusals, dice)
        return replace(self, failures=failures, refusals=refusals, not_before=now + pause)


def pause_of_withheld(asked: int) -> timedelta:
    """When to ask again for a mail that was asked for so many times and not given; an administrator may mend it."""
    return _doubled(WITHHELD_FIRST, asked, WITHHELD_LONGEST)


def _pause(error: MailboxError, failures: int, refusals: int, dice: float) -> timedelta:
    if isinstance(error, LoginRefused):
        return _doubled(REFUSED, refusals, REFUSED_LONGEST)
    if isinstance(error, CLOSED_DOORS):
        return SOMEBODY
    return _doubled(FIRST, failures, LONGEST) * (1 - dice / 2)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    return min(longest, first * 2.0 ** min(times - 1, 30))
