"""Pictures of pages to lines of text, by Tesseract."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from parsers.extract import Line, Sheet
from parsers.tools import LANGUAGES, Tools, run
from parsers.values import Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from parsers.extract import Rectangle
    from parsers.photo import Flattened

DPI = 200
LONG_SIDE = 2400
"""Pixels: about an A4 page at 200 dpi; more gains nothing and costs time."""
SHORT_SIDE_LEAST = 900
SURE = 30.0
"""Below this mean confidence (of 100) a line is noise: a logo's edge, a signature."""
_FUNCTION_WORDS = {
    "fra": [
        "le",
        "la",
        "les",
        "des",
        "une",
        "est",
        "et",
        "en",
        "du",
        "au",
        "aux",
        "je",
        "vous",
        "pour",
        "dans",
        "avec",
        "sur",
        "mon",
        "ma",
        "mes",
        "de",
        "à",
        "ce",
        "que",
        "qui",
        "par",
        "depuis",
    ],
    "nld": [
        "de",
        "het",
        "een",
        "en",
        "van",
        "ik",
        "mijn",
        "voor",
        "met",
        "als",
        "op",
        "naar",
        "bij",
        "aan",
        "werk",
        "heb",
        "ben",
        "ook",
        "niet",
        "uit",
        "tot",
        "sinds",
    ],
    "deu": [
        "der",
        "die",
        "das",
        "und",
        "ich",
        "mit",
        "für",
        "bei",
        "eine",
        "einer",
        "ist",
        "als",
        "von",
        "auf",
        "zur",
        "zum",
        "im",
        "nicht",
        "sich",
        "seit",
        "meine",
    ],
    "eng": [
        "the",
        "and",
        "of",
        "to",
        "in",
        "my",
        "for",
        "with",
        "as",
        "at",
        "i",
        "have",
        "is",
        "was",
        "on",
        "from",
        "by",
        "an",
        "be",
        "since",
    ],
}


@dataclass(slots=True)
class PageOcr:
    """Reads the pages of one file; the language that one page shows is tried first on the next."""

    tools: Tools
    seconds: float
    language: str = "fra"
    words: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        if self.language not in self.tools.languages:
            self.language = next(iter(sorted(self.tools.languages & set(LANGUAGES.values()))), self.language)

    def read(self, page: Image) -> Sheet:
        """The lines of one page, in Tesseract's reading order, with their places on it."""
        flat = _prepared(page)
        png = _png(flat)
        rows = self._recognized(png, self.language)
        spoken = spoken_language(" ".join(row["text"] for row in rows))
        if spoken and spoken != self.language and spoken in self.tools.languages:
            self.language = spoken
            rows = self._recognized(png, spoken)
        return Sheet(lines=tuple(_lines(rows, flat, page.size)), method=Method.OCR)

    def _recognized(self, png: bytes, language: str) -> list[dict[str, str]]:
        self.tools.alive()
        argv = [
            self.tools.tesseract or "tesseract",
            "stdin",
            "stdout",
            "--psm",
            "1",
            "--dpi",
            str(DPI),
            "-l",
            language,
            "tsv",
        ]
        table = run(argv, folder=self.tools.folder, data=png, seconds=self.seconds).decode("utf-8", "replace")
        rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        words = [row for row in rows if row.get("level") == "5" and (row.get("text") or "").strip()]
        return [word for _, line in groupby(words, key=_line_of) for word in _if_sure(list(line))]


def spoken_language(text: str) -> str | None:
    """Tesseract's name of the language whose small words stand in `text`, where they are enough to tell."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    votes = {language: sum(words[word] for word in known) for language, known in _FUNCTION_WORDS.items()}
    (best, most), (_, second) = Counter(votes).most_common(2)
    return best if most >= 5 and most > 1.5 * second else None


def _line_of(row: dict[str, str]) -> tuple[str, str, str]:
    return row["block_num"], row["par_num"], row["line_num"]


def _if_sure(line: list[dict[str, str]]) -> list[dict[str, str]]:
    """The line's words, or none of them where the line is noise: one odd word among others is still a word."""
    mean = sum(_confidence(word) for word in line) / len(line)
    return line if mean >= SURE else []


def _confidence(word: dict[str, str]) -> float:
    try:
        return float(word.get("conf") or 0)
    except ValueError:
        return 0.0


def _prepared(page: Image) -> Flattened:
    import numpy as np  # noqa: PLC0415 - 100 ms with OpenCV: only where a picture is read

    from parsers.images import grey  # noqa: PLC0415 - as above
    from parsers.photo import flatten  # noqa: PLC0415 - as above

    return flatten(np.asarray(grey(page)))


def _png(flat: Flattened) -> bytes:
    import cv2  # noqa: PLC0415 - as above

    height, width = flat.pixels.shape
    scale = _scale(width, height)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    sized = flat.pixels if scale == 1 else cv2.resize(flat.pixels, None, fx=scale, fy=scale, interpolation=method)
    _, png = cv2.imencode(".png", sized, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return bytes(png.tobytes())


def _scale(width: int, height: int) -> float:
    long, short = max(width, height), min(width, height)
    if long > LONG_SIDE:
        return LONG_SIDE / long
    return min(SHORT_SIDE_LEAST / short, LONG_SIDE / long, 3.0) if short < SHORT_SIDE_LEAST else 1


def _lines(rows: list[dict[str, str]], flat: Flattened, size: tuple[int, int]) -> Iterator[Line]:
    height, width = flat.pixels.shape
    scale = _scale(width, height)
    last_block = None
    for (block, _, _), members in groupby(rows, key=_line_of):
        words = list(members)
        corners = [_corners(word, scale) for word in words]
        left, top = min(c[0] for c in corners), min(c[1] for c in corners)
        right, bottom = max(c[2] for c in corners), max(c[3] for c in corners)
        box = _placed((left, top, right, bottom), flat, size)
        yield Line(text=" ".join(word["text"] for word in words), box=box, space_above=block != last_block)
        last_block = block


def _corners(word: dict[str, str], scale: float) -> Rectangle:
    left, top, width, height = (int(word[key]) / scale for key in ("left", "top", "width", "height"))
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
