"""What workers tell of mail before it is read: who it is, and what it is by its headers and structure alone.

By what a mail is known is decided in `parsers/mail/message.py`; whether it is the mail, in
`parsers/mail/stand_in.py`. The key comes before the content, at the price of a second parse: whatever a mail does to
its reader, it is recorded, and recognised in the other mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from jobs.sandbox.answers import Digest
from parsers.disposition.disposition import AtSight, at_sight
from parsers.disposition.notice_index import NoticeIndex, NoticeRules
from parsers.values.headers import Headers, House
from parsers.values.sightings import Outline, StandIn

Head: TypeAlias = tuple[bytes, Any, datetime]
"""A header block, the BODYSTRUCTURE if there is one, and when the mail arrived."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContentIdentity:
    """What the bytes of an original say of themselves."""

    content_key: Digest
    """The same in both mailboxes."""
    stand_in: StandIn | None = None
    """What they are instead of the mail, where they are not the mail."""


def identities_task(
    originals: tuple[tuple[bytes, Headers | None, int], ...], house: House
) -> tuple[ContentIdentity, ...]:
    """Who each original is, beside what the server of this house announced of it and the size that it told."""
    from parsers.mail.message import identity_of  # noqa: PLC0415 - loaded by the zygote, not by the daemon
    from parsers.mail.stand_in import stand_in  # noqa: PLC0415 - as above

    return tuple(
        ContentIdentity(
            content_key=identity_of(original), stand_in=stand_in(original, announced=announced, size=size, house=house)
        )
        for original, announced, size in originals
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """What an original says of itself that no mailbox announces any more."""

    identity: ContentIdentity
    headers: Headers
    outline: Outline


def envelope_task(original: bytes, house: House) -> Envelope:
    """Who an original is, with its headers and structure: its parts are taken apart once for all three."""
    from parsers.mail.message import read_envelope  # noqa: PLC0415 - as above
    from parsers.mail.stand_in import stand_in  # noqa: PLC0415 - as above

    headers, outline, content_key = read_envelope(original)
    return Envelope(
        identity=ContentIdentity(content_key=content_key, stand_in=stand_in(original, house=house)),
        headers=headers,
        outline=outline,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldSights:
    """What some mails are at sight: nearly all are one of a few things."""

    prints: tuple[Digest, ...]
    """Their fingerprints, in order."""
    kinds: tuple[int, ...]
    """By mail, which of `under` it is."""
    under: tuple[tuple[int, ...], ...]
    """Under each of the notices, which of `sights` that is."""
    sights: tuple[AtSight, ...]

    def seen(self) -> list[list[AtSight]]:
        """By mail what it is under each of the notices; alike ones are one."""
        under = [[self.sights[at] for at in one] for one in self.under]
        return [under[kind] for kind in self.kinds]

    def are_of(self, mails: int, notices: int) -> bool:
        """Whether they tell of so many mails under so many notices: of a worker only the types are sure."""
        return (
            len(self.prints) == len(self.kinds) == mails >= len(self.under)
            and all(0 <= kind < len(self.under) for kind in self.kinds)
            and all(len(one) == notices for one in self.under)
            and all(0 <= at < len(self.sights) for one in self.under for at in one)
        )


def sights_task(rules: tuple[NoticeRules, ...], heads: tuple[Head, ...]) -> ToldSights:
    """What these mails are to the notices with these rules."""
    from ingest.imap.bodystructure import outline  # noqa: PLC0415 - loaded by the zygote: a worker can't read it
    from parsers.mail.headers.headers import read_headers  # noqa: PLC0415 - loaded by the zygote, not by the daemon

    notices = NoticeIndex(rules)
    sights: dict[tuple[AtSight, bool], int] = {}  # verdicts are equal that point to a notice and that do not
    under: dict[tuple[int, ...], int] = {}
    prints, kinds = [], []
    for block, structure, received_at in heads:
        headers = read_headers(block)
        parts = None if structure is None else outline(structure)
        seen = at_sight(headers, parts, notices, received_at)
        alike = {id(one): one for one in seen}
        numbers = {at: sights.setdefault((one, one.verdict.specific), len(sights)) for at, one in alike.items()}
        prints.append(headers.fingerprint)
        kinds.append(under.setdefault(tuple(numbers[id(one)] for one in seen), len(under)))
    told = tuple(one for one, _ in sights)
    return ToldSights(prints=tuple(prints), kinds=tuple(kinds), under=tuple(under), sights=told)
