"""Whether the candidate is appointed permanently (notice, paragraph 4: "nommés ou engagés à titre définitif").

One text gives one reading: a plain claim of permanence outweighs temporary work told beside it (a part of the load,
another function, an earlier time), a plain denial outweighs both. Others' tenure, the notice's own words, wishes,
conditions and honours are passed over.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.career.standing import standing_of
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.present_time import entry_at
from parsers.facts.context.said import own_sentences
from parsers.facts.context.tracing import note_weighed, reads
from parsers.facts.tenure.answers import ANSWERS, REPLIES
from parsers.facts.tenure.fields import headed
from parsers.facts.tenure.permanent import PERMANENT
from parsers.facts.tenure.temporary import TEMPORARY
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.tenure.statements import Statement
    from parsers.layout.sections import Layout
    from parsers.values.evidence import JSON

_PROMOTION = vocabulary("temporary_appointment.promotion")
_LIMIT = 3
"""Passages quoted of one text."""


@reads("tenure")
def find_tenure(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that a text claims: "permanent" (found) or "temporary" (contrary), surest passage first."""
    told = statements(layout) if tells_of_candidate(layout) else ()
    said = sorted(told, key=lambda statement: (-statement.certainty, statement.value == "permanent"))
    note_weighed((s.value, s.certainty, evidence(layout, s.span, s.focus, s.rule), s.focus) for s in said)
    if not said:
        return ()
    value = "temporary" if _begins_anew(layout, said) else said[0].value
    by_place = {statement.span: statement for statement in reversed(said) if statement.value == value}
    chosen = sorted(by_place.values(), key=lambda statement: -statement.certainty)[:_LIMIT]
    if value != said[0].value:
        chosen = [*chosen[:1], said[0]]
    doubtful = chosen[0].certainty < _SURE or value != said[0].value or _may_be_left(layout, chosen[0])
    state = State.FOUND if value == "permanent" else State.CONTRARY
    return (
        Finding(
            key="tenure",
            value=value,
            state=State.TO_VERIFY if doubtful else state,
            evidence=tuple(evidence(layout, passage(layout, s.span), s.focus, s.rule) for s in chosen),
            certainty=chosen[0].certainty,
            detail=_detail(layout, chosen),
        ),
    )


_SURE = 0.4
"""What is less sure is to be verified."""


def _may_be_left(layout: Layout, told: Statement) -> bool:
    """Whether an appointment is told of a post that ended, and its writer does other work today."""
    return told.rule.startswith("tenure.earlier") and standing_of(layout).kind == "elsewhere"


def _begins_anew(layout: Layout, said: Sequence[Statement]) -> bool:
    """Whether temporary work of today is told beside appointments of the past alone: to be verified, with both.

    It is told by "I am temporary", or in a post that goes on, where the appointments are of posts that ended.
    """
    appointed = [statement for statement in said if statement.value == "permanent"]
    temporary = [statement for statement in said if statement.value == "temporary"]
    if not appointed:
        return False
    if any(statement.of_now for statement in temporary) and all(statement.once for statement in appointed):
        return True
    left = all(statement.rule.startswith("tenure.earlier") for statement in appointed)
    return left and any(_is_of_today(layout, statement) for statement in temporary)


def _detail(layout: Layout, chosen: Sequence[Statement]) -> dict[str, JSON]:
    """What merging needs besides: whether the appointment is told of an earlier post, or temporary work of today.

    Today's stands beside whatever another text tells more surely: that may be of an earlier post, or somebody else's.
    """
    if chosen[0].rule.startswith("tenure.earlier"):
        return {"earlier": True}
    return {"today": True} if chosen[0].value == "temporary" and any(_is_of_today(layout, s) for s in chosen) else {}


def _is_of_today(layout: Layout, told: Statement) -> bool:
    """Whether its writer says so outright ("je suis temporaire"), or in a post or beside a date that goes on.

    Who heads a school for a time is appointed in another function.
    """
    entry = entry_at(layout, told.focus.start)
    if _PROMOTION.search(fold(told.span.of(layout.text))) or (
        entry and _PROMOTION.search(fold(entry.head.of(layout.text)))
    ):
        return False
    ongoing = (entry is not None and entry.when.ongoing) or any(when.ongoing for when in layout.dates_in(*told.span))
    return ongoing or told.certainty >= _OUTRIGHT


_OUTRIGHT = 0.6


def statements(layout: Layout) -> Iterator[Statement]:
    """Everything a text says of its writer's tenure, in order; of several answers in a sentence the first."""
    yield from filter(None, (hit.statement for hit in headed(layout)))
    for view, span in own_sentences(layout):
        for told in (PERMANENT, TEMPORARY):
            yield from filter(None, (hit.statement for hit in told.hits(layout, view, span)))
        for told in (REPLIES, ANSWERS):
            yield from islice(filter(None, (hit.statement for hit in told.hits(layout, view, span))), 1)
