"""What stands around a number of years in its own clause, asked for the phrases of the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.sectors import sector_of
from parsers.facts.experience.durations import BARE, years_in
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import is_shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.career.sectors import Sector
    from parsers.lexicon.vocabulary import Mention, Vocabulary

_EARLIER = vocabulary("career.earlier")
_TURN = vocabulary("seniority.turn")
_PART = vocabulary("seniority.part")
_BACK = 160
_AHEAD = 110


class Around(NamedTuple):
    """A number of years (`start` to `end`) in its clause (`left` to `right`) of a folded sentence."""

    text: str
    left: int
    start: int
    end: int
    right: int

    @property
    def before(self) -> str:
        """The clause's words before the number."""
        return self.text[self.left : self.start]

    @property
    def after(self) -> str:
        """The clause's words after the number."""
        return self.text[self.end : self.right]

    def leads(self, words: Vocabulary, reach: int = 0) -> Mention | None:
        """The phrase that ends right before the number, at most `reach` characters apart."""
        return words.before(self.text, self.start, self.left, reach=reach)

    def follows(self, words: Vocabulary, end: int = 0) -> Mention | None:
        """The phrase that begins right behind the number, or at `end`."""
        return words.match(self.text, end or self.end, self.right)

    def earlier(self, words: Vocabulary, reach: int = _BACK) -> Mention | None:
        """The first phrase within so many characters before the number."""
        return words.search(self.text, max(self.left, self.start - reach), self.start)

    def later(self, words: Vocabulary, reach: int = _AHEAD) -> Mention | None:
        """The first phrase within so many characters after the number."""
        return words.search(self.text, self.end, min(self.right, self.end + reach))

    def beside(self, words: Vocabulary, back: int, ahead: int = _AHEAD) -> Mention | None:
        """The first phrase within so many characters before the number, or after it."""
        return self.earlier(words, back) or self.later(words, ahead)


def around(flat: str, start: int, end: int) -> Around:
    """A number of years with the clause it stands in."""
    return Around(flat, _left(flat, start), start, end, _right(flat, end))


def _left(flat: str, at: int) -> int:
    """Where the clause begins that a number of years at `at` stands in."""
    turns = [flat.rfind(";", 0, at), _full_stop(flat, at)]
    turns += [found.end() - 1 for found in _TURN.finditer(flat, 0, at)]
    return max(*(turn + 1 for turn in turns), at - _BACK, 0)


def _full_stop(flat: str, at: int) -> int:
    """The last full stop before `at` that is none of an abbreviation or an initial, "M. Delvaux"; -1 without any."""
    stop = flat.rfind(". ", 0, at)
    while stop >= 0 and is_shortened(flat[:stop]):
        stop = flat.rfind(". ", 0, stop)
    return stop


def _right(flat: str, at: int) -> int:
    """Where the clause ends, or the next number of years begins."""
    return min(_ends(flat, at), default=at + _AHEAD)


def sector_within(flat: str, left: int, right: int) -> Sector:
    """What words within a sentence tell of where they were, or what at; they open no row."""
    return sector_of([f", {flat[left:right]}"])


def _ends(flat: str, at: int) -> Iterator[int]:
    yield min(at + _AHEAD, len(flat))
    yield from (end for mark in (";", ". ") if (end := flat.find(mark, at)) >= 0)
    if part := _PART.search(flat, at):
        yield part.start()
    earlier = _EARLIER.search(flat, at, at + _AHEAD)
    if earlier and (comma := flat.rfind(",", at, earlier.start())) >= 0:
        yield comma  # "…, je travaillais auparavant dans une banque"
    if other := years_in(flat, at, at + _AHEAD):
        yield other.start
    bare = BARE.search(flat, at, at + _AHEAD)
    if bare and sector_of([flat[bare.end() : bare.end() + 40]]) == "other":
        yield bare.start()
