"""Words of a permanent appointment in a sentence, of which the rows of tenure say what they amount to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.tenure.fields import is_unticked, stands_alone
from parsers.facts.tenure.permanent_terms import BY_NOUN, BY_POSITION, IN_SENTENCE, IN_SHORT
from parsers.facts.tenure.statements import Hit, Statement, stated
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import PLENTY, Folded, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_SETS = {
    "in_full": IN_SENTENCE,
    "definitive": IN_SENTENCE,
    "appointed": IN_SENTENCE,
    "civil_servant": IN_SENTENCE,
    "one_word": IN_SENTENCE,
    "noun": BY_NOUN,
    "abbreviated": IN_SHORT,
    "implies": BY_POSITION,
}
"""The sets of words of `permanent_appointment.toml`, with what the terms of rows ask of them."""
_PHRASES = {words: vocabulary(f"permanent_appointment.{words}") for words in _SETS}
_ANY = united(*_PHRASES.values())


def permanent(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """What a sentence says of a permanent appointment of its writer's: that there is one, or that there is none."""
    for words, terms in _SETS.items() if _ANY.may_say(view.text) else ():
        for match in islice(_PHRASES[words].finditer(view.text), PLENTY):
            hit = Hit(layout=layout, view=view, span=span, match=match, words=words, terms=terms)
            if statement := _stated(hit):
                yield statement


def _stated(hit: Hit) -> Statement | None:
    """What words amount to: nothing beside an empty box, or where one word is said of what follows it."""
    if is_unticked(hit) or (hit.words == "one_word" and not stands_alone(hit)):
        return None
    if hit.words == "abbreviated":
        return stated(hit, hit.layout.line_at(hit.focus.start))
    return stated(hit, hit.with_answer if hit.holds("yes") or hit.holds("no") else hit.span)
