"""The numbers of a sentence with what they count, and the parts of a whole that two of them make.

Full loads are those of the notice: 24 periods in primary, 26 in nursery, 22 in lower and 20 in upper secondary school,
30 or 33 in vocational practice, 36 hours in CPMS and for educators, 800 or 1,000 periods a year in adult education.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.numerals import free_numbers, number_end, value_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import PLENTY

if TYPE_CHECKING:
    from collections.abc import Iterator

_LESSON, _HOUR = vocabulary("hours.lesson"), vocabulary("hours.hour")
_WEEK, _YEAR = vocabulary("hours.a_week"), vocabulary("hours.a_year")
_OUT_OF, _ASIDE = vocabulary("shares.out_of"), vocabulary("hours.aside")
_CLOCK = vocabulary("hours.clock")
_OF_WHOLE = vocabulary("shares.of_whole")
_STATUS = vocabulary("load.tenured_part", "load.temporary_part")

_ORDINAL = re.compile(r"(?:i?emes?|es?|sten?|ste|de|ths?)(?!\w)")
_MINUTES = re.compile(r"(?: (?!\d\d/))?(?P<minutes>[0-5]\d)(?!\d| ?%)")
"""What stands behind hours: "28h48/36", "28 heures 48"; not the part of a fraction: "22 h 18/22"."""
_NO_WHOLE = re.compile(r"\w|[.,/]\d| ?%| ?000|[ .]\d\d[ .]\d\d")
"""What makes the second number a part of a date, a telephone number or a longer number."""
_MANY = 4 * PLENTY
"""So many numbers of one sentence are read."""

WHOLES = frozenset({18, 20, 21, 22, 23, 24, 25, 25.5, 26, 27, 28, 29, 30, 32, 33, 34, 35, 36, 38, 40})
"""Full loads that a bare "a/b" may be of."""
ANNUAL = frozenset({400, 480, 800, 850, 900, 1000})
"""Periods or hours of a year, likewise."""


_DAY = 24
_ENDS = ",;.()|"
"""Marks behind the whole of "18 heures de 20", which no hours of minutes or pupils have."""
MORE = 1.1
"""Who gives more than a full load gives so much of it at most: "26/24"."""


class Quantity(NamedTuple):
    """A number at `start` to `end`, its unit included: "lesson", "hour" or none; `weekly` where it says so."""

    start: int
    end: int
    value: float
    unit: str = ""
    weekly: bool = False
    yearly: bool = False


class Fraction(NamedTuple):
    """A part of a whole, and the sign between them: "18/22", "16 uur op 20"."""

    part: Quantity
    whole: Quantity
    sign: str

    @property
    def value(self) -> float:
        """How much of the whole the part is, at most all of it."""
        return min(1.0, self.part.value / self.whole.value)

    @property
    def worded(self) -> bool:
        """Whether periods or hours are counted."""
        return bool(self.part.unit or self.whole.unit)


@lru_cache(maxsize=256)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a folded sentence that stand free; of a fraction only the part does."""
    found: list[Quantity] = []
    for start, end in islice(free_numbers(text), _MANY):
        if not found or start >= found[-1].end:
            found.append(_counted(text, start, end))
    return tuple(found)


@lru_cache(maxsize=256)
def fractions_of(text: str) -> tuple[Fraction, ...]:
    """The parts of a whole that stand together in a folded sentence."""
    return tuple(_fractions(text))


def _fractions(text: str) -> Iterator[Fraction]:
    for part in islice(quantities(text), PLENTY):
        sign = _OUT_OF.match(text, part.end)
        bare = sign is None
        sign = sign or _OF_WHOLE.match(text, part.end)
        start = _skipped(text, sign.end()) if sign else 0
        if sign and (end := number_end(text, start)):
            whole = _counted(text, start, end)
            if bare and not (part.unit and _ends_there(text, whole.end)):
                continue
            if 0 < part.value <= whole.value * MORE and not _NO_WHOLE.match(text, whole.end):
                yield Fraction(part, whole, sign.group())


def _ends_there(text: str, end: int) -> bool:
    """Whether a mark, or a post's status, stands behind a whole."""
    return text[end : end + 2].lstrip()[:1] in {"", *_ENDS} or _STATUS.match(text, end) is not None


def counts(text: str, *, of_things: bool = False) -> list[Quantity]:
    """The periods and hours that a folded sentence counts without a whole, those of a year and of a course apart.

    With `of_things` also those of what no number tells: "eighteen periods of chemistry".
    """
    return [
        count
        for count in islice(quantities(text), PLENTY)
        if count.unit
        and text[max(0, count.start - 1) : count.start] not in {"+", "-"}
        and not (_has_whole(text, count.end, of_things=of_things) or _ASIDE.match(text, count.end))
        and not _is_clock(text, count)
    ]


def _is_clock(text: str, count: Quantity) -> bool:
    """Whether hours and minutes tell a time of day: "entre 21 h 40 et 22 h 15"."""
    if count.value.is_integer() or count.weekly or count.value >= _DAY:
        return False
    return _CLOCK.before(text, count.start) is not None


def _has_whole(text: str, end: int, *, of_things: bool) -> bool:
    """Whether a whole stands behind a part; with `of_things` only one that a number tells."""
    sign = _OUT_OF.match(text, end)
    return sign is not None and not (of_things and number_end(text, _skipped(text, sign.end())) == 0)


def _counted(text: str, start: int, end: int) -> Quantity:
    """The number that stands there with its unit, and the minutes after its hours."""
    value = float(value_of(text[start:end]) or 0)
    if (ordinal := _ORDINAL.match(text, end)) and text[end - 1].isdigit():
        return Quantity(start, ordinal.end(), value)
    lesson, hour = _LESSON.match(text, end), _HOUR.match(text, end)
    minutes = _MINUTES.match(text, hour.end()) if hour else None
    if minutes and not _HOUR.match(text, minutes.end()):
        return Quantity(start, minutes.end(), value + int(minutes["minutes"]) / 60, "hour")
    unit = lesson or hour
    if unit is None and (headed := _headed(text, start)):
        return Quantity(start, end, value, headed, weekly=True)
    end = unit.end() if unit else end
    week, year = _WEEK.match(text, end), _YEAR.match(text, end)
    measured = week or year
    return Quantity(
        start,
        measured.end() if measured else end,
        value,
        "lesson" if lesson else "hour" if hour else "",
        weekly=week is not None,
        yearly=year is not None,
    )


def _headed(text: str, start: int) -> str:
    """The unit that a label right before a number tells, with its week: "u/wk: 20", "périodes par semaine : 18"."""
    before = text[max(0, start - _HEADING) : start].rstrip()
    if not before.endswith((":", "=")):
        return ""
    label = before[:-1].rstrip()
    week = _WEEK.before(label, len(label))
    if week is None:
        return ""
    if _LESSON.before(label, week.start()):
        return "lesson"
    return "hour" if _HOUR.before(label, week.start()) else ""


_HEADING = 40
"""A label of periods is no longer than these characters."""


def _skipped(text: str, offset: int) -> int:
    """The next place behind spaces and hyphens."""
    while offset < len(text) and text[offset] in " -":
        offset += 1
    return offset
