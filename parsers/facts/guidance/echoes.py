"""Mentions of guidance that decide nothing, but show again what the papers tell of it.

"La passerelle que j'ai créée pour leur projet d'études" may be anybody's task; beside a course in guidance it is what a
reader would quote.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.said import row_of
from parsers.facts.guidance.named import BARE, LACK
from parsers.facts.guidance.words import ANY_WORDS, GuidanceWords, is_aim, is_wished
from parsers.lexicon.vocabulary import vocabulary
from parsers.values.documents import Kind
from parsers.values.evidence import ECHO, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.guidance.words import Terms
    from parsers.layout.sections import Layout
    from parsers.rules.registry import Rule
    from parsers.values.evidence import Evidence

_NAMED = vocabulary("guidance.named", "helping.aim", "subjects.title")
_MOST = 4
"""So many passages are kept of a text."""


def echoed_guidance(layout: Layout) -> Iterator[Finding]:
    """The sentences of the writer's that speak of guidance, or of a choice that somebody is helped with."""
    if layout.kind is Kind.DIPLOMA or not tells_of_candidate(layout):
        return
    told = tuple(islice(_told(layout), _MOST))
    if told:
        row = told[0][0]
        yield Finding(
            key="orientation",
            value=row.gives_of(experience=True, no_experience=False),
            state=State.FOUND,
            evidence=tuple(piece for _, piece in told),
            certainty=row.certainty[0],
            detail=dict(ECHO),
        )


def _told(layout: Layout) -> Iterator[tuple[Rule, Evidence]]:
    """The first words of each sentence that a row speaks of."""
    for view, span in layout.own_sentences():
        found = _NAMED.finditer(view.text)
        all_words = GuidanceWords.each(found, words="echoed", terms=_TERMS, layout=layout, view=view, span=span)
        spoken = (
            (row, evidence(layout, span, one.focus, row.cited))
            for one in all_words
            if (row := row_of("orientation", one))
        )
        yield from islice(spoken, 1)


def _heads(words: GuidanceWords) -> bool:
    """Whether nothing stands in the line but a word that may stand for anything else ("orientation")."""
    place, text = words.match.span(), words.heard
    return place == (0, len(text.rstrip(" :."))) and BARE.match(text, *place) is not None


_TERMS: Terms = {
    **ANY_WORDS,
    "own": lambda words: words.assertion.own or words.assertion.led,
    "denied": lambda words: words.assertion.negated or LACK.search(words.heard) is not None,
    "reported": lambda words: words.assertion.reported,
    "hypothetical": lambda words: words.assertion.hypothetical,
    "wished": lambda words: is_aim(words) or is_wished(words),
    "addressee": lambda words: words.layout.in_letters_head(words.span.start),
    "label": _heads,
}
