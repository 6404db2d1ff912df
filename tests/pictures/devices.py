"""What a scanner, a fax or a telephone makes of a page: the picture that is mailed, from good to hopeless."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.pictures.disturbed import photographed, scanned

if TYPE_CHECKING:
    from collections.abc import Callable

Device = Any


def clean_scan(page: Image.Image, seed: int) -> bytes:
    """A scan at 150 to 300 dpi, hardly askew."""
    lot = random.Random(seed)
    dpi = lot.choice([150, 200, 200, 300])
    sheet = _at(page, dpi).rotate(lot.uniform(-0.8, 0.8), fillcolor="white", resample=Image.Resampling.BICUBIC)
    return _jpeg(_noisy(sheet, lot, lot.uniform(1, 6)), lot.randint(60, 90))


def askew_scan(page: Image.Image, seed: int) -> bytes:
    """A scan askew to 10 degrees, some sideways or upside down."""
    return scanned(page, seed)


def coarse_scan(page: Image.Image, seed: int) -> bytes:
    """A scan at 100 dpi or less, pale or dark."""
    lot = random.Random(seed)
    sheet = _at(page, lot.choice([60, 72, 85, 100, 100])).convert("L")
    pixels = np.asarray(sheet, np.float32) * lot.uniform(0.5, 0.9) + lot.uniform(20, 70)
    return _jpeg(_noisy(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), lot, lot.uniform(3, 12)), 50)


def fax(page: Image.Image, seed: int) -> bytes:
    """A fax: black and white, 204 x 98 or 204 x 196 dots an inch, with specks."""
    lot = random.Random(seed)
    down = lot.choice([98, 196])
    sheet = page.convert("L").resize((page.width * 204 // 300, page.height * down // 300), Image.Resampling.BOX)
    dots = np.asarray(sheet, np.float32) + np.random.default_rng(seed).normal(
        0, lot.uniform(10, 60), (sheet.height, sheet.width)
    )
    picture = Image.fromarray(((dots > lot.uniform(120, 200)) * 255).astype(np.uint8))
    picture = picture.resize((picture.width, picture.height * 196 // down), Image.Resampling.NEAREST).convert("1")
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4")
    return out.getvalue()


def photo(page: Image.Image, seed: int) -> bytes:
    """A telephone's photograph of two to three thousand pixels: angle, shadow, blur."""
    return photographed([page], seed)


def small_photo(page: Image.Image, seed: int) -> bytes:
    """The same, made small by a messenger: 600 to 1,600 pixels."""
    lot = random.Random(seed)
    picture = Image.open(io.BytesIO(photographed([page], seed)))
    side = lot.choice([600, 700, 800, 1000, 1200, 1600])
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _jpeg(np.asarray(picture), lot.randint(40, 80))


def blurred_photo(page: Image.Image, seed: int) -> bytes:
    """Out of focus, or moved."""
    lot = random.Random(seed)
    picture = Image.open(io.BytesIO(photographed([page], seed)))
    picture.thumbnail((2000, 2000))
    if lot.random() < 0.5:
        return _jpeg(np.asarray(picture.filter(ImageFilter.GaussianBlur(lot.uniform(1, 4)))), 70)
    length = lot.randint(3, 11)
    pixels = np.asarray(picture, np.float32)
    return _jpeg(sum(np.roll(pixels, step, axis=lot.choice([0, 1])) for step in range(length)) / length, 70)


def cut_off(page: Image.Image, seed: int) -> bytes:
    """Laid over the edge of the glass: the left tenth or fifth of the page is not in the picture."""
    lot = random.Random(seed)
    lost = round(page.width * lot.uniform(0.12, 0.3))
    return clean_scan(page.crop((lost, 0, page.width, page.height)), seed)


def glared(page: Image.Image, seed: int) -> bytes:
    """A lamp's reflection, or a thumb, over the beginnings of some lines."""
    lot = random.Random(seed)
    sheet = page.copy()
    patch = Image.new("L", page.size, 0)
    x, y = lot.uniform(0.05, 0.25) * page.width, lot.uniform(0.2, 0.7) * page.height
    across, down = lot.uniform(0.12, 0.3) * page.width, lot.uniform(0.15, 0.4) * page.height
    ImageDraw.Draw(patch).ellipse((x - across, y - down, x + across, y + down), fill=255)
    colour = lot.choice(["#ffffff", "#ffffff", "#c99a82"])
    sheet.paste(Image.new("RGB", page.size, colour), (0, 0), patch.filter(ImageFilter.GaussianBlur(page.width / 30)))
    return (photo if lot.random() < 0.5 else clean_scan)(sheet, seed)


def _at(page: Image.Image, dpi: int) -> Image.Image:
    return page.resize((page.width * dpi // 300, page.height * dpi // 300), Image.Resampling.LANCZOS)


def _noisy(sheet: Image.Image, lot: random.Random, strength: float) -> Any:
    pixels = np.asarray(sheet, np.float32)
    return pixels + np.random.default_rng(lot.randint(0, 9999)).normal(0, strength, pixels.shape)


def _jpeg(pixels: Any, quality: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=quality)
    return out.getvalue()


DEVICES: tuple[tuple[Callable[[Image.Image, int], bytes], ...], ...] = (
    (clean_scan,),
    (photo, askew_scan),
    (small_photo,),
    (coarse_scan, fax, blurred_photo),
    (cut_off, glared, small_photo, photo),
)
"""Of every page a picture by each row, whose devices take turns."""
