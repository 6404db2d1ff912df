"""Whether the candidate is appointed permanently (notice, paragraph 4: "nommés ou engagés à titre définitif").

One text gives one reading: a plain claim of permanence outweighs temporary work told beside it (a part of the load,
another function, an earlier time), a plain denial outweighs both. Others' tenure, the notice's own words, wishes,
conditions and honours are passed over.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.career.standing import standing_of
from parsers.facts.context.assertion import assertion_of
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.modifiers import words_between
from parsers.facts.context.present_time import entry_at
from parsers.facts.context.tracing import note_weighed, reads
from parsers.facts.tenure import context
from parsers.facts.tenure.fields import headed
from parsers.facts.tenure.permanent import PERMANENT
from parsers.facts.tenure.statements import WITHOUT, WordSet, WordSets
from parsers.facts.tenure.temporary import TEMPORARY
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.tenure.statements import Asks, Hit, Statement
    from parsers.layout.sections import Layout
    from parsers.values.evidence import JSON

_PROMOTION = vocabulary("temporary_appointment.promotion")
_LIMIT = 3
"""Passages quoted of one text."""
_REPORTED = vocabulary("context.reported")
_TEMPORARY, _IN_FULL = vocabulary("temporary_appointment.status"), vocabulary("permanent_appointment.in_full")
_CLAIMED = vocabulary("permanent_appointment.in_full", "permanent_appointment.appointed")
_ASKED = vocabulary(
    "permanent_appointment.in_full",
    "permanent_appointment.appointed",
    "permanent_appointment.noun",
    "appointment_context.asked",
)
"""Words of tenure as a notice or others say them, which an answer takes up."""
_ASKED_OF_WRITER = vocabulary(
    "permanent_appointment.in_full",
    "permanent_appointment.definitive",
    "permanent_appointment.appointed",
    "permanent_appointment.one_word",
    "permanent_appointment.noun",
)
_OBLIGED, _SINCE = vocabulary("status_fields.obliged"), vocabulary("time.since")
_APPOINTMENT = vocabulary("appointment_context.appointment")
_OF_A_NOUN = ("mine_is_not", "mine_is")
"""What answers only an appointment told by its noun, in words that are nobody else's."""
_NEAR = 60
"""Characters that may lie between a sentence and the answer to it."""
_SHORT = 8
"""So many words at most has a reply."""
_LAST_WORDS = 3


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
    for view, span in layout.own_sentences():
        for told in (PERMANENT, TEMPORARY):
            yield from filter(None, (hit.statement for hit in told.hits(layout, view, span)))
        for told in (REPLIES, ANSWERS):
            yield from islice(filter(None, (hit.statement for hit in told.hits(layout, view, span))), 1)


def _said_before(hit: Hit) -> str:
    """The sentence before, folded, where it stands close by."""
    before = hit.sentence_before
    return "" if before is None or hit.span.start - before.end > _NEAR else folded(hit.layout.text, *before).text


def _is_reply(hit: Hit) -> bool:
    """Whether a short sentence begins or ends so behind a question of tenure: "Définitif ou temporaire ?"."""
    text, before = hit.view.text, _said_before(hit)
    asked = before.endswith("?") and _ASKED_OF_WRITER.search(before) and not _OBLIGED.search(before)
    if not asked or len(text.split()) > _SHORT:
        return False
    return hit.match.start() == 0 or (hit.of.means == "permanent" and not text[hit.match.end() :].strip(" .!"))


def _takes_up(hit: Hit) -> bool:
    """Whether words right before it, or the sentence before that leaves it open, speak of what it answers."""
    before, denies = _said_before(hit), hit.of.means == "temporary"
    lasts = hit.words == "is_so" and _SINCE.match(hit.view.text, hit.match.end()) is not None
    open_to = lasts or denies or hit.words == "no_longer" or _asks(before) or _ends_in(before, hit.words)
    if open_to and _tells(before, len(before), hit.words) and not (denies and _claims(before)):
        return True
    return _tells(hit.view.text, hit.match.start(), hit.words)


def _asks(said: str) -> bool:
    """Whether a sentence leaves something to be answered: it tells what others say, or its end is open."""
    return bool(_REPORTED.search(said)) or '"' in said or said.endswith((";", "?", ":", ","))


def _claims(said: str) -> bool:
    """Whether a sentence claims an appointment of the writer's since a day: a denial after it is of something else."""
    return any(
        (since := _SINCE.search(said, told.end())) is not None
        and words_between(said, told.end(), since.start()) <= _LAST_WORDS
        and assertion_of(said, *told.span()).plain
        for told in _CLAIMED.finditer(said)
    )


def _ends_in(said: str, words: str) -> bool:
    """Whether the sentence before ends in the noun that "la mienne" takes up, whoever's appointment it tells."""
    noun = _APPOINTMENT.last(said) if words in _OF_A_NOUN else None
    return noun is not None and words_between(said, noun.end(), len(said.rstrip(" .!"))) <= _LAST_WORDS


def _tells(text: str, end: int, words: str) -> bool:
    """Whether words before `end` speak of what the answer is about: tenure, or of who is temporary no longer, that."""
    if words in _OF_A_NOUN:
        return any(not assertion_of(text, *noun.span()).quoted for noun in _APPOINTMENT.finditer(text, 0, end))
    if words == "no_longer":
        return bool(_TEMPORARY.search(text, 0, end)) and not _IN_FULL.search(text, text[:end].rfind(";") + 1, end)
    return bool(_ASKED.search(text, 0, end))


def _has_left_post(hit: Hit) -> bool:
    """Whether its writer holds no post any more; who is out of work may be appointed, who retired is not."""
    standing = standing_of(hit.layout)
    appointed = hit.of.means == "permanent" and hit.has(context.I_AM, context.SINCE)
    return standing.without_post and (standing.kind == "retired" or not appointed)


def _is_passing(hit: Hit) -> bool:
    """Whether what the writer's own appointment is, is temporary: "la mienne est temporaire"."""
    end = hit.match.end()
    return hit.words == "mine_is" and _TEMPORARY.search(hit.view.text, end, end + _NEAR // 2) is not None


def _set(phrases: tuple[str, ...], means: str, takes_up: Asks = _takes_up) -> WordSet:
    terms = {
        "own": lambda _: True,
        "taken_up": takes_up,
        "denied": lambda hit: hit.words in {"is_not", "mine_is_not"},
        "left_post": _has_left_post,
        WITHOUT: _is_passing,
    }
    return WordSet(phrases=vocabulary(*phrases), means=means, terms=terms)


_OVER = _set(("appointment_context.temporary_no_longer",), "permanent", lambda _: True)
REPLIES = WordSets(
    {
        "reply_no": _set(("status_fields.no", "temporary_appointment.status"), "temporary", _is_reply),
        "reply_yes": _set(
            ("status_fields.yes", "permanent_appointment.one_word", "permanent_appointment.appointed"),
            "permanent",
            _is_reply,
        ),
    }
)
"""What a short sentence replies to a question."""
ANSWERS = WordSets(
    {
        "temporary_over": replace(_OVER, terms={**_OVER.terms, "own": lambda hit: hit.assertion.own}),
        "no_longer": _set(("appointment_context.no_longer",), "permanent"),
        "is_not": _set(("appointment_context.is_not", "appointment_context.lacks"), "temporary"),
        "mine_is_not": _set(("appointment_context.mine_is_not",), "temporary"),
        "is_so": _set(("appointment_context.is_so",), "permanent"),
        "mine_is": _set(("appointment_context.mine_is",), "permanent"),
    }
)
"""What takes up words of tenure; the first of a sentence is the answer."""
