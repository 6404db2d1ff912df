"""Letters as they pass between rooms: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from store.letters.states import LetterState, allowed

if TYPE_CHECKING:
    from parsers.values.evidence import JSON


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterDraft:
    """A letter as somebody, or the program, writes it."""

    notice: str
    message_id: int
    """The application that it is about."""
    kind: str
    language: str
    sender: str
    to_name: str | None = field(repr=False)
    to_email: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    once: str | None = None
    """Of what a candidate gets one only."""
    fixed: str | None = field(default=None, repr=False)
    in_reply_to: str | None = None
    interview_id: int | None = None
    """The interview that it tells of, and which state of it."""
    sequence: int | None = None
    event: JSON = field(default=None, repr=False)
    """The calendar entry that its mail carries (`desk.letters.events`)."""
    offers: JSON = None
    """The hours among which it lets the candidate choose (`OfferedHour`), in the order of its text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedHour:
    """An hour that a letter offers."""

    slot_id: int
    starts_at: datetime

    def frozen(self) -> JSON:
        """As a letter keeps it."""
        return {"slot": self.slot_id, "starts_at": self.starts_at.isoformat()}

    @classmethod
    def thawed(cls, kept: JSON) -> OfferedHour:
        """As it was frozen."""
        return cls(slot_id=kept["slot"], starts_at=datetime.fromisoformat(kept["starts_at"]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """A mail made ready before its first attempt; every attempt hands over these bytes."""

    message_ref: str
    dated_at: datetime
    mail: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter(LetterDraft):
    """A letter as it stands."""

    id: int
    state: str
    revision: int
    created_at: datetime
    created_by: str
    approved_at: datetime | None
    approved_by: str | None
    message_ref: str | None
    dated_at: datetime | None
    way: str | None
    attempt: str | None
    attempts: int
    attempted_at: datetime | None
    retry_at: datetime | None
    answer: str | None = field(repr=False)
    ended_at: datetime | None
    application_id: int | None = None
    """The application that its message belongs to now."""
    mail: bytes | None = field(default=None, repr=False)
    """The mail as it was handed over; only where it was asked for."""

    @property
    def offered(self) -> tuple[OfferedHour, ...]:
        """The hours among which it lets the candidate choose."""
        return tuple(OfferedHour.thawed(each) for each in self.offers or ())

    @property
    def is_held(self) -> bool:
        """Whether it was approved and came back to the drafts, as its dossier changed."""
        return self.state == LetterState.DRAFT and self.answer is not None

    @property
    def allowed(self) -> frozenset[str]:
        """What can be done to it now (`Act`)."""
        return allowed(self.state)


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterFilter:
    """Which letters to list, in the order they were made. What is None does not limit."""

    notice: str | None = None
    states: frozenset[LetterState] | None = None
    kind: str | None = None
    application_id: int | None = None
    interview_id: int | None = None
    limit: int | None = None
    offset: int = 0
