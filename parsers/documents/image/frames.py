"""Pictures (JPEG, PNG, TIFF, a telephone's HEIC) as upright grey pages, within the limit of pixels.

HEIC is unpacked by libheif's own program: apart from what we ship, and within the walls.
"""

from __future__ import annotations

import io
import math
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageSequence

from parsers.documents.external.tools import run
from parsers.documents.sniffing import HEIC, media_type_of
from parsers.errors import BROKEN, Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.external.tools import Tools
    from parsers.documents.limits import Limits

_FAULTS = (OSError, RuntimeError, SyntaxError, *BROKEN)
"""What Pillow's readers raise on broken files, beside its own errors."""
MUCH = 20_000_000
"""Pixels: what has more is brought down before it is worked on, for OCR sees no more in it."""
SEEN_IN = 400
"""Pixels of the long side in which print is looked for: the grain of paper and scanner is gone in them."""
PRINT, BLANK = 0.06, 0.001
"""Print stands out from what is around it by this share of the paper's brightness; of a page with a line of print so
many pixels do, of one full of it a tenth, of a blank one none.
"""
QUALITY = "95"
"""Of the JPEG that HEIC is unpacked to: no letter suffers, and 48 megapixels stay within what a worker may write."""


def frames(data: bytes, *, limits: Limits) -> Iterator[Image.Image]:
    """Every page of the picture, turned as its camera says.

    Raises:
        Unreadable: more pixels than `limits` allows, or corrupt.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the guard below is stricter than Pillow's warning
            picture = Image.open(io.BytesIO(data))
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= limits.pages or (number and picture.format != "TIFF"):
                    return
                if frame.width * frame.height > limits.pixels:
                    raise Unreadable(Reason.TOO_LARGE, f"the picture has {frame.width} x {frame.height} pixels")
                yield ImageOps.exif_transpose(_bounded(frame))
    except Image.DecompressionBombError as exc:
        raise Unreadable(Reason.TOO_LARGE, "the picture has too many pixels") from exc
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "the picture is damaged or cut short") from exc


def _bounded(frame: Image.Image) -> Image.Image:
    """The frame, loaded; in both directions half, a third, … as large where it has very many pixels."""
    factor = math.ceil((frame.width * frame.height / MUCH) ** 0.5)
    if factor <= 1:
        frame.load()
        return frame
    size = max(1, frame.width // factor), max(1, frame.height // factor)
    frame.draft(None, size)  # a JPEG unpacks no more than is needed
    smaller = _eight_bits(frame).resize(size, Image.Resampling.BOX)
    smaller.info = {key: value for key, value in frame.info.items() if key == "exif"}
    return smaller


def grey(frame: Image.Image) -> Image.Image:
    """The picture in grey on white: what is transparent is paper."""
    return _eight_bits(frame).convert("L")


def coloured(frame: Image.Image) -> Image.Image:
    """The picture in colours on white."""
    return _eight_bits(frame).convert("RGB")


def is_blank(frame: Image.Image) -> bool:
    """Whether nothing is printed on it that is larger than a page's number."""
    small = grey(frame)
    small.thumbnail((SEEN_IN, SEEN_IN), Image.Resampling.BOX)
    counts = small.histogram()
    paper = next(level for level in range(256) if sum(counts[: level + 1]) * 4 >= sum(counts) * 3)
    apart = ImageChops.difference(small, small.filter(ImageFilter.MedianFilter(9))).histogram()
    return sum(apart[int(PRINT * paper) + 1 :]) < BLANK * sum(apart)


def _eight_bits(frame: Image.Image) -> Image.Image:
    """In grey or in colours, eight bits each, without transparency."""
    if frame.mode in {"RGBA", "RGBa", "LA", "La", "PA"} or "transparency" in frame.info:
        return _on_paper(frame)
    if frame.mode in {"L", "RGB"}:
        return frame
    if frame.mode.startswith(("I", "F")):
        return _narrowed(frame)
    if frame.mode == "LAB":
        return frame.getchannel("L")  # Pillow converts it by colour profiles only
    return frame.convert("L" if frame.mode == "1" else "RGB")


def _on_paper(frame: Image.Image) -> Image.Image:
    layered = frame.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _narrowed(frame: Image.Image) -> Image.Image:
    """Sixteen bits, whole numbers or fractions a pixel to eight: between the darkest and the brightest."""
    import numpy as np  # noqa: PLC0415 - 60 ms: only for pictures that scanners in laboratories make

    values = np.nan_to_num(np.asarray(frame, dtype=np.float32), posinf=0, neginf=0)
    darkest, brightest = float(values.min()), float(values.max())
    if brightest <= darkest:
        return Image.new("L", frame.size, "white")
    return Image.fromarray(np.rint((values - darkest) * (255 / (brightest - darkest))).astype(np.uint8))


def for_pillow(data: bytes, *, tools: Tools, limits: Limits) -> bytes:
    """The picture as Pillow reads it: HEIC as JPEG, turned as its camera says; every other as it is.

    Of several pictures in one file the first is taken.

    Raises:
        Unreadable: the program is not installed, the picture is damaged, or unpacking it took too long.
    """
    if media_type_of(data) != HEIC:
        return data
    if not tools.heif:
        raise Unreadable(Reason.CONVERTER_UNAVAILABLE, "libheif's programs are not installed")
    with tempfile.TemporaryDirectory(dir=tools.folder) as name:
        folder = Path(name)
        (folder / "in.heic").write_bytes(data)
        try:
            run(
                [tools.heif, "-q", QUALITY, str(folder / "in.heic"), str(folder / "out.jpg")],
                folder=folder,
                cpu_seconds=limits.external_cpu_seconds,
                seconds=tools.patience(limits.external_seconds),
            )
        except Unreadable as refusal:
            if refusal.reason is not Reason.CRASHED:
                raise
        written = sorted(folder.glob("out*.jpg"))
        if not written:
            raise Unreadable(Reason.CORRUPT, "the picture is damaged or cut short")
        return written[0].read_bytes()
