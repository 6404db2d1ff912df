"""How a sentence says a thing: of whom, denied or not, real or wished, now or once, in whose words.

A rule finds words ("nommée", "temps plein"); this module tells whether the sentence claims them of the writer, today.
All sentences are folded (`parsers.text.text.fold`); the words of all languages are asked at once: their words for "I",
"not" and "if" do not collide where it matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.context.holder import WRITER, holder_of
from parsers.facts.context.modifiers import Modifier, modifiers, place_of
from parsers.facts.context.tracing import note_heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.context.modifiers import Place

QUOTED = re.compile(r'"([^"]{1,400})"')
_INTRODUCED = 40
"""Characters before a quotation in which the writer makes its words their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assertion:
    """What a sentence does with the words at one place."""

    own: bool
    """Said of the writer (a CV's line without a subject is the writer's)."""
    explicit: bool
    """The writer says "I" in so many words."""
    led: bool = False
    """The sentence begins with the writer: whoever else it names is what the writer deals with."""
    negated: bool = False
    hypothetical: bool = False
    """Under a condition, in the future, promised or awaited."""
    wished: bool = False
    """What the writer wants, is ready for, or what the post asks."""
    once: bool = False
    """Of a time that is over."""
    lost: bool = False
    """Given up or ended."""
    reported: bool = False
    """The notice's words, told as such."""
    quoted: bool = False
    """Within quotation marks, and not introduced by "I am"."""
    modifiers: tuple[Modifier, ...] = ()
    """The words by which it is said so."""

    @property
    def plain(self) -> bool:
        """Claimed of the writer, as real."""
        return self.own and not (self.negated or self.hypothetical or self.reported or self.quoted)

    @property
    def current(self) -> bool:
        """The same, for today."""
        return self.plain and not (self.wished or self.once or self.lost)


def judge(sentence: str, start: int, end: int) -> Assertion:
    """How the folded `sentence` says what stands at `start` to `end` of it; a tracer hears of it."""
    told = assertion_of(sentence, start, end)
    note_heard(sentence, start, end, told.modifiers)
    return told


@lru_cache(maxsize=4096)
def assertion_of(sentence: str, start: int, end: int) -> Assertion:
    """The same of words that are not what a rule reads for, but stand beside it: no tracer hears of them."""
    place = place_of(sentence, start, end)
    holder = holder_of(sentence, start)
    spoke = (*modifiers(place), *_quotations(place))
    return Assertion(
        own=holder.own,
        explicit=holder.explicit,
        led=holder.led,
        modifiers=(holder.modifier, *spoke) if holder.modifier else spoke,
        **{modifier.category: True for modifier in spoke},
    )


def clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a place: from the last boundary before it to the first after it."""
    place = place_of(sentence, start, end)
    return place.left, place.right


def _quotations(place: Place) -> Iterator[Modifier]:
    """The quotation marks around a place that hold more than a term; none where the writer introduces them."""
    sentence = place.sentence
    if sentence.count('"') < 2:
        return
    for quote in QUOTED.finditer(sentence):
        if quote.start(1) <= place.start and place.end <= quote.end(1):
            if not WRITER.search(sentence, max(0, quote.start() - _INTRODUCED), quote.start()):
                yield Modifier("quoted", "", *quote.span())
            return
