"""What workers can do where a wall is missing, in JSON.

python -m tests.walls WALLS wall_probes.py full|weak FOLDER held|reached
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[3])]

import worker_deeds  # noqa: E402 - where it is found stands above

from jobs.sandbox import namespaces  # noqa: E402 - as above
from jobs.sandbox import pool as pools  # noqa: E402 - as above
from jobs.sandbox.answers import TaskFailed  # noqa: E402 - as above
from jobs.sandbox.confinement import Confinement, missing_walls, protections, unconfined  # noqa: E402 - as above
from jobs.sandbox.pool import Pool  # noqa: E402 - as above
from jobs.sandbox.zygote import readable_paths  # noqa: E402 - as above
from tests.processes import below  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable


pools._BOOT = pools._BOOT.replace("; from", "; from jobs.sandbox import zygote; zygote.warm_up = int; from")
"""The deeds read no paper: the zygote reads none before, which is most of its start."""


def told(pool: Pool, deed: Callable[..., Any], *arguments: object) -> Any:
    """What it gave, or the failure in words."""
    try:
        return pool.submit(deed, *arguments).result()
    except TaskFailed as failed:
        return str(failed)


def reached(pool: Pool, folder: Path) -> dict[str, object]:
    """What a worker can do to others and to their files: none of it may be done."""
    secret = folder / "secret"
    secret.write_text("as it was")
    return {
        "daemon": told(pool, worker_deeds.done_to_another, os.getpid()),
        "zygote": told(pool, worker_deeds.done_to_the_parent),
        "everybody": told(pool, worker_deeds.everybody_killed),
        "surroundings": told(pool, worker_deeds.read_from, f"/proc/{os.getpid()}/environ"),
        "memory": told(pool, worker_deeds.read_from, f"/proc/{os.getpid()}/mem"),
        "a sibling": told(pool, worker_deeds.a_sibling),
        "read": told(pool, worker_deeds.read_from, str(secret)),
        "written": told(pool, worker_deeds.write_to, str(secret)),
        "changed": told(pool, worker_deeds.change, str(secret)),
        "emptied": told(pool, worker_deeds.emptied, str(secret)),
        "connected": told(pool, worker_deeds.connect, 9),
        "left": secret.read_text() if secret.exists() else None,
    }


def held(pool: Pool, folder: Path) -> dict[str, object]:
    """Whether what it starts is bounded and ends with it."""
    before = below(pool.zygote_pid or 0)
    return {
        "write": told(pool, worker_deeds.write_to, str(folder / "outside")),
        "socket": told(pool, worker_deeds.connect, 9),
        "patience": told(pool, worker_deeds.lose_patience),
        "forks": told(pool, worker_deeds.fork_bomb),
        "left": told(pool, worker_deeds.leave_a_child),
        "still there": not below(pool.zygote_pid or 0) <= before,
    }


def main(how: str, folder: str, what: str) -> None:
    """Try the deeds under full or weak confinement."""
    limits = Confinement(weak=how == "weak")
    with Pool(1, seconds=30, preload=("worker_deeds",), confinement=limits) as pool:
        found = {"double": told(pool, worker_deeds.double, 4)}
        if found["double"] == 8:
            found |= {"who": told(pool, worker_deeds.identity)[0], "root": namespaces.is_root(readable_paths())}
            found |= {"itself": told(pool, worker_deeds.signal_itself)}
            found |= {"reached": reached, "held": held}[what](pool, Path(folder))
    found |= {"missing": missing_walls(), "offered": protections(), "sentence": unconfined(weak=limits.weak)}
    print(json.dumps(found))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
