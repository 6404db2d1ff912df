"""Which of people's words are in force: all, but those that an undo in force undoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from store.database.models import ReviewRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy.orm import Session


def in_force_on(session: Session, message_ids: Collection[int]) -> list[ReviewRow]:
    """The words in force on these messages, oldest first."""
    if not message_ids:
        return []
    query = select(ReviewRow).where(ReviewRow.message_id.in_(message_ids)).order_by(ReviewRow.id)
    return not_undone(session.scalars(query))


def in_force_of_kinds(session: Session, kinds: Collection[str]) -> list[ReviewRow]:
    """The words in force of these kinds on any message, oldest first."""
    query = select(ReviewRow).where(or_(ReviewRow.kind.in_(kinds), ReviewRow.kind == "undo")).order_by(ReviewRow.id)
    return [review for review in not_undone(session.scalars(query)) if review.kind in kinds]


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
