"""Other looks at a picture of a page: its sheet cut out and straightened, its light evened, its strokes made dark.

Each gives a new grey picture, or None where there is nothing to do. Whether a look reads better, its words decide
(`parsers.documents.image.readings`); nothing here is taken for granted.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

LEAST_SHARE, MOST_SHARE = 0.2, 0.97
"""A sheet takes this share of its photograph."""
FILLED = 0.9
"""Of the quadrilateral between its corners a sheet fills at least this share."""
UNEVEN = 18.0
"""Standard deviation of the paper's brightness above which its light is evened out."""
OUTLINE_SIDE = 160
"""Pixels of the long side in which a sheet's outline is looked for."""
CLOSED = 7
"""Pixels of print in that outline that are closed over."""
EDGE = 2
"""A corner so near to the picture's edge lies on it."""
PAPER_SHRINK = 8
STRENGTH = 9
"""The power of the curve: half as bright as paper becomes black, nine tenths become dark grey."""
PAPER_GRAIN = 1.04
"""What is this near to the paper's brightness is its grain, and becomes white."""

Pixels = Any
"""A grey picture as numpy has it: rows of bytes."""
Point = tuple[float, float]
Way = tuple[float, ...]
"""Eight coefficients (a to h): a point (x, y) of the new picture comes from ((ax + by + c) / (gx + hy + 1),
(dx + ey + f) / (gx + hy + 1)) of the old one."""


@dataclass(frozen=True, slots=True)
class Straightened:
    """The sheet of a photograph, cut out, and the way back from its points to the photograph's."""

    image: Image.Image
    back: Way


def straightened(image: Image.Image) -> Straightened | None:
    """The sheet of a photograph, cut out and straightened; None where no four corners are to be seen."""
    corners = _page_corners(image)
    if corners is None:
        return None
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(_distance(top_left, top_right), _distance(bottom_left, bottom_right)))
    height = int(max(_distance(top_left, bottom_left), _distance(top_right, bottom_right)))
    back = _way([(0, 0), (width, 0), (width, height), (0, height)], corners)
    cut = image.transform((width, height), Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC, fillcolor=255)
    return Straightened(cut, back)


def moved(point: Point, way: Way) -> Point:
    """Where a point of the new picture stands in the old one."""
    (x, y), (a, b, c, d, e, f, g, h) = point, way
    depth = g * x + h * y + 1 or 1e-9
    return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth


def _distance(one: Point, other: Point) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _way(new: list[Point], old: list[Point]) -> Way:
    """The perspective that takes each point of `new` to that of `old`."""
    rows, values = [], []
    for (x, y), (u, v) in zip(new, old, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(value) for value in np.linalg.solve(np.array(rows, float), np.array(values, float)))


def _page_corners(image: Image.Image) -> list[Point] | None:
    """The corners of a bright sheet on a darker ground, from the top left clockwise, or None.

    A sheet lies within its photograph: what touches the edges with more than one corner is a column of a page.
    """
    scale = max(1.0, max(image.size) / OUTLINE_SIDE)
    small = image.resize(
        (max(1, round(image.width / scale)), max(1, round(image.height / scale))), Image.Resampling.BOX
    )
    bright = small.point([0] * _parting(small) + [255] * (256 - _parting(small)))
    closed = bright.filter(ImageFilter.MaxFilter(CLOSED)).filter(ImageFilter.MinFilter(CLOSED))
    rows, columns = _largest_patch(np.asarray(closed) > 0)
    if len(rows) < LEAST_SHARE * small.width * small.height:
        return None
    corners = [_extreme(rows, columns, down, across) for down, across in ((-1, -1), (-1, 1), (1, 1), (1, -1))]
    area = _area(corners)
    on_edge = sum(_on_edge(corner, small.size) for corner in corners)
    if not area or len(rows) < FILLED * area or area > MOST_SHARE * small.width * small.height or on_edge > 1:
        return None
    return [(x * scale, y * scale) for x, y in corners]


def _parting(image: Image.Image) -> int:
    """The brightness that parts dark from bright best (Otsu, 1979)."""
    counts = np.array(image.histogram(), float)
    below, levels = counts.cumsum(), np.arange(256)
    sums = (counts * levels).cumsum()
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return int(np.nan_to_num(between).argmax()) + 1


def _largest_patch(mask: Pixels) -> tuple[Pixels, Pixels]:
    """Rows and columns of the largest connected part of a small mask."""
    left = mask.copy()
    best: list[tuple[int, int]] = []
    for start in zip(*np.nonzero(mask), strict=True):
        if left[start]:
            patch = _patch(left, (int(start[0]), int(start[1])))
            best = max(best, patch, key=len)
    found = np.array(best, int).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _patch(left: Pixels, start: tuple[int, int]) -> list[tuple[int, int]]:
    """The pixels connected with `start`, taken out of what is `left`."""
    height, width = left.shape
    left[start] = False
    queue, patch = deque([start]), []
    while queue:
        row, column = queue.popleft()
        patch.append((row, column))
        for near in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if 0 <= near[0] < height and 0 <= near[1] < width and left[near]:
                left[near] = False
                queue.append(near)
    return patch


def _extreme(rows: Pixels, columns: Pixels, down: int, across: int) -> Point:
    """The outermost pixel in a diagonal direction, by its outer corner."""
    at = int((down * rows + across * columns).argmax())
    return float(columns[at] + (across > 0)), float(rows[at] + (down > 0))


def _area(corners: list[Point]) -> float:
    """Of a convex quadrilateral (shoelace); 0 where it is not convex."""
    turns = []
    for n in range(4):
        (ax, ay), (bx, by), (cx, cy) = corners[n - 2], corners[n - 1], corners[n]
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    if min(turns) <= 0:
        return 0.0
    return sum(corners[n - 1][0] * corners[n][1] - corners[n][0] * corners[n - 1][1] for n in range(4)) / 2


def _on_edge(corner: Point, size: tuple[int, int]) -> bool:
    (x, y), (width, height) = corner, size
    return min(x, y) <= EDGE or x >= width - EDGE or y >= height - EDGE


def evened(image: Image.Image) -> Image.Image | None:
    """Shadows divided out; None where the light is even."""
    size = max(1, image.width // PAPER_SHRINK), max(1, image.height // PAPER_SHRINK)
    paper = (
        image.resize(size, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MedianFilter(9))
    )
    if float(np.asarray(paper).std()) < UNEVEN:
        return None
    background = np.asarray(paper.resize(image.size, Image.Resampling.BILINEAR), np.float32)
    bright = np.asarray(image, np.float32) / np.maximum(background, 1) * 245
    return Image.fromarray(np.clip(bright, 0, 255).astype(np.uint8))


def strengthened(image: Image.Image) -> Image.Image:
    """Whatever is darker than the paper made much darker: pencil, worn ribbons and the hairlines of a fine hand."""
    below = np.array(image.histogram()).cumsum()
    paper = max(1, int(np.searchsorted(below, below[-1] / 2)))
    return image.point([round(255 * min(1.0, level / paper * PAPER_GRAIN) ** STRENGTH) for level in range(256)])
