"""Applications brought up to date: grouped, weighed and assembled again from what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import undefer

from parsers.values import Address, Findings, Kind, Source
from store import admission
from store.codec import decode
from store.completeness import PARTS, Mail, Paper, Weighed, weigh
from store.errors import NotInStore
from store.grouping import regroup
from store.models import Application, BodyRow, DocumentRow, Membership, MessageRow
from store.notices import notice_of
from store.profiles import save_profile
from store.summaries import apply_reviews, count_duplicates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy.orm import Session

    from parsers.values import Profile
    from store.values import Logic, Notice


class Applications:
    """The applications within one transaction."""

    def __init__(self, session: Session, logic: Logic) -> None:
        self._session = session
        self._logic = logic

    def refresh(self, *message_ids: int) -> frozenset[int]:
        """Groups these messages anew and recomputes every application that this touches. Returns their ids."""
        touched = regroup(self._session, message_ids, self._logic)
        for application_id in sorted(touched):
            self.recompute(application_id)
        count_duplicates(self._session)
        return touched

    def recompute(self, application_id: int) -> None:
        """Weighs the papers anew and assembles the profile; people's words are laid over it."""
        row = self._row(application_id)
        notice = notice_of(self._session, row.notice)
        messages = self._messages(application_id)
        documents = self._documents(application_id)
        bodies = self._bodies(application_id)
        waits = admission.waiting(self._session, [message.id for message in messages], self._logic)

        def judged(waiting: Collection[int]) -> tuple[Weighed, Profile]:
            mails = _mails(messages, bodies, notice, waiting)
            weighed = weigh(mails, [_paper(document) for document in documents])
            sources = _sources(messages, documents, bodies, weighed, notice, waiting)
            return weighed, self._logic.assemble(sources, notice)

        now = weighed, profile = judged(waits)
        told = list(waits)[: admission.MOST_TOLD]
        changes = {one: admission.changes(now, judged(waits.keys() - {one})) for one in told}
        for one in told:
            changes[one]["brings"] = _brought(one, _mails(messages, bodies, notice, waits), documents)
        _keep_standings(self._session, weighed)
        _keep_weights(row, weighed, messages, documents, bodies)
        _keep_dates(row, [message for message in messages if message.id not in waits])
        row.waiting_count = len(waits)
        save_profile(self._session, row.id, profile)
        self._session.flush()
        admission.keep(self._session, waits, changes, [message.id for message in messages])
        apply_reviews(self._session, row)

    def ids(self, notice: str | None = None) -> tuple[int, ...]:
        """Every application's id, in order."""
        query = select(Application.id).order_by(Application.id)
        return tuple(self._session.scalars(query if notice is None else query.where(Application.notice == notice)))

    def withheld(self) -> int:
        """How many later mails change nothing in their applications until a person accepts them."""
        return self._session.scalar(select(func.coalesce(func.sum(Application.waiting_count), 0))) or 0

    def _row(self, application_id: int) -> Application:
        row = self._session.get(Application, application_id)
        if row is None:
            raise NotInStore(f"there is no application {application_id}")
        return row

    def _messages(self, application_id: int) -> Sequence[MessageRow]:
        query = (
            select(MessageRow)
            .join(Membership, Membership.message_id == MessageRow.id)
            .where(Membership.application_id == application_id)
        )
        return self._session.scalars(query.order_by(MessageRow.id)).all()

    def _documents(self, application_id: int) -> Sequence[DocumentRow]:
        query = (
            select(DocumentRow)
            .join(Membership, Membership.message_id == DocumentRow.message_id)
            .where(Membership.application_id == application_id)
            .options(undefer(DocumentRow.findings))
        )
        return self._session.scalars(query.order_by(DocumentRow.message_id, DocumentRow.position)).all()

    def _bodies(self, application_id: int) -> dict[int, BodyRow]:
        query = (
            select(BodyRow)
            .join(Membership, Membership.message_id == BodyRow.message_id)
            .where(Membership.application_id == application_id)
            .options(undefer(BodyRow.findings))
        )
        return {row.message_id: row for row in self._session.scalars(query)}


def _mails(
    messages: Iterable[MessageRow], bodies: dict[int, BodyRow], notice: Notice, waiting: Collection[int]
) -> list[Mail]:
    return [
        Mail(
            id=message.id,
            received_at=message.received_at,
            in_time=message.received_at < notice.closes_at,
            admitted=message.id not in waiting,
            parts=_parts(bodies.get(message.id)),
            language=bodies[message.id].language if message.id in bodies else None,
        )
        for message in messages
    ]


def _parts(body: BodyRow | None) -> frozenset[str]:
    """What of an application stands in a mail's text."""
    if body is None:
        return frozenset()
    return frozenset(part for part, there in (("cv", body.is_cv), ("letter", body.is_letter)) if there)


def _kind_of(parts: frozenset[str]) -> Kind | None:
    return next((kind for kind, whole in PARTS.items() if parts == whole), None)


def _paper(document: DocumentRow) -> Paper:
    return Paper(
        id=document.id,
        message_id=document.message_id,
        filename=document.filename,
        sha256=document.sha256,
        kind=Kind(document.kind),
        language=document.language,
        readable=document.readable,
    )


def _keep_standings(session: Session, weighed: Weighed) -> None:
    if weighed.papers:
        session.execute(
            update(DocumentRow.__table__)  # type: ignore[arg-type]  # a Table, which the stubs call FromClause
            .where(DocumentRow.__table__.c.id == bindparam("document"))
            .values(in_time=bindparam("timely"), superseded=bindparam("old"), copy_of=bindparam("copied")),
            [
                {"document": key, "timely": paper.in_time, "old": paper.superseded, "copied": paper.copy_of}
                for key, paper in weighed.papers.items()
            ],
        )


def _keep_weights(
    row: Application,
    weighed: Weighed,
    messages: Sequence[MessageRow],
    documents: Sequence[DocumentRow],
    bodies: dict[int, BodyRow],
) -> None:
    row.on_time, row.has_cv, row.has_letter = weighed.on_time, weighed.has_cv, weighed.has_letter
    row.letter_in_body = weighed.letter_in_body
    originals = [document for document in documents if weighed.papers[document.id].copy_of is None]
    row.message_count, row.document_count = len(messages), len(originals)
    row.unreadable_count = sum(1 for document in originals if not document.readable)
    row.lapsed = all(message.lapsed for message in messages)
    row.failed_count = sum(message.state == "failed" for message in messages)
    row.problem_count = sum(len(paper.problems) for paper in originals)
    row.problem_count += sum(len(body.problems) for body in bodies.values())


def _brought(message_id: int, mails: Sequence[Mail], documents: Iterable[DocumentRow]) -> list[str]:
    """What of an application only this mail brings, of those that count: it is the candidate's if the mail is."""
    papers = [_paper(document) for document in documents]
    counted = [mail for mail in mails if mail.admitted]

    def lacking(some: Sequence[Mail]) -> tuple[str, ...]:
        ids = {mail.id for mail in some}
        return weigh(some, [paper for paper in papers if paper.message_id in ids]).missing

    with_it = lacking([*counted, *(mail for mail in mails if mail.id == message_id)])
    return [part for part in lacking(counted) if part not in with_it]


def _keep_dates(row: Application, counted: Sequence[MessageRow]) -> None:
    """When the first and the last mail arrived: of those that count, and one always does."""
    row.first_received_at = min(message.received_at for message in counted)
    row.last_received_at = max(message.received_at for message in counted)


def _sources(  # noqa: PLR0913, PLR0917 - the rows of an application, and how they are weighed
    messages: Iterable[MessageRow],
    documents: Iterable[DocumentRow],
    bodies: dict[int, BodyRow],
    weighed: Weighed,
    notice: Notice,
    waiting: Collection[int],
) -> list[Source]:
    """Every text once: bodies first, then its documents, message by message. Of copies the first one speaks."""
    sources = []
    applicants = {message.id: _applicant(message, bodies.get(message.id)) for message in messages}
    for message in messages:
        sources.append(_body_source(message, bodies.get(message.id), applicants[message.id], weighed, notice))
        sources.extend(
            _document_source(message, document, applicants[message.id], weighed)
            for document in documents
            if document.message_id == message.id and weighed.papers[document.id].copy_of is None
        )
    return [replace(source, admitted=source.message_id not in waiting) for source in sources]


def _applicant(message: MessageRow, body: BodyRow | None) -> Address:
    """Whose mail it is; of a message that could not be read, the sender."""
    if body is None:
        return Address(name=message.sender_name, email=message.sender_email)
    return Address(name=body.applicant_name, email=body.applicant_email)


def _body_source(
    message: MessageRow, body: BodyRow | None, applicant: Address, weighed: Weighed, notice: Notice
) -> Source:
    return Source(
        message_id=message.id,
        document_id=None,
        received_at=message.received_at,
        in_time=message.received_at < notice.closes_at,
        superseded=message.id in weighed.superseded_bodies,
        kind=_kind_of(_parts(body)),
        applicant=applicant,
        findings=decode(Findings, body.findings) if body is not None else Findings(),
    )


def _document_source(message: MessageRow, document: DocumentRow, applicant: Address, weighed: Weighed) -> Source:
    standing = weighed.papers[document.id]
    return Source(
        message_id=message.id,
        document_id=document.id,
        received_at=message.received_at,
        in_time=standing.in_time,
        superseded=standing.superseded,
        kind=Kind(document.kind),
        filename=document.filename,
        applicant=applicant,
        findings=decode(Findings, document.findings),
    )
