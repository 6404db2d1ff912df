"""What was seen, and what became of it: the ledger, which is also the queue."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON


class NoticeRow(Base):
    """A notice as somebody last applied it from the configuration."""

    __tablename__ = "notices"

    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    subject: Mapped[str | None]
    """The phrase; NULL where an earlier version wrote the row."""
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime]
    """Exclusive: what arrives at this instant is late."""
    grace_hours: Mapped[float] = mapped_column(server_default="48")
    timezone: Mapped[str]
    internal_domains: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    criteria: Mapped[JSON] = mapped_column(StorableJSON)
    closed_at: Mapped[datetime | None]
    """When it was closed by hand or left the configuration; NULL while it is in force."""
    closed_by: Mapped[str | None]
    """Who closed it; NULL where it left the configuration."""


class MailboxRow(Base):
    """How a mailbox has been of late."""

    __tablename__ = "mailboxes"

    name: Mapped[str] = mapped_column(primary_key=True)
    last_attempt_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    """Attempts that failed since the last success."""
    failing_since: Mapped[datetime | None]
    last_error: Mapped[str | None]
    alerted_at: Mapped[datetime | None]
    """When its failing was told to somebody; NULL when there is nothing to take back."""


class FolderRow(Base):
    """How far a folder is known."""

    __tablename__ = "folders"

    mailbox: Mapped[str] = mapped_column(primary_key=True)
    folder: Mapped[str] = mapped_column(primary_key=True)
    uidvalidity: Mapped[int] = mapped_column(Id)
    cursor: Mapped[int] = mapped_column(Id, default=0)
    """The highest UID up to which every UID is recorded."""


class MessageRow(Base):
    """One message, whichever mailboxes show it. Unrelated ones have no content here: their row is all but empty."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    notice: Mapped[str | None] = mapped_column(ForeignKey("notices.slug"))
    """The one under which it is an application; `message_notices` has all that it may be for."""
    content_key: Mapped[str | None] = mapped_column(unique=True)
    sha256: Mapped[str | None]
    """The original first archived; the sightings name each its own."""
    message_id: Mapped[str | None]
    subject: Mapped[str | None]
    sender_name: Mapped[str | None]
    sender_email: Mapped[str | None]
    sender_proven: Mapped[bool | None]
    """By its headers when it came, for the order of reading alone; NULL of what was never kept, or before 0045."""
    sent_at: Mapped[datetime | None]
    """The Date header: the sender's word."""
    folded: Mapped[str | None] = mapped_column(deferred=True)
    """Subject and sender as a search compares them: folded words, a space before and behind each."""
    received_at: Mapped[datetime]
    """The earliest arrival in any mailbox."""
    disposition: Mapped[str]
    """What holds: a person's word where there is one, else the rules'."""
    reason: Mapped[str]
    ruled_disposition: Mapped[str]
    ruled_reason: Mapped[str]
    was: Mapped[str | None]
    """The closest that the rules ever had it for. From then on no rule forgets it; NULL until it was read."""
    lapsed: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """It was kept, and the rules as they are now would not keep it, or no longer as an application."""
    in_junk: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """No mailbox has shown it but in its junk folder: no application until a person, or another folder, says so."""
    applies: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """It belongs to an application: by the rules, by a person's word, or because it once did."""
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    sorting: Mapped[JSON] = mapped_column(StorableJSON, nullable=True, deferred=True)
    """What the mail itself says, its body's text apart: it is judged anew by it, without its original."""

    __table_args__ = (
        Index("ix_messages_state", "state", "id"),
        Index("ix_messages_disposition", "disposition", "id"),
        Index("ix_messages_received_at", "received_at", "id"),
        # What a search goes through stands at the end of a long row. PostgreSQL keeps long values apart from their row,
        # and has no index as wide as a subject may be: its index holds no row.
        Index("ix_messages_folded", "id", "folded", sqlite_where=sql("applies = 1"), postgresql_where=sql("false")),
    )


class MessageNotice(Base):
    """A notice that a message is for, or may be for: one subject may carry two phrases, a near miss fits several."""

    __tablename__ = "message_notices"

    message_id: Mapped[int] = mapped_column(
        Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    notice: Mapped[str] = mapped_column(ForeignKey("notices.slug"), primary_key=True, index=True)


class SightingRow(Base):
    """One message as one mailbox shows it."""

    __tablename__ = "sightings"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    mailbox: Mapped[str]
    folder: Mapped[str]
    uidvalidity: Mapped[int] = mapped_column(Id)
    uid: Mapped[int] = mapped_column(Id)
    received_at: Mapped[datetime]
    """The earliest INTERNALDATE this mailbox has shown for it."""
    size: Mapped[int] = mapped_column(Id)
    sha256: Mapped[str | None]
    fingerprint: Mapped[str]
    """A hash of trace and identity headers: knows a message without content again after UIDVALIDITY has changed."""
    key: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
        Index("ix_sightings_fingerprint", "fingerprint"),
    )


class Metadatum(Base):
    """A named value: the next ids, the last report, whatever must outlive a restart."""

    __tablename__ = "metadata"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class WithheldRow(Base):
    """A mail that one mailbox withholds, and how often it was asked for."""

    __tablename__ = "withheld"

    sighting_id: Mapped[int] = mapped_column(Id, ForeignKey("sightings.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str]
    """nothing, notice, short or other (`parsers.values.sightings.StandIn`)."""
    says: Mapped[str]
    sha256: Mapped[str | None]
    """The original of what was given in its place; kept beside the mail when that comes."""
    since: Mapped[datetime]
    asked: Mapped[int] = mapped_column(Id)
    """How often."""
    again_at: Mapped[datetime]
    came_at: Mapped[datetime | None]
    """When the mail itself came."""
    settled_at: Mapped[datetime | None]
    """When a person said that it need not be asked for any more."""
    settled_by: Mapped[str | None]
