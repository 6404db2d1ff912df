"""PDF to text: every page by pdfminer.six and by pdfium, by OCR where they do not tell what it shows; pikepdf mends."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import pikepdf
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from parsers.documents.external.tools import processor_time_of_programs
from parsers.documents.extracted_text import ExtractedText, Losses, Sheet
from parsers.documents.pdf.agreement import compare, reconciled
from parsers.documents.pdf.forms import typed_lines, with_typed
from parsers.documents.pdf.glyphs.glyphs import Drawing, PageReader, visible_box
from parsers.documents.pdf.glyphs.hidden import part_hidden
from parsers.documents.pdf.looks.letter_trial import DPI as TRIAL_DPI
from parsers.documents.pdf.looks.letter_trial import LetterTrial
from parsers.documents.pdf.looks.strange_letters import is_strange
from parsers.documents.pdf.looks.third_look import OcrLook, in_doubt, is_settled, look_needed, looked_at, with_doubts
from parsers.documents.pdf.pdfium import SecondReader, render_page
from parsers.documents.pdf.reading_order import lines_of, text_of, text_of_all
from parsers.documents.pdf.streams import bounded_streams
from parsers.errors import BROKEN, Unreadable
from parsers.values.documents import Method
from parsers.values.problems import Problem, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.external.tools import Tools
    from parsers.documents.extracted_text import Line
    from parsers.documents.limits import Limits
    from parsers.documents.pdf.agreement import ReadPage
    from parsers.documents.pdf.glyphs.glyph import Glyph
    from parsers.documents.pdf.looks.letter_trial import ReadBlock

HEADER_WITHIN = 1024
"""Bytes that every reader skips before the header; what stands behind more of them is cut free."""
GLANCE = 40
"""Dots an inch: enough to see whether there is ink."""
WORDS_NAMED = 12
LOOKS, LOOK_SECONDS, LOOK_WAIT = 8, 40.0, 60.0
"""So many pages of a file that have text are looked at by OCR as well; none is begun after so much processor time, or
so much wall time: the text of the other pages is worth more than a look.
"""
HIDDEN_LEAST = 8
"""So many hidden letters are worth a second opinion on where they stand."""


class NoPageError(ValueError):
    """A file that opens and holds no page: a broken tree of pages, or nothing."""


PDFMINER_FAULTS = (PSException, *BROKEN)
"""What pdfminer raises on a broken file: its own errors, and whatever its unguarded look-ups run into."""

PageOcr = Callable[[bytes, int, str], Sheet | None]
"""Reads page `index` (from 0) of a PDF by OCR, with its password; None where there is no OCR."""


def read_pdf(  # noqa: PLR0913 - a file, and all that reads it
    data: bytes,
    *,
    passwords: Sequence[str],
    limits: Limits,
    tools: Tools,
    ocr: PageOcr,
    read_block: ReadBlock | None = None,
) -> ExtractedText:
    """The pages of a PDF in reading order; those for which no time is left are named as left out.

    Raises:
        Unreadable: encrypted with none of `passwords`, corrupt beyond repair, without pages, too large, or a scan
            without OCR.
    """
    header = data.find(b"%PDF-")
    data = data[header:] if header > HEADER_WITHIN else data
    try:
        return _read(data, passwords=passwords, limits=limits, tools=tools, ocr=ocr, read_block=read_block)
    except Unreadable:
        raise
    except PDFMINER_FAULTS as fault:
        repaired, password = _repaired(data, passwords, fault)
        try:
            return _read(repaired, passwords=password, limits=limits, tools=tools, ocr=ocr, read_block=read_block)
        except PDFMINER_FAULTS as exc:
            raise Unreadable(Reason.CORRUPT, "it is no PDF, or one damaged beyond repair") from exc


def _repaired(data: bytes, passwords: Sequence[str], fault: Exception) -> tuple[bytes, Sequence[str]]:
    """The file as qpdf makes sense of it, without encryption."""
    for password in ("", *passwords):
        try:
            with pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True) as pdf:
                if isinstance(fault, NoPageError) and not _has_page(pdf):
                    raise Unreadable(Reason.EMPTY, "the PDF has no pages")
                out = io.BytesIO()
                pdf.save(out)
                return out.getvalue(), ()
        except pikepdf.PasswordError:
            continue
        except (pikepdf.PdfError, ValueError, RuntimeError, OSError) as exc:
            raise Unreadable(Reason.CORRUPT, "it is no PDF, or one damaged beyond repair") from exc
    raise Unreadable(Reason.ENCRYPTED, "the PDF asks for a password") from fault


def _has_page(pdf: pikepdf.Pdf) -> bool:
    """Whether any of its objects is a page, in the tree of pages or lost from it."""
    return any(isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Page" for item in pdf.objects)


def _opened(data: bytes, passwords: Sequence[str]) -> tuple[PDFDocument, str]:
    for password in ("", *passwords):
        try:
            return PDFDocument(PDFParser(io.BytesIO(data)), password=password), password
        except PDFPasswordIncorrect:
            continue
    raise Unreadable(Reason.ENCRYPTED, "the PDF asks for a password")


def _read(  # noqa: PLR0913 - as above
    data: bytes,
    *,
    passwords: Sequence[str],
    limits: Limits,
    tools: Tools,
    ocr: PageOcr,
    read_block: ReadBlock | None = None,
) -> ExtractedText:
    with bounded_streams(limits):
        document, password = _opened(data, passwords)
        second = SecondReader(data, password, limits, tools)
        reading = _Pages(
            data=data,
            password=password,
            ocr=ocr,
            reader=PageReader(limits),
            second=second,
            trial=LetterTrial(read_block=read_block),
        )
        for index, page in enumerate(PDFPage.create_pages(document)):
            reading.count += 1
            if index < limits.pages and (index == 0 or (index == len(reading.sheets) and tools.has_time)):
                tools.alive()  # each page is a step of its own
                page.mediabox = visible_box(page)
                reading.add(index, page)
    if not reading.count:
        raise NoPageError("the PDF has no pages")
    return _extract(reading)


@dataclass(slots=True, kw_only=True)
class _Pages:
    """The pages read so far."""

    data: bytes
    password: str
    ocr: PageOcr
    reader: PageReader
    second: SecondReader
    trial: LetterTrial
    asides: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    losses: Losses = field(default_factory=Losses)
    count: int = 0
    unread_scans: int = 0
    looks: int = 0
    """Pages with text that OCR was asked about."""
    look_seconds: float = 0.0
    """Processor time that these took."""
    look_wait: float = 0.0
    """Wall time that these took."""

    @property
    def problems(self) -> list[Problem]:
        """Of single pages, in their order."""
        return self.losses.problems

    def add(self, index: int, page: PDFPage) -> None:
        """Read the next page, by its characters or, where they do not tell, by OCR."""
        (drawing, whole), typed = self._drawn(page), typed_lines(page)
        annotated = self._annotated(page)
        if annotated.glyphs:
            typed = [*lines_of(annotated.glyphs, annotated.width, annotated.height), *typed]
        reading = reconciled(drawing, whole=whole, second=self.second, index=index, page=page)
        if not whole and reading.drawing is drawing:
            sentence = f"Page {index + 1} is damaged: what stands behind the damage may be missing."
            self.problems.append(Problem(code="page_broken", place=f"page {index + 1}", sentence=sentence))
        parted, visible, hidden = self._parted(reading.drawing, index, page)
        text = Sheet(
            lines=lines_of(visible, parted.width, parted.height),
            readings=self._readings(index, [*drawing.glyphs, *annotated.glyphs], typed),
            inkless=2 * sum(glyph.inkless for glyph in visible) > len(visible),
        )
        text = with_doubts(text, [_place(glyph, parted) for glyph in self._damaged(index, parted, visible)])
        sheet = self._looked_at(index, reading, [*visible, *annotated.glyphs], text)
        if sheet.method is not Method.OCR:
            self.hidden.extend(_phrases(hidden))
        self.asides.extend(_replaced(text, sheet))
        self.sheets.append(with_doubts(replace(sheet, lines=with_typed(sheet.lines, typed)), ()))

    def _damaged(self, index: int, drawing: Drawing, visible: Sequence[Glyph]) -> list[Glyph]:
        """The characters that the page shows as other letters; all of a layer that nobody sees are to be looked at."""
        drawn = partial(render_page, self.data, index, dpi=TRIAL_DPI, password=self.password)
        self.trial.look_at(drawing, visible, drawn)
        inkless = [glyph for glyph in visible if glyph.inkless and glyph.text.strip()]
        return [*inkless, *self.trial.holds(visible)]

    def _readings(self, index: int, drawn: Sequence[Glyph], typed: Sequence[Line]) -> tuple[str, ...]:
        """The page as each of the two readers has it by itself, with what its annotations show."""
        first = "\n".join([text_of_all(drawn), *(line.text for line in typed)])
        second = self.second.shown(index)
        return (first,) if second is None else (first, second)

    def _parted(self, drawing: Drawing, index: int, page: PDFPage) -> tuple[Drawing, list[Glyph], list[Glyph]]:
        """The characters seen and those hidden; where many are hidden a second opinion is asked, which may see more."""
        visible, hidden = part_hidden(drawing, data=self.data, index=index, password=self.password)
        if sum(1 for glyph in hidden if glyph.text.strip()) < HIDDEN_LEAST:
            return drawing, visible, hidden
        other = self.second.drawing(index, page)
        if other is None:
            return drawing, visible, hidden
        other = replace(other, images=drawing.images, shapes=drawing.shapes)
        seen, unseen = part_hidden(other, data=self.data, index=index, password=self.password)
        told = compare(text_of_all(visible), text_of_all(seen))
        return (other, seen, unseen) if told.first_lacks and not told.second_lacks else (drawing, visible, hidden)

    def _looked_at(self, index: int, reading: ReadPage, visible: Sequence[Glyph], text: Sheet) -> Sheet:
        """The page with what a third look shows, where it needs one; without OCR it says what is doubtful."""
        words = text.text
        look = look_needed(
            reading.drawing,
            visible,
            missing=reading.missing,
            text=text,
            render=lambda: render_page(self.data, index, dpi=GLANCE, password=self.password),
        )
        if look is None:
            return text
        seen = self._beside_text(index) if words.strip() else self._alone(index)
        if seen is not None:
            sheet = looked_at(look, text, seen, reading.missing)
            if look is not OcrLook.JUDGE or is_settled(sheet, seen):
                return sheet
            text = sheet
        if look is not OcrLook.JUDGE and not words.strip():
            self.unread_scans += 1
            return text
        self._doubt(index, reading.missing)
        return in_doubt(text, reading.missing) if look is OcrLook.JUDGE else text

    def _alone(self, index: int) -> Sheet | None:
        """A page without text by OCR; its fall costs no other page."""
        try:
            return self.ocr(self.data, index, self.password)
        except Unreadable as refusal:
            self.losses.note(index + 1, refusal)
            return Sheet(lines=(), method=Method.OCR)

    def _beside_text(self, index: int) -> Sheet | None:
        """A page that has text by OCR: it is not lost with it, nor does the time of all pages go on such ones."""
        if self.looks >= LOOKS or self.look_seconds >= LOOK_SECONDS or self.look_wait >= LOOK_WAIT:
            return None
        self.looks += 1
        began, at = processor_time_of_programs(), time.monotonic()
        try:
            return self.ocr(self.data, index, self.password)
        except Unreadable:
            return None
        finally:
            self.look_seconds += processor_time_of_programs() - began
            self.look_wait += time.monotonic() - at

    def _doubt(self, index: int, missing: Sequence[str]) -> None:
        """Say that a page's words are not sure."""
        place = f"page {index + 1}"
        if missing:
            sentence = f"Two readers differ on {place}; only one has: {', '.join(missing[:WORDS_NAMED])}"
            self.problems.append(Problem(code="readers_differ", place=place, sentence=sentence))
        else:
            sentence = f"What {place} shows may not all be in its text, or other letters."
            self.problems.append(Problem(code="letters_doubtful", place=place, sentence=sentence))

    def _annotated(self, page: PDFPage) -> Drawing:
        """What fields, stamps and signatures draw; a broken one costs only these."""
        try:
            return self.reader.draw_annotations(page) if page.annots else Drawing()
        except PDFMINER_FAULTS:
            return Drawing()

    def _drawn(self, page: PDFPage) -> tuple[Drawing, bool]:
        """What the page draws, and whether that is all of it; one broken page does not lose the others."""
        try:
            return self.reader.draw(page), True
        except PDFMINER_FAULTS:
            return self.reader.so_far(), False


def _place(glyph: Glyph, drawing: Drawing) -> tuple[float, float]:
    """The middle of a character in shares of the page, from the top left."""
    char = glyph.char
    return (char.x0 + char.x1) / 2 / drawing.width, 1 - (char.y0 + char.y1) / 2 / drawing.height


def _replaced(text: Sheet, sheet: Sheet) -> Iterator[str]:
    """The doubtful lines of text in whose place OCR's stand, as far as they are words."""
    kept = {line.text for line in sheet.lines}
    lost = [line.text for line in text.lines if line.doubtful and line.text not in kept and not is_strange(line.text)]
    if lost:
        yield "\n".join(lost)


def _phrases(hidden: Sequence[Glyph]) -> Iterator[str]:
    text = " ".join(text_of(hidden).split())
    if text:
        yield text


def _extract(reading: _Pages) -> ExtractedText:
    if reading.count > len(reading.sheets):
        sentence = f"Only the first {len(reading.sheets)} of {reading.count} pages were read."
        reading.problems.append(Problem(code="pages_left_out", place="", sentence=sentence))
    reading.losses.weigh(reading.sheets)
    if reading.unread_scans:
        if not any(line.text.strip() for sheet in reading.sheets for line in sheet.lines):
            raise Unreadable(Reason.OCR_UNAVAILABLE, "the pages are pictures, and no OCR is installed")
        sentence = f"{reading.unread_scans} scanned pages were not read."
        reading.problems.append(Problem(code="ocr_unavailable", place="", sentence=sentence))
    return ExtractedText(
        sheets=tuple(reading.sheets),
        page_count=reading.count,
        hidden=tuple(reading.hidden),
        problems=tuple(reading.problems),
        asides=tuple(reading.asides),
    )
