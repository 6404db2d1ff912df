"""What a message is to a notice."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Disposition(StrEnum):
    """What a message is to the notice."""

    APPLICATION = "application"
    LATE = "late"
    NEAR_MISS = "near_miss"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    INTERNAL = "internal"
    UNRELATED = "unrelated"


SET_ASIDE = frozenset({Disposition.AUTO_REPLY, Disposition.BOUNCE, Disposition.INTERNAL})
"""What no person is shown for sorting, though it may be about the notice. Of unrelated mail nothing is kept to show."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A disposition and the one clause that explains it to a person."""

    disposition: Disposition
    reason: str
    specific: bool = field(default=False, compare=False)
    """Something in the message points to this very notice: its phrase, nearly its phrase, or its title's words."""
    automatic: bool = field(default=False, compare=False)
    """A machine answered, or may have: whatever letter it answers, it is filed in no dossier by that."""


def is_late(received_at: datetime, closes_at: datetime) -> bool:
    """Whether what arrived then is late for a notice that closes then: arrival decides, to the instant.

    `closes_at` is the first instant that is too late (the notice's last day is included to its last instant).
    """
    return received_at >= closes_at


def by_arrival(received_at: datetime, closes_at: datetime) -> Disposition:
    """What a candidate's message is by its arrival alone."""
    return Disposition.LATE if is_late(received_at, closes_at) else Disposition.APPLICATION
