"""The names of languages in French, Dutch, German and English, folded, with their ISO 639-1 codes.

The names come from Unicode's CLDR (through Babel); what people write beside them stands here: dialects that go under
their language, older and shorter names, abbreviations.
"""

from __future__ import annotations

import re

from babel import Locale

from parsers.text.text import fold

_READ = ("fr", "nl", "de", "en")
_ALSO: dict[str, str] = {
    "nl": "flamand vlaams flamisch flemish",
    "lb": "letzebuergesch letzeburgesch luxembourgois luxemburgeois",
    "es": "castillan castellano espanol",
    "ar": "darija",
    "ro": "moldave moldavisch",
    "zh": "mandarin cantonais chinees mandarijn kantonees chinesisch mandarin kantonesisch cantonese",
    "ga": "gaelique gaelic galisch",
    "hu": "magyar",
    "sr": "serbo-croate servo-kroatisch",
    "fa": "farsi dari",
    "sw": "kiswahili",
    "kg": "kikongo",
    "rn": "kirundi rundi",
    "rw": "kinyarwanda rwandais",
    "ff": "pulaar poular fulfulde",
    "ht": "creole",
    "lg": "luganda",
    "ee": "ewe",
    "ps": "pashtou pachtou pasjtoe",
    "pa": "punjabi panjabi",
    "tl": "filipino",
    "fy": "frison friesisch",
    "be": "belarusse wit-russisch weissrussisch",
}
_WORDS = frozenset(
    (
        *("lets", "fries", "ido", "yi", "cree", "corse", "kongo", "nauru", "fidschi", "same", "ful", "komi", "afar"),
        *("akan", "ganda", "manx", "ewe", "odia", "latin", "latijn", "latein", "avestique", "avestisch", "avestan"),
        *("sanskrit", "sanskriet", "pali", "interlingua", "interlingue"),
    )
)
"""Names that are also ordinary words or places, and languages nobody speaks."""


def _cldr() -> dict[str, str]:
    """CLDR's names of one word, of the languages that have a code of two letters."""
    found: dict[str, str] = {}
    for locale in _READ:
        for code, name in Locale(locale).languages.items():
            flat = fold(name)
            if len(code) == 2 and flat.isalpha() and flat not in _WORDS:
                found.setdefault(flat, code)
    return found


CODES: dict[str, str] = _cldr() | {name: code for code, names in _ALSO.items() for name in names.split()}
"""A language's folded name and its code."""

LANGUAGE = re.compile(rf"(?<!\w)(?<!'s )(?:{'|'.join(sorted(map(re.escape, CODES), key=len, reverse=True))})(?!\w)")
"""A language's name. French feminines are no names of languages: "nationalité française"."""

_SHORT = {
    "gb": "en",
    "uk": "en",
    "ang": "en",
    "angl": "en",
    "all": "de",
    "esp": "es",
    "lux": "lb",
    "lu": "lb",
    "neerl": "nl",
    "ned": "nl",
    "ita": "it",
    "engl": "en",
    "frz": "fr",
    "franz": "fr",
    "dt": "de",
    "ndl": "nl",
    "nld": "nl",
    "port": "pt",
}
_LETTERS = {"f": "fr", "n": "nl", "d": "de", "e": "en", "l": "lb"}
_CODE = (
    r"fr|nl|en|de|gb|uk|lu|lb|es|it|pt|ar|tr|pl|ro|ru|wa|ang|angl|all|esp|n[eé]erl|ned|ita|lux|"
    r"engl|frz|franz|dt|ndl|nld|port"
)
ABBREVIATION = re.compile(
    rf"(?:(?<=^)|(?<=[,;:/|·•(–—+\t-])|(?<=[,;:/|·•(–—+-] )|(?<=  )|(?<=[●○★☆■□*⬤] ))"
    rf"(?P<code>{_CODE})\.?"
    r"(?=\s*(?:$|[,;/|·•():=–—+★●■█*]|-\s)|\s+(?:[abc][12]\b|\d|\S+(?: \S+)?(?:\s*$|\s{2,}|[,;(]))|\s{3,})"
)
"""A language by its code at the beginning of an item, as a list of languages may tell it; on text in lower case."""
LETTER = re.compile(r"(?:(?<=^)|(?<=[,;/|(:·•–—-] )|(?<=[,;/|(-]))(?P<code>[fndel]) ?(?=[(:=])")
"""A language by its initial, with its level behind: "F (C2), D (B1)"; only where several stand together."""
_ANCIENT = re.compile(r"(?:latin|latijn|latein)[ ,/-]*(?:(?:et|en|und|and) (?:le |du )?)?$")
_CLASSICAL = re.compile(r"[- /](?:ancien|latin|et (?:le )?latin|classi|oud)")


def code_of(written: str) -> str:
    """The ISO 639-1 code of a language's name or abbreviation."""
    flat = fold(written)
    return CODES.get(flat) or _SHORT.get(flat) or _LETTERS.get(flat) or flat


def is_ancient(text: str, match: re.Match[str]) -> bool:
    """Whether "grec" is that of the humanities: beside Latin, or called ancient."""
    if CODES.get(match.group()) != "el":
        return False
    return bool(_ANCIENT.search(text[: match.start()]) or _CLASSICAL.match(text[match.end() :]))


def code_of_feminine(word: str) -> str | None:
    """The code of a language named by a French adjective's feminine: "allemande", "italienne"."""
    forms = (word, word[:-1], word[:-2], {"turque": "turc", "grecque": "grec"}.get(word, ""))
    return next((CODES[form] for form in forms if form in CODES), None)
