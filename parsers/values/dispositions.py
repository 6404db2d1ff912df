"""What a message is to a notice."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Disposition(StrEnum):
    """What a message is to the notice (contract, `messages`)."""

    APPLICATION = "application"
    LATE = "late"
    NEAR_MISS = "near_miss"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    INTERNAL = "internal"
    UNRELATED = "unrelated"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A disposition and the one clause that explains it to a person."""

    disposition: Disposition
    reason: str
    specific: bool = field(default=False, compare=False)
    """Something in the message points to this very notice: its phrase, nearly its phrase, or its title's words."""
