"""What a worker and all that it started take together: a limit on each alone does not bound their sum."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Of one worker's whole family; memory and disk in bytes."""

    processes: int
    """Threads counted, as the kernel counts them."""
    memory: int
    disk: int

    @classmethod
    def of(cls, pid: int, folder: Path) -> Tally:
        """As it is now. Memory that a process shares with its parent counts for both."""
        family = list(_family(pid))
        return cls(processes=sum(map(_threads, family)), memory=sum(map(_resident, family)), disk=_held(folder))


def _family(pid: int) -> Iterator[int]:
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += children(one)


def children(pid: int) -> list[int]:
    """The processes that one has started and that still are: proc(5), children."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found += map(int, (task / "children").read_text("ascii").split())
    return found


def _threads(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/task").iterdir()))
    except OSError:  # it has just ended
        return 0


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE
    except (OSError, IndexError):  # it has just ended
        return 0


def _held(folder: Path) -> int:
    """Bytes of the files below a folder; of one that is a worker's own mount nothing is seen, and it has its size."""
    total = 0
    for at, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += (Path(at) / name).lstat().st_blocks * 512
    return total
