"""When and where an original was seen, and what it was kept as: beside it in the archive, without a word of it.

With the originals alone a lost store can be built again, even when the mailboxes are empty: arrival decides the cutoff,
and the bytes do not tell it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.values.sightings import Sighting


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Arrival:
    """One mailbox that showed the original, as IMAP names it; `received_at` is INTERNALDATE, in UTC."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    key: str | None = None
    in_junk: bool = False

    @classmethod
    def of(cls, sighting: Sighting) -> Arrival:
        """What a sighting says of place and time."""
        told = {one.name: getattr(sighting, one.name) for one in fields(cls)}
        return cls(**told | {"received_at": sighting.received_at.astimezone(UTC)})

    @property
    def place(self) -> tuple[str, str, int, int]:
        """What names it."""
        return self.mailbox, self.folder, self.uidvalidity, self.uid


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """All that is known of an original beside its bytes."""

    seen: tuple[Arrival, ...] = ()
    """Each place once, in the order in which they were seen."""
    kept_as: str | None = None
    """The disposition under which it was first kept; once it is there, no rule takes the original away."""
    message: int | None = None
    """The id of its message in the store: people's words hang on it."""

    @property
    def received_at(self) -> datetime | None:
        """The earliest arrival."""
        return min((one.received_at for one in self.seen), default=None)

    def seen_again(self, sighting: Sighting) -> Provenance:
        """With one sighting more; the same again changes nothing."""
        return self.joined(Provenance(seen=(Arrival.of(sighting),)))

    def joined(self, other: Provenance) -> Provenance:
        """What both say; of one place the earlier arrival."""
        places = {one.place: one for one in self.seen}
        for one in other.seen:
            known = places.get(one.place, one)
            arrived = min(one.received_at, known.received_at)
            places[one.place] = replace(one, received_at=arrived, in_junk=one.in_junk or known.in_junk)
        message = self.message if other.message is None else other.message
        return Provenance(seen=tuple(places.values()), kept_as=_closest(self.kept_as, other.kept_as), message=message)

    def to_json(self) -> str:
        """As it is kept."""
        seen = [asdict(one) | {"received_at": one.received_at.isoformat()} for one in self.seen]
        kept = {"kept_as": self.kept_as, "message": self.message, "seen": seen}
        return json.dumps(kept, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Provenance:
        """What `to_json` wrote. Raises ValueError, KeyError or TypeError where it is something else."""
        kept = json.loads(text)
        seen = tuple(
            Arrival(**one | {"received_at": datetime.fromisoformat(one["received_at"])}) for one in kept["seen"]
        )
        return cls(seen=seen, kept_as=kept["kept_as"], message=kept["message"])


_CLOSENESS = ("application", "late")


def _closest(one: str | None, other: str | None) -> str | None:
    """What was an application stays one, as a message in the store does."""
    if one in _CLOSENESS or other is None:
        return one
    return other if one is None or other in _CLOSENESS else one
