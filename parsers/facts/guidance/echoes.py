"""Mentions of guidance that decide nothing, but show again what the papers tell of it.

"La passerelle que j'ai créée pour leur projet d'études" may be anybody's task; beside a course in guidance it is what a
reader would quote.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.guidance.actors import is_elsewhere, is_wished, passes_over
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import folded
from parsers.values.documents import Kind
from parsers.values.evidence import ECHO, ECHOING, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.text.text import Span
    from parsers.values.evidence import Evidence

_RULE = cite("orientation.echo")
_NAMED = vocabulary("guidance.named", "helping.aim", "subjects.title")
_BARE = vocabulary("guidance.bare")
_LACK = vocabulary("guidance.lack")
_MOST = 4
"""So many passages are kept of a text."""


def echoed_guidance(layout: Layout) -> Iterator[Finding]:
    """The sentences of the writer's that speak of guidance, or of a choice that somebody is helped with."""
    if layout.kind is Kind.DIPLOMA or not tells_of_candidate(layout):
        return
    pieces = tuple(islice(mentions(layout, _NAMED), _MOST))
    if pieces:
        yield Finding(
            key="orientation", value=True, state=State.FOUND, evidence=pieces, certainty=ECHOING, detail=dict(ECHO)
        )


def mentions(layout: Layout, named: Vocabulary, *, bare: bool = True) -> Iterator[Evidence]:
    """The sentences in which words of `named` may be of what the writer does, has done or has learnt.

    Without `bare`, not those that may stand for anything else ("orientation").
    """
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end) or _is_above(layout, span):
            continue
        view = folded(layout.text, span.start, span.end)
        if _LACK.search(view.text):
            continue
        for match in named.finditer(view.text):
            focus = view.span(*match.span())
            unsaid = not bare and _BARE.match(view.text, *match.span())
            if not unsaid and _may_be_told(layout, view.text, match, focus.start):
                yield evidence(layout, span, focus, _RULE)
                break


def _is_above(layout: Layout, span: Span) -> bool:
    """Whether a line stands above a letter's salutation: an addressee or a subject."""
    return layout.letter is not None and layout.letter.above.start <= span.start < layout.letter.salutation.end


def _may_be_told(layout: Layout, text: str, match: Mention, offset: int) -> bool:
    """Whether a mention may be of what the writer does, has done or has learnt."""
    told = judge(text, *match.span())
    if not (told.own or told.led) or told.negated or told.reported or told.hypothetical or is_wished(text, match):
        return False
    heads = match.span() == (0, len(text.rstrip(" :."))) and bool(_BARE.match(text, *match.span()))
    return not (heads or passes_over(layout, text, match, offset) or is_elsewhere(text, match))
