"""What a phrase may leave open: `<number>`, `<digits>`, `<year>`, `<month>`, `<part>` of a whole, `<ordinal>` and more.

A `<small>` number has at most two digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from parsers.lexicon.patterns import alternatives, spelled
from parsers.lexicon.tokens import is_word
from parsers.text.numerals import NUMBER, NUMBER_HEADS
from parsers.text.ordinals import ORDINAL

if TYPE_CHECKING:
    from collections.abc import Callable


MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""The tables of months.toml, in their order."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a pattern fills: `end` tells where, `opens` whether a token may be the first of it."""

    pattern: Callable[[], re.Pattern[str]]
    opens: Callable[[str], bool]

    def end(self, text: str, at: int) -> int:
        """Where the slot ends in a folded text from an offset on; 0 where the text does not fill it."""
        found = self.pattern().match(text, at)
        return found.end() if found else 0


def _slot(pattern: Callable[[], str], opens: Callable[[str], bool]) -> Slot:
    """A slot; its pattern is compiled for the first text that asks: numbers in words are long."""

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(rf"{pattern()}(?:(?!\w)|(?<=\d)(?!\d))")

    return Slot(compiled, opens)


@cache
def _month_heads() -> frozenset[str]:
    return frozenset(word[:2] for month in MONTHS for word in spelled(f"months.{month}"))


def _is_digit(word: str) -> bool:
    return word[0].isdigit()


def _opens_number(word: str) -> bool:
    return word[0].isdigit() or word[:3] in NUMBER_HEADS


SLOTS: dict[str, Slot] = {
    "number": _slot(lambda: NUMBER, _opens_number),
    "digits": _slot(lambda: r"\d+", _is_digit),
    "small": _slot(lambda: r"\d{1,2}", _is_digit),
    "year": _slot(lambda: r"(?:19|20)\d\d", _is_digit),
    "part": _slot(lambda: r"\d{1,3}(?:[.,]\d{1,2})? ?/ ?\d{1,3}", _is_digit),
    "month": _slot(
        lambda: f"(?:{'|'.join(alternatives(f'months.{month}') for month in MONTHS)})",
        lambda word: word[:2] in _month_heads(),
    ),
    "percent": _slot(lambda: r"\d{1,3} ?%", _is_digit),
    "ordinal": _slot(lambda: ORDINAL, is_word),
}
"""By name."""
