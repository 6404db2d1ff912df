"""The words of tenure found in a sentence, and what they amount to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import Assertion, clause, judge
from parsers.facts.context.modifiers import ModifierRule, Place, place_of
from parsers.facts.context.rows import Spoken, certainty_of, row_of
from parsers.facts.tenure import context
from parsers.lexicon.vocabulary import united
from parsers.text.text import PLENTY, Span, fold, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.text.text import Folded

    Asks = Callable[["Hit"], bool]
    Terms = Mapping[str, Asks]


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
class WordSet:
    """Phrases of tenure, what the terms of rows ask of them, and what they mean."""

    phrases: Vocabulary
    terms: Terms
    means: str = ""
    """The value of a row that gives what is written: permanent or temporary."""
    passage: Callable[[Hit], Span] = lambda hit: hit.span
    """What tells it to a reader."""


class WordSets:
    """Sets of words by the names that rows give them, looked for together."""

    def __init__(self, sets: Mapping[str, WordSet]) -> None:
        self._sets = sets
        self._any = united(*(one.phrases for one in sets.values()))

    def hits(self, layout: Layout, view: Folded, span: Span) -> Iterator[Hit]:
        """Every phrase of the sets in a sentence."""
        for words, one in self._sets.items() if self._any.may_say(view.text) else ():
            for match in islice(one.phrases.finditer(view.text), PLENTY):
                yield Hit(words=words, terms=one.terms, layout=layout, view=view, span=span, match=match, of=one)

    def told(self, layout: Layout) -> Iterator[tuple[Hit, Statement]]:
        """Every phrase of the sets in a text that a row speaks of, with what it amounts to."""
        for view, span in own_sentences(layout):
            for hit in self.hits(layout, view, span):
                if statement := hit.statement:
                    yield hit, statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit(Spoken):
    """Words of tenure in a folded sentence."""

    layout: Layout
    view: Folded
    span: Span
    match: Mention
    of: WordSet

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
    def sentence_before(self) -> Span | None:
        """The sentence before theirs."""
        number = bisect_left(self.layout.sentences, self.span)
        return self.layout.sentences[number - 1] if number else None

    @property
    def with_answer(self) -> Span:
        """Their sentence, with the next one where it is a question: "Nommée ? Oui, depuis 2011."."""
        sentences = self.layout.sentences
        number = bisect_right(sentences, self.span)
        if not self.view.text.endswith("?") or number == len(sentences):
            return self.span
        return Span(self.span.start, sentences[number].end)

    @property
    def statement(self) -> Statement | None:
        """What they amount to by the row that speaks of them, if one does."""
        row = row_of("tenure", self)
        if row is None:
            return None
        written = "temporary" if self.holds(WITHOUT) else self.of.means
        return Statement(
            value=written if row.gives == _AS_WRITTEN else row.gives,
            certainty=certainty_of(row, self),
            span=self.of.passage(self),
            focus=self.focus,
            rule=row.cited,
            of_now=self.has(context.I_AM, context.SINCE),
            once=self.assertion.once and not self.has(context.SINCE),
        )


WITHOUT = "without"
"""Asked of words whose row gives what is written: whether who writes them says to be without an appointment."""
_AS_WRITTEN = "tenure"
"""The value of a row that gives what is written."""


def own_sentences(layout: Layout) -> Iterator[tuple[Folded, Span]]:
    """The sentences of a text that are nobody else's words, folded."""
    for span in layout.sentences:
        if not layout.is_ignored(span.start, span.end):
            yield folded(layout.text, span.start, span.end), span
