"""What a worker and all that it started take together: a limit on each alone does not bound their sum."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MOST = 1 << 16
"""Bytes of a list of children: far more of them than any worker may have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """Of one worker's whole family; memory and disk in bytes."""

    processes: int
    """Threads counted, as the kernel counts them."""
    memory: int
    disk: int

    @classmethod
    def of(cls, pid: int, folder: Path) -> Usage:
        """As it is now. Memory that a process shares with its parent counts for both."""
        processes = memory = 0
        for one, threads in _family(pid):
            processes += len(threads)
            memory += _resident(one)
        return cls(processes=processes, memory=memory, disk=_held(str(folder)))


def _family(pid: int) -> Iterator[tuple[int, list[str]]]:
    """A process and all below it, with the threads of each."""
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        threads = _threads(one)
        yield one, threads
        waiting += _started_by(one, threads)


def children(pid: int) -> list[int]:
    """The processes that one has started and that still are: proc(5), children."""
    return _started_by(pid, _threads(pid))


def _started_by(pid: int, threads: list[str]) -> list[int]:
    return [int(word) for thread in threads for word in _words(f"/proc/{pid}/task/{thread}/children")]


def _threads(pid: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - names are enough, four times a second for each
    except OSError:  # it has just ended
        return []


def _resident(pid: int) -> int:
    words = _words(f"/proc/{pid}/statm")
    return int(words[1]) * _PAGE if words else 0


def _words(path: str) -> list[bytes]:
    """Of a file of the kernel's, short as they are; of a process that has just ended, none."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return []
    try:
        return os.read(handle, _MOST).split()
    except OSError:
        return []
    finally:
        os.close(handle)


def _held(folder: str) -> int:
    """Bytes of the files below a folder; of one that is a worker's own mount nothing is seen, and it has its size."""
    total = 0
    for at, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.lstat(f"{at}/{name}").st_blocks * 512
    return total
