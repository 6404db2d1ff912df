"""What is found of an employer, with the passage that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of
from parsers.facts.career.places import is_network, is_sort_alone
from parsers.facts.context.evidence import evidence
from parsers.rules.registry import cite
from parsers.text.text import Span
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

KEY = "current_employer"
ENTRY_RULE = cite("employer.entry")
TOLD_RULE = cite("employer.told")
HEADED_RULE = cite("employer.headed")
BESIDE_RULE = cite("employer.beside")
LOAD_RULE = cite("employer.load")
ONLY_RULE = cite("employer.only_named")
NETWORK_ONLY = 0.3
"""How sure a network is as the employer of somebody whose school may be told elsewhere."""


def is_past_post(layout: Layout, sentence: Span) -> bool:
    """Whether a sentence tells of a post that is over."""
    post = career_of(layout).at(sentence.start)
    return post is not None and not post.when.ongoing


_SURE = 0.4
"""Below, somebody has to look: a wrong employer told as sure is worse than none."""


def state_at(certainty: float) -> State:
    """Whether an employer is told as found, or to be verified."""
    return State.FOUND if certainty >= _SURE else State.TO_VERIFY


def finding(layout: Layout, sentence: Span, name: str, *, certainty: float, rule: str) -> Finding:
    """An employer's name with the sentence or line that tells it; a network or a mere sort is less sure."""
    text = layout.text
    at = max(text.find(name[:20], sentence.start, sentence.end), sentence.start)
    told = evidence(layout, sentence, Span(at, min(at + len(name), sentence.end)), rule)
    sure = min(certainty, NETWORK_ONLY) if is_network(name) or is_sort_alone(name) else certainty
    return Finding(key=KEY, value=name, state=state_at(sure), evidence=(told,), certainty=sure)
