"""Letters that a page draws as outlines: design programs turn text into curves, and no reader finds letters in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pdfminer.utils import apply_matrix_pt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.documents.pdf.glyphs.glyph import Bounds

SMALLEST, TALLEST = 3.0, 60.0
"""Points: the height of letters that stand in lines of text."""
WIDEST = 2.0
"""Widths in heights; a rule or a bar is wider."""
CORNERS = 4
IN_LINE = 5
"""So many shapes beside one another on a line are a word; fewer are icons."""
GAP = 0.8
"""In heights: the widest gap within a word."""
POINTS = 20_000


def letter_shapes(path: Sequence[Any], matrix: Any) -> Iterator[Bounds]:  # noqa: ANN401 - pdfminer's matrix
    """The bounds of those parts of a filled path that have a letter's size."""
    points: list[tuple[float, float]] = []
    for segment in (*path[:POINTS], ("m", 0, 0)):
        if segment[0] == "m":
            if len(points) >= CORNERS and (bounds := _letter_sized(points, matrix)):
                yield bounds
            points = []
        numbers = segment[1:]
        points.extend(zip(numbers[::2], numbers[1::2], strict=False))


def _letter_sized(points: list[tuple[float, float]], matrix: Any) -> Bounds | None:  # noqa: ANN401
    placed = [apply_matrix_pt(matrix, point) for point in points]
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    height = y1 - y0
    return (x0, y0, x1, y1) if SMALLEST <= height <= TALLEST and x1 - x0 <= WIDEST * height else None


def count_in_lines(shapes: Iterable[Bounds]) -> int:
    """How many of the shapes stand beside one another as the letters of words do."""
    rows: dict[int, list[Bounds]] = defaultdict(list)
    for shape in shapes:
        rows[round(shape[1] / 4)].append(shape)
    return sum(length for row in rows.values() for length in _lengths(sorted(row)) if length >= IN_LINE)


def _lengths(row: list[Bounds]) -> Iterator[int]:
    """The lengths of the words of one row."""
    length, end = 0, row[0][0]
    for x0, y0, x1, y1 in row:
        if length and x0 - end > GAP * (y1 - y0):
            yield length
            length = 0
        length += 1
        end = max(end, x1)
    yield length
