"""Totals of service that people state: "quinze ans d'enseignement", "depuis plus de vingt ans j'enseigne".

`seniority.py` weighs each number of years, `sequences.py` adds up those that follow each other ("six ans à Mons, cinq
à Ath"); here they are parted ("sur vingt ans, douze à l'école") and put beside the beginnings that a sentence tells
("j'enseigne depuis 2008").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from parsers.facts.career.sectors import is_school
from parsers.facts.context.assertion import assertion_of, clause
from parsers.facts.context.authorship import OWN_VOICE, is_recommendation
from parsers.facts.context.tracing import note_heard, reads
from parsers.facts.experience.chronicle import chronicle
from parsers.facts.experience.durations import years_in
from parsers.facts.experience.findings import NEVER_RULE, SINCE_RULE, TOTAL_RULE, finding
from parsers.facts.experience.seniority import certainty, is_working_life
from parsers.facts.experience.sequences import (
    CLEAR,
    StageLength,
    added_up,
    going_on,
    in_that_job,
    stages_in,
    tells_more,
    totals,
)
from parsers.lexicon.numerals import first_number
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.dates.dates import DateRange
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention
    from parsers.text.text import Folded
    from parsers.values.evidence import Finding

_BEGUN = vocabulary("career.begun")
_EVER_SINCE = vocabulary("career.ever_since")
_GOES_ON = vocabulary("career.goes_on")
_STATUS = vocabulary("career.status")
_THERE = vocabulary("career.there")
_SCHOOLED = vocabulary("seniority.work", "school.places", "school.cpms")
_IN_SCHOOLS = vocabulary(
    *("seniority.work", "school.places", "school.cpms", "school.teachers", "school.staff"),
    *("seniority.role", "school.statuses"),
)
_STATE = vocabulary("career.state")
_ELSEWHERE = vocabulary("work.places", "work.jobs")
_COUNTED = vocabulary("seniority.counted")
_IT_MAKES = vocabulary("seniority.it_makes")
_LEVEL_PART = vocabulary("seniority.level_part")
_LOOKED_BACK = vocabulary("seniority.looked_back")
_NEVER, _NEVER_TAUGHT = vocabulary("seniority.never"), vocabulary("seniority.never_taught")
_MY_YEARS = vocabulary("seniority.my_years")
_OF_WHICH = vocabulary("seniority.of_which")
_OTHERS = vocabulary("seniority.others")
_REQUIRED = vocabulary("seniority.required")
_RUNNING_YEAR = vocabulary("seniority.running_year", "seniority.running_school_year", "seniority.order")
_CONCLUDED, _UNDERSTOOD = vocabulary("seniority.concluded"), vocabulary("seniority.understood")
_COUNTED_AFTER = vocabulary("seniority.counted_after")
_TRADE = vocabulary("seniority.trade")
_WORK = vocabulary("seniority.work")
_PASTIME = vocabulary("work.pastimes")


@reads("experience_years")
def stated_years(layout: Layout) -> tuple[Finding, ...]:
    """The totals and beginnings of service that the sentences of `layout` state."""
    found: list[Finding] = []
    stages: list[StageLength] = []
    recommended = is_recommendation(layout)
    for flat, sentence in layout.own_sentences():
        if (recommended and OWN_VOICE.search(flat.text)) or _asks(flat.text):
            continue
        told = _stages(layout, sentence, flat, stages[-1] if stages else None)
        last = None if told else going_on(layout, stages, sentence, flat.text)
        found.extend([last] if last else [])
        stages.extend(told)
        for reader in _READERS if _SAID_OTHERWISE.may_say(flat.text) else ():
            found.extend(reader(layout, sentence, flat))
    return (
        *totals(layout, added_up(stages)),
        *found,
        *chronicle(layout, begun={said.detail.get("since") for said in found}),
    )


def _never(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """No year at all, where the writer says so: "je n'ai jamais enseigné"."""
    taught = next(
        (found for found in _NEVER_TAUGHT.finditer(flat.text) if flat.text[found.end() :].lstrip()[:1] in _ENDS), None
    )
    denied = _NEVER.search(flat.text) or taught
    if denied and assertion_of(flat.text, *denied.span()).own and not _OTHERS.search(flat.text, 0, denied.start()):
        yield finding(layout, (sentence, flat.span(*denied.span())), NEVER_RULE, value=0, certainty=_DENIED)


_DENIED = 0.9
_ENDS = ".,;:!?)"


def _asks(flat: str) -> bool:
    """Whether a sentence tells what a notice asks for, and not the writer's own years in another clause."""
    if not _REQUIRED.search(flat) or _IT_MAKES.search(flat):
        return False
    return not any(
        {":", ";"} & {*flat[max(0, own.start() - _ASIDE) : own.start()], *flat[own.end() :]}
        for own in _MY_YEARS.finditer(flat)
    )


_ASIDE = 40
_UNDER_HEADING = 0.8


def _stages(layout: Layout, sentence: Span, flat: Folded, before: StageLength | None) -> list[StageLength]:
    """The lengths of a sentence, each with how sure it is that it was served in schools."""
    counted = _COUNTED.search(fold(layout.section_at(sentence.start).title)) is not None
    least = _UNDER_HEADING if counted and not _TRADE.search(flat.text) else 0.0
    told = stages_in(sentence, flat, least, before)
    for stage in told:
        note_heard(flat.text, stage.told.start, stage.told.end, ())
    return in_that_job(told) if _is_that_job(layout, sentence, flat.text) else told


def _is_that_job(layout: Layout, sentence: Span, flat: str) -> bool:
    """Whether a sentence speaks of "this job", and a school was named last: "dix ans que je fais ce métier"."""
    if not _THERE.search(flat):
        return False
    start = max(layout.text.rfind("\n\n", 0, sentence.start), sentence.start - _PARAGRAPH, 0)
    before = fold(layout.text[start : sentence.start])
    school, elsewhere = _SCHOOLED.last(before), _ELSEWHERE.last(before)
    return school is not None and not (elsewhere and elsewhere.start() > school.start())


_PARAGRAPH = 700
"""So far before a sentence, in its paragraph, the job is named that it takes up."""


def _shares(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """The part of a working life that was teaching: "trente ans de métier, dont dix-sept en centre PMS"."""
    for match in _OF_WHICH.finditer(flat.text):
        value = first_number(match.group())
        taught = _WORK.search(flat.text, match.end())
        if not value or not taught or len(_WORDS.findall(flat.text, match.end(), taught.start())) > _A_FEW:
            continue
        if not _LEVEL_PART.match(flat.text, match.end()) and _is_part_of_life(flat.text, match.start()):
            focus = flat.span(match.start(), match.end())
            yield finding(layout, (sentence, focus), TOTAL_RULE, value=int(value), certainty=0.9)


_WORDS = re.compile(r"\w+|[^\w\s']{1,9}")
_A_FEW = 2
"""So many words may stand before what names teaching."""


def _is_part_of_life(flat: str, at: int) -> bool:
    """Whether the years that a part before `at` is taken of were more than service: "vingt ans de soin, dont …"."""
    whole = years_in(flat, 0, at)
    if whole is None:
        return False
    return bool(is_working_life(flat, whole) or _LOOKED_BACK.search(flat) or certainty(flat, whole) < CLEAR)


def _before(layout: Layout, sentence: Span) -> str:
    """The words before a sentence, which "there" may mean a place of."""
    return fold(layout.text[max(0, sentence.start - _NEAR) : sentence.start])


_NEAR = 120
_SAME_CLAUSE = 160
"""Between a verb and its date, the post with its subjects and its school."""


def _is_taken_up(layout: Layout, sentence: Span, when: DateRange) -> bool:
    """Whether the words after a date take it up as a beginning: "diplômée en 2004, j'enseigne depuis"."""
    return bool(_EVER_SINCE.search(fold(layout.text[when.end : max(sentence.end, when.end)])))


def _is_begun_in_school(flat: Folded, begun: Mention, date: Span, *, is_state: bool) -> bool:
    """Whether the clause of a beginning names no other work; who only says to be something must name a school there.

    "Je suis indépendante depuis 2019, après deux ans dans un collège": the school is of another clause.
    """
    dated = bisect_left(flat.offsets, date.start), bisect_left(flat.offsets, date.end)
    start, end = min(begun.start(), dated[0]), max(begun.end(), dated[1])
    left, right = clause(flat.text, start, end)
    if is_state and not _WORDS.search(flat.text[begun.end() : dated[0]] + flat.text[end:right]):
        right = clause(flat.text, start, min(len(flat.text), right + 2))[1]  # "je suis, depuis 2019, institutrice"
    told = flat.text[left:right]
    if _THERE.search(told):
        return True
    schooled = _IN_SCHOOLS.search(told)
    return bool(schooled) if is_state else bool(schooled or not _ELSEWHERE.search(told))


def _beginnings(layout: Layout, sentence: Span, flat: Folded) -> Iterator[Finding]:
    """A beginning that still lasts: "j'enseigne depuis 2008", "entré dans l'enseignement en 1993"."""
    entered, goes_on = _BEGUN.search(flat.text), _GOES_ON.search(flat.text)
    begun = min(filter(None, (entered, goes_on)), key=lambda found: found.start(), default=None)
    if begun is None:
        return
    where = _before(layout, sentence) + flat.text if _THERE.search(flat.text) else flat.text
    if not _SCHOOLED.search(where) or _OTHERS.search(flat.text, 0, begun.start()):
        return
    if _PASTIME.search(where) and not is_school(where):
        return
    origin = flat.span(begun.start(), begun.end())
    is_state = _STATE.match(flat.text, begun.start()) is not None
    for when in layout.dates_in(*sentence):
        focus = Span(when.start, when.end)
        if not _is_begun_in_school(flat, begun, focus, is_state=is_state):
            continue
        between = fold(layout.text[min(origin.end, focus.start) : max(origin.end, focus.start)])
        lasting = when.ongoing or (when.point and (begun is entered or _is_taken_up(layout, sentence, when)))
        if when.first is None or not lasting or len(between) > _SAME_CLAUSE or _STATUS.search(between):
            continue
        first = when.first.replace(month=9) if when.precision == "year" else when.first
        least = {"least": True, "doubt": True} if tells_more(layout, sentence, flat) else {}
        detail = {"since": first.isoformat(), **least}
        yield finding(layout, (sentence, focus), SINCE_RULE, value=None, certainty=0.5, detail=detail)
        return


_READERS = (_shares, _beginnings, _never)
"""Of what is told by other words than a number of years."""
_SAID_OTHERWISE = united(
    *(_OF_WHICH, _CONCLUDED, _UNDERSTOOD, _RUNNING_YEAR, _BEGUN, _GOES_ON, _NEVER, _NEVER_TAUGHT, _COUNTED_AFTER),
)
