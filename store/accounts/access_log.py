"""Who looked at whose data: written before it is shown, kept for a time, shown to who asks.

And which applications somebody has opened since their last mail came: the others are new to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, or_, select

from store.database.codec import value_of
from store.database.ids import next_id
from store.database.models import AccessRow, Application, ErasureRow, Membership, OpeningRow, UserRow
from store.database.sessions import DatedPart
from store.erasing.release import Release
from store.values import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, ColumnElement
    from sqlalchemy.orm import Session

AT_A_TIME = 1000
"""Looks in memory at once, of all that a page's few are looked for in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Access:
    """One look."""

    at: datetime
    author: str
    act: str
    message_id: int | None
    application_id: int | None
    """The application that the mail belongs to now."""
    document_id: int | None
    words: str | None
    shown: tuple[int, ...]


class AccessLog(DatedPart):
    """The log within one transaction."""

    def note(  # noqa: PLR0913 - the columns of a look
        self,
        author: str,
        act: str,
        *,
        message_id: int | None = None,
        document_id: int | None = None,
        words: str | None = None,
        shown: Sequence[int] = (),
    ) -> None:
        """Somebody looks."""
        self._session.add(
            AccessRow(
                id=next_id(self._session, "access"),
                at=self._clock(),
                author=author,
                act=act,
                message_id=message_id,
                document_id=document_id,
                words=words or None,
                shown=list(shown) or None,
            )
        )
        self._session.flush()

    def entries(self, *, limit: int, messages: Collection[int] | None = None) -> tuple[Access, ...]:
        """The last looks, newest first: all, or at these mails and applications, in lists too."""
        query = select(AccessRow, Membership.application_id).outerjoin(
            Membership, Membership.message_id == AccessRow.message_id
        )
        query = query.order_by(AccessRow.id.desc()).execution_options(yield_per=AT_A_TIME)
        if messages is None:
            return tuple(_access(row, application) for row, application in self._session.execute(query.limit(limit)))
        wanted = frozenset(messages)
        mine = or_(AccessRow.message_id.in_(wanted), AccessRow.shown.is_not(None))
        with self._session.execute(query.where(mine)) as rows:
            found = (_access(row, application) for row, application in rows)
            told = (one for one in found if one.message_id in wanted or wanted & set(one.shown))
            return tuple(islice(told, limit))

    def prune(self, before: datetime) -> int:
        """Takes away what is older; how many looks. That they went is told among the erasures."""
        old = list(self._session.scalars(select(AccessRow.id).where(AccessRow.at < before)))
        if not old:
            return 0
        number = next_id(self._session, "erasure")
        counts = {"access_log": len(old)}
        self._session.add(ErasureRow(id=number, at=self._clock(), author=PROGRAM, cause="log", counts=counts))
        self._session.flush()
        release = Release(self._session, number)
        release.add("access_log", old)
        self._session.execute(delete(AccessRow).where(AccessRow.at < before))
        release.forget()
        return len(old)


def _access(row: AccessRow, application_id: int | None) -> Access:
    return value_of(Access, row, application_id=application_id, shown=tuple(row.shown or ()))


def opened_by(user: str | BindParameter[str]) -> ColumnElement[bool]:
    """Whether somebody has opened an application since its last mail."""
    return exists().where(
        OpeningRow.message_id == Application.id,
        OpeningRow.user_id == UserRow.id,
        UserRow.name == user,
        OpeningRow.at >= Application.last_received_at,
    )


_NEW_TO = select(Application.id).where(
    Application.id.in_(bindparam("ids", expanding=True)), ~opened_by(bindparam("user"))
)


def new_to(session: Session, user: str, application_ids: Collection[int]) -> frozenset[int]:
    """Of these applications those that somebody has not opened since their last mail."""
    return frozenset(session.scalars(_NEW_TO, {"ids": list(application_ids), "user": user}))


class Openings(DatedPart):
    """Who opened what, within one transaction."""

    def note(self, user_id: int, application_id: int) -> None:
        """Somebody opens an application."""
        row = self._session.get(OpeningRow, (user_id, application_id))
        if row is None:
            row = OpeningRow(user_id=user_id, message_id=application_id)
            self._session.add(row)
        row.at = self._clock()
        self._session.flush()
