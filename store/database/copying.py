"""Rows from one store into another, by table: the portable way from PostgreSQL to a file as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from store.database.models import (
    AccessRow,
    Base,
    DocumentRow,
    ErasingRow,
    ErasureRow,
    FeedRow,
    HistoryRow,
    InterviewRow,
    LetterRow,
    OpinionDraft,
    OpinionRow,
    PageRow,
    PasskeyRow,
    ReplyRow,
    SavedView,
    SessionRow,
    SlotRow,
    StatisticRow,
    UserRow,
)
from store.ledger.judging_inputs import LOOKED_AT

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection, Select, Table

AT_A_TIME = 1000
LEFT_OUT = frozenset(
    row.__table__
    for row in (
        AccessRow,
        ErasingRow,
        ErasureRow,
        FeedRow,
        HistoryRow,
        InterviewRow,
        LetterRow,
        OpinionDraft,
        OpinionRow,
        PageRow,
        PasskeyRow,
        ReplyRow,
        SavedView,
        SessionRow,
        SlotRow,
        StatisticRow,
        UserRow,
    )
)
"""Tables of which nothing is derived."""


def copy(source: Connection, target: Connection) -> None:
    """Every row that applications are derived from, in place of what the target holds."""
    for table in Base.metadata.sorted_tables:
        if table in LEFT_OUT:
            continue
        target.execute(delete(table))
        rows = source.execute(_rows(table)).mappings()
        for some in rows.partitions(AT_A_TIME):
            target.execute(insert(table), [dict(row) for row in some])


def _rows(table: Table) -> Select[Any]:
    if table is not DocumentRow.__table__:
        return select(table)
    shortened = func.substr(DocumentRow.text, 1, LOOKED_AT).label("text")
    return select(*(shortened if column.name == "text" else column for column in table.columns))
