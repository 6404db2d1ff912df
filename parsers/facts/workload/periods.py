"""Periods a week without their whole ("24 périodes", "36 h/semaine"), where a text tells the post's full load."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.text.text import PLENTY
from parsers.words.dates.numerals import value_of
from parsers.words.workload.week import (
    COMPLETES,
    COMPLETES_AFTER,
    COUNT,
    FULL_LOADS,
    GIVEN,
    LACKING,
    PART_OF,
    STATED_FULL,
)
from parsers.words.workload.workload import FULL, WHOLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST = 2
_LONGEST_WHOLE = 36
_GENERAL = 38
"""Hours of a full week wherever nothing else is told."""

_REACH = 60
"""So far after what is lacking the full load is named, in characters."""

Count = tuple[int, int, float]


def full_load_of(post: str) -> int | None:
    """The full load of a post, in periods or hours a week, by its folded words; None where they tell no level.

    A whole that is told stands; else the level that is named first.
    """
    stated = STATED_FULL.search(post)
    if stated:
        return int(value_of(stated["whole"] or stated["told"]) or 0) or None
    named = [(found.start(), whole) for level, whole in FULL_LOADS if (found := level.search(post))]
    return min(named, default=(0, None))[1]


def counted(text: str, whole: int) -> Count | None:
    """The periods a week that a folded sentence counts, as one part of `whole`, and where: parts told apart are added.

    What follows "dont" is contained in what stands before it.
    """
    found = list(_counts(text, whole))
    if not found:
        return None
    inner = PART_OF.search(text, found[0][1])
    apart = [count for count in found if inner is None or count[0] < inner.start()]
    total = sum(value for _, _, value in apart)
    if total > whole:
        apart, total = apart[:1], apart[0][2]
    return apart[0][0], apart[-1][1], total / whole


def completing(text: str, whole: float) -> Iterator[Count]:
    """The periods that complete a part of `whole` in a folded sentence: "14/20, complétés de 4 périodes"."""
    for match in islice(COUNT.finditer(text), PLENTY):
        value = value_of(match["number"]) or 0
        before = text[max(0, match.start() - 70) : match.start()]
        told = COMPLETES.search(before) or COMPLETES_AFTER.match(text, match.end())
        if told and not PART_OF.search(before) and 0 < value < whole:
            yield match.start(), match.end(), value / whole


def lacking(text: str) -> Iterator[Count]:
    """What is left where a folded sentence tells how many periods a full load lacks."""
    for match in islice(LACKING.finditer(text), PLENTY):
        missing = value_of(match["missing"]) or 0
        given = [value_of(count["number"]) or 0 for count in islice(COUNT.finditer(text, 0, match.start()), PLENTY)]
        whole = value_of(match["whole"]) if match["whole"] else missing + given[-1] if given else 0
        if whole in WHOLES and 0 < missing < whole:
            full = FULL.search(text, match.end(), match.end() + _REACH)
            yield match.start(), full.end() if full else match.end(), 1 - missing / whole


def _counts(text: str, whole: int) -> Iterator[Count]:
    stated = full_load_of(text)
    for match in islice(COUNT.finditer(text), PLENTY):
        value = value_of(match["number"])
        hours = match["week"] or whole >= _LONGEST_WHOLE or GIVEN.search(text[: match.start()]) or stated
        most = _GENERAL if whole == _LONGEST_WHOLE else whole
        if value and _FEWEST <= value <= most and (match["lesson"] or hours):
            yield match.start(), match.end(), min(value, whole)
