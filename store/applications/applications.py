"""Applications brought up to date: grouped, weighed and assembled again from what is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, func, select, update
from sqlalchemy.orm import undefer

from parsers.values.dispositions import is_late
from parsers.values.documents import Kind
from parsers.values.evidence import Findings
from parsers.values.headers import Address
from parsers.values.profiles import Source
from store.applications import later_mails
from store.applications.completeness import PARTS, Completeness, WeighedDocument, WeighedMail, weigh
from store.applications.grouping import regroup
from store.applications.profiles import save_profiles
from store.database.codec import decode
from store.database.models import Application, BodyRow, DocumentRow, Membership, MessageRow
from store.errors import NotInStore
from store.notices import notice_of
from store.reviews.belonging import belonging
from store.reviews.kinds import RECOMMENDATION
from store.reviews.overlay import apply_reviews, count_duplicates
from store.reviews.standing import ACTIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from parsers.values.evidence import JSON
    from parsers.values.profiles import Profile
    from store.applications.later_mails import AnsweringMail
    from store.reviews.belonging import Belonging
    from store.values import Logic, Notice


AT_ONCE = 100
"""How many applications are recomputed together."""


def _of(table: type[Any], message_id: InstrumentedAttribute[int]) -> Select[Any]:
    """Rows of a table of messages, each with its application's id."""
    query = select(Membership.application_id, table).join(Membership, Membership.message_id == message_id)
    return query.where(Membership.application_id.in_(_IDS))


# Put together once: that costs more than what they ask for, of one application.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_ROWS = select(Application).where(Application.id.in_(_IDS))
_MESSAGES = _of(MessageRow, MessageRow.id).order_by(MessageRow.id)
_DOCUMENTS = (
    _of(DocumentRow, DocumentRow.message_id)
    .options(undefer(DocumentRow.findings))
    .order_by(DocumentRow.message_id, DocumentRow.position)
)
_BODIES = _of(BodyRow, BodyRow.message_id).options(undefer(BodyRow.findings))
_STANDINGS = (
    update(DocumentRow.__table__)  # type: ignore[arg-type]  # a Table, which the stubs call FromClause
    .where(DocumentRow.__table__.c.id == bindparam("document"))
    .values(in_time=bindparam("timely"), superseded=bindparam("old"), copy_of=bindparam("copied"))
)


class Applications:
    """The applications within one transaction."""

    def __init__(self, session: Session, logic: Logic) -> None:
        self._session = session
        self._logic = logic
        self._told: list[Callable[[Sequence[int]], None]] = []

    def tell(self, *told: Callable[[Sequence[int]], None]) -> None:
        """From now on these are told which applications were recomputed: what answers letters may count since."""
        self._told += told

    def doubts(self, mails: Sequence[AnsweringMail]) -> list[str | None]:
        """Why mails that answer letters are not taken for their candidates'; see `later_mails.doubts`."""
        return later_mails.doubts(self._session, self._logic, mails)

    def refresh(self, *message_ids: int, notices: Collection[str] | None = None) -> frozenset[int]:
        """Groups these messages anew and recomputes every application that this touches. Returns their ids.

        With `notices`, all under which these messages stand or stood, no other notice's applications are counted.
        """
        touched = regroup(self._session, message_ids, self._logic)
        self.recompute(*touched)
        count_duplicates(self._session, notices)
        return touched

    def recompute(self, *application_ids: int, beat: Callable[[], None] = lambda: None) -> None:
        """Weighs the papers anew and assembles the profiles; people's words are laid over them.

        `beat` is called after some dozens of them.
        Raises NotInStore: there is no such application.
        """
        ids = sorted(application_ids)
        for start in range(0, len(ids), AT_ONCE):
            self._recompute(ids[start : start + AT_ONCE])
            beat()

    def _recompute(self, application_ids: Sequence[int]) -> None:
        """Reads and writes by kind, not by application: a few statements for them all."""
        cases = self._cases(application_ids)
        waits = later_mails.waiting(self._session, application_ids, self._logic)
        words = belonging(self._session)
        worked = [_worked_out(case, waits.get(case.row.id, {}), words, self._logic) for case in cases]
        _keep_standings(self._session, [one.weighed for one in worked])
        for case, one in zip(cases, worked, strict=True):
            _keep_weights(case, one)
        save_profiles(self._session, {case.row.id: one.profile for case, one in zip(cases, worked, strict=True)})
        self._session.flush()
        told = [(message.id, one) for case, one in zip(cases, worked, strict=True) for message in case.messages]
        kept = [(id_, one.waits.get(id_), one.changes.get(id_), id_ in one.thirds) for id_, one in told]
        later_mails.keep(self._session, kept)
        apply_reviews(self._session, application_ids)
        for tell in self._told:
            tell(application_ids)

    def ids(self, notice: str | None = None) -> tuple[int, ...]:
        """Every application's id, in order."""
        query = select(Application.id).order_by(Application.id)
        return tuple(self._session.scalars(query if notice is None else query.where(Application.notice == notice)))

    def later_mails(self) -> int:
        """How many later mails change nothing in their applications until a person accepts them."""
        waiting = select(func.coalesce(func.sum(Application.waiting_count), 0))
        return self._session.scalar(waiting.where(Application.standing == ACTIVE)) or 0

    def _cases(self, application_ids: Sequence[int]) -> list[_Case]:
        known = {row.id: row for row in self._session.scalars(_ROWS, {"ids": list(application_ids)})}
        for application_id in application_ids:
            if application_id not in known:
                raise NotInStore(f"there is no application {application_id}")
        notices = {slug: notice_of(self._session, slug) for slug in {row.notice for row in known.values()}}
        messages, documents, bodies = (
            self._by_application(application_ids, query) for query in (_MESSAGES, _DOCUMENTS, _BODIES)
        )
        return [
            _Case(
                row=known[one],
                notice=notices[known[one].notice],
                messages=messages[one],
                documents=documents[one],
                bodies={body.message_id: body for body in bodies[one]},
            )
            for one in application_ids
        ]

    def _by_application(self, application_ids: Sequence[int], query: Select[Any]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {one: [] for one in application_ids}
        for application_id, row in self._session.execute(query, {"ids": list(application_ids)}):
            found[application_id].append(row)
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class _Case:
    """An application and all that it is made of."""

    row: Application
    notice: Notice
    messages: Sequence[MessageRow]
    documents: Sequence[DocumentRow]
    bodies: dict[int, BodyRow]


@dataclass(frozen=True, kw_only=True, slots=True)
class _WorkedOut:
    """What an application's papers come to."""

    weighed: Completeness
    profile: Profile
    waits: Mapping[int, str]
    """The messages that wait for a person's word, and why."""
    changes: Mapping[int, JSON]
    """What each of them would change."""
    thirds: frozenset[int]
    """The messages that somebody else wrote about the candidate."""


def _worked_out(case: _Case, waits: Mapping[int, str], words: Belonging, logic: Logic) -> _WorkedOut:
    ids = [message.id for message in case.messages]
    whose = _Whose(thirds=words.third_parties(ids), joined=words.joined_in(ids))

    def judged(waiting: Collection[int]) -> tuple[Completeness, Profile]:
        mails = _mails(case, waiting, whose.thirds)
        weighed = weigh(mails, [_paper(document, whose.thirds) for document in case.documents])
        return weighed, logic.assemble(_sources(case, weighed, waiting, whose), case.notice)

    now = weighed, profile = judged(waits)
    told = list(waits)[: later_mails.MOST_TOLD]
    changes = {one: later_mails.changes(now, judged(waits.keys() - {one})) for one in told}
    counted = _mails(case, waits, whose.thirds)
    papers = [_paper(document, whose.thirds) for document in case.documents]
    for one in told:
        changes[one]["brings"] = _brought(one, counted, papers)
    return _WorkedOut(weighed=weighed, profile=profile, waits=waits, changes=changes, thirds=whose.thirds)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Whose:
    """Which mails of an application are somebody else's, and which came by a merge."""

    thirds: frozenset[int]
    joined: frozenset[int]


def _mails(case: _Case, waiting: Collection[int], thirds: Collection[int]) -> list[WeighedMail]:
    return [
        WeighedMail(
            id=message.id,
            received_at=message.received_at,
            in_time=not is_late(message.received_at, case.notice.closes_at),
            admitted=message.id not in waiting and message.id not in thirds,
            parts=_parts(case.bodies.get(message.id)) if message.id not in thirds else frozenset(),
            language=case.bodies[message.id].language if message.id in case.bodies else None,
        )
        for message in case.messages
    ]


def _parts(body: BodyRow | None) -> frozenset[str]:
    """What of an application stands in a mail's text."""
    return body.parts if body is not None else frozenset()


def _kind_of(parts: frozenset[str]) -> Kind | None:
    return next((kind for kind, whole in PARTS.items() if parts == whole), None)


def _paper(document: DocumentRow, thirds: Collection[int]) -> WeighedDocument:
    """A file as it is weighed: somebody else's is no paper of the application."""
    return WeighedDocument(
        id=document.id,
        message_id=document.message_id,
        filename=document.filename,
        sha256=document.sha256,
        kind=Kind.OTHER if document.message_id in thirds else _application_kind(document),
        language=document.language,
        readable=document.readable,
    )


def _application_kind(document: DocumentRow) -> Kind:
    """What a file is to the application, to which a recommendation is something else."""
    return Kind.OTHER if document.held_kind == RECOMMENDATION else Kind(document.held_kind)


def _keep_standings(session: Session, weighed: Iterable[Completeness]) -> None:
    standings = [
        {"document": key, "timely": paper.in_time, "old": paper.superseded, "copied": paper.copy_of}
        for one in weighed
        for key, paper in one.papers.items()
    ]
    if standings:
        session.execute(_STANDINGS, standings)


def _keep_weights(case: _Case, worked: _WorkedOut) -> None:
    row, weighed = case.row, worked.weighed
    row.on_time, row.has_cv, row.has_letter = weighed.on_time, weighed.has_cv, weighed.has_letter
    row.letter_in_body = weighed.letter_in_body
    originals = [document for document in case.documents if weighed.papers[document.id].copy_of is None]
    row.message_count, row.document_count = len(case.messages), len(originals)
    current = [document for document in originals if not weighed.papers[document.id].superseded]
    row.unreadable_count = sum(1 for document in current if not document.readable)
    row.lapsed = all(message.lapsed for message in case.messages)
    row.failed_count = sum(message.state == "failed" for message in case.messages)
    past = {document.id for document in originals if document not in current and not document.readable}
    row.problem_count = sum(len(paper.problems) for paper in originals if paper.id not in past)
    row.problem_count += sum(len(body.problems) for body in case.bodies.values())
    row.waiting_count = len(worked.waits)
    apart = worked.waits.keys() | worked.thirds
    _keep_dates(row, [message for message in case.messages if message.id not in apart])


def _brought(message_id: int, mails: Sequence[WeighedMail], papers: Sequence[WeighedDocument]) -> list[str]:
    """What of an application only this mail brings, of those that count: it is the candidate's if the mail is."""
    counted = [mail for mail in mails if mail.admitted]

    def lacking(some: Sequence[WeighedMail]) -> tuple[str, ...]:
        ids = {mail.id for mail in some}
        return weigh(some, [paper for paper in papers if paper.message_id in ids]).missing

    with_it = lacking([*counted, *(mail for mail in mails if mail.id == message_id)])
    return [part for part in lacking(counted) if part not in with_it]


def _keep_dates(row: Application, counted: Sequence[MessageRow]) -> None:
    """When the first and the last mail arrived: of those that count, and one always does."""
    row.first_received_at = min(message.received_at for message in counted)
    row.last_received_at = max(message.received_at for message in counted)


def _sources(case: _Case, weighed: Completeness, waiting: Collection[int], whose: _Whose) -> list[Source]:
    """Every text of the candidate's once: bodies first, then documents, message by message. Of copies the first speaks.

    What somebody else wrote, in a mail or a recommendation, is none of them.
    """
    sources = []
    for message in case.messages:
        if message.id in whose.thirds:
            continue
        body = case.bodies.get(message.id)
        applicant = _applicant(message, body)
        sources.append(_body_source(message, body, applicant, weighed, case.notice))
        sources.extend(
            _document_source(message, document, applicant, weighed)
            for document in case.documents
            if document.message_id == message.id
            and weighed.papers[document.id].copy_of is None
            and document.held_kind != RECOMMENDATION
        )
    return [
        replace(source, admitted=source.message_id not in waiting, joined=source.message_id in whose.joined)
        for source in sources
    ]


def _applicant(message: MessageRow, body: BodyRow | None) -> Address:
    """Whose mail it is; of a message that could not be read, the sender."""
    if body is None:
        return Address(name=message.sender_name, email=message.sender_email)
    return Address(name=body.applicant_name, email=body.applicant_email)


def _body_source(
    message: MessageRow, body: BodyRow | None, applicant: Address, weighed: Completeness, notice: Notice
) -> Source:
    return Source(
        message_id=message.id,
        document_id=None,
        received_at=message.received_at,
        in_time=not is_late(message.received_at, notice.closes_at),
        superseded=message.id in weighed.superseded_bodies,
        kind=_kind_of(_parts(body)),
        applicant=applicant,
        findings=decode(Findings, body.findings) if body is not None else Findings(),
    )


def _document_source(message: MessageRow, document: DocumentRow, applicant: Address, weighed: Completeness) -> Source:
    standing = weighed.papers[document.id]
    return Source(
        message_id=message.id,
        document_id=document.id,
        received_at=message.received_at,
        in_time=standing.in_time,
        superseded=standing.superseded,
        kind=_application_kind(document),
        filename=document.filename,
        applicant=applicant,
        findings=decode(Findings, document.findings),
    )
