"""Letters to others in which a name was struck out: what has not left waits for a person again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.letters.states import LetterState

if TYPE_CHECKING:
    from parsers.values.evidence import JSON

UNAPPROVED = {"approved_at": None, "approved_by": None}
UNSEALED = {"message_ref": None, "dated_at": None, "retry_at": None}
MAY_GO = frozenset({LetterState.APPROVED, LetterState.FAILED, LetterState.DOUBTFUL})
"""States out of which a letter goes (again) under an approval: nobody has approved what it says now."""


def unsettled(*, state: str, revision: int) -> dict[str, JSON]:
    """The columns that change with the text: the mail had the name too, and a page that was shown is an old one."""
    changed: dict[str, JSON] = {"mail": None, "revision": revision + 1}
    if state in MAY_GO:
        changed |= UNAPPROVED
    if state == LetterState.APPROVED:
        changed |= UNSEALED | {"state": LetterState.DRAFT}
    return changed
