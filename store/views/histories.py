"""What anybody did, with whom it was about and what held before."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from store.database.codec import value_of
from store.database.models import Application, HistoryRow, Membership, ReviewRow
from store.reviews.in_force import in_force_on, not_undone
from store.views.details import review_view
from store.views.values import OF_AN_HOUR, HistoryView, ReviewView
from store.views.zones import ReadModels

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.views.zones import Zones

REPLACING = frozenset({"decision", "correction", "standing", "assign"})
"""Words that take the place of an earlier one of their kind (of a correction: on the same fact)."""


REASONS_READ = 300
"""So many decisions, the last ones, tell which reasons are usual."""
LONGEST_REASON = 400
"""Characters: what is longer is about one candidate."""

_LAST_REASONS = (
    select(ReviewRow.author, ReviewRow.text, ReviewRow.message_id)
    .where(ReviewRow.kind == "decision", ReviewRow.key.is_not(None), ReviewRow.text.is_not(None))
    .where(func.length(ReviewRow.text).between(1, LONGEST_REASON))
    .order_by(ReviewRow.id.desc())
    .limit(REASONS_READ)
)


class Histories(ReadModels):
    """What anybody did and said."""

    def history(
        self,
        *,
        application_id: int | None = None,
        author: str | None = None,
        action: str | None = None,
        limit: int | None = None,
    ) -> tuple[HistoryView, ...]:
        """The acts that the limits leave, newest first."""
        query = (
            select(HistoryRow, Membership.application_id, Application.name)
            .outerjoin(Membership, Membership.message_id == HistoryRow.message_id)
            .outerjoin(Application, Application.id == Membership.application_id)
        )
        if application_id is not None:
            query = query.where(Membership.application_id == application_id)
        if author:
            query = query.where(HistoryRow.author == author)
        if action:
            query = query.where(HistoryRow.action == action)
        rows = self._session.execute(query.order_by(HistoryRow.id.desc()).limit(limit)).all()
        replacing = {row.message_id for row, _, _ in rows if row.action in REPLACING and row.message_id}
        before = _before(self._session, replacing)
        return tuple(
            value_of(
                HistoryView,
                row,
                at=self._zones.local(row.at, None),
                application_id=application,
                name=name,
                detail=_localised(row.detail, self._zones) if row.action in OF_AN_HOUR else row.detail,
                before=_hour_before(row, self._zones) or before.get(row.review_id),
            )
            for row, application, name in rows
        )

    def decisions_between(self, first: int, last: int) -> tuple[ReviewView, ...]:
        """The decisions among the words from one to another, oldest first."""
        query = select(ReviewRow).where(ReviewRow.id.between(first, last), ReviewRow.kind == "decision")
        said = self._session.scalars(query.order_by(ReviewRow.id)).all()
        standing = {row.id for row in in_force_on(self._session, {row.message_id for row in said})}
        return tuple(review_view(row, self._zones, standing=row.id in standing) for row in said)

    def words(self, message_id: int) -> tuple[ReviewView, ...]:
        """What people said on one mail, oldest first."""
        query = select(ReviewRow).where(ReviewRow.message_id == message_id)
        said = self._session.scalars(query.order_by(ReviewRow.id)).all()
        standing = {row.id for row in not_undone(said)}
        return tuple(review_view(row, self._zones, standing=row.id in standing) for row in said)

    def usual_reasons(self, author: str, *, limit: int = 12) -> tuple[str, ...]:
        """Reasons of decisions to be given again: one's own last ones, then those that were given on several files.

        What a colleague wrote once may be about that one candidate, and is nobody else's reason.
        """
        said = [(who, text or "", application) for who, text, application in self._session.execute(_LAST_REASONS)]
        own = [text for who, text, _ in said if who == author]
        times = Counter(text for text, _ in {(text, application) for _, text, application in said})
        shared = [text for text, number in times.most_common() if number > 1]
        return tuple(dict.fromkeys([*own, *shared]))[:limit]

    def last_review(self) -> int:
        """The id of the last word that anybody said; 0 where nobody has."""
        return self._session.scalar(select(func.max(ReviewRow.id))) or 0


def _localised(told: dict[str, JSON], zones: Zones) -> dict[str, JSON]:
    """An hour of an interview in the zone that journals are read in."""
    return told | {"value": zones.local(datetime.fromisoformat(told["value"]), None).isoformat()}


def _hour_before(row: HistoryRow, zones: Zones) -> JSON:
    """The hour that an interview was moved from; earlier versions of the program did not keep it."""
    told = row.detail if isinstance(row.detail, dict) else {}
    return _localised(told["before"], zones) if row.action == "interview_move" and "before" in told else None


def _before(session: Session, message_ids: Collection[int]) -> dict[int | None, JSON]:
    """By word what the one before it on the same thing said."""
    query = select(ReviewRow.id, ReviewRow.message_id, ReviewRow.kind, ReviewRow.key, ReviewRow.value)
    query = query.where(ReviewRow.message_id.in_(message_ids), ReviewRow.kind.in_(REPLACING)).order_by(ReviewRow.id)
    last: dict[tuple[int, str, str | None], JSON] = {}
    found: dict[int | None, JSON] = {}
    for number, message, kind, key, value in session.execute(query) if message_ids else ():
        about = (message, kind, key if kind == "correction" else None)
        if about in last:
            found[number] = last[about]
        last[about] = {"key": key, "value": value}
    return found
