"""One file to one document: what it is, its text with pages and offsets, or the plain reason why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.documents import sniffing
from parsers.documents.attestation import words_of
from parsers.documents.extracted_text import ExtractedText, Losses, Sheet, assemble, plain_text
from parsers.documents.text.plain import decode
from parsers.errors import Unreadable
from parsers.text.length import BOUND, as_far_as_understood
from parsers.values.documents import DOUBTED, HARDLY_READABLE, UNREADABLE, Document, Method
from parsers.values.problems import Problem, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL.Image import Image

    from parsers.documents.external.tools import Tools
    from parsers.documents.image.ocr import PageOcr
    from parsers.documents.limits import Limits
    from parsers.values.documents import Page

HIDDEN_KEPT = 600
"""Characters of hidden text that the problem quotes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormatReader:
    """What a format's reader needs besides the bytes."""

    passwords: tuple[str, ...]
    limits: Limits
    tools: Tools


def read_document(  # noqa: PLR0913 - a file and all that is known of it
    data: bytes,
    *,
    place: str,
    filename: str | None,
    container: str | None = None,
    passwords: Sequence[str] = (),
    limits: Limits,
    tools: Tools,
) -> Document:
    """The document that `data` is, kind and language unset; never raises on bad input: the document has a reason."""
    media_type = sniffing.media_type_of(data)
    shell = Document(
        place=place,
        filename=filename,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        container=container,
    )
    try:
        extract = _extract(data, media_type, FormatReader(passwords=tuple(passwords), limits=limits, tools=tools))
    except Unreadable as refusal:
        return unreadable(shell, refusal.reason, str(refusal))
    except MemoryError:
        return unreadable(shell, Reason.TOO_LARGE, "it needs more memory than a file may have")
    except RecursionError:
        return unreadable(shell, Reason.CORRUPT, "it is nested without end")
    return _filled(shell, extract, limits)


def unreadable(shell: Document, reason: Reason, sentence: str) -> Document:
    """The document without text, and why."""
    problem = Problem(code=reason.value, place=shell.place, sentence=sentence)
    return replace(shell, readable=False, reason=reason, method=Method.NONE, problems=(problem,))


def _extract(data: bytes, media_type: str, reader: FormatReader) -> ExtractedText:
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Reason.EMPTY, "the file is empty")
    if len(data) > reader.limits.document_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"the file has {len(data)} bytes")
    read = readers().get(media_type)
    if read is None:
        raise Unreadable(Reason.UNSUPPORTED, f"files of type {media_type} are not read")
    return read(data, reader)


def _filled(shell: Document, extract: ExtractedText, limits: Limits) -> Document:
    text, pages = assemble(extract, limit=limits.characters)
    problems = tuple(_placed(problem, shell.place) for problem in (*extract.problems, *_doubts(extract)))
    if hidden := " ".join(" … ".join(extract.hidden).split()):
        sentence = f"The file holds text that a reader does not see: “{hidden[:HIDDEN_KEPT]}”"
        problems = (*problems, Problem(code="hidden_text", place=shell.place, sentence=sentence))
    if len(as_far_as_understood(text)) < len(text):
        sentence = f"The file's text is longer than {BOUND}: its end was not searched for facts."
        problems = (*problems, Problem(code="text_cut", place=shell.place, sentence=sentence))
    scanned = [sheet.method is Method.OCR for sheet in extract.sheets if sheet.lines]
    method = Method.OCR if sum(scanned) * 2 > len(scanned) else Method.TEXT
    if not (words_of(text) if method is Method.OCR else text.strip()):
        empty = unreadable(shell, Reason.EMPTY, "no text was found in it")
        return replace(
            empty, page_count=extract.page_count, problems=(*problems, *empty.problems), asides=extract.asides
        )
    lost = _is_lost(pages)
    paged = pages if extract.page_count is not None or len(pages) > 1 else ()
    return replace(
        shell,
        text=text,
        pages=paged,
        readable=not lost,
        reason=Reason.READ_WITH_DOUBT if lost else None,
        page_count=extract.page_count,
        method=method,
        problems=problems,
        asides=extract.asides,
    )


def _doubts(extract: ExtractedText) -> Iterator[Problem]:
    """The pages that OCR is not sure of."""
    for number, sheet in enumerate(extract.sheets, 1):
        if sheet.sure is not None and sheet.sure < DOUBTED:
            how = "is hardly readable" if sheet.sure < HARDLY_READABLE else "was read with doubt"
            sentence = f"Page {number} is a picture that {how}: compare it with the original."
            yield Problem(code="read_with_doubt", place=f"page {number}", sentence=sentence)


def _is_lost(pages: Sequence[Page]) -> bool:
    """Whether OCR read too little of every page that has something on it."""
    told = [page for page in pages if page.end > page.start or page.sure < DOUBTED]
    return all(page.method is Method.OCR and page.sure < UNREADABLE for page in told)


def _placed(problem: Problem, place: str) -> Problem:
    return Problem(
        code=problem.code, place=f"{place}, {problem.place}" if problem.place else place, sentence=problem.sentence
    )


def readers() -> dict[str, Callable[[bytes, FormatReader], ExtractedText]]:
    """The formats that can be read, by media type."""
    return {
        sniffing.PDF: _pdf,
        sniffing.DOCX: _docx,
        sniffing.WORD_XML: _flat_docx,
        sniffing.OFFICE_ENCRYPTED: _encrypted,
        sniffing.DOC: _doc,
        sniffing.WORD_2003_XML: _word_xml,
        sniffing.ODT: _odt,
        sniffing.FLAT_ODT: _flat_odt,
        sniffing.RTF: _rtf,
        sniffing.HTML: _html,
        sniffing.TEXT: _plain,
        sniffing.XML: _xml,
        sniffing.PAGES: _pages,
        sniffing.EML: _eml,
        sniffing.MSG: _msg,
        sniffing.PPTX: _pptx,
        sniffing.XLSX: _xlsx,
        sniffing.PPT: _ppt,
        sniffing.XLS: _xls,
        **dict.fromkeys(sniffing.IMAGES, _picture),
    }


# Each reader is imported where its format is met: together they cost a second and a hundred megabytes.
# ruff: noqa: PLC0415


def _pdf(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.image.ocr import PageOcr
    from parsers.documents.pdf.pdf import read_pdf

    tools = reader.tools
    ocr = PageOcr(tools=tools, limits=reader.limits)
    return read_pdf(
        data,
        passwords=reader.passwords,
        limits=reader.limits,
        tools=tools,
        ocr=_page_ocr(ocr, reader),
        read_block=ocr.read_block if tools.can_read_pictures else None,
    )


def _page_ocr(ocr: PageOcr, reader: FormatReader) -> Callable[[bytes, int, str], Sheet | None]:
    """Renders and reads single pages, at most so many; None where there is no OCR."""
    from parsers.documents.image.ocr import DPI
    from parsers.documents.pdf.pdfium import render_page

    done: list[int] = []

    def read(data: bytes, index: int, password: str) -> Sheet | None:
        if not reader.tools.can_read_pictures or len(done) >= reader.limits.ocr_pages:
            return None
        reader.tools.patience(reader.limits.external_seconds)  # in vain, a page is not even drawn
        picture = render_page(data, index, dpi=DPI, password=password)
        done.append(index)
        return ocr.read(picture.image) if picture else None

    return read


def _picture(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.image.frames import for_pillow, frames
    from parsers.documents.image.ocr import PageOcr

    data = for_pillow(data, tools=reader.tools, limits=reader.limits)
    ocr = PageOcr(tools=reader.tools, limits=reader.limits)
    sheets: list[Sheet] = []
    losses = Losses()
    count = 0
    try:
        for frame in frames(data, limits=reader.limits):
            count += 1
            if reader.tools.can_read_pictures and count <= reader.limits.ocr_pages:
                sheets.append(_frame_sheet(ocr, frame, count, losses))
    except Unreadable as refusal:  # damaged from here on
        losses.note(count + 1, refusal)
    losses.weigh(sheets)
    if not reader.tools.can_read_pictures:
        raise Unreadable(Reason.OCR_UNAVAILABLE, "it is a picture, and no OCR is installed")
    if count > len(sheets):
        sentence = f"Only the first {len(sheets)} of {count} pages were read."
        losses.problems.append(Problem(code="pages_left_out", place="", sentence=sentence))
    return ExtractedText(sheets=tuple(sheets), page_count=count, problems=tuple(losses.problems))


def _frame_sheet(ocr: PageOcr, frame: Image, number: int, losses: Losses) -> Sheet:
    try:
        return ocr.read(frame)
    except Unreadable as refusal:
        losses.note(number, refusal)
        return Sheet(lines=(), method=Method.OCR)


def _docx(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.word.docx.reader import read_docx

    return _with_pasted(read_docx(data, limits=reader.limits), data, reader)


def _with_pasted(extract: ExtractedText, data: bytes, reader: FormatReader) -> ExtractedText:
    """With the pages that were pasted as pictures into a file without words of its own."""
    from parsers.documents.office.pasted_scans import is_bare, pasted_pages

    if not is_bare(extract):
        return extract
    sheets = [sheet for sheet in extract.sheets if sheet.lines]
    known: dict[bytes, list[Sheet]] = {}
    for page in pasted_pages(data, limits=reader.limits):
        if not reader.tools.can_read_pictures and sheets:
            break  # its few words are better than none
        if page not in known:
            known[page] = _sheets_of(page, reader)
        sheets += known[page]
    return replace(extract, sheets=tuple(sheets))


def _sheets_of(picture: bytes, reader: FormatReader) -> list[Sheet]:
    """A pasted picture's lines; one that is damaged costs only itself."""
    try:
        return [sheet for sheet in _picture(picture, reader).sheets if sheet.lines]
    except Unreadable as refusal:
        if refusal.reason is Reason.CORRUPT:
            return []
        raise


def _flat_docx(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.word.docx.reader import read_flat_docx

    return read_flat_docx(data, limits=reader.limits)


def _encrypted(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.encryption import decrypted

    plain = decrypted(data, reader.passwords)
    return _extract(plain, sniffing.media_type_of(plain), reader)


def _doc(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.encryption import decrypted, is_encrypted
    from parsers.documents.word.doc.reader import read_doc

    plain = decrypted(data, reader.passwords) if is_encrypted(data) else data
    return read_doc(plain, limits=reader.limits, tools=reader.tools)


def _word_xml(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.word.docx.reader import read_word_xml

    return read_word_xml(data, limits=reader.limits)


def _odt(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.opendocument import read_odt

    return _with_pasted(read_odt(data, limits=reader.limits), data, reader)


def _flat_odt(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.opendocument import read_flat_odt

    return read_flat_odt(data, limits=reader.limits)


def _rtf(data: bytes, _: FormatReader) -> ExtractedText:
    from parsers.documents.office.rtf import read_rtf

    return read_rtf(data)


def _html(data: bytes, _: FormatReader) -> ExtractedText:
    from parsers.documents.text.html import read_html

    text, hidden = read_html(data)
    return plain_text(text, hidden=hidden)


def _xml(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.packages import parse_xml

    root = parse_xml(data[: reader.limits.part_bytes])
    return plain_text("" if root is None else "\n".join(root.itertext()))


def _pages(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.packages import preview_of

    preview = preview_of(data, limits=reader.limits)
    return _pdf(preview, reader) if sniffing.media_type_of(preview) == sniffing.PDF else _picture(preview, reader)


def _eml(data: bytes, _: FormatReader) -> ExtractedText:
    from parsers.documents.container.attached_mail import mail_text

    return plain_text(mail_text(data))


def _msg(data: bytes, _: FormatReader) -> ExtractedText:
    from parsers.documents.container.attached_mail import msg_text

    return plain_text(msg_text(data))


def _plain(data: bytes, _: FormatReader) -> ExtractedText:
    return plain_text(decode(data))


def _pptx(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.slides_and_sheets import read_pptx

    return read_pptx(data, limits=reader.limits)


def _xlsx(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.slides_and_sheets import read_xlsx

    return read_xlsx(data, limits=reader.limits)


def _xls(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.encryption import decrypted, is_encrypted
    from parsers.documents.office.slides_and_sheets import read_xls

    plain = decrypted(data, reader.passwords) if is_encrypted(data) else data
    return read_xls(plain, limits=reader.limits)


def _ppt(data: bytes, reader: FormatReader) -> ExtractedText:
    from parsers.documents.office.slides_and_sheets import read_ppt

    return read_ppt(data, tools=reader.tools)
