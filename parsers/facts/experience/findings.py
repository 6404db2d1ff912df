"""What a sentence tells of the years of service, with the sentence as its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.facts.context.evidence import evidence
from parsers.rules.registry import cite
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from parsers.layout.sections import Layout
    from parsers.text.text import Span

KEY = "experience_years"
TOTAL_RULE = cite("experience.stated")
SINCE_RULE = cite("experience.since")
NEVER_RULE = cite("experience.never")


def finding(layout: Layout, place: tuple[Span, Span], rule: str, **said: Any) -> Finding:  # noqa: ANN401 - a Finding's fields
    """A finding whose evidence is the sentence, or of a long one the stretch around what it says."""
    return Finding(key=KEY, state=State.FOUND, evidence=(evidence(layout, *place, rule),), **said)
