"""Pictures of pages to lines of text: Tesseract first, a second reader beside it where there is one.

The untouched page is read first. Whatever else is tried (another look, another reader) counts only where its words say
that it reads better (`parsers.documents.image.readings`). Every page says what share of its words is sure
(`parsers.documents.image.certainty`); lines of a page read with doubt are doubtful.
"""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from parsers.documents.external.tools import LANGUAGES, Tools, run
from parsers.documents.extracted_text import Line, Sheet
from parsers.documents.image import rapid_ocr
from parsers.documents.image.certainty import BESIDE, ONLY, SECOND, SeenLines, share_sure
from parsers.documents.image.fading import faded_share
from parsers.documents.image.frames import grey, is_blank
from parsers.documents.image.language_words import spoken_language
from parsers.documents.image.readings import OcrLine, OcrReading, OcrWord, chosen, differ, surest
from parsers.errors import Unreadable
from parsers.values.documents import DOUBTED, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.Image import Image

    from parsers.documents.extracted_text import Rectangle
    from parsers.documents.image.certainty import Chances
    from parsers.documents.image.photo import Way
    from parsers.documents.image.rapid_ocr import SecondOpinion
    from parsers.documents.limits import Limits

DPI = 200
LONG_SIDE = 2400
"""Pixels: about an A4 page at 200 dpi; more gains nothing and costs time."""
SHORT_SIDE_LEAST = 900
LEAST_SIDE = 8
"""Pixels: no letter is readable in a picture narrower than this."""
SURE = 30.0
"""Below this mean confidence (of 100) a line is noise: a logo's edge, a signature."""
UNSURE = 90.0
"""Below this mean confidence a page is read again: clean print has 92 to 96, a photograph with wrong dates 89."""
POOR = 60.0
"""Below this its strokes are made dark as well."""
WORDS_TO_JUDGE = 40
"""On fewer words (a picture, a stamp) darker looks are not worth their time."""
FLATTER = 0.7
COVERED = 0.98
"""A sure reading that covers this share of the text which the second reader sees needs no second reading."""
GLANCES = 12
"""So many pages of a file the second reader glances at; a page that it reads costs `A_READING` glances."""
A_READING = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A picture for Tesseract: how much it was scaled, and by which page segmentation mode it is to be read."""

    image: Image
    across: float
    down: float
    mode: str
    sent: tuple[int, int]
    """Width and height of the picture as it was sent."""
    back: Way | None = None
    """The way back to that picture, where a sheet was cut out of it."""


@dataclass(slots=True)
class PageOcr:
    """Reads the pages of one file; the language that one page shows is tried first on the next."""

    tools: Tools
    limits: Limits
    language: str = "fra"
    glances: int = GLANCES
    _known: dict[tuple[str, tuple[int, int], bytes], Sheet] = field(default_factory=dict, init=False, repr=False)
    """What was read, by the picture's mode, size and digest: pages that share one picture are recognised once."""

    def __post_init__(self) -> None:
        if self.language not in self.tools.languages:
            self.language = next(iter(sorted(self.tools.languages & set(LANGUAGES.values()))), self.language)

    def read(self, page: Image) -> Sheet:
        """The lines of one page in reading order, with their places on it."""
        if min(page.size) < LEAST_SIDE:
            return Sheet(lines=(), method=Method.OCR)
        picture = page.mode, page.size, sha256(page.tobytes()).digest()
        if picture not in self._known:
            self._known[picture] = self._read(page)
        return self._known[picture]

    def _read(self, page: Image) -> Sheet:
        first = self._by_tesseract(page)
        witness = self._by_second_reader(page, first)
        theirs = None if witness is None else witness.reading
        counted = chosen(first, theirs)
        other = theirs if counted is first else first
        if not counted.words:
            return Sheet(lines=(), method=Method.OCR, sure=1.0 if is_blank(page) else 0.0)
        sure = share_sure(
            counted,
            other,
            chances=_chances(counted, first, other),
            seen=SeenLines(
                covered=witness.covered if witness and counted is first else 1.0,
                unread=witness.unread if witness else 0.0,
                faded=faded_share(page, counted.lines),
            ),
        )
        return Sheet(
            lines=tuple(_lines(counted, doubtful=sure < DOUBTED)),
            method=Method.OCR,
            readings=tuple(_text(reading) for reading in (first, theirs) if reading is not None),
            sure=sure,
            apart=other is not None and differ(counted, other),
        )

    def read_block(self, image: Image) -> OcrReading:
        """The lines of a picture that is one block of dark print, by Tesseract alone.

        Raises:
            Unreadable: it took longer than the limits allow, or crashed.
        """
        return self._recognized(Look(image=image, across=1, down=1, mode="6", sent=image.size))

    def _by_tesseract(self, page: Image) -> OcrReading:
        """The page as it is; where it reads badly and nobody else reads it, the surest of that and of other looks."""
        pixels = grey(page)
        plain = _plain_look(pixels)
        reading = self._in_its_language(plain, self._recognized(plain))
        readings = [reading]
        if not self._has_second_reader and reading.sureness < UNSURE:
            readings += self._looks(_flat_looks(pixels))
        if len(reading.words) >= WORDS_TO_JUDGE and surest(readings).sureness < POOR:
            readings += self._looks(_dark_looks(pixels, plain))
        return surest(readings)

    def _in_its_language(self, look: Look, reading: OcrReading) -> OcrReading:
        spoken = spoken_language(" ".join(word.text for word in reading.words))
        if not spoken or spoken == self.language or spoken not in self.tools.languages:
            return reading
        self.language = spoken
        return next(iter(self._looks([look])), reading)

    def _looks(self, looks: Iterable[Look]) -> list[OcrReading]:
        """What is read by looks beyond the first; the fall of one costs only itself and those after it."""
        readings: list[OcrReading] = []
        with suppress(Unreadable):
            readings.extend(self._recognized(look) for look in looks)
        return readings

    @property
    def _has_second_reader(self) -> bool:
        return self.tools.rapidocr and self.glances > 0

    def _by_second_reader(self, page: Image, first: OcrReading) -> SecondOpinion | None:
        """What the second reader sees; its fall costs only itself."""
        if not self._has_second_reader:
            return None
        self.tools.alive()
        enough = COVERED if first.sureness >= UNSURE else 2.0
        self.glances -= 1
        try:
            witness = rapid_ocr.look(page, first, enough=enough, tools=self.tools, limits=self.limits)
        except Unreadable:
            return None
        self.glances -= 0 if witness.reading is None else A_READING - 1
        return witness

    def _recognized(self, look: Look) -> OcrReading:
        """The page as Tesseract's table has it."""
        self.tools.alive()
        program = self.tools.tesseract or "tesseract"
        argv = [program, "stdin", "stdout", "--psm", look.mode, "--dpi", str(DPI), "-l", self.language, "tsv"]
        table = run(
            argv,
            folder=self.tools.folder,
            data=_png(look.image),
            cpu_seconds=self.limits.external_cpu_seconds,
            seconds=self.tools.patience(self.limits.external_seconds),
        )
        rows = csv.DictReader(io.StringIO(table.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
        words = [row for row in rows if row.get("level") == "5" and (row.get("text") or "").strip()]
        return OcrReading(lines=tuple(_sure_lines(words, look)))


def _chances(counted: OcrReading, first: OcrReading, other: OcrReading | None) -> Chances:
    """How the confidence of the reader that counts is to be taken."""
    if counted is not first:
        return SECOND
    return ONLY if other is None else BESIDE


def _text(reading: OcrReading) -> str:
    return "\n".join(line.text for line in reading.lines)


Row = dict[str, str]
"""A row of Tesseract's table: a word."""


def _sure_lines(rows: list[Row], look: Look) -> Iterator[OcrLine]:
    """The lines that are no noise: one odd word among others is still a word."""
    block = None
    for (own_block, _, _), members in groupby(rows, key=_line_of):
        words = tuple(
            OcrWord(text=row["text"].strip(), sureness=_confidence(row), box=_box(row, look)) for row in members
        )
        line = OcrLine(words=words, space_above=own_block != block)
        if line.sureness >= SURE:
            yield line
            block = own_block


def _line_of(row: Row) -> tuple[str, str, str]:
    return row["block_num"], row["par_num"], row["line_num"]


def _confidence(row: Row) -> float:
    try:
        return float(row.get("conf") or 0)
    except ValueError:
        return 0.0


def _box(row: Row, look: Look) -> Rectangle:
    """The word's rectangle in shares of the picture as it was sent."""
    left, width = (int(row[key]) / look.across for key in ("left", "width"))
    top, height = (int(row[key]) / look.down for key in ("top", "height"))
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    if look.back is not None:
        from parsers.documents.image.photo import moved  # noqa: PLC0415 - numpy: only where a sheet was cut out

        corners = [moved(corner, look.back) for corner in corners]
    xs, ys = zip(*corners, strict=True)
    wide, high = look.sent
    return min(xs) / wide, min(ys) / high, max(xs) / wide, max(ys) / high


def _lines(reading: OcrReading, *, doubtful: bool) -> Iterator[Line]:
    for line in reading.lines:
        yield Line(text=line.text, box=line.box, space_above=line.space_above, doubtful=doubtful)


def _plain_look(pixels: Image) -> Look:
    """The page at the size that Tesseract reads best, turned upright by what stands on it."""
    scale = _scale(*pixels.size)
    return _looked(pixels, scale, scale, mode="1", sent=pixels.size)


def _flat_looks(pixels: Image) -> Iterator[Look]:
    """A photograph's sheet, cut out and evenly lit; only the light evened where no sheet is seen."""
    from parsers.documents.image.photo import evened, straightened  # noqa: PLC0415 - numpy: only where a page reads badly

    sheet = straightened(pixels)
    flat = sheet.image if sheet else pixels
    even = evened(flat)
    if sheet or even:
        scale = _scale(*flat.size)
        look = _looked(even or flat, scale, scale, mode="1", sent=pixels.size)
        yield replace(look, back=sheet.back if sheet else None)


def _dark_looks(pixels: Image, plain: Look) -> Iterator[Look]:
    """Faint or hairline strokes made dark, and tall narrow hands flattened; not turned, for a page that reads badly
    is easily taken for one that stands on its head.
    """
    from parsers.documents.image.photo import strengthened  # noqa: PLC0415 - as above

    dark = strengthened(pixels)
    yield _looked(dark, plain.across, plain.down, mode="3", sent=plain.sent)
    yield _looked(dark, plain.across, plain.down * FLATTER, mode="3", sent=plain.sent)


def _looked(pixels: Image, across: float, down: float, *, mode: str, sent: tuple[int, int]) -> Look:
    from PIL.Image import Resampling  # noqa: PLC0415 - only where a picture is read

    size = max(1, round(pixels.width * across)), max(1, round(pixels.height * down))
    method = Resampling.LANCZOS if min(across, down) < 1 else Resampling.BICUBIC
    sized = pixels if size == pixels.size else pixels.resize(size, method)
    return Look(image=sized, across=across, down=down, mode=mode, sent=sent)


def _png(image: Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _scale(width: int, height: int) -> float:
    long, short = max(width, height), min(width, height)
    if long > LONG_SIDE:
        return LONG_SIDE / long
    return min(SHORT_SIDE_LEAST / short, LONG_SIDE / long, 3.0) if short < SHORT_SIDE_LEAST else 1
