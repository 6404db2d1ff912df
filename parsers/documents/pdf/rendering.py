"""PDF pages as pictures, by pdfium, in a child process: a page on which it hangs or falls costs only its picture."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from parsers.documents.external.forked_work import frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_PIXELS = 30_000_000
CPU_SECONDS = 5
SILENCE = 60.0
"""Seconds of wall time: a child that gets no processor is waited for."""
_SIZE = struct.Struct("=II")
_PAPER = 255

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in shares of the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered page in grey."""

    image: Image.Image

    def contrast(self, left: float, top: float, right: float, bottom: float) -> int:
        """The difference between the brightest and the darkest pixel of a part given in shares of the page."""
        width, height = self.image.size
        x0, y0 = max(0, int(left * width)), max(0, int(top * height))
        x1, y1 = min(width, int(right * width) + 1), min(height, int(bottom * height) + 1)
        if x1 <= x0 or y1 <= y0:
            return 0
        darkest, brightest = self.image.crop((x0, y0, x1, y1)).getextrema()
        return int(brightest) - int(darkest)  # type: ignore[arg-type]

    def without(self, parts: Iterable[Rectangle]) -> Picture:
        """The page with some parts of it painted over."""
        left = self.image.copy()
        brush = ImageDraw.Draw(left)
        width, height = left.size
        for x0, y0, x1, y1 in parts:
            corners = (x0 * width - 2, y0 * height - 2, x1 * width + 2, y1 * height + 2)
            if corners[0] <= corners[2] and corners[1] <= corners[3]:
                brush.rectangle(corners, fill=_PAPER)
        return Picture(left)


def render_page(data: bytes, index: int, *, dpi: int, password: str = "") -> Picture | None:
    """Page `index` (from 0) with its annotations and form fields; None where pdfium can't draw it."""

    def draw(send: Callable[[bytes], None]) -> None:
        import pypdfium2  # noqa: PLC0415 - costs 30 ms and 10 MB where it is not loaded yet

        document = pypdfium2.PdfDocument(data, password=password or None)
        document.init_forms()
        page = document[index]
        scale = min(dpi / 72, (MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
        drawn = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        send(_SIZE.pack(*drawn.size) + drawn.tobytes())

    answer = frames(draw, cpu_seconds=CPU_SECONDS, silence=SILENCE, most=2 * MOST_PIXELS)
    if not answer:
        return None
    size = _SIZE.unpack_from(answer[0])
    pixels = answer[0][_SIZE.size :]
    return Picture(Image.frombytes("L", size, pixels)) if size[0] * size[1] == len(pixels) else None
