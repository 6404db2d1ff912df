"""What share of a page's words was read rightly: an estimate by two readers' words and places, without a dictionary.

A word that both readers have is taken as right. Of a word that one reader has alone, its confidence tells: less where
the other reader read the page too. Lines that were found and not read count as lost, and so does part of every line
that begins or ends at the edge of the picture, or away from the column where its neighbours begin.

The tables were fitted on one half of the pictures of `tests.pictures`, and tried on the other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from parsers.documents.image.readings import SURE_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.documents.extracted_text import Rectangle
    from parsers.documents.image.readings import OcrLine, OcrReading

Chances = tuple[tuple[float, float], ...]
"""Confidence (of 100) and the share of words of it that are right, rising; between two of them on a straight line."""
ONLY = ((0.0, 0.0), (30.0, 0.3), (60.0, 0.9), (85.0, 1.0))
"""Of Tesseract, where the second reader saw that its words cover the page, or was not there to read it."""
BESIDE = ((0.0, 0.0), (50.0, 0.3), (75.0, 0.6), (95.0, 0.9))
"""Of Tesseract, where the second reader read the page as well and has other words."""
SECOND = ((50.0, 0.0), (80.0, 0.3), (90.0, 0.4), (96.0, 0.5), (98.0, 0.88), (99.0, 1.0))
"""Of the second reader, whose confidence is a whole line's."""
LEAST_COVERED = 0.05
"""Of a share below this nothing follows but that almost nothing was read."""
_WORD = re.compile(r"[^\W_]+")


def share_sure(
    counted: OcrReading, other: OcrReading | None, *, chances: Chances, covered: float = 1.0, unread: float = 0.0
) -> float:
    """The share (0 to 1) of the page's words that stand rightly in the reading that counts.

    `covered` is the share of the text found that lies within its sure words, where another reader looked for that;
    `unread` that of the lines found, by their length, which nobody could read. A page without words has none.
    """
    words = list(_chances(counted, other, chances))
    if not words:
        return 0.0
    covering = sum(word.sureness >= SURE_WORD for word in counted.words if _parts(word.text))
    whole = max(len(words) + _unseen(counted, other), covering / max(covered, LEAST_COVERED))
    return sum(words) / whole * (1 - unread) * _whole(counted.lines)


def _chances(counted: OcrReading, other: OcrReading | None, chances: Chances) -> Iterator[float]:
    """How likely each word is right."""
    known = Counter(_folded(other)) if other else Counter()
    for word in counted.words:
        parts = _parts(word.text)
        if not parts:
            continue
        attested = all(known[part] for part in parts)
        known.subtract(parts if attested else ())
        yield 1.0 if attested else _chance(word.sureness, chances)


def _folded(reading: OcrReading) -> Iterator[str]:
    for word in reading.words:
        yield from _parts(word.text)


def _parts(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _chance(sureness: float, chances: Chances) -> float:
    """The table's value at a confidence."""
    at = bisect_left(chances, (sureness,))
    if at == 0:
        return chances[0][1]
    if at == len(chances):
        return chances[-1][1]
    (low, least), (high, most) = chances[at - 1], chances[at]
    return least + (most - least) * (sureness - low) / (high - low)


# --- what stands elsewhere ------------------------------------------------------------------------------------------


def _unseen(counted: OcrReading, other: OcrReading | None) -> int:
    """How many words the other reader is sure of where the one that counts has no line."""
    lines = [line.box for line in counted.lines]
    sure = (word for word in other.words if word.sureness >= SURE_WORD and _parts(word.text)) if other else ()
    return sum(not any(_holds(line, word.box) for line in lines) for word in sure)


def _holds(line: Rectangle, box: Rectangle) -> bool:
    """Whether the middle of a word stands within a line."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return line[0] <= across <= line[2] and line[1] <= down <= line[3]


# --- beginnings and ends of lines ------------------------------------------------------------------------------------

EDGE = 0.006
"""Of the picture's width: a line that comes so near to the edge goes on beyond it."""
AT_EDGE = 0.1
"""So many of a page's lines at the edge are no chance."""
LEFT_OF_CUT = 0.6
"""About the share of a line that is left where its beginning is lost."""
COLUMN = 0.008
"""Of the picture's width: lines of one column begin, end or have their middle so near to one another."""
NEIGHBOURS = 3
"""So many lines make a column."""
LINES_TO_JUDGE, RAGGED = 8, 0.25
"""From so many lines on, so many that stand in no column have lost their beginnings: each for one lost whole."""
LETTERS_LEAST = 4
"""What is shorter is a bullet or a number."""


def _whole(lines: Sequence[OcrLine]) -> float:
    """The share that is left of a page whose lines are cut off by the picture's edge, or by light or shade on it."""
    ends = _ends(lines)
    if not ends:
        return 1.0
    cut = sum(min(begin, 1 - end) < EDGE for begin, end, _ in ends) / len(ends)
    ragged = sum(_is_ragged(line, ends) for line in ends) / len(ends) if len(ends) >= LINES_TO_JUDGE else 0.0
    left = 1 - cut * (1 - LEFT_OF_CUT) if cut >= AT_EDGE else 1.0
    return left * (1 - ragged) if ragged >= RAGGED else left


def _ends(lines: Sequence[OcrLine]) -> list[tuple[float, float, float]]:
    """Where each line begins, ends and has its middle, along the way in which most of them run."""
    boxes = [line.box for line in lines if len(line.text) >= LETTERS_LEAST]
    lying = sum(right - left >= bottom - top for left, top, right, bottom in boxes) * 2 >= len(boxes)
    ends = [(box[0], box[2]) if lying else (box[1], box[3]) for box in boxes]
    return [(begin, end, (begin + end) / 2) for begin, end in ends]


def _is_ragged(line: tuple[float, float, float], ends: Sequence[tuple[float, float, float]]) -> bool:
    """Whether too few others begin, end or have their middle where it has."""
    return all(sum(abs(line[at] - one[at]) < COLUMN for one in ends) < NEIGHBOURS for at in range(3))
