"""The characters of a PDF page as they are drawn: where, how large, in which colour, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from parsers.errors import Unreadable
from parsers.values import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import PDFStream

    from parsers.limits import Limits

INVISIBLE = 3
"""The text rendering mode of an OCR layer beneath a scan (ISO 32000-1, table 106)."""
NEARLY_WHITE = 0.9

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character. `suspect`: a reader may not see it (white, or drawn without ink)."""

    char: LTChar
    text: str
    suspect: bool
    inkless: bool


@dataclass(slots=True)
class Drawing:
    """What one page draws. Bounds are in points from the bottom left of the media box, the page upright."""

    width: float = 1.0
    height: float = 1.0
    glyphs: list[Glyph] = field(default_factory=list)
    images: list[Bounds] = field(default_factory=list)
    unmapped: int = 0
    """Characters whose font does not say which they are."""

    @property
    def picture_share(self) -> float:
        """The share of the page that its largest picture covers."""
        area = self.width * self.height or 1.0
        return max((max(0.0, x1 - x0) * max(0.0, y1 - y0) / area for x0, y0, x1, y1 in self.images), default=0.0)


class _Device(PDFLayoutAnalyzer):
    """Notes characters and pictures; lines and curves cost time and say nothing here."""

    def __init__(self, resources: PDFResourceManager, limits: Limits) -> None:
        super().__init__(resources)
        self._limits = limits
        self._figures = 0
        self._mode = 0
        self.drawing = Drawing()

    def begin_page(self, page: PDFPage, ctm: Any) -> None:  # noqa: ANN401 - pdfminer's matrix
        super().begin_page(page, ctm)
        self.drawing = Drawing(width=self.cur_item.width or 1.0, height=self.cur_item.height or 1.0)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:  # noqa: ANN401
        """Count form XObjects: nested repetitions grow without bound."""
        del name, bbox, matrix
        self._figures += 1
        if self._figures > self._limits.figures:
            raise Unreadable(Reason.TOO_LARGE, f"more than {self._limits.figures} form XObjects are drawn")

    def end_figure(self, _: str) -> None:
        """Nothing to close: figures are not kept."""

    def end_page(self, page: PDFPage) -> None:
        """Nothing to analyse: the order of lines is chosen later."""

    def render_image(self, name: str, stream: PDFStream) -> None:
        del name, stream
        self.drawing.images.append(apply_matrix_rect(self.ctm, (0, 0, 1, 1)))

    def paint_path(self, *_: Any, **__: Any) -> None:  # noqa: ANN401
        """Rules and frames are no text."""

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917 - pdfminer's signature
        self,
        matrix: Any,  # noqa: ANN401
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ANN401
        graphicstate: Any,  # noqa: ANN401
    ) -> float:
        text = self._text_of(font, cid)
        char = LTChar(
            matrix, font, fontsize, scaling, rise, text, font.char_width(cid), font.char_disp(cid), ncs, graphicstate
        )
        if len(self.drawing.glyphs) >= self._limits.glyphs:
            raise Unreadable(Reason.TOO_LARGE, f"more than {self._limits.glyphs} characters on one page")
        inkless = self._mode == INVISIBLE
        suspect = inkless or is_nearly_white(graphicstate.ncolor, ncs)
        self.drawing.glyphs.append(Glyph(char, text, suspect, inkless))
        return float(char.adv)

    def _text_of(self, font: PDFFont, cid: int) -> str:
        try:
            text = font.to_unichr(cid)
        except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError):
            text = ""  # the glyph exists, its letter is unknown
        if not isinstance(text, str) or not text:
            self.drawing.unmapped += 1
            return "\ufffd"
        return text


def is_nearly_white(color: Any, space: Any) -> bool:  # noqa: ANN401 - pdfminer's union of numbers and tuples
    """Whether ink of this colour leaves hardly a trace on white paper; False where the colour space is not told."""
    values = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(value, (int, float)) for value in values):
        return False
    name = getattr(space, "name", "")
    if name in {"Indexed", "Pattern", "Lab"}:
        return False
    if name in {"Separation", "DeviceN"} or len(values) == 4:
        return all(value <= 1 - NEARLY_WHITE for value in values)
    return all(value >= NEARLY_WHITE for value in values)


class PageReader:
    """Draws pages one after the other with one set of fonts."""

    def __init__(self, limits: Limits) -> None:
        resources = PDFResourceManager()
        self._device = _Device(resources, limits)
        self._interpreter = PDFPageInterpreter(resources, self._device)

    def draw(self, page: PDFPage) -> Drawing:
        """What `page` draws; errors of pdfminer pass through."""
        self._device.drawing = Drawing()
        self._interpreter.process_page(page)
        return self._device.drawing

    def so_far(self) -> Drawing:
        """What the last page drew until its fault."""
        return self._device.drawing


def page_matrix(page: PDFPage) -> tuple[float, float, float, float, float, float]:
    """From the page's own coordinates to upright ones whose origin is the bottom left of the media box."""
    x0, y0, x1, y1 = page.mediabox
    return {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }.get(page.rotate, (1, 0, 0, 1, -x0, -y0))


def upright(page: PDFPage, rectangle: Sequence[float]) -> Bounds:
    """A rectangle of the page's own coordinates (an annotation's) as it stands on the upright page."""
    matrix = page_matrix(page)
    ax, ay = apply_matrix_pt(matrix, (float(rectangle[0]), float(rectangle[1])))
    bx, by = apply_matrix_pt(matrix, (float(rectangle[2]), float(rectangle[3])))
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
