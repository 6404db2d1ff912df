"""Mail of which no original is kept and one is wanted: the next poll asks for it.

A mailbox may list a mail and not give it: what was given for it, when it is asked for again, how it ended. Or a person
says that a mail is an application of which a row alone was kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from store.database.models import MessageRow, ReviewRow, SightingRow, WithheldRow
from store.database.sessions import StorePart
from store.errors import NotInStore
from store.reviews.in_force import in_force_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from parsers.values.sightings import StandIn

GONE = "no mailbox has it any more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Withheld:
    """A mail that is withheld, as one mailbox lists it."""

    message_id: int
    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    kind: str
    says: str
    since: datetime
    asked: int
    again_at: datetime
    settled: bool
    """A person has said that it need not come: on the mail itself (but by asking for it), or on its being withheld."""


class Withholding(StorePart):
    """The withheld mails within one transaction."""

    def due(self, mailbox: str, folder: str, uidvalidity: int, at: datetime) -> dict[int, int]:
        """The UIDs of a folder to be asked for again now, each with how often it was."""
        query = _rows().where(
            SightingRow.mailbox == mailbox,
            SightingRow.folder == folder,
            SightingRow.uidvalidity == uidvalidity,
            WithheldRow.settled_at.is_(None),
            WithheldRow.again_at <= at,
        )
        return {sighting.uid: row.asked for row, sighting in self._session.execute(query.order_by(SightingRow.uid))}

    def keep(
        self, sighting_id: int, stand_in: StandIn, *, digest: str | None, at: datetime, again_at: datetime
    ) -> None:
        """A mail was asked for and did not come; `digest` is the original of what came."""
        row = self._session.get(WithheldRow, sighting_id)
        if row is None:
            row = WithheldRow(sighting_id=sighting_id, since=at, asked=0)
            self._session.add(row)
        row.kind, row.says, row.sha256 = stand_in.kind, stand_in.says, digest or row.sha256
        row.asked, row.again_at, row.came_at = row.asked + 1, again_at, None
        self._session.flush()

    def put_off(self, mailbox: str, folder: str, uidvalidity: int, uid: int, again_at: datetime) -> None:
        """A mail was asked for, and is no longer listed: only a person ends that."""
        place = (mailbox, folder, uidvalidity, uid)
        columns = (SightingRow.mailbox, SightingRow.folder, SightingRow.uidvalidity, SightingRow.uid)
        query = _rows().where(*(column == value for column, value in zip(columns, place, strict=True)))
        for row, _ in self._session.execute(query):
            row.asked, row.again_at = row.asked + 1, again_at
        self._session.flush()

    def came(self, sighting_id: int, at: datetime) -> bool:
        """The mail itself is there. Whether it was withheld."""
        row = self._session.get(WithheldRow, sighting_id)
        if row is None or row.came_at is not None:
            return False
        row.came_at = at
        self._session.flush()
        return True

    def settle(self, message_id: int, by: str, at: datetime) -> int:
        """A person says that a message need not be asked for any more; in how many mailboxes it was.
        Raises NotInStore: no mailbox withholds such a message.
        """
        rows = [row for row, _ in self._session.execute(_rows().where(SightingRow.message_id == message_id))]
        if not rows:
            raise NotInStore(f"no mailbox withholds a message {message_id}")
        for row in rows:
            row.settled_at, row.settled_by = row.settled_at or at, row.settled_by or by
        self._session.flush()
        return len(rows)

    def all(self) -> tuple[Withheld, ...]:
        """Every mail that has not come, settled or not, by mailbox, folder, UIDVALIDITY and UID."""
        order = (SightingRow.mailbox, SightingRow.folder, SightingRow.uidvalidity, SightingRow.uid)
        rows = self._session.execute(_rows().order_by(*order)).all()
        words = in_force_on(self._session, {sighting.message_id for _, sighting in rows})
        spoken = {word.message_id for word in words if word.kind in {"accept", "dismiss"}}
        spoken -= asked_for(self._session)
        return tuple(_value(row, sighting, spoken) for row, sighting in rows)


def _rows() -> Select[WithheldRow, SightingRow]:
    """What has not come, with where it is listed."""
    joined = select(WithheldRow, SightingRow).join(SightingRow, SightingRow.id == WithheldRow.sighting_id)
    return joined.where(WithheldRow.came_at.is_(None))


def _value(row: WithheldRow, sighting: SightingRow, spoken: set[int]) -> Withheld:
    return Withheld(
        message_id=sighting.message_id,
        mailbox=sighting.mailbox,
        folder=sighting.folder,
        uidvalidity=sighting.uidvalidity,
        uid=sighting.uid,
        kind=row.kind,
        says=row.says,
        since=row.since,
        asked=row.asked,
        again_at=row.again_at,
        settled=row.settled_at is not None or sighting.message_id in spoken,
    )


def asked_for(session: Session) -> frozenset[int]:
    """The messages whose last word is that they are an application, and of which nothing but a row is kept."""
    accepted = select(ReviewRow.message_id).where(ReviewRow.kind == "accept")
    query = select(MessageRow.id).where(MessageRow.id.in_(accepted), MessageRow.sha256.is_(None))
    words = in_force_on(session, set(session.scalars(query)))
    last = {word.message_id: word.kind for word in words if word.kind in {"accept", "dismiss"}}
    return frozenset(message_id for message_id, kind in last.items() if kind == "accept")


def uids_asked_for(session: Session, mailbox: str, folder: str, uidvalidity: int) -> dict[int, int]:
    """The UIDs by which this folder shows what is asked for, each with its message."""
    query = select(SightingRow.uid, SightingRow.message_id).where(
        SightingRow.message_id.in_(asked_for(session)),
        SightingRow.mailbox == mailbox,
        SightingRow.folder == folder,
        SightingRow.uidvalidity == uidvalidity,
    )
    return dict(session.execute(query).all())


def note_gone(session: Session, message_ids: Iterable[int]) -> None:
    """Their owner has taken them out of the mailbox: whoever asked for them is told. They are looked for again."""
    named = MessageRow.id.in_(list(message_ids))
    session.execute(update(MessageRow).where(named, MessageRow.sha256.is_(None)).values(error=GONE))
    session.expire_all()
