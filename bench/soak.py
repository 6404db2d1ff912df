"""The daemon before a mail server whose wires drop, stall and drip, for half an hour: nothing lost, memory flat.

    python bench/soak.py [MINUTES] [MAILS_A_SECOND] [SEED]

Two accounts on a real Dovecot behind proxies that inject faults at random; the server is restarted and the settings are
loaded anew now and then. Prints a line a minute and the figures; exit status 1 when mail was lost or memory grew.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests import killing  # noqa: E402 - after the path
from tests.running import Running, command  # noqa: E402
from tests.servers.dovecot import PASSWORD, Dovecot  # noqa: E402
from tests.servers.proxy import Fault, Proxy  # noqa: E402

CONFIGURATION = """\
[[mailboxes]]
name = "a"
url = "imap://a@127.0.0.1:{a}/INBOX"
password_env = "CANDIDATURES_TEST"
connect_timeout = 3
read_timeout = 3

[[mailboxes]]
name = "b"
url = "imap://b@127.0.0.1:{b}/INBOX"
password_env = "CANDIDATURES_TEST"
connect_timeout = 3
read_timeout = 3

[[notices]]
slug = "eo"
title = "Soak"
subject = "Recrutement EO"
closes_at = 2099-01-01

[daemon]
interval = 5
"""
MOST = 1.10
"""How much larger than after the first minute the daemon may be in the end."""


@dataclass
class Figures:
    """What was done, and what was measured."""

    delivered: int = 0
    copies: int = 0
    """Every third mail goes to both mailboxes."""
    faults: int = 0
    restarts: int = 0
    reloads: int = 0
    rss: list[tuple[float, int]] = field(default_factory=list)
    """(seconds since the beginning, KiB of the daemon's own process)."""

    def after(self, seconds: float) -> int:
        """The first sample from then on."""
        return next((size for at, size in self.rss if at >= seconds), self.rss[-1][1])


class Soak:
    """One run."""

    def __init__(self, folder: Path, server: Dovecot, proxies: dict[str, Proxy], dice: random.Random) -> None:
        self.server = server
        self.proxies = proxies
        self.dice = dice
        self.figures = Figures()
        self.config = folder / "candidatures.toml"
        ports = {name: proxy.port for name, proxy in proxies.items()}
        self.config.write_text(CONFIGURATION.format(**ports), "utf-8")

    def deliver(self) -> None:
        """One more mail; every third in both mailboxes."""
        number = self.figures.delivered
        original = killing.mail(number, killing.FIRST)
        mailboxes = ("a", "b") if number % 3 == 0 else (self.dice.choice(("a", "b")),)
        for mailbox in mailboxes:
            self.server.deliver(mailbox, original, datetime.now(UTC))
        self.figures.copies += len(mailboxes)
        self.figures.delivered += 1

    def disturb(self, daemon: Running) -> None:
        """One of the things that happen."""
        proxy = self.dice.choice(list(self.proxies.values()))
        match self.dice.choice(("fin", "rst", "stall", "drip", "calm", "calm", "cut", "restart", "reload")):
            case "calm":
                proxy.fault = None
            case "cut":
                proxy.cut()
            case "restart":
                self.server.restart()
                self.figures.restarts += 1
            case "reload" if self.dice.random() < 0.2:
                daemon.send(signal.SIGHUP)
                self.figures.reloads += 1
            case kind if kind != "reload":
                proxy.fault = Fault(kind=kind, after=self.dice.randrange(4000))
                proxy.cut()
        self.figures.faults += 1

    def measure(self, pid: int, at: float) -> None:
        """The daemon's resident memory."""
        line = next(one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmRSS"))
        self.figures.rss.append((at, int(line.split()[1])))

    def run(self, daemon: Running, seconds: float, rate: float) -> None:
        """Deliver, disturb and measure until the time is over."""
        began = time.monotonic()
        next_fault, next_sample = 5.0, 0.0
        while (at := time.monotonic() - began) < seconds:
            self.deliver()
            if at >= next_fault:
                self.disturb(daemon)
                next_fault = at + self.dice.uniform(2, 12)
            if at >= next_sample:
                self.measure(daemon.process.pid, at)
                if round(at) // 10 % 6 == 0:
                    print(
                        f"{at:6.0f} s  {self.figures.delivered} delivered, {self.figures.rss[-1][1] >> 10} MiB",
                        flush=True,
                    )
                next_sample = at + 10
            time.sleep(1 / rate)

    def settle(self, daemon: Running) -> None:
        """No more faults: wait until all is read."""
        for proxy in self.proxies.values():
            proxy.fault = None
            proxy.cut()
        deadline = time.monotonic() + 900
        while time.monotonic() < deadline:
            done = command(self.config, "status", "--format", "json")
            status = json.loads(done.stdout) if done.stdout else {}
            if status and status["queue"]["waiting"] == 0 and self.recorded() == self.figures.copies:
                return
            self.measure(daemon.process.pid, self.figures.rss[-1][0] + 1)
            time.sleep(5)

    def recorded(self) -> int:
        """How many copies of mails the store knows, in all mailboxes."""
        messages = json.loads(command(self.config, "messages", "--format", "json").stdout or "[]")
        return sum(len(message["mailboxes"]) for message in messages)


def main(minutes: float = 30, rate: float = 2, seed: int = 1) -> int:
    """Run it; the exit status."""
    os.environ["CANDIDATURES_TEST"] = PASSWORD
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        server = stack.enter_context(Dovecot())
        proxies = {name: stack.enter_context(Proxy(server.port)) for name in ("a", "b")}
        soak = Soak(folder, server, proxies, random.Random(seed))
        daemon = stack.enter_context(Running(soak.config, environment={**os.environ, "MALLOC_ARENA_MAX": "2"}))
        drain = threading.Thread(target=lambda: [None for _ in _lines(daemon)], daemon=True)
        drain.start()
        soak.run(daemon, minutes * 60, rate)
        soak.settle(daemon)
        soak.measure(daemon.process.pid, minutes * 60 + 1)
        daemon.send(signal.SIGTERM)
        status = daemon.process.wait(30)
        audit = subprocess.run(
            [sys.executable, "-m", "jobs", "audit", "--config", str(soak.config)], cwd=ROOT, check=False
        ).returncode
        recorded = soak.recorded()
    figures = soak.figures
    first, last = figures.after(60), figures.rss[-1][1]
    told = {
        "minutes": minutes,
        "delivered": figures.delivered,
        "copies in the mailboxes": figures.copies,
        "copies recorded": recorded,
        "disturbances": figures.faults,
        "server restarts": figures.restarts,
        "reloads": figures.reloads,
        "connections": sum(proxy.connections for proxy in proxies.values()),
        "RSS after a minute, MiB": first >> 10,
        "RSS in the end, MiB": last >> 10,
        "growth": round(last / first, 3),
        "exit status": status,
        "audit": audit,
    }
    print(json.dumps(told, indent=1))
    return int(recorded != figures.copies or audit != 0 or status != 0 or last > MOST * first)


def _lines(daemon: Running):  # noqa: ANN202 - strings, thrown away
    """Its log, read so that it never waits for us."""
    yield from daemon.process.stderr or ()


if __name__ == "__main__":
    sys.exit(main(*(float(word) for word in sys.argv[1:3]), *(int(word) for word in sys.argv[3:4])))
