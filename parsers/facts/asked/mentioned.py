"""Evidence passages for the criteria of knowledge and skills: the sentences that hold a criterion's terms.

Such a criterion has no value of its own: a passage is `found`, what it is worth a person reads. A term proves something
only where the writer claims it: in a sentence that says "I" and neither wishes nor denies, or in what a CV tells of
work, studies or skills. The addressee, the post applied for, an address, a label, a title that shares a word with a
skill, and what somebody says not to know yet, claim nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.said import SpokenWords, certainty_of, row_of
from parsers.facts.context.tracing import note_fact
from parsers.lexicon.tokens import ENDING
from parsers.lexicon.vocabulary import Mention, vocabulary
from parsers.text.marks import mark_at
from parsers.text.text import Span, folded
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from parsers.layout.sections import Layout
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
    for view, span in layout.own_sentences() if terms.search(folded(layout.text).text) else ():
        found = (Mention(view.text, Span(*match.span())) for match in terms.finditer(view.text))
        unknown = (match for match in found if match.group() not in told)
        said = SpokenWords.each(unknown, words="term", terms=_TERMS, layout=layout, view=view, span=span)
        if finding := next(filter(None, (_finding(criterion, one) for one in said)), None):
            told.add(str(finding.value))
            yield finding


def _finding(criterion: Criterion, said: SpokenWords) -> Finding | None:
    """A passage that a row speaks of, whose value is the term."""
    row = row_of("passages", said)
    if row is None:
        return None
    return Finding(
        key=criterion.finding_key,
        value=row.gives_of(passage=said.match.group()),
        state=State.FOUND,
        evidence=(evidence(said.layout, said.span, said.focus, row.cited),),
        certainty=certainty_of(row, said),
    )


def _is_led(said: SpokenWords) -> bool:
    """Whether the sentence begins with the writer, whoever else it names."""
    return said.assertion.led and _WRITER.search(said.view.text, 0, said.match.start()) is not None


def _is_claimed(said: SpokenWords) -> bool:
    """Whether "I" says a term in a letter or a mail, or a CV tells it of its owner."""
    letter, at = said.layout.letter, said.focus.start
    in_body = letter.salutation.end <= at < letter.closing.start if letter else said.layout.kind is None
    return (said.assertion.explicit or _is_led(said)) if in_body else _is_listed(said)


def _is_listed(said: SpokenWords) -> bool:
    """Whether a CV tells a term of its owner: the title of a course says no skill by a single word of it."""
    layout, at = said.layout, said.focus.start
    return not layout.in_heading(at) and (" " in said.match.group() or not layout.in_subject(at, "education"))


def _is_label(said: SpokenWords) -> bool:
    """Whether a colon follows a term that begins its line, with nothing written to it; an ability's tells how good."""
    text, end = said.view.text, said.match.end()
    colon = end + text.startswith(" ", end)
    labels = text.startswith(":", colon) and text[colon + 1 : colon + 2] in {"", " "}
    return said.match.start() == 0 and labels and not said.layout.in_subject(said.focus.start, *_ABILITIES)


def _is_name_of_something(said: SpokenWords) -> bool:
    """Whether a term is part of a mail address, of a link or of words of another sense."""
    text, match = said.view.text, said.match
    words = text[text.rfind(" ", 0, match.start()) + 1 : mark_at(text, " ", match.end())]
    senses = _OTHER_SENSE.finditer(text)
    return any(mark in words for mark in _ADDRESS) or any(
        sense.start() < match.end() and match.start() < sense.end() for sense in senses
    )


_TERMS: Mapping[str, Callable[[SpokenWords], bool]] = {
    "own": lambda said: said.assertion.own or _is_led(said),
    "stated": _is_claimed,
    "denied": lambda said: said.assertion.negated or _NOT_YET.search(said.view.text) is not None,
    "reported": lambda said: said.assertion.reported,
    "wished": lambda said: said.assertion.wished,
    "hypothetical": lambda said: said.assertion.hypothetical,
    "references": lambda said: said.layout.in_subject(said.span.start, *_ASIDE),
    "label": _is_label,
    "honour": _is_name_of_something,
    "offered": lambda said: _POST.search(said.view.text) is not None,
    "addressee": lambda said: said.layout.in_letters_head(said.focus.start),
}


@lru_cache(maxsize=64)
def pattern_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of all terms, longest first; `*` ends a stem, and a word may have an ending of inclusive writing."""
    ordered = sorted(terms, key=len, reverse=True)
    pieces = (r"\ ".join(f"{re.escape(word)}{ENDING}?" for word in term.split(" ")) for term in ordered)
    pieces = (piece.replace(r"\*", r"\w*") for piece in pieces)
    return re.compile(rf"\b(?:{'|'.join(pieces)})(?!\w)")
