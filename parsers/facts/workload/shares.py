"""Loads told as parts of a whole: "quatre cinquièmes temps", "vingt vingt-quatrièmes", "4/5"."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.sectors import is_school
from parsers.facts.workload.labels import end_of_work, is_cell, is_in_brackets_of_work, is_labelled, is_led
from parsers.facts.workload.leaves import is_followed_by_leave, is_taken_away
from parsers.facts.workload.quantities import WHOLES, fractions_of, quantities
from parsers.lexicon.numerals import NUMBER_HEADS, free_starts, number_ends, ordinal_value, value_of
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.marks import is_near
from parsers.text.text import PLENTY

if TYPE_CHECKING:
    from collections.abc import Iterator

_CPMS = vocabulary("school.cpms")
_EXCEEDED, _ONLY, _JOINED = vocabulary("shares.exceeded"), vocabulary("shares.only"), vocabulary("shares.joined")
_NOW, _DATED = vocabulary("time.now", "shares.left"), vocabulary("time.dated", "time.thence")
_CHANGED = vocabulary("shares.changed")
_YEARS, _VERB, _PART_TIME = vocabulary("shares.school_years"), vocabulary("load.verb"), vocabulary("load.part_time")
_GLUED = "(?:zeit|tijds?|stelle)"
"""What is written to the share that it is of: "Dreiviertelzeit"."""
_SINGLE = re.compile(
    r"(?:(?:un|een|one|eine?[nmr]?|a) )?"
    rf"(quart|tiers|kwart|derde|vierde|vijfde|viertel|drittel|funftel|quarter|third|fifth){_GLUED}?(?!\w)"
)
_WHOLE = re.compile(rf"([a-z]*(?:ieme|tel|de|ste|th|quart|kwart|quarter|third|tiers)[ns]{{0,2}}){_GLUED}?(?!\w)")
_FIGURES = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_GLUED_WORK = re.compile(rf"[a-z]{{4}}{_GLUED}\Z")
_THIRDS = {"tiers": 3, "quart": 4, "quarts": 4, "kwart": 4, "kwarts": 4, "derde": 3, "derden": 3, "drittel": 3} | {
    "viertel": 4,
    "quarter": 4,
    "quarters": 4,
    "third": 3,
    "vierde": 4,
    "vijfde": 5,
    "funftel": 5,
    "fifth": 5,
    "thirds": 3,
}
_HEADS = frozenset(word[:3] for word in (*_THIRDS, "un ", "een", "one", "eine")) | NUMBER_HEADS
"""How the first word of a share may begin."""
_CLASSES = frozenset({"troisieme", "quatrieme", "troisiemes", "quatriemes"})
"""Years of school, never fractions."""
_SMALL = frozenset({3, 4, 5, 10})
_TENTHS = 10
_NEAR = 45
_WORK_NEAR = 16
_PARTING = ",;.(|"
_DAY, _HALF_DAY, _FIVE = vocabulary("hours.day"), vocabulary("hours.half_day"), vocabulary("hours.of_five")
_WEEK, _AT_WORK, _LEARNT = vocabulary("hours.a_week"), vocabulary("hours.at_work"), vocabulary("hours.learnt")
_HALF_DAYS = vocabulary("hours.half_days")
_DAYS = united(_DAY, _HALF_DAYS)
SHORT_WEEKS = {vocabulary("hours.four_days"): 4, vocabulary("hours.three_days"): 3}
WEEK = 5
"""The days of a working week."""


class _Worded(NamedTuple):
    """A share in words: "trois quarts", "dreiviertelzeit"; `part` is where its part ends, `whole` its last word."""

    start: int
    end: int
    part: int
    value: float
    whole: str = ""


Share = tuple[int, int, float, bool]
"""Where it stands, what part of the whole it is, and whether words tell that it is of a load."""


def shares(text: str) -> Iterator[Share]:
    """The shares of a folded sentence, in words or digits, that may be of a load."""
    for start, end, value, worded, sure in _parts(text):
        if is_threshold(text, start) and not _JOINED.before(text, start):
            continue
        work = end_of_work(text, end) or (end if _GLUED_WORK.search(text, start, end) else 0)
        if work or sure or _is_told(text, start, end, worded=worded):
            yield start, work or end, value, True
        elif worded or round(1 / value, 3) == _TENTHS or _CPMS.search(text) or is_cell(text, start, end):
            yield start, end, value, False


def _parts(text: str) -> Iterator[tuple[int, int, float, bool, bool]]:
    """Every share, whether it is told in words, and whether only loads have such a whole.

    A single small part is one only where something tells that it is of a load.
    """
    for told in worded(text):
        if told.value > _ONE_OF_FOUR or _is_alone_told(text, told):
            yield told.start, told.end, told.value, True, (denominator(told.whole) or 0) in WHOLES
    for fraction in fractions_of(text):
        part, whole = fraction.part.value, fraction.whole.value
        small = whole <= _TENTHS and part.is_integer() and whole > 1
        if small and fraction.sign == "/" and not fraction.worded:
            yield fraction.part.start, fraction.whole.end, fraction.value, False, False


_ONE_OF_FOUR = 0.34
"""A single part of three or more is seldom a load: it is one only where words say so."""


@lru_cache(maxsize=256)
def worded(text: str) -> tuple[_Worded, ...]:
    """The shares that are told in words, none within another."""
    found: list[_Worded] = []
    after = 0
    for start in free_starts(text):
        begins = text[start].isdigit() or text[start : start + 3] in _HEADS or text.startswith("a ", start)
        told = (_single(text, start) or _of_several(text, start)) if begins and start >= after else None
        if told:
            after = told.end if told.value else told.part
            if told.value:
                found.append(told)
    return tuple(found)


def _single(text: str, start: int) -> _Worded | None:
    """One part: "un quart"."""
    found = _SINGLE.match(text, start)
    return _Worded(start, found.end(), found.end(), 1 / _THIRDS[found[1]]) if found else None


def _of_several(text: str, start: int) -> _Worded | None:
    """A number of parts, 0 where their whole is none: "quatre cinquiemes", "vingt vingt-quatriemes"."""
    figures = _FIGURES.match(text, start)
    for part in [figures.end()] if figures else number_ends(text, start):
        begin = part + (text[part : part + 1] in {" ", "-"})
        for last in _last_words(text, begin):
            if found := _WHOLE.match(text, last):
                value, whole = value_of(text[start:part]), denominator(text[begin : found.end(1)])
                share = value / whole if value and whole and value <= whole else 0.0
                return _Worded(start, found.end(), part, share, text[begin : found.end(1)])
    return None


def _last_words(text: str, begin: int) -> Iterator[int]:
    """Where the last word of a whole may begin: behind a number of its own ("vingt-quatrieme"), or at once."""
    for end in number_ends(text, begin):
        if text[end : end + 1] in {" ", "-"}:
            if text[end + 1 : end + 4] in {"et ", "et-"}:
                yield end + 4
            yield end + 1
    yield begin


def _is_alone_told(text: str, told: _Worded) -> bool:
    glued = _GLUED_WORK.search(text, told.start, told.end)
    named = is_labelled(text, told.start) or glued or _JOINED.before(text, told.start)
    return bool(named or end_of_work(text, told.end) or is_taken_away(text, told.start, told.end))


def is_threshold(text: str, start: int) -> bool:
    """Whether a part is only what is exceeded ("plus d'un mi-temps"); "ne … plus que" tells what is left."""
    more = _EXCEEDED.before(text, start)
    return more is not None and not _ONLY.before(text, more.end(), reach=12)


def denominator(word: str) -> int | None:
    """The whole that a folded word divides by: "cinquiemes" 5, "vierundzwanzigstel" 24, "vijfden" 5."""
    if word in _CLASSES:
        return None
    word = re.sub(r"teln$", "tel", word)
    known = _THIRDS.get(word)
    if known is None and word.endswith("tel"):
        stem = word.removesuffix("tel")
        known = int(value_of(stem) or value_of(stem.removesuffix("s")) or 0)
    if known is None and re.search(r"(?:iemes?|den?|sten?|ths?)$", word):
        known = ordinal_value(re.sub(r"(?<=ieme)s$|(?<=th)s$|(?<=[dt]e)n$", "", word))
    return known if known in _SMALL or known in WHOLES else None


def _is_told(text: str, start: int, end: int, *, worded: bool) -> bool:
    """Whether a share is of a load: the words around say so."""
    if is_labelled(text, start) or is_led(text, start) or (worded and _JOINED.before(text, start)):
        return True
    if is_taken_away(text, start, end) or (is_in_brackets_of_work(text, start, end) and not _YEARS.search(text)):
        return True
    verb = _VERB.last(text, start - _NEAR, start)
    if verb and is_near(text, verb.end(), start, most=_WORK_NEAR, parting=_PARTING):
        return True
    if worded and (_DATED.before(text, start) or _PART_TIME.before(text, start, reach=1)):
        return True
    if worded and _is_changed(text, start, end):
        return True
    return is_of_now(text, start) and not _YEARS.match(text, end)


def _is_changed(text: str, start: int, end: int) -> bool:
    """Whether a share is told with its beginning behind it, or as what a load became: "auf vier Fünftel reduziert"."""
    dated = _DATED.match(text, end + (text[end : end + 1] == " "))
    return bool(dated or _CHANGED.before(text, start, reach=_WORK_NEAR) or _CHANGED.match(text, end + 1))


def is_of_now(text: str, start: int) -> bool:
    """Whether a word of today leads to a load: "actuellement à 4/5", "verlof: nog 12/20"."""
    now = _NOW.last(text, start - _NEAR, start)
    return now is not None and is_near(text, now.end(), start, most=25, parting=_PARTING)


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
