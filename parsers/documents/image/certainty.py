"""What share of a page's words was read rightly: an estimate by two readers' words and places, without a dictionary.

A word that both readers have is taken as right. Of a word that one reader has alone, its confidence tells: less where
the other reader read the page too. Lines that were found and not read count as lost, and so does part of every line
that begins or ends at the edge of the picture, away from the column where its neighbours begin, in print that fades
(`parsers.documents.image.fading`), or with a word that the readers see differently where they agree on the rest. An
unsure line of few letters counts as many words as its length holds.

The tables were fitted on one half of the pictures of `tests.pictures`, and tried on the other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np

from parsers.documents.image.readings import SURE_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.documents.extracted_text import Rectangle
    from parsers.documents.image.readings import OcrLine, OcrReading, OcrWord

Numbers = Any
"""A number for each line, as numpy has them."""
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


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenLines:
    """What the picture shows beside the words read: shares from 0 to 1."""

    covered: float = 1.0
    """Of the text found, what lies within sure words of the reading that counts, where another reader looked for it."""
    unread: float = 0.0
    """Of the lines found, by their length, those that nobody could read."""
    faded: float = 0.0
    """Of the lines, those whose print fades at an end."""


def share_sure(
    counted: OcrReading,
    other: OcrReading | None,
    *,
    chances: Chances,
    seen: SeenLines | None = None,
) -> float:
    """The share (0 to 1) of the page's words that stand rightly in the reading that counts; 0 without words."""
    seen = seen or SeenLines()
    lines = _weighed(counted, other, chances)
    words = [word.chance for line in lines for word in line]
    if not words:
        return 0.0
    covering = sum(word.sureness >= SURE_WORD for word in counted.words if _parts(word.text))
    missing = _unseen(counted, other) + _swallowed(counted.lines)
    whole = max(len(words) + missing, covering / max(seen.covered, LEAST_COVERED))
    left = min(_whole(counted.lines), 1 - _lost_in_fading(seen.faded))
    return sum(words) / whole * (1 - seen.unread) * left * (_begun(lines) if other else 1.0)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A word of the reading that counts: whether the other reader has it too, and how likely it is right."""

    attested: bool
    chance: float


def _weighed(counted: OcrReading, other: OcrReading | None, chances: Chances) -> list[list[_Weighed]]:
    """The words of each line; what has neither letter nor figure is none."""
    known = Counter(_folded(other)) if other else Counter()
    return [
        [_weight(parts, word, known, chances) for word in line.words if (parts := _parts(word.text))]
        for line in counted.lines
    ]


def _weight(parts: list[str], word: OcrWord, known: Counter[str], chances: Chances) -> _Weighed:
    attested = all(known[part] for part in parts)
    known.subtract(parts if attested else ())
    return _Weighed(attested, 1.0 if attested else _chance(word.sureness, chances))


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


UNSURE_LINE = 88.0
"""A line of less confidence (of 100) may hold more than was read of it."""
STRETCHED = 2.0
"""Its letters are this much wider than most of the page: large print is as wide, but surely read."""


def _swallowed(lines: Sequence[OcrLine]) -> float:
    """How many words unsure lines hold beyond those that were read, by their length and the page's width of letters."""
    widths = [max(_way(line), key=abs) for line in lines]
    letters = [abs(width) / max(1, len(line.text)) for width, line in zip(widths, lines, strict=True)]
    usual = float(np.median(letters))
    a_word = fmean(len(word.text) + 1 for line in lines for word in line.words)
    unsure = (
        abs(width) / usual / a_word - len(line.words)
        for width, letter, line in zip(widths, letters, lines, strict=True)
        if line.sureness < UNSURE_LINE and usual and letter > STRETCHED * usual
    )
    return sum(max(0.0, words) for words in unsure)


FADES, LOST_BY_FADING, FADING_MOST = 0.06, 2.0, 0.25
"""From this share of fading lines on a page has lost so many times that share of its words, but no more than the last.

Of readable pages without glare, thumb or fold less than 0.05 of the lines seem to fade.
"""


def _lost_in_fading(faded: float) -> float:
    """The share of a page's words that are gone where its print fades: lines that are gone whole tell nothing."""
    return min(LOST_BY_FADING * faded, FADING_MOST) if faded >= FADES else 0.0


# --- beginnings and ends of lines ------------------------------------------------------------------------------------

EDGE = 0.006
"""Of the picture's width: a line that comes so near to the edge goes on beyond it."""
AT_EDGE = 0.1
"""So many of a page's lines at the edge are no chance."""
LEFT_OF_CUT = 0.6
"""About the share of a line that is left where its beginning or end is cut off."""
GONE_WITH_CUT = 1.5
"""For each line at the edge so many are lost in part: short ones beside it lie wholly beyond."""
LOST_AT_EDGE = 0.1
"""The least share that a page with lines at the edge has lost."""
COLUMN, NEIGHBOURS = 0.003, 3
"""So many lines that begin so near to one another, of the picture's width, make a column."""
SHEARS = np.linspace(-0.2, 0.2, 41)
"""By how much a column may lean, in a photograph or a scan askew."""
CENTRED = 0.9
"""From this share of lines on whose middles make a column a page is centred: its lines begin anywhere."""
LINES_TO_JUDGE, RAGGED = 8, 0.15
"""Where so large a share of so many lines begins in no column, they have lost their beginnings: each counts as lost.

Of letters and CVs no line does, of forms a tenth.
"""
WORDS_THAT_RUN = 4
"""Lines of fewer words stand where a diploma or a form wants them: where they begin says nothing."""
WORDS_IN_LINE, MORE_IN_FIRSTS = 3, 0.35
"""Of lines of so many words the readers differ in so many more first ones than others; on a whole page, in 0.2."""
LETTERS_LEAST = 4
"""What is shorter is a bullet or a number."""


def _begun(lines: Sequence[Sequence[_Weighed]]) -> float:
    """The share that is left of a page where the readers differ in the lines' first words, and in no others.

    What light, a thumb or a fold leaves of a word, each reads in its own way.
    """
    longer = [[not word.attested for word in line] for line in lines if len(line) >= WORDS_IN_LINE]
    if not longer:
        return 1.0
    firsts, others = fmean(line[0] for line in longer), fmean(word for line in longer for word in line[1:])
    return 1 - firsts * (1 - LEFT_OF_CUT) if firsts - others >= MORE_IN_FIRSTS else 1.0


def _whole(lines: Sequence[OcrLine]) -> float:
    """The share that is left of a page whose lines are cut off by the picture's edge, or by light or shade on it."""
    longer = [line for line in lines if len(line.text) >= LETTERS_LEAST]
    if not longer:
        return 1.0
    begin, end, across = _ends(longer)
    cut = float((np.minimum(begin, 1 - end) < EDGE).mean())
    left = 1 - _lost_beyond(cut) if cut >= AT_EDGE else 1.0
    running = [len(line.words) >= WORDS_THAT_RUN for line in longer]
    ragged = _ragged(begin, end, across, running) if sum(running) >= LINES_TO_JUDGE else 0.0
    return left * (1 - ragged) if ragged >= RAGGED else left


def _lost_beyond(cut: float) -> float:
    """The share of a page that lies beyond the picture's edge, by the share of its lines that reach it."""
    return max(LOST_AT_EDGE, min(1.0, GONE_WITH_CUT * cut) * (1 - LEFT_OF_CUT))


def _ends(lines: Sequence[OcrLine]) -> tuple[Numbers, Numbers, Numbers]:
    """Where each line begins and ends along the way in which most are written, and its middle across it."""
    boxes = np.array([line.box for line in lines])
    ways = np.array([_way(line) for line in lines])
    along = int(np.abs(ways[:, 1]).sum() > np.abs(ways[:, 0]).sum())
    begin, end = boxes[:, along], boxes[:, along + 2]
    across = (boxes[:, 1 - along] + boxes[:, 3 - along]) / 2
    return (1 - end, 1 - begin, across) if ways[:, along].sum() < 0 else (begin, end, across)


def _way(line: OcrLine) -> tuple[float, float]:
    """From its first word to its last, right and down."""
    first, last = line.words[0].box, line.words[-1].box
    return last[0] + last[2] - first[0] - first[2], last[1] + last[3] - first[1] - first[3]


def _ragged(begin: Numbers, end: Numbers, across: Numbers, running: Sequence[bool]) -> float:
    """The share of the lines of running text that begin in the first half of the page and in no column."""
    if _in_columns((begin + end) / 2, across).mean() >= CENTRED:
        return 0.0
    first_half = begin < (begin.min() + end.max()) / 2
    return float((first_half & ~_in_columns(begin, across))[np.array(running)].mean())


def _in_columns(places: Numbers, across: Numbers) -> Numbers:
    """Which of the places stand in a column, with the page sheared so that most do."""
    upright = places - SHEARS[:, None] * across
    near = np.abs(upright[:, :, None] - upright[:, None, :]) < COLUMN
    standing = near.sum(axis=2) >= NEIGHBOURS
    return standing[standing.sum(axis=1).argmax()]
