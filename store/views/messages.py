"""Messages, as the ledger has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, bindparam, select

from store.database.codec import value_of
from store.database.models import BodyRow, Membership, MessageNotice, MessageRow, SightingRow, WithheldRow
from store.ledger.withheld import asked_for
from store.reviews.in_force import in_force_of_kinds
from store.views.values import BodyView, MessageView, ProblemView, SightingView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.views.zones import Zones

MANY = 5_000
"""Messages of which more are not asked for by number: then what belongs to all is read."""
# Put together once: that costs more than what they ask for.
_ALL = (
    select(MessageRow, Membership).outerjoin(Membership, Membership.message_id == MessageRow.id).order_by(MessageRow.id)
)
_WITHHELD = (
    select(SightingRow.message_id)
    .join(WithheldRow, WithheldRow.sighting_id == SightingRow.id)
    .where(WithheldRow.came_at.is_(None))
)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_OF = _ALL.where(MessageRow.id.in_(_IDS))
_BODIES = select(BodyRow).where(BodyRow.message_id.in_(_IDS)).order_by(BodyRow.message_id)
_NOTICES = select(MessageNotice).order_by(MessageNotice.message_id, MessageNotice.notice)
_NOTICES_OF = _NOTICES.where(MessageNotice.message_id.in_(_IDS))
_SIGHTINGS = select(SightingRow).order_by(
    SightingRow.mailbox, SightingRow.folder, SightingRow.uidvalidity, SightingRow.uid
)
_SIGHTINGS_OF = _SIGHTINGS.where(SightingRow.message_id.in_(_IDS))


def messages(session: Session, zones: Zones) -> tuple[MessageView, ...]:
    """All messages, in ledger order."""
    return _views(session, zones, session.execute(_ALL).all())


def messages_of(session: Session, zones: Zones, numbers: Sequence[int]) -> tuple[MessageView, ...]:
    """These messages, in ledger order."""
    return _views(session, zones, session.execute(_OF, {"ids": numbers}).all())


def _views(session: Session, zones: Zones, rows: Sequence[Row[MessageRow, Membership]]) -> tuple[MessageView, ...]:
    ids = [row.id for row, _ in rows] if len(rows) <= MANY else None
    seen, notices = _sightings(session, ids), _notices(session, ids)
    withheld, spoken = _withheld(session), words(session)
    return tuple(
        replace(
            _message(row, membership, zones, seen.get(row.id, ()), notices.get(row.id, ())),
            withheld=row.id in withheld,
            word=spoken.get(row.id),
        )
        for row, membership in rows
    )


def words(session: Session) -> dict[int, str]:
    """By message what a person last said that it is: accepted, asked_for (its original is yet to come), dismissed."""
    spoken = {word.message_id: word.kind for word in in_force_of_kinds(session, {"accept", "dismiss"})}
    awaited = asked_for(session) if spoken else frozenset()
    told = {"accept": "accepted", "dismiss": "dismissed"}
    return {number: "asked_for" if number in awaited else told[kind] for number, kind in spoken.items()}


def _notices(session: Session, ids: list[int] | None) -> dict[int, list[str]]:
    """By message; without ids of all."""
    found: dict[int, list[str]] = {}
    for row in session.scalars(_NOTICES) if ids is None else session.scalars(_NOTICES_OF, {"ids": ids}):
        found.setdefault(row.message_id, []).append(row.notice)
    return found


def _withheld(session: Session) -> frozenset[int]:
    """The messages that a mailbox lists and does not give."""
    return frozenset(session.scalars(_WITHHELD))


def _sightings(session: Session, ids: list[int] | None) -> dict[int, list[SightingRow]]:
    """By message; without ids of all."""
    found: dict[int, list[SightingRow]] = {}
    for row in session.scalars(_SIGHTINGS) if ids is None else session.scalars(_SIGHTINGS_OF, {"ids": ids}):
        found.setdefault(row.message_id, []).append(row)
    return found


def _message(
    row: MessageRow, membership: Membership | None, zones: Zones, seen: Iterable[SightingRow], notices: Iterable[str]
) -> MessageView:
    return value_of(
        MessageView,
        row,
        sent_at=zones.local(row.sent_at, row.notice) if row.sent_at else None,
        received_at=zones.local(row.received_at, row.notice),
        application_id=membership.application_id if membership else None,
        waits=membership.waits if membership else None,
        changes=membership.changes if membership else None,
        third_party=membership.third_party if membership else False,
        notices=tuple(notices),
        withheld=False,
        word=None,
        mailboxes=tuple(
            value_of(SightingView, sighting, received_at=zones.local(sighting.received_at, row.notice))
            for sighting in seen
        ),
    )


def bodies(session: Session, message_ids: Sequence[int]) -> dict[int, BodyView]:
    """The bodies of these messages, as far as they were read."""
    return {row.message_id: _body(row) for row in session.scalars(_BODIES, {"ids": message_ids})}


def _body(row: BodyRow) -> BodyView:
    return value_of(
        BodyView,
        row,
        stretches=tuple((voice, start, end) for voice, start, end in row.stretches),
        is_letter="letter" in row.parts,
        is_cv="cv" in row.parts,
        recipients=tuple(address["email"] for address in row.to if address.get("email")),
        links=tuple(row.links),
        problems=problems(row.problems),
        authentication=row.authentication or {},
    )


def problems(kept: JSON) -> tuple[ProblemView, ...]:
    """Problems, as they were kept."""
    return tuple(ProblemView(code=item["code"], place=item["place"], sentence=item["sentence"]) for item in kept)
