"""Where people put mails, and whose they say that these are: merges, separations and moves, the last word first.

A merge tells whether the other application's mails are the candidate's own, from another address (`joined`: the
candidate's particulars stay those of the application that they were merged into), or somebody else's about the
candidate (`thirds`: a recommendation, a question). Of somebody else's mail no word counts as the candidate's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from store.database.models import Membership
from store.reviews.in_force import in_force_of_kinds

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from store.database.models import ReviewRow

OWN, THIRD = "own", "third"
WHOSE = (OWN, THIRD)
"""Whose a mail is that a person puts into an application: the candidate's, or somebody else's about the candidate."""
KINDS = frozenset({"merge", "separate", "move"})
_APPLICATION_OF = select(Membership.application_id).where(Membership.message_id == bindparam("message"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Belonging:
    """What people's words in force say of mails."""

    merges: tuple[tuple[int, int], ...]
    """Messages of two applications that are one."""
    placed: dict[int, int | None]
    """By message one of the application that a person put it into; None: it stands alone."""
    joined: frozenset[int]
    thirds: frozenset[int]

    def third_parties(self, group: Collection[int]) -> frozenset[int]:
        """The mails of an application that are somebody else's; where nothing else is left, none is."""
        found = self.thirds.intersection(group)
        return found if len(found) < len(group) else frozenset()

    def joined_in(self, group: Collection[int]) -> frozenset[int]:
        """The mails of an application that came by a merge; where nothing else is left, none did."""
        found = self.joined.intersection(group)
        return found if len(found) < len(group) else frozenset()


def application_of(session: Session, message_id: int) -> int | None:
    """The application that a message belongs to now."""
    return session.scalar(_APPLICATION_OF, {"message": message_id})


def belonging(session: Session) -> Belonging:
    """As of now."""
    words = in_force_of_kinds(session, KINDS)
    placed = {word.message_id: word.other_id for word in words if word.kind != "merge"}
    merges = [word for word in words if word.kind == "merge"]
    moved = {word.message_id: _whose(word) for word in words if word.kind != "merge"}
    brought = {mail: _whose(word) for word in merges for mail in _brought(word)}
    whose = brought | moved
    return Belonging(
        merges=tuple((word.message_id, word.other_id or word.message_id) for word in merges),
        placed=placed,
        joined=frozenset(mail for mail, told in brought.items() if told == OWN and mail not in moved),
        thirds=frozenset(mail for mail, told in whose.items() if told == THIRD),
    )


def _whose(word: ReviewRow) -> str:
    return str((word.value or {}).get("whose", OWN))


def _brought(word: ReviewRow) -> list[int]:
    """The mails that a merge brought; none are told of one that an earlier version of the program kept."""
    return list((word.value or {}).get("brings", ()))
