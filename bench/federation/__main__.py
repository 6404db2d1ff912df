"""A deadline evening on one, two and four workers in turns: what each takes in and reads, and what holds them up.

    python -m bench.federation [--mails N] [--mailboxes N] [--workers N ...] [--rounds N] [--beside CHECKOUT]

Real commands on a real PostgreSQL (fsync on) and Dovecot. A worker is a machine: a process group with a folder of its
own and one process that reads (`limits.workers = 1`), so that it uses about one core. The mails are the sample mailbox
again and again, scans and all, a notice for each copy. Two thirds lie in the mailboxes at the start: throughput. The
others come one by one at seven tenths of that: latency, from a mail's coming into the mailbox until its application
stands in the store. The evening of 10,000 mails over 50 mailboxes: `--mails 10000 --mailboxes 50 --workers 2 4`.
With another CHECKOUT each evening is held there as well, in turn.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.federation.database import OPTIONS
from bench.federation.evenings import Surroundings, hold
from bench.federation.mails import evening
from tests.servers import postgres
from tests.servers.dovecot import PASSWORD, Dovecot

if TYPE_CHECKING:
    from bench.federation.evenings import Evening
    from bench.federation.mails import Delivered
    from tests.servers.postgres import Postgres

HERE = Path(__file__).parents[2]


def main() -> None:
    """Holds the evenings and prints a line for each."""
    asked = _arguments()
    os.environ["CANDIDATURES_TEST"] = PASSWORD
    mails = evening(asked.mails, asked.mailboxes)
    checkouts = {"here": HERE} | ({"other": asked.beside.resolve()} if asked.beside else {})
    print(f"{len(mails)} mails over {asked.mailboxes} mailboxes; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    alone: dict[str, float] = {}
    with postgres.running(connections=30 + 25 * max(asked.workers), options=OPTIONS) as cluster:
        for _ in range(asked.rounds):
            for workers in asked.workers:
                for name, checkout in checkouts.items():
                    held = _held(cluster, checkout, mails, asked, workers)
                    if workers == 1:
                        alone[name] = held.rate
                    print(f"\n{name}, {workers} workers; load {os.getloadavg()[0]:.1f}")
                    print(*_told(held, alone.get(name)), sep="\n", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A deadline evening on several workers.")
    parser.add_argument("--mails", type=int, default=141)
    parser.add_argument("--mailboxes", type=int, default=8)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--interval", type=int, default=10, help="seconds between two polls of a mailbox")
    parser.add_argument("--beside", type=Path, help="another checkout of this project")
    return parser.parse_args()


def _held(
    cluster: Postgres, checkout: Path, mails: list[Delivered], asked: argparse.Namespace, workers: int
) -> Evening:
    accounts = [f"box{number}" for number in range(asked.mailboxes)]
    with tempfile.TemporaryDirectory() as folder, Dovecot(accounts) as server:
        return hold(Surroundings(cluster, server, Path(folder), mails), checkout, workers, asked.interval)


def _told(held: Evening, alone: float | None) -> list[str]:
    def each(seconds: float) -> str:
        return f"{1000 * seconds / held.read:.0f}"

    lines = [f"  read {held.read}, {held.rate:.2f} a second, {held.rate / held.workers:.2f} a worker"]
    if alone is not None and held.workers > 1:
        lines[0] += f", {held.rate / alone:.2f} times one worker"
    spent = {"the workers": held.own, "their readers": held.pool}
    spent |= {"PostgreSQL": held.database, "Dovecot": held.mail_server}
    lines.append("  ms of processor a mail: " + ", ".join(f"{each(value)} {name}" for name, value in spent.items()))
    lines.append(f"  MiB at the most, each with its readers: {', '.join(map(str, held.largest))}")
    if held.latencies:
        last = held.latencies[-1]
        high = held.latencies[min(len(held.latencies) - 1, round(0.95 * len(held.latencies)))]
        middle = statistics.median(held.latencies)
        lines.append(f"  latency of {len(held.latencies)}: median {middle:.1f} s, p95 {high:.1f}, most {last:.1f}")
    if (asked := held.asked) is not None:
        lines.append(
            f"  statements a mail: {asked.all / held.read:.0f} ({each(asked.seconds)} ms), of them the queue's "
            f"{asked.queue / held.read:.0f} ({each(asked.queue_seconds)} ms); "
            f"waited for other writers {each(asked.waited)} ms; "
            f"somebody writes {100 * held.held:.0f} % of the time"
        )
    return lines


if __name__ == "__main__":
    main()
