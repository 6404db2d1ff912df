"""What the jury writes of candidates. Opinions are append-only, as reviews are; drafts are their writer's alone.

Their words are sealed until the chair opens them (`store.reviews.sealed_words`); what is opened is laid open beside.
What the chair does (who is put before the jury, what is opened, the summary) are reviews.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON


class OpinionRow(Base):
    """One version of a member's opinion of a candidate, an abstention, or that one of them is taken back."""

    __tablename__ = "opinions"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    author: Mapped[str]
    kind: Mapped[str]
    """opinion, abstention, undo."""
    message_id: Mapped[int] = mapped_column(Id, index=True)
    """The first message of the application it is about: it outlives every regrouping, as a review does."""
    other_id: Mapped[int | None] = mapped_column(Id)
    """The row that an undo undoes."""
    words: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """By criterion what the member writes of it; NULL where it is sealed."""
    text: Mapped[str | None]
    """The opinion as a whole, NULL where it is sealed; or the reason of an abstention."""
    sealed: Mapped[str | None]
    """Words and text of an opinion (`store.reviews.sealed_words`)."""


class OpenedOpinion(Base):
    """What an opinion says, once the chair has opened it; gone where the chair closes it again."""

    __tablename__ = "opened_opinions"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    """The opinion's."""
    message_id: Mapped[int] = mapped_column(Id, index=True)
    """The opinion's."""
    words: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    text: Mapped[str | None]


class OpinionDraft(Base):
    """What a member writes and has not given yet: nobody else is shown it."""

    __tablename__ = "opinion_drafts"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"))
    message_id: Mapped[int] = mapped_column(Id)
    at: Mapped[datetime]
    words: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    text: Mapped[str | None]
    sealed: Mapped[str | None]
    """Words and text: no draft is kept otherwise since opinions are sealed."""

    __table_args__ = (
        UniqueConstraint("user_id", "message_id"),
        Index("ix_opinion_drafts_message_id", "message_id"),
    )
