"""What workers tell of mail by its headers and structure alone: the daemon reads those that matter, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from jobs.sandbox.answers import Digest
from parsers.disposition.disposition import AtSight, NoticeRules, at_sight

Head: TypeAlias = tuple[bytes, Any, datetime]
"""A header block, the BODYSTRUCTURE if there is one, and when the mail arrived."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldSights:
    """What some mails are at sight: nearly all are one of a few things."""

    prints: tuple[Digest, ...]
    """Their fingerprints, in order."""
    kinds: tuple[int, ...]
    """By mail, which of `seen` it is."""
    seen: tuple[tuple[AtSight, ...], ...]
    """Under each of the notices."""

    def are_of(self, mails: int, notices: int) -> bool:
        """Whether they tell of so many mails under so many notices: of a worker only the types are sure."""
        return (
            len(self.prints) == len(self.kinds) == mails
            and all(0 <= kind < len(self.seen) for kind in self.kinds)
            and all(len(one) == notices for one in self.seen)
        )


def sights_task(rules: tuple[NoticeRules, ...], heads: tuple[Head, ...]) -> ToldSights:
    """What these mails are to the notices with these rules."""
    from ingest.imap.bodystructure import outline  # noqa: PLC0415 - loaded by the zygote: a worker can't read it
    from parsers.mail.headers.headers import read_headers  # noqa: PLC0415 - loaded by the zygote, not by the daemon

    seen: dict[tuple[AtSight, ...], int] = {}
    prints, kinds = [], []
    for block, structure, received_at in heads:
        headers = read_headers(block)
        parts = None if structure is None else outline(structure)
        one = tuple(at_sight(headers, parts, rules, received_at))
        prints.append(headers.fingerprint)
        kinds.append(seen.setdefault(one, len(seen)))
    return ToldSights(prints=tuple(prints), kinds=tuple(kinds), seen=tuple(seen))
