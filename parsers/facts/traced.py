"""A text read again with the tracer on: its findings, with what was heard and weighed on the way to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.context.evidence import evidence
from parsers.facts.context.tracing import tracing
from parsers.facts.extractors import find_in_body, find_in_document
from parsers.kinds.classify import reading_of
from parsers.rules.registry import cite
from parsers.text.text import Folded, folded
from parsers.values.evidence import Evidence
from parsers.values.explanations import Trace, TracedMention, TracedModifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.context.modifiers import Modifier as Spoken
    from parsers.facts.context.tracing import Heard, Notes
    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.documents import Document
    from parsers.values.evidence import Findings
    from parsers.values.messages import Message

_TERMS = {
    "explicit": "first_person",
    "other": "anothers",
    "negated": "denied",
    "hypothetical": "hypothetical",
    "wished": "wished",
    "once": "past",
    "lost": "lost",
    "reported": "reported",
    "quoted": "quoted",
}
"""By the category of a modifier, the rules' term for it."""


def trace_document(document: Document, *, criteria: Sequence[Criterion]) -> Trace:
    """What a document says, and how it came to be read so; what shows its kind, too."""
    with tracing() as notes:
        findings = find_in_document(document, criteria=criteria)
    return replace(_trace(findings, notes), kind=_kind(document))


def _kind(document: Document) -> Evidence | None:
    """What shows that a document is what it is taken for."""
    reading = reading_of(document)
    if not reading.rule or reading.kind is not document.kind:
        return None
    if reading.where is None:
        name = document.filename or ""
        return Evidence(start=0, end=0, quote=name, rule=cite(reading.rule), page=None)
    page = next((page.number for page in document.pages if page.start <= reading.where.start < page.end), None)
    start, end = reading.where
    return Evidence(start=start, end=end, quote=reading.where.of(document.text), rule=cite(reading.rule), page=page)


def trace_body(message: Message, *, criteria: Sequence[Criterion]) -> Trace:
    """The same of the applicant's own words in a mail's body."""
    with tracing() as notes:
        findings = find_in_body(message, criteria=criteria)
    return _trace(findings, notes)


def _trace(findings: Findings, notes: Notes) -> Trace:
    if notes.layout is None:
        return Trace(findings=findings)
    mentions = {(m.key, m.start, m.end): m for m in _mentions(notes.layout, notes.heard)}
    return Trace(findings=findings, weighed=tuple(notes.weighed), mentions=tuple(mentions.values()))


def _mentions(layout: Layout, heard: Sequence[Heard]) -> Iterator[TracedMention]:
    """What was heard, where it stands in the text; sentences of somebody else are left out."""
    views = [(span, folded(layout.text, span.start, span.end)) for span in layout.sentences]
    exact = {view.text: (span, view) for span, view in views}
    for key, said, start, end, spoke in heard:
        found = exact.get(said) or next((pair for pair in views if _is_obscured(said, pair[1].text)), None)
        if found is None or layout.is_ignored(*found[0]):
            continue
        span, view = found
        where = view.span(start, end)
        yield TracedMention(
            key=key,
            words=where.of(layout.text),
            start=where.start,
            end=where.end,
            sentence=evidence(layout, span, where, ""),
            modifiers=tuple(_modifiers(layout, view, spoke)),
        )


def _is_obscured(said: str, whole: str) -> bool:
    """Whether a rule looked at a sentence with words blanked out that are of no account."""
    return len(said) == len(whole) and all(one in {other, " ", "-"} for one, other in zip(said, whole, strict=True))


def _modifiers(layout: Layout, view: Folded, spoke: Sequence[Spoken]) -> Iterator[TracedModifier]:
    """What the sentence does with the words, by which words: whose they are first."""
    for modifier in spoke:
        where = view.span(modifier.start, modifier.end)
        yield TracedModifier(name=_TERMS[modifier.category], words=where.of(layout.text), start=where.start)
