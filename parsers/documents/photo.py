"""A photographed sheet made as flat and as white as a scan: page outline, perspective, light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

LEAST_SHARE = 0.25
"""A page takes at least this share of its photograph."""
MOST_SHARE = 0.97
UNEVEN = 18.0
"""Standard deviation of the paper's brightness above which its light is evened out."""
WORKING_HEIGHT = 800
STRENGTH = 9
"""The power of the curve: half as bright as paper becomes black, nine tenths become dark grey."""
PAPER_GRAIN = 1.04
"""What is this near to the paper's brightness is its grain, and becomes white."""

Pixels = Any
"""A grey picture as numpy has it: rows of bytes."""


@dataclass(frozen=True, slots=True)
class Flattened:
    """The cleaned picture, and the way back from its points to the photograph's."""

    pixels: Pixels
    back: Pixels | None = None
    """A 3 x 3 perspective matrix; None where nothing was moved."""


def flatten(pixels: Pixels) -> Flattened:
    """The page of a photograph, cut out, straightened and evenly lit; a clean scan comes back as it is."""
    corners = _page_corners(pixels)
    if corners is None:
        return Flattened(_evened(pixels))
    straight, matrix = _straightened(pixels, corners)
    return Flattened(_evened(straight), np.linalg.inv(matrix))


def _page_corners(pixels: Pixels) -> Pixels | None:
    """The four corners of a bright sheet on a darker ground, or None."""
    height, width = pixels.shape
    scale = WORKING_HEIGHT / max(height, width)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (7, 7), 0)
    _, bright = cv2.threshold(blurred, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:2]:
        share = cv2.contourArea(contour) / (small.shape[0] * small.shape[1])
        outline = cv2.approxPolyDP(contour, 0.03 * cv2.arcLength(contour, closed=True), closed=True)
        if LEAST_SHARE < share < MOST_SHARE and len(outline) == 4 and cv2.isContourConvex(outline):
            return _in_order(outline.reshape(4, 2).astype(np.float32) / scale)
    return None


def _in_order(points: Pixels) -> Pixels:
    """Top left, top right, bottom right, bottom left."""
    total, difference = points.sum(axis=1), points[:, 1] - points[:, 0]
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return points[order]


def _straightened(pixels: Pixels, corners: Pixels) -> tuple[Pixels, Pixels]:
    top, right = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[1])
    bottom, left = np.linalg.norm(corners[2] - corners[3]), np.linalg.norm(corners[3] - corners[0])
    width, height = int(max(top, bottom)), int(max(left, right))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return cv2.warpPerspective(pixels, matrix, (width, height), borderValue=255), matrix


def _evened(pixels: Pixels) -> Pixels:
    """Shadows divided out, where there are any."""
    size = max(15, min(pixels.shape) // 30 | 1)
    small = cv2.resize(pixels, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), min(size, 255) | 1)
    if float(paper.std()) < UNEVEN:
        return pixels
    background = cv2.resize(paper, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(pixels, background, scale=245)


def strengthened(pixels: Pixels) -> Pixels:
    """Whatever is darker than the paper made much darker: pencil, worn ribbons and the hairlines of a fine hand."""
    paper = max(1.0, float(np.median(pixels)))
    steps = np.clip(np.arange(256) / paper * PAPER_GRAIN, 0, 1) ** STRENGTH
    return cv2.LUT(pixels, (255 * steps).astype(np.uint8))
