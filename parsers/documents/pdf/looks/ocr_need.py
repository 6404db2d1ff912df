"""When a page's text does not tell what a person sees on it: a third look, by OCR."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from parsers.documents.pdf.glyphs.outlines import count_in_lines
from parsers.documents.pdf.looks.strange_letters import is_doubtful

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.documents.extracted_text import Sheet
    from parsers.documents.pdf.glyphs.glyph import Bounds, Glyph
    from parsers.documents.pdf.glyphs.glyphs import Drawing
    from parsers.documents.pdf.pdfium import Picture


UNMAPPED_SHARE, UNMAPPED_LEAST = 0.15, 10
"""Above this share of characters that the font does not name, their text says nothing."""
SCAN_SHARE, SCAN_CHARACTERS = 0.5, 300
"""A page whose pictures cover more than this, and which has fewer letters, is a scan with a stamp or a footer."""
FEW_CHARACTERS = 25
OUTLINES = 12
"""So many outlines in lines are words."""
INK = 40
"""Of 255: the least contrast of print."""


class OcrLook(Enum):
    """Why OCR is asked."""

    ADD = auto()
    """There is ink beyond the text."""
    INSTEAD = auto()
    """The text has no letters."""
    JUDGE = auto()
    """The readers differ, or the letters make no words."""


def look_needed(
    drawing: Drawing,
    visible: Sequence[Glyph],
    *,
    missing: Sequence[str],
    text: Sheet,
    render: Callable[[], Picture | None],
) -> OcrLook | None:
    """Which third look a page needs, if any; `render` draws it small."""
    letters = sum(1 for glyph in visible if glyph.text.strip())
    if drawing.unmapped > max(UNMAPPED_LEAST, UNMAPPED_SHARE * letters) and letters:
        return OcrLook.INSTEAD
    if missing or any(line.doubtful for line in text.lines):
        return OcrLook.JUDGE
    if is_doubtful(text.text, guessed=drawing.guessed > letters / 2):
        return OcrLook.JUDGE
    if letters < SCAN_CHARACTERS and drawing.picture_share > SCAN_SHARE:
        return OcrLook.ADD
    if count_in_lines(_apart(drawing.shapes, visible)) >= OUTLINES:
        return OcrLook.ADD
    return OcrLook.ADD if letters < FEW_CHARACTERS and _has_ink(drawing, visible, render()) else None


def _apart(shapes: Sequence[Bounds], visible: Sequence[Glyph]) -> list[Bounds]:
    """The outlines that no character stands on: a character's own background is none."""
    taken = {(round(g.char.x0 / 8), round(g.char.y0 / 8)) for g in visible if g.text.strip()} if shapes else set()
    near = {(x + dx, y + dy) for x, y in taken for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    return [shape for shape in shapes if (round(shape[0] / 8), round(shape[1] / 8)) not in near]


def _has_ink(drawing: Drawing, visible: Sequence[Glyph], picture: Picture | None) -> bool:
    """Whether something is printed where no character stands."""
    if picture is None:
        return bool(drawing.images)
    width, height = drawing.width, drawing.height
    chars = (glyph.char for glyph in visible)
    boxes = ((c.x0 / width, 1 - c.y1 / height, c.x1 / width, 1 - c.y0 / height) for c in chars)
    return picture.without(boxes).contrast(0, 0, 1, 1) >= INK
