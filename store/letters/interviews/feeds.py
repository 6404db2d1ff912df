"""The jury's calendar addresses, within one transaction: made, looked up by their secret, revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from store.database.codec import value_of
from store.database.ids import next_id
from store.database.models import FeedRow
from store.errors import NotInStore
from store.letters.interviews.values import CalendarFeed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session

OFTEN = timedelta(hours=1)
"""Calendars ask every few minutes: that one asked is kept to the hour."""


class Feeds:
    """The addresses; of each secret its hash alone is kept."""

    def __init__(self, session: Session, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._clock = clock

    def all(self, notice: str) -> tuple[CalendarFeed, ...]:
        """Those of a notice, the revoked ones too, oldest first."""
        rows = self._session.scalars(select(FeedRow).where(FeedRow.notice == notice).order_by(FeedRow.id))
        return tuple(value_of(CalendarFeed, row) for row in rows)

    def make(self, notice: str, jury: str | None, author: str) -> tuple[CalendarFeed, str]:
        """Create a feed. Returns it with its secret, which the store does not keep."""
        token = secrets.token_urlsafe(32)
        row = FeedRow(
            id=next_id(self._session, "feed"),
            notice=notice,
            jury=jury or None,
            token_sha256=_digest(token),
            created_at=self._clock(),
            created_by=author,
        )
        self._session.add(row)
        self._session.flush()
        return value_of(CalendarFeed, row), token

    def revoke(self, feed_id: int) -> None:
        """From now on it leads nowhere. Raises NotInStore."""
        row = self._session.scalar(select(FeedRow).where(FeedRow.id == feed_id))
        if row is None:
            raise NotInStore(f"there is no calendar address {feed_id}")
        row.revoked_at = row.revoked_at or self._clock()
        self._session.flush()

    def by_token(self, token: str) -> CalendarFeed:
        """The address with that secret. Raises NotInStore where there is none, or it was revoked."""
        query = select(FeedRow).where(FeedRow.token_sha256 == _digest(token), FeedRow.revoked_at.is_(None))
        row = self._session.scalar(query)
        if row is None:
            raise NotInStore("there is no such calendar")
        return value_of(CalendarFeed, row)

    def is_noted(self, feed: CalendarFeed) -> bool:
        """Whether it is known already that a calendar asked within the last hour."""
        return feed.read_at is not None and self._clock() - feed.read_at < OFTEN

    def note(self, feed_id: int) -> None:
        """A calendar asked for it now."""
        row = self._session.scalar(select(FeedRow).where(FeedRow.id == feed_id))
        if row is not None:
            row.read_at = self._clock()
            self._session.flush()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
