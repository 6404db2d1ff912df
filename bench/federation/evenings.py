"""One evening: first all that lies there already, at once; then what comes one by one."""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Self

from bench.federation.database import Watch
from bench.federation.machines import Machines, configuration, seconds
from store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.federation.database import Statements
    from bench.federation.mails import Delivered
    from tests.servers.dovecot import Dovecot
    from tests.servers.postgres import Postgres

AT_ONCE = 2 / 3
"""Of the mails: they lie there at the start."""
PACE = 0.7
"""Of the measured throughput: so fast the others come."""


@dataclass
class Evening:
    """What one came to. Seconds, of processor where nothing else is said, for the mails that lay there at once."""

    workers: int
    read: int = 0
    took: float = 0.0
    """By the clock, between the first mail that was read and the last."""
    latencies: list[float] = field(default_factory=list)
    """By the clock, of those that came one by one, in order: from mailbox to store."""
    spent: Spent | None = None
    idle: float = 0.0
    """By the clock, of all workers: from a worker's last mail until the last of all, when it had nothing to do."""
    largest: list[int] = field(default_factory=list)
    """MiB by worker."""
    asked: Statements | None = None
    held: float = 0.0
    """Share of the looks at which a transaction of the program's had something written."""

    @property
    def rate(self) -> float:
        """Mails a second."""
        return max(1, self.read - 1) / self.took

    @property
    def rate_at_work(self) -> float:
        """The same of the time in which workers had something to do: with few mails the end weighs much."""
        return max(1, self.read - 1) / (self.took - self.idle / self.workers)


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Seconds of processor of all sides."""

    own: float
    """Of the workers' own processes: polling, recording, the queue."""
    pool: float
    """Of the processes that read for them."""
    database: float
    mail_server: float

    @classmethod
    def so_far(cls, place: Surroundings, machines: Machines, watch: Watch) -> Self:
        """Since each began."""
        own, pool = machines.spent
        return cls(own=own, pool=pool, database=seconds(watch.pid), mail_server=seconds(place.server.pid))

    def since(self, before: Spent) -> Spent:
        """What was spent meanwhile."""
        return Spent(**{one.name: getattr(self, one.name) - getattr(before, one.name) for one in fields(self)})


class Surroundings:
    """One evening's database, mailboxes and mails."""

    def __init__(self, cluster: Postgres, server: Dovecot, folder: Path, mails: Sequence[Delivered]) -> None:
        self.cluster, self.server, self.folder = cluster, server, folder
        self.url = cluster.database()
        Store.open(self.url, upgrade=True).close()
        self.mails = mails
        self.notices = sorted({mail.notice for mail in mails})
        self.came: dict[tuple[str, str], float] = {}
        """When each mail came, by its key."""

    def deliver(self, mail: Delivered) -> None:
        """One mail comes."""
        self.server.deliver(mail.mailbox, mail.original)
        self.came.setdefault(mail.key, time.time())


@contextmanager
def at_work(
    place: Surroundings, checkout: Path, workers: int, interval: int, days: Mapping[str, int]
) -> Iterator[tuple[Watch, Machines]]:
    """So many workers that have begun; `days` has in how many each notice closes."""
    text = configuration(place.folder, place.server, days, store=place.url, interval=interval)
    with Watch(place.cluster, place.url) as watch, Machines(checkout, place.folder, text, workers) as machines:
        until(lambda: machines.told("working") == workers, machines)
        yield watch, machines


def hold(place: Surroundings, checkout: Path, workers: int, interval: int) -> Evening:
    """One evening."""
    held = Evening(workers=workers)
    with at_work(place, checkout, workers, interval, dict.fromkeys(place.notices, 1)) as (watch, machines):
        _all_at_once(held, place, machines, watch)
        _one_by_one(held, place, machines, watch)
        held.largest = sorted(machines.largest.values())
    return held


def _all_at_once(held: Evening, place: Surroundings, machines: Machines, watch: Watch) -> None:
    before = Spent.so_far(place, machines, watch)
    watch.begin()
    for mail in place.mails[: round(len(place.mails) * AT_ONCE)]:
        place.deliver(mail)
    until(lambda: watch.is_through(len(place.came)), machines)
    held.spent = Spent.so_far(place, machines, watch).since(before)
    held.asked, held.held = watch.statements(), watch.writing / max(1, watch.looks)
    done = sorted({*watch.readable().values()})
    held.read, held.took = len(done), done[-1] - done[0]
    held.idle = sum(max(0.0, done[-1] - last) for last in machines.last_read())


def _one_by_one(held: Evening, place: Surroundings, machines: Machines, watch: Watch) -> None:
    before = {*place.came}
    pause = held.read / len(before) / (PACE * held.rate)
    for mail in place.mails[round(len(place.mails) * AT_ONCE) :]:
        due = time.monotonic() + pause
        place.deliver(mail)
        until(lambda: False, machines, at=due)
    until(lambda: watch.is_through(len(place.came)), machines)
    readable, late = watch.readable(), place.came.keys() - before
    held.latencies = sorted(readable[key] - place.came[key] for key in late if key in readable)


def until(is_so: Callable[[], bool], machines: Machines, *, at: float = math.inf) -> None:
    """Waits, until that instant of the monotonic clock at most; a worker that ends ends all."""
    while (left := at - time.monotonic()) > 0 and not is_so():
        machines.check()
        machines.look()
        time.sleep(min(0.2, left))
