"""Letters of codes that a font's encoding does not name."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdfminer.pdfpage import PDFPage

from parsers.documents.limits import Limits
from parsers.documents.pdf.glyphs.fonts import UNKNOWN
from parsers.documents.pdf.glyphs.glyphs import PageReader

BULLET = "\u2022"
WIN, MAC = pikepdf.Name.WinAnsiEncoding, pikepdf.Name.MacRomanEncoding


def letters(encoding, codes):
    """What is read of a line in Helvetica with that encoding."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 50))
    helvetica = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"}
    font = pikepdf.Dictionary({f"/{key}": pikepdf.Name(value) for key, value in helvetica.items()})
    if encoding is not None:
        font.Encoding = encoding
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(f"BT /F 12 Tf 10 10 Td <{codes.hex()}> Tj ET".encode())
    pdf.save(out := io.BytesIO())
    return "".join(glyph.text for glyph in PageReader(Limits()).draw(next(PDFPage.get_pages(out))).glyphs)


@pytest.mark.parametrize("encoding", [WIN, pikepdf.Dictionary(BaseEncoding=WIN)], ids=["named", "as a base"])
def test_what_winansi_leaves_without_a_name_is_a_bullet(encoding):
    assert letters(encoding, b"\x7f\x81\x8d\x8f\x90\x9dA\x95\xe9") == f"{BULLET * 6}A{BULLET}é"


def test_a_difference_says_more_than_that():
    differences = pikepdf.Array([0x7F, pikepdf.Name.Euro])
    assert letters(pikepdf.Dictionary(BaseEncoding=WIN, Differences=differences), b"\x7fA") == "€A"


@pytest.mark.parametrize("encoding", [None, MAC])
def test_other_encodings_leave_it_unknown(encoding):
    assert letters(encoding, b"\x7fA") == f"{UNKNOWN}A"
