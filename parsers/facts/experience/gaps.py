"""Careers that do not account for all their time: a gap between two posts, or none of now, may be a post not read."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from parsers.facts.experience.intervals import month_number, months_in
from parsers.facts.telling.merging import first_passages, placed
from parsers.rules.registry import cite
from parsers.values.evidence import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parsers.facts.experience.intervals import Months
    from parsers.values.profiles import Fact, PlacedEntry

_RULE = cite("experience.gap")
_LONGEST, _LATEST = 24, 12
"""A career whose posts were all read has no longer gap, in months: within it, and after its last post."""


def beside_gap(years: Fact, timeline: Sequence[PlacedEntry], cutoff: date) -> Fact:
    """The years, to be verified beside a long gap within the career; the posts on its two sides are shown first."""
    sides = _gap(timeline, cutoff)
    return _doubted(years, sides) if sides else years


def beside_nothing_of_now(years: Fact, timeline: Sequence[PlacedEntry], cutoff: date) -> Fact:
    """The years, to be verified where no work that is known goes on until now.

    What goes on without telling where may be the post; who has other work or is at home has told so.
    """
    known = [row for row in timeline if row.entry.sector != "unknown"]
    latest = max(known, key=lambda row: months_in(row.entry, cutoff).end, default=None)
    if latest is None or month_number(cutoff) + 1 - months_in(latest.entry, cutoff).end <= _LATEST:
        return years
    after = [row for row in timeline if row.entry.sector == "unknown" and row.entry.ongoing]
    return _doubted(years, [latest, *after[:1]])


def _gap(timeline: Sequence[PlacedEntry], cutoff: date) -> list[PlacedEntry]:
    """The posts on the two sides of the longest gap after the first that counts, where it is too long."""
    ordered = sorted(((months_in(row.entry, cutoff), row) for row in timeline), key=lambda post: post[0])
    begun = next((months.start for months, row in ordered if row.counted), 0)
    lasting: list[tuple[Months, PlacedEntry]] = []
    for months, row in ordered:
        if not lasting or months.end > lasting[-1][0].end:
            lasting.append((months, row))
    gaps = [
        (after.start - before.end, [one, other])
        for (before, one), (after, other) in pairwise(lasting)
        if after.start > begun
    ]
    length, sides = max(gaps, key=lambda gap: gap[0], default=(0, []))
    return sides if length > _LONGEST else []


def _doubted(years: Fact, rows: Sequence[PlacedEntry]) -> Fact:
    """The years with the posts that leave a doubt about them."""
    shown = (placed(row, [replace(row.entry.evidence, rule=_RULE)]) for row in rows)
    return replace(years, state=State.TO_VERIFY, evidence=first_passages(chain(*shown, years.evidence)))
