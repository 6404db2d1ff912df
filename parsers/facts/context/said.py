"""Words that a rule reads for, in a sentence: how it says them, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from parsers.facts.context.assertion import Assertion, judge
from parsers.facts.context.modifiers import ModifierRule, Place, place_of
from parsers.rules.registry import rows_that_read
from parsers.text.text import PLENTY, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.rules.registry import Rule
    from parsers.text.text import Folded

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


@dataclass(frozen=True, kw_only=True, slots=True)
class SpokenWords(Spoken):
    """Words in a folded sentence, of which rows are asked."""

    layout: Layout
    view: Folded
    span: Span
    """Their sentence."""
    match: Mention

    @classmethod
    def each(cls, matches: Iterable[Mention], **known: Any) -> Iterator[Self]:  # noqa: ANN401 - each class has fields of its own
        """Words of a set wherever a sentence says them; of very many the first."""
        return (cls(match=match, **known) for match in islice(matches, PLENTY))

    @property
    def assertion(self) -> Assertion:
        """How the sentence says them."""
        return judge(self.view.text, self.match.start(), self.match.end())

    @property
    def place(self) -> Place:
        """Where they stand in their sentence, and in which clause of it."""
        return place_of(self.view.text, self.match.start(), self.match.end())

    @property
    def lost(self) -> bool:
        """Whether they are given up, or ended; what is told after a loss, in a clause of its own, came after it."""
        told = (said for said in self.assertion.modifiers if said.category == "lost")
        return any(said.end > self.place.left for said in told)

    def has(self, *rules: ModifierRule) -> bool:
        """Whether the words around them say one of these things of them."""
        return any(rule.of(self.place) for rule in rules)

    def says_before(self, phrases: Vocabulary) -> bool:
        """Whether their clause says one of these phrases before them."""
        return bool(phrases.search(self.view.text, self.place.left, self.match.start()))

    @property
    def before(self) -> str:
        """What stands before them in their clause."""
        return self.view.text[self.place.left : self.match.start()]

    @property
    def focus(self) -> Span:
        """Where they stand in the text."""
        return self.view.span(self.match.start(), self.match.end())
