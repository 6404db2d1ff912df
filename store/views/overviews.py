"""Totals at a glance, and what awaits a human."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, String, func, not_, or_, select, type_coerce

from store.database.models import Application, DocumentRow, FactRow, Membership, MessageNotice, MessageRow
from store.database.models.applications import COUNTED_BY
from store.ledger.mailbox_health import Health
from store.reviews.in_force import in_force_of_kinds
from store.reviews.overlay import undecided_duplicates
from store.reviews.standing import ACTIVE, EXCLUDED, NEWER_MAIL, WITHDRAWAL, WITHDRAWN
from store.views.details import document_view
from store.views.filters import COUNTED, of_notice
from store.views.lists import ROW, applications, rows_of
from store.views.messages import messages_of
from store.views.values import ApplicationFilter, Attention, Overview, Tallies, ToSort, UnreadableView
from store.views.zones import KeptInstants, ReadModels, by_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from store.views.values import ApplicationRow
    from store.views.zones import Zones


class Counts:
    """How many applications there are, of a notice or of all, that are alike in all that totals ask.

    One look at them along an index answers every total of a page: they are of a few kinds, however many they are.
    """

    def __init__(self, session: Session, notice: str | None = None) -> None:
        self._kinds = session.execute(_kinds(notice)).all()
        self._active = [kind for kind in self._kinds if kind.standing == ACTIVE]

    @property
    def active(self) -> int:
        """What every total counts."""
        return sum(kind.number for kind in self._active)

    def of(self, holds: Callable[[Row[Any]], object]) -> int:
        """How many active ones meet a condition."""
        return sum(kind.number for kind in self._active if holds(kind))

    @property
    def asked(self) -> int:
        """Of how many a person is asked whether they stand, those included that were set aside."""
        return sum(kind.number for kind in self._kinds if kind.standing_asks)

    @property
    def waiting(self) -> int:
        """The later mails of active ones that wait for a person's word."""
        return sum(kind.number * kind.waiting_count for kind in self._active)

    @property
    def decisions(self) -> dict[str, int]:
        """How many active ones have each decision, `none` for those without."""
        found: Counter[str] = Counter()
        for kind in self._active:
            found[kind.decision or "none"] += kind.number
        return dict(sorted(found.items(), key=lambda pair: (pair[0] != "none", pair[0])))

    @property
    def set_aside(self) -> dict[str, int]:
        """How many were withdrawn, and how many are none."""
        return {one: sum(kind.number for kind in self._kinds if kind.standing == one) for one in (WITHDRAWN, EXCLUDED)}


@lru_cache(maxsize=50)
def _kinds(notice: str | None) -> Select[*tuple[Any, ...]]:
    """Put together once, as every page asks."""
    columns = [getattr(Application, name) for name in COUNTED_BY]
    return select(*columns, func.count().label("number")).where(*_of(notice)).group_by(*columns)


def _is_complete(kind: Row[Any]) -> bool:
    return bool(kind.has_cv and kind.has_letter)


class Overviews(ReadModels):
    """Totals, and what awaits a human."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._counted: dict[str | None, Counts] = {}

    def _counts(self, notice: str | None) -> Counts:
        if notice not in self._counted:
            self._counted[notice] = Counts(self._session, notice)
        return self._counted[notice]

    def tallies(self, notice: str | None = None) -> Tallies:
        """The numbers above the list."""
        counts = self._counts(notice)
        return Tallies(
            applications=counts.active,
            undecided=counts.of(lambda kind: kind.decision is None),
            incomplete=counts.of(lambda kind: not _is_complete(kind)),
            to_verify=counts.of(lambda kind: kind.to_verify_count),
            late=counts.of(lambda kind: not kind.on_time),
            **counts.set_aside,
        )

    def attention(self, notice: str | None = None) -> Attention:
        """How much awaits a human, of a notice or of all: as many things as `to_sort` lists, without fetching them."""
        counts = self._counts(notice)
        return Attention(
            **self._session.execute(_awaiting(notice)).mappings().one(),
            incomplete=counts.of(lambda kind: not _is_complete(kind)),
            contradictory=counts.of(lambda kind: kind.to_verify_count),
            standing=counts.asked,
            later=counts.waiting,
            near_misses=len(undecided(self._session, notice)),
            duplicates=len(undecided_duplicates(self._session)),
        )

    def overview(self, notice: str | None = None) -> Overview:
        """Totals over the applications of a notice, or of all; what was set aside is counted apart."""
        counts = self._counts(notice)
        waiting = self.attention(notice)
        complete, late = counts.of(_is_complete), counts.of(lambda kind: not kind.on_time)
        return Overview(
            applications=counts.active,
            on_time=counts.active - late,
            late=late,
            complete=complete,
            without_cv=counts.of(lambda kind: not kind.has_cv),
            without_letter=counts.of(lambda kind: not kind.has_letter),
            unreadable=counts.of(lambda kind: kind.unreadable_count),
            to_verify=counts.of(lambda kind: kind.to_verify_count),
            decisions=counts.decisions,
            states=_states(self._session, counts, notice),
            arrivals=_arrivals(self._session, self._zones, notice),
            dispositions=_counts(self._session, MessageRow.disposition),
            message_states=_counts(self._session, MessageRow.state),
            near_misses=waiting.near_misses,
            duplicates=waiting.duplicates,
            attention=waiting,
            **counts.set_aside,
            mailboxes=Health(self._session).all(),
        )

    def to_sort(
        self, notice: str | None = None, *, limit: int | None = None, offsets: Mapping[str, int] | None = None
    ) -> ToSort:
        """What awaits a human, of a notice or of all: of each sort as many as `limit`, from its offset on."""
        begins = offsets or {}

        def stretch(sort: str) -> slice:
            start = begins.get(sort, 0)
            return slice(start, None if limit is None else start + limit)

        def awaiting(code: str, sort: str = "") -> tuple[ApplicationRow, ...]:
            wanted = ApplicationFilter(
                notice=notice, awaits=code, order="name", limit=limit if sort else None, offset=begins.get(sort, 0)
            )
            return applications(self._session, self._zones, wanted).rows

        query = select(MessageRow.id).where(MessageRow.state == "failed", *_for(notice)).order_by(MessageRow.id)
        near, failed = undecided(self._session, notice), self._session.scalars(query).all()
        return ToSort(
            near_misses=messages_of(self._session, self._zones, near[stretch("near_misses")]),
            failed=messages_of(self._session, self._zones, failed[stretch("failed")]),
            later=awaiting("waiting", "later"),
            unreadable=_unreadable(self._session, notice, limit, begins.get("unreadable", 0)),
            incomplete=awaiting("missing", "incomplete"),
            contradictory=awaiting("to_verify", "contradictory"),
            late=awaiting("late", "late"),
            standing=(*awaiting(NEWER_MAIL), *awaiting(WITHDRAWAL))[stretch("standing")],
            duplicates=_duplicates(self._session, self._zones, stretch("duplicates")),
        )


def _of(notice: str | None) -> list[ColumnElement[bool]]:
    return [of_notice(notice)] if notice is not None else []


@lru_cache(maxsize=50)
def _awaiting(notice: str | None) -> Select[*tuple[int, ...]]:
    """What is not counted of applications. Put together once, as every page asks."""
    failed = select(func.count()).select_from(MessageRow).where(MessageRow.state == "failed", *_for(notice))
    unreadable = select(func.count()).select_from(_unread(notice).subquery())
    return select(failed.scalar_subquery().label("failed"), unreadable.scalar_subquery().label("unreadable"))


def _counts(session: Session, column: Any) -> dict[Any, int]:  # noqa: ANN401 - any column
    rows = session.execute(select(column, func.count()).group_by(column).order_by(column))
    return dict(rows.all())


def _states(session: Session, counts: Counts, notice: str | None) -> dict[str, dict[str, int]]:
    query = (
        select(FactRow.key, FactRow.state, func.count())
        .where(FactRow.area == "criterion")
        .group_by(FactRow.key, FactRow.state)
        .order_by(FactRow.key, FactRow.state)
    )
    if counts.active < (session.scalar(select(func.count()).select_from(Application)) or 0):
        query = query.join(Application, Application.id == FactRow.application_id).where(COUNTED, *_of(notice))
    found: dict[str, dict[str, int]] = {}
    for key, state, number in session.execute(query):
        found.setdefault(key, {})[state] = number
    return found


def _arrivals(session: Session, zones: Zones, notice: str | None) -> tuple[tuple[date, int], ...]:
    """Counted here, for no portable SQL knows the notice's days; as the database has them, all but one a day."""
    at = Application.first_received_at
    query = select(Application.notice, type_coerce(at, String)).where(COUNTED, *_of(notice))
    days: Counter[date] = Counter()
    kept = KeptInstants(session.get_bind().dialect)
    for slug, rows in groupby(session.execute(query.order_by(Application.notice, at)), itemgetter(0)):
        days.update(by_day([instant for _, instant in rows], zones.of(slug), kept))
    return tuple(sorted(days.items()))


def undecided(session: Session, notice: str | None = None) -> list[int]:
    """Near misses nobody has decided yet: all, or those that may be for a notice."""
    near = session.scalars(_near(notice)).all()
    decided = {review.message_id for review in in_force_of_kinds(session, {"accept", "dismiss"})} if near else set()
    return [message for message in near if message not in decided]


@lru_cache(maxsize=50)
def _near(notice: str | None) -> Select[int]:
    return select(MessageRow.id).where(MessageRow.disposition == "near_miss", *_for(notice)).order_by(MessageRow.id)


def _for(notice: str | None) -> list[ColumnElement[bool]]:
    """Limits messages to those that may be for a notice; one that nothing is known of may be for any."""
    if notice is None:
        return []
    known = select(MessageNotice.message_id)
    return [or_(MessageRow.id.in_(known.where(MessageNotice.notice == notice)), MessageRow.id.not_in(known))]


def _unreadable(session: Session, notice: str | None, limit: int | None, offset: int) -> tuple[UnreadableView, ...]:
    query = _unread(notice).add_columns(Application.id, Application.name).order_by(DocumentRow.id)
    rows = session.execute(query.limit(limit).offset(offset))
    return tuple(UnreadableView(application_id=id_, name=name, document=document_view(row)) for row, id_, name in rows)


def _unread(notice: str | None) -> Select[DocumentRow]:
    return (
        select(DocumentRow)
        .join(MessageRow, MessageRow.id == DocumentRow.message_id)
        .outerjoin(Membership, Membership.message_id == DocumentRow.message_id)
        .outerjoin(Application, Application.id == Membership.application_id)
        .where(
            not_(DocumentRow.readable),
            DocumentRow.copy_of.is_(None),
            not_(DocumentRow.superseded),
            or_(Application.id.is_(None), COUNTED),
            # A list would be laid out anew by each page's menu. Unreadable documents are few, and begun with: not the
            # mails of these dispositions, which are almost all.
            or_(*(func.coalesce(MessageRow.disposition, "") == one for one in ("application", "late", "near_miss"))),
            *_for(notice),
        )
    )


def _duplicates(
    session: Session, zones: Zones, stretch: slice
) -> tuple[tuple[ApplicationRow, ApplicationRow, str], ...]:
    pairs = undecided_duplicates(session)[stretch]
    ids = {end for one, other, _ in pairs for end in (one, other)}
    found = session.execute(ROW.where(Application.id.in_(ids))).all()
    rows = {row.id: row for row in rows_of(session, zones, found)}
    return tuple((rows[one], rows[other], reason) for one, other, reason in pairs)
