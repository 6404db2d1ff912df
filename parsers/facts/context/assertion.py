"""How a sentence says a thing: of whom, denied or not, real or wished, now or once, in whose words.

A rule finds words ("nommée", "temps plein"); this module tells whether the sentence claims them of the writer, today.
All patterns work on folded text (`parsers.text.text.fold`), in French, Dutch, German and English at once: their words
for "I", "not" and "if" do not collide where it matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.text.text import Span
from parsers.words.assertion import (
    AUXILIARY_FIRST,
    AUXILIARY_THIRD,
    BOUNDARY,
    FIRST,
    HYPOTHESIS,
    KNOWING,
    LOST,
    NEGATION_AFTER,
    NEGATION_AROUND,
    NEGATION_NEAR,
    NOT_NEGATION,
    ONCE,
    REPORTED,
    THIRD,
    WISH,
)

_LABEL_ONCE = re.compile(
    r"\b(?:avant|auparavant|precedemment|vroeger|voorheen|fruher|vorher|before|previously)(?: cela)? ?[:,] ?$"
)
_ASIDE = 12
"""A bracket of so few characters parts no clauses."""
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
"""Whoever is named in a bracket that is closed is no subject of what comes after it."""
_QUOTED = re.compile(r'"([^"]{1,400})"')


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

    @property
    def plain(self) -> bool:
        """Claimed of the writer, as real."""
        return self.own and not (self.negated or self.hypothetical or self.reported or self.quoted)


@lru_cache(maxsize=4096)
def judge(sentence: str, start: int, end: int) -> Assertion:
    """How the folded `sentence` says what stands at `start` to `end` of it."""
    left, right = clause(sentence, start, end)
    before, after, whole = sentence[left:start], sentence[end:right], sentence[left:right]
    own, explicit, led = _holder(sentence, start)
    return Assertion(
        own=own,
        explicit=explicit,
        led=led,
        negated=_negated(before, after),
        hypothetical=bool(HYPOTHESIS.search(whole)),
        wished=bool(WISH.search(whole)) or _announced(sentence[:left], whole),
        once=bool(ONCE.search(whole) or _LABEL_ONCE.search(sentence[:left])),
        lost=bool(LOST.search(sentence)),
        reported=bool(REPORTED.search(sentence)) and not FIRST.search(KNOWING.sub(" ", whole)),
        quoted=_quoted(sentence, start, end),
    )


def _announced(before: str, whole: str) -> bool:
    """Whether a list without a subject follows words of wish and a colon: "je reste ouverte à toute formule : …"."""
    return before.rstrip().endswith(":") and not FIRST.search(whole) and bool(WISH.search(before[-80:]))


def clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a place: from the last boundary before it to the first after it."""
    left, right = 0, len(sentence)
    for boundary in _boundaries(sentence):
        if boundary.end <= start:
            left = boundary.end
        elif boundary.start >= end:
            right = boundary.start
            break
    return left, right


@lru_cache(maxsize=256)
def _boundaries(sentence: str) -> tuple[Span, ...]:
    """What parts a sentence's clauses; kept, for every rule asks for the clause of each place that it found."""
    return tuple(Span(*found.span()) for found in BOUNDARY.finditer(sentence) if not _is_aside(sentence, found))


def _is_aside(sentence: str, boundary: re.Match[str]) -> bool:
    """Whether a bracket is of a word thrown in: "je ne suis pas (encore) nommée"."""
    mark, at = boundary.group(), boundary.start()
    if mark == "(":
        return sentence.find(")", at, at + _ASIDE) > 0
    return mark == ")" and sentence.rfind("(", max(0, at - _ASIDE), at) >= 0


def _negated(before: str, after: str) -> bool:
    """Whether the clause denies what stands between `before` and `after`."""
    if NOT_NEGATION.search(before):
        return False
    return bool(NEGATION_AROUND.search(before) or NEGATION_NEAR.search(before) or NEGATION_AFTER.match(after))


def _quoted(sentence: str, start: int, end: int) -> bool:
    """Whether the place stands within quotation marks that hold more than a term."""
    if sentence.count('"') < 2:
        return False
    for quote in _QUOTED.finditer(sentence):
        if quote.start(1) <= start and end <= quote.end(1):
            return not FIRST.search(sentence[: quote.start()][-40:])
    return False


def _holder(sentence: str, start: int) -> tuple[bool, bool, bool]:
    """Whether the writer holds what stands at `start`, whether "I" says so, and whether the sentence begins with "I".

    The nearest subject before decides, but for a verb in the first or third person right before.
    """
    sentence = _BRACKETS.sub(lambda aside: " " * len(aside.group()), sentence[:start])
    tail = sentence[max(0, start - 40) : start]
    others = [match.start() for match in THIRD.finditer(sentence)]
    firsts = [match.start() for match in FIRST.finditer(sentence, 0, start)]
    led = not others or bool(firsts and firsts[0] < others[0])
    if AUXILIARY_FIRST.search(tail):
        return True, True, True
    if not others:
        return True, bool(firsts), True
    if AUXILIARY_THIRD.search(tail):
        return False, False, led
    nearest = bool(firsts) and firsts[-1] > others[-1]
    return nearest, nearest, led
