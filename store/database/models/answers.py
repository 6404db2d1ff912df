"""What came back on letters: answers, bounces, automatic replies; and the Message-IDs by which they are known.

What mails say is told anew at each re-ingest, and what counts of it (`doubt`) with each change of its application; what
was done by it (`marked_at`) and what a person said of it
(`decision`) stays. Erasure goes by the application's message, which every row names, as well as by the mail's own.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import Base, Id


class LetterReference(Base):
    """A Message-ID under which a letter went out, or was to: a letter that is mended and sent again gets another."""

    __tablename__ = "letter_references"

    token: Mapped[str] = mapped_column(primary_key=True)
    """What stands before the @, drawn by lot; also the envelope identifier (RFC 3461)."""
    letter_id: Mapped[int] = mapped_column(Id, index=True)
    about_id: Mapped[int] = mapped_column(Id, index=True)
    """The message of the application, as on the letter."""
    sealed_at: Mapped[datetime]


class LetterAnswer(Base):
    """A mail that came back on a letter."""

    __tablename__ = "letter_answers"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    letter_id: Mapped[int] = mapped_column(Id)
    about_id: Mapped[int] = mapped_column(Id, index=True)
    message_id: Mapped[int] = mapped_column(Id)
    """The mail that came back."""
    kind: Mapped[str]
    """reply, stranger (a reply from an address that is not the candidate's), maybe (a mail from the letter's address
    that answers nothing), auto_reply, failed, delayed, delivered."""
    tied_by: Mapped[str]
    """reference, subject or address."""
    sent_to: Mapped[str]
    """The address that was written to, in lower case: the letter's own may be mended since."""
    address: Mapped[str | None]
    """Of a report, the address that it is about; of a calendar's answer, the one that was invited."""
    status: Mapped[str | None]
    """Of a report, the enhanced status code (RFC 3463)."""
    permanent: Mapped[bool | None]
    """Of a failure, whether trying again is of no use (5.x.x); NULL where the report does not tell."""
    said: Mapped[str | None]
    """Of a report, the server's own sentence."""
    chosen_slot_id: Mapped[int | None] = mapped_column(Id)
    """Of a reply, the hour that it chooses among those the letter offered, as its words were read."""
    chosen_words: Mapped[str | None]
    """Those words."""
    doubt: Mapped[str | None]
    """Why it is not taken for the candidate's, as a clause: it counts for nothing until a person accepts the mail."""
    received_at: Mapped[datetime]
    marked_at: Mapped[datetime | None]
    """When the letter was marked as not delivered by it, or had been already: once, whatever is read again later."""
    decision: Mapped[str | None]
    """A person's word where nothing proves it: accepted or set_aside."""
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("message_id", "letter_id"),
        Index("ix_letter_answers_letter_id", "letter_id", "id"),
    )
