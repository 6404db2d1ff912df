"""What somebody sees who is given some notices, or some dossiers: their rows, in whatever is asked of the store.

The condition is laid on every query by the session itself, not by whoever asks: nobody can forget it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import event, or_, select
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

from store.accounts.roles import EVERY_NOTICE, NoticeScope
from store.database.models import (
    AccessRow,
    Application,
    BodyRow,
    CareerEntry,
    ClaimRow,
    ClaimToken,
    DocumentRow,
    EvidenceRow,
    FactRow,
    FeedRow,
    HistoryRow,
    InterviewRow,
    LetterAnswer,
    LetterReference,
    LetterRow,
    Membership,
    MessageNotice,
    MessageRow,
    NoticeRow,
    OpenedOpinion,
    OpeningRow,
    OpinionDraft,
    OpinionRow,
    PageRow,
    PossibleDuplicateRow,
    ReplyRow,
    ReviewRow,
    SightingRow,
    SlotRow,
    StatisticRow,
    WithheldRow,
)
from store.reviews.opinions import OF_THE_CHAIR

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, CompoundSelect, Executable, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

OF_NOTICE = (FeedRow, InterviewRow, MessageNotice, ReplyRow, SlotRow, StatisticRow)
OF_MESSAGE = (AccessRow, ClaimRow, ClaimToken, HistoryRow, OpeningRow, SightingRow)
PAPERS = (BodyRow, DocumentRow, Membership, OpenedOpinion, OpinionDraft, OpinionRow)
"""What hangs on a message and is a part of its dossier. Which opinions are shown: `store.reviews.opinions`."""
OF_APPLICATION = (CareerEntry, EvidenceRow, FactRow)
OTHERS = (
    *(Application, LetterAnswer, LetterReference, LetterRow, MessageRow, NoticeRow),
    *(PageRow, PossibleDuplicateRow, ReviewRow, WithheldRow),
)
LIMITED = frozenset(table.__tablename__ for table in (*OF_NOTICE, *OF_MESSAGE, *PAPERS, *OF_APPLICATION, *OTHERS))
"""Every table that is limited; a test asks that all are that hold a person's data."""
OF_THE_PAPERS = ("correction", "kind", "undo", *OF_THE_CHAIR)
"""People's words on what the papers say, and the chair's: whoever is given a dossier alone sees no others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenData:
    """What somebody is given: all of some notices, and of other notices the papers of single dossiers."""

    notices: NoticeScope = EVERY_NOTICE
    dossiers: frozenset[int] = frozenset()
    """Applications of which the papers are shown, and what they say: no note, decision, letter or journal."""
    beside: frozenset[str] = frozenset()
    """The notices of these dossiers, as published."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.notices == EVERY_NOTICE


def limit(session: Session, given: GivenData) -> None:
    """Lets a session see what is given alone."""
    statements = _limited(given)

    def limited(state: ORMExecuteState) -> None:
        if not state.is_column_load and not state.is_relationship_load:
            state.statement = statements.of(state.statement)

    event.listen(session, "do_orm_execute", limited)


class LimitedStatements:
    """Statements as they ask for what somebody is given.

    The conditions are many, and each is looked through anew with every statement that bears them: they are made once
    for who is given the same, and laid once on each statement, as long as that statement lives.
    """

    def __init__(self, given: GivenData) -> None:
        self._criteria = tuple(_criteria(given))
        self._made: WeakKeyDictionary[Executable, Executable] = WeakKeyDictionary()

    def of(self, statement: Executable) -> Executable:
        """The statement with the conditions."""
        made = self._made.get(statement)
        if made is None:
            made = self._made[statement] = statement.options(*self._criteria)
        return made


@lru_cache(maxsize=16)
def _limited(given: GivenData) -> LimitedStatements:
    return LimitedStatements(given)


def _within(column: Any, notices: NoticeScope) -> ColumnElement[bool]:  # noqa: ANN401 - a column of a table or of its class
    """The rows of these notices; those of none are in all but some."""
    named = column.in_(notices.named)
    return or_(column.is_(None), ~named) if notices.all_but else named


def _criteria(given: GivenData) -> list[Any]:
    """Each condition has its own values: one that several share is compared with all its likes at each question."""
    notices = given.notices
    messages, applications, belongs = MessageRow.__table__, Application.__table__, Membership.__table__
    documents, sightings = DocumentRow.__table__, SightingRow.__table__

    def mails() -> Select[int]:
        return select(messages.c.id).where(_within(messages.c.notice, notices))

    def alone() -> Select[int]:
        return select(belongs.c.message_id).where(belongs.c.application_id.in_(given.dossiers))

    def shown() -> Select[int] | CompoundSelect[int]:
        return mails().union_all(alone()) if given.dossiers else mails()

    def mine(of: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        theirs = of.in_(select(applications.c.id).where(_within(applications.c.notice, notices)))
        return or_(theirs, of.in_(given.dossiers)) if given.dossiers else theirs

    seen = select(sightings.c.id).where(sightings.c.message_id.in_(mails()))
    papers = select(documents.c.id).where(documents.c.message_id.in_(shown()))
    found = [with_loader_criteria(table, _within(table.notice, notices)) for table in OF_NOTICE]
    found += [with_loader_criteria(table, table.message_id.in_(mails())) for table in OF_MESSAGE]
    found += [with_loader_criteria(table, table.message_id.in_(shown())) for table in PAPERS]
    found += [with_loader_criteria(table, mine(table.application_id)) for table in OF_APPLICATION]
    both = PossibleDuplicateRow.first_message_id.in_(mails()) & PossibleDuplicateRow.second_message_id.in_(mails())
    before_them = or_(_within(Application.notice, notices), Application.id.in_(given.dossiers))
    # A letter is of the notice that it was written for, and of the one to which its candidate's mail belongs by now.
    letters = or_(_within(LetterRow.notice, notices), LetterRow.message_id.in_(mails()))
    words = ReviewRow.message_id.in_(alone()) & ReviewRow.kind.in_(OF_THE_PAPERS)
    return [
        *found,
        with_loader_criteria(Application, before_them),
        with_loader_criteria(LetterAnswer, LetterAnswer.about_id.in_(mails())),
        with_loader_criteria(LetterReference, LetterReference.about_id.in_(mails())),
        with_loader_criteria(LetterRow, letters),
        with_loader_criteria(MessageRow, or_(_within(MessageRow.notice, notices), MessageRow.id.in_(alone()))),
        with_loader_criteria(NoticeRow, _within(NoticeRow.slug, notices | NoticeScope(named=given.beside))),
        with_loader_criteria(PageRow, PageRow.document_id.in_(papers)),
        with_loader_criteria(PossibleDuplicateRow, both),
        with_loader_criteria(ReviewRow, or_(ReviewRow.message_id.in_(mails()), words)),
        with_loader_criteria(WithheldRow, WithheldRow.sighting_id.in_(seen)),
    ]
