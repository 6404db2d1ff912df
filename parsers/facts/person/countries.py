"""Which countries a paper's own lines tell."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import phonenumbers

from parsers.lexicon.country_names import LANGUAGES, country_codes
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

HOME = "BE"
_SPOKEN = {
    "fr": ("BE", "FR", "LU", "CH"),
    "nl": ("BE", "NL"),
    "de": ("BE", "DE", "AT", "CH", "LU"),
}
"""Where a language is written, the nearest first; of one that is written everywhere nothing follows."""
_CODES = {4: ("BE", "LU", "CH", "AT"), 5: ("FR", "DE")}
"""By the digits of a postal code: the countries whose codes have so many."""
_HOST = re.compile(r"[@.](?:[\w-]+\.)+([a-z]{2})\b")
_PREFIX = re.compile(r"(?:\+|\b00) ?\(?([1-9]\d{0,2})")
_PARTING = str.maketrans(dict.fromkeys(",;|()•·", "/"))
"""Marks between two particulars of a line, made one."""
_BIRTH = vocabulary("address.birth")
_NAMED, _DIALLED, _HOSTED, _CODED, _WRITTEN = 3.0, 2.0, 1.0, 1.0, 0.4


def country_of(words: str, language: str | None = None) -> str | None:
    """The ISO 3166 code of the country that words name, and nothing else.

    In a paper of that language, or in English: "italien" is a country in German and a language in French.
    """
    name = fold(words).strip(" .,;()")
    return country_codes(*((language, "en") if language in LANGUAGES else LANGUAGES)).get(name)


def regions(lines: Iterable[str], codes: Iterable[str], language: str | None) -> dict[str, float]:
    """The countries that a person's own lines tell, the surest first, and how surely each; then those of the language.

    `codes` are postal codes of the person's own addresses.
    """
    weight: defaultdict[str, float] = defaultdict(float)
    for line in lines:
        _weigh(weight, fold(line), language)
    spoken = _SPOKEN.get(language or "", (HOME,))
    for code in codes:
        for country in _CODES.get(len(code), ()):
            weight[country] += _CODED + (country in spoken)
    for number, country in enumerate(spoken):
        weight[country] += _WRITTEN - 0.1 * number * _WRITTEN
    return dict(sorted(weight.items(), key=lambda pair: -pair[1]))


def _weigh(weight: dict[str, float], line: str, language: str | None) -> None:
    """Add what one folded line tells."""
    if not _BIRTH.search(line):
        for piece in line.replace(" - ", "/").translate(_PARTING).split("/"):
            if country := country_of(piece, language):
                weight[country] += _NAMED
    for host in _HOST.findall(line):
        if host.upper() in phonenumbers.SUPPORTED_REGIONS:
            weight[host.upper()] += _HOSTED
    for prefix in _PREFIX.findall(line):
        code = next((int(prefix[:n]) for n in (1, 2, 3) if int(prefix[:n]) in _CALLING), None)
        if code:
            weight[phonenumbers.region_code_for_country_code(code)] += _DIALLED


_CALLING = frozenset(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
