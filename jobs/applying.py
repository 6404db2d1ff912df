"""Applying the configuration's notices to the store: what moves is told first, and nothing of anybody's is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from jobs.notices import differences, of_file, put_all, refuse_a_renamed
from jobs.settings import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobs.notices import Difference
    from jobs.workplace import Workplace

JUDGED_BY = frozenset({"subject", "title", "closes_at", "internal_domains", "opens_at", "grace_hours"})
"""What of a notice decides on its mail."""
_SLUG = TypeAdapter(Name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What applying would do."""

    differences: tuple[Difference, ...]
    again: tuple[int, ...] = ()
    """Messages whose originals must be read again."""

    @property
    def needs_yes(self) -> bool:
        """Whether a person must have said so."""
        return any(difference.kind == "reopened" for difference in self.differences)

    def lines(self) -> Iterator[str]:
        """For a person."""
        for difference in self.differences:
            yield f"notice {difference.slug}: {difference.kind}: {difference.sentence}"
        if not self.differences:
            yield "the store has the notices as the configuration has them"
        if self.again:
            yield f"{len(self.again)} messages are read again by the next poll"


def is_slug(text: str) -> bool:
    """Whether a text can be a notice's slug."""
    try:
        _SLUG.validate_python(text)
    except ValidationError:
        return False
    return True


def plan(place: Workplace) -> Plan:
    """What the configuration's notices would change.

    Raises:
        UsageError: a notice seems to have been renamed: see `refuse_a_renamed`.
    """
    found = differences(of_file(place.settings), place.notices)
    refuse_a_renamed(found)
    return Plan(differences=found, again=_to_read(place, found))


def _to_read(place: Workplace, found: Iterable[Difference]) -> tuple[int, ...]:
    """Mail of the notices whose rules have changed."""
    slugs = {one.slug for one in found if {*one.changed} & {*JUDGED_BY, "criteria"}}
    with place.store.peek() as transaction:
        return transaction.ledger.readable(notices=slugs) if slugs else ()


def apply(place: Workplace, made: Plan) -> None:
    """Write the notices, and have their mail judged by them. One transaction."""
    with place.store.begin() as transaction:
        put_all(transaction, made.differences, datetime.now(UTC))
        transaction.ledger.requeue(made.again)
    place.renew()
