"""What a mail server reports of a mail that it could not deliver (RFC 3464), or only later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportedRecipient:
    """What became of a mail on its way to one address, in the server's words."""

    address: str | None = field(default=None, repr=False)
    """Where it was to go in the end: behind a forward it is not the one that was written to."""
    original: str | None = field(default=None, repr=False)
    """The one that was written to, where the report tells it (RFC 3461, ORCPT)."""
    action: str = "failed"
    """failed, delayed, delivered, relayed, expanded (RFC 3464, 2.3.3)."""
    status: str | None = None
    """An enhanced status code (RFC 3463), as 5.1.1."""
    said: str = field(default="", repr=False)
    """The sentence of the server that refused it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryReport:
    """A report as a whole. Anybody can write one: what it says is believed where it names what only we knew."""

    recipients: tuple[ReportedRecipient, ...] = field(default=(), repr=False)
    references: tuple[str, ...] = ()
    """Message-IDs and envelope identifiers that it names, those of the returned mail first."""
    addresses: tuple[str, ...] = field(default=(), repr=False)
    """Every address that stands in it, in order, each as it was before a relay rewrote it (SRS, VERP, BATV)."""
    subject: str | None = field(default=None, repr=False)
    """Of the returned mail."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarAnswer:
    """What a calendar answers to an invitation. Anybody can write one: it counts where it names what only we knew."""

    uid: str
    """Of the entry that it answers to."""
    sequence: int
    """Which state of that entry."""
    answer: str
    """accepted, declined, tentative."""
    attendee: str = field(repr=False)
    """The address that answers."""
    stamped_at: datetime | None = None
    """When it was made, as the calendar says (DTSTAMP; RFC 5545, 3.8.7.2), in UTC."""
