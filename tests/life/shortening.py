"""A life that breaks, made short: steps are left out as long as the same thing breaks (Zeller's ddmin)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from tests.life.lives import Lived


def shortened(lived: Lived, again: Callable[[Collection[int]], Lived]) -> Lived:
    """The shortest that was found. Each step has dice of its own, so that the others stay as they were."""
    steps, best, parts = list(range(lived.at + 1)), lived, 2
    while len(steps) >= 2:
        size = max(len(steps) // parts, 1)
        for start in range(0, len(steps), size):
            fewer = steps[:start] + steps[start + size :]
            tried = again(fewer) if fewer else best
            if fewer and tried.broken is not None and _kind(tried.broken) == _kind(lived.broken or ""):
                steps, best, parts = [n for n in fewer if n <= max(tried.at, 0)], tried, max(parts - 1, 2)
                break
        else:
            if size == 1:
                break
            parts = min(parts * 2, len(steps))
    return best


def _kind(broken: str) -> str:
    """The same fault, whatever the numbers and names in it."""
    return re.sub(r"\d+|qz\w+yq|[0-9a-f]{12,}", "#", broken)[:60]
