"""One file to one document: what it is, its text with pages and offsets, or the plain reason why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers import sniffing
from parsers.errors import Unreadable
from parsers.extract import Extract, assemble, plain_extract
from parsers.plain import decode
from parsers.values import Document, Method, Problem, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.limits import Limits
    from parsers.tools import Tools

HIDDEN_KEPT = 600
"""Characters of hidden text that the problem quotes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
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
        extract = _extract(data, media_type, Reader(passwords=tuple(passwords), limits=limits, tools=tools))
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
    return _changed(shell, readable=False, reason=reason, method=Method.NONE, problems=(problem,))


def _extract(data: bytes, media_type: str, reader: Reader) -> Extract:
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Reason.EMPTY, "the file is empty")
    if len(data) > reader.limits.document_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"the file has {len(data)} bytes")
    read = readers().get(media_type)
    if read is None:
        raise Unreadable(Reason.UNSUPPORTED, f"files of type {media_type} are not read")
    return read(data, reader)


def _filled(shell: Document, extract: Extract, limits: Limits) -> Document:
    text, pages = assemble(extract, limit=limits.characters)
    problems = tuple(_placed(problem, shell.place) for problem in extract.problems)
    if hidden := " ".join(" … ".join(extract.hidden).split()):
        sentence = f"The file holds text that a reader does not see: “{hidden[:HIDDEN_KEPT]}”"
        problems = (*problems, Problem(code="hidden_text", place=shell.place, sentence=sentence))
    if not text.strip():
        empty = unreadable(shell, Reason.EMPTY, "no text was found in it")
        return _changed(empty, page_count=extract.page_count, problems=(*problems, *empty.problems))
    scanned = [sheet.method is Method.OCR for sheet in extract.sheets if sheet.lines]
    method = Method.OCR if sum(scanned) * 2 > len(scanned) else Method.TEXT
    paged = pages if extract.page_count is not None or len(pages) > 1 else ()
    return _changed(shell, text=text, pages=paged, page_count=extract.page_count, method=method, problems=problems)


def _placed(problem: Problem, place: str) -> Problem:
    return Problem(
        code=problem.code, place=f"{place}, {problem.place}" if problem.place else place, sentence=problem.sentence
    )


def _changed(document: Document, **changes: object) -> Document:
    from dataclasses import replace  # noqa: PLC0415 - beside its only use

    return replace(document, **changes)  # type: ignore[arg-type]


def readers() -> dict[str, Callable[[bytes, Reader], Extract]]:
    """The formats that can be read, by media type."""
    return {
        sniffing.PDF: _pdf,
        sniffing.DOCX: _docx,
        sniffing.WORD_XML: _flat_docx,
        sniffing.HTML: _html,
        sniffing.TEXT: _plain,
    }


def _pdf(data: bytes, reader: Reader) -> Extract:
    from parsers.pdf import read_pdf  # noqa: PLC0415 - 200 ms of imports, only where there is a PDF

    return read_pdf(data, passwords=reader.passwords, limits=reader.limits, ocr=lambda *_: None)


def _docx(data: bytes, reader: Reader) -> Extract:
    from parsers.wordprocessing import read_docx  # noqa: PLC0415 - as above

    return read_docx(data, limits=reader.limits)


def _flat_docx(data: bytes, reader: Reader) -> Extract:
    from parsers.wordprocessing import read_flat_docx  # noqa: PLC0415 - as above

    return read_flat_docx(data, limits=reader.limits)


def _html(data: bytes, _: Reader) -> Extract:
    from parsers.html_text import read_html  # noqa: PLC0415 - as above

    text, hidden = read_html(data)
    return plain_extract(text, hidden=hidden)


def _plain(data: bytes, _: Reader) -> Extract:
    return plain_extract(decode(data))
