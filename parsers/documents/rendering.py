"""PDF pages as pictures, by pdfium."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 30_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered page in grey."""

    image: Image

    def contrast(self, left: float, top: float, right: float, bottom: float) -> int:
        """The difference between the brightest and the darkest pixel of a part given in shares of the page."""
        width, height = self.image.size
        x0, y0 = max(0, int(left * width)), max(0, int(top * height))
        x1, y1 = min(width, int(right * width) + 1), min(height, int(bottom * height) + 1)
        if x1 <= x0 or y1 <= y0:
            return 0
        darkest, brightest = self.image.crop((x0, y0, x1, y1)).getextrema()
        return int(brightest) - int(darkest)  # type: ignore[arg-type]


def render_page(data: bytes, index: int, *, dpi: int, password: str = "") -> Picture | None:
    """Page `index` (from 0) with its annotations and form fields; None where pdfium can't draw it."""
    import pypdfium2  # noqa: PLC0415 - costs 30 ms and 10 MB: only where a page is rendered

    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = document[index]
        scale = min(dpi / 72, (MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
        return Picture(page.render(scale=scale, grayscale=True).to_pil())
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return None
    finally:
        document.close()
