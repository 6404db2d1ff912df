"""Whether the candidate is appointed permanently (notice, paragraph 4: "nommés ou engagés à titre définitif").

One text gives one reading: a plain claim of permanence outweighs temporary work told beside it (a part of the load,
another function, an earlier time), a plain denial outweighs both. Others' tenure, the notice's own words, wishes,
conditions and honours are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from parsers.assertion import Assertion, clause, judge
from parsers.assertionwords import REPORTED
from parsers.loadwords import PRESENT
from parsers.passage import evidence
from parsers.tenurewords import (
    ABROAD,
    ANOTHERS,
    APPOINTED,
    AWAITED,
    BARE,
    DEFINITIVE,
    ELSEWHERE,
    HONOUR,
    I_AM,
    I_AM_NOT,
    INTERIM,
    MINE,
    NAMED,
    NOMINATION,
    OFFICE,
    PAST_ONLY,
    PERMANENT,
    REALISED,
    REPLACEMENT,
    STILL_SO,
    TEMPORARY,
    TEMPORARY_ONCE,
)
from parsers.testimony import tells_of_candidate
from parsers.text import PLENTY, Folded, Span, folded
from parsers.times import entry_at, is_over
from parsers.values import Finding, Kind, State

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from parsers.sections import Layout

RULE = "tenure/1"
_LIMIT = 3
"""Passages quoted of one text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one sentence says of tenure, how surely, and where."""

    value: str
    certainty: float
    span: Span
    focus: Span
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hit:
    """Words of tenure in a folded sentence."""

    layout: Layout
    view: Folded
    span: Span
    match: re.Match[str]

    @property
    def assertion(self) -> Assertion:
        return judge(self.view.text, self.match.start(), self.match.end())

    @property
    def before(self) -> str:
        left, _ = clause(self.view.text, self.match.start(), self.match.end())
        return self.view.text[left : self.match.start()]

    @property
    def after(self) -> str:
        return self.view.text[self.match.end() :]

    @property
    def focus(self) -> Span:
        return self.view.span(self.match.start(), self.match.end())

    def says(self, value: str, certainty: float, rule: str) -> Statement:
        return Statement(value=value, certainty=certainty, span=self.span, focus=self.focus, rule=f"tenure.{rule}/1")


def find_tenure(layout: Layout) -> tuple[Finding, ...]:
    """The tenure that a text claims: "permanent" (found) or "temporary" (contrary), surest passage first."""
    said = sorted(statements(layout) if tells_of_candidate(layout) else (), key=lambda statement: -statement.certainty)
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
        yield from _temporary(layout, view, span)
        yield from _without_one(layout, view, span)
        if _about_tenure(view.text):
            yield from _answers(layout, number, beyond=_is_asked(view.text))


def _permanent(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    for pattern, certainty, rule in (
        (PERMANENT, 0.95, "permanent"),
        (DEFINITIVE, 0.9, "definitive"),
        (APPOINTED, 0.85, "appointed"),
        (ABROAD, 0.6, "civil_servant"),
        *(((BARE, 0.8, "status"),) if layout.kind is Kind.CV else ()),
    ):
        for match in islice(pattern.finditer(view.text), PLENTY):
            hit = _Hit(layout=layout, view=view, span=span, match=match)
            statement = _read_permanent(hit, certainty, rule)
            if statement:
                yield statement


def _read_permanent(hit: _Hit, certainty: float, rule: str) -> Statement | None:
    """What words of permanence amount to in their sentence."""
    told = hit.assertion
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
    return None if _has_ended(hit, told, rule) else hit.says("permanent", certainty + 0.05 * told.explicit, rule)


def _awaited(hit: _Hit, told: Assertion, rule: str) -> Statement | None:
    """A tenure that the writer awaits or imagines shows that there is none; a mere condition shows nothing."""
    own = told.explicit or bool(MINE.search(hit.before))
    if not own or rule == "civil_servant" or not AWAITED.search(hit.view.text):
        return None
    return hit.says("temporary", 0.45, "awaited")


def _without_one(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """An appointment denied or awaited by its noun: "je n'ai pas encore de nomination"."""
    for match in islice(NOMINATION.finditer(view.text), PLENTY):
        hit = _Hit(layout=layout, view=view, span=span, match=match)
        told = hit.assertion
        if not told.own or told.reported or told.quoted or PAST_ONLY.search(hit.before) or ANOTHERS.search(hit.before):
            continue
        if told.negated:
            yield hit.says("temporary", 1.0, "denied")
        elif told.hypothetical and AWAITED.search(view.text) and told.explicit:
            yield hit.says("temporary", 0.45, "awaited")


def _has_ended(hit: _Hit, told: Assertion, rule: str) -> bool:
    """Whether the tenure told of is over: given up, or of a time past; a foreign one ends with its post."""
    if told.lost or PAST_ONLY.search(hit.before):
        return True
    return rule == "civil_servant" and (told.once or is_over(hit.layout, hit.focus.start))


def _denied(hit: _Hit) -> Statement | None:
    """A denial of tenure; of an office only, it says little of the post one comes from."""
    if PAST_ONLY.search(hit.before):
        return None
    return hit.says("temporary", 0.4 if OFFICE.match(hit.after) else 1.0, "denied")


def _of_the_writer(hit: _Hit, told: Assertion) -> bool:
    """Whether the candidate is meant: in an employer's paper he or she is the third person."""
    return told.own or hit.layout.kind in {Kind.DIPLOMA, Kind.OTHER}


def _misleads(hit: _Hit, rule: str) -> bool:
    """Whether the words speak of an honour, a thing's name, or of people at large."""
    if hit.layout.in_subject(hit.focus.start, "references", "interests"):
        return True
    if ANOTHERS.search(hit.before):
        return True
    if rule == "status" and not hit.layout.in_subject(hit.focus.start, "experience", "status", "profile"):
        return True
    return rule == "appointed" and bool(HONOUR.match(hit.after) or NAMED.search(hit.before))


def _temporary(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    for pattern, certainty, rule in ((TEMPORARY, 0.55, "temporary"), (REPLACEMENT, 0.4, "replacement")):
        for match in islice(pattern.finditer(view.text), PLENTY):
            hit = _Hit(layout=layout, view=view, span=span, match=match)
            if _is_temporary_now(hit, certainty):
                yield hit.says("temporary", certainty + (0.05 if hit.assertion.explicit else 0), rule)


def _is_temporary_now(hit: _Hit, certainty: float) -> bool:
    """Whether the writer's present post is temporary: plain words, in a present entry or in no entry at all."""
    told = hit.assertion
    if not told.plain or told.lost or told.wished or ELSEWHERE.search(hit.before) or ELSEWHERE.match(hit.after):
        return False
    if not STILL_SO.search(hit.before) and (told.once or TEMPORARY_ONCE.search(hit.before)):
        return False
    if hit.layout.in_subject(hit.focus.start, "education", "references"):
        return False
    entry = entry_at(hit.layout, hit.focus.start)
    if entry is None:
        return certainty > 0.5 or (told.explicit and bool(PRESENT.search(hit.view.text)))
    return not is_over(hit.layout, hit.focus.start) and bool(entry.when.ongoing or certainty > 0.5)


def _answers(layout: Layout, number: int, *, beyond: bool) -> Iterator[Statement]:
    """An answer in the same sentence, or `beyond` it to the notice's words: "je le suis depuis 2014"."""
    for span in layout.sentences[number : number + 1 + beyond]:
        view = folded(layout.text, span.start, span.end)
        denied = I_AM_NOT.search(view.text)
        match = denied or I_AM.search(view.text)
        if match:
            hit = _Hit(layout=layout, view=view, span=span, match=match)
            yield hit.says("temporary", 1.0, "answered") if denied else hit.says("permanent", 0.85, "answered")
            return


def _is_asked(text: str) -> bool:
    """Whether the next sentence may answer this one: it tells the notice's words, or ends halfway."""
    return bool(REPORTED.search(text)) or '"' in text or text.endswith((";", "?"))


def _about_tenure(text: str) -> bool:
    """Whether a folded sentence speaks of tenure at all."""
    return "nomme" in text or bool(PERMANENT.search(text) or APPOINTED.search(text))
