"""JPEG, PNG, TIFF, HEIC and the like as upright grey pages, within the limit of pixels."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from parsers.errors import Unreadable
from parsers.values import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.limits import Limits

_FAULTS = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
)


def frames(data: bytes, *, limits: Limits) -> Iterator[Image.Image]:
    """Every page of the picture, turned as its camera says.

    Raises:
        Unreadable: more pixels than `limits` allows, or corrupt.
    """
    _register_heic(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the guard below is stricter than Pillow's warning
            picture = Image.open(io.BytesIO(data))
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= limits.pages or (number and picture.format != "TIFF"):
                    return
                if frame.width * frame.height > limits.pixels:
                    raise Unreadable(Reason.TOO_LARGE, f"the picture has {frame.width} x {frame.height} pixels")
                yield ImageOps.exif_transpose(frame)
    except Image.DecompressionBombError as exc:
        raise Unreadable(Reason.TOO_LARGE, "the picture has too many pixels") from exc
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no picture, or a damaged one") from exc


def _register_heic(data: bytes) -> None:
    if data[4:8] == b"ftyp":
        import pi_heif  # noqa: PLC0415 - for telephones' pictures only

        pi_heif.register_heif_opener()


def grey(frame: Image.Image) -> Image.Image:
    """The picture in grey on white: what is transparent is paper."""
    if frame.mode in {"RGBA", "LA", "PA"} or "transparency" in frame.info:
        layered = frame.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        paper.alpha_composite(layered)
        return paper.convert("L")
    return frame.convert("L") if frame.mode not in {"I;16", "I", "F"} else _narrowed(frame)


def _narrowed(frame: Image.Image) -> Image.Image:
    """Sixteen bits a pixel to eight."""
    return frame.point(lambda value: value / 256).convert("L")
