"""What somebody sees who is given some notices: the rows of these, in whatever is asked of the store.

The condition is laid on every query by the session itself, not by whoever asks: nobody can forget it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

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
    OpeningRow,
    PageRow,
    PossibleDuplicateRow,
    ReplyRow,
    ReviewRow,
    SightingRow,
    SlotRow,
    StatisticRow,
    WithheldRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

OF_NOTICE = (
    *(Application, FeedRow, InterviewRow, LetterRow, MessageNotice),
    *(MessageRow, ReplyRow, SlotRow, StatisticRow),
)
OF_MESSAGE = (
    *(AccessRow, BodyRow, ClaimRow, ClaimToken, DocumentRow, HistoryRow),
    *(Membership, OpeningRow, ReviewRow, SightingRow),
)
OF_APPLICATION = (CareerEntry, EvidenceRow, FactRow)
OTHERS = (LetterAnswer, LetterReference, NoticeRow, PageRow, PossibleDuplicateRow, WithheldRow)
LIMITED = frozenset(table.__tablename__ for table in (*OF_NOTICE, *OF_MESSAGE, *OF_APPLICATION, *OTHERS))
"""Every table that is limited; a test asks that all are that hold a person's data."""


def limit(session: Session, notices: Collection[str]) -> None:
    """Lets a session see the rows of these notices alone."""
    criteria = tuple(_criteria(frozenset(notices)))

    def limited(state: ORMExecuteState) -> None:
        if not state.is_column_load and not state.is_relationship_load:
            state.statement = state.statement.options(*criteria)

    event.listen(session, "do_orm_execute", limited)


def _criteria(notices: frozenset[str]) -> list[Any]:
    messages, applications = MessageRow.__table__, Application.__table__
    mails = select(messages.c.id).where(messages.c.notice.in_(notices))
    theirs = select(applications.c.id).where(applications.c.notice.in_(notices))
    documents = DocumentRow.__table__
    sightings = SightingRow.__table__
    seen = select(sightings.c.id).where(sightings.c.message_id.in_(mails))
    papers = select(documents.c.id).where(documents.c.message_id.in_(mails))
    found = [with_loader_criteria(table, table.notice.in_(notices)) for table in OF_NOTICE]
    found += [with_loader_criteria(table, table.message_id.in_(mails)) for table in OF_MESSAGE]
    found += [with_loader_criteria(table, table.application_id.in_(theirs)) for table in OF_APPLICATION]
    both = PossibleDuplicateRow.first_message_id.in_(mails) & PossibleDuplicateRow.second_message_id.in_(mails)
    return [
        *found,
        with_loader_criteria(LetterAnswer, LetterAnswer.about_id.in_(mails)),
        with_loader_criteria(LetterReference, LetterReference.about_id.in_(mails)),
        with_loader_criteria(NoticeRow, NoticeRow.slug.in_(notices)),
        with_loader_criteria(PageRow, PageRow.document_id.in_(papers)),
        with_loader_criteria(PossibleDuplicateRow, both),
        with_loader_criteria(WithheldRow, WithheldRow.sighting_id.in_(seen)),
    ]
