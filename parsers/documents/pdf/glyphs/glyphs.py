"""The characters of a PDF page as they are drawn: where, how large, in which colour, in which order.

What annotations show is drawn too: filled-in fields, signatures, stamps and typed notes. A field's value stands in the
file beside its drawing, or does not: a signed form may have the drawing alone (ISO 32000-1, 12.5.5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFType3Font
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, mult_matrix

from parsers.documents.pdf.glyphs.fonts import UNKNOWN, Fonts, em_of, is_guess, letter_of
from parsers.documents.pdf.glyphs.glyph import Bounds, Glyph, composed
from parsers.documents.pdf.glyphs.outlines import letter_shapes
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    from parsers.documents.limits import Limits

INVISIBLE = 3
"""The text rendering mode of an OCR layer beneath a scan (ISO 32000-1, table 106)."""
NEARLY_WHITE = 0.9

SOFT_HYPHEN = "\u00ad"
GRID = 40
"""Cells of a page, across and down, by which the share of its pictures is counted."""
SHAPES = 20_000
"""More outlines than this are a drawing."""
LETTER: Bounds = (0.0, 0.0, 612.0, 792.0)
MOST_ANNOTATIONS = 2_000
SHOWING = frozenset({"Widget", "FreeText", "Stamp"})
UNSEEN = 1 << 0 | 1 << 1 | 1 << 5
"""Flags of what a viewer does not show: invisible, hidden, no view (table 165)."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Drawing:
    """What one page draws. Bounds are in points from the bottom left of what is shown, the page upright."""

    width: float = 1.0
    height: float = 1.0
    glyphs: list[Glyph] = field(default_factory=list)
    images: list[Bounds] = field(default_factory=list)
    shapes: list[Bounds] = field(default_factory=list)
    """Filled outlines of a letter's size."""
    unmapped: int = 0
    """Characters whose font does not say which they are."""
    guessed: int = 0
    """Characters whose letter is told by their code alone."""

    @property
    def picture_share(self) -> float:
        """The share of the page that its pictures cover, tiles together."""
        cells: set[tuple[int, int]] = set()
        for x0, y0, x1, y1 in self.images:
            columns = _cells(x0 / self.width, x1 / self.width)
            cells.update((x, y) for y in _cells(y0 / self.height, y1 / self.height) for x in columns)
            if len(cells) == GRID * GRID:
                break
        return len(cells) / (GRID * GRID)


def _cells(start: float, end: float) -> range:
    """The cells of a page's grid whose middle a stretch covers."""
    return range(max(0, math.ceil(GRID * start - 0.5)), min(GRID, math.floor(GRID * end - 0.5) + 1))


class _Device(PDFLayoutAnalyzer):
    """Notes characters, pictures and outlines of a letter's size; other lines and curves say nothing here."""

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

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:  # noqa: ANN401, FBT001 - pdfminer's signature
        """Rules and frames are no text, but letters may be drawn as outlines."""
        del gstate, stroke, evenodd
        if fill and len(self.drawing.shapes) < SHAPES:
            self.drawing.shapes.extend(letter_shapes(path, self.ctm))

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
        text = letter_of(font, cid)
        self.drawing.unmapped += text[0] == UNKNOWN
        self.drawing.guessed += is_guess(font, cid)
        char = LTChar(
            matrix, font, fontsize, scaling, rise, text, font.char_width(cid), font.char_disp(cid), ncs, graphicstate
        )
        if isinstance(font, PDFType3Font):
            _give_height(char, em_of(font) * fontsize)
        if len(self.drawing.glyphs) >= self._limits.glyphs:
            raise Unreadable(Reason.TOO_LARGE, f"more than {self._limits.glyphs} characters on one page")
        if text == SOFT_HYPHEN and char.width > 0:
            text = "-"  # what is drawn is seen: fonts have one glyph for both, and name it so
        inkless = self._mode == INVISIBLE
        suspect = inkless or is_nearly_white(graphicstate.ncolor, ncs)
        code = (id(font), cid) if getattr(font, "unicode_map", None) is not None else None
        self.drawing.glyphs.append(Glyph(char, text, suspect, inkless, code))
        return float(char.adv)


def _give_height(char: LTChar, em: float) -> None:
    """Bounds as tall as the font is: pdfminer takes a Type 3 font's own units for thousandths of an em.

    Letters stand on their line. A font whose own matrix turns them over is one that was drawn so (Chromium's are): only
    where the text is mirrored do they have to be turned to be read.
    """
    a, b, c, d, x, y = char.matrix
    em = -em if a * d < b * c else em
    xs, ys = zip(*((x + c * height, y + d * height) for height in (-0.2 * em, 0.8 * em)), strict=True)
    if b == 0:
        char.set_bbox((char.x0, min(ys), char.x1, max(ys)))
        char.size = char.height
    elif a == 0:
        char.set_bbox((min(xs), char.y0, max(xs), char.y1))
        char.size = char.width


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
        resources = Fonts()
        self._device = _Device(resources, limits)
        self._interpreter = PDFPageInterpreter(resources, self._device)

    def draw(self, page: PDFPage) -> Drawing:
        """What `page` draws; errors of pdfminer pass through."""
        self._device.drawing = Drawing()
        self._interpreter.process_page(page)
        drawing = self._device.drawing
        drawing.glyphs = composed(drawing.glyphs)
        return drawing

    def draw_annotations(self, page: PDFPage) -> Drawing:
        """What the annotations of `page` draw; call it behind `draw`, for the fonts' sake. Errors pass through."""
        self._device.begin_page(page, page_matrix(page))
        for drawing, matrix in appearances(page):
            resources = resolve1(drawing.get("Resources")) or page.resources
            self._interpreter.dup().render_contents(resources, [drawing], ctm=mult_matrix(matrix, page_matrix(page)))
        return self._device.drawing

    def so_far(self) -> Drawing:
        """What the last page drew until its fault."""
        return self._device.drawing


def visible_box(page: PDFPage) -> Bounds:
    """What a viewer shows, in the page's own coordinates: the crop box within the media box, in any order of corners.

    A box without an area stands for a sheet of US Letter, as viewers have it.
    """
    media, crop = _upright_box(page.mediabox), _upright_box(page.cropbox)
    if media is None:
        return crop or LETTER
    if crop is None:
        return media
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else media


def _upright_box(box: Sequence[float] | None) -> Bounds | None:
    if box is None or len(box) != 4:
        return None
    x0, x1 = sorted((float(box[0]), float(box[2])))
    y0, y1 = sorted((float(box[1]), float(box[3])))
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


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


def appearances(page: PDFPage) -> Iterator[tuple[PDFStream, Matrix]]:
    """The drawings of a page's annotations, each with the matrix that puts it in its place."""
    annotations = resolve1(page.annots)
    for reference in annotations[:MOST_ANNOTATIONS] if isinstance(annotations, list) else ():
        annotation = resolve1(reference)
        if isinstance(annotation, dict) and _is_shown(annotation):
            drawing = _drawing(annotation)
            if drawing is not None:
                yield drawing, _placed(drawing, _numbers(annotation.get("Rect"), 4))


def _is_shown(annotation: dict[str, Any]) -> bool:
    kind, flags = resolve1(annotation.get("Subtype")), resolve1(annotation.get("F", 0))
    if not isinstance(kind, PSLiteral) or kind.name not in SHOWING:
        return False
    return not (isinstance(flags, int) and flags & UNSEEN)


def _drawing(annotation: dict[str, Any]) -> PDFStream | None:
    """Its normal appearance; a box to be ticked has one for each state, which its value tells better."""
    looks = resolve1(annotation.get("AP"))
    normal = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    return normal if isinstance(normal, PDFStream) else None


def _placed(drawing: PDFStream, place: list[float]) -> Matrix:
    """From the drawing's own coordinates to the page's: its box, turned as it says, is fitted into the rectangle."""
    numbers = _numbers(drawing.get("Matrix", [1, 0, 0, 1, 0, 0]), 6)
    own = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    box = _numbers(drawing.get("BBox"), 4)
    x0, y0, x1, y1 = apply_matrix_rect(own, (box[0], box[1], box[2], box[3]))
    left, right = sorted((place[0], place[2]))
    bottom, top = sorted((place[1], place[3]))
    across = (right - left) / (x1 - x0) if x1 > x0 else 1.0
    up = (top - bottom) / (y1 - y0) if y1 > y0 else 1.0
    return mult_matrix(own, (across, 0.0, 0.0, up, left - across * x0, bottom - up * y0))


def _numbers(value: Any, count: int) -> list[float]:  # noqa: ANN401 - any PDF object
    found = [float(resolve1(number)) for number in resolve1(value)]
    if len(found) != count:
        raise ValueError(f"{count} numbers are needed, there are {len(found)}")
    return found
