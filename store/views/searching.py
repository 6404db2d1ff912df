"""Full-text search over every mail and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.applications.documents import IDS_PER_MESSAGE
from store.database.models import Application, BodyRow, DocumentRow, Membership, MessageRow
from store.search import index_of
from store.search.words import parse
from store.views.snippets import hits_in, snippet
from store.views.values import SearchHit, SearchPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from store.search.words import Term

    _Found = Row[int, int | None, str | None, int, str | None] | tuple[int, int | None, str | None, int, str | None]
    """A text's number, its application and that one's name, its mail and that one's subject."""


def search(session: Session, text: str, *, limit: int = 50, offset: int = 0) -> SearchPage:
    """The texts that have all words of the query, by candidate: no rank, for nobody is to be ranked."""
    terms = parse(text)
    if not terms:
        return SearchPage(hits=(), total=0)
    texts = index_of(session).matching(terms).subquery()
    number = texts.c[0]
    mails = select(func.count(MessageRow.id)).select_from(texts)
    total = session.scalar(mails.join(MessageRow, MessageRow.id == number // IDS_PER_MESSAGE)) or 0
    query = (
        select(number, Application.id, Application.name, MessageRow.id, MessageRow.subject)
        .select_from(texts)
        .join(MessageRow, MessageRow.id == number // IDS_PER_MESSAGE)
        .outerjoin(Membership, Membership.message_id == MessageRow.id)
        .outerjoin(Application, Application.id == Membership.application_id)
        .order_by(Application.sort_name.is_(None), Application.sort_name, Application.id, number)
    )
    rows = session.execute(query.limit(limit).offset(offset)).all()
    return SearchPage(hits=tuple(hit_of(session, row, terms) for row in rows), total=total)


def hits_of(session: Session, text: str, application_ids: Sequence[int], *, each: int) -> list[SearchHit]:
    """For each of these applications the first texts that have any of the words: what a list shows below its rows."""
    terms = tuple(term for term in parse(text) if not term.excluded)
    if not terms or not application_ids:
        return []
    numbers = sorted({number for term in terms for number in _having(session, term, application_ids)})
    query = (
        select(MessageRow.id, MessageRow.subject, Application.id, Application.name)
        .join(Membership, Membership.message_id == MessageRow.id)
        .join(Application, Application.id == Membership.application_id)
        .where(Application.id.in_(application_ids))
    )
    mails = {message: (subject, id_, name) for message, subject, id_, name in session.execute(query)}
    found: dict[int, list[SearchHit]] = {}
    for number in numbers:
        message = number // IDS_PER_MESSAGE
        subject, application, name = mails[message]
        if len(found.setdefault(application, [])) < each:
            found[application].append(hit_of(session, (number, application, name, message, subject), terms))
    return [hit for hits in found.values() for hit in hits]


def _having(session: Session, term: Term, application_ids: Sequence[int]) -> Iterable[int]:
    """The texts of these applications that have the term. Their ids are named: the index then looks at no other."""
    own = Membership.application_id.in_(application_ids)
    bodies = session.scalars(select(Membership.message_id * IDS_PER_MESSAGE).where(own))
    documents = session.scalars(
        select(DocumentRow.id)
        .join(Membership, Membership.message_id == DocumentRow.message_id)
        .where(own, DocumentRow.copy_of.is_(None))
    )
    query = index_of(session).matching((term,))
    return session.scalars(query.where(query.selected_columns[0].in_([*bodies, *documents])))


def hit_of(session: Session, row: _Found, terms: tuple[Term, ...]) -> SearchHit:
    """One text that has the terms, with the stretch around the first of them and where that stands."""
    number, application, name, message, subject = row
    document = number if number % IDS_PER_MESSAGE else None
    filename = kind = None
    text = ""
    if document is None:
        text = session.scalar(select(BodyRow.text).where(BodyRow.message_id == message)) or ""
    else:
        found = select(
            DocumentRow.filename, func.coalesce(DocumentRow.said_kind, DocumentRow.kind), DocumentRow.text
        ).where(DocumentRow.id == document)
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
        place=next(iter(hits_in(text, terms)), None),
    )
