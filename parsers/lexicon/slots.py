"""What a phrase may leave open: `<number>`, `<digits>`, `<year>`, `<month>`, `<part>` of a whole, `<ordinal>` and more.

A `<small>` number has at most two digits.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from parsers.lexicon.patterns import alternatives
from parsers.text.numerals import NUMBER
from parsers.text.ordinals import ORDINAL

if TYPE_CHECKING:
    from collections.abc import Callable


MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""The tables of months.toml, in their order."""


def _matching(pattern: Callable[[], str]) -> Callable[[str, int], int]:
    """A slot that a pattern fills: where it ends in a text from an offset on, or 0.

    It is compiled for the first text that asks: numbers in words are long, and most commands read no paper.
    """

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(rf"{pattern()}(?:(?!\w)|(?<=\d)(?!\d))")

    def fill(text: str, at: int) -> int:
        found = compiled().match(text, at)
        return found.end() if found else 0

    return fill


SLOTS: dict[str, Callable[[str, int], int]] = {
    "number": _matching(lambda: NUMBER),
    "digits": _matching(lambda: r"\d+"),
    "small": _matching(lambda: r"\d{1,2}"),
    "year": _matching(lambda: r"(?:19|20)\d\d"),
    "part": _matching(lambda: r"\d{1,3}(?:[.,]\d{1,2})? ?/ ?\d{1,3}"),
    "month": _matching(lambda: f"(?:{'|'.join(alternatives(f'months.{month}') for month in MONTHS)})"),
    "percent": _matching(lambda: r"\d{1,3} ?%"),
    "ordinal": _matching(lambda: ORDINAL),
}
"""By name: where the slot ends in a folded text that it fills from an offset on; 0 where it does not."""
