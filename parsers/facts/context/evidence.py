"""Evidence out of a sentence: the passage as it stands, at most as long as a quote may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.text.text import Span, squeeze_quote
from parsers.values.evidence import Evidence

if TYPE_CHECKING:
    from parsers.layout.sections import Layout


_FEW = 4
"""Fewer words than these tell too little to be evidence by themselves."""


def passage(layout: Layout, span: Span) -> Span:
    """A sentence, or where it is a few words ("Full time.") the line that it stands in."""
    if len(span.of(layout.text).split()) >= _FEW:
        return span
    line = layout.line_at(span.start)
    return Span(min(line.start, span.start), max(line.end, span.end))


def evidence(layout: Layout, span: Span, focus: Span, rule: str) -> Evidence:
    """The passage `span` around `focus` as evidence of `rule` (id and version)."""
    quoted = squeeze_quote(layout.text, span, focus)
    return Evidence(
        start=quoted.start, end=quoted.end, quote=quoted.of(layout.text), rule=rule, page=layout.page_at(quoted.start)
    )
