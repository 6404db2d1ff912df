"""The states of a letter, and which act leads from which to which: the one table that says so.

A letter is *sending* from before it is handed over until what came of it is recorded. A death in between leaves it
*doubtful*: it may have gone out or not, a person says which, and nothing sends it again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LetterState(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    """A person has read it; it goes out at the next sending."""
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """A server refused it for good, at once or by a report that came back: it did not arrive."""
    DOUBTFUL = "doubtful"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What is done to a letter."""

    EDIT = "edit"
    APPROVE = "approve"
    RECALL = "recall"
    """Back to the drafts: it has not gone out, of a doubtful one by a person's word."""
    WITHDRAW = "withdraw"
    HOLD = "hold"
    """Back to the drafts just before it would be sent: its dossier has changed since it was approved."""
    CLAIM = "claim"
    """An attempt begins."""
    RECORD_SENT = "record_sent"
    RECORD_REFUSED = "record_refused"
    BOUNCE = "bounce"
    """A server reports that it could not be delivered after all."""
    PUT_OFF = "put_off"
    """The server did not take it now; it is tried again."""
    DOUBT = "doubt"
    RESTORE = "restore"
    """The store comes from a backup: what it has as open may have gone out since."""
    CONFIRM = "confirm"
    """A person says that a doubtful letter went out."""
    REPEAT = "repeat"
    """A person has a letter tried again that failed, or did not go out as they say."""
    SENT_BY_HAND = "sent_by_hand"


@dataclass(frozen=True, kw_only=True, slots=True)
class Transition:
    """From which states an act leads, and where."""

    source: frozenset[LetterState]
    target: LetterState


def _transition(target: LetterState, *source: LetterState) -> Transition:
    return Transition(source=frozenset(source), target=target)


_S = LetterState
MOVES = {
    Act.EDIT: _transition(_S.DRAFT, _S.DRAFT),
    Act.APPROVE: _transition(_S.APPROVED, _S.DRAFT),
    Act.RECALL: _transition(_S.DRAFT, _S.APPROVED, _S.FAILED, _S.DOUBTFUL),
    Act.WITHDRAW: _transition(_S.WITHDRAWN, _S.DRAFT, _S.APPROVED, _S.FAILED, _S.DOUBTFUL),
    Act.HOLD: _transition(_S.DRAFT, _S.APPROVED),
    Act.CLAIM: _transition(_S.SENDING, _S.APPROVED),
    # doubtful too: an attempt that was given up for dead and comes to its end knows best
    Act.RECORD_SENT: _transition(_S.SENT, _S.SENDING, _S.DOUBTFUL),
    Act.RECORD_REFUSED: _transition(_S.FAILED, _S.SENDING, _S.DOUBTFUL),
    Act.BOUNCE: _transition(_S.FAILED, _S.SENT, _S.DOUBTFUL),
    Act.PUT_OFF: _transition(_S.APPROVED, _S.SENDING),
    Act.DOUBT: _transition(_S.DOUBTFUL, _S.SENDING),
    Act.RESTORE: _transition(_S.DOUBTFUL, _S.DRAFT, _S.APPROVED, _S.SENDING, _S.FAILED),
    Act.CONFIRM: _transition(_S.SENT, _S.DOUBTFUL),
    Act.REPEAT: _transition(_S.APPROVED, _S.DOUBTFUL, _S.FAILED),
    Act.SENT_BY_HAND: _transition(_S.SENT, _S.DRAFT, _S.APPROVED, _S.FAILED),
}

ENDS = frozenset({LetterState.SENT, LetterState.FAILED, LetterState.WITHDRAWN})


def allowed(state: str) -> frozenset[str]:
    """What can be done to a letter in that state."""
    return frozenset(act.value for act, move in MOVES.items() if state in move.source)
