"""The words of tenure found in a sentence, and what they amount to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.context.said import SpokenWords, certainty_of, row_of
from parsers.facts.tenure import context
from parsers.lexicon.vocabulary import united
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Vocabulary
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
            found = one.phrases.finditer(view.text)
            yield from Hit.each(found, words=words, terms=one.terms, layout=layout, view=view, span=span, of=one)

    def told(self, layout: Layout) -> Iterator[tuple[Hit, Statement]]:
        """Every phrase of the sets in a text that a row speaks of, with what it amounts to."""
        for view, span in layout.own_sentences():
            for hit in self.hits(layout, view, span):
                if statement := hit.statement:
                    yield hit, statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit(SpokenWords):
    """Words of tenure in a sentence."""

    of: WordSet

    @property
    def beside(self) -> str:
        """What stands after them in the text, in this sentence or the next; a field's colon with it."""
        begin = self.focus.end - self.match.group().endswith(":")
        text, end = self.layout.text, begin + _BESIDE
        if len(text) > end:
            end = max(self.focus.end, text.rfind(" ", begin, end))
        return fold(text[begin:end])

    @property
    def sentence_before(self) -> Span | None:
        """The sentence before theirs."""
        before, *_ = self.layout.sentences_around(self.span, before=1)
        return before if before != self.span else None

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
            value=str(row.gives_of(tenure=written)),
            certainty=certainty_of(row, self),
            span=self.of.passage(self),
            focus=self.focus,
            rule=row.cited,
            of_now=self.has(context.I_AM, context.SINCE),
            once=self.assertion.once and not self.has(context.SINCE),
        )


WITHOUT = "without"
"""Asked of words whose row gives what is written: whether who writes them says to be without an appointment."""
