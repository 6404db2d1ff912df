"""Words of tenure that settle nothing: where a text says nothing surer, the fact is to be verified."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.career.standing import standing_of
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.holder import WRITER
from parsers.facts.context.present_time import has_ended, is_before_latest
from parsers.facts.tenure import context
from parsers.facts.tenure.echoes import ASIDE, NOUN, words_of_tenure
from parsers.facts.tenure.scope import is_outside, misleads
from parsers.facts.tenure.statements import Hit
from parsers.facts.tenure.temporary import is_of_another_thing, was_once
from parsers.facts.tenure.tenure import find_tenure
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.rules.registry import cite
from parsers.text.text import PLENTY, folded
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_RULE = cite("tenure.doubt")
_MOST = 3
"""Passages quoted of one text."""


def tenure_or_doubt(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that a text claims, or what its words leave open, to be verified: its time or scope is unsure."""
    told = find_tenure(layout)
    return told if told or standing_of(layout).without_post else _doubted(layout)


def without_post(layout: Layout) -> tuple[Finding, ...]:
    """That the writer of a text holds no post: what other texts tell of an appointment or a load is to be verified."""
    standing = standing_of(layout)
    if not standing.without_post or not tells_of_candidate(layout):
        return ()
    piece = evidence(layout, passage(layout, layout.sentence_at(standing.where.start)), standing.where, _RULE)
    return (Finding(key="standing", value=standing.kind, state=State.FOUND, evidence=(piece,)),)


def _doubted(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that words may be of, with them."""
    if not tells_of_candidate(layout):
        return ()
    open_to = [(value, hit) for said, hit in words_of_tenure(layout) if (value := _left_open(layout, said, hit))]
    open_to = open_to or [(value, hit) for said, hit in _stems(layout) if (value := _guessed(layout, said, hit))]
    if not open_to:
        return ()
    value = "permanent" if any(said == "permanent" for said, _ in open_to) else "temporary"
    pieces = tuple(evidence(layout, passage(layout, hit.span), hit.focus, _RULE) for _, hit in open_to[:_MOST])
    return (Finding(key="tenure", value=value, state=State.TO_VERIFY, evidence=pieces, certainty=_UNSURE),)


_UNSURE = 0.2
"""How sure words are that leave a doubt: anything that decides outweighs them."""


def _left_open(layout: Layout, said: str, hit: Hit) -> str | None:
    """What words may tell of today; an appointment that is told to be over leaves who had it without one."""
    assertion, meant = hit.assertion, replace(hit, words="appointed")
    if hit.view.text.endswith("?") or misleads(meant) or is_outside(meant) or hit.has(*_NOT_TOLD):
        return None
    if is_of_another_thing(hit) or any(has_ended(layout, when) for when in layout.dates_from(*hit.span)):
        return None
    if said == "permanent":
        if assertion.lost or hit.has(context.WAS, context.RETIRED, context.LASTED):
            return "temporary"
        named = NOUN.match(hit.view.text, hit.match.start()) is not None and not hit.has(context.MINE)
        return None if assertion.once or named else said
    return None if was_once(hit, assertion) else said


_NOT_TOLD = (context.WANTED, context.NAMES, context.IMPERSONAL)


_STEMS = (
    ("permanent", vocabulary("permanent_appointment.stems")),
    ("temporary", vocabulary("temporary_appointment.stems")),
)
_ANY = united(*(phrases for _, phrases in _STEMS))


def _stems(layout: Layout) -> Iterator[tuple[str, Hit]]:
    """Every word that is seldom said but of tenure, in a sentence that is not of references, studies or pastimes."""
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end) or layout.in_subject(span.start, *ASIDE):
            continue
        view = folded(layout.text, span.start, span.end)
        for value, phrases in _STEMS if _ANY.may_say(view.text) else ():
            for match in islice(phrases.finditer(view.text), PLENTY):
                yield value, Hit(layout=layout, view=view, span=span, match=match, words="appointed")


def _guessed(layout: Layout, said: str, hit: Hit) -> str | None:
    """What a word of tenure most likely means: who hopes for an appointment, or had one, has none."""
    assertion, asked = hit.assertion, hit.view.text.endswith("?")
    own = assertion.own or hit.has(context.MINE)
    if not own or assertion.quoted or assertion.reported or asked or misleads(hit) or is_outside(hit):
        return None
    if hit.has(context.CONDITION) or is_of_another_thing(hit) or _is_told_of_another_time(layout, hit):
        return None
    spoken = assertion.explicit or WRITER.search(hit.view.text) is not None
    if not spoken and len(hit.view.text.split()) > _NOTE:
        return None
    if said == "temporary":
        return None if assertion.once or assertion.hypothetical or assertion.negated or assertion.wished else said
    if _is_without(hit):
        return "temporary" if spoken else None
    return None if assertion.wished else said


_NOTE = 20
"""So many words at most has a row or a note that needs no subject."""


def _is_told_of_another_time(layout: Layout, hit: Hit) -> bool:
    """Whether the line of the words, or the dates right below it, tell of a time that is over."""
    line = layout.line_at(hit.focus.start)
    dates = tuple(layout.dates_in(*line)) or layout.dates_in(*layout.line_at(min(line.end + 1, len(layout.text) - 1)))
    return any(has_ended(layout, when) for when in dates) or is_before_latest(layout, line.of(layout.text))


def _is_without(hit: Hit) -> bool:
    """Whether an appointment is spoken of that is not there: denied, awaited, over, or named and nothing more."""
    assertion = hit.assertion
    if assertion.lost or hit.has(context.WAS, context.RETIRED, context.WANTED, context.OFFERED):
        return True
    if _UNREAL.search(hit.view.text, hit.place.left, hit.place.right):
        return True
    return NOUN.match(hit.view.text, hit.match.start()) is not None and not hit.has(context.SINCE, context.MINE)


_UNREAL = vocabulary("context.denied", "context.denied_clause", "context.condition", "context.awaited")
