"""Kill workers, and cut their connections to the database and the mail server, and count what became of every mail.

    python -m tests.killing_workers FOLDER SEED KILLS [MAILS [SECONDS]]

Three workers that read and two that poll, on a real PostgreSQL and a real Dovecot, each behind a proxy. Each is a
forked child of a process that has loaded everything, so that one that was killed is there again at once. Mail comes in
all the while. A blow falls every half second at the soonest and every SECONDS at the latest: half of them kill a
process, the others cut every connection to one of the two servers. In the end nobody is disturbed any more, and what
was delivered is compared with what is there. One line of JSON; status 1 when a mail is missing, doubled or read
otherwise than it says.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg

from jobs.care import auditing
from jobs.config import configuration
from jobs.daemon.workers import engine
from jobs.daemon.workers.worker import QueueWorker
from jobs.intake.poll import polling
from jobs.runtime import logs, workplace
from jobs.runtime.workplace import open_workplace
from store.database import work_queue
from tests import mailboxes
from tests.killing import FIRST, Inline, mail, name_of, run
from tests.maildirs import Maildirs
from tests.servers import postgres
from tests.servers.dovecot import PASSWORD, Dovecot, free_ports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READERS, POLLERS = 3, 2
MORE = """
[daemon]
interval = 1
stop_within = 5

[limits]
workers = 2
"""
PEACE = 240.0
BLOWS = ("process", "process", "database", "mail server")


class Forked(Inline):
    """A pool that reads in the worker's own process, in which a kill then falls."""

    def __init__(self, *_: object, **__: object) -> None:
        """As `Pool` is made."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was started."""


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while said := await reader.read(1 << 16):
            writer.write(said)
            await writer.drain()
    writer.close()


async def _proxies(doors: dict[int, tuple[str | int, int]]) -> None:
    """Serve `doors`: by port, what stands behind it, and the signal that cuts every connection through it."""
    for port, (behind, number) in doors.items():
        open_now: set[asyncio.StreamWriter] = set()

        async def meet(
            reader: asyncio.StreamReader,
            writer: asyncio.StreamWriter,
            behind: str | int = behind,
            open_now: set[asyncio.StreamWriter] = open_now,
        ) -> None:
            there = (
                asyncio.open_unix_connection(behind)
                if isinstance(behind, str)
                else asyncio.open_connection("127.0.0.1", behind)
            )
            far, away = await there
            open_now |= {writer, away}
            await asyncio.gather(_carry(reader, away), _carry(far, writer))
            open_now -= {writer, away}

        def cut(open_now: set[asyncio.StreamWriter] = open_now) -> None:
            for each in open_now:
                each.transport.abort()

        await asyncio.start_server(meet, "127.0.0.1", port)
        asyncio.get_running_loop().add_signal_handler(number, cut)
    await asyncio.Event().wait()


def child(work: Callable[[], object], log: Path) -> int:
    """Do it in a child; its pid."""
    pid = os.fork()
    if pid:
        return pid
    code = 70
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, 2)
        code = int(work() or 0)  # type: ignore[call-overload]  # whatever it gives
    except BaseException as exc:  # noqa: BLE001 - a child never comes back into the parent's code
        os.write(2, f"{type(exc).__name__}: {exc}\n".encode())
        code = getattr(exc, "exit_code", 70)
    finally:
        os._exit(code)


@dataclass
class Tally:
    """What the blows came to."""

    blows: Counter[str] = field(default_factory=Counter)
    ended: Counter[int] = field(default_factory=Counter)
    """Processes that ended by themselves, by their status: a cut connection may end one."""
    wrong: list[str] = field(default_factory=list)


class Killing:
    """One store, its workers and their mail."""

    def __init__(self, folder: Path, config: Path, server: Dovecot, proxies: int, dice: random.Random) -> None:
        self.folder, self.config, self._server, self._proxies, self.dice = folder, config, server, proxies, dice
        self.tally = Tally()
        self.delivered: list[tuple[str, int]] = []
        self._there: dict[int, tuple[str, str]] = {}

    def begin(self) -> None:
        """All of them at work."""
        for number in range(READERS):
            self._start(f"reader-{number}", "read")
        for number in range(POLLERS):
            self._start(f"poller-{number}", "poll")

    @property
    def mails(self) -> set[int]:
        """Those that were delivered, by number."""
        return {number for _, number in self.delivered}

    def are_at_work(self) -> bool:
        """Whether each has begun once."""
        logs = [self.folder / f"{name}.log" for name, _ in self._there.values()]
        return all(log.exists() and '"working"' in log.read_text("utf-8") for log in logs)

    def deliver(self, number: int) -> None:
        """One more mail; every third lies in both mailboxes."""
        original = mail(number, FIRST + timedelta(minutes=number))
        trace = b"Received: from mx by b; Sun, 1 Feb 2026 08:00:00 +0000\r\n"
        for account, content in (("a", original), *([("b", trace + original)] if number % 3 == 0 else [])):
            self._server.deliver(account, content, FIRST + timedelta(minutes=number))
            self.delivered.append((account, number))

    def strike(self) -> None:
        """One blow; whoever is dead is there again."""
        blow = self.dice.choice(BLOWS)
        if blow == "process":
            os.kill(self.dice.choice(list(self._there)), signal.SIGKILL)
        else:
            os.kill(self._proxies, signal.SIGUSR1 if blow == "database" else signal.SIGUSR2)
        self.tally.blows[blow] += 1

    def revive(self) -> None:
        """Who is gone begins anew."""
        for pid in list(self._there):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                if code != -signal.SIGKILL:
                    self.tally.ended[code] += 1
                self._start(*self._there.pop(pid))

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """All are asked to stop, or made to."""
        for pid in self._there:
            os.kill(pid, how)
        for pid in self._there:
            os.waitpid(pid, 0)
        self._there = {}

    def _start(self, name: str, work: str) -> None:
        def work_on() -> int:
            logs.configure("json")
            return QueueWorker(self.config, name=name, queues=[work, engine.CARE]).run()

        self._there[child(work_on, self.folder / f"{name}.log")] = (name, work)


def check(killing: Killing, url: str) -> list[str]:
    """What is missing, doubled, or otherwise than it was delivered."""
    wrong = []
    with psycopg.connect(url) as connection:
        ask = connection.execute
        seen = Counter(dict(ask("SELECT mailbox, count(*) FROM sightings GROUP BY mailbox").fetchall()))
        messages = ask("SELECT count(*) FROM messages").fetchone()
        states = dict(ask("SELECT state, count(*) FROM messages GROUP BY state").fetchall())
        tried = ask("SELECT count(*) FROM messages WHERE attempts > 0 AND state = 'failed'").fetchone()
    if seen != Counter(account for account, _ in killing.delivered):
        wrong.append(f"sightings {dict(seen)}")
    numbers = killing.mails
    if messages != (len(numbers),):
        wrong.append(f"{messages} messages of {len(numbers)} mails, {states}")
    if tried != (0,) or states.get("archived"):
        wrong.append(f"states {states}")
    with open_workplace(configuration.load(killing.config)) as place:
        with place.store.read() as views:
            found = [(one.row.email, one.row.name, one.row.message_count, one.row.has_cv) for one in views.details()]
        expected = [
            (f"candidate{number}@mail.example", name_of(number), 1, True) for number in numbers if number % 6 != 5
        ]
        differing = Counter(found) - Counter(expected), Counter(expected) - Counter(found)
        wrong += [
            f"{what}: {one}" for what, some in zip(("too much", "missing"), differing, strict=True) for one in some
        ]
        boxes = polling.open_mailboxes(place.settings)
        audit = auditing.audit(place, boxes)
        wrong += [f"audit: {one}" for one in audit.differences]
    return wrong


def is_through(killing: Killing, url: str) -> bool:
    """Everything that was delivered is in the ledger, and read."""
    with psycopg.connect(url) as connection:
        seen = connection.execute("SELECT count(*) FROM sightings").fetchone()
        waits = connection.execute("SELECT count(*) FROM messages WHERE state = 'archived'").fetchone()
    return seen == (len(killing.delivered),) and waits == (0,)


@contextmanager
def surroundings(folder: Path) -> Iterator[tuple[Dovecot, Path, str, int]]:
    """Servers, configuration, the database's own address, and the process of the proxies."""
    os.environ["CANDIDATURES_TEST"] = PASSWORD
    with postgres.running(connections=200) as cluster, Dovecot(("a", "b")) as server:
        url = cluster.database()
        database, imap = free_ports(2)
        doors: dict[int, tuple[str | int, int]] = {
            database: (f"{cluster.folder}/.s.PGSQL.5432", signal.SIGUSR1),
            imap: (server.tls_port, signal.SIGUSR2),
        }
        proxies = child(lambda: asyncio.run(_proxies(doors)), folder / "proxies.log")
        through = f"postgresql://postgres@127.0.0.1:{database}/{url.rpartition('@/')[2].partition('?')[0]}"
        config = mailboxes.configure(server, folder, store=through)
        text = config.read_text("utf-8").replace(str(server.tls_port), str(imap))
        config.write_text(text + MORE, "utf-8")
        try:
            yield server, config, url, proxies
        finally:
            os.kill(proxies, signal.SIGKILL)
            os.waitpid(proxies, 0)


def _warm_up(place: Path) -> None:
    """One pass in this process: what reading needs is loaded before anybody is forked."""
    maildirs = Maildirs.make(place)
    for number in (0, 5):
        maildirs.deliver("a", mail(number, FIRST), FIRST, f"{number}.test")
    run(maildirs.configure())


def _strike(killing: Killing, url: str, *, kills: int, mails: int, pause: float) -> float:
    """Mail and blows, then peace until all is read, or for `PEACE` seconds. How long it took."""
    dice = killing.dice
    killing.begin()
    while not killing.are_at_work():
        killing.revive()
        time.sleep(0.5)
    began = time.monotonic()
    while killing.tally.blows.total() < kills:
        if len(killing.mails) * kills <= killing.tally.blows.total() * mails:
            killing.deliver(len(killing.mails))
        time.sleep(dice.uniform(0.5, pause))
        killing.revive()
        killing.strike()
    struck = time.monotonic()
    while not is_through(killing, url) and time.monotonic() < struck + PEACE:
        killing.revive()
        time.sleep(0.5)
    killing.end()
    return time.monotonic() - began


def main(folder: str, seed: str, kills: str, mails: str = "200", pause: str = "3") -> None:
    """Print the figures."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    dice = random.Random(int(seed))
    place = Path(folder)
    place.mkdir(parents=True)
    workplace.Pool = Forked  # type: ignore[assignment,misc]
    engine.HEARTBEAT, engine.STALLED = 1.0, 5.0
    engine.RESCUED, engine.ASKED = "* * * * * */3", "* * * * * */2"
    _warm_up(place / "warm")
    with surroundings(place) as (server, config, url, proxies):
        killing = Killing(place, config, server, proxies, dice)
        with open_workplace(configuration.load(config)) as opened:
            work_queue.install(opened.store.engine)
        try:
            seconds = _strike(killing, url, kills=int(kills), mails=int(mails), pause=float(pause))
        finally:
            killing.end(signal.SIGKILL)
        wrong = check(killing, url)
    told: dict[str, Any] = vars(killing.tally) | {
        "wrong": wrong,
        "delivered": len(killing.delivered),
        "mails": len(killing.mails),
        "seconds": round(seconds),
        "seed": int(seed),
    }
    print(json.dumps(told))  # noqa: T201 - its answer
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
