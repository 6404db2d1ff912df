"""Messages of which nothing is recorded yet, nearly all that a look at a mailbox brings: recorded many at a time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from parsers.values.dispositions import Disposition, Verdict
from store.database.ids import next_ids
from store.database.models import MessageNotice, MessageRow, SightingRow
from store.ledger import dispositions, message_content
from store.values import RecordedMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from parsers.values.headers import Headers
    from parsers.values.sightings import Sighting


TELLING = ("message-id", "date", "from", "to", "subject", "received")
"""Fields that no server rewrites while it holds a message; trace fields make each delivery its own."""


def fingerprint(headers: Headers) -> str:
    """By what a message without content is known again after UIDVALIDITY has changed.

    A hash that gives nothing of the message away and is the same wherever and whenever the folder is read.
    """
    telling = [(name, value) for name, value in headers.fields if name in TELLING]
    return hashlib.sha256(json.dumps(telling, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMessage:
    """A message that a mailbox shows, what its headers tell, and its original where that was fetched."""

    sighting: Sighting
    verdict: Verdict
    notice: str | None = None
    fits: frozenset[str] = frozenset()
    digest: str | None = None
    content_key: str | None = None


def unknown(session: Session, messages: Sequence[NewMessage]) -> frozenset[int]:
    """The UIDs of those that stand in the ledger neither in this place nor, by fingerprint or content, in another.

    Of those with one content the first is unknown, the others are its copies. All are from one folder under one
    UIDVALIDITY.
    """
    if not messages:
        return frozenset()
    place, prints = messages[0].sighting, {one.sighting.uid: fingerprint(one.sighting.headers) for one in messages}
    folder = (SightingRow.mailbox == place.mailbox, SightingRow.folder == place.folder)
    same = SightingRow.uidvalidity == place.uidvalidity
    here = select(SightingRow.uid).where(*folder, same, SightingRow.uid.in_(prints))
    elsewhere = select(SightingRow.fingerprint).where(*folder, ~same, SightingRow.fingerprint.in_(prints.values()))
    keys = {one.content_key for one in messages if one.content_key is not None}
    contents = select(MessageRow.content_key).where(MessageRow.content_key.in_(keys))
    known, moved = set(session.scalars(here)), set(session.scalars(elsewhere))
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
    rows = [
        _row(number, one) for number, one in zip(next_ids(session, "message", len(messages)), messages, strict=True)
    ]
    session.add_all(rows)
    session.flush()
    session.add_all(
        MessageNotice(message_id=row.id, notice=slug)
        for row, one in zip(rows, messages, strict=True)
        if row.content_key is not None and one.notice
        for slug in sorted({*one.fits, one.notice})
    )
    sightings = [
        _sighting(number, row, one.sighting)
        for number, row, one in zip(next_ids(session, "sighting", len(messages)), rows, messages, strict=True)
    ]
    session.add_all(sightings)
    session.flush()
    return [
        RecordedMessage(
            message_id=row.id, new=True, pending=row.state == "archived", sighting_id=sighting.id, was=row.was
        )
        for row, sighting in zip(rows, sightings, strict=True)
    ]


def fresh(number: int, sighting: Sighting, verdict: Verdict) -> MessageRow:
    """The row of a message that no mailbox has shown before, before anything of it is kept."""
    verdict = dispositions.doubted(verdict) if sighting.in_junk else verdict
    return MessageRow(
        id=number,
        received_at=sighting.received_at,
        disposition=verdict.disposition.value,
        reason=verdict.reason,
        ruled_disposition=verdict.disposition.value,
        ruled_reason=verdict.reason,
        lapsed=False,
        in_junk=sighting.in_junk,
        applies=verdict.disposition in dispositions.APPLYING,
        state="skipped",
        attempts=0,
    )


def _row(number: int, one: NewMessage) -> MessageRow:
    row = fresh(number, one.sighting, one.verdict)
    if one.verdict.disposition is Disposition.UNRELATED:
        return row
    message_content.describe(row, one.sighting.headers)
    row.notice = one.notice
    if one.digest is not None:
        row.content_key, row.sha256, row.state = one.content_key or one.digest, one.digest, "archived"
        dispositions.note(row)
    return row


def _sighting(number: int, message: MessageRow, sighting: Sighting) -> SightingRow:
    return SightingRow(
        id=number,
        message_id=message.id,
        mailbox=sighting.mailbox,
        folder=sighting.folder,
        uidvalidity=sighting.uidvalidity,
        uid=sighting.uid,
        received_at=sighting.received_at,
        size=sighting.size,
        fingerprint=fingerprint(sighting.headers),
        key=sighting.key,
        sha256=message.sha256,
    )
