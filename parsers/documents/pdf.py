"""PDF to text: pdfminer.six page by page, pikepdf where the file is broken, OCR where a page shows no text."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from parsers.documents.extract import Extract, Sheet
from parsers.documents.pdf_forms import typed_lines, with_typed
from parsers.documents.pdf_glyphs import PageReader
from parsers.documents.pdf_hidden import part_hidden
from parsers.documents.pdf_streams import bounded_streams
from parsers.documents.reading_order import lines_of, text_of
from parsers.errors import Unreadable
from parsers.values import Method, Problem, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.pdf_glyphs import Drawing, Glyph
    from parsers.limits import Limits

UNMAPPED_SHARE = 0.15
"""Above this share of characters that the font does not name, a page is read by OCR."""
SCAN_SHARE = 0.5
"""A page with hardly a word whose picture covers more than this is a scan."""
FEW_CHARACTERS = 25

PDFMINER_FAULTS = (
    PSException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    struct.error,
    RecursionError,
    UnicodeError,
    EOFError,
    NotImplementedError,
)
"""What pdfminer raises on a broken file: its own errors, and whatever its unguarded look-ups run into."""

PageOcr = Callable[[bytes, int, str], Sheet | None]
"""Reads page `index` (from 0) of a PDF by OCR, with its password; None where there is no OCR."""


def read_pdf(data: bytes, *, passwords: Sequence[str], limits: Limits, ocr: PageOcr) -> Extract:
    """The pages of a PDF in reading order.

    Raises:
        Unreadable: encrypted with none of `passwords`, corrupt beyond repair, too large, or a scan without OCR.
    """
    try:
        return _read(data, passwords=passwords, limits=limits, ocr=ocr)
    except Unreadable:
        raise
    except PDFMINER_FAULTS as fault:
        repaired, password = _repaired(data, passwords, fault)
        try:
            return _read(repaired, passwords=password, limits=limits, ocr=ocr)
        except PDFMINER_FAULTS as exc:
            raise Unreadable(Reason.CORRUPT, f"not a readable PDF: {exc}") from exc


def _repaired(data: bytes, passwords: Sequence[str], fault: Exception) -> tuple[bytes, Sequence[str]]:
    """The file as qpdf makes sense of it, without encryption."""
    for password in ("", *passwords):
        try:
            with pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True) as pdf:
                out = io.BytesIO()
                pdf.save(out)
                return out.getvalue(), ()
        except pikepdf.PasswordError:
            continue
        except (pikepdf.PdfError, ValueError, RuntimeError, OSError) as exc:
            raise Unreadable(Reason.CORRUPT, f"not a readable PDF: {fault}; not repaired: {exc}") from exc
    raise Unreadable(Reason.ENCRYPTED, "the PDF asks for a password") from fault


def _opened(data: bytes, passwords: Sequence[str]) -> tuple[PDFDocument, str]:
    for password in ("", *passwords):
        try:
            return PDFDocument(PDFParser(io.BytesIO(data)), password=password), password
        except PDFPasswordIncorrect:
            continue
    raise Unreadable(Reason.ENCRYPTED, "the PDF asks for a password")


def _read(data: bytes, *, passwords: Sequence[str], limits: Limits, ocr: PageOcr) -> Extract:
    with bounded_streams(limits):
        document, password = _opened(data, passwords)
        reading = _Reading(data=data, password=password, ocr=ocr, reader=PageReader(limits))
        for index, page in enumerate(PDFPage.create_pages(document)):
            reading.count += 1
            if index < limits.pages:
                reading.add(index, page)
    return _extract(reading, limits)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """The pages read so far."""

    data: bytes
    password: str
    ocr: PageOcr
    reader: PageReader
    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    unread_scans: int = 0

    def add(self, index: int, page: PDFPage) -> None:
        """Read the next page, by its characters or, where they do not tell, by OCR."""
        (drawing, whole), typed = self._drawn(page), typed_lines(page)
        visible, hidden = part_hidden(drawing, data=self.data, index=index, password=self.password)
        if not whole or needs_ocr(drawing, visible):
            sheet = self.ocr(self.data, index, self.password)
            if sheet is not None:
                self.sheets.append(Sheet(lines=with_typed(sheet.lines, typed), method=Method.OCR))
                return
            self.unread_scans += 1
        self.hidden.extend(_phrases(hidden))
        lines = lines_of(visible, drawing.width, drawing.height)
        self.sheets.append(Sheet(lines=with_typed(lines, typed)))

    def _drawn(self, page: PDFPage) -> tuple[Drawing, bool]:
        """What the page draws, and whether that is all of it; one broken page does not lose the others."""
        try:
            return self.reader.draw(page), True
        except PDFMINER_FAULTS as exc:
            sentence = f"Page {self.count} is broken: {exc}"[:300]
            self.problems.append(Problem(code="page_broken", place=f"page {self.count}", sentence=sentence))
            return self.reader.so_far(), False


def _phrases(hidden: Sequence[Glyph]) -> Iterator[str]:
    text = " ".join(text_of(hidden).split())
    if text:
        yield text


def needs_ocr(drawing: Drawing, visible: Sequence[Glyph]) -> bool:
    """Whether the page's characters do not tell what a reader sees on it."""
    letters = sum(1 for glyph in visible if glyph.text.strip())
    if letters and drawing.unmapped > UNMAPPED_SHARE * letters and drawing.unmapped > 10:
        return True
    return letters < FEW_CHARACTERS and drawing.picture_share > SCAN_SHARE


def _extract(reading: _Reading, limits: Limits) -> Extract:
    if not reading.count:
        raise Unreadable(Reason.CORRUPT, "the PDF has no pages")
    if reading.count > limits.pages:
        sentence = f"Only the first {limits.pages} of {reading.count} pages were read."
        reading.problems.append(Problem(code="pages_left_out", place="", sentence=sentence))
    if reading.unread_scans:
        if not any(line.text.strip() for sheet in reading.sheets for line in sheet.lines):
            raise Unreadable(Reason.OCR_UNAVAILABLE, "the pages are pictures, and no OCR is installed")
        sentence = f"{reading.unread_scans} scanned pages were not read."
        reading.problems.append(Problem(code="ocr_unavailable", place="", sentence=sentence))
    return Extract(
        sheets=tuple(reading.sheets),
        page_count=reading.count,
        hidden=tuple(reading.hidden),
        problems=tuple(reading.problems),
    )
