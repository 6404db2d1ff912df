"""Numbers told in order, folded: "ma vingtième année"."""

from __future__ import annotations

import re

from parsers.lexicon.numerals import value_of

_FRENCH = {"cinqu": "cinq", "neuv": "neuf", "quatr": "quatre", "onz": "onze", "douz": "douze", "treiz": "treize"} | {
    "quatorz": "quatorze",
    "quinz": "quinze",
    "seiz": "seize",
    "trent": "trente",
    "quarant": "quarante",
    "vingt et un": "vingt et un",
}
_IRREGULAR = {"second": 2, "seconde": 2, "third": 3, "derde": 3, "dritte": 3, "dritten": 3, "drittes": 3, "dritter": 3}
_ENGLISH = {"fif": "five", "eigh": "eight", "nin": "nine", "twelf": "twelve", "twentie": "twenty", "thirtie": "thirty"}
ORDINAL = (
    r"(?:\d{1,2}(?:e|eme|ieme|ste|de|th|st|nd|rd|\.)"
    r"|(?:[a-z]+[ -](?:et[ -])?)?[a-z]+(?:ieme|s?te[nsr]?|de|th)|second|third)"
)
"""An ordinal number, as a piece of a pattern; `ordinal_value` tells whether it is one."""


def ordinal_value(words: str) -> int | None:
    """The number of an ordinal: "vingtieme" 20, "18e" 18, "twintigste" 20, "zwanzigstes" 20, "twentieth" 20."""
    digits = re.match(r"\d{1,2}", words)
    if digits:
        return int(digits.group())
    if words in _IRREGULAR:
        return _IRREGULAR[words]
    lead, _, last = words.rpartition(" ") if " " in words else words.rpartition("-")
    stem = re.sub(r"(?:ieme|s?te[nsr]?|de|th)$", "", last)
    joint = words[len(lead)] if lead else ""
    for base in (stem, _FRENCH.get(stem, ""), f"{stem}e", _ENGLISH.get(stem, ""), stem.removesuffix("s")):
        value = value_of(f"{lead}{joint}{base}") if base else None
        if value is not None:
            return int(value)
    return None
