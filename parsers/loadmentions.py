"""The loads that a sentence names, as fractions of full time: "18/22", "4/5 temps", "75 %", "mi-temps", "0,8 ETP"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.loadwords import (
    CHANGED,
    DATED,
    DAY_COUNTS,
    DAYS,
    EQUIVALENT,
    FRACTION,
    FROM,
    FULL,
    GUARD,
    HALF,
    LABEL,
    MARK,
    PERCENT,
    QUOTIENT,
    REDUCED,
    REST,
    ROUND_CLOCK,
    SHARE,
    SHARES,
    TENURED_PART,
    THRESHOLD,
)
from parsers.numerals import mended, value_of
from parsers.text import PLENTY

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLES = frozenset({18, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 32, 33, 34, 35, 36, 38, 40})
"""Full loads that a bare "a/b" may be of."""
_ANNUAL = frozenset({400, 480, 800, 850, 900, 1000})
_LOAD_CONTEXT = re.compile(
    r"\b(?:temps|charge|horaire|prestation\w*|poste|emploi|contrat|quotite|occup\w+|travaill\w+|engag\w+|"
    r"nomm\w+|preste\w*|opdracht|tijd\w*|deeltijds\w*|werk\w*|tewerkstelling|"
    r"teilzeit\w*|stelle\w*|arbeit\w*|pensum|beschaftigung\w*|deputat|stunden|uren|uur|heures?|periodes?|"
    r"unterricht\w*|hours|periods|lessons|part[ -]time|post|load|working|employed|timetable|enseign\w+|"
    r"professeure?|conseill\w+|actuel\w*)\b"
)

_STANDS_ALONE = re.compile(r" (?:\()?(?:depuis|sinds|seit|since)\b")
_AT = re.compile(r" (?:a|au|aux|chez|en|in|at|te|an|dans) \w")
_TWO = re.compile(r"\b(?:deux|twee|zwei|two) $")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A load in a sentence. `exact`: in figures; `partial`: of the tenured part; `added`: joins the one before.

    `dated`: its own beginning is told ("seit 2020: 16/22").
    """

    value: float
    start: int
    end: int
    rule: str
    certainty: float
    exact: bool = False
    partial: bool = False
    added: bool = False
    dated: bool = False


def mentions(text: str) -> Iterator[Mention]:
    """The loads of a folded sentence, in order, none within another."""
    text = mended(text)
    found: list[Mention] = []
    for reader in (_reductions, _days, _fractions, _quotients, _equivalents, _percentages, _shares, _words):
        for mention in reader(text):
            if not any(m.start < mention.end and mention.start < m.end for m in found):
                found.append(mention)
    found.sort(key=lambda mention: mention.start)
    for number, mention in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        if following is None or not _is_left(text, mention, following):
            yield _in_context(text, mention, found)


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
    dated = bool(DATED.search(text[max(left, mention.start - 26) : mention.start]) or DATED.match(after.lstrip(" (,")))
    return replace(mention, partial=tenured, dated=dated, added=bool(earlier) and joined)


def _fractions(text: str) -> Iterator[Mention]:
    for match in islice(FRACTION.finditer(text), PLENTY):
        part, whole = value_of(match["part"]), value_of(match["whole"])
        if part is None or whole is None or not 0 < part <= whole:
            continue
        part += _minutes(match["minutes"])
        worded = bool(match["unit"] or match["unit2"])
        known = whole in _WHOLES or (worded and (whole in _ANNUAL or 14 <= whole <= 60))
        if known and not _misleads(text, match, worded=worded):
            yield Mention(
                value=part / whole, start=match.start(), end=match.end(), rule="fraction", certainty=0.85, exact=True
            )


def _minutes(told: str | None) -> float:
    """The minutes after an hour, in hours: "28 h 48"."""
    return int(told[-2:]) / 60 if told else 0


def _misleads(text: str, match: re.Match[str], *, worded: bool) -> bool:
    """Whether a fraction is a mark, hours of the day, a page, or words without "on" ("deux sur trois élèves")."""
    if match["sign"] != "/" and not worded and not _LOAD_CONTEXT.search(text):
        return True
    if not worded and MARK.search(text[max(0, match.start() - 40) : match.end() + 25]):
        return True
    if match["part"] == match["whole"] == "24" and ROUND_CLOCK.search(text):
        return True
    return match["part"] == match["whole"] == "24" and bool(GUARD.search(text))


def _quotients(text: str) -> Iterator[Mention]:
    for match in islice(QUOTIENT.finditer(text), PLENTY):
        value = int(match["part"]) / int(match["whole"])
        told = match["after"] or LABEL.search(text[: match.start()])
        if told and value <= 1 and not THRESHOLD.search(text[: match.start()]):
            yield Mention(value=value, start=match.start(), end=match.end(), rule="share", certainty=0.85, exact=True)


def _equivalents(text: str) -> Iterator[Mention]:
    for match in islice(EQUIVALENT.finditer(text), PLENTY):
        value = float(match["value"].replace(",", "."))
        if 0 < value <= 1:
            yield Mention(value=value, start=match.start(), end=match.end(), rule="fte", certainty=0.85, exact=True)


def _percentages(text: str) -> Iterator[Mention]:
    for match in islice(PERCENT.finditer(text), PLENTY):
        value = float(match["value"].replace(",", ".")) / 100
        near = text[max(0, match.start() - 60) : match.end() + 40]
        alone = round(value * 100) % 5 == 0 and _STANDS_ALONE.match(text[match.end() :])
        told = 0.1 <= value <= 1 and bool(alone or _LOAD_CONTEXT.search(near))
        if told and not MARK.search(near) and not _of_people(text, match.end()):
            yield Mention(
                value=value, start=match.start(), end=match.end(), rule="percentage", certainty=0.8, exact=True
            )


def _of_people(text: str, at: int) -> bool:
    """Whether a percentage is of pupils, points or the like: "55 % des élèves"."""
    return bool(
        re.match(
            r" ?(?:(?:des?|van|der|of)\b|d') ?(?:nos|mes|les|ces|la|l'|de|het|den|the|our)? ?(?!(?:un )?(?:temps|"
            r"charge|horaire|voltijd|full|opdracht))\w",
            text[at:],
        )
    )


def _shares(text: str) -> Iterator[Mention]:
    for match in islice(SHARE.finditer(text), PLENTY):
        key = re.sub(r"^un |[ -]", "", match["words"])
        value = next((share for word, share in SHARES.items() if key.startswith(word.rstrip("s"))), None)
        before = text[: match.start()]
        told = match["after"] or LABEL.search(before) or key.startswith("dreiviertelst")
        if value and told and not THRESHOLD.search(before):
            yield Mention(value=value, start=match.start(), end=match.end(), rule="share", certainty=0.8, exact=True)


def _days(text: str) -> Iterator[Mention]:
    for match in islice(DAYS.finditer(text), PLENTY):
        count = DAY_COUNTS.get(match["part"] or match["week"], 2)
        yield Mention(value=count / 5, start=match.start(), end=match.end(), rule="share", certainty=0.75, exact=True)


def _words(text: str) -> Iterator[Mention]:
    for pattern, value in ((FULL, 1.0), (HALF, 0.5)):
        for match in islice(pattern.finditer(text), PLENTY):
            if not THRESHOLD.search(text[: match.start()]) and not _comparison(text, match.end()):
                twice = value < 1 and _TWO.search(text[: match.start()])
                yield Mention(
                    value=2 * value if twice else value,
                    start=match.start(),
                    end=match.end(),
                    rule="words",
                    certainty=0.7,
                )


def _comparison(text: str, at: int) -> bool:
    """Whether "full load" is only what a fraction is measured by: "les huit cents que compte une charge complète"."""
    return bool(re.match(r" (?:medical|therapeutique|contract|education)", text[at:]))


def _reductions(text: str) -> Iterator[Mention]:
    names = {"cinquieme": 5, "vijfde": 5, "funftel": 5, "quart": 4, "vierde": 4, "viertel": 4, "tiers": 3}
    for match in islice(REDUCED.finditer(text), PLENTY):
        whole = int(match["digit"]) if match["digit"] else names[match["word"]]
        yield Mention(
            value=1 - 1 / whole, start=match.start(), end=match.end(), rule="reduction", certainty=0.75, exact=True
        )
