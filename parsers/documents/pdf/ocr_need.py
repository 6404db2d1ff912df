"""When a page's text does not tell what a person sees on it: a third look, by OCR, and what is made of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from parsers.documents.pdf.agreement import compare
from parsers.documents.pdf.forms import with_typed
from parsers.documents.pdf.glyphs.fonts import UNKNOWN
from parsers.documents.pdf.glyphs.outlines import count_in_lines
from parsers.documents.pdf.strange_letters import is_doubtful, is_strange, small_word_share, strange_letters, symbols
from parsers.values.documents import Method

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.documents.extracted_text import Line, Rectangle, Sheet
    from parsers.documents.pdf.glyphs.glyph import Bounds, Glyph
    from parsers.documents.pdf.glyphs.glyphs import Drawing
    from parsers.documents.pdf.rendering import Picture


UNMAPPED_SHARE, UNMAPPED_LEAST = 0.15, 10
"""Above this share of characters that the font does not name, their text says nothing."""
SCAN_SHARE, SCAN_CHARACTERS = 0.5, 300
"""A page whose pictures cover more than this, and which has fewer letters, is a scan with a stamp or a footer."""
FEW_CHARACTERS = 25
OUTLINES = 12
"""So many outlines in lines are words."""
INK = 40
"""Of 255: the least contrast of print."""
SEEN_LEAST = 0.5
"""The share of a page's characters that OCR must see to speak of them."""
SMALL_WORDS_SURE = 0.06
"""A page of OCR with this share of small words is no garbage."""
LONGEST_WORD = 40
_BROKEN = re.compile(rf"[^\W\d_]*{UNKNOWN}[^\W\d_{UNKNOWN}]*(?:{UNKNOWN}[^\W\d_{UNKNOWN}]*)?")
_A_WORD = re.compile(r"[^\W\d_]+")
SHOWN = 0.6
"""The share of missing letters that OCR must see for it to be right."""


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
    text: str,
    render: Callable[[], Picture | None],
) -> OcrLook | None:
    """Which third look a page needs, if any; `render` draws it small."""
    letters = sum(1 for glyph in visible if glyph.text.strip())
    if drawing.unmapped > max(UNMAPPED_LEAST, UNMAPPED_SHARE * letters) and letters:
        return OcrLook.INSTEAD
    if missing or is_doubtful(text, guessed=drawing.guessed > letters / 2):
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


def looked_at(look: OcrLook, text: Sheet, seen: Sheet, missing: Sequence[str]) -> Sheet:
    """The page as text and OCR together tell it, with the readings of all."""
    chosen = _chosen(look, text, seen, missing)
    # Both readers of text have one layer: beside OCR they are one witness.
    layer = text.readings[:1] if chosen.method is Method.OCR else text.readings
    return replace(chosen, readings=(*layer, *seen.readings))


def _chosen(look: OcrLook, text: Sheet, seen: Sheet, missing: Sequence[str]) -> Sheet:
    if look is OcrLook.ADD:
        return _with_added(text, seen)
    if look is OcrLook.INSTEAD:
        return seen if any(line.text.strip() for line in seen.lines) else text
    if missing:
        return seen if _sees(seen, missing) else text
    whole = filled(text, seen)
    if whole is not text and not is_doubtful(whole.text):
        return whole
    return seen if _reads_better(seen.text, text.text) else text


def is_seen(text: Sheet, seen: Sheet) -> bool:
    """Whether OCR sees the words of a page, however strange they are: a language that nobody here knows."""
    lacking = compare(seen.text, text.text).second_only
    return sum(map(len, lacking)) <= (1 - SHOWN) * len("".join(text.text.split()))


def in_doubt(text: Sheet, *, all_of_it: bool) -> Sheet:
    """A page that nothing settles: every line of it, or the words that one reader alone has."""
    lines = tuple(replace(line, doubtful=True) for line in text.lines) if all_of_it else text.lines
    return replace(text, lines=lines, apart=True)


def with_doubts(sheet: Sheet) -> Sheet:
    """The page with those lines doubtful that hold a word that no script writes so."""
    if sheet.method is Method.OCR or not any(is_strange(line.text) for line in sheet.lines):
        return sheet
    lines = tuple(replace(line, doubtful=line.doubtful or is_strange(line.text)) for line in sheet.lines)
    return replace(sheet, lines=lines)


def _sees(seen: Sheet, missing: Sequence[str]) -> bool:
    """Whether OCR sees most of the words that one reader has and the other has not."""
    unseen = compare(seen.text, " ".join(missing)).second_only
    return sum(map(len, unseen)) <= (1 - SHOWN) * sum(map(len, missing))


def _reads_better(theirs: str, mine: str) -> bool:
    """Whether OCR reads words where the text has none."""
    if is_doubtful(theirs) or len("".join(theirs.split())) < SEEN_LEAST * len("".join(mine.split())):
        return False
    if strange_letters(mine) + symbols(mine) > strange_letters(theirs):
        return True
    return small_word_share(theirs, least=1) > max(SMALL_WORDS_SURE, 2 * small_word_share(mine, least=1))


def filled(text: Sheet, seen: Sheet) -> Sheet:
    """The text with each unknown letter of a word as OCR sees it: a ligature that its font does not name."""
    if not any(UNKNOWN in line.text for line in text.lines):
        return text
    known = Counter(_A_WORD.findall(seen.text))
    lines = tuple(
        replace(line, text=_BROKEN.sub(lambda broken: _whole(broken[0], known), line.text)) for line in text.lines
    )
    return replace(text, lines=lines)


def _whole(broken: str, known: Counter[str]) -> str:
    """The word of OCR that has the same letters around the unknown ones; the broken one where there is none."""
    if len(broken) > LONGEST_WORD or len(broken.strip(UNKNOWN)) < 2:
        return broken
    shape = re.compile("[^\\W\\d_]{1,3}".join(map(re.escape, broken.split(UNKNOWN))))
    fitting = [(count, word) for word, count in known.items() if shape.fullmatch(word)]
    return max(fitting)[1] if fitting else broken


def _with_added(text: Sheet, seen: Sheet) -> Sheet:
    """The text, and those lines of OCR that stand where it has none; a page without text is read by OCR alone."""
    if not any(line.text.strip() for line in text.lines):
        return seen
    new = [line for line in seen.lines if not _is_covered(line, text.lines)]
    if not new:
        return text
    return replace(text, lines=with_typed(text.lines, new))


def _is_covered(line: Line, others: Sequence[Line]) -> bool:
    return line.box is not None and any(other.box and _common(line.box, other.box) > 0.3 for other in others)


def _common(one: Rectangle, other: Rectangle) -> float:
    """The share of the first rectangle that the second covers."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    area = (one[2] - one[0]) * (one[3] - one[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0
