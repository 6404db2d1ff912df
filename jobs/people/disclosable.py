"""An application as its person may be shown it: without others' papers and names, and colleagues by role."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

from store.reviews.overlay import OF_THE_CANDIDATE

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from typing import Any

    from store.erasing.names import Names
    from store.views import ApplicationDetail, EvidenceView, FactView, ReviewView


def of_the_person(detail: ApplicationDetail, others: Names) -> ApplicationDetail:
    """Without papers, sentences and words of mails that somebody else wrote or may have written; names struck out."""
    third = {mail.id for mail in detail.messages if mail.third_party}
    foreign = third | {mail.id for mail in detail.messages if mail.waits}
    own = replace(
        detail,
        bodies=tuple(body for body in detail.bodies if body.message_id not in foreign),
        documents=tuple(paper for paper in detail.documents if paper.message_id not in foreign),
        facts={key: _own_fact(fact, foreign) for key, fact in detail.facts.items()},
        career=tuple(entry for entry in detail.career if entry.evidence.message_id not in foreign),
        reviews=tuple(word for word in detail.reviews if not _of_another(word, third)),
        duplicates=(),
    )
    struck: ApplicationDetail = _struck(own, others)
    return struck


def by_role(detail: ApplicationDetail, colleague: Callable[[str], str]) -> ApplicationDetail:
    """With what `colleague` says in place of each account's name."""
    row = detail.row
    return replace(
        detail,
        row=replace(row, assignee=colleague(row.assignee) if row.assignee else None),
        facts={key: _corrected_by_role(fact, colleague) for key, fact in detail.facts.items()},
        reviews=tuple(_by_role(word, colleague) for word in detail.reviews),
    )


def _own_fact(fact: FactView, foreign: Container[int]) -> FactView:
    claims = (replace(claim, evidence=_own(claim.evidence, foreign)) for claim in fact.claims)
    return replace(fact, evidence=_own(fact.evidence, foreign), claims=tuple(claims))


def _own(evidence: Iterable[EvidenceView], foreign: Container[int]) -> tuple[EvidenceView, ...]:
    return tuple(passage for passage in evidence if passage.message_id not in foreign)


def _of_another(word: ReviewView, third: Container[int]) -> bool:
    """Whether it was said of whoever wrote the mail, before a person found whom the mail is about."""
    return word.message_id in third and word.kind in OF_THE_CANDIDATE


def _corrected_by_role(fact: FactView, colleague: Callable[[str], str]) -> FactView:
    return replace(fact, correction=_by_role(fact.correction, colleague)) if fact.correction else fact


def _by_role(word: ReviewView, colleague: Callable[[str], str]) -> ReviewView:
    key = colleague(word.key) if word.kind == "assign" and word.key else word.key
    return replace(word, author=colleague(word.author), key=key)


def _struck(value: Any, names: Names) -> Any:  # noqa: ANN401 - whatever a view holds
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _struck(getattr(value, field.name), names) for field in fields(value)})
    if isinstance(value, tuple):
        return tuple(_struck(item, names) for item in value)
    if isinstance(value, dict):
        return {key: _struck(item, names) for key, item in value.items()}
    return names.struck_of(value)
