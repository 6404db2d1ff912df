"""A rule's row decides: what a mention must be and must not be, what it then tells, and how surely.

The names that a row needs, refuses, doubts or is surer by are predicates that the fact's reader gives; what they ask
stands there, once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from parsers.rules.registry import rows_that_read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parsers.rules.registry import Rule

IN_DOUBT = 0.3
"""How sure a row is at the least whose doubts hold: it is to be verified."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """Words that rows read, and what is so of them."""

    words: str
    """The reader's name for the set in which they were found."""
    terms: Mapping[str, Callable[[Any], bool]] = field(repr=False, compare=False)
    """What the terms of rows ask of words of this set."""
    known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def holds(self, term: str) -> bool:
        """Whether a term of the rows holds of them; a term that is asked of no such words does not."""
        if term not in self.known:
            asks = self.terms.get(term)
            self.known[term] = asks is not None and asks(self)
        return self.known[term]


def row_of(fact: str, mention: Spoken) -> Rule | None:
    """The row that speaks by a mention: the first, in their order, of which all holds."""
    return next((row for row in rows_that_read(fact, mention.words) if speaks(row, mention)), None)


def speaks(row: Rule, mention: Spoken) -> bool:
    """Whether all holds of a mention that a row needs, and nothing that it refuses."""
    return all(map(mention.holds, row.needs)) and not any(map(mention.holds, row.refuses))


def certainty_of(row: Rule, mention: Spoken) -> float:
    """How sure a row is of a mention."""
    step = row.certainty[sum(map(mention.holds, row.surer))]
    return step - row.certainty[0] + IN_DOUBT if any(map(mention.holds, row.doubts)) else step
