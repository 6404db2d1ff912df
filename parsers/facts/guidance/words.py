"""Words that may tell of guidance, and what makes them no experience of the writer's, whatever words they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.context.aims import is_of_aims
from parsers.facts.context.assertion import clause, judge
from parsers.facts.context.holder import WRITER, others_verb
from parsers.facts.context.said import SpokenWords
from parsers.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parsers.lexicon.vocabulary import Mention, Vocabulary

    Asks = Callable[["GuidanceWords"], bool]
    Terms = Mapping[str, Asks]

_MISLEADING, _OF_MINE = vocabulary("guidance.misleading"), vocabulary("guidance.of_mine")
_APPLIED_FOR = vocabulary("claims.post_applied_for")
CAREER = ("experience", "education")
"""Where a post that is named is one that was held, not the one applied for."""
_NOT_GIVEN = vocabulary("guidance.received", "guidance.offered")
_DREAMING, _PASSING_ON = vocabulary("helping.dreaming"), vocabulary("helping.passing_on")
_ACTING, _BELONGS = vocabulary("helping.acting"), vocabulary("helping.belongs")
_BESIDE = 40
"""So many characters on each side of a mention may make it another sort of orientation."""
_SUBJECT = 25
"""So many characters behind a mention may name the writer as its subject."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GuidanceWords(SpokenWords):
    """Words that may tell of guidance, in a sentence."""

    hidden: Callable[[str, Mention], str] | None = None
    """What is left out where the sentence is judged, at equal length."""
    begin: int = 0
    """Where the sentence turns after a denial."""

    @property
    def heard(self) -> str:
        """The sentence as it is judged."""
        return self.hidden(self.view.text, self.match) if self.hidden else self.view.text

    @property
    def listed(self) -> bool:
        """Whether they stand in a career or among studies."""
        return self.layout.in_subject(self.focus.start, *CAREER)

    def beside(self, phrases: Vocabulary, before: int, after: int) -> Mention | None:
        """A phrase so many characters before them or behind them."""
        start = max(self.begin, self.match.start() - before)
        return phrases.search(self.view.text, start, self.match.end() + after)


def is_wished(words: GuidanceWords) -> bool:
    """Whether the clause, or the sentence that leads to it, tells of a wish or of the post on offer."""
    text, place = words.heard, words.match.span()
    dreamt = _DREAMING.search(text, *clause(text, *place))
    return bool(dreamt) or (judge(text, *place).wished and not _PASSING_ON.search(text))


def is_aim(words: GuidanceWords) -> bool:
    """Whether they stand below a heading of aims."""
    return is_of_aims(words.layout, words.focus.start)


def has_subject(words: GuidanceWords) -> bool:
    """Whether a CV's line has a subject that is not the writer: an office with its article, or a verb of the third."""
    start = words.match.start()
    return bool(_ACTING.search(words.heard, 0, start) or others_verb(words.heard, start))


def is_elsewhere(words: GuidanceWords) -> bool:
    """Whether the guidance is told to be another's: "cela revient au PMS", "le CPMS vient une fois par an"."""
    text, match = words.heard, words.match
    belongs = _BELONGS.search(text)
    if belongs and not WRITER.search(text, belongs.end(), belongs.end() + _SUBJECT):
        return True
    actors = [actor.end() for actor in _ACTING.finditer(text, 0, match.start())]
    return bool(actors) and not WRITER.search(text, actors[-1], match.end() + _SUBJECT)


def _is_applied_for(words: GuidanceWords) -> bool:
    return not words.listed and _APPLIED_FOR.search(words.heard, 0, words.match.start()) is not None


def is_of_other_sort(words: GuidanceWords) -> bool:
    """Whether another sort of orientation is told, or guidance that the writer received."""
    text, match = words.heard, words.match
    if _OF_MINE.before(text, match.end()) or _NOT_GIVEN.search(text):
        return True
    return _MISLEADING.search(text, max(0, match.start() - _BESIDE), match.end() + _BESIDE) is not None


ANY_WORDS: Terms = {
    "references": lambda words: words.layout.in_subject(
        words.focus.start, "references", "interests", "contact", "personal"
    ),
    "offered": _is_applied_for,
    "other_guidance": is_of_other_sort,
    "anothers": is_elsewhere,
    "wished": is_aim,
}
"""What the terms of rows ask of all words of guidance."""
