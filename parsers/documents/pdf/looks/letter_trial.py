"""Whether a font's letters look like what the file calls them: a few lines are drawn, and read by OCR.

A ToUnicode map may name any letter for any shape, and every reader of text believes it. Lines are chosen so that each
sign of each font stands in one; a sign that OCR reads as another letter is tried again in other lines, drawn larger,
and is condemned where it is read otherwise again.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from PIL import Image

from parsers.documents.pdf.glyphs.fonts import UNKNOWN
from parsers.documents.pdf.reading_order import runs_of
from parsers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from parsers.documents.image.readings import OcrLine, OcrReading
    from parsers.documents.pdf.glyphs.glyph import Glyph
    from parsers.documents.pdf.glyphs.glyphs import Drawing
    from parsers.documents.pdf.pdfium import Picture
    from parsers.documents.pdf.reading_order import GlyphRun

    Code = tuple[int, int]
    ReadBlock = Callable[[Image.Image], OcrReading]

TRIALS = 4
"""So many pages of a file are drawn for it."""
LINES, LINES_AGAIN = 30, 3
"""So many lines are read in a trial, and so many again for each sign that looks otherwise."""
NEW_LEAST = 6
"""Fewer signs that no trial has seen are not worth one: rare letters of a font that was tried."""
LETTERS_LEAST = 3
DPI = 200
HEIGHTS = (44, 62)
"""Pixels of a line in the first look and in the second."""
LIES = 3
"""A font of which so many signs look otherwise is not believed in any."""
MARGIN = 12
TAILS = 0.15
"""The part of a line's height by which letters may reach beyond it."""
ALIKE = 0.5
"""The share of a line that OCR must read like its text to speak of single letters."""
SURE_LINE = 80.0
"""From this confidence (of 100) on a line that OCR reads otherwise as a whole is otherwise as a whole."""
LOST_LEAST = 4
"""So many letters that OCR leaves out are a word it missed."""
_LOOKS_LIKE = str.maketrans({
    "I": "l", "1": "l", "|": "l", "!": "l", "ı": "i", "ł": "l", "Ł": "l", "0": "o", "ø": "o", "Ø": "o", "5": "s",
    "8": "b", "ß": "b", "2": "z", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae",
})  # fmt: skip
"""Letters that OCR takes for one another; none of them turns a word into another."""


@dataclass(slots=True)
class _Votes:
    right: Counter[Code] = field(default_factory=Counter)
    wrong: Counter[Code] = field(default_factory=Counter)

    def suspects(self) -> set[Code]:
        """The signs that are read otherwise at least as often as like their letter."""
        return {code for code, count in self.wrong.items() if count >= self.right[code]}

    def condemned(self) -> set[Code]:
        """Those that are so more than once."""
        return {code for code, count in self.wrong.items() if count > 1 and count > self.right[code]}

    def liars(self) -> set[int]:
        """Fonts of which so many signs are condemned that none is believed."""
        fonts = Counter(font for font, _ in self.condemned())
        return {font for font, count in fonts.items() if count >= LIES}


@dataclass(slots=True, kw_only=True)
class LetterTrial:
    """The signs of one file's fonts that were tried, and those that look like other letters."""

    read_block: ReadBlock | None
    _condemned: set[Code] = field(default_factory=set)
    _liars: set[int] = field(default_factory=set)
    """Fonts of which no sign is believed."""
    _tried: set[Code] = field(default_factory=set)
    _left: int = TRIALS

    def look_at(self, drawing: Drawing, glyphs: Sequence[Glyph], render: Callable[[], Picture | None]) -> None:
        """Try what is new on a page; `render` draws it at `DPI`."""
        new = {glyph.code for glyph in glyphs if glyph.code and glyph.text.strip()} - self._tried
        if self.read_block is None or self._left <= 0 or len(new) < NEW_LEAST:
            return
        runs = [run for run in runs_of(glyphs) if _is_tried(run)]
        chosen = list(_covering(runs, new, LINES))
        picture = render() if chosen else None
        if picture is None:
            return
        self._left -= 1
        self._tried |= {glyph.code for run in chosen for glyph in run.glyphs if glyph.code}
        try:
            votes = _judged(runs, chosen, _Strip(picture, drawing, self.read_block))
        except Unreadable:
            return
        self._condemned |= votes.condemned()
        self._liars |= votes.liars()

    def holds(self, glyphs: Iterable[Glyph]) -> list[Glyph]:
        """Those of the glyphs whose letters are others than their names."""
        return [glyph for glyph in glyphs if glyph.code and glyph.text.strip() and self._is_other(glyph.code)]

    def _is_other(self, code: Code) -> bool:
        return code in self._condemned or code[0] in self._liars


def _is_tried(run: GlyphRun) -> bool:
    """Whether it is level, drawn, and mostly of letters that OCR knows: those of the papers' languages."""
    letters = [glyph for glyph in run.glyphs if glyph.text.strip() and glyph.code and not glyph.inkless]
    foreign = sum(any(sign > _LAST and sign.isalpha() for sign in _plain(glyph.text)) for glyph in letters)
    return run.along == (1.0, 0.0) and len(letters) >= LETTERS_LEAST and foreign <= FOREIGN * len(letters)


_UNKNOWN_TO_OCR = frozenset("ßẞ")
"""Letters that OCR in French reads otherwise."""
FOREIGN = 0.2
_LAST = "\u00ff"
"""French, Dutch, German and English have no letter beyond it, but for œ."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("œ", "oe").replace("Œ", "OE")


def _covering(runs: Sequence[GlyphRun], wanted: set[Code], most: int) -> Iterator[GlyphRun]:
    """Lines that show the signs wanted, those with most of them first."""
    left, rest = set(wanted), [(run, {glyph.code for glyph in run.glyphs if glyph.code}) for run in runs]
    for _ in range(most):
        run, codes = max(rest, key=lambda item: len(item[1] & left), default=(None, set()))
        if run is None or not codes & left:
            return
        yield run
        left -= codes
        rest = [item for item in rest if item[0] is not run]


def _judged(runs: Sequence[GlyphRun], chosen: Sequence[GlyphRun], strip: _Strip) -> _Votes:
    """How the signs are read in the lines chosen, and those read otherwise in more lines that show them."""
    votes = _Votes()
    strip.vote(chosen, HEIGHTS[0], votes)
    suspects = votes.suspects()
    if not suspects:
        return votes
    others = [run for run in runs if all(run is not one for one in chosen)]
    again: dict[int, GlyphRun] = {}
    for code in sorted(suspects, key=lambda one: -votes.wrong[one])[:LINES]:
        showing = [run for run in (*others, *chosen) if any(glyph.code == code for glyph in run.glyphs)]
        again.update((id(run), run) for run in showing[:LINES_AGAIN])
    strip.vote(list(again.values())[:LINES], HEIGHTS[1], votes)
    return votes


@dataclass(frozen=True, slots=True)
class _Strip:
    """Lines of a page set one below the other, as OCR reads them."""

    picture: Picture
    drawing: Drawing
    read_block: ReadBlock

    def vote(self, runs: Sequence[GlyphRun], height: int, votes: _Votes) -> None:
        """Count for each sign of the lines how often OCR reads its letter, and how often another."""
        pieces = [self._cut(run, height) for run in runs]
        step = height + 2 * MARGIN
        paper = Image.new("L", (max(piece.width for piece in pieces) + 2 * MARGIN, step * len(pieces)), 255)
        for number, piece in enumerate(pieces):
            paper.paste(piece, (MARGIN, number * step + MARGIN))
        read = self.read_block(paper)
        for number, run in enumerate(runs):
            _count(run.glyphs, _of_row(read.lines, number, len(pieces)), votes)

    def _cut(self, run: GlyphRun, height: int) -> Image.Image:
        """The line as dark print of one height."""
        (x0, y0, x1, y1), (wide, high) = run.bounds, self.picture.image.size
        across, down = wide / self.drawing.width, high / self.drawing.height
        spare = TAILS * (y1 - y0)
        box = (x0 * across - 2, high - (y1 + spare) * down, x1 * across + 2, high - (y0 - spare) * down)
        piece = self.picture.image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))
        if 2 * sum(piece.resize((8, 1)).tobytes()) < 8 * 255:
            piece = piece.point(lambda value: 255 - value)
        return piece.resize((max(1, round(piece.width * height / max(1, piece.height))), height))


def _of_row(lines: Sequence[OcrLine], number: int, count: int) -> list[OcrLine]:
    return [line for line in lines if number <= (line.box[1] + line.box[3]) / 2 * count < number + 1]


def _count(glyphs: Sequence[Glyph], lines: Sequence[OcrLine], votes: _Votes) -> None:
    """Set the letters of a line beside those that OCR reads: a glyph is wrong where one of its letters is."""
    named = [(sign, glyph) for glyph in glyphs for sign in _signs(glyph.text)]
    theirs = list(_signs("".join(word.text for line in lines for word in line.words)))
    mine = [sign for sign, _ in named]
    wrong: list[Glyph] = []
    if SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= ALIKE:
        for kind, start, end, begin, stop in _differences(mine, theirs):
            wrong += _otherwise(kind, glyphs, named, (start, end), theirs[begin:stop])
    elif lines and min(line.sureness for line in lines) >= SURE_LINE and 2 * len(theirs) > len(named):
        wrong = [glyph for _, glyph in named]
    else:
        return
    others = {id(glyph) for glyph in wrong}
    for glyph in glyphs:
        if glyph.code and glyph.text not in _UNKNOWN_TO_OCR:
            (votes.wrong if id(glyph) in others else votes.right)[glyph.code] += 1


def _differences(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Where two lines differ; of one length they are compared sign by sign: figures are not moved to where they fit."""
    if len(mine) == len(theirs):
        yield from (
            ("replace", at, at + 1, at, at + 1)
            for at, (one, other) in enumerate(zip(mine, theirs, strict=True))
            if one != other
        )
    else:
        yield from SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()


def _otherwise(
    kind: str, glyphs: Sequence[Glyph], named: Sequence[tuple[str, Glyph]], at: tuple[int, int], read: Sequence[str]
) -> Sequence[Glyph]:
    """The glyphs that OCR reads otherwise in one stretch of a line.

    It is weak in marks of punctuation: these say nothing, unless it sees a letter there.
    """
    start, end = at
    if kind == "insert" and 0 < start < len(named) and len(read) < LOST_LEAST and any(map(str.isalnum, read)):
        return _between(glyphs, named[start - 1][1], named[start][1])
    if kind == "replace" or (kind == "delete" and end - start < LOST_LEAST):
        seen = any(map(str.isalnum, read))
        return [glyph for _, glyph in named[start:end] if seen or any(map(str.isalnum, glyph.text))]
    return ()


def _between(glyphs: Sequence[Glyph], before: Glyph, after: Glyph) -> Sequence[Glyph]:
    """The glyphs that may stand for letters that OCR sees between two: those without a letter, else the first."""
    first = next(number for number, glyph in enumerate(glyphs) if glyph is before)
    last = next(number for number, glyph in enumerate(glyphs) if glyph is after)
    return glyphs[first + 1 : last] or [before]


def _signs(text: str) -> Iterator[str]:
    """The letters and marks of a text, without accents, those that look alike as one."""
    for sign in unicodedata.normalize("NFKD", text).translate(_LOOKS_LIKE).lower():
        if not sign.isspace() and not unicodedata.combining(sign):
            yield UNKNOWN if unicodedata.category(sign) in {"Co", "Cc", "Cn"} else sign
