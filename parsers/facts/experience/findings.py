"""What a sentence tells of the years of service, with the sentence as its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.rules.registry import cite
from parsers.text.text import Span, squeeze_quote
from parsers.values.evidence import Evidence, Finding, State

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

KEY = "experience_years"
TOTAL_RULE = cite("experience.stated")
SINCE_RULE = cite("experience.since")


def finding(layout: Layout, place: tuple[Span, Span], rule: str, **said: Any) -> Finding:  # noqa: ANN401 - a Finding's fields
    """A finding whose evidence is the sentence, or of a long one the stretch around what it says."""
    return Finding(key=KEY, state=State.FOUND, evidence=(passage(layout, *place, rule),), **said)


def passage(layout: Layout, sentence: Span, focus: Span, rule: str) -> Evidence:
    """A sentence as evidence, or of a long one the stretch around `focus`."""
    kept = squeeze_quote(layout.text, sentence, focus)
    return Evidence(
        start=kept.start, end=kept.end, quote=kept.of(layout.text), rule=rule, page=layout.page_at(kept.start)
    )
