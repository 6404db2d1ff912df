"""The numbers of years that a sentence tells, halves and months with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.words.dates.numerals import value_of
from parsers.words.dates.ordinals import round_measures
from parsers.words.experience.duration import BARE, MORE, TOTAL

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

LONGEST = 50
"""No one serves longer, in years."""


class Duration(NamedTuple):
    """A number of years in a folded sentence: the characters that say it, and what they say."""

    start: int
    end: int
    value: float
    unit: str
    more: bool = False
    """"Plus de vingt ans": the number is the least."""


def durations(flat: str) -> Iterator[Duration]:
    """Every number of years of a sentence: "quinze ans", "deux ans et demi", "un quart de siècle"."""
    taken: list[Duration] = []
    for match in TOTAL.finditer(flat):
        value = _value(match)
        if value is not None and 1 <= value <= LONGEST:
            rough = match["rough"] or ""
            taken.append(Duration(match.start(), match.end(), value, match["unit"], rough.startswith(MORE)))
    yield from taken
    for start, end, years in round_measures(flat):
        if 1 <= years <= LONGEST and not any(told.start < end and start < told.end for told in taken):
            yield Duration(start, end, years, "round")


def _value(match: re.Match[str]) -> float | None:
    value = value_of(match["number"])
    if value is None:
        return None
    months = value_of(match["months"]) if match["months"] else None
    return value + (0.5 if match["half"] else 0) + min(months or 0, 11) / 12


def bare_after(flat: str, first: Duration) -> list[Duration]:
    """The numbers that take their unit from `first`: "six ans à Mons, cinq à Tournai et quatre à Ath"."""
    found: list[Duration] = []
    at = first.end
    while (following := BARE.search(flat, at, at + _REACH)) and not _parted(flat[at : following.start()]):
        value = value_of(following["number"])
        if value is None or not 1 <= value <= LONGEST:
            break
        found.append(Duration(following.start("number"), following.end("number"), value, "bare"))
        at = following.end("number")
    return found


_REACH = 75


def _parted(between: str) -> bool:
    """Whether a sentence's turn lies between two numbers."""
    return any(mark in between for mark in (". ", ";", ":", "(", ",", " dont ", " mais ", " waarvan ", " davon "))
