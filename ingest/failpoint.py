"""Named points at which a test may have the process killed, to show that nothing is lost or doubled there.

`reach("archive.fsync")` does nothing, unless the environment variable CANDIDATURES_FAILPOINT names that point: then the
process kills itself with SIGKILL, as a power cut would. "archive.fsync:3" kills at the third time the point is reached.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

VARIABLE = "CANDIDATURES_FAILPOINT"

_reached: Counter[str] = Counter()


def reach(point: str) -> None:
    """Pass the point of this name, or die there."""
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return
    name, _, times = wanted.partition(":")
    _reached[point] += 1
    if point == name and _reached[point] == int(times or 1):
        os.kill(os.getpid(), signal.SIGKILL)
