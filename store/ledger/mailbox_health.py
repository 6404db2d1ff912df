"""How each mailbox has been, and small things that must outlive a restart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from store.database.codec import value_of
from store.database.models import MailboxRow, Metadatum
from store.database.sessions import StorePart

if TYPE_CHECKING:
    from datetime import datetime


REFUSED = "refused "
"""Under this name and the mailbox's it is kept that its door was shut."""


def lock_of(mailbox: str) -> str:
    """Under which name a mailbox's health, and what is kept of it alone, is written (`Store.begin`)."""
    return f"mailbox {mailbox}"


@dataclass(frozen=True, kw_only=True, slots=True)
class MailboxHealth:
    """How a mailbox has been of late."""

    name: str
    last_attempt_at: datetime | None
    last_success_at: datetime | None
    failures: int
    """Attempts that failed since the last success."""
    failing_since: datetime | None
    last_error: str | None
    refused: bool = False
    """At the last attempt its door was shut to us until a person opens it: login, certificate, folder."""


class Health(StorePart):
    """The mailboxes' health within one transaction."""

    def succeeded(self, mailbox: str, at: datetime) -> None:
        """A pass over the mailbox came to its end."""
        row = self._row(mailbox)
        row.last_attempt_at = row.last_success_at = at
        row.failures, row.failing_since, row.last_error = 0, None, None
        self.put(REFUSED + mailbox, None)

    def failed(self, mailbox: str, at: datetime, error: str, *, refused: bool = False) -> int:
        """A pass failed, or its door was shut (`refused`). Returns how many have failed since the last success."""
        self.put(REFUSED + mailbox, "yes" if refused else None)
        row = self._row(mailbox)
        row.last_attempt_at, row.last_error = at, error
        row.failures += 1
        row.failing_since = row.failing_since or at
        return row.failures

    def all(self) -> tuple[MailboxHealth, ...]:
        """Every mailbox, by name."""
        refused, rows = self.beginning(REFUSED), self._session.scalars(select(MailboxRow).order_by(MailboxRow.name))
        return tuple(value_of(MailboxHealth, row, refused=row.name in refused) for row in rows)

    def get(self, key: str) -> str | None:
        """A named value that must outlive a restart (the last report, an alert's state)."""
        row = self._session.get(Metadatum, f"kept {key}")
        return row.value if row else None

    def beginning(self, words: str) -> dict[str, str]:
        """The named values whose names begin with these words, each by the rest of its name."""
        begin = f"kept {words}"
        query = select(Metadatum.key, Metadatum.value).where(Metadatum.key.startswith(begin, autoescape=True))
        return {key.removeprefix(begin): value for key, value in self._session.execute(query)}

    def put(self, key: str, value: str | None) -> None:
        """Keeps a named value; None takes it away."""
        row = self._session.get(Metadatum, f"kept {key}")
        if row is not None and value is None:
            self._session.delete(row)
        elif row is not None:
            row.value = value or ""
        elif value is not None:
            self._session.add(Metadatum(key=f"kept {key}", value=value))
        self._session.flush()

    def _row(self, mailbox: str) -> MailboxRow:
        row = self._session.get(MailboxRow, mailbox)
        if row is None:
            row = MailboxRow(name=mailbox, failures=0)
            self._session.add(row)
            self._session.flush()
        return row
