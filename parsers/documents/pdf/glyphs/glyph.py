"""One character as a PDF page draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfminer.layout import LTChar


Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character. `suspect`: a reader may not see it (white, or drawn without ink).

    `code`: which sign of which font it is, where the file tells its letter apart from its shape (ToUnicode).
    """

    char: LTChar
    text: str
    suspect: bool
    inkless: bool
    code: tuple[int, int] | None = None
