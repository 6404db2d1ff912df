"""Worker processes as machines: each with a folder of its own; what they share is the database and the archive."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.mailboxes import environment
from tests.processes import below

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.dovecot import Dovecot

CONFIGURATION = """\
[store]
url = "{store}"
archive = "{archive}"

[daemon]
interval = {interval}

[limits]
workers = 1

"""
MAILBOX = """\
[[mailboxes]]
name = "{name}"
url = "{url}"
password_env = "CANDIDATURES_TEST"
ca_file = "{ca}"

"""
NOTICE = """\
[[notices]]
slug = "{word}"
title = "Poste {word}"
subject = "Recrutement {word}"
closes_at = {closes}
timezone = "Europe/Brussels"
internal_domains = ["cdm.example"]

"""
TICKS = os.sysconf("SC_CLK_TCK")


def configuration(place: Path, server: Dovecot, notices: Mapping[str, int], *, store: str, interval: int) -> str:
    """One for every machine; `place` has the archive, `notices` in how many days each closes."""
    boxes = "".join(MAILBOX.format(name=name, url=server.url(name), ca=server.ca_file) for name in server.accounts)
    today = date.today()  # noqa: DTZ011 - tomorrow is a day that is to come, wherever one is
    posts = "".join(NOTICE.format(word=word, closes=today + timedelta(days=days)) for word, days in notices.items())
    return CONFIGURATION.format(store=store, archive=place / "archive", interval=interval) + boxes + posts


def seconds(pid: int) -> float:
    """Of processor, of a process and of all below it, those that have ended too."""
    return sum(_times(one)[0] + _times(one)[1] for one in below(pid))


def own_seconds(pid: int) -> float:
    """Of processor, of this process alone."""
    return _times(pid)[0]


def _times(pid: int) -> tuple[float, float]:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended: its parent has its time
        return 0.0, 0.0
    own, ended = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
    return own / TICKS, ended / TICKS


def size(pid: int) -> int:
    """MiB of a process and of all below it now; pages that some of them share count once (PSS)."""
    found = 0
    for one in below(pid):
        with suppress(OSError):  # it ended meanwhile
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            found += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return found >> 10


class Machines:
    """`candidatures worker`, some of them, of this checkout or another's. Stopped at the end of the block."""

    def __init__(self, checkout: Path, folder: Path, text: str, count: int) -> None:
        self._checkout, self._folder, self._text, self._count = checkout, folder, text, count
        self._cleaning = ExitStack()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.largest: Counter[int] = Counter()
        """MiB at the most by worker, with all that read for it."""
        self._looked = 0.0

    def __enter__(self) -> Self:
        for number in range(self._count):
            self.processes.append(self._start(number))
        return self

    def __exit__(self, *exc: object) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        self._cleaning.close()

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        place = self._folder / f"machine{number}"
        place.mkdir()
        (place / "candidatures.toml").write_text(self._text, "utf-8")
        log = self._cleaning.enter_context((place / "log").open("wb"))
        words = ["-m", "jobs", "worker", "--name", f"machine{number}", "--log-format", "json"]
        process = subprocess.Popen(
            [sys.executable, *words],
            env=environment(place / "candidatures.toml", PYTHONPATH=str(self._checkout)),
            cwd=self._checkout,
            stderr=log,
            start_new_session=True,
        )
        self._cleaning.callback(process.wait, 60)
        return process

    def told(self, event: str) -> int:
        """How often they said so in their logs."""
        return sum(self.told_by_each(event))

    def told_by_each(self, event: str) -> list[int]:
        """The same of each of them."""
        return [len(lines) for lines in self._lines(event)]

    def last_read(self) -> list[float]:
        """When each of them that read a mail had read its last (seconds of the epoch)."""
        found = [lines[-1]["timestamp"] for lines in self._lines("message read") if lines]
        return [datetime.fromisoformat(at).timestamp() for at in found]

    def _lines(self, event: str) -> list[list[dict[str, Any]]]:
        """What each said of an event."""
        found = []
        for log in sorted(self._folder.glob("machine*/log")):
            lines = (json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{"))
            found.append([line for line in lines if line["event"] == event])
        return found

    def check(self) -> None:
        """Raises where one has ended."""
        for number, process in enumerate(self.processes):
            if process.poll() is not None:
                log = (self._folder / f"machine{number}/log").read_text("utf-8")
                raise SystemExit(f"machine{number} ended with {process.returncode}: {log[-1000:]}")

    def look(self) -> None:
        """Notes how large they are, once a second: to look costs milliseconds."""
        if time.monotonic() < self._looked + 1:
            return
        self._looked = time.monotonic()
        for number, process in enumerate(self.processes):
            self.largest[number] = max(self.largest[number], size(process.pid))

    @property
    def spent(self) -> tuple[float, float]:
        """Seconds of processor of all: of their own processes, and of those that read for them."""
        own = sum(own_seconds(process.pid) for process in self.processes)
        return own, sum(seconds(process.pid) for process in self.processes) - own
