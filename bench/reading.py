"""Processor time of reading the facts of a dossier, here and in another checkout, as a ratio.

    python -m bench.reading OTHER_CHECKOUT [DOSSIERS] [ROUNDS]

Each checkout has a process of its own, which reads one dossier before it counts. In each of the rounds (5) both read
the same invented dossiers (40), that no round has read before, one checkout after the other, so that what else the
machine does weighs on both alike. The time of loading is printed apart.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent
DOSSIERS = HERE / "tests/corpus/candidates/open"
READER = """
import json, sys, time
began = time.process_time()
from tests.corpus.evaluate import sources_of
dossiers = [json.loads(open(path, encoding="utf-8").read()) for path in json.loads(sys.argv[1])]
sources_of(dossiers[0])
print(time.process_time() - began, flush=True)
for line in sys.stdin:
    first, last = map(int, line.split())
    began = time.process_time()
    for dossier in dossiers[first:last]:
        sources_of(dossier)
    print(time.process_time() - began, flush=True)
"""


class Reader:
    """A process that reads the dossiers with a checkout's parsers, each time it is told to."""

    def __init__(self, checkout: Path, paths: list[str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", READER, json.dumps(paths)],
            cwd=checkout,
            env={"PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.loading = self._seconds()

    def read(self, first: int, last: int) -> float:
        """Processor seconds of reading the dossiers from `first` to `last`, the end exclusive."""
        assert self._process.stdin
        self._process.stdin.write(f"{first} {last}\n")
        self._process.stdin.flush()
        return self._seconds()

    def end(self) -> None:
        """End the process."""
        self._process.communicate()

    def _seconds(self) -> float:
        assert self._process.stdout
        return float(self._process.stdout.readline())


def main(other: Path, number: int = 40, rounds: int = 5) -> None:
    """Print what a dossier costs in each checkout, and the ratio."""
    paths = [str(path) for path in sorted(DOSSIERS.glob("*.json"))[: 1 + number * rounds]]
    readers = {"other": Reader(other, paths), "here": Reader(HERE, paths)}
    times: dict[str, list[float]] = {name: [] for name in readers}
    for first in range(1, len(paths), number):
        for name, reader in readers.items():
            times[name].append(reader.read(first, first + number))
    for name, reader in readers.items():
        reader.end()
        dossier = sum(times[name]) / (len(paths) - 1) * 1000
        sys.stdout.write(f"{name}: loading {reader.loading:.2f} s, a dossier {dossier:.1f} ms\n")
    ratios = [here / there for there, here in zip(times["other"], times["here"], strict=True)]
    told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    sys.stdout.write(f"here / other: {sum(times['here']) / sum(times['other']):.2f} (rounds: {told})\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *map(int, sys.argv[2:]))
