"""Messages known by their headers alone, nearly all that a working mailbox holds: recorded many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from parsers.values.dispositions import Disposition, Verdict
from store.database.ids import next_ids
from store.ledger import message_content
from store.ledger.dispositions import APPLYING
from store.ledger.header_fingerprint import fingerprint
from store.models import MessageRow, SightingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from parsers.values.sightings import Sighting


@dataclass(frozen=True, kw_only=True, slots=True)
class HeaderOnly:
    """A message of which nothing but its headers was fetched, and what they tell."""

    sighting: Sighting
    verdict: Verdict
    notice: str | None = None


def unknown(session: Session, sightings: Sequence[Sighting]) -> frozenset[int]:
    """The UIDs of those that stand in the ledger neither in this place nor, by fingerprint, under another UIDVALIDITY.

    All of them are from one folder under one UIDVALIDITY.
    """
    if not sightings:
        return frozenset()
    place, prints = sightings[0], {one.uid: fingerprint(one.headers) for one in sightings}
    folder = (SightingRow.mailbox == place.mailbox, SightingRow.folder == place.folder)
    same = SightingRow.uidvalidity == place.uidvalidity
    here = select(SightingRow.uid).where(*folder, same, SightingRow.uid.in_(prints))
    elsewhere = select(SightingRow.fingerprint).where(*folder, ~same, SightingRow.fingerprint.in_(prints.values()))
    known, moved = set(session.scalars(here)), set(session.scalars(elsewhere))
    return frozenset(uid for uid, telling in prints.items() if uid not in known and telling not in moved)


def record(session: Session, messages: Sequence[HeaderOnly]) -> None:
    """Notes messages that are `unknown`, in their order: one statement for them all, and one for their sightings."""
    rows = [
        _row(number, one) for number, one in zip(next_ids(session, "message", len(messages)), messages, strict=True)
    ]
    session.add_all(rows)
    session.flush()
    session.add_all(
        _sighting(number, row.id, one.sighting)
        for number, row, one in zip(next_ids(session, "sighting", len(messages)), rows, messages, strict=True)
    )
    session.flush()


def fresh(number: int, sighting: Sighting, verdict: Verdict) -> MessageRow:
    """The row of a message that no mailbox has shown before, before anything of it is kept."""
    return MessageRow(
        id=number,
        received_at=sighting.received_at,
        disposition=verdict.disposition.value,
        reason=verdict.reason,
        ruled_disposition=verdict.disposition.value,
        ruled_reason=verdict.reason,
        lapsed=False,
        in_junk=sighting.in_junk,
        applies=verdict.disposition in APPLYING,
        state="skipped",
        attempts=0,
    )


def _row(number: int, one: HeaderOnly) -> MessageRow:
    row = fresh(number, one.sighting, one.verdict)
    if one.verdict.disposition is not Disposition.UNRELATED:
        message_content.describe(row, one.sighting.headers)
        row.notice = one.notice
    return row


def _sighting(number: int, message_id: int, sighting: Sighting) -> SightingRow:
    return SightingRow(
        id=number,
        message_id=message_id,
        mailbox=sighting.mailbox,
        folder=sighting.folder,
        uidvalidity=sighting.uidvalidity,
        uid=sighting.uid,
        received_at=sighting.received_at,
        size=sighting.size,
        fingerprint=fingerprint(sighting.headers),
        key=sighting.key,
    )
