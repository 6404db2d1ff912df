"""What `check` says of one thing that it tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

USAGE = 2
UNREACHABLE = 3
Level = Literal["ok", "note", "fault"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What was tried, and how it went."""

    subject: str
    sentence: str
    level: Level = "ok"
    exit_code: int = 0
