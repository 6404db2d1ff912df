"""What annotations show: filled-in fields, signatures, stamps and typed notes have a drawing of their own on the page.

A field's value stands in the file beside its drawing, or does not: a signed form may have the drawing alone
(ISO 32000-1, 12.5.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_rect, mult_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.pdfpage import PDFPage

MOST = 2_000
SHOWING = frozenset({"Widget", "FreeText", "Stamp"})
UNSEEN = 1 << 0 | 1 << 1 | 1 << 5
"""Flags of what a viewer does not show: invisible, hidden, no view (table 165)."""

Matrix = tuple[float, float, float, float, float, float]


def appearances(page: PDFPage) -> Iterator[tuple[PDFStream, Matrix]]:
    """The drawings of a page's annotations, each with the matrix that puts it in its place."""
    annotations = resolve1(page.annots)
    for reference in annotations[:MOST] if isinstance(annotations, list) else ():
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
