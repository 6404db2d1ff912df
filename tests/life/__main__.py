"""Lives that nobody scripts, each from its seed.

    python -m tests.life SEED [STEPS] [--postgresql] [--shorten]            one life, shortened where it fails
    python -m tests.life --lives N [STEPS] [--from SEED] [--processes P]   many, and what they met

Of many every other lives on PostgreSQL.

Status 1 where an invariant broke, or where something was met by no life.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from tests.life import processes
from tests.life.coverage import table, unmet
from tests.life.lives import live
from tests.life.shortening import shortened
from tests.life.world import Met, prepared
from tests.servers import postgres

if TYPE_CHECKING:
    from collections.abc import Iterable


def main(words: list[str]) -> int:
    """As the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tests.life")
    parser.add_argument("numbers", nargs="*", type=int)
    parser.add_argument("--lives", type=int)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--shorten", action="store_true")
    given = parser.parse_args(words)
    if given.lives is None:
        seed, steps = (*given.numbers, 300)[:2] if given.numbers else (1, 300)
        return _one(seed, steps, on_postgresql=given.postgresql, shorten=given.shorten)
    return _many(range(given.first, given.first + given.lives), (*given.numbers, 300)[0], given.processes)


def _one(seed: int, steps: int, *, on_postgresql: bool, shorten: bool) -> int:
    with prepared(), ExitStack() as stack:
        cluster = stack.enter_context(postgres.running()) if on_postgresql else None
        lived = live(str(seed), steps, cluster=cluster)
        print("\n".join(lived.told))  # noqa: T201 - its answer
        if lived.broken is None:
            print(f"seed {seed}: nothing broke in {steps} steps")  # noqa: T201
            return 0
        print(lived.trace, f"seed {seed}, step {lived.at}, {lived.act}: {lived.broken}", sep="\n")  # noqa: T201
        if shorten:
            fewest = shortened(lived, lambda only: live(str(seed), steps, only=only, cluster=cluster))
            print("\n".join(fewest.told), f"{fewest.act}: {fewest.broken}", sep="\n")  # noqa: T201
    return 1


def _many(seeds: Iterable[int], steps: int, count_of: int) -> int:
    began, met, broken, count = time.monotonic(), Met(), 0, 0
    with multiprocessing.get_context("spawn").Pool(count_of, initializer=processes.begin) as pool:
        for lived in pool.imap_unordered(processes.lived, ((seed, steps) for seed in seeds)):
            met, count = met + lived.met, count + 1
            broken += lived.broken is not None
            told: dict[str, Any] = {"seed": lived.seed, "steps": len(lived.told), "broken": lived.broken}
            if lived.broken is not None:
                told |= {"at": lived.at, "act": lived.act}
                print(lived.trace, file=sys.stderr, flush=True)  # noqa: T201
            print(json.dumps(told, ensure_ascii=False), flush=True)  # noqa: T201
    print("\n".join(table(met)))  # noqa: T201
    missing = unmet(met)
    print(f"{count} lives of {steps} steps, {broken} broken, {time.monotonic() - began:.0f} s; never met: {missing}")  # noqa: T201
    return int(bool(broken or missing))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
