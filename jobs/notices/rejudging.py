"""What other rules would make of the messages that are kept, told from stored values before anything happens.

`preview` is pure: no original is opened and nothing is written. A notice's subject, title, cutoff and colleagues'
domains are in the `Judge`; whoever is about to change one of them asks here first what moves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.ledger.dispositions import APPLYING, remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobs.notices.judging import Judge, Ruling
    from parsers.values.dispositions import Disposition
    from parsers.values.messages import Message
    from store.values import JudgedBy

HELD = "held change"
"""Under this name the store keeps what a person has not agreed to yet."""
FEW = 3
"""So many applications may become something else without anybody being asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A message that the rules would have for something else than now."""

    application_id: int | None
    before: Disposition
    after: Disposition
    lapses: bool
    """It would no longer match, and stay for all that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What would move, and of how many messages it can't be told without reading them."""

    moves: tuple[Move, ...]
    kept: int
    """Messages that were judged."""
    unheard: tuple[int, ...]
    """Ids of the messages of which no stored value tells: never read, or by an earlier version."""

    @property
    def applications(self) -> frozenset[int]:
        """The applications that would have a message become something else."""
        return frozenset(
            move.application_id for move in self.moves if move.application_id is not None and move.before in APPLYING
        )

    @property
    def is_mass(self) -> bool:
        """More than a few applications would become something else: a person is to say so first."""
        return len(self.applications) > FEW

    @property
    def sentence(self) -> str:
        """What moves and how many, in one clause for a person."""
        counts = Counter(
            (_name(move.before, lapsed=False), _name(move.after, lapsed=move.lapses)) for move in self.moves
        )
        kinds = ", ".join(f"{count} {before} → {after}" for (before, after), count in sorted(counts.items()))
        return (
            f"{len(self.applications)} applications would become something else ({kinds})" if kinds else "nothing moves"
        )


def preview(heard: Iterable[JudgedBy], judge: Judge) -> Preview:
    """What the judge's rules would make of these messages (`transaction.ledger.heard()` gives those of a store)."""
    kept = list(heard)
    unheard = tuple(one.message_id for one in kept if one.message is None)
    return Preview(
        moves=tuple(move for one in kept if (move := _move(one, judge))),
        kept=len(kept) - len(unheard),
        unheard=unheard,
    )


def _move(one: JudgedBy, judge: Judge) -> Move | None:
    """Where the judge's rules would have a message for something else than they did last."""
    if one.message is None:
        return None
    ruling = judge_again(judge, one, one.message)
    held, lapsed = remembered(ruling.verdict, one.was, spoken=one.spoken, in_junk=one.in_junk)
    if (held.disposition, ruling.notice) == (one.disposition, one.notice):
        return None
    return Move(application_id=one.application_id, before=one.disposition, after=held.disposition, lapses=lapsed)


def judge_again(judge: Judge, one: JudgedBy, message: Message) -> Ruling:
    """What the rules say of a message by what is stored of it."""
    return judge.judge_read(message, one.received_at, one.documents, known=one.fits, stands=one.notice)


def _name(disposition: Disposition, *, lapsed: bool) -> str:
    return "no longer matching" if lapsed else disposition.value.replace("_", " ")
