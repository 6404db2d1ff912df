"""The words of tenure found in a sentence, and what they amount to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import Assertion, clause, judge
from parsers.facts.context.modifiers import ModifierRule, Place, place_of
from parsers.facts.context.rows import certainty_of, row_of
from parsers.facts.tenure import context
from parsers.rules.registry import cite
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.text.text import Folded


_BESIDE = 60
"""Characters after a field's words in which its answer begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one sentence says of tenure, how surely, and where."""

    value: str
    certainty: float
    span: Span
    focus: Span
    rule: str
    of_now: bool = False
    """Whether it says "I am" right before, or since when."""
    once: bool = False
    """Whether it is told of a time that is over, as "j'ai été nommée" is, and not since when."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """Words of tenure in a folded sentence."""

    layout: Layout
    view: Folded
    span: Span
    match: Mention
    words: str
    """The set that they are of, as rows name it."""
    terms: Mapping[str, Callable[[Hit], bool]] = field(default_factory=dict, repr=False, compare=False)
    """What the terms of rows ask of words of this set."""
    known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def holds(self, term: str) -> bool:
        """Whether a term of the rows holds of them; a term that is asked of no such words does not."""
        if term not in self.known:
            asks = self.terms.get(term)
            self.known[term] = asks is not None and asks(self)
        return self.known[term]

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
        left, _ = clause(self.view.text, self.match.start(), self.match.end())
        return self.view.text[left : self.match.start()]

    @property
    def beside(self) -> str:
        """What stands after them in the text, in this sentence or the next; a field's colon with it."""
        begin = self.focus.end - self.match.group().endswith(":")
        text, end = self.layout.text, begin + _BESIDE
        if len(text) > end:
            end = max(self.focus.end, text.rfind(" ", begin, end))
        return fold(text[begin:end])

    @property
    def focus(self) -> Span:
        """Where they stand in the text."""
        return self.view.span(self.match.start(), self.match.end())

    @property
    def with_answer(self) -> Span:
        """Their sentence, with the next one where it is a question: "Nommée ? Oui, depuis 2011."."""
        sentences = self.layout.sentences
        number = bisect_right(sentences, self.span)
        if not self.view.text.endswith("?") or number == len(sentences):
            return self.span
        return Span(self.span.start, sentences[number].end)

    def says(self, value: str, certainty: float, rule: str, *, span: Span | None = None) -> Statement:
        """What they amount to, by a rule; `span` is the passage that tells it, their sentence unless given."""
        return Statement(
            value=value,
            certainty=certainty,
            span=span or self.span,
            focus=self.focus,
            rule=cite(f"tenure.{rule}"),
            of_now=self.has(context.I_AM, context.SINCE),
            once=self.assertion.once and not self.has(context.SINCE),
        )


def stated(hit: Hit, span: Span) -> Statement | None:
    """What words amount to by the row that speaks of them, if one does; `span` is the passage that tells it."""
    row = row_of("tenure", hit)
    return hit.says(row.gives, certainty_of(row, hit), row.id.partition(".")[2], span=span) if row else None
