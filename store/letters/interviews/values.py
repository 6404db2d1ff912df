"""Interviews as they pass between rooms: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class SlotDraft:
    """An hour of a room, as somebody plans it."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    room: str
    jury: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class InterviewSlot:
    """An hour of a room, free or taken."""

    id: int
    notice: str
    starts_at: datetime
    ends_at: datetime
    place: str
    room: str
    jury: str
    interview_id: int | None = None
    """The interview that holds it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interview:
    """One candidate's interview as it stands."""

    id: int
    notice: str
    message_id: int
    slot_id: int | None
    starts_at: datetime
    ends_at: datetime
    place: str
    room: str
    jury: str
    uid: str
    sequence: int
    revision: int
    answer: str | None
    answered_at: datetime | None
    answered_by: str | None
    created_at: datetime
    created_by: str
    changed_at: datetime
    application_id: int | None = None
    """The application that its message belongs to now."""

    @property
    def holds(self) -> bool:
        """Whether it takes place: it was not cancelled."""
        return self.slot_id is not None


class Attendance(StrEnum):
    """What a candidate answers (PARTSTAT; RFC 5545, 3.2.12)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"


class ReplyVerdict(StrEnum):
    """What became of a calendar's answer."""

    TAKEN = "taken"
    UNKNOWN = "unknown"
    """No interview of ours has that UID."""
    STRANGER = "stranger"
    """Another address than the one that was invited."""
    UNPROVEN = "unproven"
    """Nothing proves it to be from whom we invited; it is taken once a person accepts the mail."""
    OUTDATED = "outdated"
    """It answers to an earlier day or hour, or to one that nobody was told."""
    OLDER = "older"
    """Something newer is noted: another answer, or what a person was told."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarReply:
    """A calendar's answer, as it was read out of a mail."""

    message_id: int
    notice: str
    uid: str
    sequence: int
    answer: Attendance
    attendee: str = field(repr=False)
    stamped_at: datetime | None = None
    """When the calendar says that it was made; it is not kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadReply:
    """The same with what became of it."""

    reply: CalendarReply
    interview_id: int | None
    verdict: str
    read_at: datetime
    settled_by: str | None
    doubt: str | None = None
    """Of an unproven one, why it is not taken for the candidate's, as a clause."""

    @property
    def waits(self) -> bool:
        """Whether a person has still to look at it."""
        return self.verdict != ReplyVerdict.TAKEN and self.settled_by is None


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFeed:
    """A secret address of the jury's calendar, without the secret."""

    id: int
    notice: str
    jury: str | None
    created_at: datetime
    created_by: str
    revoked_at: datetime | None
    read_at: datetime | None
