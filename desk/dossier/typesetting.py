"""A text set on A4 pages by the program: what is shown of a document whose own look nobody draws here.

Every letter's place is known, so a passage is marked where it stands, to the letter.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 2400, 3394
"""Pixels of an A4 page at 290 to an inch: letters are set on this grid, and pictures of it made smaller."""
MARGIN = 226
SHEET = (WIDTH, HEIGHT, MARGIN)
SIZE, LEADING = 42, 57
"""Of a letter and of a line: 10.5 points on 14."""
COLUMN = WIDTH - 2 * MARGIN
ROWS = (HEIGHT - 2 * MARGIN) // LEADING
MARKED = 12
"""Pixels within a line's height at which its marks begin and end: what marks add around must not touch the next."""
MOST_PAGES = 400
"""What stands behind them is text alone."""
TAB = "    "
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a page: its stretch of the text, and pixels from the page's top."""

    start: int
    end: int
    top: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TypesetPage:
    """A page: its stretch of the text, and its lines."""

    number: int
    start: int
    end: int
    rows: tuple[SetLine, ...]


def lay_out(text: str, parts: Sequence[tuple[int, int]] = ()) -> list[TypesetPage]:
    """The text on pages. Each of its `parts` (slides, sheets) begins a page; without parts it is one."""
    pages: list[TypesetPage] = []
    for start, end in parts or [(0, len(text))]:
        lines = list(_lines(text, start, end))
        for first in range(0, len(lines), ROWS):
            taken = lines[first : first + ROWS]
            rows = tuple(SetLine(*line, top=MARGIN + place * LEADING) for place, line in enumerate(taken))
            after = lines[first + ROWS][0] if first + ROWS < len(lines) else end
            pages.append(TypesetPage(number=len(pages) + 1, start=taken[0][0], end=after, rows=rows))
            if len(pages) == MOST_PAGES:
                return pages
    return pages


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The text's own lines; one that is too long goes on at its last blank, a word that is too long anywhere."""
    begin, width, blank = start, 0.0, start
    for at in range(start, end):
        letter = text[at]
        if letter == "\n":
            yield begin, at
            begin, width, blank = at + 1, 0.0, at + 1
            continue
        width += _advance(letter)
        if width > COLUMN and at > begin and not letter.isspace():
            cut = blank if blank > begin else at
            yield begin, cut
            begin, width = cut, sum(map(_advance, text[cut : at + 1]))
        if letter in " \t-":
            blank = at + 1
    yield begin, end


def rectangle(text: str, row: SetLine, start: int, end: int) -> tuple[float, float, float, float]:
    """Where `text[start:end]` stands on the page as far as this row has it: left, top, right, bottom, in its shares."""
    left = MARGIN + font().getlength(shown(text[row.start : max(row.start, start)]))
    right = MARGIN + font().getlength(shown(text[row.start : min(row.end, end)].rstrip()))
    top, bottom = row.top + MARKED, row.top + LEADING - MARKED
    return left / WIDTH, top / HEIGHT, max(left, right) / WIDTH, bottom / HEIGHT


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    return font().getlength(shown(letter))


def shown(text: str) -> str:
    """What is drawn of a text: no characters that command, turn or hide."""
    return "".join(
        TAB if c == "\t" else " " if c.isspace() else "" if unicodedata.category(c) in _UNSEEN else c for c in text
    )


def face() -> bytes:
    """The font's file."""
    return files("desk.dossier").joinpath("fonts", "DejaVuSansCondensed.ttf").read_bytes()


@lru_cache(maxsize=1)
def font() -> ImageFont.FreeTypeFont:
    """The hand in which pages are set."""
    return ImageFont.truetype(BytesIO(face()), SIZE, layout_engine=ImageFont.Layout.BASIC)
