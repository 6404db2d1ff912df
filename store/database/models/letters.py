"""Letters to candidates, and interviews.

They are people's acts: nothing that is derived from mails writes here, so a re-ingest leaves them be. A taken slot
stands in one row of `interviews` only, and a candidate has one interview that holds: the database itself refuses a
second.

Erasure and retention must reach `letters`: to_name, to_email, subject, text, fixed, mail and answer are a candidate's
data (their rows hang on `message_id`, as reviews do). What `history` says of a letter is number, kind and state alone.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import ForeignKey, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON


class TemplateRow(Base):
    """One version of a template that was changed on the page; the last of a kind and language is in force."""

    __tablename__ = "letter_templates"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    language: Mapped[str]
    number: Mapped[int]
    """From 1, for each kind and language."""
    text: Mapped[str | None]
    """Subject line and text; NULL: the shipped one again."""
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]

    __table_args__ = (UniqueConstraint("kind", "language", "number"),)


class LetterRow(Base):
    """One letter to one candidate, its text frozen when it was made."""

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    notice: Mapped[str] = mapped_column(ForeignKey("notices.slug"))
    message_id: Mapped[int] = mapped_column(Id, index=True)
    """The first message of the application it is about: it outlives every regrouping, as a review does."""
    kind: Mapped[str]
    """One of `desk.letters.kinds`."""
    once: Mapped[str | None]
    """Of what a candidate gets one only (selection, acknowledgement); NULL once withdrawn, and of other letters."""
    language: Mapped[str]
    state: Mapped[str]
    """draft, approved, sending, sent, failed, doubtful, withdrawn (`store.letters.states`)."""
    revision: Mapped[int] = mapped_column(default=1)
    """Another one after every change: what a person approves is what was shown."""
    sender: Mapped[str]
    """The From field: the office's name and address."""
    to_name: Mapped[str | None]
    to_email: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    fixed: Mapped[str | None]
    """What must stand in the text word for word: the appeal block."""
    in_reply_to: Mapped[str | None]
    """The Message-ID of the candidate's mail that it answers."""
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    message_ref: Mapped[str | None] = mapped_column(unique=True)
    """Its own Message-ID, made before the first attempt."""
    dated_at: Mapped[datetime | None]
    """Its Date field, made with it."""
    mail: Mapped[str | None] = mapped_column(deferred=True)
    """The mail as it is handed over at every attempt, byte for byte (ASCII)."""
    way: Mapped[str | None]
    """On which it went or was to go: smtp, graph, drafts (the recruiter's own Drafts folder), hand."""
    attempt: Mapped[str | None]
    """A token of the last attempt: only whoever made it says what came of it."""
    attempts: Mapped[int] = mapped_column(default=0)
    attempted_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    """Not before then is it tried again, after a server put it off."""
    answer: Mapped[str | None]
    """What the server said last."""
    interview_id: Mapped[int | None] = mapped_column(Id, index=True)
    """The interview that it tells of."""
    sequence: Mapped[int | None]
    """Which state of that interview (`InterviewRow.sequence`): no letter goes out before one of an earlier state."""
    event: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """The calendar entry that its mail carries, frozen with its text: method, uid, hours, place, what it is called."""
    offers: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """The hours among which it lets the candidate choose, in the order of its text: slot and hour of each."""
    ended_at: Mapped[datetime | None]
    """When it was sent, failed or withdrawn."""

    __table_args__ = (
        UniqueConstraint("message_id", "once"),
        Index("ix_letters_state", "state", "id"),
        Index("ix_letters_attempted_at", "attempted_at"),
        Index("ix_letters_to_email", literal_column("lower(to_email)")),
    )


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
