"""Numbers of years that decide nothing, but show again what the dates or a total say.

"Depuis onze ans et demi, entre la grille et le bureau" does not say that these are years of service; beside posts that
add up to eleven it is the sentence that a reader would quote.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from parsers.facts.context.authorship import is_recommendation
from parsers.facts.experience.around import around, field_at
from parsers.facts.experience.durations import durations
from parsers.facts.experience.findings import finding
from parsers.facts.experience.seniority import may_be_own
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import is_near
from parsers.text.text import Span
from parsers.values.evidence import ECHO, ECHOING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.experience.around import Around
    from parsers.layout.sections import Layout
    from parsers.text.text import Folded
    from parsers.values.evidence import Finding

_REQUIRED = vocabulary("seniority.required")
_OTHERS = vocabulary("seniority.others")
_STATUS = vocabulary("career.status")
_RULE = cite("experience.echo")
_ASIDE = ("references", "interests", "volunteering", "education", "languages", "skills", "computing")


def echoed_years(layout: Layout) -> Iterator[Finding]:
    """Every number of years and every beginning of the writer's, to be compared with the years that are found."""
    if is_recommendation(layout):
        return
    for flat, sentence in layout.own_sentences(*_ASIDE):
        if _REQUIRED.search(flat.text):
            continue
        for told in durations(flat.text):
            if may_be_own(flat.text, told):
                near = around(flat.text, told.start, told.end)
                focus = flat.span(told.start, told.end)
                field = "status" if _is_of_status(near) else field_at(layout, flat.span(near.left, near.right), focus)
                detail = {**ECHO, "more": told.more, "field": field}
                yield finding(layout, (sentence, focus), _RULE, value=int(told.value), certainty=ECHOING, detail=detail)
        yield from _beginnings(layout, sentence, flat)


def _is_of_status(near: Around) -> bool:
    """Whether a status is as old as a number of years says: "nommée depuis deux ans"."""
    status = _STATUS.last(near.text, near.left, near.start)
    return status is not None and is_near(near.text, status.end(), near.start, most=_OF_A_STATUS, parting=_MARKS)


_MARKS, _OF_A_STATUS = ".,;:!?()", 25


def _beginnings(layout: Layout, sentence: Span, said: Folded) -> Iterator[Finding]:
    """What a sentence dates as going on: "Depuis le 1er septembre 2009."."""
    flat, offsets = said.text, said.offsets
    for when in layout.dates_in(*sentence):
        if when.ongoing and when.first and not _OTHERS.search(flat):
            first = when.first.replace(month=9) if when.precision == "year" else when.first
            focus = Span(when.start, when.end)
            at = bisect_left(offsets, when.start)
            near = around(flat, at, max(at, bisect_left(offsets, when.end)))
            field = "status" if _is_of_status(near) else field_at(layout, sentence, focus)
            detail = {**ECHO, "since": first.isoformat(), "field": field}
            yield finding(layout, (sentence, focus), _RULE, value=None, certainty=ECHOING, detail=detail)
