"""Totals at a glance, and what awaits a human."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, ColumnExpressionArgument, case, func, not_, or_, select

from store.database.models import Application, DocumentRow, FactRow, Membership, MessageNotice, MessageRow
from store.ledger.mailbox_health import Health
from store.reviews.in_force import in_force_of_kinds
from store.reviews.overlay import undecided_duplicates
from store.reviews.standing import EXCLUDED, NEWER_MAIL, WITHDRAWAL, WITHDRAWN
from store.views.details import document_view
from store.views.filters import AWAITING, COUNTED, of_notice
from store.views.lists import applications, rows_of
from store.views.messages import messages_of
from store.views.values import ApplicationFilter, Attention, Overview, Tallies, ToSort, UnreadableView
from store.views.zones import by_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from typing import Any

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from store.views.values import ApplicationRow
    from store.views.zones import Zones

_COMPLETE = Application.has_cv & Application.has_letter


def overview(session: Session, zones: Zones, notice: str | None = None) -> Overview:
    """Totals over the applications of a notice, or of all; what was set aside is counted apart."""
    mine = [COUNTED, *_of(notice)]
    return Overview(
        **_numbers(
            session,
            *mine,
            on_time=Application.on_time,
            late=not_(Application.on_time),
            complete=_COMPLETE,
            without_cv=not_(Application.has_cv),
            without_letter=not_(Application.has_letter),
            unreadable=Application.unreadable_count > 0,
            to_verify=Application.to_verify_count > 0,
        ),
        decisions={key or "none": n for key, n in _counts(session, Application.decision, *mine).items()},
        states=_states(session, *mine),
        arrivals=_arrivals(session, zones, *mine),
        dispositions=_counts(session, MessageRow.disposition),
        message_states=_counts(session, MessageRow.state),
        near_misses=len(undecided(session, notice)),
        duplicates=len(undecided_duplicates(session)),
        attention=attention(session, notice),
        **session.execute(select(*_set_aside()).where(*_of(notice))).mappings().one(),
        mailboxes=Health(session).all(),
    )


def tallies(session: Session, notice: str | None = None) -> Tallies:
    """The numbers above the list."""
    return Tallies(**session.execute(_tallied(notice)).mappings().one())


@lru_cache(maxsize=50)
def _tallied(notice: str | None) -> Select[*tuple[int, ...]]:
    """Put together once, as every list asks it."""
    return (
        select(
            _sum(COUNTED).label("applications"),
            _sum(COUNTED & Application.decision.is_(None)).label("undecided"),
            _sum(COUNTED & not_(_COMPLETE)).label("incomplete"),
            _sum(COUNTED & (Application.to_verify_count > 0)).label("to_verify"),
            _sum(COUNTED & not_(Application.on_time)).label("late"),
            *_set_aside(),
        )
        .select_from(Application)
        .where(*_of(notice))
    )


def _of(notice: str | None) -> list[ColumnElement[bool]]:
    return [of_notice(notice)] if notice is not None else []


def _set_aside() -> list[ColumnElement[int]]:
    """How many were withdrawn, and how many are none."""
    return [_sum(Application.standing == one).label(one) for one in (WITHDRAWN, EXCLUDED)]


def attention(session: Session, notice: str | None = None) -> Attention:
    """How much awaits a human, of a notice or of all: as many things as `to_sort` lists, without fetching them."""
    return Attention(
        **session.execute(_awaiting(notice)).mappings().one(),
        near_misses=len(undecided(session, notice)),
        duplicates=len(undecided_duplicates(session)),
    )


@lru_cache(maxsize=50)
def _awaiting(notice: str | None) -> Select[*tuple[int, ...]]:
    """All that one look can count. Every page asks, and to put the question together costs more than to answer it."""
    mine = [COUNTED, *_of(notice)]
    failed = select(func.count()).select_from(MessageRow).where(MessageRow.state == "failed", *_for(notice))
    unreadable = select(func.count()).select_from(_unread(notice).subquery())
    return (
        select(
            _sum(AWAITING["missing"]).label("incomplete"),
            _sum(AWAITING["to_verify"]).label("contradictory"),
            _sum(Application.standing_asks.is_not(None)).label("standing"),
            func.coalesce(func.sum(Application.waiting_count), 0).label("later"),
            failed.scalar_subquery().label("failed"),
            unreadable.scalar_subquery().label("unreadable"),
        )
        .select_from(Application)
        .where(*mine)
    )


def _numbers(
    session: Session, *limits: ColumnElement[bool], **conditions: ColumnExpressionArgument[bool]
) -> dict[str, int]:
    """How many applications there are, and how many meet each condition, in one look at them."""
    sums = [_sum(holds) for holds in conditions.values()]
    row = session.execute(select(func.count(), *sums).select_from(Application).where(*limits)).one()
    return dict(zip(("applications", *conditions), row, strict=True))


def _sum(holds: ColumnExpressionArgument[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((holds, 1), else_=0)), 0)


def _count(session: Session, *limits: ColumnExpressionArgument[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Application).where(*limits)) or 0


def _counts(session: Session, column: Any, *limits: ColumnElement[bool]) -> dict[Any, int]:  # noqa: ANN401 - any column
    rows = session.execute(select(column, func.count()).where(*limits).group_by(column).order_by(column))
    return dict(rows.all())


def _states(session: Session, *limits: ColumnElement[bool]) -> dict[str, dict[str, int]]:
    query = (
        select(FactRow.key, FactRow.state, func.count())
        .where(FactRow.area == "criterion")
        .group_by(FactRow.key, FactRow.state)
        .order_by(FactRow.key, FactRow.state)
    )
    if limits and _count(session, *limits) < _count(session):
        query = query.join(Application, Application.id == FactRow.application_id).where(*limits)
    found: dict[str, dict[str, int]] = {}
    for key, state, number in session.execute(query):
        found.setdefault(key, {})[state] = number
    return found


def _arrivals(session: Session, zones: Zones, *limits: ColumnElement[bool]) -> tuple[tuple[date, int], ...]:
    """Counted here, for no portable SQL knows the notice's days."""
    query = select(Application.first_received_at, Application.notice).where(*limits)
    arrived: dict[str, list[datetime]] = {}
    for at, notice in session.execute(query):
        arrived.setdefault(notice, []).append(at)
    days: Counter[date] = Counter()
    for notice, instants in arrived.items():
        days.update(by_day(sorted(instants), zones.of(notice)))
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


def to_sort(
    session: Session,
    zones: Zones,
    notice: str | None = None,
    *,
    limit: int | None = None,
    offsets: Mapping[str, int] | None = None,
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
        return applications(session, zones, wanted).rows

    failed = session.scalars(
        select(MessageRow.id).where(MessageRow.state == "failed", *_for(notice)).order_by(MessageRow.id)
    ).all()
    return ToSort(
        near_misses=messages_of(session, zones, undecided(session, notice)[stretch("near_misses")]),
        failed=messages_of(session, zones, failed[stretch("failed")]),
        later=awaiting("waiting", "later"),
        unreadable=_unreadable(session, notice, limit, begins.get("unreadable", 0)),
        incomplete=awaiting("missing", "incomplete"),
        contradictory=awaiting("to_verify", "contradictory"),
        late=awaiting("late", "late"),
        standing=(*awaiting(NEWER_MAIL), *awaiting(WITHDRAWAL))[stretch("standing")],
        duplicates=_duplicates(session, zones, stretch("duplicates")),
    )


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
    found = session.scalars(select(Application).where(Application.id.in_(ids))).all()
    rows = {row.id: row for row in rows_of(session, zones, found)}
    return tuple((rows[one], rows[other], reason) for one, other, reason in pairs)
