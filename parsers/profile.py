"""An application's profile: what all its texts say, merged by criterion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from parsers.facts.asked.dossier import ReadDossier
from parsers.facts.asked.kinds import KINDS
from parsers.facts.employer.one_name import under_one_name
from parsers.facts.experience.experience import beside_others, experience
from parsers.facts.languages.stated_levels import levels_together
from parsers.facts.person.candidate import decide
from parsers.facts.telling.gate import admitted, beside_opposite, dossier_of, proven_years
from parsers.facts.telling.merging import (
    as_far_as_seen,
    beside_no_post,
    evidence_of,
    guessed,
    many_values,
    one_value,
    said,
    without_earlier,
)
from parsers.facts.telling.opposites import KEY as OPPOSITE
from parsers.values.evidence import State
from parsers.values.profiles import Fact, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.facts.telling.merging import SourcedFinding
    from parsers.values.criteria import Criterion
    from parsers.values.headers import Address
    from parsers.values.profiles import Source

LISTS = frozenset({"qualifications", "languages", "other_languages", "language_levels"})
"""Facts whose value is a list that grows with every text."""
NAMES = ("name", "given_name", "family_name")
_TOGETHER = {key: keys for keys in (frozenset(NAMES), frozenset({"postal_code", "city"})) for key in keys}
"""Particulars of which one alone would be another person's half."""
ALWAYS_KEYS = ("languages", "current_employer")
"""Facts of every application, though no criterion of the notice asks for them."""
OF_NOW = frozenset({"current_employer", "workload"})
"""Facts of the present post."""
OF_A_POST = frozenset({"tenure", "workload"})
"""Facts that nobody has who holds no post."""
_ANSWERS = {name: kind.answer for name, kind in KINDS.items() if kind.answer}
"""By kind of criterion, what answers it out of all that was read."""
WHERE_TOLD = ("other_languages", "language_levels")
"""The same, of those alone whose papers tell them."""


def assemble(sources: Sequence[Source], *, criteria: Sequence[Criterion], cutoff: date) -> Profile:
    """Merge the texts of one application; careers are counted up to `cutoff` (its month included).

    Superseded documents are not read, nor late ones where something came in time; the newest text speaks first. Mails
    that wait for a person's word speak where all others are silent, and only as something to verify.
    """
    own = [source for source in sources if source.admitted]
    profile = _assemble(own, criteria, cutoff)
    if len(own) < len(sources):
        profile = _completed(profile, _assemble(sources, criteria, cutoff))
    return _as_far_as_seen(profile)


def _as_far_as_seen(profile: Profile) -> Profile:
    """Nothing is sure, and nothing contrary, by lines that their page may show otherwise."""
    facts = {key: as_far_as_seen(fact) for key, fact in profile.facts.items()}
    years = facts.get("experience_years")
    if (
        years is not None
        and years.value is not None
        and any(one.counted and one.entry.evidence.doubtful for one in profile.timeline)
    ):
        facts["experience_years"] = replace(years, state=State.TO_VERIFY)
    return replace(profile, facts=facts, person={key: as_far_as_seen(fact) for key, fact in profile.person.items()})


def _completed(own: Profile, whole: Profile) -> Profile:
    """What only mails say that wait for a person's word is to verify; they change nothing that is known."""
    facts = {key: _or_doubtful(fact, whole.facts[key]) for key, fact in own.facts.items()}
    named = {key: _or_doubtful(own.person[key], whole.person[key]) for key in NAMES}
    return replace(own, facts=facts, person={**own.person, **named})


def _or_doubtful(own: Fact, whole: Fact) -> Fact:
    silent = own.state is State.NOT_FOUND and whole.state is not State.NOT_FOUND
    return replace(whole, state=State.TO_VERIFY) if silent else own


def _assemble(sources: Sequence[Source], criteria: Sequence[Criterion], cutoff: date) -> Profile:
    usable = current(sources)
    everything = said(usable)
    dossier = dossier_of(usable, everything, cutoff)
    by_key = admitted(everything, dossier)
    wanted = {criterion.key: criterion for criterion in criteria}
    years_asked = next((criterion for criterion in criteria if criterion.extractor == "experience"), None)
    facts = {
        key: _fact(key, _readings(by_key, key, wanted.get(key)), wanted.get(key), cutoff)
        for key in dict.fromkeys((*wanted, *ALWAYS_KEYS, *(key for key in WHERE_TOLD if key in by_key)))
        if key != "experience_years"
    }
    for key in OF_A_POST & facts.keys():
        facts[key] = beside_no_post(facts[key], by_key.get("standing", []))
    facts = {key: beside_opposite(fact, by_key.get(OPPOSITE, [])) for key, fact in facts.items()}
    years, timeline = experience(usable, by_key.get("experience_years", []), years_asked, cutoff, served=dossier.served)
    years = beside_opposite(proven_years(years, dossier), by_key.get(OPPOSITE, []))
    facts["experience_years"] = beside_others(years, facts, by_key.get("experience_years", []), timeline, cutoff)
    second = _doubted(admitted(guessed(usable), dossier))
    if by_key.get("standing"):
        second.pop("workload", None)
    facts = {key: second.get(key, fact) if fact.state is State.NOT_FOUND else fact for key, fact in facts.items()}
    person = _person(sources, usable)
    read = ReadDossier(readings=by_key, career=timeline, person=person, cutoff=cutoff)
    facts |= {one.key: answer(one, read) for one in criteria if (answer := _ANSWERS.get(one.extractor))}
    if years_asked is None and criteria:
        facts.pop("experience_years")
    return Profile(person=person, facts=facts, timeline=timeline)


def _doubted(guesses: Mapping[str, Sequence[SourcedFinding]]) -> dict[str, Fact]:
    """What is told of a fact though no rule settles it, to be verified."""
    likeliest = {key: max(some, key=lambda one: one.weight) for key, some in guesses.items() if some}
    return {
        key: Fact(key=key, value=best.finding.value, state=State.TO_VERIFY, evidence=evidence_of([best]))
        for key, best in likeliest.items()
    }


def _person(sources: Sequence[Source], usable: Sequence[Source]) -> dict[str, Fact]:
    """The candidate's particulars; those of mails that were merged in complete them and replace none."""
    whole = _decided(sources, usable)
    first = [source for source in sources if not source.joined]
    if len(first) == len(sources):
        return whole
    own = _decided(first, current(first))
    told = {key for key, fact in own.items() if fact.value is not None}
    return {key: own[key] if told & _TOGETHER.get(key, {key}) else fact for key, fact in whole.items()}


def _decided(sources: Sequence[Source], usable: Sequence[Source]) -> dict[str, Fact]:
    counted = {id(one) for one in usable}
    aside = sorted((one for one in sources if id(one) not in counted), key=_age, reverse=True)
    return decide(usable, _sent(sources), aside)


def _sent(sources: Sequence[Source]) -> Address | None:
    """The address that the first mail came from: it stays the candidate's until a person says otherwise."""
    first = min((s for s in sources if s.applicant.email), key=lambda s: (s.received_at, s.message_id), default=None)
    return first.applicant if first else None


def _readings(by_key: dict[str, list[SourcedFinding]], key: str, criterion: Criterion | None) -> list[SourcedFinding]:
    """What the texts say of a criterion by its own words, or, read by an earlier version, by its key alone."""
    keys = dict.fromkeys((criterion.finding_key, key) if criterion else (key,))
    return [reading for one in keys for reading in by_key.get(one, [])]


def current(sources: Sequence[Source]) -> list[Source]:
    """The texts that count, newest first."""
    valid = [source for source in sources if not source.superseded]
    in_time = [source for source in valid if source.in_time] or valid
    return sorted(in_time, key=_age, reverse=True)


def _age(source: Source) -> tuple[datetime, int]:
    return source.received_at, source.document_id or 0


def _fact(key: str, readings: Sequence[SourcedFinding], criterion: Criterion | None, cutoff: date) -> Fact:
    if key in OF_NOW:
        readings = [reading for reading in readings if _still(reading, cutoff)]
    if key == "current_employer":
        readings = under_one_name(readings)
    if key == "language_levels":
        return levels_together(readings)
    if key in LISTS:
        return many_values(key, readings)
    if criterion is not None and criterion.is_passages:
        return replace(many_values(key, readings), value=None) if not readings else many_values(key, readings)
    return one_value(key, without_earlier(readings), criterion)


def _still(reading: SourcedFinding, cutoff: date) -> bool:
    """Whether a post that ends at `detail["until"]` may be the present one: it ran within a year of the cutoff.

    One that must be running lasts beyond the cutoff.
    """
    until = reading.finding.detail.get("until")
    latest = cutoff if reading.finding.detail.get("running") else cutoff.replace(year=cutoff.year - 1, day=1)
    return until is None or date.fromisoformat(str(until)) > latest
