"""Loads told by days of the week: "quatre jours sur cinq", "an vier von fünf Tagen", "three and a half days a week"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.text.text import PLENTY
from parsers.words.dates.numerals import value_of
from parsers.words.workload.week import AT_WORK, DAYS_A_WEEK, DAYS_OF_FIVE, HALF_DAY, LEARNT, SHORT_WEEK

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

WEEK = 5
"""The days of a working week."""

Days = tuple[int, int, float, float]
"""Where they stand, what part of a week they are, and how surely that is a load."""


def days(text: str) -> Iterator[Days]:
    """The parts of a week that a folded sentence tells, of five days or, where somebody works on them, of any week."""
    for pattern, certainty in ((DAYS_OF_FIVE, 0.75), (SHORT_WEEK, 0.6), (DAYS_A_WEEK, 0.5)):
        if pattern is DAYS_A_WEEK and (not AT_WORK.search(text) or LEARNT.search(text)):
            continue
        for match in islice(pattern.finditer(text), PLENTY):
            count = _count(match)
            if 1 < count <= WEEK:
                yield match.start(), match.end(), count / WEEK, certainty


def _count(match: re.Match[str]) -> float:
    """How many days a match tells, "et demi" after the noun included; 0 where it is no number."""
    told = next((words for name, words in match.groupdict().items() if words and name != "unit"), "")
    half = 0.5 if HALF_DAY.search(match.groupdict().get("unit") or "") and not told.endswith("half") else 0
    return (value_of(told) or 0) + half
