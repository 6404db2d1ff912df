"""Who looked at whose data. Append-only: a row goes by erasure, or when its own time is over."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON


class AccessRow(Base):
    """One look."""

    __tablename__ = "access_log"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    author: Mapped[str]
    act: Mapped[str]
    """What was looked at: dossier, document, download, mail, list, search, export, … (`desk.web.access`)."""
    message_id: Mapped[int | None] = mapped_column(Id)
    """The mail, or the application by its first mail, or the mail of the document."""
    document_id: Mapped[int | None] = mapped_column(Id)
    words: Mapped[str | None]
    """What was looked for: the words, or the list's query."""
    shown: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """The applications, and mails of none, that a list, a search or an export showed, by number."""

    __table_args__ = (Index("ix_access_log_message_id", "message_id"), Index("ix_access_log_at", "at"))
