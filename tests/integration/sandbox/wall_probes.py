"""What workers can do where a wall is missing, in JSON: python -m tests.walls WALLS wall_probes.py HOW FOLDER."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[3])]

import worker_deeds  # noqa: E402 - where it is found stands above

from jobs.sandbox.answers import TaskFailed  # noqa: E402 - as above
from jobs.sandbox.confinement import Confinement, missing_walls, protections, unconfined  # noqa: E402 - as above
from jobs.sandbox.pool import Pool  # noqa: E402 - as above
from tests.processes import below  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable


def told(pool: Pool, deed: Callable[..., Any], *arguments: object) -> object:
    """What it gave, or the failure in words."""
    try:
        return pool.submit(deed, *arguments).result()
    except TaskFailed as failed:
        return str(failed)


def main(how: str, folder: str) -> None:
    """Try the deeds under full or weak confinement."""
    limits = Confinement(weak=how == "weak")
    with Pool(1, seconds=30, preload=("worker_deeds",), confinement=limits) as pool:
        first = told(pool, worker_deeds.double, 4)
        before = below(pool.zygote_pid or 0)
        found = {
            "double": first,
            "write": told(pool, worker_deeds.write_to, f"{folder}/outside"),
            "socket": told(pool, worker_deeds.connect, 9),
            "forks": told(pool, worker_deeds.fork_bomb),
            "left": told(pool, worker_deeds.leave_a_child),
        }
        found["still there"] = not below(pool.zygote_pid or 0) <= before
    found |= {"missing": missing_walls(), "offered": protections(), "sentence": unconfined(weak=limits.weak)}
    print(json.dumps(found))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
