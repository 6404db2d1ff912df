"""Whole applications, many at a time: what `show`, the page of one application and the exports need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, bindparam, func, null, select
from sqlalchemy.orm import undefer

from parsers.values.criteria import ONLY_SHOWN, PASSAGES
from parsers.values.profiles import PERSON
from store.database.codec import value_of
from store.database.models import (
    CareerEntry,
    DocumentRow,
    EvidenceRow,
    FactRow,
    Membership,
    NoticeRow,
    ReviewRow,
)
from store.reviews.in_force import not_undone
from store.reviews.opinions import NOT_BEFORE, deliberations, unsealed
from store.views.messages import bodies, messages_of, problems
from store.views.values import (
    ApplicationDetail,
    ApplicationLines,
    CareerLine,
    CareerView,
    ClaimView,
    DocumentView,
    EvidenceView,
    FactView,
    JuryView,
    PaperLine,
    PassageLine,
    ReviewView,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeVar

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.database.models import Base
    from store.reviews.opinions import Deliberation
    from store.views.values import ApplicationRow, DuplicateView
    from store.views.zones import Zones

    Line = TypeVar("Line")


def _plain(table: type[Base]) -> Select[*tuple[Any, ...]]:
    """All columns as plain rows: of the many, an object each would cost more than the query."""
    return select(*table.__table__.columns)


# Put together once: that costs more than what they ask for, of one application.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_MEMBERS = select(Membership.message_id).where(Membership.application_id.in_(_IDS))
_DOCUMENTS = (
    select(Membership.application_id, DocumentRow)
    .join(Membership, Membership.message_id == DocumentRow.message_id)
    .where(Membership.application_id.in_(_IDS), DocumentRow.copy_of.is_(None))
    .order_by(DocumentRow.message_id, DocumentRow.position)
)
_TEXTS = _DOCUMENTS.options(undefer(DocumentRow.text))
_CRITERIA = select(NoticeRow.slug, NoticeRow.criteria)
_REVIEWS = (
    select(Membership.application_id, ReviewRow)
    .join(Membership, Membership.message_id == ReviewRow.message_id)
    .where(Membership.application_id.in_(_IDS))
    .order_by(ReviewRow.id)
)
_PASSAGES = _plain(EvidenceRow).where(EvidenceRow.application_id.in_(_IDS)).order_by(EvidenceRow.rank)
_FACTS = _plain(FactRow).where(FactRow.application_id.in_(_IDS)).order_by(FactRow.key)
_CAREER = _plain(CareerEntry).where(CareerEntry.application_id.in_(_IDS)).order_by(CareerEntry.position)

_SHEET_PASSAGES = (
    select(
        EvidenceRow.application_id,
        *(getattr(EvidenceRow, name) for name in PassageLine._fields),
    )
    .where(EvidenceRow.application_id.in_(_IDS), EvidenceRow.key.not_in(PERSON))
    .order_by(EvidenceRow.application_id, EvidenceRow.key, EvidenceRow.rank)
)
_SHEET_CAREER = (
    select(CareerEntry.application_id, *(getattr(CareerEntry, name) for name in CareerLine._fields))
    .where(CareerEntry.application_id.in_(_IDS))
    .order_by(CareerEntry.application_id, CareerEntry.position)
)


def _sheet_papers(*, with_text: bool) -> Select[*tuple[Any, ...]]:
    shown = {
        "kind": func.coalesce(DocumentRow.said_kind, DocumentRow.kind),
        "pages": DocumentRow.page_count,
        "text": DocumentRow.text if with_text else null(),
    }
    columns = [shown[name] if name in shown else getattr(DocumentRow, name) for name in PaperLine._fields]
    return (
        select(Membership.application_id, *columns)
        .join(Membership, Membership.message_id == DocumentRow.message_id)
        .where(Membership.application_id.in_(_IDS), DocumentRow.copy_of.is_(None))
        .order_by(DocumentRow.message_id, DocumentRow.position)
    )


_SHEET_PAPERS = {with_text: _sheet_papers(with_text=with_text) for with_text in (False, True)}


def criteria_labels(session: Session) -> dict[str, dict[str, dict[str, str]]]:
    """By notice, by criterion in the notice's order, by language."""
    rows = session.execute(_CRITERIA)
    return {slug: {item["key"]: item.get("labels", {}) for item in criteria} for slug, criteria in rows}


def _asked(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    """By (notice, criterion) its row as it is kept."""
    rows = session.execute(_CRITERIA)
    return {(slug, item["key"]): item for slug, criteria in rows for item in criteria}


def lines(
    session: Session,
    rows: Sequence[ApplicationRow],
    labels: Mapping[str, dict[str, dict[str, str]]],
    *,
    with_text: bool,
) -> Iterator[ApplicationLines]:
    """These applications as the sheets of a workbook have them, in the order of their rows.

    Args:
        session: the store.
        rows: the applications.
        labels: of all criteria, as `criteria_labels` gives them.
        with_text: the documents' texts are fetched as well.
    """
    ids = [row.id for row in rows]

    def grouped(query: Select[*tuple[Any, ...]], kind: Callable[[Iterable[Any]], Line]) -> dict[int, list[Line]]:
        found: dict[int, list[Line]] = {}
        for application, *values in session.execute(query, {"ids": ids}):
            found.setdefault(application, []).append(kind(values))
        return found

    passages = grouped(_SHEET_PASSAGES, PassageLine._make)
    papers = grouped(_SHEET_PAPERS[with_text], PaperLine._make)
    career = grouped(_SHEET_CAREER, CareerLine._make)
    jury = deliberations(session, ids)
    for row in rows:
        said = jury.get(row.id)
        own = labels[row.notice]
        places = {key: at for at, key in enumerate(own)}
        yield ApplicationLines(
            row=replace(row, jury=said.standing if said else NOT_BEFORE),
            labels=own,
            passages=sorted(passages.get(row.id, ()), key=lambda line: places.get(line.key, len(places))),
            papers=papers.get(row.id, ()),
            career=career.get(row.id, ()),
            jury=_jury(session, said),
        )


class Details:
    """Everything about a number of applications, fetched by kind rather than one by one."""

    def __init__(self, session: Session, zones: Zones, rows: Sequence[ApplicationRow], *, with_text: bool) -> None:
        self._session = session
        self._zones = zones
        self._rows = rows
        self._ids = [row.id for row in rows]
        self._messages = messages_of(session, zones, self._member_ids())
        self._bodies = bodies(session, [message.id for message in self._messages])
        self._documents = self._grouped_documents(with_text=with_text)
        self._labels = criteria_labels(session)
        self._asked = _asked(session)
        self._reviews = self._grouped_reviews()
        self._facts = self._grouped_facts()
        self._career = self._grouped_career()
        self._jury = deliberations(session, self._ids)

    def all(self, duplicates: dict[int, list[DuplicateView]]) -> list[ApplicationDetail]:
        """The applications, in the order of their rows."""
        return [self._detail(row, duplicates.get(row.id, [])) for row in self._rows]

    def _detail(self, row: ApplicationRow, duplicates: Iterable[DuplicateView]) -> ApplicationDetail:
        own = tuple(message for message in self._messages if message.application_id == row.id)
        facts = self._facts.get(row.id, {})
        said = self._jury.get(row.id)
        return ApplicationDetail(
            row=replace(row, jury=said.standing if said else NOT_BEFORE),
            messages=own,
            bodies=tuple(self._bodies[message.id] for message in own if message.id in self._bodies),
            documents=tuple(self._documents.get(row.id, ())),
            person={key: fact for key, fact in facts.items() if fact.area == "person"},
            facts={key: fact for key, fact in facts.items() if fact.area == "criterion"},
            career=tuple(self._career.get(row.id, ())),
            reviews=tuple(self._reviews.get(row.id, ())),
            duplicates=tuple(duplicates),
            jury=_jury(self._session, said),
        )

    def _member_ids(self) -> list[int]:
        return list(self._session.scalars(_MEMBERS, {"ids": self._ids}))

    def _grouped_documents(self, *, with_text: bool) -> dict[int, list[DocumentView]]:
        """Copies left out: the same file in several mails is one document."""
        query = _TEXTS if with_text else _DOCUMENTS
        found: dict[int, list[DocumentView]] = {}
        for application, row in self._session.execute(query, {"ids": self._ids}):
            found.setdefault(application, []).append(document_view(row, with_text=with_text))
        return found

    def _grouped_reviews(self) -> dict[int, list[ReviewView]]:
        rows = [(application, row) for application, row in self._session.execute(_REVIEWS, {"ids": self._ids})]
        stand = {row.id for row in not_undone(row for _, row in rows)}
        found: dict[int, list[ReviewView]] = {}
        for application, row in rows:
            found.setdefault(application, []).append(review_view(row, self._zones, standing=row.id in stand))
        return found

    def _grouped_facts(self) -> dict[int, dict[str, FactView]]:
        evidence: dict[tuple[int, str], list[EvidenceView]] = {}
        for passage in self._session.execute(_PASSAGES, {"ids": self._ids}):
            evidence.setdefault((passage.application_id, passage.key), []).append(_evidence(passage))
        by_id = {review.id: review for reviews in self._reviews.values() for review in reviews}
        notices = {row.id: row.notice for row in self._rows}
        found: dict[int, dict[str, FactView]] = {}
        for fact in self._session.execute(_FACTS, {"ids": self._ids}):
            notice = notices[fact.application_id]
            asked = self._asked.get((notice, fact.key), {})
            own = tuple(evidence.get((fact.application_id, fact.key), ()))
            correction = by_id.get(fact.correction) if fact.correction else None
            found.setdefault(fact.application_id, {})[fact.key] = _fact(fact, asked, own, correction)
        return {application: self._in_order(notices[application], facts) for application, facts in found.items()}

    def _in_order(self, notice: str, facts: dict[str, FactView]) -> dict[str, FactView]:
        """As the notice lists its criteria, then the others by name."""
        keys = [*(key for key in self._labels[notice] if key in facts), *facts]
        return {key: facts[key] for key in dict.fromkeys(keys)}

    def _grouped_career(self) -> dict[int, list[CareerView]]:
        found: dict[int, list[CareerView]] = {}
        for row in self._session.execute(_CAREER, {"ids": self._ids}):
            entry = value_of(CareerView, row, evidence=_evidence(row))
            found.setdefault(row.application_id, []).append(entry)
        return found


def _jury(session: Session, told: Deliberation | None) -> JuryView | None:
    """What is open of it; closed opinions are in no read model.

    An earlier version is opened by itself where its application was divided since: it is laid open nowhere.
    """
    if told is None or not (told.opened or told.summary):
        return None
    return JuryView(opinions=tuple(unsealed(session, one) for one in told.opened), summary=told.summary)


def review_view(row: ReviewRow, zones: Zones, *, standing: bool) -> ReviewView:
    """The read model of a person's word."""
    return value_of(ReviewView, row, at=zones.local(row.at, None), standing=standing)


def document_view(row: DocumentRow, *, with_text: bool = False) -> DocumentView:
    """The read model of a document's row."""
    return value_of(
        DocumentView,
        row,
        kind=row.held_kind,
        read_kind=row.kind if row.said_kind else None,
        pages=row.page_count,
        problems=problems(row.problems),
        text=row.text if with_text else None,
    )


def _evidence(row: Row[*tuple[Any, ...]]) -> EvidenceView:
    return value_of(EvidenceView, row, start=row.text_start, end=row.text_end)


def _fact(
    row: Row[*tuple[Any, ...]],
    asked: Mapping[str, Any],
    evidence: tuple[EvidenceView, ...],
    correction: ReviewView | None,
) -> FactView:
    """A fact as it is kept, with what the notice says of the criterion `asked`; of other facts nothing."""
    return value_of(
        FactView,
        row,
        labels=asked.get("labels", {}),
        headings=asked.get("headings", {}),
        evidence=evidence,
        claims=tuple(_claim(claim) for claim in row.claims or ()),
        correction=correction,
        only_shown=asked.get("extractor") in ONLY_SHOWN,
        bare=asked.get("extractor") == PASSAGES,
    )


def _claim(kept: JSON) -> ClaimView:
    return ClaimView(
        value=kept.get("value"),
        evidence=tuple(
            EvidenceView(
                document_id=placed.get("document_id"),
                message_id=placed["message_id"],
                page=placed["evidence"].get("page"),
                start=placed["evidence"]["start"],
                end=placed["evidence"]["end"],
                quote=placed["evidence"]["quote"],
                rule=placed["evidence"]["rule"],
            )
            for placed in kept.get("evidence", ())
        ),
    )
