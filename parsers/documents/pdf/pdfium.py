"""The second reader of PDF pages: pdfium, in a child process of its own.

It shares no code with pdfminer, the first: what one drops without a word (a font whose encoding it can't read, a
damaged object) the other mostly has. It is about twenty times as fast.

It draws the pages as well, in a child too: a page on which it hangs or falls costs only its picture.
"""

from __future__ import annotations

import ctypes
import json
import math
import struct
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pdfminer.layout import LTChar, LTComponent
from pdfminer.utils import apply_matrix_pt
from PIL import Image, ImageDraw

from parsers.documents.external.forked_work import frames
from parsers.documents.pdf.glyphs.fonts import UNKNOWN
from parsers.documents.pdf.glyphs.glyph import Glyph
from parsers.documents.pdf.glyphs.glyphs import INVISIBLE, NEARLY_WHITE, Drawing, page_matrix, upright
from parsers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pdfminer.pdfpage import PDFPage

    from parsers.documents.external.tools import Tools
    from parsers.documents.limits import Limits

CPU_SECONDS = 10
"""For all pages of a file; the first reader needs about a second for twenty pages, this one a twentieth of it."""
SHORT_SILENCE = 5.0
"""Seconds of wall time that an answer is waited for where the file's own time is nearly over."""
ANSWER = 64 << 20
"""Bytes; the most letters that the limits allow are a tenth of it."""
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}


Row = tuple[str, float, float, float, float, float, float, float, float, bool, bool]
"""A character: text, left, bottom, right, top, x and y of its origin, angle (radians), font size, white, inkless."""
MOST_PIXELS = 30_000_000
DRAWING_CPU_SECONDS = 5
SILENCE = 60.0
"""Seconds of wall time: a child that gets no processor is waited for."""
_SIZE = struct.Struct("=II")
_PAPER = 255

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in shares of the page."""


class PlacedChar(LTChar):
    """A character of the second reader, with all that the reading order asks of one of pdfminer's."""

    def __init__(self, text: str, bounds: Sequence[float], matrix: Sequence[float], size: float) -> None:
        LTComponent.__init__(self, (bounds[0], bounds[1], bounds[2], bounds[3]))
        self._text = text
        self.matrix = (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5])
        self.fontname = ""
        self.size = size
        self.upright = matrix[1] == 0 == matrix[2]
        self.adv = self.width


@dataclass(slots=True)
class SecondReader:
    """What pdfium reads in one file."""

    data: bytes = field(repr=False)
    password: str
    limits: Limits
    tools: Tools
    _texts: list[tuple[str, str]] | None = None
    _rows: tuple[int, list[Row] | None] = (-1, None)
    """Of the page asked for last: two questions are asked of a page."""

    def text(self, index: int) -> str | None:
        """The text of page `index` (from 0); None where pdfium can't read it, or not within its bounds."""
        return self._text(index, 0)

    def shown(self, index: int) -> str | None:
        """The same with what fields, stamps and notes draw on the page."""
        return self._text(index, 1)

    def _text(self, index: int, which: int) -> str | None:
        if self._texts is None:
            self._texts = [_two(json.loads(frame)) for frame in self._asked(self._read_texts)]
        return self._texts[index][which] if index < len(self._texts) else None

    def drawing(self, index: int, page: PDFPage) -> Drawing | None:
        """Page `index` by its characters, as the first reader's; None where pdfium can't read it."""
        rows = self._rows_of(index)
        if rows is None:
            return None
        x0, y0, x1, y1 = upright(page, page.mediabox)
        drawing = Drawing(width=(x1 - x0) or 1.0, height=(y1 - y0) or 1.0)
        for _, same in groupby(rows, key=lambda row: tuple(row[1:7])):
            # The letters of a ligature all have its box: the glyph stands for them together.
            letters = list(same)
            text = "".join(row[0] for row in letters)
            drawing.unmapped += text[0] == UNKNOWN
            drawing.glyphs.append(_glyph((text, *letters[0][1:]), page))
        return drawing

    def _rows_of(self, index: int) -> list[Row] | None:
        if self._rows[0] != index:
            answer = self._asked(lambda document, send: send(_page_rows(document, index, self.limits.glyphs)))
            self._rows = (index, json.loads(answer[0]) if answer else None)
        return self._rows[1]

    def _asked(self, work: Callable[[Any, Callable[[bytes], None]], None]) -> list[bytes]:
        def within(send: Callable[[bytes], None]) -> None:
            import pypdfium2  # noqa: PLC0415 - costs 30 ms and 10 MB where it is not loaded yet

            work(pypdfium2.PdfDocument(self.data, password=self.password or None), send)

        try:
            silence = self.tools.patience(self.limits.external_seconds)
        except Unreadable:
            silence = SHORT_SILENCE
        return frames(within, cpu_seconds=CPU_SECONDS, silence=silence, most=ANSWER)

    def _read_texts(self, document: Any, send: Callable[[bytes], None]) -> None:  # noqa: ANN401 - pypdfium2 has no types
        for index in range(min(len(document), self.limits.pages)):
            text = _page_text(document, index, self.limits.glyphs)
            flat = _page_text(document, index, self.limits.glyphs) if _flattened(document, index) else text
            send(json.dumps([text, flat]).encode())


def _two(texts: list[str]) -> tuple[str, str]:
    return str(texts[0]), str(texts[1])


def _page_text(document: Any, index: int, most: int) -> str:  # noqa: ANN401
    """The text of a page as pdfium itself gives it; nothing where the page is broken."""
    import pypdfium2  # noqa: PLC0415 - loaded by now

    try:
        page = document[index].get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    return str(page.get_text_range(0, min(page.count_chars(), most)))


def _flattened(document: Any, index: int) -> bool:  # noqa: ANN401
    """Whether the page, loaded again, has what its annotations draw as its own text."""
    import pypdfium2  # noqa: PLC0415 - loaded by now
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - as above

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return False
    annotated = pdfium.FPDFPage_GetAnnotCount(page) > 0
    return bool(annotated and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == 1)


def _page_rows(document: Any, index: int, most: int) -> bytes:  # noqa: ANN401
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded by now

    page = document[index].get_textpage()
    drawn = (n for n in range(min(page.count_chars(), most)) if pdfium.FPDFText_IsGenerated(page, n) != 1)
    return json.dumps([_row(pdfium, page, n) for n in drawn]).encode()


def _row(pdfium: Any, page: Any, number: int) -> Row:  # noqa: ANN401
    code = pdfium.FPDFText_GetUnicode(page, number)
    unknown = pdfium.FPDFText_HasUnicodeMapError(page, number) == 1 or code == 0 or 0xD800 <= code < 0xE000
    box, (x, y) = _loose_box(pdfium, page, number), (ctypes.c_double(), ctypes.c_double())
    pdfium.FPDFText_GetCharOrigin(page, number, x, y)
    drawn = pdfium.FPDFText_GetTextObject(page, number)
    return (
        UNKNOWN if unknown else _HYPHENS.get(code, chr(code)),
        *box,
        x.value,
        y.value,
        max(0.0, pdfium.FPDFText_GetCharAngle(page, number)),
        float(pdfium.FPDFText_GetFontSize(page, number)),
        _is_white(pdfium, page, number),
        pdfium.FPDFTextObj_GetTextRenderMode(drawn) == INVISIBLE,
    )


def _loose_box(pdfium: Any, page: Any, number: int) -> tuple[float, float, float, float]:  # noqa: ANN401
    """The character with its font's height and its own advance, as pdfminer has it."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, number, box)
    return box.left, box.bottom, box.right, box.top


def _is_white(pdfium: Any, page: Any, number: int) -> bool:  # noqa: ANN401
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(page, number, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= NEARLY_WHITE * 255 or alpha.value == 0


def _glyph(row: Row, page: PDFPage) -> Glyph:
    text, left, bottom, right, top, x, y, angle, size, white, inkless = row
    matrix = page_matrix(page)
    bounds = upright(page, (left, bottom, right, top))
    place = apply_matrix_pt(matrix, (x, y))
    turned = angle - math.radians(page.rotate)
    cosine, sine = round(math.cos(turned), 2), round(math.sin(turned), 2)
    if (cosine, sine) == (1, 0):
        place = (bounds[0], place[1])  # both letters of a ligature have its origin
    char = PlacedChar(text, bounds, (cosine, sine or 0.0, -sine or 0.0, cosine, *place), size or bounds[3] - bounds[1])
    return Glyph(char, text, white or inkless, inkless)


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered page in grey."""

    image: Image.Image

    def contrast(self, left: float, top: float, right: float, bottom: float) -> int:
        """The difference between the brightest and the darkest pixel of a part given in shares of the page."""
        width, height = self.image.size
        x0, y0 = max(0, int(left * width)), max(0, int(top * height))
        x1, y1 = min(width, int(right * width) + 1), min(height, int(bottom * height) + 1)
        if x1 <= x0 or y1 <= y0:
            return 0
        darkest, brightest = self.image.crop((x0, y0, x1, y1)).getextrema()
        return int(brightest) - int(darkest)  # type: ignore[arg-type]

    def without(self, parts: Iterable[Rectangle]) -> Picture:
        """The page with some parts of it painted over."""
        left = self.image.copy()
        brush = ImageDraw.Draw(left)
        width, height = left.size
        for x0, y0, x1, y1 in parts:
            corners = (x0 * width - 2, y0 * height - 2, x1 * width + 2, y1 * height + 2)
            if corners[0] <= corners[2] and corners[1] <= corners[3]:
                brush.rectangle(corners, fill=_PAPER)
        return Picture(left)


def render_page(data: bytes, index: int, *, dpi: int, password: str = "") -> Picture | None:
    """Page `index` (from 0) with its annotations and form fields; None where pdfium can't draw it."""

    def draw(send: Callable[[bytes], None]) -> None:
        import pypdfium2  # noqa: PLC0415 - costs 30 ms and 10 MB where it is not loaded yet

        document = pypdfium2.PdfDocument(data, password=password or None)
        document.init_forms()
        page = document[index]
        scale = min(dpi / 72, (MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
        drawn = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        send(_SIZE.pack(*drawn.size) + drawn.tobytes())

    answer = frames(draw, cpu_seconds=DRAWING_CPU_SECONDS, silence=SILENCE, most=2 * MOST_PIXELS)
    if not answer:
        return None
    size = _SIZE.unpack_from(answer[0])
    pixels = answer[0][_SIZE.size :]
    return Picture(Image.frombytes("L", size, pixels)) if size[0] * size[1] == len(pixels) else None
