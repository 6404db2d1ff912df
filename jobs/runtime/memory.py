"""The memory of the machine: what is loaded stays, what a pass has freed goes back; who was killed for want of it."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""glibc's; other C libraries have no such word."""
_ROUND = 30_000
"""Objects that may come before the collector looks at the young ones: some megabytes."""


def give_back() -> None:
    """Free what only hangs together in circles (a fault with its frames), and let the heap shrink: malloc_trim(3)."""
    gc.collect()
    if _TRIM is not None:
        _TRIM(0)


def settle() -> None:
    """Take what is loaded by now out of the collector's rounds, as a full one goes through it for 0.1 s; and have a
    round when a batch of mail has been looked at rather than fifty times in it, for it leaves no circles behind.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ROUND, *gc.get_threshold()[1:])


def kernel_kills(statistics: Path = Path("/proc/vmstat")) -> int:
    """How many processes the kernel has killed for want of memory since the machine started: proc(5), vmstat."""
    try:
        lines = statistics.read_text("ascii").splitlines()
    except OSError:  # not a Linux, or hidden: then no death is known to be one
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ceiling:
    """Bytes of memory that something may have."""

    bytes: int
    of: str
    """This machine, or a group of processes: a unit of systemd, a container."""


def lowest_ceiling(proc: Path = Path("/proc"), groups: Path = Path("/sys/fs/cgroup")) -> Ceiling | None:
    """The least that the machine, this process's groups and our own units have; None where nothing is told."""
    return min(_ceilings(proc, groups), key=lambda ceiling: ceiling.bytes, default=None)


def _ceilings(proc: Path, groups: Path) -> Iterator[Ceiling]:
    with suppress(OSError, ValueError, StopIteration):
        lines = (proc / "meminfo").read_text("ascii").splitlines()
        kib = next(int(line.split()[1]) for line in lines if line.startswith("MemTotal:"))
        yield Ceiling(bytes=kib << 10, of="this machine")
    for group in (*_groups_of_ours(proc, groups), *groups.glob("system.slice/candidatures*.service")):
        with suppress(OSError, ValueError):  # "max": no limit
            of = group.name if group != groups else "this container"
            yield Ceiling(bytes=int((group / "memory.max").read_text("ascii")), of=of)


def _groups_of_ours(proc: Path, groups: Path) -> Iterator[Path]:
    """This process's group and those around it: cgroups(7), version 2."""
    with suppress(OSError, StopIteration):
        lines = (proc / "self" / "cgroup").read_text("utf-8").splitlines()
        own = groups / next(line for line in lines if line.startswith("0::"))[3:].lstrip("/")
        yield own
        yield from (folder for folder in own.parents if folder.is_relative_to(groups))
