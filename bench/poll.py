"""Seconds a document and peak memory of a poll over a folder of deliveries, from an empty store, OCR included.

    python bench/poll.py [FOLDER]      (tests/data/sample-mailbox without one)

Memory is the proportional set size (PSS) of the command and of every process below it, added up at the same moment:
pages that processes share count once. The mail server is not part of it. Needs Dovecot, and an idle machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.mailboxes import configure, deliver, environment, export  # noqa: E402
from tests.processes import below  # noqa: E402
from tests.servers.dovecot import Dovecot  # noqa: E402

POLL = [sys.executable, "-m", "jobs", "poll"]
EVERY = 0.02
"""Seconds between two looks at the processes."""
MEBIBYTE = 1024
"""In KiB, as /proc counts."""


def shares(pid: int) -> Counter[str]:
    """KiB of a process tree by program, shared pages divided among those who share them."""
    found: Counter[str] = Counter()
    for one in below(pid):
        try:
            rows = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            name = Path(f"/proc/{one}/comm").read_text().strip()
        except OSError:
            continue  # it ended between two looks
        found[name] += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return found


def timed(configuration: Path) -> float:
    """Seconds of one poll that nobody watches."""
    began = time.perf_counter()
    subprocess.run(POLL, env=environment(configuration), cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def watched(configuration: Path) -> Counter[str]:
    """The processes' memory when it was most during one poll; looking takes time of its own."""
    with subprocess.Popen(POLL, env=environment(configuration), cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        most: Counter[str] = Counter()
        while process.poll() is None:
            most = max(most, shares(process.pid), key=lambda found: found.total())
            time.sleep(EVERY)
    return most


def main() -> None:
    """Deliver, poll twice, each time from an empty store, and print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests/data/sample-mailbox"
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second, Dovecot() as server:
        deliver(server, folder)
        load = os.getloadavg()[0]
        configuration = configure(server, Path(first))
        seconds = timed(configuration)
        most = watched(configure(server, Path(second)))
        documents = [item for row in json.loads(export(configuration, text=False)) for item in row["documents"]]
    scanned = sum(item["method"] == "ocr" for item in documents)
    print(f"{len(documents)} documents, {scanned} of them by OCR; load before: {load:.1f} on {os.cpu_count()} cores")
    print(f"{seconds:.1f} s, {seconds / len(documents):.2f} s/document")
    print(f"peak memory of all processes: {most.total() / MEBIBYTE:.0f} MiB", end=" ")
    print("(" + ", ".join(f"{name} {size / MEBIBYTE:.0f}" for name, size in most.most_common()) + ")")


if __name__ == "__main__":
    main()
