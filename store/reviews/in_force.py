"""Which of people's words are in force: all, but those that an undo in force undoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from store.database.models import ReviewRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy.orm import Session


# Put together once, for every page asks.
_ON = select(ReviewRow).where(ReviewRow.message_id.in_(bindparam("ids", expanding=True))).order_by(ReviewRow.id)
_OF_KINDS = select(ReviewRow).where(ReviewRow.kind.in_(bindparam("kinds", expanding=True))).order_by(ReviewRow.id)


def in_force_on(session: Session, message_ids: Collection[int]) -> list[ReviewRow]:
    """The words in force on these messages, oldest first."""
    if not message_ids:
        return []
    return not_undone(session.scalars(_ON, {"ids": list(message_ids)}))


def in_force_of_kinds(session: Session, kinds: Collection[str]) -> list[ReviewRow]:
    """The words in force of these kinds on any message, oldest first."""
    found = session.scalars(_OF_KINDS, {"kinds": [*kinds, "undo"]})
    return [review for review in not_undone(found) if review.kind in kinds]


def not_undone(reviews: Iterable[ReviewRow]) -> list[ReviewRow]:
    """Without what was undone; an undo can itself be undone."""
    undone: set[int] = set()
    kept = []
    for review in sorted(reviews, key=lambda review: -review.id):
        if review.id in undone:
            continue
        if review.kind == "undo" and review.other_id is not None:
            undone.add(review.other_id)
        kept.append(review)
    return kept[::-1]
