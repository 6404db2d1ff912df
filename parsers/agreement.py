"""Who the candidate is, by agreement of the places that tell a name, an address, a number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.merging import evidence_of
from parsers.text import fold
from parsers.values import Claim, Fact, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.merging import Said

PERSON_KEYS = ("name", "given_name", "family_name", "email", "phone", "postal_code", "city")
_CLOSE = 0.8
"""A rival value with this share of the winner's weight makes the value one to verify."""


def agreed(key: str, readings: Sequence[Said]) -> Fact:
    """The value that the most, and the surest, places agree on; each kind of place speaks once.

    A finding's `detail["source"]` names the kind of place (signature, contact block, file name); its certainty is what
    the place weighs.
    """
    groups: dict[str, list[Said]] = defaultdict(list)
    for reading in readings:
        if reading.finding.value is not None:
            groups[_same(key, str(reading.finding.value))].append(reading)
    if not groups:
        return Fact(key=key)
    ordered = sorted(groups.values(), key=lambda group: (_weight(group), group[0].weight), reverse=True)
    best = ordered[0]
    disputed = len(ordered) > 1 and _weight(ordered[1]) >= _CLOSE * _weight(best)
    return Fact(
        key=key,
        value=max(best, key=lambda reading: reading.weight).finding.value,
        state=State.TO_VERIFY if disputed else State.FOUND,
        evidence=evidence_of(best),
        claims=tuple(Claim(value=g[0].finding.value, evidence=evidence_of(g)) for g in ordered) if disputed else (),
    )


def _same(key: str, value: str) -> str:
    """What two spellings of one value have in common: a name's words in any order."""
    words = fold(value).replace("-", " ").split()
    return " ".join(sorted(words) if key == "name" else words)


def _weight(group: Sequence[Said]) -> float:
    """The sum of the certainties, each kind of place once."""
    by_place: dict[str, float] = {}
    for reading in group:
        place = str(reading.finding.detail.get("source", reading.rank))
        by_place[place] = max(by_place.get(place, 0.0), reading.finding.certainty)
    return sum(by_place.values())
