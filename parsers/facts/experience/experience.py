"""Years of service: the dated entries of a career against the totals that its owner states; which of both is believed.

The entries' months are added up by `intervals.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from parsers.facts.career.sectors import SERVICE, sector_of
from parsers.facts.experience.gaps import beside_gap, beside_nothing_of_now
from parsers.facts.experience.intervals import Months, months_in, months_of, total, until, whole_years, without
from parsers.facts.telling.merging import SourcedFinding, evidence_of, first_passages, placed, state_of, with_echoes
from parsers.rules.registry import cite
from parsers.values.evidence import EVIDENCE_LIMIT, State
from parsers.values.profiles import Claim, Fact, PlacedEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Entry
    from parsers.values.profiles import PlacedEvidence, Source

KEY = "experience_years"
_SUPPOSED, _SINCE = cite("experience.supposed"), cite("experience.since")
_WHOLE = 0.8
"""Below, a total may be that of one post: a greater sum of the entries is believed."""
_SURE = 0.6
"""From this certainty on, a stated total is believed before the sum of the entries."""
_NAMED = 0.55
"""Of a total that says what it counts, and not where."""
_UNREAD = 2
"""Of more years than these, some of the dates were not read."""
_TELLING = 0.4
"""Below, a number of years tells nothing alone: it may only confirm what the entries add up to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sum:
    """What the dated entries add up to."""

    years: int | None
    evidence: tuple[PlacedEvidence, ...]
    narrated: bool
    """All of them stand in sentences, which may tell the rest otherwise."""


def experience(
    sources: Sequence[Source],
    stated: Sequence[SourcedFinding],
    criterion: Criterion | None,
    cutoff: date,
    *,
    served: bool,
) -> tuple[Fact, tuple[PlacedEntry, ...]]:
    """The years that count up to `cutoff`, and the timeline they were counted from.

    A total that the papers state stands before the sum of the entries, if its sentence is clear. Where both differ by
    more than a career's usual gaps, or lie on two sides of the threshold, the fact is `to_verify` and shows both; so is
    a sum that no sentence tells and whose posts leave a long gap.
    """
    timeline = _timeline(sources, cutoff, served=served)
    elsewhere = any(row.entry.sector == "other" for row in timeline) and not any(row.counted for row in timeline)
    deciding = [said for said in stated if not said.finding.is_echo and not (elsewhere and said.finding.value == 0)]
    added = _sum(timeline, cutoff, _lasting(deciding, cutoff))
    credible = _credible(deciding, timeline, cutoff)
    told = _told(credible, added, cutoff, _elsewhere(timeline, cutoff))
    years = added.years if told is None else told[0]
    if years is None:
        return Fact(key=KEY) if elsewhere else _supposed(stated, cutoff), timeline
    fact = _fact(told, added, _echoes(stated, years, cutoff), criterion)
    if told is None and not _echoes(_of_the_career(stated, timeline), years, cutoff):
        fact = beside_nothing_of_now(beside_gap(fact, timeline, cutoff), timeline, cutoff)
    if told is None:
        beyond = [*_beyond(deciding, years, cutoff), *_exceeded(deciding, years, cutoff)]
    else:
        beyond = _opposed(credible, told[1], added, cutoff)
    return (_doubted(fact, beyond, cutoff) if beyond else fact), timeline


def _supposed(stated: Sequence[SourcedFinding], cutoff: date) -> Fact:
    """The longest stretch of which only what stands around it tells that it was service, to be verified."""
    echoes = [said for said in stated if said.finding.is_echo and said.finding.detail.get("field") == "service"]
    told = [(years, said) for said in echoes if (years := _years(said, cutoff, None)) is not None]
    if not told:
        return Fact(key=KEY)
    longest = max(years for years, _ in told)
    passages = evidence_of([said for years, said in told if years == longest])
    shown = tuple(replace(piece, evidence=replace(piece.evidence, rule=_SUPPOSED)) for piece in passages)
    return Fact(key=KEY, value=longest, state=State.TO_VERIFY, evidence=shown)


def beside_others(
    years: Fact,
    facts: Mapping[str, Fact],
    stated: Sequence[SourcedFinding],
    timeline: Sequence[PlacedEntry],
    cutoff: date,
) -> Fact:
    """Few years or none, beside a permanent appointment, which nobody has without years of service, are to verify.

    Where none were counted and no employer of other work is known, the longest stretch that the papers tell is shown.
    Enough years are to verify where no sentence tells as many and no work that is known goes on until now.
    """
    tenure, employer = facts.get("tenure"), facts.get("current_employer")
    if tenure is None or tenure.value != "permanent":
        return years
    if years.state is State.FOUND and not _echoes(stated, years.value, cutoff):
        return beside_nothing_of_now(years, timeline, cutoff)
    if years.state not in {State.CONTRARY, State.NOT_FOUND}:
        return years
    value, told = years.value, list(years.evidence)
    if value is None:
        stretches = [(length, said) for said in stated if (length := _years(said, cutoff, None)) is not None]
        if not stretches or (employer is not None and sector_of([str(employer.value)]) == "other"):
            return years
        value, longest = max(stretches, key=lambda stretch: stretch[0])
        told = list(evidence_of([longest]))
    both = first_passages([*told[:4], *tenure.evidence[:1]])
    return replace(years, value=value, state=State.TO_VERIFY, evidence=both)


def _timeline(sources: Sequence[Source], cutoff: date, *, served: bool) -> tuple[PlacedEntry, ...]:
    return tuple(
        PlacedEntry(
            message_id=source.message_id,
            document_id=source.document_id,
            entry=entry,
            counted=served and entry.sector in SERVICE and entry.start is not None and entry.start <= cutoff,
        )
        for source in sources
        for entry in source.findings.entries
    )


def _lasting(stated: Sequence[SourcedFinding], cutoff: date) -> list[Months]:
    """The months since the beginnings that sentences tell to last ("arrivée à l'école en 2013"), up to the cutoff."""
    begun = [
        date.fromisoformat(str(said.finding.detail["since"]))
        for said in stated
        if said.finding.detail.get("since") and not said.finding.detail.get("plus")
    ]
    return [months_of(first, cutoff) for first in begun if first <= cutoff]


def _sum(timeline: Sequence[PlacedEntry], cutoff: date, lasting_on: Sequence[Months] = ()) -> _Sum:
    """The months of the posts; where sentences tell all of them, of those that last since a beginning, too."""
    counted = [row for row in timeline if row.counted and row.entry.precision != "season"]
    breaks = [months_in(row.entry, cutoff) for row in timeline if row.entry.sector == "break" and not row.entry.ongoing]
    narrated = all(row.entry.evidence.rule.startswith("experience.narrated") for row in counted)
    told = lasting_on if narrated else ()
    served = until(without(chain((months_in(row.entry, cutoff) for row in counted), told), breaks), cutoff)
    ordered = sorted(counted, key=lambda row: -_length(row.entry, cutoff))
    lasting = any(_length(row.entry, cutoff) > 1 for row in counted)
    return _Sum(
        years=whole_years(total(served)) if lasting else None,
        evidence=first_passages(chain.from_iterable(placed(row, [row.entry.evidence]) for row in ordered)),
        narrated=narrated,
    )


def _length(entry: Entry, cutoff: date) -> int:
    months = months_in(entry, cutoff)
    return months.end - months.start


def _told(
    stated: Sequence[SourcedFinding], added: _Sum, cutoff: date, elsewhere: float
) -> tuple[int, list[SourcedFinding]] | None:
    """The stated total that is believed, with what states it; a beginning ("depuis 2008") counts to the cutoff.

    One that tells little of its field is believed where all the dates, those `elsewhere` too, reach no such sum.
    """
    totals = [(_years(said, cutoff, added.years), said) for said in stated]
    usable = [(years, said) for years, said in totals if years is not None and said.finding.certainty >= _TELLING]
    if not usable:
        return None
    best = max(usable, key=lambda pair: (pair[1].finding.certainty, pair[0]))
    best = _whole(best, usable)
    if best[1].finding.detail.get("least") and added.years is not None and added.years > best[0]:
        return None
    same = [said for years, said in usable if abs(years - best[0]) <= 1]
    told = best[0], sorted(same, key=lambda said: said.weight, reverse=True)
    if added.narrated and _tells_days(best[1]) and (best[0] > (added.years or 0) or best[1].finding.detail["broken"]):
        return told
    unread = best[1].finding.certainty >= _NAMED and best[0] > (added.years or 0) + elsewhere + _UNREAD
    if best[1].finding.certainty < _SURE and added.years is not None and not unread:
        return None
    partial = best[1].finding.certainty < _WHOLE
    if added.years is not None and added.years > best[0] + (1 if partial else max(3, best[0] / 3)):
        return None
    return told


def _whole(
    best: tuple[int, SourcedFinding], usable: Sequence[tuple[int, SourcedFinding]]
) -> tuple[int, SourcedFinding]:
    """The reading that may be the whole: beside what lasts in one post, an earlier beginning; beside a part, any."""
    detail = best[1].finding.detail
    if not (detail.get("least") or detail.get("lasts")):
        return best
    greater = [
        (years, said)
        for years, said in usable
        if years > best[0] + 1
        and not said.finding.detail.get("least")
        and (detail.get("least") or said.finding.evidence[0].rule == _SINCE)
    ]
    return max(greater, key=lambda pair: (pair[1].finding.certainty, pair[0]), default=best)


def _tells_days(said: SourcedFinding) -> bool:
    """Whether sentences tell a career by several of its days: more than single ones do."""
    rule = said.finding.evidence[0].rule
    return said.finding.certainty >= _NAMED and rule.startswith("experience.chronicle")


def _credible(
    stated: Sequence[SourcedFinding], timeline: Sequence[PlacedEntry], cutoff: date
) -> Sequence[SourcedFinding]:
    """The totals, but those that name no school where the papers date no post in one and as many years elsewhere.

    A beginning names its school.
    """
    if any(row.counted for row in timeline):
        return stated
    years = _elsewhere(timeline, cutoff) + _UNREAD
    return [
        said
        for said in stated
        if said.finding.certainty >= _SURE
        or said.finding.detail.get("since")
        or (_years(said, cutoff, None) or 0) > years
    ]


def _elsewhere(timeline: Sequence[PlacedEntry], cutoff: date) -> float:
    """The years that the papers date outside schools, or without telling where."""
    rows = [months_in(row.entry, cutoff) for row in timeline if row.entry.sector in {"other", "unknown"}]
    return total(until(rows, cutoff)) / 12


def _echoes(stated: Sequence[SourcedFinding], years: int, cutoff: date) -> list[SourcedFinding]:
    """The sentences that tell about as many years as are found."""
    told = [(_years(said, cutoff, years), said) for said in stated]
    return [said for number, said in told if number is not None and abs(number - years) <= 1]


def _of_the_career(stated: Sequence[SourcedFinding], timeline: Sequence[PlacedEntry]) -> list[SourcedFinding]:
    """What is stated, without beginnings of nobody knows what that none of the posts has: they confirm none."""
    starts = [row.entry.start for row in timeline if row.counted and row.entry.start]
    return [
        said
        for said in stated
        if not (starts and said.finding.is_echo and (since := said.finding.detail.get("since")))
        or any(abs((date.fromisoformat(str(since)) - start).days) < _A_YEAR for start in starts)
    ]


_A_YEAR = 300
"""Beginnings of one school year differ by fewer days."""


def _beyond(stated: Sequence[SourcedFinding], years: int, cutoff: date) -> list[SourcedFinding]:
    """The stretches of the writer's that reach a little beyond the dates: a post of theirs may have none."""
    told = [(_years(said, cutoff, years), said) for said in stated if said.finding.certainty < _TELLING]
    return [said for number, said in told if number is not None and years + 1 < number <= years * _A_LITTLE + 1]


_A_LITTLE = 1.3


def _exceeded(stated: Sequence[SourcedFinding], years: int, cutoff: date) -> list[SourcedFinding]:
    """The clear totals that the dates exceed by far: one of their posts may be none of service.

    Where a sentence tells as many years as the dates, a lesser total is of a part of them.
    """
    if _echoes(stated, years, cutoff):
        return []
    told = [(_years(said, cutoff, years), said) for said in stated if said.finding.certainty >= _CLEAR]
    return [said for number, said in told if number is not None and number < years - max(3, number / 3)]


_CLEAR = 0.9


def _opposed(
    stated: Sequence[SourcedFinding], readings: Sequence[SourcedFinding], added: _Sum, cutoff: date
) -> list[SourcedFinding]:
    """The other totals, greater or as sure, beside one that is not quite clear and that no dates confirm.

    What is believed may be told of a part; a lesser number that is less sure is itself one.
    """
    years, sure = _years(readings[0], cutoff, added.years) or 0, readings[0].finding.certainty
    if sure >= _CLEAR or (added.years is not None and abs(added.years - years) <= 1):
        return []
    told = [(_years(said, cutoff, years), said) for said in stated if said.finding.certainty >= _PERHAPS]
    return [
        said
        for number, said in told
        if number is not None
        and abs(number - years) > max(1, years * _PART)
        and (number > years or said.finding.certainty >= sure)
    ]


_PERHAPS, _PART = 0.5, 0.15


def _doubted(fact: Fact, beyond: Sequence[SourcedFinding], cutoff: date) -> Fact:
    """The years of the dates, to be verified beside a sentence that tells a few more."""
    passages = evidence_of(beyond)
    claims = (
        Claim(value=fact.value, evidence=fact.evidence),
        Claim(value=_years(beyond[0], cutoff, None), evidence=passages),
    )
    both = first_passages([*fact.evidence[: EVIDENCE_LIMIT - 1], *passages])
    return replace(fact, state=State.TO_VERIFY, evidence=both, claims=claims)


def _years(said: SourcedFinding, cutoff: date, added: int | None) -> int | None:
    finding = said.finding
    since = finding.detail.get("since")
    if since:
        begun = date.fromisoformat(str(since))
        months = total([months_of(begun, cutoff)]) + int(12 * float(finding.detail.get("plus", 0)))
        return whole_years(months) if begun <= cutoff else None
    if finding.value is None:
        return None
    value = int(finding.value)
    if finding.detail.get("more") and added is not None and added > value:
        return added if added <= value + _MORE else value + 1
    return value


_MORE = 5
"""So many years more, at the most, "more than twenty" may be."""


_KEPT = 2
"""So many passages of a career of many posts make way for sentences that tell as many years."""


def _fact(
    told: tuple[int, list[SourcedFinding]] | None,
    added: _Sum,
    echoes: Sequence[SourcedFinding],
    criterion: Criterion | None,
) -> Fact:
    weak = [said for said in echoes if said.finding.is_echo]
    if told is None:
        state = state_of(added.years, State.FOUND, criterion)
        again = evidence_of([said for said in echoes if not said.finding.is_echo])[:2]
        return Fact(
            key=KEY, value=added.years, state=state, evidence=with_echoes([*again, *added.evidence], weak, kept=_KEPT)
        )
    years, readings = told
    evidence = evidence_of(readings)
    confirmed = added.years is not None and abs(added.years - years) <= 1
    doubtful = all(said.finding.detail.get("doubt") for said in readings) and not confirmed
    state = State.TO_VERIFY if doubtful else state_of(years, State.FOUND, criterion)
    if added.years is None:
        return Fact(key=KEY, value=years, state=state, evidence=with_echoes(evidence, weak))
    both = with_echoes([*evidence[:3], *added.evidence], weak, kept=_KEPT)
    differ = abs(added.years - years) > 1
    claims = (Claim(value=years, evidence=evidence), Claim(value=added.years, evidence=added.evidence))
    least = readings[0].finding.certainty < _WHOLE and state is State.CONTRARY and added.years > years
    opposed = state is not state_of(added.years, State.FOUND, criterion)
    far = abs(added.years - years) > max(3, years / 3)
    return Fact(
        key=KEY,
        value=years,
        state=State.TO_VERIFY if least or opposed or far else state,
        evidence=both,
        claims=claims if differ or least or opposed else (),
    )
