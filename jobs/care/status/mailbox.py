"""How one mailbox is doing, as `status`, the alerts and the metrics tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class JunkStatus:
    """What lies in a mailbox's junk folder, as it was last looked at."""

    folder: str
    messages: int
    with_words: int
    """Those with a notice's words, its subject among them."""
    with_subject: int
    taken_in: bool
    """They are taken in as near misses, and need nobody to look into the folder."""
    error: str | None
    """Why it could not be looked into the last time."""

    @property
    def sentence(self) -> str:
        """What to tell a person of it."""
        if self.error:
            named = f" {self.folder}" if self.folder else ""
            return f"the junk folder{named} could not be looked into: {self.error}"
        subject = f" ({self.with_subject} with its subject)" if self.with_words else ""
        held = f"{self.messages} messages, {self.with_words} with a notice's words{subject}"
        return f"the junk folder {self.folder} holds {held}" + ("; these are near misses" if self.taken_in else "")


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
