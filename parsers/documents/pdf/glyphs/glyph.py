"""One character as a PDF page draws it.

TeX draws accents over their letters as characters of their own: they are composed, "Universit´e" to "Université".
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfminer.layout import LTChar

Bounds = tuple[float, float, float, float]
_COMBINING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303", "¨": "\u0308",
    "˚": "\u030a", "¸": "\u0327", "ˇ": "\u030c",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
OVER = 0.5
"""The share of the accent's width, or of the letter's, that both have in common."""


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


def composed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each accent that stands over the letter drawn before or after it put on that letter."""
    if not any(glyph.text in _COMBINING for glyph in glyphs):
        return list(glyphs)
    result: list[Glyph] = []
    accent: Glyph | None = None
    for glyph in glyphs:
        if accent is not None:
            whole = _together(accent, glyph)
            if whole is not None:
                result[-1] = whole
                accent = None
                continue
        if glyph.text in _COMBINING and result and (whole := _together(glyph, result[-1])):
            result[-1], accent = whole, None
            continue
        result.append(glyph)
        accent = glyph if glyph.text in _COMBINING else None
    return result


def _together(accent: Glyph, letter: Glyph) -> Glyph | None:
    """One glyph of both; None where the accent does not stand over the letter, or no such letter exists."""
    base = _DOTLESS.get(letter.text, letter.text)
    one, other = accent.char, letter.char
    common = min(one.x1, other.x1) - max(one.x0, other.x0)
    if not base.isalpha() or common < OVER * min(one.width, other.width) or common <= 0:
        return None
    text = unicodedata.normalize("NFC", base + _COMBINING[accent.text])
    return replace(letter, text=text) if len(text) == 1 else None
