"""Instants in the zone of their notice."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.database.models import NoticeRow
from store.database.models.base import UTCDateTime
from store.database.sessions import StorePart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, tzinfo

    from sqlalchemy import Dialect
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


class ReadModels(StorePart):
    """Read models of one subject, as of one moment."""

    @cached_property
    def _zones(self) -> Zones:
        return Zones(self._session)


class KeptInstants:
    """Instants as a database has them, which stand in the order of time: read and written by its own rules."""

    def __init__(self, dialect: Dialect) -> None:
        kind: Any = UTCDateTime().dialect_impl(dialect)
        self.read: Callable[[Any], datetime] = kind.result_processor(dialect, None)
        self.written: Callable[[datetime], Any] = kind.bind_processor(dialect)


def by_day(instants: Sequence[Any], zone: tzinfo, kept: KeptInstants) -> dict[date, int]:
    """How many of these, which are in order, fall on each day of a zone: looked at once a day, not one by one."""
    found: dict[date, int] = {}
    start = 0
    while start < len(instants):
        day = kept.read(instants[start]).astimezone(zone).date()
        midnight = kept.written(datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC))
        end = max(bisect_left(instants, midnight, start), start + 1)
        found[day] = found.get(day, 0) + end - start
        start = end
    return found
