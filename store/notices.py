"""The notices, as the configuration has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from parsers.values import Criterion
from store.codec import decode, encode
from store.errors import NotInStore
from store.models import NoticeRow
from store.values import Notice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Notices:
    """The notices within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, notice: Notice) -> bool:
        """Keeps the notice as it is now. True when that changes which arrivals are late: see `applications`."""
        row = self._session.get(NoticeRow, notice.slug)
        moved = row is not None and row.closes_at != notice.closes_at
        if row is None:
            row = NoticeRow(slug=notice.slug)
            self._session.add(row)
        row.title, row.closes_at, row.timezone = notice.title, notice.closes_at, notice.timezone
        row.criteria = encode(notice.criteria)
        self._session.flush()
        return moved

    def get(self, slug: str) -> Notice:
        """The notice of that slug."""
        return notice_of(self._session, slug)

    def all(self) -> tuple[Notice, ...]:
        """Every notice, by slug."""
        return tuple(_value(row) for row in self._session.scalars(select(NoticeRow).order_by(NoticeRow.slug)))


def notice_of(session: Session, slug: str) -> Notice:
    """The notice of that slug."""
    row = session.get(NoticeRow, slug)
    if row is None:
        raise NotInStore(f"there is no notice {slug}")
    return _value(row)


def _value(row: NoticeRow) -> Notice:
    return Notice(
        slug=row.slug,
        title=row.title,
        closes_at=row.closes_at,
        timezone=row.timezone,
        criteria=tuple(decode(Criterion, criterion) for criterion in row.criteria),
    )
