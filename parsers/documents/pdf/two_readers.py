"""Two readers for every page: what pdfminer and pdfium make of it, and which of the two is believed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.documents.pdf.agreement import compare
from parsers.documents.pdf.glyphs.accents import composed
from parsers.documents.pdf.reading_order import text_of_all

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage

    from parsers.documents.pdf.glyphs.glyph import Glyph
    from parsers.documents.pdf.glyphs.glyphs import Drawing
    from parsers.documents.pdf.pdfium import SecondReader


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
