"""How a child is ended: by a signal, and by a clock of its own where the kernel lets nobody signal another.

A worker of `jobs.sandbox` may signal only itself where nothing else keeps others from it (see its `syscalls`).
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress


def by_itself(seconds: float) -> None:
    """In the child: it ends when so much time has passed on the wall's clock, from now; exec changes nothing."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def kill(pid: int) -> None:
    """At once, where that is allowed; of a negative number, that group."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
