"""Full-text search over every mail and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.models import Application, BodyRow, DocumentRow, Membership, MessageRow
from store.papers import IDS_PER_MESSAGE
from store.search import index_of
from store.search.folding import parse
from store.views.snippets import snippet
from store.views.values import SearchHit, SearchPage

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from store.search.folding import Term


def search(session: Session, text: str, *, limit: int = 50, offset: int = 0) -> SearchPage:
    """The texts that have all words of the query, by candidate: no rank, for nobody is to be ranked."""
    terms = parse(text)
    if not terms:
        return SearchPage(hits=(), total=0)
    texts = index_of(session).matching(terms).subquery()
    number = texts.c[0]
    total = session.scalar(select(func.count()).select_from(texts)) or 0
    query = (
        select(number, Application.id, Application.name, MessageRow.id, MessageRow.subject)
        .select_from(texts)
        .join(MessageRow, MessageRow.id == number // IDS_PER_MESSAGE)
        .outerjoin(Membership, Membership.message_id == MessageRow.id)
        .outerjoin(Application, Application.id == Membership.application_id)
        .order_by(Application.sort_name.is_(None), Application.sort_name, Application.id, number)
    )
    rows = session.execute(query.limit(limit).offset(offset)).all()
    return SearchPage(hits=tuple(_hit(session, row, terms) for row in rows), total=total)


def _hit(session: Session, row: Row[int, int, str | None, int, str | None], terms: tuple[Term, ...]) -> SearchHit:
    number, application, name, message, subject = row
    document = number if number % IDS_PER_MESSAGE else None
    filename = kind = None
    text = ""
    if document is None:
        text = session.scalar(select(BodyRow.text).where(BodyRow.message_id == message)) or ""
    else:
        found = select(DocumentRow.filename, DocumentRow.kind, DocumentRow.text).where(DocumentRow.id == document)
        filename, kind, text = session.execute(found).one()
    return SearchHit(
        application_id=application,
        name=name,
        message_id=message,
        document_id=document,
        filename=filename,
        kind=kind,
        subject=subject,
        snippet=snippet(text, terms),
    )
