"""A telephone number in a query, found however a text spells it: "0470/12.34.56", "+32 (0)470 123 456"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION = "BE"
"""Where a number without a country's code is dialled."""
SHORTEST, BARE = 8, 9
"""Digits of a number, and of one that begins neither with 0 nor +: fewer are a date, a postcode or a page."""
_ASKED = re.compile(r"[+(]?[\d\s().+/\-\u00a0]{8,40}")
_BETWEEN = r"[\s./()\-\u00a0]{0,3}"
FIRST, REST = range(1, 5), range(2, 5)
"""How many digits people write together: at the beginning, and further on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PhoneNumber:
    """A number as its parts: the country's code, what is dialled before it at home, the number itself."""

    country: str
    trunk: str
    national: str


def number_in(query: str) -> PhoneNumber | None:
    """The number that a whole query is; None where it is none."""
    digits = sum(character.isdigit() for character in query)
    least = SHORTEST if query.strip(" (").startswith(("0", "+")) else BARE
    if digits < least or not _ASKED.fullmatch(query.strip()):
        return None
    for spelled in (query, f"+{query.strip()}"):
        try:
            parsed = phonenumbers.parse(spelled, REGION)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed):
            return _parts(parsed)
    return None


def _parts(parsed: phonenumbers.PhoneNumber) -> PhoneNumber:
    code = parsed.country_code or 0
    region = phonenumbers.region_code_for_country_code(code)
    trunk = phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True) or ""
    return PhoneNumber(country=str(code), trunk=trunk, national=phonenumbers.national_significant_number(parsed))


@lru_cache(maxsize=64)
def spellings(number: PhoneNumber) -> tuple[tuple[str, ...], ...]:
    """The words, one after another, that a text has of a number: every grouping of its digits that people use.

    One that begins with the number itself stands in "+32 470…" and "0032 (0)470…" as well.
    """
    beginnings = dict.fromkeys(("", number.trunk, number.country, f"00{number.country}"))
    return tuple(
        (before + first, *rest) for before in beginnings for first, *rest in _grouped(number.national) if before or rest
    )


def _grouped(digits: str) -> Iterator[tuple[str, ...]]:
    yield (digits,)
    for first in FIRST:
        yield from ((digits[:first], *rest) for rest in _pairs_and_more(digits[first:]) if rest)


def _pairs_and_more(digits: str) -> Iterator[tuple[str, ...]]:
    if not digits:
        yield ()
    for size in REST:
        if size <= len(digits):
            yield from ((digits[:size], *rest) for rest in _pairs_and_more(digits[size:]))


def places(text: str, number: PhoneNumber) -> list[tuple[int, int]]:
    """Where a text has the number, in order."""
    home = f"{number.trunk}{_BETWEEN}" if number.trunk else ""
    abroad = rf"(?:\+|00)?{number.country}{_BETWEEN}(?:0{_BETWEEN})?"
    before = f"(?:{abroad}|{home})?" if home else f"(?:{abroad})?"
    found = re.finditer(rf"(?<!\d){before}{_BETWEEN.join(number.national)}(?!\d)", text, re.ASCII)
    return [match.span() for match in found]
