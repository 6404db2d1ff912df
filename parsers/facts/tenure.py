"""Whether the candidate is appointed permanently (notice, paragraph 4: "nommés ou engagés à titre définitif").

One text gives one reading: a plain claim of permanence outweighs temporary work told beside it (a part of the load,
another function, an earlier time), a plain denial outweighs both. Others' tenure, the notice's own words, wishes,
conditions and honours are passed over.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.assertion import Assertion, clause, judge
from parsers.facts.passage import evidence
from parsers.facts.spells import spell_at
from parsers.facts.temporary import temporary
from parsers.facts.tenureanswers import answers
from parsers.facts.tenurehits import Hit, Statement
from parsers.facts.testimony import tells_of_candidate
from parsers.facts.times import is_over
from parsers.text import PLENTY, Folded, Span, folded
from parsers.values import Finding, Kind, State
from parsers.words.assertion import FIRST
from parsers.words.sector import CPMS, SCHOOL, TEACHER
from parsers.words.tenure import (
    ABROAD,
    ANOTHERS,
    ANYBODY,
    APPOINTED,
    AWAITED,
    BARE,
    DEFINITIVE,
    DELAYED,
    HELD,
    HONOUR,
    HOUSEHOLD,
    INDEFINITE,
    INTERIM,
    LEAVING,
    MINE,
    NAMED,
    NAMES,
    NOMINATION,
    NOUN,
    OFFICE,
    ORGANISER,
    OUTSIDE,
    PAST_ONLY,
    PERMANENT,
    POSSESSED,
    REALISED,
    SCOPED,
    STEP,
    WONDERED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

RULE = "tenure/1"
_LIMIT = 3
"""Passages quoted of one text."""


_APPOSED = 80
"""Characters before a clause in which the work stands that an appointment is in ("Policier, nommé en 2005")."""


def find_tenure(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that a text claims: "permanent" (found) or "temporary" (contrary), surest passage first."""
    told = statements(layout) if tells_of_candidate(layout) else ()
    said = sorted(told, key=lambda statement: (-statement.certainty, statement.value == "permanent"))
    if not said:
        return ()
    value = said[0].value
    chosen = [statement for statement in said if statement.value == value][:_LIMIT]
    state = State.FOUND if value == "permanent" else State.CONTRARY
    return (
        Finding(
            key="tenure",
            value=value,
            state=State.TO_VERIFY if chosen[0].certainty < 0.4 else state,
            evidence=tuple(evidence(layout, s.span, s.focus, s.rule) for s in chosen),
            certainty=chosen[0].certainty,
        ),
    )


def statements(layout: Layout) -> Iterator[Statement]:
    """Everything a text says of its writer's tenure, in order."""
    for number, span in enumerate(layout.sentences):
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        yield from _permanent(layout, view, span)
        yield from temporary(layout, view, span)
        yield from _without_one(layout, view, span)
        yield from answers(layout, number, view)


def _permanent(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    for pattern, certainty, rule in (
        (PERMANENT, 0.95, "permanent"),
        (DEFINITIVE, 0.9, "definitive"),
        (APPOINTED, 0.85, "appointed"),
        (ABROAD, 0.6, "civil_servant"),
        (BARE, 0.8, "status"),
    ):
        for match in islice(pattern.finditer(view.text), PLENTY):
            hit = Hit(layout=layout, view=view, span=span, match=match)
            statement = _read_permanent(hit, certainty, rule)
            if statement:
                yield statement


def _read_permanent(hit: Hit, certainty: float, rule: str) -> Statement | None:
    """What words of permanence amount to in their sentence."""
    told = hit.assertion
    if POSSESSED.match(hit.match.group()) and told.own and _is_taken_for_granted(hit):
        return hit.says("permanent", 0.7, "possessed")
    if (
        hit.view.text.endswith("?")
        or not _of_the_writer(hit, told)
        or told.reported
        or told.quoted
        or _misleads(hit, rule)
    ):
        return None
    if told.negated:
        return _denied(hit)
    if told.hypothetical and not REALISED.search(hit.view.text):
        return _awaited(hit, told, rule)
    if rule == "appointed" and INTERIM.match(hit.after):
        return hit.says("temporary", 0.35, "ad_interim")
    gone = _has_ended(hit, told, rule) or _is_outside(hit) or _is_only_named(hit)
    return None if gone else hit.says("permanent", certainty + 0.05 * told.explicit, rule)


def _is_taken_for_granted(hit: Hit) -> bool:
    """Whether "ma nomination" is asked about, risked or kept: there is one."""
    told, text = hit.assertion, hit.view.text
    if told.lost or told.quoted or PAST_ONLY.search(hit.before) or AWAITED.search(text) or DELAYED.search(text):
        return False
    if told.negated:
        return bool(LEAVING.search(hit.before))
    return text.endswith("?") or (told.hypothetical and bool(WONDERED.search(hit.before)))


def _is_only_named(hit: Hit) -> bool:
    """Whether an appointment is spoken of ("een vaste benoeming") and nothing says that the writer has one."""
    noun = NOUN.search(hit.match.group())
    return bool(noun and INDEFINITE.search(hit.before) and hit.before and not HELD.search(hit.view.text))


def _is_outside(hit: Hit) -> bool:
    """Whether the appointment is one of the police, a town hall or a hospital, and no school is spoken of."""
    text = hit.view.text
    left, right = clause(text, hit.match.start(), hit.match.end())
    if any(words.search(text) for words in (TEACHER, SCHOOL, CPMS, ORGANISER)):
        return False
    if hit.match.re is APPOINTED and _is_past_elsewhere(hit):
        return True
    if not FIRST.search(text, right):
        right += _APPOSED // 2
    return any(judge(text, *job.span()).own for job in OUTSIDE.finditer(text, max(0, left - _APPOSED), right))


def _is_past_elsewhere(hit: Hit) -> bool:
    """Whether words stand in a post outside of teaching and CPMS that is over."""
    spell = spell_at(hit.layout, hit.focus.start)
    return spell is not None and spell.other and is_over(hit.layout, hit.focus.start)


def _awaited(hit: Hit, told: Assertion, rule: str) -> Statement | None:
    """A tenure that the writer awaits or imagines shows that there is none; a mere condition shows nothing."""
    own = told.explicit or bool(MINE.search(hit.before))
    if not own or rule == "civil_servant" or not AWAITED.search(hit.view.text):
        return None
    return hit.says("temporary", 0.45, "awaited")


def _without_one(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """An appointment denied or awaited by its noun: "je n'ai pas encore de nomination"."""
    for match in islice(NOMINATION.finditer(view.text), PLENTY):
        hit = Hit(layout=layout, view=view, span=span, match=match)
        told = hit.assertion
        if not told.own or told.reported or told.quoted or PAST_ONLY.search(hit.before) or ANOTHERS.search(hit.before):
            continue
        if told.negated:
            yield from [denial] if (denial := _denied(hit)) else []
        elif (told.hypothetical and AWAITED.search(view.text) and told.explicit) or DELAYED.match(hit.after.lstrip()):
            yield hit.says("temporary", 0.45, "awaited")


def _has_ended(hit: Hit, told: Assertion, rule: str) -> bool:
    """Whether the tenure told of is over: given up, or of a time past; a foreign one ends with its post."""
    if told.lost or PAST_ONLY.search(hit.before):
        return True
    return rule == "civil_servant" and (told.once or is_over(hit.layout, hit.focus.start))


def _denied(hit: Hit) -> Statement | None:
    """A denial of tenure; of an office only, it says little of the post one comes from."""
    if PAST_ONLY.search(hit.before) or is_over(hit.layout, hit.focus.start):
        return None
    left, right = clause(hit.view.text, hit.match.start(), hit.match.end())
    if LEAVING.search(hit.view.text, left, right) or (ANYBODY.search(hit.before) and not FIRST.search(hit.before)):
        return None
    scoped = OFFICE.match(hit.after) or SCOPED.search(hit.view.text[: hit.match.start()].rpartition(" je ")[0])
    return hit.says("temporary", 0.4 if scoped else 1.0, "denied")


def _of_the_writer(hit: Hit, told: Assertion) -> bool:
    """Whether the candidate is meant: in an employer's paper he or she is the third person."""
    return told.own or hit.layout.kind in {Kind.DIPLOMA, Kind.OTHER}


def _misleads(hit: Hit, rule: str) -> bool:
    """Whether the words speak of an honour, a thing's name, or of people at large."""
    if hit.layout.in_subject(hit.focus.start, "references", "interests"):
        return True
    if ANOTHERS.search(hit.before) or HOUSEHOLD.match(hit.view.text):
        return True
    if rule == "appointed" and hit.match.group() == "nomme" and NAMES.search(hit.before):
        return True
    if rule == "status" and not _is_status(hit):
        return True
    return rule == "appointed" and bool(HONOUR.match(hit.after) or NAMED.search(hit.before))


def _is_status(hit: Hit) -> bool:
    """Whether one word is a status: in a CV's lists, or in a row or a list that names a teaching post."""
    if TEACHER.search(hit.view.text, 0, hit.match.start()):
        return True
    in_list = hit.layout.in_subject(hit.focus.start, "experience", "status", "profile")
    steps = {match.group(1) for match in STEP.finditer(hit.view.text)}
    return hit.layout.kind is Kind.CV and (in_list or len(steps) > 1)
