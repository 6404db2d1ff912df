"""A career that sentences tell one stretch after the other.

"D'abord deux ans dans une école de Wavre. Ensuite quatorze à Woluwe. Enfin, depuis 2015, au lycée d'Ottignies."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.context.evidence import evidence
from parsers.facts.experience.findings import KEY, SINCE_RULE, TOTAL_RULE
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from parsers.facts.experience.durations import Duration
    from parsers.layout.sections import Layout

_FIRST_STRETCH = vocabulary("career.first_stretch")
_NEXT_STRETCH = vocabulary("career.next")
_SCHOOLED = vocabulary("seniority.work", "school.places", "school.cpms")
CLEAR = 0.55
"""From this certainty on, stretches are added up."""
_CERTAINTY = 0.96
_NEXT = 3
"""So few characters lie between a sentence and the next of its paragraph."""


class Running(NamedTuple):
    """A career as far as it has been told."""

    sentences: tuple[Span, ...]
    years: float
    since: date | None = None
    """Where the last stretch goes on."""


def run_on(
    layout: Layout, sentence: Span, flat: str, told: Sequence[tuple[Duration, float]], running: Running | None
) -> Running | None:
    """What has been told with this sentence; None where it neither begins such a career nor goes on with it."""
    years = next((number.value for number, weight in told if weight >= CLEAR), None)
    if running is None or not _goes_on(running, sentence, flat):
        opens = years is not None and _FIRST_STRETCH.search(flat)
        return Running((sentence,), years or 0) if opens else None
    sentences = (*running.sentences, sentence)
    if years is not None:
        return Running(sentences, running.years + years)
    since = next((when.first for when in layout.dates_in(*sentence) if when.ongoing), None)
    schooled = _SCHOOLED.search(flat)
    return Running(sentences, running.years, since) if since and schooled else None


def _goes_on(running: Running, sentence: Span, flat: str) -> bool:
    near = sentence.start - running.sentences[-1].end <= _NEXT
    return near and running.since is None and _NEXT_STRETCH.match(flat) is not None


def sequence(layout: Layout, running: Running | None) -> Iterator[Finding]:
    """The total of the stretches told one after the other, from the second on."""
    if running is None or len(running.sentences) < 2:
        return
    rule = SINCE_RULE if running.since else TOTAL_RULE
    yield Finding(
        key=KEY,
        state=State.FOUND,
        value=None if running.since else int(running.years),
        certainty=_CERTAINTY,
        evidence=tuple(evidence(layout, told, Span(told.start, told.start), rule) for told in running.sentences),
        detail={"since": running.since.isoformat(), "plus": running.years} if running.since else {},
    )
