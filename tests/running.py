"""The daemon, and workers, in processes of their own, and what they say."""

from __future__ import annotations

import json
import os
import signal
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg

from tests import commands, mailboxes

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.forking import Forked

ROOT = Path(__file__).parent.parent


class Running:
    """`candidatures run`; its log lines are read as they come. Killed at the end of the block, if it still runs."""

    def __init__(self, config: Path, *words: str, environment: dict[str, str] | None = None) -> None:
        told = ["run", "--log-format", "json", "--config", str(config), *words]
        ear, mouth = os.pipe()
        self._said = os.fdopen(ear, encoding="utf-8")
        self.process = commands.begin(told, [0, 1, mouth], environment=environment)
        os.close(mouth)
        self.lines: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.process.kill()
        self.process.wait()
        self._said.close()

    def until(self, event: str, wanted: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """Read on until a line of this event comes; a daemon that ends without it is an error."""
        for line in self._said:
            said = json.loads(line) if line.startswith("{") else {"event": line.strip()}
            self.lines.append(said)
            if said["event"] == event and wanted(said):
                return said
        raise AssertionError(f"{event!r} was never said: {self.lines[-5:]}")

    def send(self, number: signal.Signals) -> None:
        """A signal."""
        self.process.send_signal(number)

    def ended(self, seconds: float = 600.0) -> int:
        """Wait for its end and read the rest; the exit status."""
        rest = self._said.read()
        self.lines += [json.loads(line) for line in rest.splitlines() if line.startswith("{")]
        return self.process.wait(seconds)

    def said(self, event: str) -> list[dict[str, Any]]:
        """All lines of an event read so far."""
        return [line for line in self.lines if line["event"] == event]


class Workers:
    """`candidatures worker`, some of them; what they log comes by one pipe. Killed at the end of the block."""

    def __init__(self, configuration: Path) -> None:
        self.configuration = configuration
        self.url = next(
            line.split('"')[1] for line in configuration.read_text("utf-8").splitlines() if line.startswith("url")
        )
        self.lines: list[dict[str, Any]] = []
        self._ear, self._mouth = os.pipe()
        self._said = os.fdopen(self._ear)
        self._cleaning = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._cleaning.close()
        os.close(self._mouth)
        self._said.close()

    def start(self, name: str, configuration: Path | None = None, **more: str) -> Forked:
        """One more, of this name; another machine has a configuration of its own."""
        process = commands.begin(
            ["worker", "--name", name, "--log-format", "json"],
            [0, 1, self._mouth],
            environment=mailboxes.environment(configuration or self.configuration, **more),
        )
        self._cleaning.callback(process.wait)
        self._cleaning.callback(process.kill)
        return process

    def until(self, is_so: Callable[[], bool]) -> None:
        """Read on what they say, until that is so."""
        for line in self._said:
            self.lines.append(json.loads(line) if line.startswith("{") else {"event": line.strip()})
            if is_so():
                return
        raise AssertionError(self.lines[-5:])

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Of the database they share."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()  # type: ignore[arg-type]  # the test's own words

    def are_through(self) -> bool:
        """Every mailbox was polled, and nothing waits to be read."""
        polled = self.ask("SELECT count(*) FROM mailboxes WHERE last_success_at IS NOT NULL")[0][0]
        return polled == 2 and not self.ask("SELECT 1 FROM messages WHERE state = 'archived'")

    def read(self) -> list[int]:
        """The messages in the order in which they were read, as the log has them."""
        return [line["message"] for line in self.lines if line["event"] == "message read"]


def stopped(*processes: Forked) -> list[int]:
    """How they end that are asked to."""
    for process in processes:
        process.send_signal(signal.SIGTERM)
    return [process.wait(600) for process in processes]


def command(config: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Another command beside it."""
    return commands.run([*words, "--config", str(config)])
