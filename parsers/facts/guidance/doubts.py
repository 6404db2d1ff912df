"""Guidance that a CV names without a task: nothing is told to have been done, so it is to be verified."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.guidance.echoes import mentions
from parsers.facts.guidance.orientation import find_orientation
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_RULE = cite("orientation.doubt")
_NAMED = vocabulary("guidance.named")
_UNSURE = 0.2
"""How sure a bare mention is: anything that decides outweighs it."""
_MOST = 3
"""Passages quoted of one text."""


def orientation_or_doubt(layout: Layout) -> tuple[Finding, ...]:
    """The guidance that a text tells or denies, or what a CV's lines leave open, to be verified."""
    return find_orientation(layout) or _doubted(layout)


def _doubted(layout: Layout) -> tuple[Finding, ...]:
    """The guidance that a CV's lines may be of, with them; a letter's sentences speak of it for many reasons."""
    if layout.kind is not Kind.CV or layout.letter is not None or not tells_of_candidate(layout):
        return ()
    pieces = tuple(replace(piece, rule=_RULE) for piece in islice(mentions(layout, _NAMED, bare=False), _MOST))
    if not pieces:
        return ()
    return (Finding(key="orientation", value=True, state=State.TO_VERIFY, evidence=pieces, certainty=_UNSURE),)
