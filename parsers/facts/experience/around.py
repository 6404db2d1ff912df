"""What stands around a number of years in its own clause, asked for the phrases of the lexicon."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from parsers.facts.career.sectors import is_taught_in_periods, sector_of
from parsers.facts.context.assertion import assertion_of
from parsers.facts.experience.durations import BARE, years_in
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, folded, is_shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.career.sectors import Sector
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary

_EARLIER = vocabulary("career.earlier")
_TURN = vocabulary("seniority.turn")
_PART = vocabulary("seniority.part")
_BACK = 160
_AHEAD = 110
Field = Literal["service", "other"]
_SERVICE = vocabulary(
    *("school.places", "school.cpms", "school.teachers", "school.statuses"),
    *("seniority.work", "seniority.role", "chronicle.served", "hours.lesson"),
)
_ANYWHERE, _SERVED = vocabulary("school.staff"), vocabulary("chronicle.served")
"""Who may as well work elsewhere, a nurse, a psychologist; and what is done in schools alone."""
_OTHER = vocabulary(
    *("work.places", "work.jobs", "work.training_bodies", "work.no_service"),
    *("seniority.trade", "stretch.not_worked"),
)
_FIELD_BEFORE, _FIELD_BEHIND = 400, 200
"""So far, at the most, before and behind a place the field is looked for, in characters."""


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
    return Around(flat, _left(flat, start), start, end, min(_ends(flat, end), default=end + _AHEAD))


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


def field_at(layout: Layout, clause: Span, focus: Span) -> Field | None:
    """The field of the words at `focus`, in their `clause`; None where nothing near tells one."""
    own = _nearest(layout, clause, focus)
    if own or _EARLIER.search(folded(layout.text, clause.start, focus.start).text):
        return own
    before = Span(max(0, clause.start - _FIELD_BEFORE), clause.start)
    after = Span(clause.end, min(len(layout.text), clause.end + _FIELD_BEHIND))
    return _nearest(layout, before, Span(clause.start, clause.start)) or _nearest(
        layout, after, Span(clause.end, clause.end)
    )


def _nearest(layout: Layout, part: Span, focus: Span) -> Field | None:
    """The field that a part of the text tells of the writer nearest to a place; a school, where both stand as near."""
    if part.end <= part.start:
        return None
    flat = folded(layout.text, *part)
    named: list[tuple[int, bool, Span]] = []
    for words, other in ((_SERVICE, False), (_OTHER, True)):
        for found in words.finditer(flat.text):
            if other or _is_of_schools(flat.text, found.start()):
                span = flat.span(*found.span())
                named.append((max(0, focus.start - span.end, span.start - focus.end), other, span))
    told = next((other for _, other, span in sorted(named) if _is_claimed(layout, span)), None)
    if told is None:
        return "service" if is_taught_in_periods([flat.text]) else None
    return "other" if told else "service"


def _is_of_schools(flat: str, at: int) -> bool:
    return bool(_SERVED.match(flat, at) or not _ANYWHERE.match(flat, at))


def _is_claimed(layout: Layout, span: Span) -> bool:
    """Whether a sentence says its words of the writer, and neither denies nor merely quotes them."""
    sentence = layout.sentence_at(span.start)
    flat = folded(layout.text, *sentence)
    start = bisect_left(flat.offsets, span.start)
    said = assertion_of(flat.text, start, max(start, bisect_left(flat.offsets, span.end)))
    return (said.own or said.led) and not (said.negated or said.reported)
