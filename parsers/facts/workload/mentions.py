"""The loads that a sentence names, as fractions of full time: "18/22", "4/5 temps", "75 %", "mi-temps", "0,8 ETP"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.workload.days import days
from parsers.facts.workload.figures import Mention, equivalents, fractions, is_cell, partitive, percentages, spread
from parsers.facts.workload.periods import completing, lacking
from parsers.facts.workload.shares import is_threshold, shares
from parsers.text.text import PLENTY
from parsers.words.dates.numerals import mended, value_of
from parsers.words.workload.context import (
    ADDS,
    CHANGED,
    DATED,
    DEFINED,
    DEFINES,
    FROM,
    MEASURE,
    NOW,
    ON_LEAVE,
    RELIEVED,
    RELIEVED_AFTER,
    REST,
    TEMPORARY_PART,
    TENURED_PART,
)
from parsers.words.workload.workload import FRACTION, FULL, HALF, REDUCED, WHOLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT = re.compile(r" (?:a|au|aux|chez|en|in|at|te|an|dans) \w")


_BESIDE = 6
"""So near after a date, a load is the one that began then: "Vollzeit, seit 2022 vier Fünftel"."""


_TWO = re.compile(r"\b(?:deux|twee|zwei|two) $")


def mentions(text: str) -> Iterator[Mention]:
    """The loads of a folded sentence, in order, none within another."""
    text = mended(text)
    found: list[Mention] = []
    figures = (partitive, fractions, spread, equivalents, _shares, percentages)
    for reader in (_reductions, _lacking, _days, *figures, _words, _completions):
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
    tenured = (
        mention.rule != "reduction"
        and bool(TENURED_PART.search(text[max(left, mention.start - 40) : mention.start]))
        and mention.exact
    )
    after = text[mention.end :]
    joined = bool(REST.search(between + after[:18])) or ("," in between and bool(_AT.match(after)))
    joined = joined and bool(earlier)
    temporary = bool(TEMPORARY_PART.search(text[max(left, mention.start - 40) : mention.start]))
    return replace(
        mention,
        partial=tenured and not (temporary or mention.added),
        since=_since(text, mention, left, found),
        added=mention.added or joined or temporary or bool(ADDS.search(between)),
    )


def _since(text: str, mention: Mention, left: int, found: list[Mention]) -> int:
    """How plainly a load is told to be the latest: of now, by a leave, or with its own beginning."""
    near = text[max(left, mention.start - 45) : mention.start]
    if mention.rule == "reduction" or NOW.search(near):
        return 2
    after = DATED.match(text[mention.end :].lstrip(" (,"))
    shared = after and any(0 <= other.start - mention.end - after.end() < _BESIDE for other in found)
    return int(bool(DATED.search(near) or (after and not shared)))


def _shares(text: str) -> Iterator[Mention]:
    for start, end, value, told in shares(text):
        if told or is_cell(text, start, end):
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


def _lacking(text: str) -> Iterator[Mention]:
    for start, end, value in lacking(text):
        yield Mention(value=value, start=start, end=end, rule="lacking", certainty=0.7, exact=True)


def _completions(text: str) -> Iterator[Mention]:
    """Periods that complete the part of a whole that the sentence told before."""
    told = FRACTION.search(text)
    whole = value_of(told["whole"]) if told else None
    if told and whole in WHOLES:
        for start, end, value in completing(text, whole or 0):
            if start >= told.end():
                yield Mention(value=value, start=start, end=end, rule="periods", certainty=0.6, exact=True, added=True)


def _words(text: str) -> Iterator[Mention]:
    for pattern, value in ((FULL, 1.0), (HALF, 0.5)):
        for match in islice(pattern.finditer(text), PLENTY):
            before, after = text[: match.start()], text[match.end() :]
            if is_threshold(before) or (value == 1 and _is_measure(before, after)) or _NO_LOAD.match(after):
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
