"""What was erased: that, when and why, and nothing of whom. And the one way past the triggers that keep people's words.

The database refuses to delete reviews and history. It lets go of a row only while `erasing` names it, and `erasing`
can't outlive its transaction: each of its rows points at an erasure that can't be there, which the database checks when
the transaction is committed. Whoever wants to delete must record an erasure, name each row, and take the names away.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON


class ErasureRow(Base):
    """An erasure. Append-only, as history is."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    author: Mapped[str]
    cause: Mapped[str]
    """erasure (the person asked), retention (the time to keep it is over), log (an access log's own time is)."""
    notice: Mapped[str | None]
    application_id: Mapped[int | None] = mapped_column(Id)
    """The number that the application had."""
    counts: Mapped[JSON] = mapped_column(StorableJSON)
    """How many rows of which table."""

    __table_args__ = (CheckConstraint("id > 0", name="ck_erasures_id"),)


class ErasingRow(Base):
    """A row that may be deleted now, in this transaction: empty in every other."""

    __tablename__ = "erasing"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    erasure_id: Mapped[int] = mapped_column(ForeignKey("erasures.id"))
    held: Mapped[str]
    """`message`: all rows of the append-only tables that hang on message `row_id`; else a table, and its row's id."""
    row_id: Mapped[int] = mapped_column(Id)
    never: Mapped[int] = mapped_column(
        Id, ForeignKey("erasures.id", deferrable=True, initially="DEFERRED"), default=0, server_default="0"
    )
    """No erasure is number 0: a row that is still there at the end makes the whole transaction fail."""

    __table_args__ = (
        CheckConstraint("never = 0", name="ck_erasing_never"),
        Index("ix_erasing_held", "held", "row_id"),
    )


class StatisticRow(Base):
    """What stays of applications whose time is over: how many, and nothing of anybody."""

    __tablename__ = "statistics"

    notice: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    """In which they came, as 2026-03, by the notice's zone."""
    outcome: Mapped[str] = mapped_column(primary_key=True)
    """selected, not_selected, incomplete (or withdrawn)."""
    count: Mapped[int]
