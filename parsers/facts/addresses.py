"""Postal addresses as people write them: postal code and place, of Belgium and its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTRY = r"(?:(?P<country>BE|B|LU|L|FR|F|DE|D|NL|CH)\s?[-–—.]?\s?)?"
_PLACE = (
    r"(?P<city>[A-ZÀ-ÞŒ][\w’'.-]*(?: (?:\(?[A-ZÀ-ÞŒ][\w’'.-]*|(?:sur|sous|en|la|le|les|lez|lès|de|du|des|d’|"
    r"d'|aux?|am|an|der|bei|op|aan|den|ter|l’|l')(?=[ A-ZÀ-Þ]))[\w’'.-]*)*)"
)
_DIGITS = r"(?=[OlI]*\d[\dOlI]*\d)[\dOlI]{4,5}(?![\w])"
"""A code, in which OCR may have read letters for digits."""
_MISREAD = str.maketrans("OlI", "011")
_CODE = re.compile(
    rf"(?<![\w/+.])(?<!\d-){_COUNTRY}(?P<code>\d{{4}} [A-Z]{{2}}(?= )|{_DIGITS})"
    rf"(?:\s*[-–—,|·]?\s+|\s?[-–—,|·]\s?){_PLACE}"
)
_REVERSED = re.compile(
    r"(?P<city>\b[A-ZÀ-ÞŒ][\w’']{1,30}(?:[- ](?:[A-ZÀ-ÞŒ][\w’']{0,30}|sur|sous|en|la|le|les|lez|lès|de|du|des|"
    r"aux?|am|an)){0,5}) ?\((?:B|BE|L|F|D)?[- ]?(?P<code>\d{4,5})\)"
)
_STREET = re.compile(
    r"\b(?:rue|avenue|av|boulevard|bd|place|pl|chemin|ch|route|rte|clos|allee|chaussee|chee|quai|square|"
    r"impasse|ruelle|grand[- ]rue|grand[- ]place|cite|sentier|drève|dreve|venelle|faubourg|"
    r"cour|parc|domaine|residence|voie|montee|cote|tienne|thier|lotissement|hameau|lieu-dit|passage|esplanade|"
    r"rond-point|bis|bte|boite|bus|"
    r"\w*straat|\w*laan|\w*weg|\w*steenweg|\w*plein|\w*lei|\w*dreef|\w*strasse|\w*str|\w*gasse|\w*platz|"
    r"\w*allee|\w*ring|street|road|lane|op der|um|am|im|an der|auf der)\b"
)
_LABELLED = re.compile(
    r"(?:code postal|cp|postcode|plz)\s*:?\s*(?P<code>\d{4,5})\s+(?:ville|localité|commune|gemeente|"
    r"woonplaats|ort|wohnort|city)\s*:?\s*"
    r"(?P<city>\b[A-ZÀ-ÞŒ][\w’']{1,30}(?:[- ][\w’']{1,30}){0,4})",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"(?<![\w/+.-]){_COUNTRY}(?P<code>\d{{4,5}}) (?P<city>[a-zà-ÿœ’']{{3,30}}"
    rf"(?:[- ][a-zà-ÿœ’']{{1,30}}){{0,3}})[ \t]*(?=$|[,|·(\n])",
    re.MULTILINE,
)
"""A code and place of somebody who writes no capitals."""
_BEHIND = re.compile(
    r"(?P<city>\b[A-ZÀ-ÞŒ][\w’']{1,30}(?:-[\w’']{1,30}){0,4}),? (?:B|BE|L|F|"
    r"D)?[- ]?(?P<code>\d{4,5})[ \t]*(?=$|[|·,;\n])",
    re.MULTILINE,
)
"""A place before its code, beside or under a street."""
_AROUND = re.compile(
    r"(?P<city>\b[A-ZÀ-ÞŒ][\w’']{1,30}(?:-[\w’']{1,30}){0,4}), (?P<street>[^,;\n\d]{5,50} \d{1,4}[^,;\n]{0,12}), "
    r"(?:(?:B|BE|L|F|D)[- ]?)?(?P<code>\d{4,5})(?!\w)"
)
"""A place, a street and the code behind it."""
_HOUSE = re.compile(r"\b\d{1,4} ?(?:[a-z]\b|bis|ter)?(?:[/ ](?:bte|boite|bus|b)? ?\w{1,4})?$")
_LABEL = re.compile(
    r"\b(?:adresse|domicile|domicilie\w*|localite|ville|code postal|cp|postcode|gemeente|plz|ort|adres|"
    r"woonplaats|woon|wohne|wohnhaft|anschrift|wohnort|address|residence|habite)\b"
)
_BIRTH = re.compile(r"\b(?:nee?|ne\(e\)|geboren|born|lieu de naissance|geboorte\w*|geburts\w*)\b")
_TAIL = re.compile(
    r"\s*(?:\b(?:t[ée]l|gsm|mail|e-mail|courriel|belgique|belgië|belgien|belgium|france|luxembourg|"
    r"grand-duch[ée]|deutschland|email|n[ée]e?|permis|mobile|portable|t|m|e)\b\.?.*)?$",
    re.IGNORECASE,
)
_LONGEST = 45
_RANGE = 80
"""How far behind its place a street may stand."""
_NO_PLACE = frozenset(("ville", "localite", "commune", "gemeente", "ort", "tel", "gsm", "email", "mail", "adresse"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A postal code without prefix, the place as written, where they stand, whether a street is told."""

    code: str
    city: str
    country: str
    start: int
    end: int
    street: bool


def addresses(text: str) -> Iterator[Address]:
    """The addresses of `text`: a code and place beside or under a street, after a label, or alone on a line."""
    found = False
    for match in _CODE.finditer(text):
        read = _read(text, match)
        if read:
            found = True
            yield read
    if not found:
        yield from _otherwise(text)


def _otherwise(text: str) -> Iterator[Address]:
    """Rarer spellings, looked for where the usual one is not found."""
    for pattern in (_LABELLED, _SMALL, _AROUND, _BEHIND, _REVERSED):
        for match in pattern.finditer(text):
            before = fold(text[text.rfind("\n", 0, match.start()) + 1 : match.start()])
            stop = text.find("\n", match.end())
            before += (
                fold(text[match.end() : stop if stop >= 0 else len(text)][:_RANGE]) if pattern is _REVERSED else ""
            )
            if pattern is _AROUND:
                before = fold(match["street"])
            elif pattern is _BEHIND and not before.strip():
                before = fold(_line_above(text, text.rfind("\n", 0, match.start()) + 1))
            told = pattern is _LABELLED or bool(_LABEL.search(before) or _STREET.search(before))
            if told and not _BIRTH.search(before) and not _is_year(match["code"]):
                yield Address(
                    code=match["code"],
                    city=match["city"].strip(),
                    country=_country(match.groupdict().get("country"), match["code"]),
                    start=match.start(),
                    end=match.end(),
                    street=bool(_STREET.search(before)),
                )


def _read(text: str, match: re.Match[str]) -> Address | None:
    begin = text.rfind("\n", 0, match.start()) + 1
    before = fold(text[begin : match.start()])
    above = fold(_line_above(text, begin))
    street = bool(_STREET.search(before) or (not before.strip() and (_STREET.search(above) or _HOUSE.search(above))))
    street = street or _street_follows(text, match.end())
    told = street or bool(match["country"]) or bool(_LABEL.search(before) or _LABEL.search(above))
    alone = not before.strip(" -–—•📍⌂") and _ends_line(text, match.end())
    if re.search(r"\d $", before) and not _STREET.search(before):
        return None
    if _BIRTH.search(before) or not (told or alone) or (_is_year(match["code"]) and not told):
        return None
    city = _city(match["city"])
    if not city:
        return None
    return Address(
        code=match["code"].translate(_MISREAD),
        city=city.replace("l", "I") if city.replace("l", "").isupper() else city,
        country=_country(match["country"], match["code"]),
        start=match.start(),
        end=match.start("city") + len(city),
        street=street or bool(match["country"]),
    )


def _street_follows(text: str, at: int) -> bool:
    """Whether the line goes on with a street: "6700 Arlon, rue du Puits 3"."""
    stop = text.find("\n", at)
    rest = text[at : stop if stop >= 0 else len(text)][:_RANGE]
    return rest.lstrip()[:1] in {",", "-", "–", "|", "·"} and bool(_STREET.search(fold(rest)))


def _line_above(text: str, begin: int) -> str:
    above = text[: max(0, begin - 1)].rstrip()
    return above[above.rfind("\n") + 1 :]


def _ends_line(text: str, at: int) -> bool:
    stop = text.find("\n", at)
    rest = text[at : stop if stop >= 0 else len(text)]
    return len(rest.strip()) < 25 or rest.startswith(("   ", "\t"))


def _is_year(code: str) -> bool:
    return len(code) == 4 and code[:2] in {"19", "20"}


def _country(prefix: str | None, code: str) -> str:
    """The country's ISO 3166 code: its prefix, or what five digits suggest."""
    if prefix:
        return {"B": "BE", "L": "LU", "F": "FR", "D": "DE"}.get(prefix, prefix)
    return "FR" if len(code) == 5 else "BE"


def _city(written: str) -> str:
    """The place without what follows it on its line."""
    bare = _TAIL.sub("", re.split(r"\s{2,}|[,;|·•(]| [-–—] ", written)[0]).strip(" .-")
    return bare if 1 < len(bare) <= _LONGEST and fold(bare) not in _NO_PLACE else ""
