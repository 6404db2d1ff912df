"""Full-text search over every mail and document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from store.applications.documents import IDS_PER_MESSAGE
from store.database.models import Application, BodyRow, DocumentRow, Membership, MessageRow
from store.search import index_of
from store.search.words import parse
from store.views.snippets import around, hits_in
from store.views.values import SearchHit, SearchPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from store.search.words import Term

    Found = Row[int, int | None, str | None, int, str | None] | tuple[int, int | None, str | None, int, str | None]
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
    return SearchPage(hits=tuple(hits_at(session, rows, terms)), total=total)


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
    wanted: dict[int, list[Found]] = {}
    for number in numbers:
        message = number // IDS_PER_MESSAGE
        subject, application, name = mails[message]
        if len(rows := wanted.setdefault(application, [])) < each:
            rows.append((number, application, name, message, subject))
    return hits_at(session, [row for rows in wanted.values() for row in rows], terms)


def is_no_copy() -> ColumnElement[bool]:
    """Not the same file again in another mail: an index tells the copies, which are few among long rows."""
    copies = DocumentRow.__table__.alias()
    return DocumentRow.id.not_in(select(copies.c.id).where(copies.c.copy_of.is_not(None)))


def _having(session: Session, term: Term, application_ids: Sequence[int]) -> Iterable[int]:
    """The texts of these applications that have the term."""
    own = Membership.application_id.in_(application_ids)
    bodies = session.scalars(select(Membership.message_id * IDS_PER_MESSAGE).where(own))
    documents = session.scalars(
        select(DocumentRow.id)
        .join(Membership, Membership.message_id == DocumentRow.message_id)
        .where(own, is_no_copy())
    )
    return session.scalars(index_of(session).matching((term,), [*bodies, *documents]))


class _OfText(NamedTuple):
    """A text; of a document what it is."""

    filename: str | None = None
    kind: str | None = None
    media_type: str | None = None
    text: str = ""


def hits_at(session: Session, rows: Iterable[Found], terms: tuple[Term, ...]) -> list[SearchHit]:
    """Texts that have the terms, each with the stretch around the first of them and where that stands.

    However many they are, their texts are fetched by two statements.
    """
    wanted = list(rows)
    bodies = _bodies(session, [row[3] for row in wanted if not row[0] % IDS_PER_MESSAGE])
    papers = _papers(session, [row[0] for row in wanted if row[0] % IDS_PER_MESSAGE])
    return [_hit(row, papers.get(row[0]) or _OfText(text=bodies.get(row[3], "")), terms) for row in wanted]


def _bodies(session: Session, mails: list[int]) -> dict[int, str]:
    query = select(BodyRow.message_id, BodyRow.text).where(BodyRow.message_id.in_(mails))
    return dict(session.execute(query).all()) if mails else {}


def _papers(session: Session, numbers: list[int]) -> dict[int, _OfText]:
    kind = func.coalesce(DocumentRow.said_kind, DocumentRow.kind)
    columns = (DocumentRow.filename, kind, DocumentRow.media_type, DocumentRow.text)
    query = select(DocumentRow.id, *columns).where(DocumentRow.id.in_(numbers))
    rows = session.execute(query) if numbers else ()
    return {id_: _OfText(filename, kind, sort, text) for id_, filename, kind, sort, text in rows}


def _hit(row: Found, of: _OfText, terms: tuple[Term, ...]) -> SearchHit:
    number, application, name, message, subject = row
    places = hits_in(of.text, terms)
    return SearchHit(
        application_id=application,
        name=name,
        message_id=message,
        document_id=number if number % IDS_PER_MESSAGE else None,
        filename=of.filename,
        kind=of.kind,
        media_type=of.media_type,
        subject=subject,
        snippet=around(of.text, places),
        place=next(iter(places), None),
    )
