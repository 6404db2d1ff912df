"""What became of each UID that a server ever listed: an original, a row with a reason, or an open alarm.

Nothing is unaccounted for, says docs/architecture.md; this is where it is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from parsers.values.dispositions import Disposition
from store.database.codec import value_of
from store.database.models import MessageRow, SightingRow, WithheldRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

WITHOUT_CONTENT = frozenset(
    {
        Disposition.UNRELATED.value,
        Disposition.INTERNAL.value,
        Disposition.AUTO_REPLY.value,
        Disposition.BOUNCE.value,
    }
)
"""What may be recorded without its original: its headers told enough."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UidOutcome:
    """What became of one UID."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    message_id: int
    kind: Literal["original", "reason", "alarm"] | None
    """None: it is none of the three, which must never be."""
    digest: str | None
    """Of its original."""
    says: str
    """The reason, or what the server says of a mail that it withholds."""


def uid_outcomes(session: Session) -> Iterator[UidOutcome]:
    """Every UID that was ever recorded, by mailbox, folder, UIDVALIDITY and UID."""
    query = (
        select(SightingRow, MessageRow, WithheldRow)
        .outerjoin(MessageRow, MessageRow.id == SightingRow.message_id)
        .outerjoin(WithheldRow, WithheldRow.sighting_id == SightingRow.id)
        .order_by(SightingRow.mailbox, SightingRow.folder, SightingRow.uidvalidity, SightingRow.uid)
        .execution_options(yield_per=1000)
    )
    for sighting, message, withheld in session.execute(query):
        digest = sighting.sha256 or (message.sha256 if message else None)
        alarm = withheld if withheld is not None and withheld.came_at is None else None
        says = alarm.says if alarm else message.reason if message else ""
        yield value_of(UidOutcome, sighting, kind=_kind(digest, alarm, message), digest=digest, says=says)


def _kind(
    digest: str | None, alarm: WithheldRow | None, message: MessageRow | None
) -> Literal["original", "reason", "alarm"] | None:
    if alarm is not None:
        return "alarm"
    if digest is not None:
        return "original"
    told = message is not None and message.ruled_disposition in WITHOUT_CONTENT and message.reason.strip()
    return "reason" if told else None
