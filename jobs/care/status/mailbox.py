"""How one mailbox is doing, as `status`, the alerts and the metrics tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from jobs.intake.poll.junk_count import JunkStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class MailboxStatus:
    """How a mailbox is doing."""

    name: str
    last_success_at: datetime | None
    last_attempt_at: datetime | None
    failures: int
    failing_since: datetime | None
    last_error: str | None
    unanswered: int
    """Listed mails of which it gives nothing at all; they are among the withheld."""
    refused: bool = False
    """The login was refused at the last attempt: a person must mend it."""
    warning: str | None = None
    """Its sign-in dies soon."""
    junk: JunkStatus | None = None
    """Its junk folder; None where it has none, or where that is to be left alone."""
    withheld: int = 0
    """Listed mails that it does not give, or gives something else for, until they come or a person says so."""
