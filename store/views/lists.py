"""Lists of applications."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, case, func, select

from store.database.models import Application, FactRow
from store.reviews.standing import WITHDRAWN
from store.reviews.tags import tags_of
from store.views.filters import conditions, page
from store.views.values import ApplicationFilter, ApplicationPage, ApplicationRow, FactCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from store.views.zones import Zones

CHUNK = 500
"""How many ids one query names."""

_MADE = ("first_received_at", "last_received_at", "tags")
"""Columns that are not shown as they are kept."""
_COPIED = tuple(each.name for each in fields(ApplicationRow) if each.name not in {*_MADE, "facts", "jury"})
_CELLS = select(
    FactRow.application_id,
    FactRow.key,
    FactRow.value,
    FactRow.state,
    FactRow.shown,
    FactRow.correction,
    case((FactRow.correction.is_not(None), FactRow.extracted_value)),
).where(FactRow.application_id.in_(bindparam("ids", expanding=True)), FactRow.area == "criterion")
_CELLS_OF = _CELLS.where(FactRow.key.in_(bindparam("keys", expanding=True)))


ROW: Select[*tuple[Any, ...]] = select(*(getattr(Application, name) for name in (*_COPIED, *_MADE)))
"""Rows to be given to `rows_of`: as plain rows, for an object each would cost more than the question."""
_OF_IDS = ROW.where(Application.id.in_(bindparam("ids", expanding=True))).order_by(Application.id)


def of_ids(session: Session, zones: Zones, ids: Sequence[int]) -> list[ApplicationRow]:
    """These applications, by number."""
    return rows_of(session, zones, session.execute(_OF_IDS, {"ids": ids}).all())


def applications(session: Session, zones: Zones, wanted: ApplicationFilter) -> ApplicationPage:
    """The page that the filter asks for."""
    limits = conditions(session, wanted)
    withdrawn = func.count().filter(Application.standing == WITHDRAWN)
    total, gone = session.execute(select(func.count(), withdrawn).select_from(Application).where(*limits)).one()
    query, turned = page(ROW.where(*limits), wanted, total)
    found = session.execute(query).all() if total else []
    found = found[::-1] if turned else found
    return ApplicationPage(rows=tuple(rows_of(session, zones, found, wanted.facts)), total=total, withdrawn=gone)


def listed(session: Session, wanted: ApplicationFilter) -> tuple[list[int], int]:
    """The ids alone of the page that the filter asks for, and how many applications it leaves."""
    limits = conditions(session, wanted)
    total = session.scalar(select(func.count()).select_from(Application).where(*limits)) or 0
    query, turned = page(select(Application.id).where(*limits), wanted, total)
    found = session.scalars(query).all()
    return list(found[::-1] if turned else found), total


def rows_of(
    session: Session, zones: Zones, found: Sequence[Row[Any]], keys: Sequence[str] | None = None
) -> list[ApplicationRow]:
    """The read models of these rows (of `ROW`), with their facts: all, or those of certain criteria."""
    facts = cells(session, [row.id for row in found], keys)
    return [_row(row, zones, facts.get(row.id, {})) for row in found]


def cells(session: Session, ids: Sequence[int], keys: Sequence[str] | None = None) -> dict[int, dict[str, FactCell]]:
    """The cells of these applications: of all criteria, or of certain ones."""
    found: dict[int, dict[str, FactCell]] = {}
    query, limits = (_CELLS, {}) if keys is None else (_CELLS_OF, {"keys": keys})
    for start in range(0, len(ids), CHUNK):
        some = {"ids": ids[start : start + CHUNK], **limits}
        for application, key, value, state, shown, correction, read in session.execute(query, some):
            said = correction is not None
            checked = said and value == read
            cell = FactCell(value=value, state=state, shown=shown, corrected=said and not checked, checked=checked)
            found.setdefault(application, {})[key] = cell
    return found


def _row(row: Row[Any], zones: Zones, facts: dict[str, FactCell]) -> ApplicationRow:
    return ApplicationRow(
        **dict(zip(_COPIED, row, strict=False)),  # what stands behind is not shown as it is kept
        first_received_at=zones.local(row.first_received_at, row.notice),
        last_received_at=zones.local(row.last_received_at, row.notice),
        tags=tags_of(row.tags),
        facts=facts,
    )
