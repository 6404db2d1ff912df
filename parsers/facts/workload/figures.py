"""Loads told in figures: a part of a whole ("18/22"), a percentage, full-time equivalents."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.career.sectors import is_school
from parsers.facts.workload.labels import (
    end_of_work,
    is_after,
    is_cell,
    is_in_brackets_of_work,
    is_labelled,
    is_of_something_else,
    is_placed,
)
from parsers.facts.workload.leaves import is_taken_away
from parsers.facts.workload.levels import full_load_of
from parsers.facts.workload.mention import LoadMention
from parsers.facts.workload.quantities import ANNUAL, WHOLES, Fraction, Quantity, fractions_of, quantities
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import DIGITS, behind, is_near, mark_at
from parsers.text.text import PLENTY

if TYPE_CHECKING:
    from collections.abc import Iterator

_AS_FUNCTION = vocabulary("load.as_function")
_HAD = vocabulary("load.works", "load.mine", "time.now")
_BESIDE, _FULL, _WORKS = vocabulary("load.beside"), vocabulary("load.full"), vocabulary("load.works")
_EQUIVALENT, _TOTAL = vocabulary("load.equivalent"), vocabulary("shares.total")
_OUT = vocabulary("shares.out_of", "shares.among")
_PERCENT, _PERCENT_OF, _SINCE = (
    vocabulary("shares.percent"),
    vocabulary("shares.percent_of"),
    vocabulary("time.since", "time.thence"),
)
_GIVEN_AWAY, _OTHERS = vocabulary("hours.given_away"), vocabulary("hours.others")
_MARK, _RATE, _HOUSE = vocabulary("marks.mark"), vocabulary("marks.rate"), vocabulary("marks.house")
_POSSESSED, _LED = vocabulary("load.possessed"), vocabulary("load.led")
_CLOCK, _OPENING = vocabulary("marks.round_clock", "marks.guard"), vocabulary("marks.opening")
_DAY = 24
"""The hours of a day, which a full load of primary school has, too."""

_MARKED_ON = 20
"""What schools mark on, too: with no word of work beside it "15/20" may be either."""
_FEWEST_A_YEAR = 40
_UNKNOWN_WHOLES = range(14, 61)
"""Wholes that no full load has, but that periods or hours may be told of."""
_HALF = 0.5
_LEAST = 0.1


def is_whole(value: float) -> bool:
    """Whether a number is a full load, of a week or a year."""
    return value in WHOLES or value in ANNUAL


def fractions(text: str) -> Iterator[LoadMention]:
    """Parts of a whole that stand together: "18/22", "16 uur op 20"."""
    for told in fractions_of(text):
        part, whole = told.part.value, told.whole.value
        yearly = whole in ANNUAL and part >= _FEWEST_A_YEAR
        known = whole in WHOLES or yearly or (told.worded and whole in _UNKNOWN_WHOLES)
        if known and not (_is_of_a_day(text, told.whole) or _misleads(text, told)):
            mention = part_of(told.value, told.part.start, told.whole.end, certainty=0.85)
            lone = not told.worded and told.sign == "/" and whole == _MARKED_ON
            yield replace(mention, bare=lone and _is_unplaced(text))


def part_of(value: float, start: int, end: int, *, certainty: float = 0.8) -> LoadMention:
    """A load that is told as a part of its whole."""
    return LoadMention(value=value, start=start, end=end, rule="fraction", certainty=certainty, exact=True)


def _is_of_a_day(text: str, whole: Quantity) -> bool:
    """Whether hours are those of a day in which something is open: "nous sommes ouverts 10 h sur 24"."""
    if whole.value != _DAY or _OPENING.search(text) is None or _FULL.search(text):
        return False
    units = {count.unit for count in quantities(text)}
    return "hour" in units and "lesson" not in units


def _is_unplaced(text: str) -> bool:
    """Whether a sentence has no word of work, of a school or of a status."""
    return not (_BESIDE.search(text) or _TOTAL.search(text) or is_school(text) or full_load_of(text))


def _misleads(text: str, told: Fraction) -> bool:
    """Whether a fraction is a mark, hours of the day, a page, or words without "on" ("deux sur trois élèves")."""
    start, end = told.part.start, told.whole.end
    if told.part.value == told.whole.value == _DAY and _CLOCK.search(text):
        return True
    if told.worded:
        return False
    if told.sign != "/" and not (_BESIDE.search(text) or _POSSESSED.before(text, start)):
        return True
    stop = mark_at(text, ",;(", end, end + 45)
    if _MARK.search(text, start - 40, start) or _MARK.search(text, end, stop):
        return True
    return _is_of_house(text, start) or bool(_POSTAL.match(text, end))


_POSTAL = re.compile(r"[ ,–-]{1,3}(?:[a-z]{1,2}[ -]{1,3})?[1-9]\d{3}[ -][a-z]{3,}")
"""A postal code and its town, which only an address is followed by."""
_TO_HOUSE = re.compile(r"[^;:|\n\d]{0,45}\d{0,4},? ?")


def _is_of_house(text: str, start: int) -> bool:
    """Whether a number is that of a house or a room: "Rue Haute 5/22"."""
    street = _HOUSE.last(text, start - 70, start)
    between = street and _TO_HOUSE.fullmatch(text, street.end(), start)
    return bool(street and between and not _BESIDE.search(text, street.end(), start))


def spread(text: str) -> Iterator[LoadMention]:
    """Parts whose whole stands apart: "vierzehn Stunden im Dorf, fünf in Elsenborn, von vierundzwanzig"."""
    for whole in quantities(text):
        sign = _OUT.before(text, whole.start) if is_whole(whole.value) and not _is_of_a_day(text, whole) else None
        if sign is None:
            continue
        parts = _parts_before(text, sign.start())
        given = sum(part.value for part in parts)
        if 0 < given <= whole.value:
            yield part_of(given / whole.value, parts[0].start, whole.end)
        elif following := _given_after(text, whole):
            share = following.value / whole.value
            away = _GIVEN_AWAY.match(text, following.end)
            yield part_of(1 - share if away else share, sign.start(), away.end() if away else following.end)


def _parts_before(text: str, end: int) -> list[Quantity]:
    """The numbers of periods before a whole: the first has a unit, the rest a unit or a school."""
    begin = max(max(text.rfind(mark, 0, end) for mark in ".;:!?(") + 1, end - 120)
    if text[:end].rstrip().endswith("("):
        begin = max(max(text.rfind(mark, 0, end) for mark in ".;:!?") + 1, end - 120)
    parts = [
        part
        for part in quantities(text)
        if begin <= part.start < end and (part.unit or is_placed(text, part.end) or _OTHERS.match(text, part.end))
    ]
    return parts if parts and parts[0].unit else []


_TO_GIVEN = 60
_GIVES_ON = f";.{DIGITS}"
_BEFORE_GIVEN = 10


def _given_after(text: str, whole: Quantity) -> Quantity | None:
    """The part of a whole that is told first: "von fünfundzwanzig Wochenstunden gebe ich achtzehn"."""
    works = _WORKS.search(text, whole.end)
    if works is None or not is_near(text, whole.end, works.start(), most=_TO_GIVEN, parting=_GIVES_ON):
        return None
    given = next((count for count in quantities(text) if count.start >= works.end()), None)
    near = given and given.start - works.end() <= _BEFORE_GIVEN
    return given if given and near and 0 < given.value <= whole.value else None


_GIVEN = vocabulary("load.noun", "load.verb", "load.works", "load.tenured_part")
"""What before a part of some periods tells that it is given: "ma charge compte 17 des 22 périodes"."""
_BEFORE_PART = 45
_EXPLAINED = 50


def partitive(text: str) -> Iterator[LoadMention]:
    """Parts of a number that is told to be a full load: "seize des vingt qui font un temps plein"."""
    for part in islice(quantities(text), PLENTY):
        sign = _OUT.match(text, behind(text, " ,(", part.end))
        whole = next((count for count in quantities(text) if sign and count.start >= sign.end()), None)
        if whole is None or sign is None or text[sign.end() : whole.start].strip() or not is_whole(whole.value):
            continue
        full = _FULL.search(text, whole.end, whole.end + _EXPLAINED)
        explained = full and is_near(text, whole.end, full.start(), most=_TO_GIVEN, parting=_GIVES_ON)
        end = full.end() if full and explained else end_of_work(text, whole.end)
        if not end and whole.unit and _GIVEN.search(text, max(0, part.start - _BEFORE_PART), part.start):
            end = whole.end
        if end and 0 < part.value <= whole.value:
            yield part_of(part.value / whole.value, part.start, end)


def _is_had(text: str, start: int) -> bool:
    """Whether a verb of the writer's, or a word of today, leads to a share: "habe ich siebzig Prozent"."""
    verb = _HAD.last(text, start - _BEFORE_PART, start)
    return verb is not None and is_near(text, verb.end(), start, most=_HAD_NEAR, parting=_GIVES_ON + ",:(")


_HAD_NEAR = 12


def equivalents(text: str) -> Iterator[LoadMention]:
    """Full-time equivalents: "0,8 ETP", "0.6 of a full-time post", "ETP : 0,75"."""
    for count in islice(quantities(text), PLENTY):
        if not 0 < count.value <= 1:
            continue
        behind = _EQUIVALENT.match(text, count.end)
        decimal = count.value < 1 or "," in text[count.start : count.end] or "." in text[count.start : count.end]
        end = behind.end() if behind else 0
        if not end and decimal:
            labelled = is_after(_EQUIVALENT, text, count.start) or is_labelled(text, count.start)
            end = end_of_work(text, count.end) or (count.end if labelled else 0)
        if end:
            yield LoadMention(value=count.value, start=count.start, end=end, rule="fte", certainty=0.85, exact=True)


def percentages(text: str) -> Iterator[LoadMention]:
    """Hundredths of a load, in digits or words; bare where they stand for themselves in a line."""
    for count in islice(quantities(text), PLENTY):
        sign = _PERCENT.match(text, count.end)
        if sign is None and not _PERCENT_OF.before(text, count.start):
            continue
        value, end = count.value / 100, sign.end() if sign else count.end
        left, right = count.start - 90, end + 40
        if not _LEAST <= value <= 1 or _MARK.search(text, left, right) or _RATE.search(text, left, right):
            continue
        plain, taken = round(value * 100) % 5 == 0, value <= _HALF and is_taken_away(text, count.start, end)
        function = plain and _AS_FUNCTION.match(text, end)
        if is_of_something_else(text, end) and not (taken or function):
            continue
        placed = plain and _LED.before(text, count.start) and is_placed(text, end)
        placed = placed or (plain and is_in_brackets_of_work(text, count.start, end))
        led = plain and (function or _SINCE.match(text, end) or _is_had(text, count.start))
        told = taken or placed or _BESIDE.search(text, left, right) or led
        if told or (plain and is_cell(text, count.start, end)):
            yield LoadMention(
                value=value,
                start=count.start,
                end=end,
                rule="percentage",
                certainty=0.8 if told else 0.6,
                exact=True,
                bare=not told,
            )
