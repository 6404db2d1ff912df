"""A clean page as a scanner or a telephone would have it: skew, noise, JPEG; perspective, shadow, blur, a table."""

from __future__ import annotations

import io
import random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Pixels = Any

TURNS = (0, 0, 0, 0, 0, 90, 0, 180, 0, 270)
"""Degrees by which a page lies wrongly, by seed: three of ten."""
SKEWS = (0.4, -1.5, 3.0, -6.0, 10.0, -0.8, 2.0, -9.0, 0.0, 5.0)


def scanned(page: Image.Image, seed: int) -> bytes:
    """The page from a scanner: askew to 10 degrees, some sideways or upside down, grey, noisy, in JPEG."""
    lot = random.Random(seed)
    dpi = lot.choice([150, 200, 200, 300])
    size = (page.width * dpi // 300, page.height * dpi // 300)
    sheet = page.resize(size, Image.Resampling.LANCZOS)
    if lot.random() < 0.6:
        sheet = sheet.convert("L").convert("RGB")
    sheet = sheet.rotate(SKEWS[seed % 10], expand=True, fillcolor=lot.choice(["white", "#dddddd", "#303030"]))
    sheet = sheet.rotate(TURNS[(seed * 3 + 1) % 10], expand=True)
    pixels = _noisy(np.asarray(sheet, np.float32), lot, lot.uniform(2, 14))
    pixels = (pixels - 128) * lot.uniform(0.7, 1.0) + 128 + lot.uniform(0, 25)
    return _jpeg(pixels, lot.randint(35, 85))


def photographed(pages: list[Image.Image], seed: int) -> bytes:
    """One page, or two side by side, on a table by a telephone's camera."""
    lot = random.Random(seed + 101)
    width, height = lot.choice([(3000, 4000), (2448, 3264), (3000, 4000), (1500, 2000)])
    if len(pages) > 1:
        width, height = 4000, 3000
    scene = _table(width, height, lot)
    share = 1 / len(pages)
    for number, page in enumerate(pages):
        _lay(scene, page, (number * share * width, 0, (number + 1) * share * width, height), lot)
    pixels = np.asarray(scene, np.float32) * _light(width, height, lot)[..., None]
    photo = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    photo = photo.filter(ImageFilter.GaussianBlur(lot.uniform(0.3, 1.3) * height / 4000))
    turn = TURNS[(seed * 3 + 2) % 10]
    noisy = _noisy(np.asarray(photo.rotate(turn, expand=True), np.float32), lot, lot.uniform(2, 9))
    return _jpeg(noisy, lot.randint(50, 88))


def _table(width: int, height: int, lot: random.Random) -> Image.Image:
    dark = lot.choice([(70, 55, 45), (40, 42, 48), (150, 120, 90), (200, 195, 185), (95, 110, 100)])
    grain = np.random.default_rng(lot.randint(0, 9999)).normal(0, 10, (height // 8, width // 40, 1))
    board = Image.fromarray(np.clip(np.array(dark) + grain, 0, 255).astype(np.uint8))
    return board.resize((width, height), Image.Resampling.BICUBIC)


def _lay(scene: Image.Image, page: Image.Image, place: tuple[float, float, float, float], lot: random.Random) -> None:
    """Paste the page into its part of the scene, in perspective and a little turned."""
    left, top, right, bottom = place
    room_x, room_y = right - left, bottom - top
    high = min(room_y * 0.9, room_x * 0.92 * 1.414)
    wide = high / 1.414
    centre = np.array([(left + right) / 2, (top + bottom) / 2])
    angle = np.radians(lot.uniform(-6, 6))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [wide / 2, high / 2] * 0.96
    corners *= np.array([[lot.uniform(0.9, 1.0)] for _ in range(4)])
    spots = corners @ turn.T + centre
    coefficients = _perspective(spots, [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)])
    method, how = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    shrunk = page.filter(ImageFilter.GaussianBlur(max(0.0, page.height / high - 1) * 0.5))
    warped = shrunk.transform(scene.size, method, coefficients, how)
    mask = Image.new("L", scene.size, 0)
    ImageDraw.Draw(mask).polygon([tuple(spot) for spot in spots], fill=255)
    scene.paste(warped, (0, 0), mask)


def _perspective(source: Pixels, target: list[tuple[float, float]]) -> list[float]:
    """Pillow's eight coefficients that take each point of `source` to that of `target`."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(values))]


def _light(width: int, height: int, lot: random.Random) -> Pixels:
    """A slope of light over the picture, and now and then the photographer's own shadow."""
    small = Image.new("L", (width // 10, height // 10), 255)
    if lot.random() < 0.6:
        x, y = lot.uniform(0.1, 0.9) * small.width, lot.uniform(0.2, 0.9) * small.height
        shape = [
            (x, y),
            (x + small.width * 0.5, y - 40),
            (small.width * 1.2, small.height * 1.2),
            (x - 30, small.height),
        ]
        ImageDraw.Draw(small).polygon(shape, fill=int(255 * lot.uniform(0.45, 0.75)))
    shade = small.filter(ImageFilter.GaussianBlur(lot.uniform(3, 18))).resize(
        (width, height), Image.Resampling.BILINEAR
    )
    across = np.linspace(lot.uniform(0.65, 1), lot.uniform(0.65, 1), width)[None, :]
    down = np.linspace(lot.uniform(0.75, 1), lot.uniform(0.75, 1), height)[:, None]
    return np.asarray(shade, np.float32) / 255 * across * down


def _noisy(pixels: Pixels, lot: random.Random, strength: float) -> Pixels:
    return pixels + np.random.default_rng(lot.randint(0, 9999)).normal(0, strength, pixels.shape)


def _jpeg(pixels: Pixels, quality: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()
