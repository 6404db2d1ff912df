"""A line of a text, folded once, on which sets of phrases are asked between two places of the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.text.marks import line_start
from parsers.text.text import Folded, folded

if TYPE_CHECKING:
    from parsers.lexicon.vocabulary import Mention, Vocabulary

_WIDEST = 600
"""Of a longer line only what stands so near is read, in characters."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line and where it begins in its text."""

    start: int
    end: int
    flat: Folded

    def at(self, offset: int) -> int:
        """The folded character at an offset of the text."""
        return min(bisect_left(self.flat.offsets, offset - self.start), len(self.flat.text))

    def search(self, words: Vocabulary, start: int | None = None, end: int | None = None) -> Mention | None:
        """The first mention between two offsets of the text, by default on the whole line."""
        left = 0 if start is None else self.at(max(start, self.start))
        right = len(self.flat.text) if end is None else self.at(min(end, self.end))
        return words.search(self.flat.text, left, right) if left < right else None

    def told(self, start: int | None = None, end: int | None = None) -> str:
        """What the line says between two offsets of the text, folded."""
        left = 0 if start is None else self.at(max(start, self.start))
        right = len(self.flat.text) if end is None else self.at(min(end, self.end))
        return self.flat.text[left:right]


def row_around(text: str, offset: int) -> Row:
    """The line that `offset` stands on."""
    start = max(line_start(text, offset), offset - _WIDEST)
    stop = text.find("\n", offset)
    end = min(stop if stop >= 0 else len(text), offset + _WIDEST)
    return Row(start, end, _flat(text[start:end]))


def row_above(text: str, row: Row) -> Row | None:
    """The line above that says something."""
    above = text[: max(0, row.start - 1)].rstrip()
    return row_around(text, len(above)) if above else None


@lru_cache(maxsize=512)
def _flat(line: str) -> Folded:
    """A folded line, kept: several places on it are asked."""
    return folded(line)
