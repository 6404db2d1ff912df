"""School years of two digits each ("22/23", "13-14"), where something says that they are no load, score or age.

A word calls them so ("année 22/23", "depuis 22-23"), another one follows at once ("de 15/16 à 18/19"), or they stand in
a column: rows that each begin with one, in order.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import line_start
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.text.text import Folded

_LABELS = (*spelled("dates.school_year"), *spelled("dates.since"))
_HINGES = frozenset(
    {"-", "->", ",", ";", "/", *(word for kind in ("to", "and", "until") for word in spelled(f"dates.{kind}"))}
)
_YEARS = vocabulary("duration.years")
_WRITTEN_TO = frozenset("/.,-_")
_APART = 8
"""So few characters lie between the two ends of a range."""
_BESIDE = 3
"""Among so many rows that begin with a school year, another one is the year before or after."""


class _Pair(NamedTuple):
    """Two digits, a stroke or a hyphen, and the two digits of the next year."""

    start: int
    end: int
    year: int
    lead: str
    """What stands before it on its line, folded."""


def short_school_years(text: str, folded_text: Folded) -> dict[int, tuple[int, int]]:
    """Where school years of two digits each begin in a folded text: where each ends, and the digits of its year."""
    pairs = list(_pairs(text, folded_text))
    flat = folded_text.text
    told = {pair for pair in pairs if _is_labelled(pair)}
    for one, other in pairwise(pairs):
        hinge = flat[one.end : other.start].strip(" ()")
        if len(hinge) <= _APART and hinge in _HINGES and one.year < other.year:
            told |= {one, other}
    column = [pair for pair in pairs if not any(c.isalnum() for c in pair.lead)]
    for number, pair in enumerate(column):
        near = column[max(0, number - _BESIDE) : number + _BESIDE + 1]
        if any(abs(other.year - pair.year) == 1 for other in near):
            told.add(pair)
    return {pair.start: (pair.end, pair.year) for pair in told}


def _is_labelled(pair: _Pair) -> bool:
    """Whether a word right before a pair calls it a year."""
    lead = pair.lead.rstrip(" :.(")
    return any(lead.endswith(label) and not lead[: -len(label)][-1:].isalpha() for label in _LABELS)


def _pairs(text: str, folded_text: Folded) -> Iterator[_Pair]:
    """The pairs of a text that may be school years, in order."""
    flat = folded_text.text
    places = sorted(at for mark in "/-" for at in _all_of(flat, mark))
    for at in places:
        start, end = at - 2, at + 3
        first, last = flat[max(0, start) : at], flat[at + 1 : end]
        if not (len(first) == len(last) == 2 and first.isdecimal() and last.isdecimal()):
            continue
        if int(last) != (int(first) + 1) % 100 or _goes_on(flat, start, end) or _YEARS.match(flat[end : end + 12]):
            continue
        place = folded_text.offsets[start]
        yield _Pair(start, end, int(first), fold(text[line_start(text, place) : place]))


def _all_of(flat: str, mark: str) -> Iterator[int]:
    at = flat.find(mark, 2)
    while at >= 0:
        yield at
        at = flat.find(mark, at + 1)


def _goes_on(flat: str, start: int, end: int) -> bool:
    """Whether a pair is a piece of a longer number, date or word."""
    before, after = flat[max(0, start - 1) : start], flat[end : end + 1]
    if before.isalnum() or before in _WRITTEN_TO or after.isalnum() or after == "_":
        return True
    return after in _WRITTEN_TO and flat[end + 1 : end + 2].isdecimal()
