"""Pictures of pages to lines of text, by Tesseract."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from parsers.documents.extract import Line, Sheet
from parsers.documents.ocrwords import spoken_language
from parsers.documents.tools import LANGUAGES, Tools, run
from parsers.values import Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.Image import Image

    from parsers.documents.extract import Rectangle
    from parsers.documents.photo import Flattened, Pixels

DPI = 200
LONG_SIDE = 2400
"""Pixels: about an A4 page at 200 dpi; more gains nothing and costs time."""
SHORT_SIDE_LEAST = 900
SURE = 30.0
"""Below this mean confidence (of 100) a line is noise: a logo's edge, a signature."""
POOR = 60.0
"""Below this confidence in a whole page it is looked at in other ways: clean print has 90, photographs 75."""
WORDS_TO_JUDGE = 40
"""On fewer words (a picture, a stamp) other looks are not worth their time."""
FLATTER = 0.7

Word = dict[str, str]
"""A row of Tesseract's table."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A picture for Tesseract: how much it was scaled, and by which page segmentation mode it is to be read."""

    png: bytes
    across: float
    down: float
    mode: str


@dataclass(slots=True)
class PageOcr:
    """Reads the pages of one file; the language that one page shows is tried first on the next."""

    tools: Tools
    seconds: float
    language: str = "fra"

    def __post_init__(self) -> None:
        if self.language not in self.tools.languages:
            self.language = next(iter(sorted(self.tools.languages & set(LANGUAGES.values()))), self.language)

    def read(self, page: Image) -> Sheet:
        """The lines of one page, in Tesseract's reading order, with their places on it."""
        flat = _prepared(page)
        look, words = self._best(flat.pixels)
        spoken = spoken_language(" ".join(word["text"] for word in words))
        if spoken and spoken != self.language and spoken in self.tools.languages:
            self.language = spoken
            words = self._recognized(look, self.language)
        return Sheet(lines=tuple(_lines(_sure_lines(words), look, flat, page.size)), method=Method.OCR)

    def _best(self, pixels: Pixels) -> tuple[Look, list[Word]]:
        """The page as it is; where it reads badly, the surest of that and of other looks at it."""
        look = _plain_look(pixels)
        tries = [(look, self._recognized(look, self.language))]
        if len(tries[0][1]) >= WORDS_TO_JUDGE and _sureness(tries[0][1]) < POOR:
            tries += [(other, self._recognized(other, self.language)) for other in _other_looks(pixels, look)]
        return max(tries, key=lambda found: _sureness(found[1]))

    def _recognized(self, look: Look, language: str) -> list[Word]:
        """The words of the page as Tesseract's table has them."""
        self.tools.alive()
        program = self.tools.tesseract or "tesseract"
        argv = [program, "stdin", "stdout", "--psm", look.mode, "--dpi", str(DPI), "-l", language, "tsv"]
        table = run(argv, folder=self.tools.folder, data=look.png, seconds=self.seconds).decode("utf-8", "replace")
        rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row.get("level") == "5" and (row.get("text") or "").strip()]


def _line_of(row: Word) -> tuple[str, str, str]:
    return row["block_num"], row["par_num"], row["line_num"]


def _sure_lines(words: list[Word]) -> Iterator[list[Word]]:
    """The lines that are no noise: one odd word among others is still a word."""
    for _, members in groupby(words, key=_line_of):
        line = list(members)
        if _sureness(line) >= SURE:
            yield line


def _sureness(words: list[Word]) -> float:
    """Tesseract's mean confidence in these words, of 100."""
    return sum(_confidence(word) for word in words) / len(words) if words else 0.0


def _confidence(word: Word) -> float:
    try:
        return float(word.get("conf") or 0)
    except ValueError:
        return 0.0


def _prepared(page: Image) -> Flattened:
    import numpy as np  # noqa: PLC0415 - 100 ms with OpenCV: only where a picture is read

    from parsers.documents.images import grey  # noqa: PLC0415 - as above
    from parsers.documents.photo import flatten  # noqa: PLC0415 - as above

    return flatten(np.asarray(grey(page)))


def _plain_look(pixels: Pixels) -> Look:
    """The page at the size that Tesseract reads best, turned upright by what stands on it."""
    height, width = pixels.shape
    scale = _scale(width, height)
    return _looked(pixels, scale, scale, mode="1")


def _other_looks(pixels: Pixels, plain: Look) -> Iterator[Look]:
    """Faint or hairline strokes made dark, and tall narrow hands flattened; not turned, for a page that reads badly
    is easily taken for one that stands on its head.
    """
    from parsers.documents.photo import strengthened  # noqa: PLC0415 - see `_prepared`

    dark = strengthened(pixels)
    yield _looked(dark, plain.across, plain.down, mode="3")
    yield _looked(dark, plain.across, plain.down * FLATTER, mode="3")


def _looked(pixels: Pixels, across: float, down: float, *, mode: str) -> Look:
    import cv2  # noqa: PLC0415 - as above

    method = cv2.INTER_AREA if min(across, down) < 1 else cv2.INTER_CUBIC
    sized = pixels if across == down == 1 else cv2.resize(pixels, None, fx=across, fy=down, interpolation=method)
    _, png = cv2.imencode(".png", sized, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return Look(png=bytes(png.tobytes()), across=across, down=down, mode=mode)


def _scale(width: int, height: int) -> float:
    long, short = max(width, height), min(width, height)
    if long > LONG_SIDE:
        return LONG_SIDE / long
    return min(SHORT_SIDE_LEAST / short, LONG_SIDE / long, 3.0) if short < SHORT_SIDE_LEAST else 1


def _lines(lines: Iterable[list[Word]], look: Look, flat: Flattened, size: tuple[int, int]) -> Iterator[Line]:
    last_block = None
    for words in lines:
        corners = [_corners(word, look) for word in words]
        left, top = min(c[0] for c in corners), min(c[1] for c in corners)
        right, bottom = max(c[2] for c in corners), max(c[3] for c in corners)
        box = _placed((left, top, right, bottom), flat, size)
        block = words[0]["block_num"]
        yield Line(text=" ".join(word["text"] for word in words), box=box, space_above=block != last_block)
        last_block = block


def _corners(word: Word, look: Look) -> Rectangle:
    left, width = (int(word[key]) / look.across for key in ("left", "width"))
    top, height = (int(word[key]) / look.down for key in ("top", "height"))
    return left, top, left + width, top + height


def _placed(box: Rectangle, flat: Flattened, size: tuple[int, int]) -> Rectangle:
    """The box in shares of the picture as it was sent."""
    left, top, right, bottom = box
    if flat.back is not None:
        import cv2  # noqa: PLC0415 - as above
        import numpy as np  # noqa: PLC0415 - as above

        points = np.array([[[left, top], [right, top], [right, bottom], [left, bottom]]], np.float32)
        moved = cv2.perspectiveTransform(points, flat.back)[0]
        left, top, right, bottom = (*(float(v) for v in moved.min(axis=0)), *(float(v) for v in moved.max(axis=0)))
    width, height = size
    return left / width, top / height, right / width, bottom / height
