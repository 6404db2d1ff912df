"""Fonts as pdfminer reads them, put right where it takes one letter for another.

A font's `Differences` may name glyphs that no list knows ("a233", "g17", "CT"). pdfminer then keeps the letter that
StandardEncoding has at that code: "MathØmatiques". Here such a code is taken for itself, as TeX's fonts have it, and
counts as a guess: what it makes is looked at more closely.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from pdfminer.encodingdb import name2unicode
from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UNKNOWN = "\ufffd"
"""A glyph whose letter nothing tells."""
_SYMBOLS = re.compile(r"symbol|dings|icon|awesome|glyph|emoji|material", re.IGNORECASE)
_TEX = {
    0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl", 0x12: "`", 0x13: "´", 0x15: "–", 0x18: "¸",
    0x19: "ß", 0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0x7F: "¨",
}  # fmt: skip
"""What TeX's text encodings OT1 and T1 have below the printable codes (LaTeX font encodings guide, tables 1 and 7)."""

_BULLETS = dict.fromkeys((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D), "•")
"""WinAnsiEncoding's codes for which it names no glyph: all are bullets (ISO 32000-1, annex D.2, note 3)."""


class Fonts(PDFResourceManager):
    """pdfminer's fonts, without its guesses."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of an object; kept for the next page."""
        known = objid in self._cached_fonts
        font = super().get_font(objid, spec)
        if not known and isinstance(font, PDFSimpleFont):
            guesses = dict(_guesses(spec))
            unnamed = _BULLETS if _base_of(spec) == "WinAnsiEncoding" else {}
            font.cid2unicode = {**unnamed, **font.cid2unicode, **guesses}
            font.guessed = frozenset() if font.unicode_map else frozenset(guesses)  # type: ignore[attr-defined]
        return font


def _base_of(spec: Mapping[str, object]) -> str | None:
    """The name of the encoding that a font has, or that its differences start from."""
    encoding = resolve1(spec.get("Encoding"))
    base = resolve1(encoding.get("BaseEncoding")) if isinstance(encoding, dict) else encoding
    return str(base.name) if isinstance(base, PSLiteral) else None


def _guesses(spec: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    """The codes whose glyph names are in no list, with what they seem to be."""
    encoding = resolve1(spec.get("Encoding"))
    differences = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    code = 0
    for item in differences if isinstance(differences, list) else ():
        entry = resolve1(item)
        if isinstance(entry, int):
            code = entry
        elif isinstance(entry, PSLiteral):
            if not _is_listed(entry.name):
                yield code, _letter_at(code)
            code += 1


def _is_listed(name: object) -> bool:
    """Whether the Adobe Glyph List, or its rule for other names, tells the letter; `.notdef` is a letter of none."""
    try:
        return bool(name2unicode(str(name))) or name == ".notdef"
    except (PSException, KeyError, ValueError):
        return name == ".notdef"


def _letter_at(code: int) -> str:
    """What TeX's fonts have at a code: ASCII, and Latin-1 above (T1)."""
    if code in _TEX:
        return _TEX[code]
    return chr(code) if 0x20 < code < 0x7F or 0xC0 <= code <= 0xFF else UNKNOWN


def letter_of(font: PDFFont, cid: int) -> str:
    """The text of a character; `UNKNOWN` where the font does not say it.

    A code that ToUnicode maps to NUL, a control or a private character is looked up by its glyph's name.
    """
    text = _told(font, cid)
    if text and not any(map(_is_private, text)):
        return text
    if isinstance(font, PDFSimpleFont) and not any(map(_is_private, named := font.cid2unicode.get(cid, UNKNOWN))):
        return named
    return _of_private(text, font) if text else UNKNOWN


def is_guess(font: PDFFont, cid: int) -> bool:
    """Whether the letter of a character is told by its code alone."""
    return cid in getattr(font, "guessed", ())


def _told(font: PDFFont, cid: int) -> str:
    try:
        text: Any = font.to_unichr(cid)
    except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError):
        return ""  # the glyph exists, its letter is unknown
    return text if isinstance(text, str) else ""


def _is_private(character: str) -> bool:
    return character == UNKNOWN or (unicodedata.category(character) in {"Co", "Cc", "Cn"} and character != "\t")


def _of_private(text: str, font: PDFFont) -> str:
    """Symbolic TrueType fonts count their codes from U+F000; a font of icons has no letters, and keeps its signs."""
    if _SYMBOLS.search(str(getattr(font, "fontname", "") or getattr(font, "basefont", ""))):
        return text
    low = [chr(ord(c) - 0xF000) if 0xF020 <= ord(c) <= 0xF0FF else c for c in text]
    return "".join(low) if not any(map(_is_private, low)) else text if "\ue000" <= text[0] <= "\uf8ff" else UNKNOWN


def em_of(font: PDFType3Font) -> float:
    """The height of a Type 3 font's line in text space at size 1.

    Its bounding box tells, unless it is left at zero or is a drawing's: then twice the mean width of its letters.
    """
    widths = [abs(float(width)) for width in font.widths.values() if isinstance(width, (int, float)) and width]
    usual = abs(2.0 * sum(widths) / len(widths) * font.hscale) if widths else 0.0
    told = abs((font.bbox[3] - font.bbox[1]) * font.vscale)
    plausible = told and (not usual or 0.5 * usual <= told <= 2.5 * usual)
    return float(told if plausible else usual or 1.0)
