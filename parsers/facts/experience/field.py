"""In which field somebody works at a place in a text whose own words do not say so: the one that is told next to it.

"Insgesamt bin ich acht Jahre dabei", "depuis 6 ans": what the years were spent on stands in the clause, else in what
was told last before, else in what follows at once.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from parsers.facts.career.sectors import is_taught_in_periods
from parsers.facts.context.assertion import assertion_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, folded

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

Field = Literal["service", "other"]

_SERVICE = vocabulary(
    *("school.places", "school.cpms", "school.teachers", "school.statuses"),
    *("seniority.work", "seniority.role", "chronicle.served", "hours.lesson"),
)
_ANYWHERE, _SERVED = vocabulary("school.staff"), vocabulary("chronicle.served")
"""Who may as well work elsewhere, a nurse, a psychologist; and what is done in schools alone."""
_EARLIER = vocabulary("career.earlier")
_OTHER = vocabulary(
    *("work.places", "work.jobs", "work.training_bodies", "work.no_service"),
    *("seniority.trade", "stretch.not_worked"),
)
_BACK, _AHEAD = 400, 200
"""So far, at the most, before and behind a place the field is looked for, in characters."""


def field_at(layout: Layout, clause: Span, focus: Span) -> Field | None:
    """The field of the words at `focus`, in their `clause`; None where nothing near tells one."""
    own = _nearest(layout, clause, focus)
    if own or _EARLIER.search(folded(layout.text, clause.start, focus.start).text):
        return own
    before = Span(max(0, clause.start - _BACK), clause.start)
    after = Span(clause.end, min(len(layout.text), clause.end + _AHEAD))
    return _nearest(layout, before, Span(clause.start, clause.start)) or _nearest(
        layout, after, Span(clause.end, clause.end)
    )


def _nearest(layout: Layout, part: Span, focus: Span) -> Field | None:
    """The field that a part of the text tells of the writer nearest to a place; a school, where both stand as near."""
    if part.end <= part.start:
        return None
    flat = folded(layout.text, *part)
    named: list[tuple[int, bool, Span]] = []
    for words, other in ((_SERVICE, False), (_OTHER, True)):
        for found in words.finditer(flat.text):
            if other or _is_of_schools(flat.text, found.start()):
                span = flat.span(*found.span())
                named.append((_apart(span, focus), other, span))
    told = next((other for _, other, span in sorted(named) if _is_claimed(layout, span)), None)
    if told is None:
        return "service" if is_taught_in_periods([flat.text]) else None
    return "other" if told else "service"


def _is_of_schools(flat: str, at: int) -> bool:
    return bool(_SERVED.match(flat, at) or not _ANYWHERE.match(flat, at))


def _is_claimed(layout: Layout, span: Span) -> bool:
    """Whether a sentence says its words of the writer, and neither denies nor merely quotes them."""
    sentence = layout.sentence_at(span.start)
    flat = folded(layout.text, *sentence)
    start = bisect_left(flat.offsets, span.start)
    said = assertion_of(flat.text, start, max(start, bisect_left(flat.offsets, span.end)))
    return (said.own or said.led) and not (said.negated or said.reported)


def _apart(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)
