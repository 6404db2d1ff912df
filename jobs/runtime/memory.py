"""The memory of the machine: what is loaded stays, what a pass has freed goes back; who was killed for want of it."""

from __future__ import annotations

import ctypes
import gc
from pathlib import Path

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
