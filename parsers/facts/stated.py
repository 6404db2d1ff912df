"""Totals of service that people state: "quinze ans d'enseignement", "depuis plus de vingt ans j'enseigne".

A number of years counts when its own clause speaks of teaching or CPMS and of the applicant: not an age, a wish, a
requirement, another trade, another person, or a part of the career ("dont neuf …", "depuis trois ans je coordonne").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from parsers.facts.sectors import is_school, sector_of
from parsers.layout.dates import dates
from parsers.text import Span, fold, folded, squeeze_quote
from parsers.values import Evidence, Finding, State
from parsers.words import stated as words
from parsers.words.numerals import value_of
from parsers.words.ordinals import ordinal_value, round_measures
from parsers.words.sector import LEISURE, NO_SERVICE, OTHER_PLACE, TRAINING_BODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.text import Folded

KEY = "experience_years"
TOTAL_RULE = "experience.stated/1"
SINCE_RULE = "experience.since/1"


def stated_years(layout: Layout) -> tuple[Finding, ...]:
    """The totals and beginnings of service that the sentences of `layout` state."""
    found: list[Finding] = []
    for sentence in layout.sentences:
        if layout.is_ignored(sentence.start, sentence.end):
            continue
        flat = folded(layout.text, sentence.start, sentence.end)
        if words.REQUIRED.search(flat.text):
            continue
        found.extend(_totals(layout, sentence, flat))
        found.extend(_shares(layout, sentence, flat))
        found.extend(_ordinals(layout, sentence, flat))
        found.extend(_beginnings(layout, sentence, flat))
    return tuple(found)


_CLEAR = 0.7
"""From this certainty on, stretches are added up."""


class _Number(NamedTuple):
    """A number of years in a folded sentence."""

    start: int
    end: int
    value: float
    unit: str
    more: bool = False


def _numbers(flat: str) -> Iterator[_Number]:
    """Every number of years of a sentence: "quinze ans", "un quart de siècle", "deux décennies"."""
    for match in words.TOTAL.finditer(flat):
        rough = match["rough"] or ""
        value = value_of(match["number"])
        if value is not None:
            yield _Number(match.start(), match.end(), value, match["unit"], rough.startswith(words.MORE))
    for start, end, years in round_measures(flat):
        yield _Number(start, end, years, "round")


def _totals(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    sure = [(number, _certainty(flat.text, number)) for number in _numbers(flat.text) if 1 <= number.value <= 50]
    for number, certainty in _added_up(flat.text, [told for told in sure if told[1] > 0]):
        focus = flat.span(number.start, number.end)
        detail = {"more": number.more}
        yield _finding(
            layout, (sentence, focus), TOTAL_RULE, value=int(number.value), certainty=certainty, detail=detail
        )


def _added_up(flat: str, told: list[tuple[_Number, float]]) -> list[tuple[_Number, float]]:
    """Stretches that follow each other are one total: "huit ans d'enseignement, puis quatre ans au centre PMS"."""
    whole: list[tuple[_Number, float]] = []
    for number, certainty in told:
        if whole and min(whole[-1][1], certainty) >= _CLEAR and words.THEN.search(flat[: number.start]):
            last, sure = whole.pop()
            whole.append((last._replace(end=number.end, value=last.value + number.value), min(sure, certainty)))
        else:
            whole.append((number, certainty))
    return whole


def _ordinals(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """The year that is running: "ma vingtième année dans l'enseignement", "mijn achttiende schooljaar"."""
    for match in words.RUNNING_YEAR.finditer(flat.text):
        value = ordinal_value(match["ordinal"])
        after = _clause_after(flat.text, match.end())
        schooled = words.SCHOOL_YEAR.match(match["unit"]) or words.AFTER.match(after) or words.BARE_AFTER.match(after)
        if value is None or not 2 <= value <= 50 or not schooled or words.OTHERS.search(flat.text[: match.start()]):
            continue
        focus = flat.span(match.start(), match.end())
        yield _finding(layout, (sentence, focus), TOTAL_RULE, value=value, certainty=0.78)


def _shares(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """The part of a working life that was teaching: "trente ans de métier, dont dix-sept en centre PMS"."""
    for match in words.OF_WHICH.finditer(flat.text):
        value = value_of(match["number"])
        whole = words.TOTAL.search(flat.text[: match.start()])
        bare = whole is not None and _is_working_life(flat.text, whole)
        if value and bare and re.match(rf"(?:\w+ |l'){{0,2}}{words.WORK}\b", flat.text[match.end() :]):
            focus = flat.span(match.start(), match.end())
            yield _finding(layout, (sentence, focus), TOTAL_RULE, value=int(value), certainty=0.8)


def _certainty(flat: str, number: _Number) -> float:
    """How sure it is that a number of years is the applicant's total in teaching or CPMS (0: not at all)."""
    before, after = _clause_before(flat, number.start), _clause_after(flat, number.end)
    if words.AS_PUPIL.search(after[:60]) or _began_elsewhere(after):
        return 0.0
    if taught := _taught(before, after):
        return taught
    if _began_ago(before, after):
        return 0.55
    if _is_somebody_elses(before, after) or _is_age(number.unit, before, after):
        return 0.0
    return _told_by(flat, before, after)


def _told_by(flat: str, before: str, after: str) -> float:
    """How surely the words around the applicant's own number of years make it one of service."""
    if words.AFTER.match(after[:90]):
        return 0.55 if words.PASSED.search(before) else 0.75 if words.HERE.match(after) else 0.95
    if (words.SINCE_THEN.match(after[:90]) and words.LEAD.search(before)) or words.BEFORE.search(before[-110:]):
        return 0.85
    if words.FIELD.search(before) or (words.LABEL.search(before) and not words.OTHER_TRADE.search(flat)):
        return 0.8
    if not words.BARE_AFTER.match(after) or words.OTHER_TRADE.search(flat):
        return 0.0
    return 0.7 if words.SERVICE_AFTER.match(after) else 0.55


def _is_working_life(flat: str, whole: re.Match[str]) -> bool:
    """Whether a number of years is that of a whole working life: "30 ans de métier", "23 Berufsjahre"."""
    after = flat[whole.end() :]
    told = words.BARE_AFTER.match(after) or words.WORKING_LIFE.match(after)
    return bool(told) or whole["unit"].startswith(("berufs", "beroeps"))


def _taught(before: str, after: str) -> float:
    """How sure it is that the applicant taught, or teaches, for a number of years between these words."""
    after = words.NEXT_WORK.split(after, maxsplit=1)[0]
    private = any(said.search(before[-60:] + after[:60]) for said in (NO_SERVICE, TRAINING_BODY, OTHER_PLACE))
    if private or words.OTHERS.search(before[-70:]) or words.OTHER_TRADE.search(after[:45]):
        return 0.0
    if words.TEACHING_LEAD.search(before) and words.TEACHING.match(after):
        return 0.85
    between = words.TAUGHT_LEAD.search(before) and words.TAUGHT.match(after)
    return 0.7 if between or words.TAUGHT_FOR.search(before) else 0.0


def _began_ago(before: str, after: str) -> bool:
    """Whether teaching began as long ago as a number of years between these words says."""
    if words.OTHERS.search(before) or not words.AGO.search(before):
        return False
    french = before.rstrip().endswith(("il y a", "il y a une"))
    taught = re.search(rf"\b{words.ROLE}", before + after)
    return taught is not None and (french or words.AGO_AFTER.match(after) is not None)


def _began_elsewhere(after: str) -> bool:
    """Whether the years began in other work: "d'abord dans une banque et, depuis douze ans, à l'école"."""
    first = words.AT_FIRST.search(after)
    return first is not None and sector_of([first["where"]]) == "other"


def _is_somebody_elses(before: str, after: str) -> bool:
    """Whether the years are another person's, another trade's, those of a training, or denied."""
    if words.OTHERS.search(before[-70:]) or words.NEGATED.search(before) or words.OTHER_TRADE.search(after[:45]):
        return True
    return bool(words.TRAINING.search(before) or words.LEARNT.match(after))


def _is_age(unit: str, before: str, after: str) -> bool:
    """Whether "N ans" is somebody's age."""
    if unit != "an" and not (unit in {"ans", "years"} and words.AGE.search(before)):
        return False
    if words.LABEL.search(before):
        return False
    return not words.BARE_AFTER.match(after) and not words.AFTER.match(after[:70])


def _clause_before(flat: str, at: int) -> str:
    cut = max(flat.rfind(mark, 0, at) for mark in (";", ". ", " mais ", " maar ", " aber ", " but "))
    return flat[max(cut + 1, at - 160, 0) : at]


def _clause_after(flat: str, at: int) -> str:
    ends = [
        end
        for mark in (";", ". ", " dont ", " waarvan ", " davon ", " of which ", " mais ")
        if (end := flat.find(mark, at)) >= 0
    ]
    other = words.TOTAL.search(flat, at, at + 110)
    return flat[at : min([*ends, other.start() if other else at + 110, at + 110])]


def _beginnings(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """A beginning that still lasts: "j'enseigne depuis 2008", "entré dans l'enseignement en 1993"."""
    begun = words.BEGUN.search(flat.text)
    if begun is None or not words.SCHOOLED.search(flat.text) or words.OTHERS.search(flat.text[: begun.start()]):
        return
    if LEISURE.search(flat.text) and not is_school(flat.text):
        return
    origin = flat.span(begun.start(), begun.end())
    for when in dates(sentence.of(layout.text)):
        focus = Span(sentence.start + when.start, sentence.start + when.end)
        between = fold(layout.text[min(origin.end, focus.start) : max(origin.end, focus.start)])
        lasting = when.ongoing or (begun["entered"] is not None and when.point)
        if when.first is None or not lasting or len(between) > 90 or words.STATUS.search(between):
            continue
        first = when.first.replace(month=9) if when.precision == "year" else when.first
        detail = {"since": first.isoformat()}
        yield _finding(layout, (sentence, focus), SINCE_RULE, value=None, certainty=0.5, detail=detail)
        return


def _finding(layout: Layout, place: tuple[Span, Span], rule: str, **said: Any) -> Finding:  # noqa: ANN401 - a Finding's fields
    """A finding whose evidence is the sentence, or of a long one the stretch around what it says."""
    sentence, focus = place
    kept = squeeze_quote(layout.text, sentence, focus)
    evidence = Evidence(
        start=kept.start, end=kept.end, quote=kept.of(layout.text), rule=rule, page=layout.page_at(kept.start)
    )
    return Finding(key=KEY, state=State.FOUND, evidence=(evidence,), **said)
