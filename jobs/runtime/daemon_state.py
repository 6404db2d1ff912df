"""What the daemon knows of its own doing, as it notes it in the store: for the status, the metrics and the alerts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - the store's codec reads it
from typing import Self

from store.database.codec import decode, encode

KEY = "daemon"
"""Under this name the store keeps the last note, for `candidatures status`."""
UNDELIVERED = "undelivered "
"""Under this name and the notice's slug the store keeps when its report could not go out last, and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DaemonState:
    """The daemon's state at one moment."""

    pid: int = 0
    started_at: datetime | None = None
    next_poll_at: datetime | None = None
    polls: int = 0
    unreached: frozenset[str] = frozenset()
    brought: frozenset[str] = frozenset()
    """Mailboxes that had something new at the last pass."""
    warnings: dict[str, str] = field(default_factory=dict)
    """By mailbox, that its sign-in dies soon."""
    troubles: dict[str, str] = field(default_factory=dict)
    """What is wrong beside the mailboxes, by a stable key."""
    audited_at: datetime | None = None
    differences: int = 0

    def to_json(self) -> str:
        """As the store keeps it."""
        return json.dumps(encode(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | None) -> Self:
        """As the store kept it; an empty one where there is none."""
        return decode(cls, json.loads(text or "{}"))
