"""Lines whose print fades at one end: a lamp's reflection, a thumb or a fold hides what stood beyond.

Ink and paper of one line differ alike from its beginning to its end, however the page is lit: a shadow darkens both.
Where the difference falls away, print is covered, and whole lines beside it may be gone without a trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL.Image import Resampling

from parsers.documents.image.frames import grey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from parsers.documents.extracted_text import Rectangle
    from parsers.documents.image.readings import OcrLine

Pixels = Any
"""A grey picture as numpy has it: rows of brightness."""
LONG_SIDE = 1600
"""Pixels in which it is looked at: the strokes of small print are still apart."""
WIDE = 1.0
"""About so many times as wide as high is what is looked at together: two or three letters, whose darkest strokes are
ink; in less the paper beside a line's end would be most of it.
"""
INK, PAPER = 5, 90
"""Percent of the pixels around letters that are darker than these: a stroke and what is between strokes."""
PALE, GONE = 0.6, 0.12
"""An end fades that has less than the first share of its line's contrast, and more than the last: without any it is
the paper beside a word.
"""
FEWEST = 3
"""Fewer lines are chance: a stain, a stamp, a word in grey."""


def faded_share(page: Image, lines: Sequence[OcrLine]) -> float:
    """The share (0 to 1) of the lines that fade at their beginning or end; 0 where fewer than `FEWEST` do."""
    pixels = _sized(grey(page))
    placed = [_placed(line, pixels) for line in lines]
    ways = np.array([row[-1].middle - row[0].middle for row in placed if row]).reshape(-1, 2)
    if np.abs(ways[:, 1]).sum() > np.abs(ways[:, 0]).sum():
        pixels, ways = pixels.T, ways[:, ::-1]
        placed = [[word.transposed for word in row] for row in placed]
    slope = _slope(ways)
    contrasts = [found for row in placed if len(found := _contrasts(pixels, row, slope)) > 1]
    faded = sum(map(_fades, contrasts))
    return faded / len(contrasts) if faded >= FEWEST else 0.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word's sides in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Pixels:
        return np.array([(self.left + self.right) / 2, (self.top + self.bottom) / 2])

    @property
    def transposed(self) -> _Placed:
        return _Placed(self.top, self.left, self.bottom, self.right)


def _placed(line: OcrLine, pixels: Pixels) -> list[_Placed]:
    """The line's words, in the order of writing; a bullet is none."""
    high, wide = pixels.shape
    words = (word for word in line.words if any(map(str.isalnum, word.text)))
    return [_Placed(*(share * side for share, side in zip(word.box, (wide, high) * 2, strict=True))) for word in words]


def _sized(picture: Image) -> Pixels:
    scale = min(1.0, LONG_SIDE / max(picture.size))
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return np.asarray(picture.resize(size, Resampling.BOX), np.float32)


def _slope(ways: Pixels) -> float:
    """By how much the lines of the page rise or fall, as most of the longer ones do."""
    if not len(ways):
        return 0.0
    longer = ways[np.abs(ways[:, 0]).argsort()[len(ways) // 2 :]]
    return float(np.median(longer[:, 1] / np.where(longer[:, 0], longer[:, 0], np.inf)))


def _fades(contrasts: Sequence[float]) -> bool:
    most = float(np.percentile(contrasts, 80))
    return GONE * most < min(contrasts[0], contrasts[-1]) < PALE * most


def _contrasts(pixels: Pixels, row: Sequence[_Placed], slope: float) -> list[float]:
    """How far ink and paper differ in each piece of a line, left to right, as a share of the paper's brightness."""
    return [_contrast(pixels, piece) for piece in sorted(piece for word in row for piece in _pieces(word, slope))]


def _pieces(word: _Placed, slope: float) -> Iterator[Rectangle]:
    """The word's print in pieces, each as high as its letters on that slope; of a letter or two there is none."""
    wide, high, middle = word.right - word.left, word.bottom - word.top, word.middle
    letters = max(high - abs(slope) * wide, high / 4, 1.0)
    parts = max(int(wide >= letters), int(wide / letters / WIDE))
    width = wide / max(1, parts)
    reach = (letters + abs(slope) * width) / 2
    for part in range(parts):
        left = word.left + part * width
        level = middle[1] + slope * (left + width / 2 - middle[0])
        yield left, level - reach, left + width, level + reach


def _contrast(pixels: Pixels, piece: Rectangle) -> float:
    high, wide = pixels.shape
    left, right = (min(wide - 1, max(0, int(side))) for side in (piece[0], piece[2]))
    top, bottom = (min(high - 1, max(0, int(side))) for side in (piece[1], piece[3]))
    ink, paper = np.percentile(pixels[top : bottom + 1, left : right + 1], (INK, PAPER))
    return float((paper - ink) / max(paper, 1.0))
