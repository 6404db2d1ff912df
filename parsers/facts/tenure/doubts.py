"""Words of tenure that settle nothing: where a text says nothing surer, the fact is to be verified."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.present_time import has_ended
from parsers.facts.tenure import context
from parsers.facts.tenure.echoes import NOUN, words_of_tenure
from parsers.facts.tenure.scope import is_outside, misleads
from parsers.facts.tenure.temporary import is_of_another_thing, was_once
from parsers.facts.tenure.tenure import find_tenure
from parsers.rules.registry import cite
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from parsers.facts.tenure.statements import Hit
    from parsers.layout.sections import Layout

_RULE = cite("tenure.doubt")
_MOST = 3
"""Passages quoted of one text."""


def tenure_or_doubt(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that a text claims, or what its words leave open, to be verified: its time or scope is unsure."""
    return find_tenure(layout) or _doubted(layout)


def _doubted(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that words may be of, with them."""
    told = words_of_tenure(layout) if tells_of_candidate(layout) else ()
    open_to = [(value, hit) for said, hit in told if (value := _left_open(layout, said, hit))]
    if not open_to:
        return ()
    value = "permanent" if any(said == "permanent" for said, _ in open_to) else "temporary"
    pieces = tuple(evidence(layout, passage(layout, hit.span), hit.focus, _RULE) for _, hit in open_to[:_MOST])
    return (Finding(key="tenure", value=value, state=State.TO_VERIFY, evidence=pieces, certainty=_UNSURE),)


_UNSURE = 0.2
"""How sure words are that leave a doubt: anything that decides outweighs them."""


def _left_open(layout: Layout, said: str, hit: Hit) -> str | None:
    """What words may tell of today; an appointment that is told to be over leaves who had it without one."""
    assertion, meant = hit.assertion, replace(hit, rule="appointed")
    if hit.view.text.endswith("?") or misleads(meant, "appointed") or is_outside(meant) or hit.has(*_NOT_TOLD):
        return None
    if is_of_another_thing(hit) or any(
        hit.span.start <= when.start < hit.span.end and has_ended(layout, when) for when in layout.dates
    ):
        return None
    if said == "permanent":
        if assertion.lost or hit.has(context.WAS, context.RETIRED, context.LASTED):
            return "temporary"
        named = NOUN.match(hit.view.text, hit.match.start()) is not None and not hit.has(context.MINE)
        return None if assertion.once or named else said
    return None if was_once(hit, assertion) else said


_NOT_TOLD = (context.WANTED, context.NAMES, context.IMPERSONAL)
