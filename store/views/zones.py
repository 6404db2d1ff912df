"""Instants in the zone of their notice."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.database.models import NoticeRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ZONES = select(NoticeRow.slug, NoticeRow.timezone).order_by(NoticeRow.slug)


class Zones:
    """The notices' zones, read once."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(_ZONES)
        self._zones: dict[str | None, tzinfo] = {slug: ZoneInfo(name) for slug, name in rows}
        self._other = next(iter(self._zones.values()), UTC)

    def of(self, notice: str | None) -> tzinfo:
        """The zone of a notice; of mail that belongs to none, the first notice's."""
        return self._zones.get(notice, self._other)

    def local(self, at: datetime, notice: str | None) -> datetime:
        """The same instant in the notice's zone."""
        return at.astimezone(self.of(notice))
