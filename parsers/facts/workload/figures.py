"""Loads told in figures: a part of a whole ("18/22"), a percentage, full-time equivalents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.experience.sectors import is_school
from parsers.facts.workload.periods import full_load_of
from parsers.text.text import PLENTY
from parsers.words.dates.numerals import numbers, value_of
from parsers.words.workload.context import (
    GUARD,
    LEFT_OUT,
    MARK,
    NO_RATE,
    PLACE_AFTER,
    POSTAL,
    ROUND_CLOCK,
    STATUS,
    STREET,
    TOTAL,
)
from parsers.words.workload.workload import (
    AHEAD,
    ANNUAL,
    EQUIVALENT,
    FRACTION,
    LOAD_NOUN,
    PARTITIVE,
    PERCENT,
    SPREAD,
    UNIT_AFTER,
    WHOLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOAD_CONTEXT = re.compile(
    rf"\b(?:{LOAD_NOUN}|prestation\w*|occup\w+|travaill\w+|engag\w+|"
    r"nomm\w+|preste\w*|tijd\w*|deeltijds\w*|werk\w*|"
    r"teilzeit\w*|arbeit\w*|beschaftig\w*|stunden|uur|heures?|periodes?|lestijden|lesuren|etp|vte|vze|"
    r"unterricht\w*|periods|lessons|part[ -]time|work(?:ing)?|employed|enseign\w+|"
    r"benoemd|tatig|werktijd\w*|detache\w*|(?:en|in) fonction|a raison de|"
    r"momenteel|sta|geef|zurzeit|derzeit|gebe|professeure?|conseill\w+|actuel\w*|partag\w+|cumul\w+|verdeel\w*|combineer\w*|aufgeteilt|teile|"
    r"split\w*|combin\w+|divid\w+)\b|\b(?:je suis|ik zit|ich bin|i am) (?:actuellement |nu |"
    r"derzeit )?(?:a|aan|bei|zu|at) "
)


_STANDS_ALONE = re.compile(r" (?:\()?(?:depuis|sinds|seit|since)\b")


_HALF = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A load in a sentence. `exact`: in figures; `partial`: of the tenured part; `added`: joins the one before.

    `since`: how plainly it is told to have come after others: 2 for what is so now or what a leave leaves, 1 for its
    own beginning ("seit 2020: 16/22"). `bare`: nothing but its place tells that it is a load.
    """

    value: float
    start: int
    end: int
    rule: str
    certainty: float
    exact: bool = False
    partial: bool = False
    added: bool = False
    since: int = 0
    bare: bool = False


def fractions(text: str) -> Iterator[Mention]:
    """Parts of a whole that stand together: "18/22", "16 uur op 20"."""
    for match in islice(FRACTION.finditer(text), PLENTY):
        part, whole = value_of(match["part"]), value_of(match["whole"])
        if part is None or whole is None or not 0 < part <= whole:
            continue
        part += _minutes(match["minutes"])
        worded = bool(match["unit"] or match["unit2"])
        known = whole in WHOLES or (whole in ANNUAL and part >= 40) or (worded and 14 <= whole <= 60)
        if known and not _misleads(text, match, worded=worded):
            told = _of_leave(text, _part_of(part / whole, match.start(), match.end(), certainty=0.85))
            lone = not worded and match["sign"] == "/" and whole == _MARKED_ON and told.rule == "fraction"
            yield replace(told, bare=lone and _is_unplaced(text))


_MARKED_ON = 20
"""What schools mark on, too: with no word of work beside it "15/20" may be either."""


def _is_unplaced(text: str) -> bool:
    """Whether a sentence has no word of work, of a school or of a status."""
    worded = any(pattern.search(text) for pattern in (_LOAD_CONTEXT, STATUS, TOTAL))
    return not (worded or is_school(text) or full_load_of(text))


def _minutes(told: str | None) -> float:
    """The minutes after an hour, in hours: "28 h 48"."""
    return int(told[-2:]) / 60 if told else 0


def _misleads(text: str, match: re.Match[str], *, worded: bool) -> bool:
    """Whether a fraction is a mark, hours of the day, a page, or words without "on" ("deux sur trois élèves")."""
    if match["sign"] != "/" and not worded and not _LOAD_CONTEXT.search(text):
        return True
    if not worded and MARK.search(
        text[max(0, match.start() - 40) : match.start()] + _BREAK.split(text[match.end() : match.end() + 45])[0]
    ):
        return True
    if not worded and (
        STREET.search(text[max(0, match.start() - 70) : match.start()]) or POSTAL.match(text, match.end())
    ):
        return True
    if match["part"] == match["whole"] == "24" and ROUND_CLOCK.search(text):
        return True
    return match["part"] == match["whole"] == "24" and bool(GUARD.search(text))


_BREAK = re.compile(r"[,;(]")


def spread(text: str) -> Iterator[Mention]:
    """Parts whose whole stands apart: "vierzehn Stunden im Dorf, fünf in Elsenborn, von vierundzwanzig"."""
    for match in islice(SPREAD.finditer(text), PLENTY):
        whole = value_of(match["whole"]) or 0
        parts = _parts_before(text, match.start())
        if parts and whole and (whole in WHOLES or whole in ANNUAL) and 0 < (part := sum(v for _, v in parts)) <= whole:
            yield _part_of(part / whole, parts[0][0], match.end())
    for match in islice(AHEAD.finditer(text), PLENTY):
        given, whole = value_of(match["part"]) or 0, value_of(match["whole"]) or 0
        if (whole in WHOLES or whole in ANNUAL) and 0 < given <= whole:
            yield _part_of(given / whole, match.start(), match.end())


def partitive(text: str) -> Iterator[Mention]:
    """Parts of a number that is told to be a full load: "seize des vingt qui font un temps plein"."""
    for match in islice(PARTITIVE.finditer(text), PLENTY):
        given, whole = value_of(match["part"] or match["year"]) or 0, value_of(match["whole"] or match["years"]) or 0
        if (whole in WHOLES or whole in ANNUAL) and 0 < given <= whole:
            yield _part_of(given / whole, match.start(), match.end())


def _part_of(value: float, start: int, end: int, *, certainty: float = 0.8) -> Mention:
    return Mention(value=value, start=start, end=end, rule="fraction", certainty=certainty, exact=True)


def _of_leave(text: str, told: Mention) -> Mention:
    """A fraction, or what is left where it is the small part that a leave takes away."""
    if told.value >= _HALF or not LEFT_OUT.search(text[max(0, told.start - 60) : told.start]):
        return told
    return replace(told, value=1 - told.value, rule="reduction")


def _parts_before(text: str, end: int) -> list[tuple[int, float]]:
    """The numbers of periods before a whole, each with its place: the first has a unit, the rest a unit or a school."""
    begin = max(max(text.rfind(mark, 0, end) for mark in ".;:!?(") + 1, end - 120)
    parts = [
        (begin + start, value)
        for start, stop, value in numbers(text[begin:end])
        if UNIT_AFTER.match(text, begin + stop) or PLACE_AFTER.match(text, begin + stop)
    ]
    unit = bool(parts) and any(
        UNIT_AFTER.match(text, begin + stop)
        for start, stop, _ in numbers(text[begin:end])
        if begin + start == parts[0][0]
    )
    return parts if unit else []


def equivalents(text: str) -> Iterator[Mention]:
    """Full-time equivalents: "0,8 ETP"."""
    for match in islice(EQUIVALENT.finditer(text), PLENTY):
        value = _fraction(match["value"] or match["part"] or match["told"])
        if 0 < value <= 1:
            yield Mention(value=value, start=match.start(), end=match.end(), rule="fte", certainty=0.85, exact=True)


def _fraction(words: str) -> float:
    """What "0,8" or "4/5" says."""
    part, _, whole = words.replace(",", ".").partition("/")
    return float(part) / float(whole or 1)


def percentages(text: str) -> Iterator[Mention]:
    """Hundredths of a load, in digits or words; bare where they stand for themselves in a line."""
    for match in islice(PERCENT.finditer(text), PLENTY):
        value = (value_of(match["value"] or match["told"]) or 0) / 100
        near = text[max(0, match.start() - 90) : match.end() + 40]
        if not 0.1 <= value <= 1 or MARK.search(near) or NO_RATE.search(near) or _of_people(text, match.end()):
            continue
        plain = round(value * 100) % 5 == 0
        told = _LOAD_CONTEXT.search(near) or (plain and _STANDS_ALONE.match(text[match.end() :]))
        if told or (plain and is_cell(text, match.start(), match.end())):
            yield Mention(
                value=value,
                start=match.start(),
                end=match.end(),
                rule="percentage",
                certainty=0.8 if told else 0.6,
                exact=True,
                bare=not told,
            )


_CELL_BEFORE = re.compile(r"(?:^|[,;:(|]|  | -) ?(?:a |at |zu )?$")


_CELL_AFTER = re.compile(r" ?(?:$|[,;.)|]|- )")


def is_cell(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands for itself: in a line of its own, between commas, in brackets."""
    return bool(_CELL_BEFORE.search(text[:start]) and _CELL_AFTER.match(text, end))


_OF = re.compile(r" ?(?:(?:des?|du|van|der|von|of)\b|d'|de l') ?")


_OF_LOAD = re.compile(
    r"(?:(?:une?|la|l'|mon|ma|mes|een|de|het|mijn|eine[rsmn]?|der|des|meine[rsm]?|the|an?|my) ?)?"
    rf"(?:(?:volledige|normale[nr]?|vollen|voller|full|complete) )?(?:{LOAD_NOUN}|voll\w*|voltijds\w*|full)"
)


def _of_people(text: str, at: int) -> bool:
    """Whether a percentage is of pupils, points or the like: "55 % des élèves"."""
    of = _OF.match(text, at)
    return bool(of and not _OF_LOAD.match(text, of.end()))
