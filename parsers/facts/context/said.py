"""Words that a rule reads for, in a sentence: how it says them, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from parsers.facts.context.assertion import Assertion, judge
from parsers.facts.context.modifiers import ModifierRule, Place, place_of
from parsers.facts.context.rows import Spoken
from parsers.text.text import PLENTY, Span, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.text.text import Folded


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


def own_sentences(layout: Layout) -> Iterator[tuple[Folded, Span]]:
    """The sentences of a text that are nobody else's words, folded."""
    for span in layout.sentences:
        if not layout.is_ignored(span.start, span.end):
            yield folded(layout.text, span.start, span.end), span
