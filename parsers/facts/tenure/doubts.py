"""Words of tenure that settle nothing: where a text says nothing surer, the fact is to be verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.career.standing import standing_of
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.holder import WRITER
from parsers.facts.context.present_time import has_ended, is_before_latest
from parsers.facts.tenure import context
from parsers.facts.tenure.echoes import NOUN, WHENEVER, is_temporary, word_sets
from parsers.facts.tenure.scope import is_aside, is_of_another, is_of_honour, is_outside
from parsers.facts.tenure.statements import WITHOUT, WordSet, WordSets
from parsers.facts.tenure.temporary import is_of_another_thing, was_once
from parsers.facts.tenure.tenure import find_tenure
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.facts.tenure.statements import Asks, Hit, Statement
    from parsers.layout.sections import Layout

_MOST = 3
"""Passages quoted of one text."""
_NOTE = 20
"""So many words at most has a row or a note that needs no subject."""


def tenure_or_doubt(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that a text claims, or what its words leave open, to be verified: its time or scope is unsure."""
    told = find_tenure(layout)
    if told or standing_of(layout).without_post or not tells_of_candidate(layout):
        return told
    open_to = doubts(layout)
    if not open_to:
        return ()
    first = next((one for one in open_to if one.value == "permanent"), open_to[0])
    pieces = tuple(evidence(layout, passage(layout, one.span), one.focus, one.rule) for one in open_to[:_MOST])
    return (
        Finding(key="tenure", value=first.value, state=State.TO_VERIFY, evidence=pieces, certainty=first.certainty),
    )


def doubts(layout: Layout) -> Sequence[Statement]:
    """What words of tenure leave open; where none does, what words mean that are seldom said but of tenure."""
    told = [statement for _, statement in _OPEN.told(layout)]
    return told or [statement for _, statement in _STEMS.told(layout)]


def without_post(layout: Layout) -> tuple[Finding, ...]:
    """That the writer of a text holds no post: what other texts tell of an appointment or a load is to be verified."""
    standing = standing_of(layout)
    if not standing.without_post or not tells_of_candidate(layout):
        return ()
    rule = cite("tenure.doubt")
    piece = evidence(layout, passage(layout, layout.sentence_at(standing.where.start)), standing.where, rule)
    return (Finding(key="standing", value=standing.kind, state=State.FOUND, evidence=(piece,)),)


def _is_appointment(hit: Hit) -> bool:
    """Whether an appointment is told and not denied."""
    return not (is_temporary(hit) or hit.assertion.negated)


def _is_told_to_be_over(hit: Hit) -> bool:
    """Whether an appointment is told to be over: it leaves who had it without one."""
    return _is_appointment(hit) and (hit.assertion.lost or hit.has(context.WAS, context.RETIRED, context.LASTED))


def _is_over(hit: Hit) -> bool:
    """Whether the words tell of a time that is over."""
    if any(has_ended(hit.layout, when) for when in hit.layout.dates_from(*hit.span)):
        return True
    if not _is_appointment(hit):
        return was_once(hit, hit.assertion)
    return hit.assertion.once and not hit.holds(WITHOUT)


def _is_named(hit: Hit) -> bool:
    """Whether an appointment is named and nothing more."""
    return NOUN.match(hit.view.text, hit.match.start()) is not None and not hit.has(context.MINE)


def _is_spoken(hit: Hit) -> bool:
    return hit.assertion.explicit or WRITER.search(hit.view.text) is not None


def _is_mine(hit: Hit) -> bool:
    """Whether the writer's tenure is spoken of; a row or a note tells of one that is there without "I"."""
    short = len(hit.view.text.split()) <= _NOTE and not hit.holds(WITHOUT)
    return (hit.assertion.own or hit.has(context.MINE)) and (short or _is_spoken(hit))


def _is_of_another_time(hit: Hit) -> bool:
    """Whether the line of the words, or the dates right below it, tell of a time that is over."""
    if is_temporary(hit) and hit.assertion.once:
        return True
    layout = hit.layout
    line = layout.line_at(hit.focus.start)
    dates = tuple(layout.dates_in(*line)) or layout.dates_in(*layout.line_at(min(line.end + 1, len(layout.text) - 1)))
    return any(has_ended(layout, when) for when in dates) or is_before_latest(layout, line.of(layout.text))


def _is_without(hit: Hit) -> bool:
    """Whether an appointment is spoken of that is not there: denied, awaited, over, or named and nothing more."""
    if is_temporary(hit):
        return False
    if hit.assertion.lost or hit.has(context.WAS, context.RETIRED, context.WANTED, context.OFFERED):
        return True
    if _UNREAL.search(hit.view.text, hit.place.left, hit.place.right):
        return True
    return _is_named(hit) and not hit.has(context.SINCE)


_UNREAL = vocabulary("context.denied", "context.denied_clause", "context.condition", "context.awaited")
_MISLEADING: Mapping[str, Asks] = {
    "question": lambda hit: hit.view.text.endswith("?"),
    "anothers": is_of_another,
    "references": is_aside,
    "elsewhere": is_outside,
    "other_thing": is_of_another_thing,
}
_OPEN = word_sets(
    "open",
    {
        **WHENEVER,
        **_MISLEADING,
        "honour": lambda hit: is_of_honour(hit) or hit.has(context.NAMES),
        "impersonal": lambda hit: hit.has(context.IMPERSONAL),
        "wished": lambda hit: hit.assertion.wished or hit.has(context.WANTED),
        "past": _is_over,
        "offered": lambda hit: _is_appointment(hit) and not hit.holds(WITHOUT) and _is_named(hit),
        WITHOUT: lambda hit: WHENEVER[WITHOUT](hit) or _is_told_to_be_over(hit),
    },
)
_GUESSED: Mapping[str, Asks] = {
    **WHENEVER,
    **_MISLEADING,
    "own": _is_mine,
    "honour": is_of_honour,
    "hypothetical": lambda hit: hit.has(context.CONDITION) or (is_temporary(hit) and hit.assertion.hypothetical),
    "wished": lambda hit: hit.assertion.wished and not hit.holds(WITHOUT),
    "past": _is_of_another_time,
    WITHOUT: _is_without,
}
_STEMS = WordSets(
    {
        f"{means}_stem": WordSet(phrases=vocabulary(f"{means}_appointment.stems"), terms=_GUESSED, means=means)
        for means in ("permanent", "temporary")
    }
)
