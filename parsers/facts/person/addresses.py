"""Postal addresses as people write them: postal code and place, of Belgium and its neighbours.

Several spellings are looked for at once; what stands around each says how surely it is an address (a street, a label,
a line of its own) and whose it may be (a school's, a former one). A place without a code is read where words say
that somebody lives there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from parsers.text.text import fold
from parsers.words.person.address import BIRTH, DWELLS, HOUSE, LABEL, NO_PLACE, STREET, TAIL, WORK

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTRY = r"(?:(?P<country>BE|B|LU|L|FR|F|DE|D|NL|CH) ?[-–—.]? ?)?"
_LINKS = r"(?:sur|sous|en|la|le|les|lez|lès|de|du|des|d’|d'|aux?|am|an|der|bei|op|aan|den|ter|l’|l'|devant|près)"
_LETTERS = r"(?:[^\W\d_]|[’'.-])*"
_PLACE = (
    rf"(?P<city>[A-ZÀ-ÞŒ]{_LETTERS}(?:/[A-ZÀ-Þ][^\W\d_]+)?"
    rf"(?: (?:\(?[A-ZÀ-ÞŒ]{_LETTERS}|{_LINKS}(?=[ A-ZÀ-Þ]){_LETTERS}))*)"
)
_BARE_PLACE = (
    r"(?P<city>\b(?!J['’]|Domicili|Habit)[A-ZÀ-ÞŒ][\w’']{1,30}(?:[- ](?:[A-ZÀ-ÞŒ][\w’']{0,30}|sur|sous|en|la|"
    r"le|les|lez|lès|de|du|des|aux?|am|an|devant)){0,5})"
)
_DIGITS = r"(?=[OlI]*\d[\dOlI]*\d)[\dOlI]{4,5}(?![\w])"
"""A code, in which OCR may have read letters for digits."""
_MISREAD = str.maketrans("OlI", "011")
_CODE = re.compile(
    rf"(?<![\w/+.])(?<!\d-){_COUNTRY}(?P<code>\d{{4}} [A-Z]{{2}}(?= )|{_DIGITS})"
    rf"(?: *[-–—,|·/]? +| ?[-–—,|·/] ?|(?<!19\d\d)(?<!20\d\d) ?\n *){_PLACE}"
)
_REVERSED = re.compile(rf"{_BARE_PLACE} ?\({_COUNTRY}(?P<code>\d{{4,5}})\)")
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
    rf"{_BARE_PLACE},?(?: [-–/])? {_COUNTRY}(?P<code>\d{{4,5}})[ \t]*(?=$|[|·,;.)\n])",
    re.MULTILINE,
)
"""A place before its code, beside or under a street."""
_AROUND = re.compile(
    r"(?P<city>\b[A-ZÀ-ÞŒ][\w’']{1,30}(?:-[\w’']{1,30}){0,4}), (?P<street>[^,;\n\d]{5,50} \d{1,4}[^,;\n(]{0,12})"
    r"(?:, ?| ?\()"
    rf"{_COUNTRY}(?P<code>\d{{4,5}})(?!\w)"
    r"(?! *[-–—,]? *(?!(?i:belg|france|luxemb|grand|deutschl|t[ée]l|gsm|mail))[A-ZÀ-Þ]\w)"
)
"""A place, a street and the code behind it; where a place follows the code, a name may stand before the street."""
_DWELLING = re.compile(
    r"(?i:\b(?:j['’]habite|(?:je|nous) (?:vis|vivons|réside|résidons)|domicili[ée]e?s?|demeurant|habitant|résidant|"
    r"ik woon|woonachtig|wohne(?: ich)?|"
    r"wohnhaft|i live|(?:adresse|domicile|adres|anschrift|wohnort|woonplaats|address) ?:)"
    r"(?: (?:actuellement|désormais|maintenant|depuis|momenteel|nu|sinds|jetzt|seit|now|currently|(?:19|20)\d\d))*"
    rf"(?: (?:à|a|au|aux|en|te|in|at))? ?){_BARE_PLACE}(?=[ ,.;:!()]|$)",
    re.MULTILINE,
)
_STREET_AND_PLACE = re.compile(
    r"(?P<street>[^\n,;|]{4,50}?[^\W\d_] ?,? ?(?:n° ?)?\d{1,4} ?[a-zA-Z]?)(?:,| [-–à]|, à) "
    rf"{_BARE_PLACE}[ \t]*(?=$|[|·;\n(])",
    re.MULTILINE,
)
"""A place without a code, of which words say that somebody lives there, or behind a street and its number."""
_LONGEST = 45
_MOST = 300
"""So many matches of one spelling are enough: a person's papers hold a few addresses."""
_RANGE = 80
"""How far behind its place a street may stand."""
_SEPARATED = re.compile(r"(?:^|[,;|·(/–—▪■●•∙◆♦►▸-]) ?$")
_SHORT = 40
"""A label on the line above is no longer than this."""
_BY_STREET, _ALONE, _INLINE = 1.0, 0.85, 0.6
_AT_WORK = 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class PostalAddress:
    """A postal code without prefix (or none), the place as written, where they stand, and how surely it is one."""

    code: str | None
    city: str
    country: str
    start: int
    end: int
    surety: float
    """1 beside a street or a label, less alone on a line or between commas; little where it is a school's."""
    dwelt: bool = False
    """Words say that the writer lives there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Around:
    """What stands beside a match, folded: on its line before and behind it, and on the line above."""

    before: str
    after: str
    above: str


def addresses(text: str) -> tuple[PostalAddress, ...]:
    """The addresses of `text` in order, no two of one code's place; those without a code where there is no other."""
    found: list[PostalAddress] = []
    for pattern in (_LABELLED, _AROUND, _CODE, _REVERSED, _BEHIND, _SMALL):
        for match in islice(pattern.finditer(text), _MOST):
            if not any(a.start < match.end("code") and match.start("code") < a.end for a in found):
                read = _read(text, match, usual=pattern is _CODE)
                found += [read] if read else []
    return tuple(sorted(found or _without_code(text), key=lambda address: address.start))


def _read(text: str, match: re.Match[str], *, usual: bool) -> PostalAddress | None:
    """The address of a match; of an unusual spelling only where a street or a label tells it."""
    around = _around(text, match)
    street, city = match.groupdict().get("street"), _city(match["city"])
    country = match.groupdict().get("country")
    told = bool(street or country) or _is_told(around, labelled=match.re is _LABELLED, is_year=_is_year(match["code"]))
    surety = _BY_STREET if told else _untold(text, match, around, usual=usual)
    if (
        match["code"].startswith("0")
        or not surety
        or not city
        or _is_born_there(around.before)
        or _is_within_number(around.before)
    ):
        return None
    code = match["code"].translate(_MISREAD)
    near = f"{around.before[-_RANGE:].rpartition('. ')[2]} | {street or ''}"
    return PostalAddress(
        code=code,
        city=city.replace("l", "I") if city.replace("l", "").isupper() else city,
        country=_country(country, code),
        start=match.start(),
        end=match.end() if match.end("code") > match.start("city") else match.start("city") + len(city),
        surety=surety * (_AT_WORK if WORK.search(near) else 1.0),
        dwelt=bool(DWELLS.search(near)),
    )


def _around(text: str, match: re.Match[str]) -> _Around:
    begin = text.rfind("\n", 0, match.start()) + 1
    stop = text.find("\n", match.end())
    return _Around(
        before=fold(text[max(begin, match.start() - 3 * _RANGE) : match.start()]),
        after=fold(text[match.end() : stop if stop >= 0 else len(text)][:_RANGE]),
        above=fold(_line_above(text, begin)),
    )


def _is_told(around: _Around, *, labelled: bool, is_year: bool) -> bool:
    """Whether a street or a label says that a code is one; of what may be a year, on its own line."""
    before = around.before.rstrip(" -,|·/(")
    if is_year:
        by = before or around.above
        return labelled or bool(STREET.search(by) and HOUSE.search(by))
    if labelled or STREET.search(before) or LABEL.search(before) or DWELLS.search(before) or HOUSE.search(before):
        return True
    street_follows = around.after.lstrip()[:1] in set(",-–|·/▪■●•∙◆♦►▸") and bool(STREET.search(around.after))
    above = around.above
    told_above = STREET.search(above) or HOUSE.search(above) or (LABEL.search(above) and len(above) < _SHORT)
    return street_follows or (not before and bool(told_above))


def _untold(text: str, match: re.Match[str], around: _Around, *, usual: bool) -> float:
    """How surely a code and place are an address that neither street nor label tells: by where they stand."""
    if _is_year(match["code"]) or match.re is _SMALL:
        return 0.0
    rest = text[match.end() : match.end() + 30].split("\n", maxsplit=1)[0]
    if not usual:
        return 0.0 if rest.strip() or around.before else _INLINE
    if not around.before.strip(" -–—•▪■●∙◆♦►▸📍⌂") and (len(rest.strip()) < 25 or rest.startswith(("   ", "\t"))):
        return _ALONE
    bounded = not rest.strip() or rest.lstrip()[:1] in set(",;|·)/–—.▪■●•∙◆♦►▸") or rest.startswith(("  ", "\t", " - "))
    ends = not rest.strip() and not around.before[-2:].strip().isdigit()
    return _INLINE if bounded and (ends or _SEPARATED.search(around.before)) else 0.0


def _is_born_there(before: str) -> bool:
    """Whether a place is one of birth: neither street nor label stands between that word and the place."""
    births = list(BIRTH.finditer(before))
    return bool(births) and not any(told.search(before, births[-1].end()) for told in (STREET, LABEL, DWELLS))


def _is_within_number(before: str) -> bool:
    """Whether a code goes on with a number before it, of a telephone or an account."""
    return bool(re.search(r"(?:^|[^a-z] ?)\d{2,} $", before)) and not STREET.search(before)


def _without_code(text: str) -> Iterator[PostalAddress]:
    """Places that are told without their code: "j'habite à Arlon", "Adresse : rue du Puits 3, Arlon"."""
    for match in chain(*(islice(pattern.finditer(text), _MOST) for pattern in (_DWELLING, _STREET_AND_PLACE))):
        street, city = match.groupdict().get("street"), _city(match["city"])
        if not city or STREET.search(fold(city)) or (street and not STREET.search(fold(street))):
            continue
        around = _around(text, match)
        if not WORK.search(around.before[-_RANGE:] + (street or "")):
            surety = _BY_STREET if street is None else _ALONE
            start, end = match.start("city"), match.start("city") + len(city)
            yield PostalAddress(
                code=None, city=city, country="BE", start=start, end=end, surety=surety, dwelt=street is None
            )


def _line_above(text: str, begin: int) -> str:
    above = text[: max(0, begin - 1)].rstrip()
    return above[above.rfind("\n") + 1 :]


def _is_year(code: str) -> bool:
    return len(code) == 4 and code[:2] in {"19", "20"}


def _country(prefix: str | None, code: str) -> str:
    """The country's ISO 3166 code: its prefix, or what five digits suggest."""
    if prefix:
        return {"B": "BE", "L": "LU", "F": "FR", "D": "DE"}.get(prefix, prefix)
    return "FR" if len(code) == 5 else "BE"


def _city(written: str) -> str:
    """The place without what follows it on its line."""
    bare = TAIL.sub("", re.split(r"\s{2,}|[,;|·•(]| [-–—] |(?<=\w{4})\. ", written)[0]).strip(" .-")
    return bare if 1 < len(bare) <= _LONGEST and fold(bare) not in NO_PLACE else ""
