"""What the kinds of criteria are answered from: what all texts of an application say, and its career."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.facts.telling.merging import evidence_of, first_passages
from parsers.values.evidence import State
from parsers.values.profiles import Claim, Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from parsers.facts.telling.merging import SourcedFinding
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON
    from parsers.values.profiles import PlacedEntry, PlacedEvidence


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadDossier:
    """All that is known when a criterion is answered."""

    readings: Mapping[str, Sequence[SourcedFinding]]
    """By key, newest text first."""
    career: Sequence[PlacedEntry]
    person: Mapping[str, Fact]
    """The candidate's particulars, by the keys of `PERSON`."""
    cutoff: date

    def told(self, criterion: Criterion) -> Sequence[SourcedFinding]:
        """What sentences say of the criterion itself."""
        return self.readings.get(criterion.finding_key, ())


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionReading:
    """One reading of a criterion: what it says, and by which passages."""

    value: JSON
    state: State
    evidence: tuple[PlacedEvidence, ...]

    @classmethod
    def of(cls, reading: SourcedFinding, value: JSON, state: State) -> CriterionReading:
        """A reading's, with its passages."""
        return cls(value=value, state=state, evidence=evidence_of([reading]))


def together(key: str, answers: Iterable[CriterionReading]) -> Fact:
    """One fact out of several answers, by those that are surest; the first of them has its value, lists are joined.

    What is contrary beside anything else is to verify, and all is shown.
    """
    ranked = sorted(answers, key=lambda one: _ORDER.index(one.state))
    if not ranked:
        return Fact(key=key)
    evidence = first_passages(piece for one in ranked for piece in one.evidence)
    state = ranked[0].state
    value = _joined([one.value for one in ranked if one.state is state])
    fact = Fact(key=key, value=value, state=state, evidence=evidence)
    states = {one.state for one in ranked}
    if State.CONTRARY not in states or len(states) == 1:
        return fact
    claims = tuple(Claim(value=one.value, evidence=one.evidence) for one in ranked)
    return replace(fact, state=State.TO_VERIFY, claims=claims)


def doubted(fact: Fact, doubts: Iterable[PlacedEvidence]) -> Fact:
    """A fact that is found, to verify where passages raise doubts: they are shown first."""
    pieces = list(doubts)
    if not pieces or fact.state is not State.FOUND:
        return fact
    return replace(fact, state=State.TO_VERIFY, evidence=first_passages([*pieces, *fact.evidence]))


_ORDER = (State.FOUND, State.CONTRARY, State.TO_VERIFY)


def _joined(values: Sequence[JSON]) -> JSON:
    """Lists as one, each item once; of other values the first."""
    if not isinstance(values[0], list):
        return values[0]
    return list({repr(item): item for value in values for item in value}.values())
