"""Years told in order or in round measures, folded: "ma vingtième année", "deux décennies"."""

from __future__ import annotations

import re

from parsers.text.numerals import NUMBER, value_of

_FRENCH = {"cinqu": "cinq", "neuv": "neuf", "quatr": "quatre", "onz": "onze", "douz": "douze", "treiz": "treize"} | {
    "quatorz": "quatorze",
    "quinz": "quinze",
    "seiz": "seize",
    "trent": "trente",
    "quarant": "quarante",
    "vingt et un": "vingt et un",
}
_ENGLISH = {"fif": "five", "eigh": "eight", "nin": "nine", "twelf": "twelve", "twentie": "twenty", "thirtie": "thirty"}
ORDINAL = r"(?:\d{1,2}(?:e|eme|ieme|ste|de|th|st|nd|rd|\.)|(?:[a-z]+[ -](?:et[ -])?)?[a-z]+(?:ieme|s?te[nsr]?|de|th))"
"""An ordinal number, as a piece of a pattern; `ordinal_value` tells whether it is one."""

_ROUND = re.compile(
    r"\b(?:(?P<quarter>(?:un |plus d'un |pres d'un )?quart de siecle|(?:een )?kwarteeuw|"
    r"(?:ein(?:em)? )?vierteljahrhundert|"
    rf"(?:a )?quarter of a century)|"
    rf"(?P<number>{NUMBER}) (?P<unit>decennies?|decennia|jahrzehnten?|decades?|rentrees?(?: scolaires?)?|lustres?))\b"
)
_SIZES = {"dec": 10, "jah": 10, "ren": 1, "lus": 5}


def ordinal_value(words: str) -> int | None:
    """The number of an ordinal: "vingtieme" 20, "18e" 18, "twintigste" 20, "zwanzigstes" 20, "twentieth" 20."""
    digits = re.match(r"\d{1,2}", words)
    if digits:
        return int(digits.group())
    lead, _, last = words.rpartition(" ") if " " in words else words.rpartition("-")
    stem = re.sub(r"(?:ieme|s?te[nsr]?|de|th)$", "", last)
    joint = words[len(lead)] if lead else ""
    for base in (stem, _FRENCH.get(stem, ""), f"{stem}e", _ENGLISH.get(stem, ""), stem.removesuffix("s")):
        value = value_of(f"{lead}{joint}{base}") if base else None
        if value is not None:
            return int(value)
    return None


def round_measures(flat: str) -> list[tuple[int, int, int]]:
    """Where a folded text tells years in quarters of a century, decades or school years' beginnings, and how many."""
    found = []
    for match in _ROUND.finditer(flat):
        size = 25 if match["quarter"] else (value_of(match["number"]) or 0) * _SIZES[match["unit"][:3]]
        found.append((match.start(), match.end(), int(size)))
    return found
