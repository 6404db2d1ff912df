"""The daemon in a process of its own, and what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent


class Running:
    """`candidatures run`; its log lines are read as they come. Killed at the end of the block, if it still runs."""

    def __init__(self, config: Path, *words: str, environment: dict[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "jobs", "run", "--log-format", "json", "--config", str(config), *words]
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=environment)
        self.lines: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()

    def until(self, event: str, wanted: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """Read on until a line of this event comes; a daemon that ends without it is an error."""
        assert self.process.stderr
        for line in self.process.stderr:
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
        _, rest = self.process.communicate(timeout=seconds)
        self.lines += [json.loads(line) for line in rest.splitlines() if line.startswith("{")]
        return self.process.returncode

    def said(self, event: str) -> list[dict[str, Any]]:
        """All lines of an event read so far."""
        return [line for line in self.lines if line["event"] == event]


def command(config: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Another command beside it."""
    return subprocess.run(
        [sys.executable, "-m", "jobs", *words, "--config", str(config)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
