"""The kind `place`: where the candidate lives, by the particulars that papers tell or a sentence that says so.

It is shown with its passage and decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.asked.dossier import CriterionReading, together
from parsers.facts.asked.sentences import mentions
from parsers.facts.context.tracing import note_fact
from parsers.facts.person.addresses import BARE_PLACE, place_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import WORD
from parsers.text.text import fold
from parsers.values.evidence import State
from parsers.values.profiles import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.asked.dossier import ReadDossier
    from parsers.facts.asked.sentences import OwnMention
    from parsers.layout.sections import Layout
    from parsers.text.text import Span
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Finding

_RULE = cite("asked.place")
_PARTS = ("postal_code", "city")
_LIVES, _NOW = vocabulary("address.lives"), vocabulary("address.now")
_BEHIND = re.compile(rf"(?P<between>[^.,;:\n]{{1,30}}?)(?:\d{{4,5}} )?{BARE_PLACE}")
_SMALL = 2
"""Letters of a word that links a place to living there: "à", "in"."""


def find_places(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The first place that a sentence says the writer to live at."""
    note_fact(criterion.finding_key)
    told = (finding for one in mentions(layout, criterion, _lived) if (finding := _finding(one)))
    return tuple(told)[:1]


def _lived(_: Criterion, text: str) -> Iterator[Span]:
    return (found.where for found in _LIVES.finditer(text))


def _finding(one: OwnMention) -> Finding | None:
    said = one.said
    behind = _BEHIND.match(one.layout.text, one.view.span(*one.at).end)
    if behind is None or said.negated or said.hypothetical or said.wished or said.once or not _links(behind["between"]):
        return None
    city = place_of(behind["city"])
    return one.finding(_RULE, city, State.FOUND) if city else None


def _links(between: str) -> bool:
    """Whether nothing but "now", "since 2012" and a preposition stands between living and the place."""
    flat = fold(between)
    now = {word for found in _NOW.finditer(flat) for word in found.group().split()}
    return all(len(word) <= _SMALL or word in now for word in WORD.findall(flat))


def answer(criterion: Criterion, dossier: ReadDossier) -> Fact:
    """Postal code and commune of the candidate, else the place of a sentence; to verify where the two differ."""
    told = together(
        criterion.key,
        [CriterionReading.of(one, one.finding.value, one.finding.state) for one in dossier.told(criterion)],
    )
    known = [fact for key in _PARTS if (fact := dossier.person.get(key)) is not None and fact.value]
    if not known:
        return told
    value = " ".join(str(fact.value) for fact in known)
    agreed = told.value is None or fold(str(told.value)) in fold(value)
    sure = agreed and all(fact.state is State.FOUND for fact in known)
    evidence = known[-1].evidence if agreed else (*known[-1].evidence[:1], *told.evidence)
    fact = Fact(key=criterion.key, value=value, state=State.FOUND, evidence=evidence)
    return fact if sure else replace(fact, state=State.TO_VERIFY)
