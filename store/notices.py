"""The notices: data of the store, as somebody last applied them from the configuration."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, func, select, update

from parsers.values.criteria import Criterion
from store.database.codec import decode, encode
from store.database.models import (
    Application,
    FeedRow,
    InterviewRow,
    LetterRow,
    MessageNotice,
    MessageRow,
    Metadatum,
    NoticeRow,
    ReplyRow,
    SavedView,
    SlotRow,
    UserRow,
)
from store.database.sessions import StorePart, there
from store.errors import ReviewRefused
from store.reviews.standing import ACTIVE
from store.values import Notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_COPIED = ("title", "opens_at", "closes_at", "grace_hours", "timezone", "closed_at", "closed_by")
_REST = ("subject", "internal_domains", "criteria")
VERSION = "notices"
"""Under this name the metadata have their version."""
_HOLDERS = (MessageRow, Application, MessageNotice, LetterRow, SlotRow, InterviewRow, ReplyRow, FeedRow)
"""The tables that name a notice."""
_OF = select(MessageNotice).where(MessageNotice.message_id == bindparam("message"))
_ALL = select(NoticeRow).order_by(NoticeRow.slug)


class Notices(StorePart):
    """The notices within one transaction."""

    def put(self, notice: Notice) -> bool:
        """Keeps the notice as it is now. True when that changes which arrivals are late: see jobs' `rejudging`."""
        row = self._session.get(NoticeRow, notice.slug)
        moved = row is not None and row.closes_at != notice.closes_at
        if row is None:
            row = NoticeRow(slug=notice.slug)
            self._session.add(row)
        for name in _COPIED:
            setattr(row, name, getattr(notice, name))
        row.subject = notice.subject or None
        row.internal_domains, row.criteria = list(notice.internal_domains), encode(notice.criteria)
        self._changed()
        return moved

    def version(self) -> str:
        """Another one after each change of any notice: who has them all need not read a thousand to know them."""
        row = self._session.get(Metadatum, VERSION)
        return row.value if row else ""

    def _changed(self) -> None:
        self._session.flush()
        row = self._session.get(Metadatum, VERSION)
        if row is None:
            self._session.add(Metadatum(key=VERSION, value="1"))
        else:
            row.value = str(int(row.value) + 1)
        self._session.flush()

    def get(self, slug: str) -> Notice:
        """The notice of that slug."""
        return notice_of(self._session, slug)

    def all(self) -> tuple[Notice, ...]:
        """Every notice, closed ones too, by slug."""
        return tuple(_value(row) for row in self._session.scalars(_ALL))

    def close(self, slug: str, at: datetime, by: str | None = None) -> None:
        """It takes no new mail in from now on; what it has stays. `by` whom: None where it left the configuration."""
        row = self._row(slug)
        row.closed_at, row.closed_by = at, by
        self._changed()

    def reopen(self, slug: str) -> None:
        """It takes mail in again."""
        row = self._row(slug)
        row.closed_at = row.closed_by = None
        self._changed()

    def retire(self, slug: str, at: datetime) -> bool:
        """Closes a notice that is given up. One that nothing was ever for goes altogether: False."""
        if any(self._session.scalar(select(exists().where(table.notice == slug))) for table in _HOLDERS):
            self.close(slug, at)
            return True
        self._session.delete(self._row(slug))
        self._changed()
        return False

    def rename(self, slug: str, new: str) -> None:
        """Another slug for the same notice: everything that is its stays its.
        Raises NotInStore: there is no such notice; ReviewRefused: another notice has the new slug.
        """
        row = self._row(slug)
        if self._session.get(NoticeRow, new) is not None:
            raise ReviewRefused(f"there is a notice {new} already")
        self._session.add(NoticeRow(slug=new, **{name: getattr(row, name) for name in (*_COPIED, *_REST)}))
        self._session.flush()
        for table in _HOLDERS:
            self._session.execute(update(table).where(table.notice == slug).values(notice=new))
        self._session.execute(delete(NoticeRow).where(NoticeRow.slug == slug))
        self._rename_kept(slug, new)
        self._changed()
        self._session.expire_all()

    def _rename_kept(self, slug: str, new: str) -> None:
        """What is kept under its name: the end that was reported, lists that people saved, who is given it as what."""
        keys = update(Metadatum).where(Metadatum.key == f"kept report {slug}")
        self._session.execute(keys.values(key=f"kept report {new}"))
        for view in self._session.scalars(select(SavedView)):
            view.query = "&".join(
                f"notice={new}" if pair == f"notice={slug}" else pair for pair in view.query.split("&")
            )
        for user in self._session.scalars(select(UserRow)):
            user.notices = None if user.notices is None else [new if each == slug else each for each in user.notices]
            user.roles = {new if each == slug else each: role for each, role in (user.roles or {}).items()} or None
        self._session.flush()

    def counts(self) -> dict[str, tuple[int, int]]:
        """By slug, how many messages with content are or may be for it, and how many applications it has (those that
        were withdrawn or are none left out).
        """
        messages = self._counted(MessageNotice.notice, MessageNotice)
        applications = self._counted(Application.notice, Application, Application.standing == ACTIVE)
        return {slug: (messages.get(slug, 0), applications.get(slug, 0)) for slug in self._slugs()}

    def _counted(self, column: object, table: type, *limits: ColumnElement[bool]) -> dict[str, int]:
        query = select(column, func.count()).select_from(table).where(*limits).group_by(column)  # type: ignore[call-overload]
        return dict(self._session.execute(query).all())

    def _slugs(self) -> Iterable[str]:
        return self._session.scalars(select(NoticeRow.slug).order_by(NoticeRow.slug))

    def _row(self, slug: str) -> NoticeRow:
        return there(self._session.get(NoticeRow, slug), f"notice {slug}")


def notice_of(session: Session, slug: str) -> Notice:
    """The notice of that slug."""
    row = there(session.get(NoticeRow, slug), f"notice {slug}")
    return _value(row)


def assign(session: Session, message: MessageRow, notice: str | None, fits: Iterable[str]) -> None:
    """Keeps under which notice a message stands, and all that it may be for."""
    message.notice = notice
    wanted = {*fits, *([notice] if notice else [])}
    known = {row.notice: row for row in session.scalars(_OF, {"message": message.id})}
    for slug in known.keys() - wanted:
        session.delete(known[slug])
    session.add_all(MessageNotice(message_id=message.id, notice=slug) for slug in sorted(wanted - known.keys()))
    session.flush()


def fitting(session: Session, message_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """By message, all notices that it may be for."""
    found: dict[int, set[str]] = {message: set() for message in message_ids}
    query = select(MessageNotice).where(MessageNotice.message_id.in_(message_ids))
    for row in session.scalars(query):
        found[row.message_id].add(row.notice)
    return {message: frozenset(slugs) for message, slugs in found.items()}


def _value(row: NoticeRow) -> Notice:
    return Notice(
        slug=row.slug,
        subject=row.subject or "",
        **{name: getattr(row, name) for name in _COPIED},
        internal_domains=tuple(row.internal_domains or ()),
        criteria=tuple(_criterion(json.dumps(criterion)) for criterion in row.criteria),
    )


@lru_cache(maxsize=1024)
def _criterion(text: str) -> Criterion:
    """A criterion of its JSON; notices have the same ones, and are read again and again."""
    return decode(Criterion, json.loads(text))
