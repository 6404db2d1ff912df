"""Looks at running processes through /proc."""

from __future__ import annotations

from pathlib import Path


def below(pid: int) -> set[int]:
    """A process and all its descendants, whichever thread began them."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        found.add(one)
        try:
            lists = [path.read_text() for path in Path(f"/proc/{one}/task").glob("*/children")]
        except OSError:
            continue  # it ended meanwhile
        waiting += [int(child) for line in lists for child in line.split() if int(child) not in found]
    return found
