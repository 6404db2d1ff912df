"""What of a notice decides on its mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - of a field


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeRules:
    """What of a notice decides on its mail."""

    subject: str
    """The phrase that an application has in its subject."""
    closes_at: datetime
    """The first instant that is too late."""
    internal_domains: frozenset[str] = frozenset()
    title: str = ""
    """The notice's title: a mail about it is no mail about something else."""
