"""Words of an appointment that decide nothing, but show again what the papers say of it.

A contract of last year says nothing of today's appointment; beside a denial of tenure it is what a reader would quote.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.evidence import evidence
from parsers.facts.tenure.statements import Hit
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.rules.registry import cite
from parsers.text.text import PLENTY, folded
from parsers.values.evidence import ECHO, ECHOING, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_RULE = cite("tenure.echo")
_TEMPORARY = vocabulary(
    "temporary_appointment.status", "temporary_appointment.yearly", "temporary_appointment.replacement"
)
_PERMANENT = vocabulary(
    "permanent_appointment.in_full", "permanent_appointment.definitive", "permanent_appointment.appointed"
)
NOUN = vocabulary("permanent_appointment.noun")
_RULES = (("temporary", _TEMPORARY), ("permanent", _PERMANENT), ("permanent", NOUN))
_ANY = united(_TEMPORARY, _PERMANENT, NOUN)
_OTHER_THINGS = vocabulary("temporary_appointment.other_after")
ASIDE = ("references", "interests", "education", "volunteering")
_MOST = 3
"""So many passages of each value are kept of a text."""


def echoed_tenure(layout: Layout) -> Iterator[Finding]:
    """The writer's words of temporary and of permanent work, of whatever time."""
    told = tuple(words_of_tenure(layout))
    for value in ("temporary", "permanent"):
        passages = (hit for said, hit in told if said == value)
        pieces = tuple(evidence(layout, hit.span, hit.focus, _RULE) for hit in islice(passages, _MOST))
        if pieces:
            yield Finding(
                key="tenure", value=value, state=State.FOUND, evidence=pieces, certainty=ECHOING, detail=dict(ECHO)
            )


def words_of_tenure(layout: Layout) -> Iterator[tuple[str, Hit]]:
    """Every place where the writer's own tenure is spoken of, of whatever time, with what its words would mean."""
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end) or layout.in_subject(span.start, *ASIDE):
            continue
        view = folded(layout.text, span.start, span.end)
        for value, phrases in _RULES if _ANY.may_say(view.text) else ():
            for match in islice(phrases.finditer(view.text), PLENTY):
                hit = Hit(layout=layout, view=view, span=span, match=match, words="echo")
                told = hit.assertion
                if not told.own or told.reported or told.wished or told.hypothetical or told.quoted:
                    continue
                if value == "permanent" and told.negated:
                    yield "temporary", hit
                elif not (told.negated or _OTHER_THINGS.match(view.text, match.end())):
                    yield value, hit
