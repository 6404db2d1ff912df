"""The reasons of a decision on one candidate: each criterion, what the papers say of it, what a person decided and why.

A decision of a public employer tells the considerations of law and of fact on which it rests (in Belgium the law of
29 July 1991 on the formal motivation of administrative acts, articles 2 and 3). The program states, a person decides:
nothing here weighs or ranks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.i18n import code_labels
from desk.i18n.languages import message
from desk.i18n.typesetting import passage, quotation

if TYPE_CHECKING:
    from desk.i18n.speech import Speech
    from store.values import Notice
    from store.views.values import ApplicationDetail, EvidenceView, FactView, ReviewView

QUOTES = 3
"""Passages given for each criterion."""
LEGAL_GROUND = message(
    "Having regard to the Law of 29 July 1991 on the formal statement of reasons for administrative acts"
)
"""With which the sentence begins that states the reasons."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedPassage:
    """What a paper says, word for word, and where."""

    quote: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Consideration:
    """One criterion, what holds of it, and by what."""

    label: str
    state: str
    value: str
    passages: tuple[QuotedPassage, ...]
    checked_by: ReviewView | None
    """The person who corrected or confirmed it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reasons:
    """All of one candidate, in one language."""

    candidate: str
    notice: str
    legal_ground: str
    considerations: tuple[Consideration, ...]
    decision: ReviewView | None
    """The one in force, with who took it, when and why."""


def reasons_of(detail: ApplicationDetail, notice: Notice, speech: Speech, legal_ground: str = "") -> Reasons:
    """The reasons as they stand now; without a legal ground of its own the law's."""
    return Reasons(
        candidate=speech.candidate(detail.row),
        notice=notice.title,
        legal_ground=legal_ground or speech.text(LEGAL_GROUND),
        considerations=tuple(
            _consideration(
                criterion.key,
                speech.label(criterion.key, criterion.labels),
                detail,
                speech,
                bare=criterion.is_passages,
            )
            for criterion in notice.criteria
            if not criterion.is_only_shown or _has_word(detail.facts.get(criterion.key))
        ),
        decision=_decision(detail),
    )


def _has_word(fact: FactView | None) -> bool:
    """Whether a person said what holds: what is only shown proves nothing and is no reason by itself."""
    return fact is not None and fact.correction is not None


def _consideration(key: str, label: str, detail: ApplicationDetail, speech: Speech, *, bare: bool) -> Consideration:
    fact = detail.facts.get(key)
    shown = fact is not None and fact.value is not None and fact.value is not True and not bare
    return Consideration(
        label=label,
        state=fact.state if fact else "not_found",
        value=speech.value(key, fact.value) if fact and shown else "",
        passages=tuple(_passage(evidence, detail, speech) for evidence in _evidence(fact)),
        checked_by=fact.correction if fact else None,
    )


def _evidence(fact: FactView | None) -> tuple[EvidenceView, ...]:
    return fact.evidence[:QUOTES] if fact else ()


def _passage(evidence: EvidenceView, detail: ApplicationDetail, speech: Speech) -> QuotedPassage:
    source = speech.source(detail.documents, evidence.document_id, evidence.page)
    return QuotedPassage(quote=passage(evidence.quote), source=source)


def _decision(detail: ApplicationDetail) -> ReviewView | None:
    taken = [word for word in detail.reviews if word.kind == "decision" and word.standing]
    return taken[-1] if taken and detail.row.decision else None


def in_words(reasons: Reasons, speech: Speech) -> str:
    """The criteria for a letter: a line each, with its first passage."""
    return "\n".join(f"– {_line(one, speech)}" for one in reasons.considerations)


def _line(one: Consideration, speech: Speech) -> str:
    said = speech.word(code_labels.STATES, one.state)
    said = f"{said} ({one.value})" if one.value else said
    quoted = f" – {quotation(one.passages[0].quote)} ({one.passages[0].source})" if one.passages else ""
    return f"{one.label}{speech.colon} {said}{quoted}"
