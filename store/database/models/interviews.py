"""Interviews: hours that can be given (slots), who has which, what was answered, and the jury's calendar addresses.

People's acts: nothing that is derived from mails writes here, so a re-ingest leaves them be. A taken slot stands in
one row of `interviews` only, and a candidate has one interview that holds: the database itself refuses a second.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import Base, Id


class SlotRow(Base):
    """One hour of one room: nothing of a candidate stands in it."""

    __tablename__ = "interview_slots"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    notice: Mapped[str] = mapped_column(ForeignKey("notices.slug"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str]
    room: Mapped[str]
    jury: Mapped[str]
    """Who hears the candidate there; empty where there is one jury only."""
    created_at: Mapped[datetime]
    created_by: Mapped[str]

    __table_args__ = (UniqueConstraint("place", "room", "starts_at"), Index("ix_interview_slots_notice", "notice"))


class InterviewRow(Base):
    """One candidate's interview, and all that became of it; the journal has each step."""

    __tablename__ = "interviews"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    notice: Mapped[str] = mapped_column(ForeignKey("notices.slug"))
    message_id: Mapped[int] = mapped_column(Id, index=True)
    """The first message of the application it is about: it outlives every regrouping, as a review does."""
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("interview_slots.id"), unique=True)
    """The slot that it holds; NULL once it is cancelled."""
    once: Mapped[str | None]
    """The same word in every interview that holds, NULL once it is cancelled: a candidate has one."""
    starts_at: Mapped[datetime]
    """This and the next three are the slot's, kept for when it is gone."""
    ends_at: Mapped[datetime]
    place: Mapped[str]
    room: Mapped[str]
    jury: Mapped[str]
    uid: Mapped[str] = mapped_column(unique=True)
    """By which calendars know it (RFC 5545, 3.8.4.7); it never changes."""
    sequence: Mapped[int]
    """How often it was moved or cancelled (RFC 5545, 3.8.7.4)."""
    revision: Mapped[int]
    """Another one after every change: what a person moves is what was shown."""
    answer: Mapped[str | None]
    """accepted, declined, tentative: what the candidate answered to this sequence."""
    answered_at: Mapped[datetime | None]
    """When the candidate said so: a person noted it, or the calendar made it."""
    answered_by: Mapped[str | None]
    """Who put the answer there: a person, or the program that read a calendar's answer."""
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    changed_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("message_id", "once"), Index("ix_interviews_notice", "notice"))


class ReplyRow(Base):
    """What a candidate's calendar answered (RFC 5546, 3.2.3), as it was read out of a mail, and what came of it."""

    __tablename__ = "interview_replies"

    message_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    """The mail that it came in."""
    notice: Mapped[str] = mapped_column(ForeignKey("notices.slug"))
    uid: Mapped[str]
    sequence: Mapped[int]
    answer: Mapped[str]
    attendee: Mapped[str]
    """The address that answers, as the calendar has it."""
    interview_id: Mapped[int | None] = mapped_column(Id)
    """The interview of that UID; NULL where there is none."""
    verdict: Mapped[str]
    """taken, unknown, outdated, older, stranger (another address than the candidate's), unproven, cancelled."""
    doubt: Mapped[str | None]
    """Of an unproven one, why it is not taken for the candidate's, as a clause."""
    read_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]
    """Who looked at one that was not taken, and dealt with it."""

    __table_args__ = (Index("ix_interview_replies_interview_id", "interview_id"),)


class FeedRow(Base):
    """A secret address of the jury's calendar. The secret itself is in the address only; its hash is here."""

    __tablename__ = "interview_calendars"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    notice: Mapped[str] = mapped_column(ForeignKey("notices.slug"))
    jury: Mapped[str | None]
    """Whose interviews it has; NULL: all."""
    token_sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    """From then on the address leads nowhere."""
    read_at: Mapped[datetime | None]
    """When a calendar asked for it last, to the hour."""
