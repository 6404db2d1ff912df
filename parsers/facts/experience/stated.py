"""Totals of service that people state: "quinze ans d'enseignement", "depuis plus de vingt ans j'enseigne".

`years/seniority.py` weighs each number of years; here they are added up ("six ans à Mons, cinq à Ath"), parted ("sur
vingt ans, douze à l'école") and put beside the beginnings that a sentence tells ("j'enseigne depuis 2008").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.context.authorship import OWN_VOICE, is_recommendation
from parsers.facts.experience.durations import Duration, bare_after, durations
from parsers.facts.experience.findings import SINCE_RULE, TOTAL_RULE, finding
from parsers.facts.experience.lengths import lengths_beside_posts
from parsers.facts.experience.sectors import is_school, sector_of
from parsers.facts.experience.seniority import certainty, clause_after, is_working_life
from parsers.facts.experience.sequences import CLEAR, Running, run_on, sequence
from parsers.layout.dates import dates
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold, folded
from parsers.words.dates.numerals import NUMBER, value_of
from parsers.words.dates.ordinals import ordinal_value
from parsers.words.experience import beginning, frame
from parsers.words.experience import stated as words
from parsers.words.experience.duration import TOTAL, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout
    from parsers.text.text import Folded
    from parsers.values.evidence import Finding

_PASTIME = vocabulary("work.pastimes")


def stated_years(layout: Layout) -> tuple[Finding, ...]:
    """The totals and beginnings of service that the sentences of `layout` state."""
    found: list[Finding] = []
    running: Running | None = None
    recommended = is_recommendation(layout)
    for sentence in layout.sentences:
        if layout.is_ignored(sentence.start, sentence.end):
            continue
        flat = folded(layout.text, sentence.start, sentence.end)
        if recommended and OWN_VOICE.search(flat.text):
            continue
        if words.REQUIRED.search(flat.text) and not _ASIDE.search(flat.text):
            continue
        told = _told(flat.text, counted=bool(_COUNTED.search(fold(layout.section_at(sentence.start).title))))
        found.extend(_totals(layout, sentence, flat, told))
        running = run_on(layout, sentence, flat.text, told, running)
        found.extend(sequence(layout, running))
        found.extend(_shares(layout, sentence, flat))
        found.extend(_ordinals(layout, sentence, flat))
        found.extend(_beginnings(layout, sentence, flat))
    return (*found, *lengths_beside_posts(layout))


_ASIDE = re.compile(
    rf"[:;] [^:;]{{0,40}}?\b(?:mes|mijn|meine|my|j'ai|ik heb|ich habe|i have) {NUMBER} {UNIT}\b|"
    rf"\b(?:mes|mijn|meine|my) {NUMBER} {UNIT}\b(?=[^:;]*[:;])|"
    rf"\b(?:cela|ca) (?:me )?(?:fait|fera) {NUMBER} {UNIT}\b"
)
"""The writer's own years, in another clause than what the notice asks for."""


_COUNTED = re.compile(
    r"\b(?:anciennet|anciennit|dienstancien|dienstalter|dienstjahr|dienstjaren|seniority|years of service)"
)
"""A heading over years of service."""
_UNDER_HEADING = 0.8


def _told(flat: str, *, counted: bool) -> list[tuple[Duration, float]]:
    """The stretches of a sentence with their certainty, added up where one follows the other."""
    least = _UNDER_HEADING if counted and not words.OTHER_TRADE.search(flat) else 0.0
    sure = [(number, max(least, certainty(flat, number))) for number in durations(flat)]
    lent = [(bare, weight) for number, elsewhere in sure if elsewhere < CLEAR for bare, weight in _lent(flat, number)]
    return _added_up(flat, [_with_bare(flat, number, weight) for number, weight in sure if weight > 0] + lent)


def _lent(flat: str, elsewhere: Duration) -> Iterator[tuple[Duration, float]]:
    """The stretches in schools that take their unit from one elsewhere: "onze ans de banque, puis dix en classe"."""
    weighed = ((bare, certainty(flat, bare)) for bare in bare_after(flat, elsewhere))
    return ((bare, weight) for bare, weight in weighed if weight >= CLEAR)


def _totals(layout: Layout, sentence: Span, flat: Folded, told: Sequence[tuple[Duration, float]]) -> Iterator[Finding]:
    for number, weight in told:
        focus = flat.span(number.start, number.end)
        detail = {"more": number.more}
        yield finding(layout, (sentence, focus), TOTAL_RULE, value=int(number.value), certainty=weight, detail=detail)


def _with_bare(flat: str, first: Duration, weight: float) -> tuple[Duration, float]:
    """A stretch with those that take their unit from it: "six ans à Mons, cinq à Tournai et quatre à Ath"."""
    whole = frame.FOLLOWED.match(flat[first.end :]) or words.THE_REST.search(flat, first.end)
    others = bare_after(flat, first) if weight >= CLEAR and not whole else []
    kept = [other for other in others if sector_of([flat[other.end : other.end + 40]]) != "other"]
    if not kept:
        return first, weight
    value = first.value + sum(other.value for other in kept)
    return first._replace(end=kept[-1].end, value=value), weight


def _added_up(flat: str, told: Sequence[tuple[Duration, float]]) -> list[tuple[Duration, float]]:
    """Stretches that follow each other are one total: "huit ans d'enseignement, puis quatre ans au centre PMS"."""
    whole: list[tuple[Duration, float]] = []
    for number, weight in told:
        alike = bool(whole) and (whole[-1][1] >= CLEAR) is (weight >= CLEAR)
        if alike and _follows(flat, whole[-1][0], number):
            last, sure = whole.pop()
            whole.append((last._replace(end=number.end, value=last.value + number.value), min(sure, weight)))
        else:
            whole.append((number, weight))
    return whole


def _follows(flat: str, first: Duration, then: Duration) -> bool:
    """Whether the second of two stretches came before or after the first, and was no part of it."""
    between = flat[first.end : then.start]
    return bool(
        words.THEN.search(flat[: then.start])
        or words.PASSED.search(between)
        or words.EARLIER.search(between)
        or words.EARLIER.match(flat[then.end :].lstrip())
    )


def _ordinals(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """The year that is running: "ma vingtième année dans l'enseignement", "mijn achttiende schooljaar"."""
    for match in words.RUNNING_YEAR.finditer(flat.text):
        value = ordinal_value(match["ordinal"])
        after = clause_after(flat.text, match.end())
        schooled = words.SCHOOL_YEAR.match(match["unit"]) or words.AFTER.match(after) or words.BARE_AFTER.match(after)
        if value is None or not 2 <= value <= 50 or not schooled or words.OTHERS.search(flat.text[: match.start()]):
            continue
        focus = flat.span(match.start(), match.end())
        yield finding(layout, (sentence, focus), TOTAL_RULE, value=value, certainty=0.78)


def _shares(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """The part of a working life that was teaching: "trente ans de métier, dont dix-sept en centre PMS"."""
    for match in words.OF_WHICH.finditer(flat.text):
        value = value_of(match["number"])
        where = flat.text[match.end() :]
        if value and words.TAUGHT_PART.match(where) and not words.LEVEL_PART.match(where):
            if not _is_part_of_life(flat.text, match.start()):
                continue
            focus = flat.span(match.start(), match.end())
            yield finding(layout, (sentence, focus), TOTAL_RULE, value=int(value), certainty=0.9)


def _is_part_of_life(flat: str, at: int) -> bool:
    """Whether the years that a part before `at` is taken of were more than service: "vingt ans de soin, dont …"."""
    whole = TOTAL.search(flat[:at])
    if whole is None:
        return False
    told = next((number for number in durations(flat[:at])), None)
    return bool(
        is_working_life(flat, whole)
        or words.LOOKED_BACK.search(flat)
        or (told and whole.start() == told.start and certainty(flat, told) < CLEAR)
    )


def _before(layout: Layout, sentence: Span) -> str:
    """The words before a sentence, which "there" may mean a place of."""
    return fold(layout.text[max(0, sentence.start - _NEAR) : sentence.start])


_NEAR = 120
_SAME_CLAUSE = 160
"""Between a verb and its date, the post with its subjects and its school."""


def _beginnings(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """A beginning that still lasts: "j'enseigne depuis 2008", "entré dans l'enseignement en 1993"."""
    begun = beginning.BEGUN.search(flat.text)
    where = _before(layout, sentence) + flat.text if beginning.THERE.search(flat.text) else flat.text
    schooled = words.SCHOOLED.search(where) or is_school(where)
    if begun is None or not schooled or words.OTHERS.search(flat.text[: begun.start()]):
        return
    if _PASTIME.search(where) and not is_school(where):
        return
    origin = flat.span(begun.start(), begun.end())
    for when in dates(sentence.of(layout.text)):
        focus = Span(sentence.start + when.start, sentence.start + when.end)
        between = fold(layout.text[min(origin.end, focus.start) : max(origin.end, focus.start)])
        lasting = when.ongoing or (begun["entered"] is not None and when.point)
        if when.first is None or not lasting or len(between) > _SAME_CLAUSE or beginning.STATUS.search(between):
            continue
        first = when.first.replace(month=9) if when.precision == "year" else when.first
        detail = {"since": first.isoformat()}
        yield finding(layout, (sentence, focus), SINCE_RULE, value=None, certainty=0.5, detail=detail)
        return
