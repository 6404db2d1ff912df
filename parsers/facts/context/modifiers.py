"""What changes the meaning of a mention: words that deny, suppose, wish, put into the past or into others' mouths.

This is the algorithm ConText (Chapman 2007): a modifier of the lexicon acts in a direction, as far as a boundary or a
number of words; its pseudo-forms are the `except` lines of its set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.tokens import is_word, tokens
from parsers.lexicon.vocabulary import Vocabulary, vocabulary
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.lexicon.vocabulary import Mention


class Direction(StrEnum):
    """Where a modifier stands, seen from the mention that it changes."""

    BEFORE = "before"
    AFTER = "after"
    AROUND = "around"
    """Before it, after it or within it."""
    WITHIN = "within"
    HEAD = "head"
    """Right before the mention's clause, with the mark that opens it: "auparavant : temps plein"."""


class Modifier(NamedTuple):
    """Words that change what a mention means: in which way, by which set of the lexicon, from where to where."""

    category: str
    set: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A mention in a folded sentence: `start` to `end` of it, in the clause from `left` to `right`."""

    sentence: str
    start: int
    end: int
    left: int
    right: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ModifierRule:
    """A set of the lexicon whose phrases change what a mention means."""

    category: str
    set: str
    direction: Direction = Direction.AROUND
    within: str = "clause"
    """How far it acts: "clause" or "sentence"."""
    words: int | None = None
    """So many words at most stand between it and the mention; a mark of punctuation ends its reach."""
    unless: str = ""
    """A set of which a phrase in the mention's clause silences the rule."""
    phrases: Vocabulary = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look the set up; LexiconError where there is none of that name."""
        object.__setattr__(self, "phrases", vocabulary(self.set))

    def of(self, place: Place) -> Modifier | None:
        """The first modifier by this rule of what stands at a place."""
        found = self._found(place) if self.phrases.may_say(place.sentence) else None
        if found is None or (self.unless and vocabulary(self.unless).search(place.sentence, place.left, place.right)):
            return None
        return Modifier(self.category, self.set, *found.span())

    def _found(self, place: Place) -> Mention | None:
        if self.direction is Direction.HEAD:
            return self.phrases.before(place.sentence, place.left)
        start, end = (0, len(place.sentence)) if self.within == "sentence" else (place.left, place.right)
        if self.direction is Direction.WITHIN:
            start, end = place.start, place.end
        elif self.direction is Direction.BEFORE:
            end = place.start
        elif self.direction is Direction.AFTER:
            start = place.end
        if self.words is not None:
            reach = (self.words + _SPARE) * _WORD
            start, end = max(start, place.start - reach), min(end, place.end + reach)
        mentions = self.phrases.finditer(place.sentence, start, end)
        return next((found for found in mentions if self._reaches(place, found)), None)

    def _reaches(self, place: Place, found: Mention) -> bool:
        if self.words is None:
            return True
        gap = (found.end(), place.start) if found.end() <= place.start else (place.end, found.start())
        return words_between(place.sentence, *gap) <= self.words


_MANY = 99
_WORD = 30
"""Characters of a long word with the space behind it."""
_SPARE = 3
"""So many more words are looked through as a modifier itself has: what stands further off does not reach."""


def words_between(text: str, start: int, end: int) -> int:
    """How many words a stretch of text has, elided ones apart; very many where a mark of punctuation stands in it."""
    if end - start > _WORD * _WORD:
        return _MANY
    between = tokens(text[start:end]).words
    if not all(is_word(word) or word == "-" for word in between):
        return _MANY
    return sum(is_word(word) and not word.endswith("'") for word in between)


_MARK = re.compile(r"[,;:()\[\]!?|]| - ")
_BOUNDARY = vocabulary("context.boundary")
_BEGINS_CLAUSE = vocabulary("context.begins_clause")
_ASIDE = 12
"""A bracket of so few characters parts no clauses."""


def place_of(sentence: str, start: int, end: int) -> Place:
    """The place of a mention: its clause goes from the last boundary before it to the first after it."""
    left, right = 0, len(sentence)
    for boundary in _boundaries(sentence):
        if boundary.end <= start:
            left = boundary.end
        elif boundary.start >= end:
            right = boundary.start
            break
    return Place(sentence=sentence, start=start, end=end, left=left, right=right)


@lru_cache(maxsize=256)
def _boundaries(sentence: str) -> tuple[Span, ...]:
    """What parts a sentence's clauses; kept, for every rule asks for the clause of each place that it found."""
    marks = (Span(*found.span()) for found in _MARK.finditer(sentence) if not _is_aside(sentence, found))
    words = (found.where for found in _BOUNDARY.finditer(sentence))
    joined = (Span(found.start(), sentence.index(" ", found.start())) for found in _BEGINS_CLAUSE.finditer(sentence))
    return tuple(sorted({*marks, *words, *joined}))


def _is_aside(sentence: str, boundary: re.Match[str]) -> bool:
    """Whether a bracket is of a word thrown in: "je ne suis pas (encore) nommée"."""
    mark, at = boundary.group(), boundary.start()
    if mark == "(":
        return sentence.find(")", at, at + _ASIDE) > 0
    return mark == ")" and sentence.rfind("(", max(0, at - _ASIDE), at) >= 0


MODIFIER_RULES = (
    ModifierRule(category="negated", set="context.denied", direction=Direction.BEFORE, words=4),
    ModifierRule(category="negated", set="context.denied_clause", direction=Direction.BEFORE),
    ModifierRule(category="negated", set="context.denied_after", direction=Direction.AFTER, words=3),
    ModifierRule(category="negated", set="context.never_had", direction=Direction.AFTER, within="sentence"),
    ModifierRule(category="negated", set="context.resumed", direction=Direction.AFTER, within="sentence", words=4),
    ModifierRule(category="negated", set="context.lacking", direction=Direction.BEFORE, words=5),
    ModifierRule(category="negated", set="context.lacked", direction=Direction.AFTER, words=6),
    ModifierRule(category="hypothetical", set="context.condition"),
    ModifierRule(category="hypothetical", set="context.awaited"),
    ModifierRule(category="hypothetical", set="context.due", direction=Direction.AFTER, within="sentence"),
    ModifierRule(category="wished", set="context.wished"),
    ModifierRule(category="wished", set="context.wished_list", direction=Direction.HEAD, unless="people.writer"),
    ModifierRule(category="once", set="time.past"),
    ModifierRule(category="once", set="time.past_label", direction=Direction.HEAD),
    ModifierRule(category="lost", set="context.lost", within="sentence"),
    ModifierRule(category="reported", set="context.reported", within="sentence", unless="context.claiming"),
)
"""Every way in which words around a mention change what it means; `category` names a field of `Assertion`."""


def modifiers(place: Place) -> Iterator[Modifier]:
    """The modifiers of what stands at a place, the first by each rule."""
    for rule in MODIFIER_RULES:
        if found := rule.of(place):
            yield found
