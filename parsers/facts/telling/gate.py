"""The gate: every reading of an application passes it before a fact is told.

What is not proven to be of a school is not told, not even as a doubt. What stands against a candidate is told only
where nothing in the dossier would say the opposite.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from parsers.facts.career.sectors import is_school
from parsers.facts.telling.grounds import DETAIL, OF_POSTS, OF_TODAY, Ground
from parsers.facts.telling.merging import evidence_of, first_passages
from parsers.facts.telling.service import KEY
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold
from parsers.values.evidence import ECHOING, EVIDENCE_LIMIT, State
from parsers.values.profiles import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parsers.facts.telling.merging import SourcedFinding
    from parsers.values.evidence import Evidence
    from parsers.values.profiles import PlacedEvidence, Source

_DENIALS = ("tenure.denied", "tenure.answered")
"""Rules by which the writer says in so many words not to be appointed: that is told of anybody."""
_OCCASIONS = frozenset(f"orientation.{rule}" for rule in ("titled", "served", "seekers", "mention", "listed", "echo"))
"""Rules that hear of guidance by what was done once or by a subject's name, not by a task, a course or a post in it."""
_FAIRS, _NAMED = vocabulary("guidance.fairs"), vocabulary("guidance.named")
_DATES = ("experience.entry", "experience.gap", "experience.narrated")


# --- what a dossier proves ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """What all texts of an application prove together."""

    served: bool
    """Whether one of them proves that its writer serves, or has served, in a school or a centre."""
    serves: bool
    """Whether that is so today, or within the year before the cutoff; who is on leave does."""
    lent: bool = False
    """Whether it is told that the writer is on leave from a school for work elsewhere: that load counts."""


def dossier_of(sources: Iterable[Source], readings: Mapping[str, Sequence[SourcedFinding]], cutoff: date) -> Dossier:
    """What the texts prove; `readings` are theirs by key. Of what an earlier version read, nothing was asked."""
    if not any(DETAIL in one.finding.detail for some in readings.values() for one in some):
        return Dossier(served=True, serves=True)
    proofs = readings.get(KEY, ())
    told = any(_proves_post(one) for key in OF_TODAY for one in readings.get(key, ()))
    on_leave = any(entry.sector == "break" and entry.ongoing for source in sources for entry in source.findings.entries)
    today = told or any(_lasts(one, cutoff) for one in proofs) or bool(proofs and on_leave)
    lent = any(one.finding.detail.get("lent") for one in proofs)
    return Dossier(served=told or bool(proofs), serves=today, lent=lent)


def _proves_post(reading: SourcedFinding) -> bool:
    """Whether an appointment or a load is told in a post in a school; what is itself in doubt proves none."""
    told = reading.finding
    decides = not (told.is_echo or told.is_guess or told.state is State.TO_VERIFY or _is_denial(reading))
    return decides and reading.finding.detail.get(DETAIL) == Ground.SCHOOL


def _lasts(proof: SourcedFinding, cutoff: date) -> bool:
    """Whether what is proven went on until a year before the cutoff."""
    until = proof.finding.detail.get("until")
    return until is None or date.fromisoformat(str(until)) > cutoff.replace(year=cutoff.year - 1, day=1)


# --- what may be told of it -----------------------------------------------------------------------------------------


def admitted(readings: Mapping[str, Sequence[SourcedFinding]], dossier: Dossier) -> dict[str, list[SourcedFinding]]:
    """The readings that may be told, by key."""
    return {key: [one for one in some if may_be_told(one, dossier)] for key, some in readings.items()}


def may_be_told(reading: SourcedFinding, dossier: Dossier) -> bool:
    """Whether a reading is proven to be of its own thing, by its passage or by the dossier."""
    key, ground = reading.finding.key, reading.finding.detail.get(DETAIL)
    if ground is None or _is_denial(reading):
        return True
    if key == "orientation":
        return not _is_of_occasion(reading) or (dossier.serves and ground != Ground.ELSEWHERE)
    if key == "current_employer":
        return dossier.served or _is_of_employer(reading)
    if key not in OF_POSTS:
        return True
    return reading.finding.certainty >= ECHOING and _is_of_school(Ground(ground), key, dossier)


def _is_of_school(ground: Ground, key: str, dossier: Dossier) -> bool:
    """Whether a post's fact is of one in a school: where its passage says nothing, the dossier must."""
    if ground is Ground.ELSEWHERE:
        return key == "workload" and dossier.lent
    return dossier.served if ground is Ground.SCHOOL or key not in OF_TODAY else dossier.serves


def _is_denial(reading: SourcedFinding) -> bool:
    """Whether the writer says in so many words not to be appointed."""
    rules = (piece.rule for piece in reading.finding.evidence[:1])
    return reading.finding.value == "temporary" and any(rule.startswith(_DENIALS) for rule in rules)


def _is_of_employer(reading: SourcedFinding) -> bool:
    """Whether an employer is told of who serves in no school: no school, but where a sentence says it by its verb.

    A line may name the school of a pupil.
    """
    told = any(piece.rule.startswith("employer.told") for piece in reading.finding.evidence)
    return told or not is_school(str(reading.finding.value))


def _is_of_occasion(reading: SourcedFinding) -> bool:
    """Whether guidance is heard of by occasions alone; a denial is none."""
    return reading.finding.value is True and all(_tells_occasion(piece) for piece in reading.finding.evidence)


def _tells_occasion(piece: Evidence) -> bool:
    """Whether a passage tells of help that was given once, of a subject's name, or of nothing but a fair of trades."""
    if piece.rule.rpartition("/")[0] in _OCCASIONS:
        return True
    said = fold(piece.quote)
    fairs = [fair.span() for fair in _FAIRS.finditer(said)]
    named = [name.start() for name in _NAMED.finditer(said)]
    return bool(fairs) and all(any(start <= at < end for start, end in fairs) for at in named)


# --- what may be told against it ------------------------------------------------------------------------------------


def proven_years(years: Fact, dossier: Dossier) -> Fact:
    """The years, but for a single one that dates alone tell of somebody who serves in no school today."""
    told = any(not piece.evidence.rule.startswith(_DATES) for piece in years.evidence)
    return years if told or dossier.serves or (years.value or 0) > 1 else Fact(key=years.key)


def beside_opposite(fact: Fact, opposites: Sequence[SourcedFinding]) -> Fact:
    """What stands against a candidate, to be verified beside another passage that may say the opposite."""
    if fact.state is not State.CONTRARY:
        return fact
    told = evidence_of([one for one in opposites if one.finding.value == fact.key])
    beside = [piece for piece in told if not any(_overlap(piece, other) for other in fact.evidence)]
    if not beside:
        return fact
    pieces = first_passages([*fact.evidence[: EVIDENCE_LIMIT // 2], *beside, *fact.evidence])
    return replace(fact, state=State.TO_VERIFY, evidence=pieces)


def _overlap(piece: PlacedEvidence, other: PlacedEvidence) -> bool:
    """Whether two passages share words of one text."""
    here = (piece.message_id, piece.document_id) == (other.message_id, other.document_id)
    return here and piece.evidence.start < other.evidence.end and other.evidence.start < piece.evidence.end
