"""Pages told as agreed that hold a word which one plain reader alone gives: a list, and a count that must be 0.

    python -m tests.pdfs.word_by_word [FOLDER …]

Without folders the files of `python -m tests.pdfs` are read, without OCR. The plain readers are pdfminer.six and pdfium
as they come, with what annotations draw.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTTextLine

from parsers.documents.attestation import words_of
from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from parsers.values.documents import Agreement
from tests.pdfs.__main__ import specimens, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTItem

SHOWN = 12


MARGINS = (LAParams(all_texts=True), LAParams(all_texts=True, word_margin=0.2, detect_vertical=True))
"""pdfminer sees blanks in narrow gaps, or in wider ones, and lines that run down."""


def by_pdfminer(data: bytes) -> list[str]:
    """What annotations draw is put on the page by qpdf."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.flatten_annotations("screen")
        flat = io.BytesIO()
        pdf.save(flat)
    ways = ([*extract_pages(flat, laparams=margins)] for margins in MARGINS)
    return ["\f".join("".join(_texts(page)) for page in pages) for pages in zip(*ways, strict=True)]


def _texts(item: LTItem) -> Iterator[str]:
    if isinstance(item, LTTextLine | LTChar):
        yield item.get_text()
    elif isinstance(item, LTContainer):
        for part in item:
            yield from _texts(part)


def by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [_page(document, index) for index in range(len(document))]


def _page(document: pypdfium2.PdfDocument, index: int) -> str:
    text = document[index].get_textpage().get_text_range()
    if pdfium.FPDFPage_GetAnnotCount(page := document[index]) and pdfium.FPDFPage_Flatten(page, 0) == 1:
        text = document[index].get_textpage().get_text_range()
    return text


def words_beyond(kept: Counter[str], reading: str) -> list[str]:
    """The words kept that a reading does not have as often, however it cuts them at its lines' ends.

    pdfminer leaves Hebrew and Arabic in the order of sight.
    """
    forms = [form for way in reading.split("\f") for form in (way, re.sub(r"[-\x02\ufffe]\s*", "- ", way))]
    known: Counter[str] = Counter()
    for form in forms:
        known |= Counter(words_of(form))
    return [word for word in kept - known if word[::-1] not in known or word < "\u0590"]


def files(folders: list[str]) -> Iterator[tuple[str, bytes]]:
    if not folders:
        yield from ((item.name, item.data) for item in specimens() if not isinstance(item, str))
    for folder in folders:
        yield from ((path.name, path.read_bytes()) for path in sorted(Path(folder).rglob("*.pdf")))


def main() -> None:
    counts: Counter[str] = Counter()
    for name, data in files(sys.argv[1:]):
        document = read_document(data, place="1", filename=name, limits=Limits(), tools=Tools())
        agreed = [page for page in document.pages if page.agreement is Agreement.AGREED]
        counts.update(page.agreement.value for page in document.pages)
        readings = (by_pdfminer(data), by_pdfium(data)) if agreed else ()
        for page in agreed:
            kept = Counter(words_of(document.text[page.start : page.end]))
            beyond = [words_beyond(kept, reading[page.number - 1]) for reading in readings]
            counts["with a word that one reader lacks"] += any(beyond)
            counts["with a word that both lack"] += bool(set(beyond[0]) & set(beyond[1]))
            if any(beyond):
                tell(
                    f"{name}, page {page.number}: pdfminer lacks {beyond[0][:SHOWN]}, pdfium lacks {beyond[1][:SHOWN]}"
                )
    tell(", ".join(f"{count} {name}" for name, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
