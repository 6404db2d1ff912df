"""Two readers for every page, pdfminer and pdfium: whether one lacks words of the other, and which one is believed.

Order, hyphens, spaces and ligatures do not count. It tells which reading is the fuller one; how far the text that is
kept is sure, `parsers.documents.attestation` tells.

Words are compared as bags, folded. What is left over on either side is looked for letter by letter in what is left over
on the other: a word cut by a line's end, set in wide letters or glued to its neighbour is not missing. And where the
other reading has all the letters, as often, no word is missing whatever its spaces are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.documents.attestation import words_of
from parsers.documents.pdf.glyphs.glyph import composed
from parsers.documents.pdf.reading_order import text_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfminer.pdfpage import PDFPage

    from parsers.documents.pdf.glyphs.glyph import Glyph
    from parsers.documents.pdf.glyphs.glyphs import Drawing
    from parsers.documents.pdf.pdfium import SecondReader

MISSING_SHARE = 0.005
"""Above this share of the fuller reading's letters, words are missing."""
MISSING_LEAST = 3
"""So many letters may always be missing: a page number, a raised "er"."""
LEFT_OVER = 4_000
"""So many words left over are looked for letter by letter; more are simply missing."""
_LIGATURES = ("ffi", "ffl", "fi", "fl", "ff")
"""A font may not tell what they are: they are missing within a word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What each of two readings of a page has that the other has not: folded words."""

    first_only: tuple[str, ...] = ()
    second_only: tuple[str, ...] = ()
    letters: int = 0
    """Letters and digits of the longer reading."""

    @property
    def first_lacks(self) -> bool:
        """Whether the second reading has words that the first has not."""
        return self._counts(self.second_only)

    @property
    def second_lacks(self) -> bool:
        """Whether the first reading has words that the second has not."""
        return self._counts(self.first_only)

    def _counts(self, missing: tuple[str, ...]) -> bool:
        return sum(map(len, missing)) > max(MISSING_LEAST, MISSING_SHARE * self.letters)


def compare(first: str, second: str) -> Comparison:
    """What one reading of a page has and the other has not."""
    one, other = words_of(first), words_of(second)
    left, right = _beyond(one, other), _beyond(other, one)
    return Comparison(
        first_only=_missing(left, right),
        second_only=_missing(right, left),
        letters=max(sum(map(len, one)), sum(map(len, other))),
    )


def _beyond(words: Iterable[str], others: Iterable[str]) -> list[str]:
    """The words that `others` does not have as often, in order."""
    spare = Counter(others)
    left = []
    for word in words:
        if spare[word] > 0:
            spare[word] -= 1
        else:
            left.append(word)
    return left


def _missing(words: list[str], others: list[str]) -> tuple[str, ...]:
    """The words whose letters do not stand in a row in what `others` has left; each letter there counts once.

    Long words go first: a short one must not take its letters out of the middle of a long one's.
    """
    letters = "".join(others)
    lacking = sum((Counter("".join(words)) - Counter(letters)).values())
    if lacking <= MISSING_LEAST:
        return ()
    missing: list[str] = []
    for word in sorted(words[:LEFT_OVER], key=len, reverse=True):
        found = next((form for form in _forms(word) if form and form in letters), None)
        if found is None:
            missing.append(word)
        else:
            letters = letters.replace(found, "\0", 1)
    return (*missing, *words[LEFT_OVER:])


def _forms(word: str) -> Iterator[str]:
    """The word, and what is left of it where one of its ligatures is lost."""
    yield word
    for ligature in _LIGATURES:
        if ligature in word:
            yield word.replace(ligature, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadPage:
    """A page's characters as they are believed.

    `missing` are words that one of the readers has and `drawing` has not: the page needs a third look.
    """

    drawing: Drawing
    missing: tuple[str, ...] = ()


def reconciled(first: Drawing, *, whole: bool, second: SecondReader, index: int, page: PDFPage) -> ReadPage:
    """The fuller of both readings; what only the other has is added where the page had a gap.

    `whole` tells whether the first reader came to the end of the page.
    """
    text = second.text(index)
    mine = text_of_all(first.glyphs)
    if text is None:
        return ReadPage(drawing=first)
    comparison = compare(mine, text)
    if whole and not comparison.first_lacks:
        return ReadPage(drawing=first)
    other = second.drawing(index, page)
    if other is None:
        return ReadPage(drawing=first, missing=comparison.second_only)
    other = replace(other, glyphs=composed(other.glyphs), images=first.images, shapes=first.shapes)
    return _weighed(first, mine, other)


def _weighed(first: Drawing, mine: str, other: Drawing) -> ReadPage:
    """Both readings character by character: those whose letter the second does not know count no more."""
    theirs = text_of_all(other.glyphs)
    comparison = compare(mine, theirs)
    if not comparison.first_lacks:
        return ReadPage(drawing=first)
    if not comparison.second_lacks:
        return ReadPage(drawing=other)
    both = replace(first, glyphs=[*first.glyphs, *_in_gaps(first, other)])
    left = compare(text_of_all(both.glyphs), theirs)
    if left.first_lacks:
        return ReadPage(drawing=first, missing=left.second_only)
    return ReadPage(drawing=both)


def _in_gaps(first: Drawing, other: Drawing) -> list[Glyph]:
    """The other's characters that stand where the first has none."""
    taken = {_cell(glyph, dx, dy) for glyph in first.glyphs for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    return [glyph for glyph in other.glyphs if _cell(glyph) not in taken]


def _cell(glyph: Glyph, dx: int = 0, dy: int = 0) -> tuple[int, int]:
    """Where a character's middle stands, in cells of two points."""
    char = glyph.char
    return round((char.x0 + char.x1) / 4) + dx, round((char.y0 + char.y1) / 4) + dy
