"""The function and the employer that the head of an entry names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers import sectorwords as words
from parsers.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text import Folded

_SPLIT = re.compile(r"\s+[–—|·→]\s+|\s-\s|\s*[;:\t]\s*|\s{3,}|(?<!St)(?<!Ste)\.\s+(?=[A-ZÉ«])")
_STOP = re.compile(
    r"\s*(?:[;:|\t\n(–—]|\s-\s|(?<!\bSt)(?<!\bSte)(?<!\b[A-Z])\.\s|\.$|,\s*(?=[a-zà-ÿ\d])|\b(?:depuis|où|comme|"
    r"en qualité|en tant que|à titre|"
    r"au sein|sinds|waar|als|seit|wo|since|where|as|et j|"
    r"mais|dont|pour|avec|dans|à temps|à mi-temps|à raison)\b)",
)
_TOWN = re.compile(r",\s*[A-ZÀ-Ý][\w'’-]+(?:[ -](?:[A-ZÀ-Ý][\w'’-]+|sur|en|la|le|lez|les|d[eu]))*")
_LEADING = re.compile(
    r"^(?:(?:à|au|aux|chez|dans|en|de|du|des|la|le|les|un|une|het|een|aan|bij|in|am|an|der|die|das|im|beim|at|the|"
    r"a)\s+|"
    r"[ld]['’])+(?=\S)",
    re.IGNORECASE,
)


def employer_in(rows: Sequence[str], *, named_only: bool = False) -> str | None:
    """The employer's name as worded: a school or a centre first, else the part that names no function.

    With `named_only`, of the rest only an acronym counts ("ITELA"): a teacher's subject or task is no employer.
    """
    place = next((place for row in rows if (place := place_in(row))), None)
    if place:
        return place
    parts = [part.strip(" .,;()") for row in rows[:3] for part in _parts(row)]
    if named_only:
        acronyms = [part for part in parts if _ACRONYM.match(part)]
        sainted = [part for part in parts if _SAINTED.match(part)]
        proper = [part for part in parts if _PROPER.match(part) and not _is_function(part) and not _is_subject(part)]
        return next(iter([*acronyms, *sainted, *proper]), None)
    others = [part for part in parts if words.OTHER_PLACE.search(fold(part)) and not _is_function(part)]
    capitalised = [part for part in parts if part[:1].isupper() and not _is_function(part) and len(part) > 2]
    chosen = next(iter(others or capitalised), None)
    return _clean(chosen) if chosen else None


_PROPER = re.compile(r"[A-ZÀ-Ý][\w'’-]+(?: [\w'’-]+){0,5}$")


def _is_subject(part: str) -> bool:
    """Whether a part names what is taught, or to whom, or how much."""
    flat = fold(part)
    return bool(words.LEVEL.search(flat) or words.SCHOOL.search(flat)) or any(c.isdigit() for c in flat)


_SAINTED = re.compile(
    r"(?:Saint|Sainte|St|Ste|Sint|Sankt|Notre-Dame|N\.-?D\.|Sacré|Don Bosco|Heilig|Onze-Lieve|Maria|Providence|"
    r"Bon Pasteur)\b"
)
"""How schools are called where their sort is left out."""
_ACRONYM = re.compile(
    r"(?!(?:CDI|CDD|ETP|ETD|TT|TBD|ACS|APE|TIC|CEB|CESS|CAP|AESI|AESS|DI|DS|FLE|EVRAS)$)"
    r"(?:[A-Z]\.?){3,7}(?:[ -][A-Z][\w'’-]+)*$"
)


def function_in(rows: Sequence[str]) -> str | None:
    """The function as worded: the part with a function's word, else the first part that is no place."""
    parts = [part.strip(" .,;()") for row in rows[:3] for part in _parts(row)]
    named = [part for part in parts if _is_function(part)]
    rest = [part for part in parts if not place_in(part)]
    chosen = next(iter(named or rest), None)
    return chosen[:120] if chosen else None


def place_in(text: str, start: int = 0) -> str | None:
    """The first school or CPMS that `text` names, with its town."""
    fold_text = folded(text, start)
    found = [m for pattern in (words.CPMS, words.SCHOOL, _INSTITUTE) if (m := _proper(pattern, text, fold_text))]
    if not found:
        return None
    match = min(found, key=lambda m: m.start())
    begin = fold_text.span(match.start(), match.end()).start
    return _name(text, _widened(text, begin))


_QUALIFYING = re.compile(
    r"(?:[\s'’-]+(?:royale?|communale?|libre|fondamentale?|secondaire|de|du|des|la|le|les|l|d|technique|primaire|"
    r"provinciale?|maternelle|sp[ée]cialis[ée]e?|catholique|moyenne?|subventionn[ée]e?|autonome|polyvalent|classique|"
    r"professionnel|normale?|sup[ée]rieure?|et|pour adultes|promotion|sociale|international|g[ée]n[ée]rale?|agricole|"
    r"industriel|hôtelière?|van|het|sint|für|der|am|zum|of|voor))*[\s'’-]+(?:[A-ZÀ-ÝŒ|]|n°)"
)
_INSTITUTE = re.compile(
    r"(?<![\w-])(?:institut|institute|centre d'enseignement|seminaire|"
    r"universite|universiteit|universitat|university)(?!\w)"
)
"""Places whose name alone says too little of what they are, but enough of who employs."""
_GENERIC = frozenset(
    {
        *("ecole", "ecoles", "lycee", "lycees", "college", "colleges", "institut", "athenee", "athenees", "internat"),
        *(
            "academie",
            "academies",
            "school",
            "schools",
            "schule",
            "schulen",
            "gymnasium",
            "atheneum",
            "lyceum",
            "campus",
        ),
        *(
            "implantation",
            "implantations",
            "haute ecole",
            "centre scolaire",
            "groupe scolaire",
            "hogeschool",
            "academy",
        ),
        *("pms", "cpms", "c.p.m.s.", "p.m.s.", "centre pms", "centres pms", "centre p.m.s.", "clb"),
        *("centre psycho-medico-social", "centres psycho-medico-sociaux"),
    }
)
"""Words that name a sort of place, and no place of their own."""
_TOO_WIDE = re.compile(
    r"(?:enseignement(?! pour adultes)|teaching|unterricht|onderwijs|education|promotion sociale|classroom)\b"
)
"""A sector, no place."""


def _proper(pattern: re.Pattern[str], text: str, flat: Folded) -> re.Match[str] | None:
    """The first place of `pattern` that has a name: a capital in it or right after it."""
    for match in pattern.finditer(flat.text):
        span = flat.span(match.start(), match.end())
        if words.SAME.search(flat.text, max(0, match.start() - 6), match.end()) or _TOO_WIDE.match(match.group()):
            continue
        own = text[span.start : span.end]
        inside = any(c.isupper() for c in own) and match.group() not in _GENERIC and len(own) > 3
        before = _widened(text, span.start) < span.start
        if _QUALIFYING.match(text, span.end) or inside or before or match.group().startswith("federation"):
            return match
    return None


_CAPITALS = re.compile(r"(?:(?:(?:[A-ZÄÖÜÉ][\w!.'’-]*|GO!)|(?:of|the|und|van|de|du|von)(?= [A-ZÄÖÜÉ]))[ ]+)+$")
_ARTICLES = re.compile(
    r"^(?:(?:Le|La|Les|L|Un|Une|Au|Aux|À|A|Chez|Dans|Het|De|Een|Die|Das|Der|The|At|In|Am|An|Im|Aan)[ ])+"
)


def _widened(text: str, begin: int) -> int:
    """Where the name begins: capitals before a Dutch, German or English school's word belong to it ("GO! atheneum")."""
    before = _CAPITALS.search(text[max(0, begin - 60) : begin])
    if not before:
        return begin
    lead = _ARTICLES.match(before.group())
    name = before.group()[lead.end() if lead else 0 :]
    return begin if not name.strip() or _is_function(name) else begin - len(name)


def _name(text: str, begin: int) -> str:
    stop = _STOP.search(text, begin + 3)
    end = stop.start() if stop else len(text)
    comma = text.find(",", begin, end)
    if comma > 0:
        town = _TOWN.match(text, comma)
        end = town.end() if town and town.end() <= end and not _is_function(town.group()) else comma
    return _clean(text[begin:end])


def _parts(row: str) -> list[str]:
    return [piece for part in _SPLIT.split(row) if part for piece in re.split(r"\s*[,(]\s*", part) if piece]


def _is_function(part: str) -> bool:
    flat = fold(part)
    return bool(words.TEACHER.search(flat) or words.STAFF.search(flat)) or bool(_JOB.search(flat))


_JOB = re.compile(
    r"\b\w+(?:eur|euse|trice|iere|ienne|iste|ante|logue|aire|ier)\b|\b(?:responsable|charge|cadre|agent|manager|"
    r"officer|assistant|leiter|beauftragte)\w*"
)


def _clean(name: str) -> str:
    squeezed = re.sub(r"\s+", " ", name).strip(" ,.;:-–—()")
    return _LEADING.sub("", squeezed)[:120] or squeezed[:120]
