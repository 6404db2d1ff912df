"""Evidence passages for the criteria of knowledge and skills: the sentences that hold a criterion's terms.

Such a criterion has no value of its own: a passage is `found`, what it is worth a person reads. A term proves something
only where the writer claims it: in a sentence that says "I" and neither wishes nor denies, or in what a CV tells of
work, studies or skills. The addressee, the post applied for, an address, a label, a title that shares a word with a
skill, and what somebody says not to know yet, claim nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.tracing import note_fact
from parsers.lexicon.tokens import ENDING
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import mark_at
from parsers.text.text import PLENTY, folded
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.text.text import Span
    from parsers.values.criteria import Criterion

_ASIDE = ("references", "interests", "contact", "personal", "status")
_ABILITIES = ("skills", "computing")
"""Where a label with something behind it ("Excel : bon") is what somebody is able to."""
_WRITER = vocabulary("people.writer")
_POST = vocabulary("claims.post_applied_for")
_OTHER_SENSE = vocabulary("claims.other_sense")
_NOT_YET = vocabulary("claims.not_yet")
_ADDRESS = ("@", "://", "www.")
"""What tells an address of mail or the web."""


def find_passages(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The passages of a text that speak of `criterion`, each a finding whose value is the term it holds."""
    note_fact(criterion.finding_key)
    if layout.kind is Kind.DIPLOMA or not tells_of_candidate(layout):
        return ()
    return tuple(_passages(layout, criterion))[:EVIDENCE_LIMIT]


def _passages(layout: Layout, criterion: Criterion) -> Iterator[Finding]:
    terms = pattern_of(criterion.terms)
    told: set[str] = set()
    for span in layout.sentences if terms.search(folded(layout.text).text) else ():
        view = folded(layout.text, span.start, span.end)
        held = tuple(islice(terms.finditer(view.text), PLENTY))
        if not held or layout.is_ignored(span.start, span.end) or layout.in_subject(span.start, *_ASIDE):
            continue
        for match in held:
            focus = view.span(match.start(), match.end())
            if match.group() not in told and _is_claimed(layout, view.text, match, focus):
                told.add(match.group())
                yield _finding(layout, criterion, span, focus, match.group())
                break


def _is_claimed(layout: Layout, text: str, match: re.Match[str], focus: Span) -> bool:
    """Whether the writer says a term of what he or she does, has done, has learnt or is able to."""
    said = judge(text, match.start(), match.end())
    led = said.led and _WRITER.search(text, 0, match.start()) is not None
    if not (said.own or led) or said.negated or said.reported or said.wished or said.hypothetical:
        return False
    labels = match.start() == 0 and _is_label(text, match.end()) and not layout.in_subject(focus.start, *_ABILITIES)
    if labels or _is_name_of_something(text, match) or _NOT_YET.search(text) or _POST.search(text):
        return False
    letter = layout.letter
    if letter and letter.above.start <= focus.start < letter.salutation.end:
        return False
    in_body = letter.salutation.end <= focus.start < letter.closing.start if letter else layout.kind is None
    return (said.explicit or led) if in_body else _is_listed(layout, match.group(), focus)


def _is_label(text: str, end: int) -> bool:
    """Whether a colon follows what ends there, with nothing written to it."""
    colon = end + text.startswith(" ", end)
    return text.startswith(":", colon) and text[colon + 1 : colon + 2] in {"", " "}


def _is_name_of_something(text: str, match: re.Match[str]) -> bool:
    """Whether a term is part of a mail address, of a link or of words of another sense."""
    words = text[text.rfind(" ", 0, match.start()) + 1 : mark_at(text, " ", match.end())]
    senses = _OTHER_SENSE.finditer(text)
    return any(mark in words for mark in _ADDRESS) or any(
        sense.start() < match.end() and match.start() < sense.end() for sense in senses
    )


def _is_listed(layout: Layout, term: str, focus: Span) -> bool:
    """Whether a CV tells a term of its owner: the title of a course says no skill by a single word of it."""
    heading = layout.section_at(focus.start).heading
    if heading and heading.start <= focus.start < heading.end:
        return False
    return " " in term or not layout.in_subject(focus.start, "education")


def _finding(layout: Layout, criterion: Criterion, span: Span, focus: Span, term: str) -> Finding:
    return Finding(
        key=criterion.finding_key,
        value=term,
        state=State.FOUND,
        evidence=(evidence(layout, span, focus, cite("passages.term")),),
        certainty=0.8,
    )


@lru_cache(maxsize=64)
def pattern_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of all terms, longest first; `*` ends a stem, and a word may have an ending of inclusive writing."""
    ordered = sorted(terms, key=len, reverse=True)
    pieces = (r"\ ".join(f"{re.escape(word)}{ENDING}?" for word in term.split(" ")) for term in ordered)
    pieces = (piece.replace(r"\*", r"\w*") for piece in pieces)
    return re.compile(rf"\b(?:{'|'.join(pieces)})(?!\w)")
