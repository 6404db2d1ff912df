"""The numbers of years that a sentence tells, halves and months with them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.numerals import first_number, numbers
from parsers.lexicon.vocabulary import united, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.lexicon.vocabulary import Mention

_TOTAL = vocabulary("duration.total")
_YEARS = vocabulary("duration.years")
_AND_MONTHS = vocabulary("duration.and_months")
_HALF = vocabulary("duration.half")
_MORE = vocabulary("duration.more")
_ROUGH = vocabulary("duration.more", "duration.about")
BARE = vocabulary("duration.bare")
"""A number that takes its unit from the one before it, with the preposition behind it."""
_QUARTER_CENTURY, _DECADES = vocabulary("duration.quarter_century"), vocabulary("duration.decades")
_LUSTRA, _STARTS = vocabulary("duration.lustra"), vocabulary("duration.starts")
_ROUND = united(_QUARTER_CENTURY, _DECADES, _LUSTRA, _STARTS)
_PART, _JOINED = vocabulary("seniority.part"), vocabulary("duration.joined")
_AS_LONG, _TWICE_AS_LONG = vocabulary("duration.as_long"), vocabulary("duration.twice_as_long")
_OTHERS, _FOLLOWED = vocabulary("duration.others"), vocabulary("stretch.followed")
_LED = vocabulary("seniority.role", "seniority.for", "school.teachers", "school.staff", "career.then", "duration.open")
LONGEST = 50
"""No one serves longer, in years."""


class Duration(NamedTuple):
    """A number of years in a folded sentence: the characters that say it, and what they say."""

    start: int
    end: int
    value: float
    unit: str
    more: bool = False
    """"Plus de vingt ans": the number is the least."""


@lru_cache(maxsize=256)
def durations(flat: str, start: int = 0, end: int | None = None) -> tuple[Duration, ...]:
    """Every number of years of a sentence: "quinze ans", "deux ans et demi", "un quart de siècle"."""
    taken = [
        told
        for found in _TOTAL.finditer(flat, start, end)
        if flat[found.start() - 1 : found.start()] not in {"/", ".", ",", "-"}
        and (told := _duration(flat, found))
        and 1 <= told.value <= LONGEST
    ]
    rounded = []
    for begin, stop, years in sorted(round_measures(flat)) if _ROUND.may_say(flat) else ():
        outside = begin < start or (end is not None and stop > end)
        if 1 <= years <= LONGEST and not outside and not any(told.start < stop and begin < told.end for told in taken):
            rounded.append(Duration(begin, stop, years, "round"))
    return (*taken, *rounded)


def _duration(flat: str, found: Mention) -> Duration | None:
    """A number of years with the half year or the months that it ends with."""
    value = first_number(found.group())
    unit = _YEARS.before(flat, found.end(), found.start())
    if value is None or unit is None:
        return None
    end = found.end()
    if half := _HALF.match(flat, end):
        value, end = value + 0.5, half.end()
    elif months := _AND_MONTHS.match(flat, end):
        value, end = value + min(first_number(months.group()) or 0, 11) / 12, months.end()
    rough = _ROUGH.before(flat, found.start())
    more = _MORE.before(flat, found.start()) is not None
    return Duration(rough.start() if rough else found.start(), end, value, unit.group(), more)


def round_measures(flat: str) -> Iterator[tuple[int, int, int]]:
    """Where a folded text tells years in quarters of a century, decades or school years' beginnings, and how many."""
    for found in _QUARTER_CENTURY.finditer(flat):
        yield found.start(), found.end(), 25
    for size, measure in ((10, _DECADES), (5, _LUSTRA), (1, _STARTS)):
        for found in measure.finditer(flat):
            yield found.start(), found.end(), int(size * (first_number(found.group()) or 0))


def years_in(flat: str, start: int = 0, end: int | None = None) -> Duration | None:
    """The first number of years in digits or words within `start` and `end`."""
    return next((told for told in durations(flat, start, end) if told.unit != "round"), None)


def lengths(flat: str, before: float = 0) -> list[Duration]:
    """Every length of a sentence in order: years, numbers that take their unit from one told first, "as long again".

    `before` is what the sentence before told last: this one may go on from it.
    """
    found = list(durations(flat))
    if not found and not before:
        return []
    start = 0 if before else found[0].end
    found += [told for told in _bare(flat, found, start) if not any(_overlap(told, other) for other in found)]
    for times, words in ((1, _AS_LONG), (2, _TWICE_AS_LONG)):
        for again in words.finditer(flat, start):
            last = max((told for told in found if told.end <= again.start()), default=None)
            value = times * (last.value if last else before)
            if 1 <= value <= LONGEST and not any(
                _overlap(Duration(*again.span(), value, ""), other) for other in found
            ):
                found.append(Duration(*again.span(), value, "alike"))
    return sorted(found)


def _overlap(one: Duration, other: Duration) -> bool:
    return one.start < other.end and other.start < one.end


def _bare(flat: str, years: Sequence[Duration], start: int) -> Iterator[Duration]:
    """The numbers from `start` on that take their unit from years: in a list, at an end, "les douze autres"."""
    yield from _listed(flat, years, start)
    for others in _OTHERS.finditer(flat, start):
        yield from (told._replace(unit="others") for told in _numbers_in(others))
    for begin, end, value in numbers(flat[start:]):
        told = Duration(start + begin, start + end, value, "bare")
        if 1 < value <= LONGEST and value == int(value) and _takes_unit(flat, told, start):
            yield told


def _listed(flat: str, years: Sequence[Duration], start: int) -> Iterator[Duration]:
    """Those of a list: "six ans à Mons, cinq à Tournai et quatre à Ath", behind each number of years."""
    for begin in [told.end for told in years] or [start]:
        at = begin
        while (following := BARE.search(flat, at, at + _REACH)) and not _parted(flat[at : following.start()]):
            told = next(_numbers_in(following), None)
            if told is None:
                break
            yield told
            at = told.end


def _numbers_in(found: Mention) -> Iterator[Duration]:
    """The number that a phrase tells, where nobody's years are more."""
    start, end, value = next(numbers(found.group()), (0, 0, 0.0))
    if 1 <= value <= LONGEST:
        yield Duration(found.start() + start, found.start() + end, value, "bare")


def _takes_unit(flat: str, told: Duration, start: int) -> bool:
    """Whether a number's unit may be told before: "préfète (douze)", "et sept que j'y enseigne"."""
    if _FOLLOWED.match(flat, told.end):
        return _JOINED.before(flat, told.start, start) is not None
    if flat[told.start - 1 : told.start] == "(" and flat[told.end : told.end + 1] == ")":
        return True
    led = _LED.before(flat, told.start, start)
    ends = flat[told.end : told.end + 2].strip()[:1] in {"", *".,;:!?)"}
    return ends and led is not None and not flat[led.end() : told.start].strip(" (:")


_REACH = 75


def _parted(between: str) -> bool:
    """Whether a sentence's turn lies between two numbers."""
    return any(mark in between for mark in (". ", ";", ":", "(", ",")) or _PART.search(f"{between} ") is not None
