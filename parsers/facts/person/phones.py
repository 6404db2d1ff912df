"""Telephone numbers as people write them, in E.164: of which country one without a prefix is, the person's lines tell.

A run of digits may hold several numbers, and a number may be parted by anything, a tab too: of each run the parts that
are a valid number together are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from parsers.facts.person.countries import HOME
from parsers.layout.grid import GAP
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import is_parted, line_start, past_bracket
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from phonenumbers import PhoneNumber

_RUN = re.compile(
    r"[+(�]{0,2}[^\S\n]?(?:\d|O(?=\d))(?:[\dOoIl]|[^\S\n]|[().\-/–‑−+\u200b\u2060]|·(?=\d)){4,59}[\dOoIl](?![a-z_@]|\d)"
)
"""Digits and what may part them on one line, from a number's first sign to its last."""
_MOST = 200
"""A person's papers hold a few numbers; what holds more is a list."""
_GROUP = re.compile(r"(?:(?P<mark>[+�])[ (]*)?(?P<digits>(?:\d|\b[OoIl](?=\d))[\dOoIl]*)")
_DATE = re.compile(
    r"\b(?:(?:\d{1,2}/){2}\d\d ?[–-] ?(?:\d{1,2}/){2}\d\d|"
    r"(?:\d{1,2} ?[./-] ?){1,2}(?:19|20)\d\d|(?:19|20)\d\d ?[–-] ?(?:19|20)\d\d)\b"
)
_TRUNK = ("(0)", "( 0)", "(0 )", "( 0 )")
"""The 0 that is dialled at home alone, as people write it behind a prefix."""
_MISREAD = str.maketrans("OoIl", "0011")
_BETWEEN = frozenset("/–‑−-")
"""Marks that stand between two numbers."""
_WHOLE = 7
"""So many digits behind a stroke or a dash are a number of their own."""
_NEIGHBOURS = ("FR", "NL", "LU", "DE")
"""Countries whose numbers are written here without a prefix, tried after those that the papers tell."""
_LENIENT = frozenset({"DE", "AT"})
"""Countries in which almost any row of digits is somebody's number: only where the papers tell them."""
_USUAL = frozenset(
    {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.VOIP}
)
_AT_HOME: Mapping[str, float] = MappingProxyType({HOME: 1.0})
_AS_SURE = 0.1
"""So near in weight two countries are told as surely as each other."""
_FEWEST, _ASIDE = 2, 40
"""A bracket behind a number that tells whose it is has so many characters at least and at most."""
_ANOTHERS, _REACHED = vocabulary("phone.anothers"), vocabulary("phone.reached")
_PRIVATE, _BEARERS = vocabulary("phone.private"), vocabulary("phone.bearers")


@dataclass(frozen=True, kw_only=True, slots=True)
class Phone:
    """A number in E.164, where it stands, whether it is a mobile's, and whether its line says it is somebody else's."""

    number: str
    start: int
    end: int
    mobile: bool
    foreign: bool
    """Of a school, a reference, a fax."""
    named: bool
    """Behind somebody's name with a title: another's, in running text."""
    asked: bool
    """The line says that the writer can be reached there."""
    rivals: tuple[str, ...] = ()
    """What it would be in other countries, where nothing tells which it is of."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits written together."""

    start: int
    end: int
    digits: str
    international: bool


_JOINS_DIGITS, _JOINS_WORDS = frozenset(".,/_-"), frozenset("/_-")


def _runs(text: str) -> Iterator[re.Match[str]]:
    """The runs that are no part of a word, an address or a longer number."""
    at = 0
    while run := _RUN.search(text, at):
        at = run.start()
        near = text[max(0, at - 2) : at]
        if _is_part(near):
            at += 1
            while text[at - 1 : at + 1].isalnum() and at + 1 < len(text):
                at += 1
        else:
            at = run.end()
            yield run


def _is_part(near: str) -> bool:
    """Whether what stands before a run joins it to something longer."""
    last, before = near[-1:], near[:-1]
    if last == "" or not (last.isalnum() or last in "_@=,./-"):
        return False
    joined = (before.isdigit() and last in _JOINS_DIGITS) or (before.isalpha() and last in _JOINS_WORDS)
    return joined or last.isalnum() or last in "_@="


def phones(text: str, *, regions: Mapping[str, float] = _AT_HOME) -> Iterator[Phone]:
    """Every telephone number of `text`, in order; `regions` those of numbers without a prefix, the likeliest first."""
    before = 0
    for run in islice(_runs(text), _MOST):
        for start, end, numbers in _numbers(text, run.start(), run.end(), regions):
            line = fold(text[max(before, line_start(text, start)) : end])
            told = f"{line[-80:]} {_beside(text, end)}"
            before = end
            yield Phone(
                number=_spelt(numbers[0]),
                start=start,
                end=end,
                mobile=_is_mobile(numbers[0]),
                foreign=bool(_ANOTHERS.search(told)) and not _PRIVATE.search(told),
                named=bool(_BEARERS.search(told)),
                asked=bool(_REACHED.search(line, max(0, len(line) - 40))),
                rivals=tuple(_spelt(other) for other in numbers[1:]),
            )


def _beside(text: str, end: int) -> str:
    """What stands in brackets behind a number, folded; empty where nothing does."""
    at = end + text.startswith(" ", end)
    aside = text[at + 1 : past_bracket(text, at, at + 2 + _ASIDE) - 1]
    return fold(aside) if len(aside) >= _FEWEST and not is_parted(aside, "(\n") else ""


def _spelt(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_mobile(number: PhoneNumber) -> bool:
    kinds = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
    return phonenumbers.number_type(number) in kinds


def _numbers(
    text: str, start: int, end: int, regions: Mapping[str, float]
) -> Iterator[tuple[int, int, Sequence[PhoneNumber]]]:
    """The numbers within a run, each with what it may be: the likeliest first."""
    dates = [found.span() for found in _DATE.finditer(text, start, end)]
    groups = [
        _Group(
            found.start(),
            found.end(),
            found["digits"].translate(_MISREAD),
            bool(found["mark"]) and (found["mark"] == "+" or found["digits"][0] != "0"),
        )
        for found in _GROUP.finditer(text, start, end)
        if not any(left < found.end() and found.start() < right for left, right in dates)
    ]
    at = 0
    while at < len(groups):
        read = _first(text, groups, at, regions) if _may_begin(text, groups, at, regions) else None
        if read is None:
            at += 1
            continue
        stop, numbers = read
        begin = groups[at].start
        yield begin - (text[begin - 1 : begin] == "("), groups[stop - 1].end, numbers
        at = stop


def _may_begin(text: str, groups: Sequence[_Group], at: int, regions: Mapping[str, float]) -> bool:
    """Whether a number may begin with a group: with a prefix or a 0, and not amid other digits."""
    group = groups[at]
    apart = at == 0 or _parts(text, groups, at)
    if group.international or (group.digits.startswith("0") and apart):
        return True
    american = next(iter(regions), HOME) in {"CA", "US"} or group.digits == "1"
    return apart and ((american and len(group.digits) in {1, 3, 10}) or len(group.digits) >= 10)


def _parts(text: str, groups: Sequence[_Group], at: int) -> bool:
    """Whether what stands before a group parts numbers: a gap between cells, or a stroke before a whole number."""
    before = text[groups[at - 1].end : groups[at].start]
    if GAP.search(before) or groups[at].international:
        return True
    wide = len(groups[at].digits) > 2 or before != before.strip()
    whole = (groups[at].digits.startswith("0") and wide) or len(groups[at].digits) >= _WHOLE
    return whole and (before.strip() in _BETWEEN or "  " in before)


def _first(
    text: str, groups: Sequence[_Group], at: int, regions: Mapping[str, float]
) -> tuple[int, Sequence[PhoneNumber]] | None:
    """Where the number that begins with a group ends, and what it may be: up to what parts, else the longest."""
    stops = [stop for stop in range(at + 1, len(groups)) if _parts(text, groups, stop)] + [len(groups)]
    others = [stop for stop in range(min(len(groups), at + 8), at, -1) if stop not in stops]
    for stop in (*stops, *others):
        written = text[groups[at].start : groups[stop - 1].end]
        digits = "".join(group.digits for group in groups[at:stop])
        if 7 <= len(digits) <= 16 and (numbers := _read(written, groups[at], digits, regions)):
            return stop, numbers
    return None


def _read(written: str, first: _Group, digits: str, regions: Mapping[str, float]) -> Sequence[PhoneNumber]:
    """What a written number may be: the likeliest first, several where nothing tells of which country it is."""
    if trunk := next((trunk for trunk in _TRUNK if trunk in written), ""):
        digits = re.sub(r"\D", "", written.replace(trunk, "").translate(_MISREAD))
    if first.international or digits.startswith("00"):
        number = _valid("+" + digits.lstrip("0"), None)
        return [number] if number else []
    if digits[0] != "0":
        code = 1 if len(digits) in {10, 11} and digits[-10] in "23456789" else None
        number = _valid("+" + digits, None) if len(digits) >= 11 else _valid(digits, "CA") if code else None
        return [number] if number else []
    tried = [country for country in dict.fromkeys((*regions, *_NEIGHBOURS)) if _is_tried(country, regions)]
    found = {country: number for country in tried if (number := _valid(digits, country))}
    usual = {c: number for c, number in found.items() if phonenumbers.number_type(number) in _USUAL} or found
    best = next(iter(usual), HOME)
    least = regions.get(best, 0.0) - _AS_SURE
    return [n for c, n in usual.items() if c == best or (best != HOME and (regions.get(c, 0.0) > least or c == HOME))]


def _is_tried(country: str, regions: Mapping[str, float]) -> bool:
    return country in regions or country not in _LENIENT


def _valid(digits: str, country: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(digits, country)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
