"""Messages of which nothing is recorded yet, nearly all that a look at a mailbox brings: recorded many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, exists, or_, select

from parsers.values.dispositions import Disposition, Verdict
from store.database.codec import fields_of
from store.database.ids import next_ids
from store.database.models import MessageNotice, MessageRow, SightingRow
from store.database.sessions import insert_all
from store.ledger import dispositions, message_content
from store.values import RecordedMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from parsers.values.sightings import Sighting


_Values: TypeAlias = "dict[str, Any]"
"""A row, by column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMessage:
    """A message that a mailbox shows, what its headers tell, and its original where that was fetched."""

    sighting: Sighting
    verdict: Verdict
    fingerprint: str = ""
    """Of its headers; found here where nobody did before."""
    notice: str | None = None
    fits: frozenset[str] = frozenset()
    digest: str | None = None
    content_key: str | None = None
    proven: bool = False
    """Whether the server that delivered it vouches for its sender."""

    def __post_init__(self) -> None:
        if not self.fingerprint:
            object.__setattr__(self, "fingerprint", self.sighting.headers.fingerprint)


_FOLDER = (SightingRow.mailbox == bindparam("mailbox"), SightingRow.folder == bindparam("folder"))
_HERE = select(SightingRow.uid).where(
    *_FOLDER,
    SightingRow.uidvalidity == bindparam("uidvalidity"),
    SightingRow.uid.between(bindparam("first"), bindparam("last")),
)
_ELSEWHERE = select(SightingRow.fingerprint).where(*_FOLDER, SightingRow.uidvalidity != bindparam("uidvalidity"))
_RENUMBERED = select(
    or_(
        exists().where(*_FOLDER, SightingRow.uidvalidity < bindparam("uidvalidity")),
        exists().where(*_FOLDER, SightingRow.uidvalidity > bindparam("uidvalidity")),
    )
)
"""Whether the folder ever had another UIDVALIDITY: mostly not, and then no fingerprint need be looked for."""


def unknown(session: Session, messages: Sequence[NewMessage]) -> frozenset[int]:
    """The UIDs of those that stand in the ledger neither in this place nor, by fingerprint or content, in another.

    Of those with one content the first is unknown, the others are its copies. All are from one folder under one
    UIDVALIDITY.
    """
    if not messages:
        return frozenset()
    place, prints = messages[0].sighting, {one.sighting.uid: one.fingerprint for one in messages}
    folder = {"mailbox": place.mailbox, "folder": place.folder, "uidvalidity": place.uidvalidity}
    known = set(session.scalars(_HERE, folder | {"first": min(prints), "last": max(prints)}))
    moved: set[str] = set()
    if session.scalar(_RENUMBERED, folder):
        moved.update(session.scalars(_ELSEWHERE.where(SightingRow.fingerprint.in_(prints.values())), folder))
    keys = {one.content_key for one in messages if one.content_key is not None}
    contents = select(MessageRow.content_key).where(MessageRow.content_key.in_(keys))
    held: set[str | None] = set(session.scalars(contents)) if keys else set()
    found = set()
    for one in messages:
        uid = one.sighting.uid
        if uid not in known and prints[uid] not in moved and one.content_key not in held:
            found.add(uid)
            held |= {one.content_key} - {None}
    return frozenset(found)


def record(session: Session, messages: Sequence[NewMessage]) -> list[RecordedMessage]:
    """Notes messages that are `unknown`, in their order: one statement for each table."""
    numbers, places = (next_ids(session, name, len(messages)) for name in ("message", "sighting"))
    rows = [_row(number, one) for number, one in zip(numbers, messages, strict=True)]
    sightings = [_sighting(number, row, one) for number, row, one in zip(places, rows, messages, strict=True)]
    fitting = [
        {"message_id": row["id"], "notice": slug}
        for row, one in zip(rows, messages, strict=True)
        if row.get("content_key") is not None and one.notice
        for slug in sorted({*one.fits, one.notice})
    ]
    insert_all(session, MessageRow, [row for row in rows if "subject" not in row])
    insert_all(session, MessageRow, [row for row in rows if "subject" in row])
    insert_all(session, MessageNotice, fitting)
    insert_all(session, SightingRow, sightings)
    return [
        RecordedMessage(
            message_id=row["id"],
            new=True,
            pending=row["state"] == "archived",
            sighting_id=sighting["id"],
            was=row.get("was"),
        )
        for row, sighting in zip(rows, sightings, strict=True)
    ]


def fresh(number: int, sighting: Sighting, verdict: Verdict) -> _Values:
    """The row of a message that no mailbox has shown before, before anything of it is kept; by column."""
    verdict = dispositions.doubted(verdict) if sighting.in_junk else verdict
    return {
        "id": number,
        "received_at": sighting.received_at,
        "disposition": verdict.disposition.value,
        "reason": verdict.reason,
        "ruled_disposition": verdict.disposition.value,
        "ruled_reason": verdict.reason,
        "lapsed": False,
        "in_junk": sighting.in_junk,
        "applies": verdict.disposition in dispositions.APPLYING,
        "state": "skipped",
        "attempts": 0,
    }


_NOTHING: _Values = dict.fromkeys({*message_content.CONTENT, "was"} - {"sorting"})


def _row(number: int, one: NewMessage) -> _Values:
    """Of unrelated mail, nearly all that there is, without the columns that stay empty."""
    row = fresh(number, one.sighting, one.verdict)
    if one.verdict.disposition is Disposition.UNRELATED:
        return row
    row |= _NOTHING | message_content.described(one.sighting.headers)
    row["notice"] = one.notice
    if one.digest is not None:
        row |= {"content_key": one.content_key or one.digest, "sha256": one.digest, "state": "archived"}
        row["sender_proven"] = one.proven
        row["was"] = dispositions.known_as(row["ruled_disposition"])
    return row


def _sighting(number: int, message: _Values, one: NewMessage) -> _Values:
    sighting = one.sighting
    return {
        "id": number,
        "message_id": message["id"],
        **fields_of(sighting, "mailbox", "folder", "uidvalidity", "uid", "received_at", "size", "key"),
        "fingerprint": one.fingerprint,
        "sha256": message.get("sha256"),
    }
