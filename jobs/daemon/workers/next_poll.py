"""When each mailbox is to be polled next: kept in the store for whichever worker polls it, by the daemon's policy."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ingest.backoff import BackOff
from ingest.errors import CLOSED_DOORS
from store.database.codec import decode, encode

if TYPE_CHECKING:
    from ingest.errors import MailboxError
    from store.ledger.mailbox_health import Health

KEY = "due "
"""Before a mailbox's name: where the store keeps it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NextPoll:
    """How a mailbox's polls have gone, and when the next is due."""

    not_before: datetime | None = None
    """None: at once."""
    failures: int = 0
    refusals: int = 0
    closed: bool = False
    """Its door is closed to us until a person opens it: login, certificate, folder."""

    @classmethod
    def of(cls, health: Health, mailbox: str) -> NextPoll:
        """As the store has it."""
        return cls._read(health.get(KEY + mailbox) or "{}")

    @classmethod
    def all(cls, health: Health) -> dict[str, NextPoll]:
        """By mailbox, of all that were polled."""
        return {mailbox: cls._read(kept) for mailbox, kept in health.beginning(KEY).items()}

    @classmethod
    def _read(cls, kept: str) -> NextPoll:
        return decode(cls, json.loads(kept))

    def keep(self, health: Health, mailbox: str) -> None:
        """In the store."""
        health.put(KEY + mailbox, json.dumps(encode(self)))

    def is_now(self, now: datetime) -> bool:
        """Whether the mailbox is to be polled."""
        return self.not_before is None or now >= self.not_before

    def after(self, fault: MailboxError | None, now: datetime, interval: float) -> NextPoll:
        """After a poll: in an interval, or as the backoff says."""
        if fault is None:
            return NextPoll(not_before=now + timedelta(seconds=interval))
        failed = BackOff(failures=self.failures, refusals=self.refusals).failed(fault, now, random.random())  # noqa: S311 - dice, no secret
        return NextPoll(
            not_before=failed.not_before,
            failures=failed.failures,
            refusals=failed.refusals,
            closed=isinstance(fault, CLOSED_DOORS),
        )
