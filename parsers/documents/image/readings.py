"""Several readings of one picture, and which of them counts: decided by their words alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.documents.extracted_text import Rectangle

SURE_WORD = 75.0
"""From this confidence (of 100) on a word is taken as read."""
WORDS_TO_JUDGE = 12
"""Fewer words are a stamp or a portrait's edge: nothing to compare."""
FEWER = 0.93
SHARED = 0.6
"""Two readers that are sure of their words share at least this part of them where they saw the same page."""
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouyàâäáéèêëíìîïóòôöúùûüœæ]", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class OcrWord:
    """A word, its reader's confidence (of 100) and its place in shares of the picture."""

    text: str
    sureness: float
    box: Rectangle


@dataclass(frozen=True, kw_only=True, slots=True)
class OcrLine:
    """The words of a line. `space_above`: a new block begins."""

    words: tuple[OcrWord, ...]
    space_above: bool = False

    @property
    def sureness(self) -> float:
        """The mean confidence in its words, of 100."""
        return _mean(self.words)

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Rectangle:
        """The rectangle around all words."""
        lefts, tops, rights, bottoms = zip(*(word.box for word in self.words), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


@dataclass(frozen=True, kw_only=True, slots=True)
class OcrReading:
    """What one look at the picture gave, in reading order."""

    lines: tuple[OcrLine, ...]

    @property
    def words(self) -> tuple[OcrWord, ...]:
        """All words."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def sureness(self) -> float:
        """The mean confidence in all words, of 100."""
        return _mean(self.words)

    @property
    def expected(self) -> float:
        """How many of its words are likely right: those that look like words, each as far as its reader is sure."""
        return sum(word.sureness / 100 for word in self.words if is_wordlike(word.text))

    @property
    def sure_boxes(self) -> tuple[Rectangle, ...]:
        """Where words stand that are taken as read."""
        return tuple(word.box for word in self.words if word.sureness >= SURE_WORD)


def _mean(words: Sequence[OcrWord]) -> float:
    return sum(word.sureness for word in words) / len(words) if words else 0.0


def is_wordlike(token: str) -> bool:
    """Whether it looks like a word or a number: not "rn|", "lIl" or "§~"."""
    core = token.strip(".,;:!?()[]«»\"“”'’•·-–/")
    if core.isdecimal():
        return True
    if not _LETTERS.fullmatch(core) or not _VOWEL.search(core):
        return False
    return core.islower() or core.isupper() or core[1:].islower() or any(sign in core for sign in "'’-")


def surest(readings: Sequence[OcrReading]) -> OcrReading:
    """The first of several looks by one reader, unless another one has both more sureness and more words."""
    best = readings[0]
    for reading in readings[1:]:
        if reading.sureness > best.sureness and reading.expected > best.expected:
            best = reading
    return best


def chosen(first: OcrReading, second: OcrReading | None) -> OcrReading:
    """The second reader's reading, unless it has clearly fewer words that are likely right.

    It was asked because the first misses words, is unsure, or breaks the lines of a page askew: pieces of words look
    like more words.
    """
    return second if second is not None and second.expected >= FEWER * first.expected else first


def differ(one: OcrReading, other: OcrReading) -> bool:
    """Whether both are sure, of different words."""
    known, others = _sure_words(one), _sure_words(other)
    fewer = min(known.total(), others.total())
    return fewer >= WORDS_TO_JUDGE and (known & others).total() < SHARED * fewer


def _sure_words(reading: OcrReading) -> Counter[str]:
    return Counter(
        _folded(word.text for word in reading.words if word.sureness >= SURE_WORD and is_wordlike(word.text))
    )


def _folded(tokens: Iterable[str]) -> Iterable[str]:
    for token in tokens:
        yield from _LETTERS.findall(token.casefold())
