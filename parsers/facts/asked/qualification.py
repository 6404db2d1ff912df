"""The kind `qualification`: a title of a level or more, in a field, out of the titles that the papers say are held.

A title of the field whose level nobody can tell, or that is less than what is asked, is to verify: what a diploma is
worth in another country a person decides. So is one that somebody still studies for. A title that is not of the field
is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.asked.dossier import CriterionReading, together
from parsers.facts.asked.named_sets import names_it
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.tracing import note_fact
from parsers.facts.qualifications.listed import under_way
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import fold
from parsers.values.criteria import TITLES
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.asked.dossier import ReadDossier
    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.profiles import Fact

SOURCE = "qualifications"
"""The reader of titles, and the key of what it finds."""
_LEVELS = tuple(vocabulary(f"degrees.{level}") for level in TITLES)
_PERHAPS_MASTER = vocabulary("degrees.perhaps_master")


_UNDER_WAY = cite("asked.title_under_way")


def find_under_way(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The titles of the field and the level that somebody still studies for."""
    note_fact(criterion.finding_key)
    return tuple(_under_way(layout, criterion))[:EVIDENCE_LIMIT] if tells_of_candidate(layout) else ()


def _under_way(layout: Layout, criterion: Criterion) -> Iterator[Finding]:
    for item in under_way(layout):
        words = " ".join(item.of(layout.text).split())
        if not layout.is_ignored(*item) and _state(criterion, fold(words)) is State.FOUND:
            piece = evidence(layout, item, item, _UNDER_WAY)
            yield Finding(
                key=criterion.finding_key, value=[words], state=State.TO_VERIFY, evidence=(piece,), certainty=_UNSURE
            )


_UNSURE = 0.7


def answer(criterion: Criterion, dossier: ReadDossier) -> Fact:
    """The titles that meet it, else those of which it must be seen."""
    awaited = [CriterionReading.of(one, one.finding.value, one.finding.state) for one in dossier.told(criterion)]
    titles = [*_titles(criterion, dossier), *awaited]
    return together(criterion.key, [one for one in titles if one.state is State.FOUND] or titles)


def _titles(criterion: Criterion, dossier: ReadDossier) -> Iterator[CriterionReading]:
    for reading in dossier.readings.get(SOURCE, ()):
        for title in reading.finding.value:
            state = _state(criterion, fold(title))
            if state is not None:
                yield CriterionReading.of(reading, [title], state)


def _state(criterion: Criterion, title: str) -> State | None:
    """What a title is for the criterion; None where it is nothing."""
    in_field = bool(criterion.terms or criterion.sets)
    if in_field and not names_it(criterion, title):
        return None
    level = level_of(title)
    wanted = TITLES.index(criterion.from_level) if criterion.from_level else 0
    if level is not None and level >= wanted:
        return State.FOUND
    if not criterion.from_level and in_field:
        return State.FOUND
    return State.TO_VERIFY if in_field or _PERHAPS_MASTER.search(title) else None


def level_of(title: str) -> int | None:
    """The place of a title's level in `TITLES`, the highest that its words tell; None where they tell none."""
    return max((at for at, words in enumerate(_LEVELS) if words.search(title)), default=None)
