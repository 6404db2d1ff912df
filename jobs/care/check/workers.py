"""What workers are held by, and whether what they may take together is there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jobs.care.check.result import USAGE, fault, note, ok
from jobs.runtime.memory import lowest_ceiling
from jobs.sandbox import namespaces
from jobs.sandbox.confinement import protections, unconfined
from jobs.sandbox.zygote import readable_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.care.check.result import CheckResult
    from jobs.config.settings import LimitSettings
    from jobs.runtime.memory import Ceiling

OWN = 512 << 20
"""What the program and the process that workers are forked from take: 200 MiB each, measured, and some."""
WAITING = 2
"""So many mails are in memory beyond those that workers read."""
ROOT = (
    "workers are root, without its rights: no other user may read the program, or be taken. Install it and Python"
    " where all may read (/opt), or run it as a user of its own"
)


def run(limits: LimitSettings) -> Iterator[CheckResult]:
    """Their walls, who they are, their memory."""
    yield _walls(limits)
    if namespaces.is_root(readable_paths()):
        yield note("sandbox user", ROOT)
    if ceiling := lowest_ceiling():
        yield memory(limits, limits.workers or len(os.sched_getaffinity(0)), ceiling)


def _walls(limits: LimitSettings) -> CheckResult:
    weak = limits.of_a_worker.weak
    if sentence := unconfined(weak=weak):
        return fault("sandbox", sentence, 0 if weak else USAGE)
    there = [name for name, offered in protections().items() if offered]
    there += ["namespaces"] if namespaces.are_given() else []
    return ok("sandbox", f"workers are confined by {', '.join(there)}")


def at_most(limits: LimitSettings, workers: int) -> int:
    """Bytes that the program and so many workers may take together, each at its limit."""
    return OWN + (workers + WAITING) * (limits.message_mib << 20) + workers * limits.of_a_worker.most


def memory(limits: LimitSettings, workers: int, ceiling: Ceiling) -> CheckResult:
    """Whether all of them at their limits still fit."""
    needed = at_most(limits, workers)
    told = f"the program and {workers} workers take {_gib(needed)} at most, {ceiling.of} has {_gib(ceiling.bytes)}"
    if needed <= ceiling.bytes:
        return ok("memory", told)
    fitting = max([1, *(fewer for fewer in range(1, workers) if at_most(limits, fewer) <= ceiling.bytes)])
    wish = f"raise MemoryMax (mem_limit), or set limits.workers = {fitting}"
    sentence = f"{told}: where it runs short, the kernel ends a worker and its file is shown as not read; {wish}"
    return note("memory", sentence)


def _gib(size: int) -> str:
    return f"{size / (1 << 30):.1f} GiB"
