"""One search over everything: files, mails to sort, documents, mails, mails that belong nowhere, people's words.

Nobody is ranked: files stand by name, everything else by its file's name or by arrival.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from store.applications.documents import IDS_PER_MESSAGE
from store.database.models import Application, DocumentRow, Membership, MessageRow, ReviewRow
from store.reviews.in_force import not_undone
from store.search import index_of
from store.search.words import parse
from store.views import mails
from store.views.filters import named
from store.views.overviews import undecided
from store.views.searching import hits_at, hits_in, is_no_copy, snippet
from store.views.values import FoundPart, SearchHit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from store.search.words import Term
    from store.views.searching import Found

WRITTEN = ("note", "decision", "standing", "correction")
"""The words of people that have text of their own."""
FEW = 100
"""So many files or mails are found first and then put in order; of more the first ones are looked for along it."""
FEW_DOCUMENTS = 1000
"""The same of documents, along the names of whose they are."""


_OTHER, _BELONGS = aliased(MessageRow), aliased(Membership)
_IN_NO_APPLICATION = MessageRow.id.in_(
    select(_OTHER.id).outerjoin(_BELONGS, _BELONGS.message_id == _OTHER.id).where(_BELONGS.message_id.is_(None))
)
"""They are few, and found by an index before anything is looked for in them. Put together once."""


def find(session: Session, text: str, part: str, *, limit: int, offset: int = 0) -> FoundPart:
    """What one of `PARTS` has of the words, and how much there is in all."""
    return _found(session, parse(text), part, limit, offset)


def count_of(session: Session, texts: Iterable[str], part: str) -> int:
    """How much one of `PARTS` has of all these queries together."""
    return _found(session, tuple(term for text in texts for term in parse(text)), part, 0, 0).total


def _found(session: Session, terms: tuple[Term, ...], part: str, limit: int, offset: int) -> FoundPart:
    if all(term.excluded for term in terms):
        return FoundPart(part=part, hits=(), total=0)
    return PARTS[part](session, terms, limit, offset)


def _applications(session: Session, terms: tuple[Term, ...], limit: int, offset: int) -> FoundPart:
    """By name, address, town or telephone."""
    limits = [_of_person(term) for term in terms]
    columns = (getattr(Application, name) for name in ("id", "name", "standing", "email", "phone", "city"))
    query = select(*columns).order_by(Application.sort_name, Application.id)
    rows, total = _page(session, query, Application.id, limits, limit, offset)
    hits = tuple(
        SearchHit(
            application_id=row.id,
            name=row.name,
            message_id=row.id,
            snippet=tuple((text, False) for text in (row.email, row.phone, row.city) if text),
            standing=row.standing,
        )
        for row in rows
    )
    return FoundPart(part="applications", hits=hits, total=total)


def _of_person(term: Term) -> ColumnElement[bool]:
    if term.number is not None:
        return func.coalesce(Application.phone, "").contains(term.number.national)
    address, said = func.lower(func.coalesce(Application.email, "")), " ".join(term.words)
    in_address = and_(*(address.contains(word, autoescape=True) for word in term.words))
    there = or_(named(said), in_address, func.coalesce(Application.postal_code, "") == said)
    return not_(there) if term.excluded else there


def _documents(session: Session, terms: tuple[Term, ...], limit: int, offset: int) -> FoundPart:
    """Documents that match, sorted by the candidate's name; those without a candidate come last."""
    found = (index_of(session).has(DocumentRow.id, terms), is_no_copy())
    total = _count(session, select(DocumentRow.id).where(*found))
    query = (
        select(DocumentRow.id, Application.id, Application.name, MessageRow.id, MessageRow.subject)
        .join(MessageRow, MessageRow.id == DocumentRow.message_id)
        .where(*found)
        .order_by(Application.sort_name.is_(None), Application.sort_name, DocumentRow.id)
    )
    names = _first_names(session, found, limit + offset) if total > FEW_DOCUMENTS else []
    query = query.join(Membership, Membership.message_id == MessageRow.id, isouter=not names)
    query = query.join(Application, Application.id == Membership.application_id, isouter=not names)
    if names:
        within = select(Application.id).where(Application.sort_name.between(names[0], names[-1]))
        query = query.where(Membership.application_id.in_(within))
    rows = session.execute(query.limit(limit).offset(offset)).all() if total else []
    return FoundPart(part="documents", hits=tuple(hits_at(session, rows, terms)), total=total)


def _first_names(session: Session, found: Iterable[ColumnElement[bool]], most: int) -> list[str]:
    """The names, in order, of so many applications that have a document of those found; none where fewer have one.

    As many documents stand at the beginning by name, whatever others have the last of these names.
    """
    theirs = exists().where(
        Membership.application_id == Application.id, DocumentRow.message_id == Membership.message_id, *found
    )
    names = session.scalars(
        select(Application.sort_name).where(theirs).order_by(Application.sort_name, Application.id).limit(most)
    ).all()
    return list(names) if len(names) == most else []


def _to_sort(session: Session, terms: tuple[Term, ...], limit: int, offset: int) -> FoundPart:
    waiting = undecided(session)
    if not waiting:
        return FoundPart(part="to_sort", hits=(), total=0)
    return _mails(session, "to_sort", terms, MessageRow.id.in_(waiting), limit, offset)


def _mails_of_files(session: Session, terms: tuple[Term, ...], limit: int, offset: int) -> FoundPart:
    """By what the mail itself says: its documents are found for themselves."""
    # An index has what the mails that belong to an application are called.
    theirs = and_(MessageRow.applies, Membership.message_id.is_not(None))
    return _mails(session, "mails", terms, theirs, limit, offset, itself=True)


def _other_mails(session: Session, terms: tuple[Term, ...], limit: int, offset: int) -> FoundPart:
    waiting = undecided(session)
    elsewhere = and_(_IN_NO_APPLICATION, MessageRow.id.not_in(waiting)) if waiting else _IN_NO_APPLICATION
    return _mails(session, "other_mails", terms, elsewhere, limit, offset)


def _mails(  # noqa: PLR0913, PLR0917 - which mails, of which words, and which of them
    session: Session,
    part: str,
    terms: tuple[Term, ...],
    which: ColumnElement[bool],
    limit: int,
    offset: int,
    *,
    itself: bool = False,
) -> FoundPart:
    limits = (which, mails.having_terms(session, terms, itself=itself))
    if not limit:
        of_whom = select(MessageRow.id).outerjoin(Membership, Membership.message_id == MessageRow.id).where(*limits)
        return FoundPart(part=part, hits=(), total=_count(session, of_whom))
    columns = (MessageRow.id * IDS_PER_MESSAGE, Application.id, Application.name, MessageRow.id, MessageRow.subject)
    query = (
        select(*columns)
        .outerjoin(Membership, Membership.message_id == MessageRow.id)
        .outerjoin(Application, Application.id == Membership.application_id)
        .order_by(MessageRow.received_at.desc(), MessageRow.id.desc())
    )
    rows, total = _page(session, query, MessageRow.id, limits, limit, offset)
    senders = _senders(session, [row[3] for row in rows])
    hits = tuple(replace(hit, sender=senders[hit.message_id]) for hit in _in_mails(session, rows, terms))
    return FoundPart(part=part, hits=hits, total=total)


def _in_mails(session: Session, rows: Sequence[Found], terms: tuple[Term, ...]) -> Iterable[SearchHit]:
    """Of each mail its text; where that has no word of them, the first of its documents that does."""
    hits = hits_at(session, rows, terms)
    papers: dict[int, int] = {}
    for term in [term for term in terms if not term.excluded]:
        bare = [hit.message_id for hit in hits if hit.place is None and hit.message_id not in papers]
        papers |= _first_papers(session, term, bare) if bare else {}
    named = [(papers[row[3]], *row[1:]) for row in rows if row[3] in papers]
    there = {hit.message_id: hit for hit in hits_at(session, named, terms)}
    return (there.get(hit.message_id, hit) for hit in hits)


def _first_papers(session: Session, term: Term, mail_ids: list[int]) -> dict[int, int]:
    """Of each of these mails the first document that has the term."""
    papers = session.scalars(select(DocumentRow.id).where(DocumentRow.message_id.in_(mail_ids))).all()
    having: Iterable[int] = session.scalars(index_of(session).matching((term,), papers))
    return {number // IDS_PER_MESSAGE: number for number in sorted(having, reverse=True)}


def _senders(session: Session, message_ids: list[int]) -> dict[int, str | None]:
    query = select(MessageRow.id, func.coalesce(MessageRow.sender_name, MessageRow.sender_email))
    return dict(session.execute(query.where(MessageRow.id.in_(message_ids))).all())


def _notes(session: Session, terms: tuple[Term, ...], limit: int, offset: int) -> FoundPart:
    """Compared here: people write little, and no index has it."""
    query = select(ReviewRow).where(or_(ReviewRow.kind.in_(WRITTEN), ReviewRow.kind == "undo"))
    said = [word for word in not_undone(session.scalars(query)) if word.kind in WRITTEN and word.text]
    found = [word for word in said if all(_says(word.text or "", term) for term in terms)]
    members = select(Membership.message_id, Membership.application_id).where(
        Membership.message_id.in_({word.message_id for word in found})
    )
    applications: dict[int, int] = dict(session.execute(members).all())
    names = select(Application.id, Application.name).where(Application.id.in_(set(applications.values())))
    known: dict[int, str | None] = dict(session.execute(names).all())
    found = [word for word in found if word.message_id in applications]
    hits = tuple(
        SearchHit(
            application_id=applications[word.message_id],
            name=known[applications[word.message_id]],
            message_id=word.message_id,
            kind=word.kind,
            sender=word.author,
            review_id=word.id,
            snippet=snippet(word.text or "", terms),
        )
        for word in found[::-1][offset : offset + limit]
    )
    return FoundPart(part="notes", hits=hits, total=len(found))


def _says(text: str, term: Term) -> bool:
    return bool(hits_in(text, [replace(term, excluded=False)])) != term.excluded


def _page(  # noqa: PLR0913, PLR0917 - what is asked, and which of it
    session: Session,
    query: Select[*tuple[Any, ...]],
    number: InstrumentedAttribute[int],
    limits: Sequence[ColumnElement[bool]],
    limit: int,
    offset: int,
) -> tuple[Sequence[Any], int]:
    """A page of what the limits leave of a query in order, and how much that is; by the number of each it is found."""
    ids = query.where(*limits).order_by(None).with_only_columns(number, maintain_column_froms=True)
    few = session.execute(query.where(number.in_(select(ids.limit(FEW + 1).subquery())))).all()
    if len(few) <= FEW:
        return few[offset : offset + limit], len(few)
    return session.execute(query.where(*limits).limit(limit).offset(offset)).all(), _count(session, ids)


def _count(session: Session, query: Select[*tuple[object, ...]]) -> int:
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


PARTS: dict[str, Callable[[Session, tuple[Term, ...], int, int], FoundPart]] = {
    "applications": _applications,
    "to_sort": _to_sort,
    "notes": _notes,
    "documents": _documents,
    "mails": _mails_of_files,
    "other_mails": _other_mails,
}
"""In the order in which they are shown."""
