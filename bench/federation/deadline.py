"""A deadline evening at its own rate: mails come minute by minute, whatever the workers have managed so far."""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.federation.evenings import Spent, at_work, until

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bench.federation.database import Statements, Watch
    from bench.federation.evenings import Surroundings
    from bench.federation.machines import Machines

LARGEST = 200_000
"""Bytes of a mail of such an evening: none is a scan."""
AFTER = 0.5
"""Of its length: how long it is watched after the last mail came."""
EACH = 60.0
"""Seconds between two lines of how it stands."""


@dataclass(frozen=True, kw_only=True)
class Minute:
    """How it stood at some moment."""

    second: float
    """Since the first mail."""
    delivered: int
    recorded: int
    waiting: int
    """Recorded, and not read yet."""
    load: float


@dataclass
class Deadline:
    """What one came to."""

    workers: int
    minutes: list[Minute] = field(default_factory=list)
    to_recorded: list[float] = field(default_factory=list)
    """Seconds from each mail's arrival until it stood in the ledger, in order."""
    to_read: dict[str, list[float]] = field(default_factory=dict)
    """And until its application stood in the store: of notices that close soon, and of others."""
    unread: dict[str, int] = field(default_factory=dict)
    read_by_each: list[int] = field(default_factory=list)
    """Messages, by worker."""
    took: float = 0.0
    """Seconds from the first mail until the end of watching."""
    spent: Spent | None = None
    largest: list[int] = field(default_factory=list)
    """MiB by worker."""
    asked: Statements | None = None
    late: int = 0
    """Applications that were said to have come too late: none did."""


class _Course:
    """An evening under way."""

    def __init__(self, held: Deadline, place: Surroundings, machines: Machines, watch: Watch) -> None:
        self._held, self._place, self._machines, self._watch = held, place, machines, watch
        self._begun = time.monotonic()

    @property
    def second(self) -> float:
        """Since it began."""
        return time.monotonic() - self._begun

    def wait(self, second: float) -> None:
        """Until that second, or until every mail came and was read; notes each minute how it stands."""
        until(self._is_through, self._machines, at=self._begun + second)

    def _is_through(self) -> bool:
        if self.second < EACH * len(self._held.minutes):
            return False
        recorded, waiting = self._watch.recorded_and_waiting()
        delivered = len(self._place.came)
        self._held.minutes.append(
            Minute(second=self.second, delivered=delivered, recorded=recorded, waiting=waiting, load=os.getloadavg()[0])
        )
        return delivered == recorded == len(self._place.mails) and not waiting


def hold_deadline(place: Surroundings, checkout: Path, workers: int, interval: int, seconds: float) -> Deadline:
    """One evening on which all mails of a place come evenly over so many seconds."""
    soon = set(place.notices[::2])
    days = {notice: 1 if notice in soon else 60 for notice in place.notices}
    held = Deadline(workers=workers)
    mails = random.Random(2026).sample(place.mails, len(place.mails))
    with at_work(place, checkout, workers, interval, days) as (watch, machines):
        before = Spent.so_far(place, machines, watch)
        watch.begin()
        course = _Course(held, place, machines, watch)
        for number, mail in enumerate(mails):
            course.wait(seconds * number / len(mails))
            place.deliver(mail)
        course.wait(seconds * (1 + AFTER))
        held.took = course.second
        held.spent = Spent.so_far(place, machines, watch).since(before)
        held.asked, held.late = watch.statements(), watch.late()
        held.read_by_each = machines.told_by_each("message read")
        held.largest = sorted(machines.largest.values())
        _note_delays(held, place, watch, soon)
    return held


def _note_delays(held: Deadline, place: Surroundings, watch: Watch, soon: Collection[str]) -> None:
    recorded, readable = watch.recorded(), watch.readable()
    held.to_recorded = sorted(at - place.came[key] for key, at in recorded.items())
    notices = {mail.key: mail.notice for mail in place.mails}
    for name in ("soon", "later"):
        keys = [key for key in recorded if (notices[key] in soon) == (name == "soon")]
        held.to_read[name] = sorted(readable[key] - place.came[key] for key in keys if key in readable)
        held.unread[name] = len(keys) - len(held.to_read[name])
