"""When a mailbox that failed may be asked again. Pure: the clock and the dice are arguments; acting is the caller's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ingest.errors import CLOSED_DOORS, LoginRefused

if TYPE_CHECKING:
    from ingest.errors import MailboxError


@dataclass(frozen=True, kw_only=True, slots=True)
class Pauses:
    """Pauses between attempts, which double with each failure in a row."""

    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=15)
    somebody: timedelta = timedelta(minutes=15)
    """Where somebody must act first: a certificate, a folder."""
    refused: timedelta = timedelta(hours=1)
    """After a refused login: servers lock accounts after a handful of wrong passwords."""
    refused_longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True, slots=True)
class BackOff:
    """How one mailbox has been doing: of the attempts so far, the failures since the last success."""

    failures: int = 0
    refusals: int = 0
    not_before: datetime | None = None
    """When the next attempt may be made; None: at once."""
    patience: Pauses = field(default=Pauses())

    def due(self, now: datetime) -> bool:
        """Whether another attempt may be made."""
        return self.not_before is None or now >= self.not_before

    def failed(self, error: MailboxError, now: datetime, dice: float) -> BackOff:
        """After a failed attempt. `dice` in [0, 1) shortens the pause by up to a half, so that no two march in step.

        What a person must mend is never asked again sooner for the dice.
        """
        failures = self.failures + 1
        refusals = self.refusals + isinstance(error, LoginRefused)
        pause = _pause(error, failures, refusals, dice, self.patience)
        return replace(self, failures=failures, refusals=refusals, not_before=now + pause)

    def succeeded(self) -> BackOff:
        """After a successful attempt, or once somebody has changed the configuration."""
        return BackOff(patience=self.patience)


WITHHELD_FIRST = timedelta(minutes=5)
WITHHELD_LONGEST = timedelta(hours=6)


def pause_of_withheld(asked: int) -> timedelta:
    """When to ask again for a mail that was asked for so many times and not given; an administrator may mend it."""
    return _doubled(WITHHELD_FIRST, asked, WITHHELD_LONGEST)


def _pause(error: MailboxError, failures: int, refusals: int, dice: float, patience: Pauses) -> timedelta:
    if isinstance(error, LoginRefused):
        return _doubled(patience.refused, refusals, patience.refused_longest)
    if isinstance(error, CLOSED_DOORS):
        return patience.somebody
    return _doubled(patience.first, failures, patience.longest) * (1 - dice / 2)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    return min(longest, first * 2.0 ** min(times - 1, 30))
