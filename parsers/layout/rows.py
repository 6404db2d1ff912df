"""The lines of one section, and the signs they begin with."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text import Span

_BULLET = re.compile(r"^\s*(?:[-–•·*▪◦‣■□○➢➤✓>\uf0b7\uf0a7]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of one section."""

    text: str
    spans: Sequence[Span]

    def words(self, number: int) -> str:
        """What row `number` says."""
        return self.spans[number].of(self.text)

    def gap(self, number: int) -> int:
        """How many line ends lie between row `number` and the one before."""
        return self.text.count("\n", self.spans[number - 1].end, self.spans[number].start) if number else 9

    def at(self, offset: int) -> int:
        """The number of the row that ends at or after `offset`."""
        return bisect_left(self.spans, offset, key=lambda span: span.end)

    def inset(self, number: int) -> int:
        """How far from the margin row `number` begins, in characters."""
        return self.spans[number].start - self.text.rfind("\n", 0, self.spans[number].start) - 1

    def bulleted(self, number: int) -> bool:
        """Whether row `number` begins with a bullet or an item's number."""
        line = self.text.rfind("\n", 0, self.spans[number].start) + 1
        return bool(_BULLET.match(self.text[line : self.spans[number].end]))
