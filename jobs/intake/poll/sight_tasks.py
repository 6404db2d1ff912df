"""What workers tell of mail by its headers and structure alone: the daemon reads those that matter, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from jobs.sandbox.answers import Digest
from parsers.disposition.disposition import AtSight, at_sight
from parsers.disposition.notice_index import NoticeIndex
from parsers.disposition.notice_rules import NoticeRules

Head: TypeAlias = tuple[bytes, Any, datetime]
"""A header block, the BODYSTRUCTURE if there is one, and when the mail arrived."""


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
