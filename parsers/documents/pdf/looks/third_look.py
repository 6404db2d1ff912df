"""A third look at a page, by OCR: when its text does not tell what a person sees on it, and what is made of both.

Which of its lines stay doubtful is told as well.
"""

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
from parsers.documents.pdf.looks.strange_letters import (
    is_doubtful,
    is_strange,
    small_word_share,
    strange_letters,
    symbols,
)
from parsers.values.documents import Method

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.documents.extracted_text import Line, Rectangle, Sheet
    from parsers.documents.pdf.glyphs.glyph import Bounds, Glyph
    from parsers.documents.pdf.glyphs.glyphs import Drawing
    from parsers.documents.pdf.pdfium import Picture

SEEN_LEAST = 0.5
"""The share of a page's characters that OCR must see to speak of them."""
SMALL_WORDS_SURE = 0.06
"""A page of OCR with this share of small words is no garbage."""
LONGEST_WORD = 40
_BROKEN = re.compile(rf"[^\W\d_]*{UNKNOWN}[^\W\d_{UNKNOWN}]*(?:{UNKNOWN}[^\W\d_{UNKNOWN}]*)?")
_A_WORD = re.compile(r"[^\W\d_]+")
SHOWN = 0.6
"""The share of missing letters that OCR must see for it to be right."""
UNMAPPED_SHARE, UNMAPPED_LEAST = 0.15, 10
"""Above this share of characters that the font does not name, their text says nothing."""
SCAN_SHARE, SCAN_CHARACTERS = 0.5, 300
"""A page whose pictures cover more than this, and which has fewer letters, is a scan with a stamp or a footer."""
FEW_CHARACTERS = 25
OUTLINES = 12
"""So many outlines in lines are words."""
INK = 40
"""Of 255: the least contrast of print."""


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
    if missing and not any(line.doubtful for line in text.lines):
        return seen if _sees(seen, missing) else text
    return _judged(text, seen)


def _judged(text: Sheet, seen: Sheet) -> Sheet:
    """A page whose letters make no words, or are others than it shows: mended line by line, or read by OCR."""
    whole = filled(text, seen)
    if whole is not text and not is_doubtful(whole.text):
        return mended(whole, seen)
    if text.inkless:
        return seen if _reads(seen, text) else text
    mostly = _doubtful_share(text) > MOSTLY
    whole = mended(text, seen)
    if whole is not text and _doubtful_share(whole) < UNMENDED and not is_doubtful(whole.text):
        return replace(whole, method=Method.OCR, sure=seen.sure) if mostly else whole
    if mostly:
        return seen if _reads(seen, text) else text
    return seen if _reads_better(seen.text, text.text) else whole


MOSTLY, UNMENDED = 0.5, 0.05
"""Of a page's letters: of which so many are doubtful, it is OCR's; of which so many stay so, it is not mended."""


def _doubtful_share(text: Sheet) -> float:
    """The share of a page's letters that may be others."""
    letters = sum(len(line.text) for line in text.lines)
    return sum(len(line.text) for line in text.lines if line.doubtful) / letters if letters else 0.0


def _reads(seen: Sheet, text: Sheet) -> bool:
    """Whether OCR reads a page whose text counts for nothing."""
    return not is_doubtful(seen.text) and len(seen.text) >= SEEN_LEAST * len(text.text)


def mended(text: Sheet, seen: Sheet) -> Sheet:
    """The text with what OCR reads in the place of its doubtful lines."""
    if not any(line.doubtful for line in text.lines):
        return text
    return replace(text, lines=tuple(_seen_line(line, seen) if line.doubtful else line for line in text.lines))


def _seen_line(line: Line, seen: Sheet) -> Line:
    """The line as OCR reads it; itself where OCR reads nothing there, or what is as strange."""
    box = line.box
    there = [one for one in seen.lines if box and one.box and _common(one.box, box) > SAME_PLACE]
    words = "  ".join(one.text for one in sorted(there, key=lambda one: one.box or box or (0.0, 0.0, 0.0, 0.0)))
    if not words or is_strange(words) or len(words) < SEEN_LEAST * len(line.text):
        return line
    return replace(line, text=words, doubtful=any(one.doubtful for one in there))


SAME_PLACE = 0.6
"""The share of a line of OCR that stands within a line of text: not more, for it may reach into another column."""


def is_settled(text: Sheet, seen: Sheet) -> bool:
    """Whether a page is OCR's, or OCR sees its words too, however strange they are: a language that nobody knows."""
    if text.method is Method.OCR:
        return True
    lacking = compare(seen.text, text.text).second_only
    unseen = sum(map(len, lacking)) > (1 - SHOWN) * len("".join(text.text.split()))
    return not unseen and not any(line.doubtful for line in text.lines)


def in_doubt(text: Sheet, missing: Sequence[str]) -> Sheet:
    """A page that nothing settles: the words that one reader alone has, its doubtful lines, or else every line."""
    if missing:
        return replace(text, apart=True)
    if any(line.doubtful for line in text.lines):
        return text
    return replace(text, lines=tuple(replace(line, doubtful=True) for line in text.lines), apart=True)


def with_doubts(sheet: Sheet, places: Sequence[tuple[float, float]]) -> Sheet:
    """The page with those lines doubtful that hold one of `places`, or a word that no script writes so."""
    if sheet.method is Method.OCR:
        return sheet
    lines = tuple(
        replace(line, doubtful=True) if _holds(line, places) or is_strange(line.text) else line for line in sheet.lines
    )
    return replace(sheet, lines=lines)


def _holds(line: Line, places: Sequence[tuple[float, float]]) -> bool:
    box = line.box
    return box is not None and any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in places)


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
    return replace(text, lines=tuple(_filled(line, known) for line in text.lines))


def _filled(line: Line, known: Counter[str]) -> Line:
    words = _BROKEN.sub(lambda broken: _whole(broken[0], known), line.text)
    return line if words == line.text else replace(line, text=words, doubtful=is_strange(words))


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
    mostly = sum(len(line.text) for line in new) > len(text.text)
    return replace(text, lines=with_typed(text.lines, new), sure=seen.sure if mostly else text.sure)


def _is_covered(line: Line, others: Sequence[Line]) -> bool:
    return line.box is not None and any(other.box and _common(line.box, other.box) > 0.3 for other in others)


def _common(one: Rectangle, other: Rectangle) -> float:
    """The share of the first rectangle that the second covers."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    area = (one[2] - one[0]) * (one[3] - one[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0


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
