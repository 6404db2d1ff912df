"""One employer told by several names: "Institut Saint-Orban" in a letter, "Institut Saint-Orban, Bourgvert" in a CV."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.career.organisations import SMALL_WORDS
from parsers.lexicon.patterns import words_in
from parsers.text.marks import WORD_OR_NUMBER
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.facts.telling.merging import SourcedFinding


_SORTS = words_in(*(f"employer_names.{table}" for table in ("sorts", "kinds", "networks", "sorts_in_words")))


def under_one_name(readings: Sequence[SourcedFinding]) -> list[SourcedFinding]:
    """The readings, those that tell the same organisation under the name of the surest of them."""
    names: list[str] = []
    called: dict[str, str] = {}
    for reading in sorted(readings, key=lambda reading: reading.weight, reverse=True):
        told = reading.finding.value
        called[told] = called.get(told) or next((name for name in names if is_same(name, told)), told)
        names.append(called[told])
    return [
        replace(reading, finding=replace(reading.finding, value=called[reading.finding.value])) for reading in readings
    ]


def is_same(one: str, other: str) -> bool:
    """Whether two names tell one organisation: the own words of the one are among the other's, the sorts agree."""
    (sort, own), (sort_too, own_too) = _parts(one), _parts(other)
    if sort and sort_too and sort != sort_too:
        return False
    if not own or not own_too:
        return min(len(one.split()), len(other.split())) >= _WORDS and _is_cut(fold(one), fold(other))
    return own <= own_too or own_too <= own


_WORDS = 3
"""A name of fewer words that tell its sort is no part of another one's."""


def _is_cut(one: str, other: str) -> bool:
    """Whether one name is the beginning of the other: its line ended there."""
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _parts(name: str) -> tuple[str, frozenset[str]]:
    """The first word of a name that tells its sort, and the words that are its own."""
    words = [word for word in WORD_OR_NUMBER.findall(fold(name)) if word not in SMALL_WORDS]
    return next((word for word in words if word in _SORTS), ""), frozenset(w for w in words if w not in _SORTS)
