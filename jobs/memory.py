"""Memory that a pass has used and freed goes back to the system."""

from __future__ import annotations

import ctypes
import gc

_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""glibc's; other C libraries have no such word."""


def give_back() -> None:
    """Free what only hangs together in circles (a fault with its frames), and let the heap shrink: malloc_trim(3)."""
    gc.collect()
    if _TRIM is not None:
        _TRIM(0)
