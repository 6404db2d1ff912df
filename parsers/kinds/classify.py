"""What a document is: a CV, a letter of motivation, both page by page, a diploma, or something else.

The text tells first; a file's name is a hint, for names mislead ("CV.pdf" holds a letter). A file that can't be read is
told by its name and by what the mail says it brings (`kinds/by_name.py`); `kinds/letters.py` tells what a
mail's body is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.kinds.by_name import by_name, named
from parsers.kinds.letters import split_application
from parsers.kinds.marks import Marks, marks_of
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from parsers.values.documents import Document, Page

_A_CV = 3
"""So many marks are a CV's, whoever is recommended in it."""
_A_DIPLOMA = 3
_LEAST_TEXT = 60
"""Under so many characters a text tells nothing."""


def classify(document: Document) -> Document:
    """The document with its kind, and the kind of each page where it holds a CV and a letter."""
    if not document.readable or len(document.text.strip()) < _LEAST_TEXT:
        return named(document)
    pages = tuple(replace(page, kind=kind) for page, kind in zip(document.pages, _page_kinds(document), strict=True))
    kinds = {page.kind for page in pages}
    if {Kind.CV, Kind.LETTER} <= kinds:
        return replace(document, kind=Kind.CV_AND_LETTER, pages=pages)
    for kind in (Kind.CV, Kind.LETTER):
        if {kind, Kind.DIPLOMA} <= kinds:  # diplomas behind a CV are its annexes
            return replace(document, kind=kind, pages=pages)
    if document.media_type.startswith("image/") and _is_pictured_diploma(marks_of(document.text)):
        return replace(document, kind=Kind.DIPLOMA)
    return replace(document, kind=kind_of_text(document.text, document.filename))


def _is_pictured_diploma(marks: Marks) -> bool:
    """Whether the picture of a paper is a diploma's: OCR reads little of ornate letters, so that one sign is enough."""
    return marks.diploma >= 1 and marks.cv < _A_CV and not marks.greets and not marks.closes and not marks.service


def kind_of_text(text: str, filename: str | None = None) -> Kind:
    """What a whole text is."""
    if split_application(text):
        return Kind.CV_AND_LETTER
    return _decide(marks_of(text)) or by_name(filename)


def _decide(marks: Marks) -> Kind | None:
    """The kind that the marks of a text speak for, or None where they are too few."""
    if marks.notice or marks.service or (marks.reference and marks.cv < _A_CV):
        return Kind.OTHER
    if marks.cv < 4 and not marks.closes and marks.diploma >= 2 + marks.greets:
        return Kind.DIPLOMA
    addressed = marks.greets or marks.closes
    if addressed and marks.letter >= 3 and marks.letter >= marks.cv:
        return Kind.LETTER
    if marks.letter >= 5 and marks.cv < 3:
        return Kind.LETTER
    if marks.cv >= 2:
        return Kind.CV
    return Kind.LETTER if marks.letter >= 3 else None


def _page_kinds(document: Document) -> list[Kind | None]:
    """The kind of each page; a page that tells nothing goes on with what the page before it is."""
    kinds: list[Kind | None] = []
    for page in document.pages:
        told = _page_kind(document, page)
        kinds.append(told or (kinds[-1] if kinds else None))
    return kinds


def _page_kind(document: Document, page: Page) -> Kind | None:
    """CV, letter or diploma where a page shows it by itself: a letter greets or takes leave, a CV lists."""
    text = document.text[page.start : page.end]
    if len(text.strip()) < _LEAST_TEXT:
        return None
    marks = marks_of(text)
    if (marks.greets or marks.closes) and marks.letter >= 3 and marks.letter > marks.cv:
        return Kind.LETTER
    if marks.cv >= 3 and marks.cv > marks.letter and not marks.greets:
        return Kind.CV
    if marks.diploma >= _A_DIPLOMA and marks.cv < _A_CV and not (marks.greets or marks.closes or marks.service):
        return Kind.DIPLOMA
    return None
