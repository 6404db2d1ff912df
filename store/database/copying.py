"""Rows from one store into another, by table: into a file, to try things out in; from a file, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, text

from store.database.models import (
    Application,
    Base,
    BodyRow,
    CareerEntry,
    ClaimRow,
    ClaimToken,
    DocumentRow,
    EvidenceRow,
    FactRow,
    LetterAnswer,
    LetterReference,
    Membership,
    MessageNotice,
    MessageRow,
    Metadatum,
    NoticeRow,
    PossibleDuplicateRow,
    ReviewRow,
    SightingRow,
    WithheldRow,
)
from store.ledger.judging_inputs import LOOKED_AT
from store.search import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sqlalchemy import Connection, RowMapping, Select, Table

AT_A_TIME = 1000
WHOLE_AT_A_TIME = 100
"""Rows whose texts are not shortened."""
TAKEN = frozenset(
    row.__table__
    for row in (
        *(NoticeRow, MessageRow, MessageNotice, SightingRow, WithheldRow, BodyRow, DocumentRow, ClaimRow, ClaimToken),
        *(LetterReference, LetterAnswer, ReviewRow, Application, Membership, FactRow, EvidenceRow, CareerEntry),
        *(PossibleDuplicateRow, Metadatum),
    )
)
"""What applications are derived from, and they themselves; the numbers that were given last."""


def copy(source: Connection, target: Connection) -> None:
    """The tables in an empty SQLite database, and in them every row that applications are derived from."""
    Base.metadata.create_all(target)
    target.execute(sqlite.MAKE)
    for table in Base.metadata.sorted_tables:
        if table not in TAKEN:
            continue
        for some in source.execute(_rows(table)).mappings().partitions(AT_A_TIME):
            _add(target, table, some)


def move(source: Connection, target: Connection) -> None:
    """All that a store on SQLite holds, its search index too, in place of what one on PostgreSQL holds."""
    names = ", ".join(table.name for table in (postgresql.TEXTS, *Base.metadata.sorted_tables))
    target.execute(text(f"TRUNCATE {names}"))  # row by row, what is only ever added to would refuse to go
    for table in Base.metadata.sorted_tables:
        for some in source.execute(select(table)).mappings().partitions(WHOLE_AT_A_TIME):
            _add(target, table, some)
    for texts in source.execute(sqlite.ALL_TEXTS).partitions(WHOLE_AT_A_TIME):
        target.execute(postgresql.PUT, [postgresql.row(text_id, folded) for text_id, folded in texts])


def _add(target: Connection, table: Table, rows: Sequence[RowMapping]) -> None:
    target.execute(insert(table), [dict(row) for row in rows])


def _rows(table: Table) -> Select[Any]:
    if table is not DocumentRow.__table__:
        return select(table)
    shortened = func.substr(DocumentRow.text, 1, LOOKED_AT).label("text")
    return select(*(shortened if column.name == "text" else column for column in table.columns))
