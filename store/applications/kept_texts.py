"""The texts kept of a message's files, for understanding them anew without reading the files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import undefer

from parsers.values.documents import Agreement, Box, Document, Doubt, Doubted, Method, Page
from parsers.values.problems import Problem
from store.database.codec import decode
from store.database.models import DocumentRow, PageRow
from store.ledger import judging_inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def texts_by(session: Session, message_id: int, text_by: str) -> tuple[Document, ...]:
    """The readable files of a message with their pages, if these very readers read them; kind unset.

    `text_by` tells what a file's text depends on (`jobs/reading/reading_fingerprint.py`).
    """
    if judging_inputs.text_by(session, message_id) != text_by:
        return ()
    query = select(DocumentRow).where(DocumentRow.message_id == message_id, DocumentRow.readable)
    rows = session.scalars(query.options(undefer(DocumentRow.text)).order_by(DocumentRow.position)).all()
    pages: dict[int, list[PageRow]] = {row.id: [] for row in rows}
    kept = (
        select(PageRow).where(PageRow.document_id.in_(pages)).options(undefer(PageRow.boxes), undefer(PageRow.doubts))
    )
    for page in session.scalars(kept.order_by(PageRow.document_id, PageRow.number)):
        pages[page.document_id].append(page)
    return tuple(_document(row, pages[row.id]) for row in rows)


def _document(row: DocumentRow, pages: Sequence[PageRow]) -> Document:
    return replace(
        judging_inputs.bare_document(row),
        language=row.language,
        text=row.text,
        pages=tuple(map(_page, pages)),
        page_count=row.page_count,
        method=Method(row.method),
        problems=tuple(decode(Problem, problem) for problem in row.problems),
    )


def _page(row: PageRow) -> Page:
    return Page(
        number=row.number,
        start=row.text_start,
        end=row.text_end,
        method=Method(row.method),
        boxes=tuple(Box(*box) for box in row.boxes),
        agreement=Agreement(row.agreement),
        sure=row.sure,
        doubts=tuple(Doubted(start, end, Doubt(why)) for start, end, why in row.doubts or ()),
    )
