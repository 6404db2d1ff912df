"""A document as it is read, on a page of its own or beside the decision: one of its pages, with the passages marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.web.components.passages import passages_in, pieces
from desk.web.components.viewer import Leaf, Viewing, drawn_leaf, spans_of, typeset_leaf
from store.views.searching import every_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.web.components.passages import MarkedPassage
    from store.views.values import ApplicationDetail, DocumentView, PageView
    from store.views.views import Views

DRAWN = ("application/pdf", "application/vnd.apple.pages", "image/")
"""Formats whose own pages are drawn; of the others the program sets the text that it read on pages."""
READ_FIRST = ("cv", "cv+letter", "letter")
"""The kinds of paper that are read first, in this order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A document with the page that is shown of it, and the passages that facts rest on."""

    document: DocumentView
    viewing: Viewing
    leaf: Leaf
    passages: Sequence[MarkedPassage]
    is_pictured: bool


def paper(views: Views, document_id: int, viewing: Viewing, detail: ApplicationDetail | None) -> Paper:
    """The page that is asked for, else the one where the passage begins, else the first. Raises NotInStore."""
    document, sheets = views.document(document_id), views.pages(document_id)
    found = passages_in(detail, document_id=document_id, message_id=document.message_id) if detail else []
    return Paper(
        document=document,
        viewing=viewing,
        leaf=_leaf(document, sheets, viewing, found),
        passages=found,
        is_pictured=_is_pictured(document),
    )


def beside(views: Views, detail: ApplicationDetail) -> Paper | None:
    """What stands beside the decision at first: the CV, else the letter, else whatever can be read."""
    current = [document for document in detail.documents if document.readable and not document.superseded]
    first = min(current, key=lambda document: (_turn(document.kind), document.id), default=None)
    return paper(views, first.id, Viewing(path=f"/documents/{first.id}"), detail) if first else None


def _turn(kind: str) -> int:
    return READ_FIRST.index(kind) if kind in READ_FIRST else len(READ_FIRST)


def is_typeset(document: DocumentView) -> bool:
    """Whether the program sets its pages: its text was read, and its own look is not drawn here."""
    return not document.media_type.startswith(DRAWN) and bool((document.text or "").strip())


def parts(sheets: Sequence[PageView]) -> list[tuple[int, int]]:
    """Where each page's text begins and ends."""
    return [(sheet.start, sheet.end) for sheet in sheets]


def _is_pictured(document: DocumentView) -> bool:
    drawn = document.media_type.startswith(DRAWN) and document.reason != "encrypted"
    return drawn or is_typeset(document)


def _leaf(
    document: DocumentView, sheets: Sequence[PageView], viewing: Viewing, passages: Sequence[MarkedPassage]
) -> Leaf:
    text = document.text or ""
    places = [(passage.evidence.start, passage.evidence.end) for passage in passages]
    spans = spans_of(viewing.chosen, every_place(text, viewing.words), places)
    if is_typeset(document):
        return typeset_leaf(text, parts(sheets), viewing, spans, document.method)
    count = max(document.pages or 1, 1, *(sheet.number for sheet in sheets))
    sheet = _sheet(sheets, viewing)
    if sheet is not None:
        return drawn_leaf(text, sheet, count, viewing, spans)
    whole = pieces(text, 0, len(text), spans) if not sheets else []
    number = min(max(viewing.page or 1, 1), count)
    return Leaf(number=number, count=count, text=whole, marks=[], method=document.method)


def _sheet(sheets: Sequence[PageView], viewing: Viewing) -> PageView | None:
    if viewing.page is not None:
        return next((sheet for sheet in sheets if sheet.number == viewing.page), None)
    if viewing.chosen:
        at = viewing.chosen[0]
        return next((sheet for sheet in sheets if sheet.start <= at < sheet.end), None)
    return sheets[0] if sheets else None
