"""Loads told by days of the week: "quatre jours sur cinq", "an vier von fünf Tagen", "three and a half days a week"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.sectors import is_school
from parsers.facts.workload.leaves import is_followed_by_leave, is_taken_away
from parsers.facts.workload.quantities import quantities
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import PLENTY

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY, _HALF_DAY, _FIVE = vocabulary("hours.day"), vocabulary("hours.half_day"), vocabulary("hours.of_five")
_WEEK, _AT_WORK, _LEARNT = vocabulary("hours.a_week"), vocabulary("hours.at_work"), vocabulary("hours.learnt")
_HALF_DAYS = vocabulary("hours.half_days")
_DAYS = united(_DAY, _HALF_DAYS)
SHORT_WEEKS = {vocabulary("hours.four_days"): 4, vocabulary("hours.three_days"): 3}

WEEK = 5
"""The days of a working week."""


class Days(NamedTuple):
    """Where they stand, what part of a week they are, and how surely that is a load."""

    start: int
    end: int
    value: float
    certainty: float


def days(text: str) -> Iterator[Days]:
    """The parts of a week that a folded sentence tells, of five days or, where somebody works on them, of any week."""
    for short, count in SHORT_WEEKS.items():
        for found in islice(short.finditer(text), PLENTY):
            yield Days(found.start(), found.end(), count / WEEK, 0.6)
    if not (quantities(text) and _DAYS.may_say(text)):
        return
    at_work = (_AT_WORK.search(text) is not None or is_school(text)) and not _LEARNT.search(text)
    for number in islice(quantities(text), PLENTY):
        told = _days_of(text, number.start, number.end, number.value, at_work=at_work)
        alone = told and told.value * WEEK <= 1
        if told and told.value <= 1 and (not alone or is_taken_away(text, told.start, told.end)):
            yield told


def _days_of(text: str, start: int, end: int, count: float, *, at_work: bool) -> Days | None:
    """The days that a number counts, of five or of a week."""
    if _HALF_DAYS.match(text, end):
        return None
    day = _DAY.match(text, end)
    half = _HALF_DAY.match(text, day.end() if day else end)
    count += 0.5 if half else 0
    end = half.end() if half else day.end() if day else end
    if day is None and (day := _DAY.match(text, end)):
        end = day.end()
    leave = is_followed_by_leave(text, end)
    week = _WEEK.search(text, end, end + _LEAVE_BETWEEN) if leave else _WEEK.match(text, end)
    five = _FIVE.match(text, week.end() if week else end)
    if five:
        days_after = _DAY.match(text, five.end())
        return Days(start, five.end(), count / WEEK, 0.75) if day or days_after else None
    if day and week and (at_work or leave or is_taken_away(text, start, week.end())):
        return Days(start, week.end(), count / WEEK, 0.5)
    return None


_LEAVE_BETWEEN = 40
"""A leave stands between a day and its week: "un jour de congé parental par semaine"."""
