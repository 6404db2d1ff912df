"""Text that a PDF holds but its reader does not see: white, tiny, drawn without ink, or beside the page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from parsers.documents.pdf.pdfium import Picture, render_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.documents.pdf.glyphs.glyph import Glyph
    from parsers.documents.pdf.glyphs.glyphs import Drawing

TINY = 1.6
"""Points; below this no printed letter can be read."""
CONTRAST = 12
"""Of 255: the least difference in brightness within a line that an eye notices."""
DPI = 100
SCAN_SHARE = 0.5


def part_hidden(drawing: Drawing, *, data: bytes, index: int, password: str) -> tuple[list[Glyph], list[Glyph]]:
    """The page's characters in drawing order, parted into those a reader sees and those hidden from the eye.

    White text may stand on a dark banner: what looks suspect is judged by the rendered page.
    """
    inside = [_on_paper(glyph, drawing) for glyph in drawing.glyphs]
    doubtful = any(glyph.suspect and seen for glyph, seen in zip(drawing.glyphs, inside, strict=True))
    if all(inside) and not doubtful:
        return drawing.glyphs, []
    picture = render_page(data, index, dpi=DPI, password=password) if doubtful else None
    visible: list[Glyph] = []
    hidden: list[Glyph] = []
    pairs = zip(drawing.glyphs, inside, strict=True)
    for (suspect, seen, _), members in groupby(pairs, key=lambda pair: _class_of(*pair)):
        glyphs = [glyph for glyph, _ in members]
        shown = seen and (not suspect or _shows(glyphs, drawing, picture))
        (visible if shown else hidden).extend(glyphs)
    return visible, [glyph for glyph in hidden if glyph.text.strip() or hidden]


def _class_of(glyph: Glyph, seen: bool) -> tuple[bool, bool, int]:  # noqa: FBT001 - a key function
    """Neighbours of one class on one baseline are judged together."""
    return glyph.suspect, seen, round(glyph.char.matrix[5]) if glyph.suspect else 0


def _on_paper(glyph: Glyph, drawing: Drawing) -> bool:
    char = glyph.char
    if glyph.text.strip() and max(char.height, char.width) < TINY:
        return False
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return -2 <= x <= drawing.width + 2 and -2 <= y <= drawing.height + 2


def _shows(glyphs: Sequence[Glyph], drawing: Drawing, picture: Picture | None) -> bool:
    if all(glyph.inkless for glyph in glyphs) and drawing.picture_share > SCAN_SHARE:
        return True  # the text layer that a scanner lays beneath its picture
    if picture is None:
        return True
    chars = [glyph.char for glyph in glyphs if glyph.text.strip()]
    if not chars:
        return True
    left, right = min(c.x0 for c in chars), max(c.x1 for c in chars)
    bottom, top = min(c.y0 for c in chars), max(c.y1 for c in chars)
    width, height = drawing.width, drawing.height
    return picture.contrast(left / width, 1 - top / height, right / width, 1 - bottom / height) >= CONTRAST
