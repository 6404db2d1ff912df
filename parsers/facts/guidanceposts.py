"""Guidance told by its place: a post in a body that does nothing else, and lines under a heading of guidance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.text import Span, fold, folded
from parsers.values import Kind
from parsers.words.guidance import VISITS
from parsers.words.guidancedenials import LACK
from parsers.words.guidancetasks import BODY, DREAM, HEADING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_LINES = 4
"""So many lines under a heading of guidance are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A sentence that tells of guidance: whether the writer has or denies experience, and how surely."""

    value: bool
    certainty: float
    span: Span
    focus: Span
    rule: str


def posts(layout: Layout) -> Iterator[Passage]:
    """Posts in a body that does nothing else ("Cité des Métiers de Namur"), but for practice in training."""
    for entry in layout.entries:
        view = folded(layout.text, entry.start, entry.head.end)
        match = BODY.search(view.text)
        if match and not _is_ignored_post(layout, entry, view.text):
            span = Span(entry.start, entry.head.end)
            yield Passage(value=True, certainty=0.8, span=span, focus=view.span(*match.span()), rule="body")


def _is_ignored_post(layout: Layout, entry: DatedEntry, text: str) -> bool:
    """Whether an entry is no post of the writer's: studies, leisure, a visit, somebody else's words."""
    return (
        layout.is_ignored(entry.start, entry.end)
        or entry.subject not in {None, "experience", "status", "profile"}
        or bool(VISITS.search(text))
        or (layout.letter is not None and entry.subject is None and layout.kind is not Kind.CV)
    )


def headed(layout: Layout) -> Iterator[Passage]:
    """What a CV lists under a heading of guidance ("AIDE AU CHOIX"), where it denies or wishes nothing."""
    if layout.kind is not Kind.CV:
        return
    for section in layout.sections:
        if section.heading is None or not HEADING.search(fold(section.heading.of(layout.text))):
            continue
        told = [s for s in layout.sentences if section.start <= s.start < section.end][:_LINES]
        said = fold(layout.text[section.start : section.end])
        if not (LACK.search(said) or DREAM.search(said)):
            for span in told:
                yield Passage(value=True, certainty=0.75, span=span, focus=span, rule="headed")
