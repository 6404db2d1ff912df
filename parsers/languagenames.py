"""The names of languages in French, Dutch, German and English, folded, with their ISO 639-1 codes."""

from __future__ import annotations

import re

_NAMES: dict[str, str] = {
    "fr": "francais frans franzosisch french",
    "nl": "neerlandais flamand nederlands vlaams niederlandisch flamisch dutch flemish",
    "de": "allemand duits deutsch german",
    "en": "anglais engels englisch english",
    "lb": "luxembourgeois luxemburgs luxemburgisch luxembourgish letzebuergesch letzeburgesch",
    "es": "espagnol spaans spanisch spanish castillan",
    "it": "italien italiaans italienisch italian",
    "pt": "portugais portugees portugiesisch portuguese",
    "ar": "arabe arabisch arabic darija",
    "tr": "turc turks turkisch turkish",
    "pl": "polonais pools polnisch polish",
    "ro": "roumain roemeens rumanisch romanian",
    "ru": "russe russisch russian",
    "uk": "ukrainien oekraiens ukrainisch ukrainian",
    "zh": "chinois mandarin chinees chinesisch chinese",
    "ja": "japonais japans japanisch japanese",
    "ko": "coreen koreaans koreanisch korean",
    "el": "grec grieks griechisch greek",
    "ga": "irlandais gaelique iers irisch irish gaelic",
    "cy": "gallois welsh",
    "da": "danois deens danisch danish",
    "sv": "suedois zweeds schwedisch swedish",
    "no": "norvegien noors norwegisch norwegian",
    "fi": "finnois finlandais fins finnisch finnish",
    "hu": "hongrois hongaars ungarisch hungarian",
    "cs": "tcheque tsjechisch tschechisch czech",
    "sk": "slovaque slowaaks slowakisch slovak",
    "sl": "slovene sloveens slowenisch slovenian",
    "bg": "bulgare bulgaars bulgarisch bulgarian",
    "hr": "croate kroatisch croatian",
    "sr": "serbe servisch serbisch serbian",
    "bs": "bosniaque bosnisch bosnian",
    "sq": "albanais albanees albanisch albanian",
    "ku": "kurde koerdisch kurdisch kurdish",
    "fa": "persan farsi perzisch persisch persian",
    "he": "hebreu hebreeuws hebraisch hebrew",
    "hi": "hindi",
    "ur": "ourdou urdu",
    "vi": "vietnamien vietnamees vietnamesisch vietnamese",
    "th": "thai",
    "sw": "swahili",
    "ln": "lingala",
    "rw": "kinyarwanda",
    "rn": "kirundi",
    "wo": "wolof",
    "mg": "malgache malagasy",
    "ca": "catalan catalaans katalanisch",
    "eu": "basque baskisch",
    "br": "breton",
    "eo": "esperanto",
}
CODES: dict[str, str] = {name: code for code, names in _NAMES.items() for name in names.split()}

LANGUAGE = re.compile(rf"\b(?:{'|'.join(sorted(CODES, key=len, reverse=True))})\b")
"""A language's name. French feminines are no names of languages: "nationalité française"."""

ABBREVIATION = re.compile(r"(?<![\w.@-])(?:FR|NL|EN|DE|GB|UK|LU|LB|ES|IT|PT|AR|ANG|ALL|ESP|N[ÉE]ERL|LUX)(?![\w@-])")
"""A language by its code, as a list of languages may tell it; in capitals."""
_SHORT = {
    "GB": "en",
    "UK": "en",
    "ANG": "en",
    "ALL": "de",
    "ESP": "es",
    "LUX": "lb",
    "LU": "lb",
    "NEERL": "nl",
    "NÉERL": "nl",
}
_ANCIENT = re.compile(r"latin[ ,/-]*(?:(?:et|en|und|and) (?:le |du )?)?$")
_CLASSICAL = re.compile(r"[- /](?:ancien|latin|et (?:le )?latin|classi|oud)")


def code_of(written: str) -> str:
    """The ISO 639-1 code of a language's name or abbreviation."""
    return _SHORT.get(written) or CODES.get(written) or written.lower()


def is_ancient(text: str, match: re.Match[str]) -> bool:
    """Whether "grec" is that of the humanities: beside Latin, or called ancient."""
    if CODES.get(match.group()) != "el":
        return False
    return bool(_ANCIENT.search(text[: match.start()]) or _CLASSICAL.match(text[match.end() :]))
