"""Why an application's facts are what they are, told in a reader's language.

What holds, and its passages, are the store's; the texts read again tell which words changed their meaning, and what was
set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.errors import UsageError
from jobs.reading.retracing import retrace
from parsers.profile import LISTS
from parsers.rules.registry import registry, rule_of
from parsers.text.text import fold
from parsers.values.explanations import (
    Explanation,
    Explanations,
    Passage,
    RefusedWords,
    SetAside,
    ToldExample,
    ToldModifier,
    ToldRule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobs.reading.retracing import Case, StoredText, TracedText
    from jobs.sandbox.pool import Pool
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON, Evidence
    from parsers.values.explanations import Trace, TracedMention, TracedModifier
    from store.views.values import DocumentView, EvidenceView, FactView

MOST = 12
"""So many readings and mentions of each sort are told of one fact."""
_EMPHASIS = "first_person"
"""A modifier that makes a mention the writer's: it refuses nothing."""


def explain(case: Case, pool: Pool, *, key: str | None, language: str) -> Explanations:
    """Every fact of an application, or the one of that key, explained in a language.

    Raises UsageError: it has no such fact.
    """
    known = {**case.detail.facts, **case.detail.person}
    papers = {kind_key(document.id): document for document in case.detail.documents}
    if key is not None and key not in {**known, **papers}:
        has = ", ".join((*known, *papers))
        raise UsageError(f"explain: application {case.detail.row.id} has no fact {key!r}; it has {has}")
    traced, failed = retrace(case, pool)
    explainer = _Explainer(case, traced, language)
    facts = [explainer.fact(fact) for name, fact in known.items() if key in {None, name}]
    kinds = [explainer.kind(document) for name, document in papers.items() if key in {None, name}]
    return Explanations(
        application_id=case.detail.row.id,
        language=language,
        facts=(*facts, *kinds),
        left_out=(*case.left_out, *failed),
    )


def kind_key(document_id: int) -> str:
    """Under which key a document's kind is explained."""
    return f"kind_{document_id}"


class _Explainer:
    """Tells facts of one application in one language."""

    def __init__(self, case: Case, traced: Sequence[TracedText], language: str) -> None:
        self._case = case
        self._traced = traced
        self._language = language
        self._keys = {criterion.key: {criterion.finding_key, *_sources(criterion)} for criterion in case.criteria}
        self._together = {one.key for one in case.criteria if one.is_passages or one.has_value}
        """Criteria whose readings stand side by side: none of them is set aside for another."""

    def fact(self, fact: FactView) -> Explanation:
        """One fact."""
        keys = {fact.key, *self._keys.get(fact.key, ())}
        return Explanation(
            key=fact.key,
            value=fact.value,
            state=fact.state,
            corrected=fact.correction is not None,
            passages=tuple(self._stored(evidence, keys) for evidence in fact.evidence),
            set_aside=tuple([*self._less_sure(fact, keys), *self._not_counted(fact)][:MOST]),
            refused=tuple(self._refused(fact, keys))[:MOST],
            labels=fact.labels,
            only_shown=fact.only_shown,
            bare=fact.bare,
        )

    def kind(self, document: DocumentView) -> Explanation:
        """What a document is: its kind, with the words or the name that show it."""
        shown = [one for one in self._traced if one.text.document_id == document.id and one.trace.kind]
        passages = [self._read(one.trace.kind, one.text) for one in shown if one.trace.kind]
        name = document.filename or ""
        return Explanation(
            key=kind_key(document.id),
            value=document.kind,
            state="found" if passages else "not_found",
            corrected=document.read_kind is not None,
            passages=tuple(passages),
            labels={self._language: name} if name else {},
        )

    def _stored(self, evidence: EvidenceView, keys: set[str]) -> Passage:
        spoke = (
            modifier
            for one in self._traced
            if _is_in(evidence, one.text)
            for mention in one.trace.mentions
            if mention.key in keys and _holds(evidence, mention) and _speaks(one.trace, keys, mention)
            for modifier in mention.modifiers
        )
        return Passage(
            message_id=evidence.message_id,
            document_id=evidence.document_id,
            page=evidence.page,
            start=evidence.start,
            end=evidence.end,
            quote=evidence.quote,
            rule=self._rule(evidence.rule),
            modifiers=self._told(spoke),
        )

    def _less_sure(self, fact: FactView, keys: set[str]) -> list[SetAside]:
        """Readings of another value, the surest first; a part of what was added up, or one more of many, is none."""
        if fact.key in LISTS | self._together:
            return []
        found: dict[tuple[str, str], SetAside] = {}
        for one in self._traced:
            for value, certainty, evidence in _readings(one.trace, keys):
                at = (evidence.start, evidence.end)
                held = any(_is_in(own, one.text) and (own.start, own.end) == at for own in fact.evidence)
                if held or value == fact.extracted_value:
                    continue
                aside = SetAside(
                    reason="less_sure", value=value, certainty=certainty, passage=self._read(evidence, one.text)
                )
                found.setdefault((repr(value), evidence.quote), aside)
        return sorted(found.values(), key=lambda aside: -(aside.certainty or 0))

    def _not_counted(self, fact: FactView) -> Iterator[SetAside]:
        """What the career dates outside teaching and CPMS."""
        if fact.key != "experience_years":
            return
        for row in self._case.detail.career:
            if not row.counted:
                passage = self._stored(row.evidence, set())
                yield SetAside(reason="not_counted", value=row.sector, passage=passage)

    def _refused(self, fact: FactView, keys: set[str]) -> Iterator[RefusedWords]:
        """Mentions by which no rule spoke, the longest of each place, with the modifiers that keep them from it.

        What says in other places what a passage says already is none.
        """
        heard = [(one, mention) for one in self._traced for mention in one.trace.mentions if mention.key in keys]
        silent = [(one, mention) for one, mention in heard if not _spoke(one, mention, keys, fact)]
        said = {fold(mention.words) for one, mention in heard if _spoke(one, mention, keys, fact)}
        for one, mention in silent:
            if not mention.modifiers and fold(mention.words) in said:
                continue
            if not any(text is one and _contains(other, mention) for text, other in silent):
                against = [modifier for modifier in mention.modifiers if modifier.name != _EMPHASIS]
                passage = self._read(mention.sentence, one.text, against)
                yield RefusedWords(words=mention.words, passage=passage)

    def _read(self, evidence: Evidence, text: StoredText, modifiers: Iterable[TracedModifier] = ()) -> Passage:
        return Passage(
            message_id=text.message_id,
            document_id=text.document_id,
            page=evidence.page,
            start=evidence.start,
            end=evidence.end,
            quote=evidence.quote,
            rule=self._rule(evidence.rule) if evidence.rule else None,
            modifiers=self._told(modifiers),
        )

    def _rule(self, cited: str) -> ToldRule:
        rule = rule_of(cited)
        return ToldRule(
            cited=cited,
            sentence=rule.reads[self._language] if rule else "",
            version_now=rule.version if rule else None,
            examples=tuple(
                ToldExample(pieces=example.pieces, value=example.value, speaks=example.speaks)
                for example in (rule.examples if rule else ())
            ),
        )

    def _told(self, modifiers: Iterable[TracedModifier]) -> tuple[ToldModifier, ...]:
        meanings = registry().contexts
        told = (ToldModifier(name=m.name, meaning=meanings[m.name][self._language], words=m.words) for m in modifiers)
        return tuple(dict.fromkeys(told))


def _sources(criterion: Criterion) -> tuple[str, ...]:
    """The facts out of which a criterion is answered beside its own readings."""
    return (criterion.alike,) if criterion.extractor in {"language", "qualification", "place"} else ()


def _readings(trace: Trace, keys: set[str]) -> list[tuple[JSON, float, Evidence]]:
    """What was weighed of a fact, or where nothing was noted what was found."""
    weighed = [(one.value, one.certainty, one.evidence) for one in trace.weighed if one.key in keys]
    if weighed:
        return weighed
    return [
        (fact.value if fact.value is not None else fact.detail.get("since"), fact.certainty, fact.evidence[0])
        for fact in trace.findings.facts
        if fact.key in keys and fact.evidence and not fact.is_echo
    ]


def _is_in(evidence: EvidenceView, text: StoredText) -> bool:
    return (evidence.message_id, evidence.document_id) == (text.message_id, text.document_id)


def _spoke(one: TracedText, mention: TracedMention, keys: set[str], fact: FactView) -> bool:
    """Whether a rule spoke by these words, now or when the store's passages were read."""
    stored = (own for own in fact.evidence if _is_in(own, one.text) and not _is_weighed(one.trace, keys))
    return _speaks(one.trace, keys, mention) or any(_holds(own, mention) for own in stored)


def _speaks(trace: Trace, keys: set[str], mention: TracedMention) -> bool:
    """Whether a rule spoke by these words: they were weighed, or stand in a passage of what is not weighed."""
    if _is_weighed(trace, keys):
        return any(one.key in keys and one.start < mention.end and mention.start < one.end for one in trace.weighed)
    return any(_holds(evidence, mention) for _, _, evidence in _readings(trace, keys))


def _is_weighed(trace: Trace, keys: set[str]) -> bool:
    return any(one.key in keys for one in trace.weighed)


def _holds(passage: Evidence | EvidenceView, mention: TracedMention) -> bool:
    return passage.start <= mention.start < passage.end


def _contains(other: TracedMention, mention: TracedMention) -> bool:
    inside = other.start <= mention.start and mention.end <= other.end
    return inside and (other.start, other.end) != (mention.start, mention.end)
