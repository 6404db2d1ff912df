"""Posts that are dated by their beginnings only: each lasts until the next, or goes on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values.evidence import Entry

_MENTORS = vocabulary("work.mentors")


def chained(entries: list[Entry]) -> list[Entry]:
    """A career of beginnings only ("2003 : …", "2009 : …"): each post lasts until the next, the last goes on."""
    entries = [_opened(entry, entries) for entry in entries]
    starts = [entry for entry in entries if entry.start and entry.end and _is_point(entry)]
    if len(starts) == 1 and len(entries) > 1:
        return _last_goes_on(entries, starts[0])
    served = sum(entry.sector in {"education", "cpms"} for entry in entries)
    if len(entries) < 2 or len(starts) < len(entries) or served < 2:
        return entries
    ordered = sorted(starts, key=lambda entry: entry.start or date.min)
    ends = {id(a): b.start for a, b in pairwise(ordered)}
    return [
        replace(entry, end=_eve(next_start, entry.precision))
        if (next_start := ends.get(id(entry)))
        else replace(entry, end=None, ongoing=True)
        for entry in entries
    ]


def _opened(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """A post dated by a school year's beginning ("rentrée 1989") lasts until the next one elsewhere, or goes on."""
    if _is_point(entry) and _STILL.search(fold(entry.evidence.quote)):
        return replace(entry, end=None, ongoing=True)
    if entry.sector not in {"education", "cpms"} or not _BEGINNING.match(fold(entry.evidence.quote)):
        return entry
    if entry.ongoing or entry.start is None or not _is_point(entry):
        return entry
    elsewhere = [
        other.start
        for other in entries
        if other.start
        and other.start > entry.start
        and other.employer
        and other.employer != entry.employer
        and not _MENTORS.search(fold(other.evidence.quote))
    ]
    return replace(entry, end=_eve(min(elsewhere), "month")) if elsewhere else replace(entry, end=None, ongoing=True)


_STILL = re.compile(
    r"\b(?:(?:encore|toujours) (?:en (?:fonction|poste|place|service)|a ce jour|aujourd'hui)|"
    r"(?:j'y|je) (?:\w+ )?(?:suis|travaille|enseigne) (?:encore|toujours)|"
    r"(?:werk|sta|ben|geef) ik (?:er )?(?:\w+ )?(?:nog (?:steeds|altijd)|vandaag nog)|"
    r"nog (?:steeds|altijd) (?:in dienst|"
    r"werkzaam|actief)|(?:noch (?:immer|heute)|immer noch|bis heute) (?:tatig|beschaftigt|im (?:dienst|amt))|"
    r"i (?:am )?still (?:work|teach|hold|am|in post|employed|there)|still (?:in post|employed|working|teaching))\b|"
    r"\((?:poste |emploi |fonction )?(?:en cours|actuel\w*|a ce jour|heden|huidig\w*|aktuell|current\w*|present)\)"
)
"""A beginning that the words beside it say still lasts: "2014 : début …, où je suis encore en fonction"."""
_BEGINNING = re.compile(r"(?:rentree|schuljahresbeginn|start (?:van het|of the) (?:schooljaar|school year))\b")


def _last_goes_on(entries: list[Entry], point: Entry) -> list[Entry]:
    """A single beginning after the ends of all other posts, in a school or a CPMS, goes on."""
    others = [entry for entry in entries if entry is not point]
    later = all(entry.end and point.start and entry.end <= point.start for entry in others)
    if not later or point.sector not in {"education", "cpms"}:
        return entries
    return [replace(entry, end=None, ongoing=True) if entry is point else entry for entry in entries]


def _eve(following: date, precision: str) -> date:
    """The last day before the next post; between two years alone, the summer's end."""
    return following.replace(month=8, day=31) if precision == "year" else following - timedelta(days=1)


def _is_point(entry: Entry) -> bool:
    """Whether an entry is dated by one year or one month."""
    if entry.start is None or entry.end is None or entry.precision not in {"year", "month", "day"}:
        return False
    return (
        (entry.end - entry.start).days < 366
        and entry.start.year == entry.end.year
        and (entry.precision == "year" or entry.start.month == entry.end.month)
    )
