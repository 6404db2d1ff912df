"""The lines of one section, and the signs they begin with."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.text.marks import WIDEST, line_start
from parsers.text.text import Span, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.dates.dates import DateRange

_BULLETS = frozenset("-–•·*▪◦‣■□○➢➤✓>\uf0b7\uf0a7")


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
        line = line_start(self.text, self.spans[number].start)
        first, *others = self.text[line : self.spans[number].end].split(maxsplit=1)
        item = first[-1] in ".)" and first[:-1].isdecimal() and len(first) <= 3
        return bool(others) and (first in _BULLETS or item)


_DATES_A_ROW = 24
"""Nobody writes more dates on a line: the rules that look at a date's whole row would look at each from each."""


def cut_rows(text: str, rows: Sequence[Span], found: Sequence[DateRange]) -> tuple[Span, ...]:
    """The rows, in pieces where one is longer or holds more dates than a line: nothing is left out, each is short.

    `found` are the text's dates, in order.
    """
    starts = [when.start for when in found]
    return tuple(piece for row in rows for part in _pieces(row, starts) for piece in cut(text, part, WIDEST))


def _pieces(row: Span, starts: Sequence[int]) -> Iterator[Span]:
    """A row, cut before every so many dates."""
    at, last = row.start, bisect_left(starts, row.end)
    for number in range(bisect_left(starts, row.start) + _DATES_A_ROW, last, _DATES_A_ROW):
        yield Span(at, starts[number])
        at = starts[number]
    yield Span(at, row.end)
