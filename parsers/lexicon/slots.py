"""What a phrase may leave open: `<number>`, `<digits>`, `<year>`, `<month>`, `<part>` of a whole, `<ordinal>` and more.

A `<small>` number has at most two digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from parsers.lexicon.numerals import NUMBER_HEADS, ORDINAL, number_end
from parsers.lexicon.patterns import PhraseBook

if TYPE_CHECKING:
    from collections.abc import Callable


MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""The tables of months.toml, in their order."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a place of a phrase may hold.

    `end` tells where it ends in a folded text from an offset on, 0 where the text does not fill it, `opens` whether a
    token may be the first of it.
    """

    end: Callable[[str, int], int]
    opens: Callable[[str], bool]


def _slot(pattern: str, opens: Callable[[str], bool]) -> Slot:
    """What a pattern fills, to the end of a word or of its digits."""
    compiled = re.compile(rf"{pattern}(?:(?!\w)|(?<=\d)(?!\d))")

    def end(text: str, at: int) -> int:
        found = compiled.match(text, at)
        return found.end() if found else 0

    return Slot(end, opens)


@cache
def _months() -> PhraseBook:
    return PhraseBook(*(f"months.{month}" for month in MONTHS))


def _month_end(text: str, at: int) -> int:
    """Where the month's name ends that begins at an offset of a folded text, in whole words; 0 where none does."""
    return next((end for _, end in _months().at(text, at) if not text[end : end + 1].isalnum()), 0)


def _is_digit(word: str) -> bool:
    return word[0].isdigit()


def _opens_number(word: str) -> bool:
    return word[0].isdigit() or word[:3] in NUMBER_HEADS


def _opens_ordinal(word: str) -> bool:
    return _opens_number(word) or re.fullmatch(ORDINAL, word) is not None


SLOTS: dict[str, Slot] = {
    "number": Slot(number_end, _opens_number),
    "digits": _slot(r"\d+", _is_digit),
    "small": _slot(r"\d{1,2}", _is_digit),
    "year": _slot(r"(?:19|20)\d\d", _is_digit),
    "part": _slot(r"\d{1,3}(?:[.,]\d{1,2})? ?/ ?\d{1,3}", _is_digit),
    "month": Slot(_month_end, lambda word: next(_months().at(word, 0), None) is not None),
    "percent": _slot(r"\d{1,3} ?%", _is_digit),
    "ordinal": _slot(ORDINAL, _opens_ordinal),
}
"""By name."""

_OPENING = [
    (opens, frozenset(name for name, slot in SLOTS.items() if slot.opens is opens))
    for opens in dict.fromkeys(slot.opens for slot in SLOTS.values())
]
"""Each question of a first token, with the slots that ask it."""


@cache
def _united(*names: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*names)


def opened_by(token: str) -> frozenset[str]:
    """The slots that a token may be the first of."""
    return _united(*(names for opens, names in _OPENING if opens(token)))


def filled_alone(text: str, start: int, end: int) -> tuple[str, ...] | None:
    """The slots that digits of a folded text fill by themselves; None for other tokens, and where they may go on."""
    after = text[end : end + 2]
    goes_on = after[:1].isalnum() or not _GOING_ON.isdisjoint(after)
    return None if goes_on or not text[start].isdigit() else _alone(text[start:end])


_GOING_ON = frozenset(".,/%")


@lru_cache(maxsize=4096)
def _alone(digits: str) -> tuple[str, ...]:
    return tuple(name for name in opened_by(digits) if SLOTS[name].end(digits, 0))
