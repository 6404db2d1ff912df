"""Words of an appointment that decide nothing, but show again what the papers say of it.

A contract of last year says nothing of today's appointment; beside a denial of tenure it is what a reader would quote.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.evidence import evidence
from parsers.facts.tenure.statements import WITHOUT, WordSet, WordSets
from parsers.lexicon.vocabulary import vocabulary
from parsers.values.evidence import ECHO, ECHOING, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parsers.facts.tenure.statements import Asks, Hit
    from parsers.layout.sections import Layout

NOUN = vocabulary("permanent_appointment.noun")
_TEMPORARY = tuple(f"temporary_appointment.{words}" for words in ("status", "yearly", "replacement"))
_PERMANENT = tuple(f"permanent_appointment.{words}" for words in ("in_full", "definitive", "appointed"))
_OTHER_THINGS = vocabulary("temporary_appointment.other_after")
_ASIDE = ("references", "interests", "education", "volunteering")
_MOST = 3
"""So many passages of each value are kept of a text."""


def is_temporary(hit: Hit) -> bool:
    """Whether the words themselves are of temporary work, or of an appointment."""
    return hit.of.means == "temporary"


def _is_of_other_thing(hit: Hit) -> bool:
    return _OTHER_THINGS.match(hit.view.text, hit.match.end()) is not None and not hit.holds(WITHOUT)


WHENEVER: Mapping[str, Asks] = {
    "own": lambda hit: hit.assertion.own,
    "aside": lambda hit: hit.layout.in_subject(hit.span.start, *_ASIDE),
    "reported": lambda hit: hit.assertion.reported,
    "wished": lambda hit: hit.assertion.wished,
    "hypothetical": lambda hit: hit.assertion.hypothetical,
    "quoted": lambda hit: hit.assertion.quoted,
    "denied": lambda hit: is_temporary(hit) and hit.assertion.negated,
    "other_thing": _is_of_other_thing,
    WITHOUT: lambda hit: not is_temporary(hit) and hit.assertion.negated,
}
"""What the terms of rows ask of words of tenure of whatever time."""


def word_sets(name: str, terms: Mapping[str, Asks]) -> WordSets:
    """The sets of all words of tenure, under the names that begin with `name`."""
    return WordSets(
        {
            name: WordSet(phrases=vocabulary(*_TEMPORARY), terms=terms, means="temporary"),
            f"{name}_permanent": WordSet(phrases=vocabulary(*_PERMANENT), terms=terms, means="permanent"),
            f"{name}_noun": WordSet(phrases=NOUN, terms=terms, means="permanent"),
        }
    )


ECHOES = word_sets("echoed", WHENEVER)


def echoed_tenure(layout: Layout) -> Iterator[Finding]:
    """The writer's words of temporary and of permanent work, of whatever time."""
    told = [statement for _, statement in ECHOES.told(layout)]
    for value in ("temporary", "permanent"):
        passages = (one for one in told if one.value == value)
        pieces = tuple(evidence(layout, one.span, one.focus, one.rule) for one in islice(passages, _MOST))
        if pieces:
            yield Finding(
                key="tenure", value=value, state=State.FOUND, evidence=pieces, certainty=ECHOING, detail=dict(ECHO)
            )
