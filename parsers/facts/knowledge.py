"""Evidence passages for the criteria of knowledge and skills: the sentences that hold a criterion's terms.

Such a criterion has no value of its own: a passage is `found`, what it is worth a person reads. Wishes, others' skills
and the notice's words are passed over.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.tracing import note_fact
from parsers.facts.evidence import evidence
from parsers.rules.registry import cite
from parsers.text.text import PLENTY, folded
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.text.text import Span
    from parsers.values.criteria import Criterion

_ASIDE = ("references", "interests", "contact", "personal")


def find_passages(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The passages of a text that speak of `criterion`, each a finding whose value is the term it holds."""
    note_fact(criterion.finding_key)
    if layout.kind is Kind.DIPLOMA or not tells_of_candidate(layout):
        return ()
    return tuple(_passages(layout, criterion))[:EVIDENCE_LIMIT]


def _passages(layout: Layout, criterion: Criterion) -> Iterator[Finding]:
    terms = pattern_of(criterion.terms)
    told: set[str] = set()
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end) or layout.in_subject(span.start, *_ASIDE):
            continue
        view = folded(layout.text, span.start, span.end)
        for match in islice(terms.finditer(view.text), PLENTY):
            said = judge(view.text, match.start(), match.end())
            if match.group() in told or not said.own or said.negated or said.reported:
                continue
            told.add(match.group())
            certainty = 0.5 if said.wished or said.hypothetical else 0.8
            yield _finding(layout, criterion, span, view.span(match.start(), match.end()), match.group(), certainty)
            break


def _finding(  # noqa: PLR0913, PLR0917 - a finding is made of these
    layout: Layout, criterion: Criterion, span: Span, focus: Span, term: str, certainty: float
) -> Finding:
    return Finding(
        key=criterion.finding_key,
        value=term,
        state=State.FOUND,
        evidence=(evidence(layout, span, focus, cite("passages.term")),),
        certainty=certainty,
    )


@lru_cache(maxsize=64)
def pattern_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of all terms, longest first; `*` ends a stem."""
    ordered = sorted(terms, key=len, reverse=True)
    pieces = (re.escape(term).replace(r"\*", r"\w*") for term in ordered)
    return re.compile(rf"\b(?:{'|'.join(pieces)})(?!\w)")
