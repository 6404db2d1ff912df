"""Postal addresses as people write them: postal code and place, of Belgium and its neighbours.

Each number that may be a code is looked at: its place stands behind it, before it, or below it. What stands around
says how surely it is an address (a street, a label, a line of its own) and whose it may be (a school's, a former one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.person.countries import country_of
from parsers.facts.person.row import Row, row_above, row_around
from parsers.layout.dates.dates import YEAR
from parsers.layout.headings import subject_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import WORD, behind, is_parted, line_start, mark_at, past_bracket
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_CODE = re.compile(
    r"(?<![\w/+.])(?<!\d-)(?:(?P<country>BE|B|LU|L|FR|F|DE|D|NL|CH|AT|A(?=[-–])) ?[-–—.]? ?)?"
    r"(?P<code>\d{4} ?(?!L[AE] [A-ZÀ-Þ]{2})[A-Z]{2}(?= (?:[’'][st][ -])?[A-Z])|"
    r"(?=[OlI]*\d[\dOlI]*\d)[\dOlI]{4,5}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?!\w)"
)
"""A code, in which OCR may have read letters for digits; with letters in the Netherlands ("1234 AB
Ede", but "7100 LA LOUVIÈRE") and in Canada."""
_MISREAD = str.maketrans("OlI", "011")
_LINKS = r"(?:sur|sous|en|la|le|les|lez|lès|de|du|des|d’|d'|aux?|am|an|der|bei|op|aan|den|ter|l’|l'|devant|près)"
_LETTERS = r"(?:[^\W\d_]|[’'.-])*"
_PLACE = re.compile(
    rf"(?:[’'][st][ -])?[A-ZÀ-ÞŒ]{_LETTERS}(?:/[A-ZÀ-Þ][^\W\d_]+)?"
    rf"(?: (?:\(?[A-ZÀ-ÞŒ]{_LETTERS}|{_LINKS}(?=[ A-ZÀ-Þ]){_LETTERS}))*"
)
BARE_PLACE = (
    r"(?P<city>\b(?!J['’])[A-ZÀ-ÞŒ][\w’']{1,30}(?:[- ](?:[A-ZÀ-ÞŒ][\w’']{0,30}|"
    r"(?:sur|sous|en|la|le|les|lez|lès|de|du|des|aux?|am|an|devant)\b)){0,5})"
)
"""A place with no code before it."""
_SMALL = re.compile(r"[a-zà-ÿœ’']{3,30}(?:[- ][a-zà-ÿœ’']{1,30}){0,3}(?=[ \t]*(?:$|[,|·(\n]))")
"""A place of somebody who writes no capitals."""
_JOINTS = frozenset("-–—,|·/")
"""Marks that may stand between a code and its place."""
_BEFORE = re.compile(rf"{BARE_PLACE},?(?: [-–/])? ?\(?$")
_AROUND = re.compile(
    r"(?P<city>\b[A-ZÀ-ÞŒ][\w’']{1,30}(?:-[\w’']{1,30}){0,4}), "
    r"(?P<street>[^,;\n\d]{5,50} \d{1,4}[^,;\n(]{0,12})(?:, ?| ?\()$"
)
"""A place and a street before the code."""
_ENDS = frozenset("|·,;.)\n")
"""What may follow a code that its place stands before."""
_HOUSE = re.compile(
    r"[a-z)] ?,? ?(?:n°? ?)?\d{1,4} ?(?:[a-z]\b|bis|ter)?(?:[/ ,](?: ?(?:bte|boite|bus|b))? ?\w{1,4})?[ ,|·/(-]*$"
)
"""A house's number behind a word, at a line's or a part's end."""
_STREETS, _LABELS, _BIRTH = vocabulary("address.streets"), vocabulary("address.labels"), vocabulary("address.birth")
_DWELLING, _WORK = vocabulary("address.dwelling"), vocabulary("address.work")
_TAIL, _COUNTED = vocabulary("address.tail"), vocabulary("address.counted")
_LONGEST = 45
_FIVE = 5
"""Codes of four digits begin with no 0, those of five may: 01067 Dresden, 06000 Nice."""
_MOST = 300
"""So many codes are enough: a person's papers hold a few addresses."""
_RANGE = 80
"""How far behind its place a street may stand."""
_WIDE = 3 * _RANGE
_SEPARATES = frozenset(",;|·(/–—▪■●•∙◆♦►▸-")
_PARTED = frozenset(",;|·)/–—.▪■●•∙◆♦►▸")
_BULLETS = " -–—•▪■●∙◆♦►▸📍⌂�"
_SHORT = 40
"""A label on the line above is no longer than this."""
BY_STREET, ALONE, INLINE = 1.0, 0.85, 0.6
"""How surely a code and place are an address beside a street, alone on their line, among other words."""
AT_WORK = 0.3


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


@dataclass(frozen=True, slots=True)
class _Coded:
    """A code with its place; `usual` where the place follows the code as posts want it."""

    code: str
    country: str | None
    city: str
    start: int
    end: int
    usual: bool = True
    small: bool = False
    told: bool = False
    """A street, a label or a country's prefix belongs to it."""


def addresses(text: str) -> tuple[PostalAddress, ...]:
    """The addresses of `text` that have a code, in order."""
    coded = (_coded(text, match) for match in islice(_CODE.finditer(text), _MOST))
    return tuple(read for one in coded if one and (read := _read(text, one)))


def _coded(text: str, match: re.Match[str]) -> _Coded | None:
    """The place of a code: behind it, before it, or below it."""
    written = re.sub(r"(?<=[A-Z]) (?=\d[A-Z]\d)", "", match["code"])
    code = written.translate(_MISREAD) if not re.search("[A-HJ-NP-Z]", written) else written
    if code.startswith("0") and len(code) < _FIVE:
        return None
    country = match["country"]
    told = bool(country)
    if following := _behind(text, match.end()):
        city, end, small, label = following
        return _Coded(code, country, city, match.start(), end, usual=not small, small=small, told=told or label)
    if before := _before(text, match):
        city, start, street = before
        end = match.end() + (text[match.end() : match.end() + 1] == ")")
        return _Coded(code, country, city, start, end, usual=False, told=told or street)
    if not _is_year(code) and text.startswith(("\n", " \n", ",\n"), match.end()):
        below = behind(text, " ", text.index("\n", match.end()) + 1)
        place = _PLACE.match(text, below)
        city = place_of(place.group()) if place else ""
        line = text[below : below + _RANGE].partition("\n")[0]
        if place and city and subject_of(line) is None and "@" not in line:
            return _Coded(code, country, city, match.start(), place.start() + len(city), told=told)
    return None


def _behind(text: str, end: int) -> tuple[str, int, bool, bool] | None:
    """The place behind a code, where it ends, whether it is in small letters, and whether a label announces it."""
    label = _label_end(text, end)
    begin = label or _join_end(text, end)
    if begin == end:
        return None
    for pattern in (_PLACE, _SMALL):
        place = pattern.match(text, begin)
        city = place_of(place.group()) if place else ""
        if place and city and not country_of(city) and not _STREETS.match(fold(city)):
            return city, place.start() + len(city), pattern is _SMALL, label > 0
    return None


def _label_end(text: str, code: int) -> int:
    """Where the label of a place ends that stands behind the end of a code, with its colon; 0 for none."""
    word = WORD.match(text, behind(text, None, code))
    if word is None or word.start() == code or not _LABELS.fullmatch(fold(word.group())):
        return 0
    end = behind(text, None, word.end())
    return behind(text, None, end + 1) if text.startswith(":", end) else end


def _join_end(text: str, code: int) -> int:
    """Where blanks and a mark end that lead from the end of a code to its place; a mark joins on both sides or none."""
    at = behind(text, " ", code)
    joins = text[at : at + 1] in _JOINTS and (at == code or text.startswith(" ", at + 1))
    return behind(text, " ", at + 1) if joins else at


def _before(text: str, match: re.Match[str]) -> tuple[str, int, bool] | None:
    """The place before a code, where it begins, and whether a street stands between them."""
    begin = max(line_start(text, match.start()), match.start() - _WIDE)
    if around := _AROUND.search(text, begin, match.start()):
        return around["city"], around.start(), True
    found = _BEFORE.search(text, begin, match.start())
    follows = text[behind(text, " \t", match.end()) :][:1]
    if found is None or (follows and follows not in _ENDS):
        return None
    city, start = place_of(found["city"]), found.start("city")
    if (country_of(city) or _is_region(city)) and (region := re.search(rf"{BARE_PLACE},? *$", text[begin:start])):
        # "Place, Province, code"
        city, start = place_of(region["city"]), begin + region.start("city")
    if not city or _STREETS.search(fold(city)):
        return None
    return city, start, False


def _is_region(city: str) -> bool:
    """Whether what stands as a place is a province or a state by its two letters."""
    return len(city) == 2 and city.isascii() and city.isalpha() and city.isupper()


def _read(text: str, coded: _Coded) -> PostalAddress | None:
    """The address of a code and place; of an unusual spelling only where a street or a label tells it."""
    row = row_around(text, coded.start)
    told = coded.told or _is_told(text, row, coded)
    surety = BY_STREET if told else _untold(text, row, coded)
    if not surety or _is_born_there(row, coded.start) or _is_within_number(row, coded.start):
        return None
    near = max(row.start, coded.start - _RANGE)
    near = max(near, text.rfind(". ", near, coded.start) + 1)
    city = coded.city.replace("l", "I") if coded.city.replace("l", "").isupper() else coded.city
    return PostalAddress(
        code=coded.code,
        city=city,
        country=_country(coded.country, coded.code),
        start=coded.start,
        end=coded.end,
        surety=surety * (AT_WORK if row.search(_WORK, near, coded.end) else 1.0),
        dwelt=bool(row.search(_DWELLING, near, coded.start)),
    )


def _is_told(text: str, row: Row, coded: _Coded) -> bool:
    """Whether a street or a label says that a code is one; of what may be a year, on its own line."""
    left, at = max(row.start, coded.start - _WIDE), coded.start
    before, above = row.told(left, at).strip(" -,|·/("), row_above(text, row)
    street, house = row.search(_STREETS, left, at), _HOUSE.search(before)
    if _is_year(coded.code):
        if coded.small:
            return False
        if before or above is None:
            return bool(street and house)
        return bool(above.search(_STREETS) and _HOUSE.search(above.flat.text))
    if street or house or row.search(_LABELS, left, at) or row.search(_DWELLING, left, at):
        return True
    end = _past_aside(text, coded.end)
    after = row_around(text, end)
    mark = text[end : after.end].lstrip()[:1]
    if mark and mark in ",-–|·/▪■●•∙◆♦►▸" and after.search(_STREETS, end, end + _RANGE):
        return True
    return not before and above is not None and _announces(above)


def _past_aside(text: str, end: int) -> int:
    """Behind the bracket that tells a place's part: "6760 Virton (Ethe), rue …"."""
    start = behind(text, " ", end)
    close = past_bracket(text, start, start + _ASIDE)
    return close if close > start and not any(mark.isdigit() or mark == "\n" for mark in text[start:close]) else end


def _announces(above: Row) -> bool:
    """Whether the line above a code holds a street, or a label alone."""
    label = above.search(_LABELS) and len(above.flat.text) < _SHORT
    return bool(above.search(_STREETS) or _HOUSE.search(above.flat.text) or label)


def _untold(text: str, row: Row, coded: _Coded) -> float:
    """How surely a code and place are an address that neither street nor label tells: by where they stand."""
    if _is_year(coded.code) or coded.small:
        return 0.0
    end = _past_aside(text, coded.end)
    rest = text[end : end + 30].split("\n", maxsplit=1)[0]
    before = row.told(None, coded.start)
    if not coded.usual:
        return 0.0 if rest.strip() or before.strip() else INLINE
    if not before.strip(_BULLETS) and (len(rest.strip()) < 25 or rest.startswith(("   ", "\t"))):
        return ALONE
    bounded = not rest.strip() or rest.lstrip()[:1] in _PARTED or rest.startswith(("  ", "\t", " - "))
    ends = not rest.strip() and not before[-2:].strip().isdigit()
    return INLINE if bounded and (ends or _is_separated(before)) else 0.0


def _is_separated(before: str) -> bool:
    """Whether what stands before a code on its line is nothing, or ends with a mark that parts."""
    last = before.removesuffix(" ")[-1:]
    return not last or last in _SEPARATES


def _is_born_there(row: Row, at: int) -> bool:
    """Whether a place is one of birth: neither street nor label stands between that word and the place."""
    flat, end = row.flat.text, row.at(at)
    births = list(_BIRTH.finditer(flat, 0, end))
    words = (_STREETS, _LABELS, _DWELLING)
    return bool(births) and not any(told.search(flat, births[-1].end(), end) for told in words)


def _is_within_number(row: Row, at: int) -> bool:
    """Whether a code goes on with a number before it, of a telephone or an account."""
    return bool(re.search(r"(?:^|[^a-z] ?)\d{2,} $", row.told(None, at))) and not row.search(_STREETS, None, at)


def _is_year(code: str) -> bool:
    return len(code) == 4 and code[:2] in {"19", "20"}


def _country(prefix: str | None, code: str) -> str:
    """The country's ISO 3166 code: its prefix, or what five digits suggest."""
    if prefix:
        return {"B": "BE", "L": "LU", "F": "FR", "D": "DE", "A": "AT"}.get(prefix, prefix)
    return "FR" if len(code) == 5 else "BE"


def place_of(written: str) -> str:
    """The place without what follows it on its line; empty where it is none."""
    bare = re.split(r"\s{2,}|[,;|·•(]| [-–—] |(?<=\w{4})\. ", written)[0]
    row = row_around(bare, 0)
    tail = next((found for found in _TAIL.finditer(row.flat.text) if found.start()), None)
    bare = bare[: row.flat.offsets[tail.start()]] if tail else "" if row.search(_TAIL) else bare
    bare = bare.strip(" .-/")
    return bare if 1 < len(bare) <= _LONGEST and not _COUNTED.fullmatch(fold(bare)) else ""


_NEAR = 140
"""Words about an address stand no farther before it, in characters."""
_SENTENCE = 300
_MOVED_THERE, _LEFT, _COMING, _ANOTHERS = 3.0, 0.25, 0.4, 0.5
"""An address that somebody has moved to stands before all, one left behind after all."""
_BOUNDS = (";", "|", "(", ". ", " - ")
_ASIDE = 40
"""So much of a bracket behind an address is read, in characters."""
_FORMER, _MOVED = vocabulary("address.former"), vocabulary("address.moved")
_SOON, _OTHERS = vocabulary("address.soon"), vocabulary("address.others")


def residence(layout: Layout, start: int, end: int, after: int) -> float:
    """By how much an address at `start` to `end` counts more or less than another; `after` is where one before ends."""
    text, row = layout.text, row_around(layout.text, start)
    near = max(row.start, after, start - _NEAR)
    near = _bounded(text, near, start)
    beside = _beside(text, end)
    sentence = fold(layout.sentence_at(start).of(text)[:_SENTENCE])
    if _SOON.search(sentence) and _MOVED.search(sentence) is None:
        return _COMING
    if (
        row.search(_FORMER, near, start)
        or _FORMER.search(beside)
        or _is_until_then(f"{row.told(near, start)} | {beside}")
    ):
        return _LEFT
    if _MOVED.search(sentence):
        return _MOVED_THERE
    return _ANOTHERS if row.search(_OTHERS, near, start) or _OTHERS.search(beside) else 1.0


def _bounded(text: str, near: int, start: int) -> int:
    """Where the part of a line that leads to an address at `start` begins, no earlier than `near`."""
    ends = [at + len(mark) for mark in _BOUNDS if (at := text.rfind(mark, near, max(near, start - 2))) >= 0]
    return max(ends) if ends and not is_parted(text, _BOUNDS, max(near, start - 3), start) else near


def _beside(text: str, end: int) -> str:
    """The beginning of the bracket that opens behind an address, folded; empty where none does."""
    at = end + text[end : end + 1].isspace()
    return fold(text[at + 1 : mark_at(text, "();", at + 1, at + 1 + _ASIDE)]) if text.startswith("(", at) else ""


def _is_until_then(told: str) -> bool:
    """Whether folded words tell the end of a span of years: "2009-2014"."""
    return any(told[year.start() - 1 : year.start()] == "-" for year in YEAR.finditer(told))
