"""What the closing report tells: the values that its words, its text and its page are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from store.views.values import ApplicationRow, MessageView, Overview


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """All that the report says, in no language yet."""

    slug: str
    title: str
    closes_at: datetime
    """The last instant that was in time, in the notice's zone."""
    at: datetime
    overview: Overview
    applications: tuple[ApplicationRow, ...]
    """All, by arrival."""
    late: tuple[tuple[ApplicationRow, str], ...]
    """Those that came too late, with what the rules say of their first mail."""
    near_misses: tuple[MessageView, ...]
    """Not decided by anybody yet."""
    failed: tuple[MessageView, ...]
    unreadable: tuple[tuple[int | None, str | None, str], ...]
    """(application, file name, reason)."""
    differences: tuple[str, ...]
    """What the last reconciliation found."""
    unreached: tuple[str, ...]
    """Mailboxes that could not be looked at in the end."""
