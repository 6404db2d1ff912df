"""What a text may say that would speak for its writer: beside it nothing is told against him or her.

It need not be understood: a bare "20/20", or "Nomination : 2014" of which nothing more is told.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of
from parsers.facts.context.evidence import evidence
from parsers.facts.context.present_time import is_before_latest
from parsers.facts.context.unsettled import UNSURE, greater_loads
from parsers.facts.telling.service import CVS
from parsers.facts.tenure import context
from parsers.facts.tenure.echoes import ECHOES, NOUN
from parsers.facts.tenure.scope import is_aside, is_of_another, is_of_honour, is_outside
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, folded
from parsers.values.evidence import ECHOING, EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.tenure.statements import Hit
    from parsers.layout.dates.dates import DateRange
    from parsers.layout.sections import Layout
    from parsers.values.evidence import Evidence

KEY = "opposite"
"""Of a finding whose value is the key of the fact that its passages would speak for."""
_DATES = cite("experience.echo")
_HALF = 0.5


def opposites(layout: Layout) -> Iterator[Finding]:
    """The passages that may tell of an appointment, of a load of more than a half, or of more years."""
    for key, told, certainty in (
        ("tenure", _appointments(layout), ECHOING),
        ("workload", _greater_loads(layout), UNSURE),
        ("experience_years", _unaccounted(layout), ECHOING),
    ):
        pieces = tuple(islice(told, EVIDENCE_LIMIT))
        if pieces:
            yield Finding(key=KEY, value=key, state=State.FOUND, evidence=pieces, certainty=certainty)


def _appointments(layout: Layout) -> Iterator[Evidence]:
    """The words of an appointment of the writer's that are neither denied nor told to be over."""
    for hit, told in ECHOES.told(layout):
        if told.value == "permanent" and not _is_explained(layout, hit):
            yield evidence(layout, told.span, told.focus, told.rule)


def _is_explained(layout: Layout, hit: Hit) -> bool:
    """Whether an appointment is over, awaited, asked about, somebody else's, or only spoken of in a letter."""
    told = hit.assertion
    if told.lost or (told.once and not hit.has(context.SINCE)) or hit.has(*_EXPLAINED) or hit.view.text.endswith("?"):
        return True
    post = career_of(layout).at(hit.focus.start)
    if (post is not None and post.other) or any(misleads(hit) for misleads in _MISLEADING):
        return True
    spoken_of = layout.in_letter(hit.focus.start) or layout.kind is None
    return spoken_of and NOUN.match(hit.view.text, hit.match.start()) is not None and not hit.has(context.MINE)


_MISLEADING = (is_aside, is_of_another, is_of_honour, is_outside)
_EXPLAINED = (context.WAS, context.AWAITED, context.EXPECTED, context.ANOTHERS, context.HOUSEHOLD)


def _greater_loads(layout: Layout) -> Iterator[Evidence]:
    """The loads of more than a half of which no wish and no earlier date is told."""
    for piece in greater_loads(layout, _HALF):
        said = folded(layout.text, piece.start, piece.end).text
        if not (_WISHED.search(said) or is_before_latest(layout, said)):
            yield piece


_WISHED = vocabulary("context.wished")


def _unaccounted(layout: Layout) -> Iterator[Evidence]:
    """The years from one day to another of a CV of which no post, study or pastime is told: a column lost its dates."""
    told = {(entry.start, entry.end) for entry in career_of(layout).entries}
    for when in layout.dates if layout.kind in CVS else ():
        line = layout.line_at(when.start)
        bare = not any(c.isalpha() for c in layout.text[line.start : when.start] + layout.text[when.end : line.end])
        studied = layout.in_subject(line.start, "education")
        if bare and not studied and _lasts_years(when) and (when.first, when.last) not in told:
            yield evidence(layout, line, Span(when.start, when.end), _DATES)


def _lasts_years(when: DateRange) -> bool:
    """Whether a stretch of time is told that lasted a year or more."""
    if when.point or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days > _A_YEAR


_A_YEAR = 360
