"""Kill workers, cut and hold up what connects them to their servers, and count what became of every mail.

    python -m tests.killing_workers FOLDER SEED BLOWS [MAILS [SECONDS]]

Three workers, two of which poll, on a real PostgreSQL, a real Dovecot and a real bucket (Ceph), each behind a proxy.
Each is a forked child of a process that has loaded everything, so that one that was killed is there again at once. Mail
comes in all the while. A blow falls every half second at the soonest and every SECONDS at the latest: a process is
killed, asked to stop, or stands still for so long that others take its work; every connection to one of the servers is
cut, or nothing comes through for a while. In the end nobody is disturbed any more, and what was delivered is compared
with what is there: each mail once in the store, in an application of its own, its original in the bucket byte for byte,
the audit without a difference; and no process may have ended but when it was asked to, or for want of store or archive.
One line of JSON; status 1 when anything differs.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg

from ingest.errors import IngestError
from jobs.care import auditing
from jobs.cli.app import UNREACHABLE
from jobs.config import configuration
from jobs.daemon.workers import engine
from jobs.daemon.workers.worker import QueueWorker
from jobs.intake.poll import polling
from jobs.runtime import logs, workplace
from jobs.runtime.workplace import open_workplace
from store.database import work_queue
from store.errors import StoreError
from tests import mailboxes
from tests.killing import FIRST, Inline, mail, name_of, run
from tests.maildirs import Maildirs
from tests.servers import postgres
from tests.servers.ceph import SECRET_KEY, Ceph
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jobs.runtime.workplace import Workplace

WORKERS = {"one": (), "two": (), "three": (work_queue.READ,)}
"""By name, what each does: without a word everything."""
SECRET = "CANDIDATURES_OBJECTS"
MORE = """
[daemon]
interval = 1
stop_within = 5

[limits]
workers = 2
"""
PEACE = 240.0
SERVERS = ("database", "mail server", "object storage")
BLOWS = ("kill", "kill", "kill", "stop", *(f"cut: {server}" for server in SERVERS), "standstill", "silence")
AS_IT_SHOULD = {0, UNREACHABLE, -signal.SIGTERM}
"""How a worker may end that was not killed; the last before it has begun."""
STANDS_STILL = (1.0, 9.0)
"""Seconds; a worker that gives no sign of life for `engine.STALLED` counts as dead."""


class Forked(Inline):
    """A pool that reads in the worker's own process, in which a kill then falls."""

    def __init__(self, *_: object, **__: object) -> None:
        """As `Pool` is made."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was started."""


def _serve(proxy: Proxy) -> None:
    """Cuts every connection at each SIGUSR1."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    with proxy:
        while signal.sigwait({signal.SIGUSR1}):
            proxy.cut()


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
        code = UNREACHABLE if isinstance(exc, StoreError | IngestError) else getattr(exc, "exit_code", 70)
    finally:
        os._exit(code)


@dataclass
class Tally:
    """What the blows came to."""

    blows: Counter[str] = field(default_factory=Counter)
    ended: Counter[int] = field(default_factory=Counter)
    """Processes that ended by themselves, by their status: a cut connection may end one."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Where workers work."""

    server: Dovecot
    config: Path
    url: str
    """The database's own address."""
    proxies: dict[str, int]
    """The process of the one before each server."""


class Killing:
    """One store, its workers and their mail."""

    def __init__(self, place: Surroundings, dice: random.Random) -> None:
        self.place, self.dice = place, dice
        self.tally = Tally()
        self.delivered: list[tuple[str, int]] = []
        self.originals: dict[str, tuple[int, bytes]] = {}
        """By digest, the number of the mail and what was delivered."""
        self._there: dict[int, str] = {}
        self._stopped: dict[int, float] = {}
        """The processes that stand still, and until when."""

    def begin(self) -> None:
        """All of them at work."""
        for name in WORKERS:
            self._start(name)

    @property
    def mails(self) -> set[int]:
        """Those that were delivered, by number."""
        return {number for _, number in self.delivered}

    def are_at_work(self) -> bool:
        """Whether each has begun once."""
        logs = [self._log(name) for name in self._there.values()]
        return all(log.exists() and '"working"' in log.read_text("utf-8") for log in logs)

    def deliver(self, number: int) -> None:
        """One more mail; every third lies in both mailboxes."""
        original = mail(number, FIRST + timedelta(minutes=number)).replace(b"\n", b"\r\n")  # as it comes by IMAP
        trace = b"Received: from mx by b; Sun, 1 Feb 2026 08:00:00 +0000\r\n"
        for account, content in (("a", original), *([("b", trace + original)] if number % 3 == 0 else [])):
            self.place.server.deliver(account, content, FIRST + timedelta(minutes=number))
            self.delivered.append((account, number))
            self.originals[hashlib.sha256(content).hexdigest()] = number, content

    def strike(self) -> None:
        """One blow; whoever is dead is there again."""
        kind, _, server = self.dice.choice(BLOWS).partition(": ")
        if kind in {"kill", "stop"}:
            how = signal.SIGKILL if kind == "kill" else signal.SIGTERM
            os.kill(self.dice.choice(list(self._there)), how)
        elif kind == "cut":
            os.kill(self.place.proxies[server], signal.SIGUSR1)
        else:
            server = "" if kind == "standstill" else self.dice.choice(SERVERS)
            self._stop(self.place.proxies[server] if server else self.dice.choice(list(self._there)))
        self.tally.blows[f"{kind}: {server}" if server else kind] += 1

    def revive(self, *, all_of_them: bool = False) -> None:
        """Who is gone begins anew, who stood still for long enough goes on."""
        for pid in list(self._there):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._stopped.pop(pid, None)
                code = os.waitstatus_to_exitcode(status)
                if code != -signal.SIGKILL:
                    self.tally.ended[code] += 1
                self._start(self._there.pop(pid))
        for pid in [pid for pid, until in self._stopped.items() if all_of_them or until <= time.monotonic()]:
            del self._stopped[pid]
            os.kill(pid, signal.SIGCONT)

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """All are asked to stop, or made to."""
        self.revive(all_of_them=True)
        for pid in self._there:
            os.kill(pid, how)
        for pid in self._there:
            os.waitpid(pid, 0)
        self._there = {}

    def _stop(self, pid: int) -> None:
        self._stopped[pid] = time.monotonic() + self.dice.uniform(*STANDS_STILL)
        os.kill(pid, signal.SIGSTOP)

    def _start(self, name: str) -> None:
        def work_on() -> int:
            logs.configure("json")
            return QueueWorker(self.place.config, name=name, queues=WORKERS[name]).run()

        self._there[child(work_on, self._log(name))] = name

    def _log(self, name: str) -> Path:
        return self.place.config.with_name(f"{name}.log")


def check(killing: Killing) -> list[str]:
    """What is missing, doubled, or otherwise than it was delivered."""
    wrong = []
    with psycopg.connect(killing.place.url) as connection:
        ask = connection.execute
        seen = Counter(dict(ask("SELECT mailbox, count(*) FROM sightings GROUP BY mailbox").fetchall()))
        messages = ask("SELECT count(*) FROM messages").fetchone()
        states = dict(ask("SELECT state, count(*) FROM messages GROUP BY state").fetchall())
        tried = ask("SELECT count(*) FROM messages WHERE attempts > 0 AND state = 'failed'").fetchone()
        named = [digest for (digest,) in ask("SELECT sha256 FROM messages WHERE sha256 IS NOT NULL").fetchall()]
    if seen != Counter(account for account, _ in killing.delivered):
        wrong.append(f"sightings {dict(seen)}")
    if messages != (len(killing.mails),):
        wrong.append(f"{messages} messages of {len(killing.mails)} mails, {states}")
    if tried != (0,) or states.get("archived"):
        wrong.append(f"states {states}")
    with open_workplace(configuration.load(killing.place.config)) as place:
        wrong += _applications(killing, place)
        wrong += _originals(killing, place, named)
        boxes = polling.open_mailboxes(place.settings)
        wrong += [f"audit: {one}" for one in auditing.audit(place, boxes).differences]
    return wrong


def _applications(killing: Killing, place: Workplace) -> Iterator[str]:
    with place.store.read() as views:
        found = Counter((one.row.email, one.row.name, one.row.message_count, one.row.has_cv) for one in views.details())
    expected = Counter(
        (f"candidate{number}@mail.example", name_of(number), 1, True) for number in killing.mails if _applies(number)
    )
    yield from (f"too much: {one}" for one in found - expected)
    yield from (f"missing: {one}" for one in expected - found)


def _originals(killing: Killing, place: Workplace, named: list[str]) -> Iterator[str]:
    """Each application's mail has one original, and the bucket gives it as it was delivered."""
    numbers = Counter(killing.originals[digest][0] for digest in named if digest in killing.originals)
    if numbers != Counter(number for number in killing.mails if _applies(number)):
        yield f"originals of the mails {sorted(numbers.elements())}"
    for digest in {*named, *place.archive.digests()}:
        if place.archive.get(digest) != killing.originals.get(digest, (0, b""))[1]:
            yield f"the original {digest} is other than what was delivered"


def _applies(number: int) -> bool:
    return number % 6 != 5


def is_through(killing: Killing) -> bool:
    """Everything that was delivered is in the ledger, and read."""
    with psycopg.connect(killing.place.url) as connection:
        seen = connection.execute("SELECT count(*) FROM sightings").fetchone()
        waits = connection.execute("SELECT count(*) FROM messages WHERE state = 'archived'").fetchone()
    return seen == (len(killing.delivered),) and waits == (0,)


@contextmanager
def surroundings(folder: Path) -> Iterator[Surroundings]:
    """Servers, and a configuration that reaches them through proxies only."""
    os.environ |= {"CANDIDATURES_TEST": PASSWORD, SECRET: SECRET_KEY}
    with ExitStack() as stack:
        cluster = stack.enter_context(postgres.running(connections=200))
        server, ceph = stack.enter_context(Dovecot(("a", "b"))), stack.enter_context(Ceph())
        url, socket = cluster.database(), f"{cluster.folder}/.s.PGSQL.5432"
        before = dict(zip(SERVERS, map(Proxy, (socket, server.tls_port, ceph.port)), strict=True))
        ports = {name: str(proxy.port) for name, proxy in before.items()}
        database = url.rpartition("@/")[2].partition("?")[0]
        through = f"postgresql://postgres@127.0.0.1:{ports['database']}/{database}"
        config = mailboxes.configure(server, folder, store=through)
        text = config.read_text("utf-8").replace(str(server.tls_port), ports["mail server"])
        objects = ceph.section(ceph.bucket(), secret_env=SECRET).replace(str(ceph.port), ports["object storage"])
        config.write_text(text + MORE + objects, "utf-8")
        proxies = {}
        for name, proxy in before.items():
            proxies[name] = child(lambda proxy=proxy: _serve(proxy), folder / "proxies.log")  # type: ignore[misc]
            stack.callback(os.waitpid, proxies[name], 0)
            stack.callback(os.kill, proxies[name], signal.SIGKILL)
        yield Surroundings(server=server, config=config, url=url, proxies=proxies)


def _warm_up(place: Path) -> None:
    """One pass in this process: what reading needs is loaded before anybody is forked."""
    maildirs = Maildirs.make(place)
    for number in (0, 5):
        maildirs.deliver("a", mail(number, FIRST), FIRST, f"{number}.test")
    run(maildirs.configure())


def _strike(killing: Killing, *, blows: int, mails: int, pause: float) -> float:
    """Mail and blows, then peace until all is read, or for `PEACE` seconds. How long it took."""
    dice = killing.dice
    killing.begin()
    while not killing.are_at_work():
        killing.revive()
        time.sleep(0.5)
    began = time.monotonic()
    while killing.tally.blows.total() < blows:
        if len(killing.mails) * blows <= killing.tally.blows.total() * mails:
            killing.deliver(len(killing.mails))
        time.sleep(dice.uniform(0.5, pause))
        killing.revive()
        killing.strike()
    struck = time.monotonic()
    killing.revive(all_of_them=True)
    while not is_through(killing) and time.monotonic() < struck + PEACE:
        killing.revive()
        time.sleep(0.5)
    killing.end()
    return time.monotonic() - began


def main(folder: str, seed: str, blows: str, mails: str = "200", pause: str = "3") -> None:
    """Print the figures."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    dice = random.Random(int(seed))
    place = Path(folder)
    place.mkdir(parents=True)
    workplace.Pool = Forked  # type: ignore[assignment,misc]
    engine.HEARTBEAT, engine.STALLED = 1.0, 5.0
    engine.RESCUED, engine.ASKED = "* * * * * */3", "* * * * * */2"
    _warm_up(place / "warm")
    with surroundings(place) as around:
        killing = Killing(around, dice)
        try:
            seconds = _strike(killing, blows=int(blows), mails=int(mails), pause=float(pause))
        finally:
            killing.end(signal.SIGKILL)
        wrong = check(killing)
    wrong += [f"ended with {code}" for code in killing.tally.ended if code not in AS_IT_SHOULD]
    told: dict[str, Any] = vars(killing.tally) | {
        "wrong": wrong,
        "delivered": len(killing.delivered),
        "mails": len(killing.mails),
        "originals": len(killing.originals),
        "seconds": round(seconds),
        "seed": int(seed),
    }
    print(json.dumps(told))  # noqa: T201 - its answer
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
