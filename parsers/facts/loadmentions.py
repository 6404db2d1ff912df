"""The loads that a sentence names, as fractions of full time: "18/22", "4/5 temps", "75 %", "mi-temps", "0,8 ETP"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.loaddays import days
from parsers.facts.loadshares import shares
from parsers.text import PLENTY
from parsers.words.load import (
    AHEAD,
    ANNUAL,
    EQUIVALENT,
    FRACTION,
    FULL,
    HALF,
    LOAD_NOUN,
    PERCENT,
    REDUCED,
    SPREAD,
    UNIT_AFTER,
    WHOLES,
)
from parsers.words.loadcontext import (
    ADDS,
    CHANGED,
    DATED,
    DEFINED,
    DEFINES,
    FROM,
    GUARD,
    LEFT_OUT,
    MARK,
    MEASURE,
    NO_RATE,
    NOW,
    ON_LEAVE,
    PLACE_AFTER,
    POSTAL,
    RELIEVED,
    RELIEVED_AFTER,
    REST,
    ROUND_CLOCK,
    STREET,
    TEMPORARY_PART,
    TENURED_PART,
    THRESHOLD,
)
from parsers.words.numerals import mended, numbers, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOAD_CONTEXT = re.compile(
    rf"\b(?:{LOAD_NOUN}|prestation\w*|occup\w+|travaill\w+|engag\w+|"
    r"nomm\w+|preste\w*|tijd\w*|deeltijds\w*|werk\w*|"
    r"teilzeit\w*|arbeit\w*|beschaftigung\w*|stunden|uur|heures?|periodes?|lestijden|lesuren|etp|vte|vze|"
    r"unterricht\w*|periods|lessons|part[ -]time|working|employed|enseign\w+|"
    r"benoemd|tatig|werktijd\w*|detache\w*|(?:en|in) fonction|a raison de|"
    r"professeure?|conseill\w+|actuel\w*|partag\w+|cumul\w+|verdeel\w*|combineer\w*|aufgeteilt|teile|"
    r"split\w*|combin\w+|divid\w+)\b|\b(?:je suis|ik zit|ich bin|i am) (?:actuellement |nu |"
    r"derzeit )?(?:a|aan|bei|zu|at) "
)

_STANDS_ALONE = re.compile(r" (?:\()?(?:depuis|sinds|seit|since)\b")
_HALF = 0.5
_AT = re.compile(r" (?:a|au|aux|chez|en|in|at|te|an|dans) \w")
_BESIDE = 6
"""So near after a date, a load is the one that began then: "Vollzeit, seit 2022 vier Fünftel"."""
_TWO = re.compile(r"\b(?:deux|twee|zwei|two) $")


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


def mentions(text: str) -> Iterator[Mention]:
    """The loads of a folded sentence, in order, none within another."""
    text = mended(text)
    found: list[Mention] = []
    for reader in (_reductions, _days, _fractions, _spread, _equivalents, _shares, _percentages, _words):
        for mention in reader(text):
            if not any(m.start < mention.end and mention.start < m.end for m in found):
                found.append(mention)
    found = [mention for mention in found if not _is_relieved(text, mention)]
    found.sort(key=lambda mention: mention.start)
    for number, mention in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        if following is None or not _is_left(text, mention, following):
            yield _in_context(text, mention, found)


def _is_relieved(text: str, mention: Mention) -> bool:
    """Whether a part is given to another task of the same post: "déchargée de 6 périodes sur 30"."""
    before = text[max(0, mention.start - 45) : mention.start]
    return bool(RELIEVED.search(before) or RELIEVED_AFTER.match(text, mention.end))


def _is_left(text: str, mention: Mention, following: Mention) -> bool:
    """Whether a load is the one that was left for the next: "passée de 24/24 à 18/24"."""
    return bool(CHANGED.match(text[mention.end : following.start]) and FROM.search(text[: mention.start]))


def _in_context(text: str, mention: Mention, found: list[Mention]) -> Mention:
    """Whether the mention is of the tenured part, or is added to the one before it."""
    earlier = [other.end for other in found if other.end <= mention.start]
    left = max(earlier, default=0)
    between = text[left : mention.start]
    tenured = bool(TENURED_PART.search(text[max(left, mention.start - 40) : mention.start])) and mention.exact
    after = text[mention.end :]
    joined = bool(REST.search(between + after[:18])) or ("," in between and bool(_AT.match(after)))
    joined = joined and bool(earlier)
    temporary = bool(TEMPORARY_PART.search(text[max(left, mention.start - 40) : mention.start]))
    return replace(
        mention,
        partial=tenured and not temporary,
        since=_since(text, mention, left, found),
        added=joined or temporary or bool(ADDS.search(between)),
    )


def _since(text: str, mention: Mention, left: int, found: list[Mention]) -> int:
    """How plainly a load is told to be the latest: of now, by a leave, or with its own beginning."""
    near = text[max(left, mention.start - 45) : mention.start]
    if mention.rule == "reduction" or NOW.search(near):
        return 2
    after = DATED.match(text[mention.end :].lstrip(" (,"))
    shared = after and any(0 <= other.start - mention.end - after.end() < _BESIDE for other in found)
    return int(bool(DATED.search(near) or (after and not shared)))


def _fractions(text: str) -> Iterator[Mention]:
    for match in islice(FRACTION.finditer(text), PLENTY):
        part, whole = value_of(match["part"]), value_of(match["whole"])
        if part is None or whole is None or not 0 < part <= whole:
            continue
        part += _minutes(match["minutes"])
        worded = bool(match["unit"] or match["unit2"])
        known = whole in WHOLES or (whole in ANNUAL and part >= 40) or (worded and 14 <= whole <= 60)
        if known and not _misleads(text, match, worded=worded):
            yield _of_leave(text, _part_of(part / whole, match.start(), match.end(), certainty=0.85))


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


def _spread(text: str) -> Iterator[Mention]:
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


def _equivalents(text: str) -> Iterator[Mention]:
    for match in islice(EQUIVALENT.finditer(text), PLENTY):
        value = _fraction(match["value"] or match["part"] or match["told"])
        if 0 < value <= 1:
            yield Mention(value=value, start=match.start(), end=match.end(), rule="fte", certainty=0.85, exact=True)


def _fraction(words: str) -> float:
    """What "0,8" or "4/5" says."""
    part, _, whole = words.replace(",", ".").partition("/")
    return float(part) / float(whole or 1)


def _percentages(text: str) -> Iterator[Mention]:
    for match in islice(PERCENT.finditer(text), PLENTY):
        value = (value_of(match["value"] or match["told"]) or 0) / 100
        near = text[max(0, match.start() - 90) : match.end() + 40]
        if not 0.1 <= value <= 1 or MARK.search(near) or NO_RATE.search(near) or _of_people(text, match.end()):
            continue
        plain = round(value * 100) % 5 == 0
        told = _LOAD_CONTEXT.search(near) or (plain and _STANDS_ALONE.match(text[match.end() :]))
        if told or (plain and _is_cell(text, match.start(), match.end())):
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
_CELL_AFTER = re.compile(r" ?(?:$|[,;.)|])")


def _is_cell(text: str, start: int, end: int) -> bool:
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


def _shares(text: str) -> Iterator[Mention]:
    for start, end, value, told in shares(text):
        if told or _is_cell(text, start, end):
            yield Mention(
                value=value,
                start=start,
                end=end,
                rule="share",
                certainty=0.82 if told else 0.6,
                exact=True,
                bare=not told,
            )


def _days(text: str) -> Iterator[Mention]:
    for start, end, value, certainty in days(text):
        yield Mention(value=value, start=start, end=end, rule="days", certainty=certainty, exact=True)


def _words(text: str) -> Iterator[Mention]:
    for pattern, value in ((FULL, 1.0), (HALF, 0.5)):
        for match in islice(pattern.finditer(text), PLENTY):
            before, after = text[: match.start()], text[match.end() :]
            if THRESHOLD.search(before) or (value == 1 and _is_measure(before, after)) or _NO_LOAD.match(after):
                continue
            twice = value < 1 and _TWO.search(before)
            yield Mention(
                value=2 * value if twice else value, start=match.start(), end=match.end(), rule="words", certainty=0.7
            )


_NO_LOAD = re.compile(r" (?:pedagogique|education|student)")


def _is_measure(before: str, after: str) -> bool:
    """Whether a full load is only what a part is measured by, or that of a leave: "60 % d'une charge complète"."""
    if DEFINED.search(before[-40:]) or DEFINES.match(after):
        return True
    if ON_LEAVE.search(before[-30:]) or re.match(rf" (?:d[e'] ?)?{ON_LEAVE.pattern}", after):
        return True
    measure = MEASURE.search(before)
    return bool(measure and _MEASURED.search(before[: measure.start()]))


_MEASURED = re.compile(
    r"(?:%|pour ?cents?|prozent|procent|percent|per cent|moitie|helft|halfte|half|tiers|quarts?|iemes?|kwart|"
    r"vijfden?|derden?|"
    r"viertel|funftel|drittel|fifths|quarters?|thirds) $"
)


_DIVIDES = {"cinquieme": 5, "vijfde": 5, "funftel": 5, "fifth": 5, "jour": 5} | {
    "quart": 4,
    "vierde": 4,
    "viertel": 4,
    "quarter": 4,
}


def _reductions(text: str) -> Iterator[Mention]:
    for match in islice(REDUCED.finditer(text), PLENTY):
        percent = match["percent"] or match["less"]
        digit = match["digit"] or match["lead"]
        part = (
            int(percent) / 100 if percent else 1 / (int(digit) if digit else _DIVIDES.get(match["word"] or "jour", 3))
        )
        yield Mention(
            value=1 - part, start=match.start(), end=match.end(), rule="reduction", certainty=0.75, exact=True
        )
