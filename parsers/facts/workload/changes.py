"""Periods that became fewer: "de 22 périodes, je suis tombée à 16", "von 24 Stunden auf 18 reduziert"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.workload.quantities import WHOLES, quantities
from parsers.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHANGED, _FROM, _BECOMES = (vocabulary(f"shares.{name}") for name in ("changed", "from", "becomes"))

_BETWEEN = re.compile(r"[^.;:\d]{0,40}")
_NEAR = 45


def reduced(text: str) -> Iterator[tuple[int, int, float]]:
    """The part that is left of a full load in a folded sentence that tells both, and where it stands."""
    for full, left in pairwise(quantities(text)):
        if full.value not in WHOLES or not 1 < left.value < full.value or not (full.unit or left.unit):
            continue
        if _FROM.before(text, full.start) is None or _BECOMES.before(text, left.start) is None:
            continue
        around = max(0, full.start - _NEAR), min(len(text), left.end + _NEAR)
        if _BETWEEN.fullmatch(text, full.end, left.start) and _CHANGED.search(text, *around):
            yield full.start, left.end, left.value / full.value
