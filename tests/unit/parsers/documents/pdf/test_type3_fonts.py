"""Where the letters of Type 3 fonts stand: as pdfium draws them, whatever the font's own matrix turns over."""

from __future__ import annotations

import io
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

import pypdfium2
from pdfminer.pdfpage import PDFPage

from parsers.documents.limits import Limits
from parsers.documents.pdf.glyphs.glyphs import PageReader

MAIL = Path(__file__).resolve().parents[4] / "data" / "sample-mailbox" / "messages" / "0009.eml"
"""Its letter is printed by Chromium, whose Type 3 fonts are turned over by their matrix."""


def letter():
    message = message_from_bytes(MAIL.read_bytes(), policy=policy.default)
    return next(part.get_payload(decode=True) for part in message.walk() if "Motiv" in (part.get_filename() or ""))


def test_letters_of_a_font_that_is_turned_over_stand_on_their_line():
    original = letter()
    page = next(PDFPage.get_pages(io.BytesIO(original)))
    drawn = [glyph.char for glyph in PageReader(Limits()).draw(page).glyphs]
    with closing(pypdfium2.PdfDocument(original)) as pdf, closing(pdf[0].get_textpage()) as text:
        boxes = [text.get_charbox(at) for at, letter in enumerate(text.get_text_range(0, 300)) if letter.isalpha()]

    middles = [((left + right) / 2, (below + above) / 2) for left, below, right, above in boxes]
    assert len(middles) > 150
    assert [(x, y) for x, y in middles if not any(c.x0 <= x <= c.x1 and c.y0 < y < c.y1 for c in drawn)] == []
