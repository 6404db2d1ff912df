"""A deadline evening on one, two and four workers in turns: what each takes in and reads, and what holds them up.

    python -m bench.federation [--mails N] [--mailboxes N] [--workers N ...] [--rounds N] [--beside CHECKOUT]

Real commands on a real PostgreSQL (fsync on) and Dovecot. A worker is a machine: a process group with a folder of its
own and one process that reads (`limits.workers = 1`), so that it uses about one core. The mails are the sample mailbox
again and again, scans and all, a notice for each copy. Two thirds lie in the mailboxes at the start: throughput. The
others come one by one at seven tenths of that: latency, from a mail's coming into the mailbox until its application
stands in the store. With another CHECKOUT each evening is held there as well, in turn.

With `--evening MINUTES` mails without scans come evenly over that time, half of them for notices that close tomorrow,
the others for such as have two months: how long each takes to be recorded and to be read, and how many wait. The rate
of 10,000 mails in an hour, for 12 minutes: `--evening 12 --mails 2000 --mailboxes 50 --interval 30 --workers 2 4`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.federation.database import OPTIONS
from bench.federation.deadline import LARGEST, hold_deadline
from bench.federation.evenings import Surroundings, hold
from bench.federation.mails import evening
from bench.federation.telling import told, told_of_deadline
from tests.servers import postgres
from tests.servers.dovecot import PASSWORD, Dovecot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.federation.evenings import Evening
    from bench.federation.mails import Delivered
    from tests.servers.postgres import Postgres

HERE = Path(__file__).parents[2]


def main() -> None:
    """Holds the evenings and prints some lines for each."""
    asked = _arguments()
    os.environ["CANDIDATURES_TEST"] = PASSWORD
    mails = evening(asked.mails, asked.mailboxes, LARGEST if asked.evening else None)
    print(f"{len(mails)} mails over {asked.mailboxes} mailboxes; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    alone: dict[str, Evening] = {}
    with postgres.running(connections=30 + 25 * max(asked.workers), options=OPTIONS) as cluster:
        for turn in _turns(asked):
            print(f"\n{turn[0]}, {turn[2]} workers; load {os.getloadavg()[0]:.1f}")
            lines = _held(cluster, turn, mails, asked, alone)
            print(*lines, f"  load {os.getloadavg()[0]:.1f} at the end", sep="\n", flush=True)


def _turns(asked: argparse.Namespace) -> Iterator[tuple[str, Path, int]]:
    checkouts = {"here": HERE} | ({"other": asked.beside.resolve()} if asked.beside else {})
    for _ in range(asked.rounds):
        for workers in asked.workers:
            for name, checkout in checkouts.items():
                yield name, checkout, workers


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=141)
    parser.add_argument("--mailboxes", type=int, default=8)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--interval", type=int, default=10, help="seconds between two polls of a mailbox")
    parser.add_argument("--evening", type=float, metavar="MINUTES", help="mails come evenly over so long")
    parser.add_argument("--beside", type=Path, help="another checkout of this project")
    return parser.parse_args()


def _held(
    cluster: Postgres,
    turn: tuple[str, Path, int],
    mails: list[Delivered],
    asked: argparse.Namespace,
    alone: dict[str, Evening],
) -> list[str]:
    """One evening's lines; `alone` has, and is told, what one worker came to in each checkout."""
    name, checkout, workers = turn
    accounts = [f"box{number}" for number in range(asked.mailboxes)]
    with tempfile.TemporaryDirectory() as folder, Dovecot(accounts) as server:
        place = Surroundings(cluster, server, Path(folder), mails)
        if asked.evening:
            return told_of_deadline(hold_deadline(place, checkout, workers, asked.interval, 60 * asked.evening))
        held = hold(place, checkout, workers, asked.interval)
        if workers == 1:
            alone[name] = held
        return told(held, alone.get(name))


if __name__ == "__main__":
    main()
