"""One fact out of what several texts say of it: the likelier value, its evidence, and what contradicts it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from parsers.text.text import fold
from parsers.values.evidence import EVIDENCE_LIMIT, QUOTE_LIMIT, State
from parsers.values.profiles import Claim, Fact, PlacedEvidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON, Evidence, Finding
    from parsers.values.profiles import PlacedEntry, Source

_DECISIVE = 0.25
"""By so much certainty one reading must outweigh another to stand without a human's look."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcedFinding:
    """A finding with the text it stands in; `rank` is the text's place among the sources, the newest first."""

    finding: Finding
    source: Source
    rank: int

    @property
    def weight(self) -> tuple[float, int]:
        """How much it counts: the rule's certainty, then the newer text."""
        return (self.finding.certainty, -self.rank)


def said(sources: Sequence[Source]) -> dict[str, list[SourcedFinding]]:
    """The findings by key, of sources in order (newest first), guesses left out."""
    return _by_key(sources, guesses=False)


def guessed(sources: Sequence[Source]) -> dict[str, list[SourcedFinding]]:
    """The findings by key that speak only where no other does."""
    return _by_key(sources, guesses=True)


def _by_key(sources: Sequence[Source], *, guesses: bool) -> dict[str, list[SourcedFinding]]:
    by_key: dict[str, list[SourcedFinding]] = defaultdict(list)
    for rank, source in enumerate(sources):
        for finding in source.findings.facts:
            if finding.is_guess is guesses:
                by_key[finding.key].append(SourcedFinding(finding=finding, source=source, rank=rank))
    return by_key


def findings_of(sources: Sequence[Source], key: str) -> list[tuple[Source, Finding]]:
    """All that the sources say of a key, with who says it."""
    return [(source, finding) for source in sources for finding in source.findings.facts if finding.key == key]


def placed(source: Source | PlacedEntry, evidence: Iterable[Evidence]) -> tuple[PlacedEvidence, ...]:
    """Evidence with the text it stands in."""
    return tuple(
        PlacedEvidence(message_id=source.message_id, document_id=source.document_id, evidence=piece)
        for piece in evidence
    )


def evidence_of(readings: Sequence[SourcedFinding]) -> tuple[PlacedEvidence, ...]:
    """The evidence of `readings`, each passage once, so many as count: every text's best, then every second best."""
    ordered = sorted(readings, key=lambda reading: reading.weight, reverse=True)
    rows = zip_longest(*(placed(reading.source, reading.finding.evidence) for reading in ordered))
    return first_passages(piece for row in rows for piece in row if piece)


def first_passages(pieces: Iterable[PlacedEvidence]) -> tuple[PlacedEvidence, ...]:
    """The first different passages, so many as count; one that says the same words as another elsewhere is left out."""
    kept: dict[str, PlacedEvidence] = {}
    for piece in pieces:
        if len(piece.evidence.quote) <= QUOTE_LIMIT:
            kept.setdefault(fold(piece.evidence.quote), piece)
    return tuple(kept.values())[:EVIDENCE_LIMIT]


def with_echoes(
    pieces: Iterable[PlacedEvidence], echoes: Sequence[SourcedFinding], *, kept: int = 0
) -> tuple[PlacedEvidence, ...]:
    """The passages that decide, with those of `echoes` that stand elsewhere; the last places are `kept` for these."""
    own = first_passages(pieces)
    again = [piece for piece in evidence_of(echoes) if not any(_overlaps(piece, other) for other in own)]
    return first_passages([*own[: EVIDENCE_LIMIT - min(kept, len(again))], *again])


def _overlaps(piece: PlacedEvidence, other: PlacedEvidence) -> bool:
    """Whether two passages share words of one text, or say the same words elsewhere."""
    here = (piece.message_id, piece.document_id) == (other.message_id, other.document_id)
    one, two = piece.evidence, other.evidence
    return (here and one.start < two.end and two.start < one.end) or fold(one.quote) == fold(two.quote)


def one_value(key: str, readings: Sequence[SourcedFinding], criterion: Criterion | None) -> Fact:
    """A fact that has one value: the surest reading's; a contradiction that weighs as much is `to_verify`.

    Echoes decide nothing: where they say the same value, their passages come last.
    """
    by_value: dict[str, list[SourcedFinding]] = defaultdict(list)
    for reading in readings:
        if reading.finding.state is not State.NOT_FOUND and not reading.finding.is_echo:
            by_value[repr(reading.finding.value)].append(reading)
    if not by_value:
        return Fact(key=key)
    groups = sorted(by_value.values(), key=lambda group: max(r.weight for r in group), reverse=True)
    best = max(groups[0], key=lambda reading: reading.weight)
    state = state_of(best.finding.value, best.finding.state, criterion)
    rivals = [
        group
        for group in groups[1:]
        if (_contradicts(best, group) or (state is State.CONTRARY and _grants(group, criterion)))
        and not _rounds(best, group[0], criterion)
    ]
    claims = tuple(Claim(value=g[0].finding.value, evidence=evidence_of(g)) for g in [groups[0], *rivals])
    echoes = [
        reading for reading in readings if reading.finding.is_echo and reading.finding.value == best.finding.value
    ]
    opposed = [piece for rival in rivals for piece in evidence_of(rival)]
    own = evidence_of(groups[0])
    return Fact(
        key=key,
        value=best.finding.value,
        state=State.TO_VERIFY if rivals else state,
        evidence=with_echoes([*(own[:4] if rivals else own), *opposed], echoes),
        claims=claims if rivals else (),
    )


def without_earlier(readings: Sequence[SourcedFinding]) -> list[SourcedFinding]:
    """Readings of what changes with time, without those of a post that began before a change another text dates.

    An old CV tells the load of the post's beginning, the letter "depuis septembre 2021 je travaille à 4/5".
    """
    changes = [
        str(told.finding.detail["began"])
        for told in readings
        if told.finding.detail.get("own") and told.finding.certainty >= _DATED
    ]
    if not changes:
        return list(readings)
    latest = max(changes)
    return [told for told in readings if told.finding.detail.get("own") or _began(told, latest) >= latest]


def beside_no_post(fact: Fact, told: Sequence[SourcedFinding]) -> Fact:
    """A fact of a post, to be verified where another text says that its writer holds none: with the passage."""
    sources = {(one.source.message_id, one.source.document_id) for one in told}
    told_there = any((piece.message_id, piece.document_id) in sources for piece in fact.evidence)
    if not told or fact.state is not State.FOUND or told_there:
        return fact
    pieces = first_passages([*fact.evidence[: EVIDENCE_LIMIT - 1], *evidence_of(told)[:1]])
    return replace(fact, state=State.TO_VERIFY, evidence=pieces)


_DATED = 0.8
"""From this certainty on, a change that a text dates stands before what others tell of an earlier time."""


def _began(told: SourcedFinding, latest: str) -> str:
    """The day on which what a reading tells began; where it tells none, as if it were the latest."""
    return str(told.finding.detail.get("began", latest))


def _contradicts(best: SourcedFinding, group: Sequence[SourcedFinding]) -> bool:
    """Whether another value is claimed about as surely as the best one, was so of an earlier post, or is so today."""
    if all(r.finding.detail.get("earlier") for r in group) or any(r.finding.detail.get("today") for r in group):
        return True
    return max(r.finding.certainty for r in group) > best.finding.certainty - _DECISIVE


def _grants(group: Sequence[SourcedFinding], criterion: Criterion | None) -> bool:
    """Whether another value, however less surely claimed, would meet the criterion: nobody is refused beside one."""
    return any(
        state_of(told.finding.value, told.finding.state, criterion) is State.FOUND and told.finding.certainty >= _HEARD
        for told in group
    )


_HEARD = 0.3
"""Below, a claim is hardly one."""


def _rounds(best: SourcedFinding, other: SourcedFinding, criterion: Criterion | None) -> bool:
    """Whether another value is the best one rounded otherwise, on the same side of the threshold: 4/5, and 29/36."""
    value, second = best.finding.value, other.finding.value
    if not (isinstance(value, float) and isinstance(second, float)):
        return False
    states = {state_of(told.finding.value, told.finding.state, criterion) for told in (best, other)}
    return len(states) == 1 and abs(value - second) < _ROUNDED


_ROUNDED = 0.035
"""A part of a load differs by as much when it is told in other words: "trois quarts", and 17/22."""


def state_of(value: JSON, told: State, criterion: Criterion | None) -> State:
    """The state that a criterion's threshold gives a value; without a threshold, or in doubt, the rule's own."""
    if told is State.TO_VERIFY or criterion is None:
        return told
    return criterion.state_of(value) or told


def many_values(key: str, readings: Sequence[SourcedFinding]) -> Fact:
    """A fact that is a list: what every text adds, each item once, in the order of the surest text."""
    ordered = sorted(readings, key=lambda reading: (reading.rank, -reading.finding.certainty))
    items: dict[str, JSON] = {}
    for reading in ordered:
        value = reading.finding.value
        for item in value if isinstance(value, list | tuple) else [value]:
            if item is not None:
                items.setdefault(fold(str(item)), item)
    if not items:
        return Fact(key=key)
    doubtful = any(piece.doubtful for reading in ordered for piece in reading.finding.evidence)
    state = State.TO_VERIFY if doubtful else State.FOUND
    return Fact(key=key, value=list(items.values()), state=state, evidence=evidence_of(ordered))


def as_far_as_seen(fact: Fact) -> Fact:
    """The fact, to be verified where its page may show something else than the passage that says it best."""
    best = fact.evidence[0].evidence if fact.evidence else None
    doubtful = best is not None and best.doubtful and fact.state is not State.NOT_FOUND
    return replace(fact, state=State.TO_VERIFY) if doubtful else fact
