"""Dates and ranges of dates as people write them, in French, Dutch, German and English.

The text is cut into words that matter to a date (a month's name, a year, "depuis", a dash), and a small grammar puts
them together: a point in time (a day, a month, a year, a school year, a season), or a range of two points, an open
range ("depuis 2011", "2009 – heden") among them. What only looks like a date is refused: telephone and national
numbers, postal codes, account numbers, loads (18/22), and dates of birth.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.layout.dates.date_points import ARTICLES, DatePoint, Precision, joined_word, read_point
from parsers.layout.dates.date_words import DateWord, words
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import is_parted, line_start
from parsers.text.text import fold

if TYPE_CHECKING:
    from datetime import date

    from parsers.lexicon.vocabulary import Vocabulary

_BIRTHS, _ACTS, _VERSIONS = vocabulary("dates.births"), vocabulary("dates.acts"), vocabulary("dates.versions")
_STREETS = vocabulary("address.streets")
_SCHOOL_YEAR = frozenset(spelled("dates.school_year"))
_COUNTRY_CODES = ("B-", "L-", "D-", "BE-", "NL-", "F-")
"""What stands before a postal code."""


def is_misleading(text: str, span: DateRange) -> bool:
    """Whether the date is one of birth, that of a law or a message, or the year a postal code."""
    if not (span.point or span.precision == "day"):
        return False
    line = line_start(text, span.start)
    begin = max(line, span.start - _BEFORE)
    space = text.find(" ", begin, span.start) if begin > line else -1
    before = text[space + 1 if space >= 0 else begin : span.start]
    flat = fold(before)
    if _leads(_BIRTHS, flat, 60, ".;"):
        return True
    if span.precision == "day":
        return span.point and _leads(_ACTS, flat, 40, ".;,:")
    if span.precision != "year":
        return False
    in_address = _names_town(text, span.end) and (
        _STREETS.search(flat) is not None or before.rstrip().endswith(_COUNTRY_CODES)
    )
    return in_address or _leads(_VERSIONS, flat, 0, "")


def _names_town(text: str, at: int) -> bool:
    """Whether white space and a word with a capital follow."""
    word = text[at : at + _BEFORE].lstrip()
    return text[at : at + 1].isspace() and word[:1].isupper() and word[1:2].isalpha()


_BEFORE = 80


def _leads(words: Vocabulary, flat: str, reach: int, marks: str) -> bool:
    """Whether one of `words` stands before the end, at most so many characters apart, and none of `marks` between."""
    found = words.last(flat)
    if found is None or is_parted(flat, marks, found.end()):
        return False
    return len(flat[found.end() :].strip(" (")) <= reach


YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""A year in digits."""
MOST = 2000
"""Of more dates than a person's papers hold, the rest is not read."""
COARSENESS: tuple[Precision, ...] = ("day", "month", "season", "school_year", "year")
"""From fine to coarse: a range is as coarse as its coarser end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DateRange:
    """A stretch of time in a text: its first and last day, and the characters that say it (`start`, `end`)."""

    first: date | None
    """None where only an end is told ("jusqu'en 2015")."""
    last: date | None
    """None while it goes on, or where only a beginning is told ("dès 2009")."""
    ongoing: bool = False
    precision: Precision = "month"
    start: int
    end: int
    point: bool = False
    """One point in time, not a range: a diploma's year, an event."""


def dates(text: str) -> tuple[DateRange, ...]:
    """Every date and range of dates of `text`, in order, without overlap."""
    tokens = words(text)
    found: list[DateRange] = []
    at, taken = 0, range(0)
    while at < len(tokens) and len(found) < MOST:
        read = _read_range(text, tokens, at) if at not in taken else None
        if read is None:
            at += 1
            continue
        span, after = read
        if below := _ended_below(text, tokens, span, tokens[at], tokens[after - 1]):
            span, taken = below
        at = after
        if not is_misleading(text, span):
            found.append(_with_label(text, span) if span.point else _with_duration(text, span))
    return tuple(found)


def _read_range(text: str, tokens: list[DateWord], at: int) -> tuple[DateRange, int] | None:
    """A range, an open range or a point that begins at token `at`; with the token that follows it."""
    opening = tokens[at]
    if opening.kind == "of" and not opening.opening and at + 1 < len(tokens) and tokens[at + 1].opening:
        return None  # it ends the line above: "selon l'année"
    lead = at + 1 if opening.kind in {"since", "until", "between", "from"} else at
    most = min(len(tokens), lead + ARTICLES)
    while at < lead < most and tokens[lead].kind in {"of", "since", "from"} and tokens[lead].joined:
        lead += 1
    if lead > at and (lead >= len(tokens) or not tokens[lead].joined):
        return None
    first = read_point(tokens, lead)
    if first is None:
        return None
    between = opening.kind == "between"
    other = None if _bulleted(text, tokens, first) else _read_end(text, tokens, first, between=between)
    if other is not None:
        return _pair(opening, first, other)
    if first.first is None or (first.short and opening.kind != "since"):
        return None
    return _alone(opening, first, opened=lead > at), first.after


def _ended_below(
    text: str, tokens: list[DateWord], span: DateRange, opening: DateWord, closing: DateWord
) -> tuple[DateRange, range] | None:
    """A range whose column goes on in the row below: "sept. 2009 –   Athénée" above "juin 2015   Professeure".

    With the tokens of its other end, which is no date of its own.
    """
    begun, led = opening.kind in {"from", "of"} and span.point, span.ongoing and closing.kind == "dash"
    if not (begun or led) or not span.first:
        return None
    begin = line_start(text, opening.start)
    before = text[begin : opening.start] if opening.start - begin <= _INDENT else "–"
    row = None if before.strip() else _ROWS.match(text, span.end)
    if row is None or abs(len(row["indent"]) - len(before)) > 1:
        return None
    span = replace(span, start=opening.start)
    first = bisect_left(tokens, row.end(), key=lambda token: token.start)
    at = first
    while at < len(tokens) and tokens[at].kind in {"to", "until", "dash"}:
        at += 1
    if at >= len(tokens) or tokens[first].start != row.end() or (begun and at == first):
        return None
    return _to_point(text, tokens, span, range(first, at))


_INDENT = 120
"""Characters before a column, at the most."""
_ROWS = re.compile(r"(?: {2}| ?\t)[ \t]*+\S[^\n]*+\n(?P<indent>[ \t]*+)(?=\S)")
"""The rest of a row, in its next cell, to where the row below begins."""
_CELL_ENDS = re.compile(r" {2}| *+(?:\t|\n|\Z)")


def _to_point(text: str, tokens: list[DateWord], span: DateRange, led: range) -> tuple[DateRange, range] | None:
    """The range up to the point or the "now" that a cell holds, behind the tokens that lead to it, and nothing else."""
    word = tokens[led.stop]
    point = DatePoint(None, None, "day", word.start, word.end, after=led.stop + 1) if word.kind == "now" else None
    point = point or read_point(tokens, led.stop)
    if point is None or not _CELL_ENDS.match(text, point.end) or _opens_range(tokens, point):
        return None
    now, later = word.kind == "now", bool(point.last and span.first and point.last > span.first)
    if not (now or later):
        return None
    precision = span.precision if now else max(span.precision, point.precision, key=COARSENESS.index)
    ended = replace(span, last=point.last, ongoing=now, precision=precision, point=False)
    return ended, range(led.start, point.after)


_DURATION = re.compile(
    r"[ \t]*+[·,;=|]?[ \t]*+\(?[ \t]*+(?:\d{1,2}[ \t]?(?:ans?|jaar|jahre?n?|years?|yrs?|j\.)"
    r"(?:[ \t,]{1,3}(?:et |en |und |and )?\d{1,2}[ \t]?(?:mois|maand\w*|monate?n?|months?|mos?))?|"
    r"\d{1,2}[ \t]?(?:mois|maand\w*|monate?n?|months?|mos?))\.?\)?(?=[ \t]*(?:\n|$))",
    re.IGNORECASE,
)


def _with_duration(text: str, span: DateRange) -> DateRange:
    """A range with the length it is given at its line's end: "2013 – 2016 (2 ans 10 mois)"."""
    length = _DURATION.match(text, span.end)
    return replace(span, end=length.end()) if length else span


def _with_label(text: str, span: DateRange) -> DateRange:
    """A school year with the words that call it one at its line's beginning: "Schuljahr 2020/21"."""
    line = text[line_start(text, span.start) : span.start].lstrip(" \t-–•*")
    labelled = span.precision == "school_year" and fold(line).rstrip(" :") in _SCHOOL_YEAR
    return replace(span, start=span.start - len(line)) if labelled else span


def _ends_month(word: DateWord) -> bool:
    """Whether a numeric date is the last day of its month: beside another, in the next cell, it ends a range."""
    year, month, day = word.numbers
    return day >= 28 and day == monthrange(year, month)[1]


def _bulleted(text: str, tokens: list[DateWord], first: DatePoint) -> bool:
    """Whether the dash after a point is the next line's bullet: the point does not stand on a line of its own."""
    hinge = joined_word(tokens, first.after, "dash")
    line = line_start(text, first.start)
    return hinge is not None and hinge.opening and bool(text[line : first.start].strip(" \t-–—•"))


def _read_end(text: str, tokens: list[DateWord], first: DatePoint, *, between: bool) -> DatePoint | None:
    """The other end of a range: a separator, then a point or a word that says "until now"."""
    if first.first and (other := _unhinged(text, tokens, first)):
        return other
    hinge = joined_word(tokens, first.after, "to", "dash", "and" if between else "until")
    at = first.after
    while hinge and joined_word(tokens, at, "of", "from", "to", "until", "dash", "and" if between else "to"):
        at += 1
    now = joined_word(tokens, at, "now")
    if now:
        return DatePoint(None, None, "day", now.start, now.end, after=at + 1)
    point = read_point(tokens, at) if hinge and at < len(tokens) and tokens[at].joined else None
    if point is not None and (point.first or point.last):
        return point
    last = tokens[at - 1]
    if hinge and last.trailing and last.kind == "dash" and first.first:
        return DatePoint(None, None, "day", last.start, last.end, after=at)
    return None


def _unhinged(text: str, tokens: list[DateWord], first: DatePoint) -> DatePoint | None:
    """The later date that ends a range without a word between: the next cell's, or the next line's."""
    cell = joined_word(tokens, first.after, "numeric", "month", "day", "year")
    other = read_point(tokens, first.after) if cell else None
    if cell is None or other is None or not other.first or not first.first or other.first <= first.first:
        return None
    if other.precision != first.precision or _opens_range(tokens, other):
        return None
    if cell.kind == "numeric" and first.precision == "day" and _ends_month(cell):
        return other
    between = text[first.end : other.start]
    beside = not between.strip(" \t|") and any(mark in between for mark in _NEXT_CELL)
    return other if beside or (first.precision != "year" and _stacked(text, first, other)) else None


def _opens_range(tokens: list[DateWord], point: DatePoint) -> bool:
    """Whether a point begins a range of its own: "21.10.1982    1 november 2008 – nu"."""
    hinge = joined_word(tokens, point.after, "to", "dash", "until")
    return hinge is not None and not hinge.opening


_NEXT_CELL = ("\t", "  ", "|")
"""What parts the columns of a table."""


def _stacked(text: str, first: DatePoint, other: DatePoint) -> bool:
    """Whether two dates stand one below the other, each alone on its line, with words after them."""
    around = _STACKED.match(text, line_start(text, first.start))
    return around is not None and around.span(1) == (first.start, first.end) and around.start(2) == other.start


_STACKED = re.compile(r"[ \t]*(\S[^\n]{0,28}?)[ \t]*\n[ \t]*(\S[^\n]{0,28})(?=\n[ \t]*[^\W\d_]{3})")


def _pair(opening: DateWord, first: DatePoint, other: DatePoint) -> tuple[DateRange, int] | None:
    first = first.in_year(other)
    if first.first is None or _is_load(first, other):
        return None
    ongoing = other.last is None
    last = other.last
    begin = first.first
    if last and last < begin:
        begin, last = other.first or last, first.last
    precision = first.precision if ongoing else max(first.precision, other.precision, key=COARSENESS.index)
    if first.precision == "season" and not ongoing:
        precision = "season"
    span = DateRange(
        first=begin,
        last=last,
        ongoing=ongoing,
        precision=precision,
        start=first.start if opening.kind == "since" and not ongoing else min(opening.start, first.start),
        end=other.end,
    )
    return span, other.after


def _is_load(first: DatePoint, other: DatePoint) -> bool:
    """Whether two pairs of numbers are loads ("de 10/20 à 12/20"), or only one of them may be a date."""
    if not first.short and not other.short:
        return False
    if other.last is None:
        return False
    if first.first and not other.short and other.last > first.first and first.first.year % 100 not in _WHOLES:
        return False  # "09/96 - 06/2001": nobody's full load has 96 periods
    return not (first.short and other.short) or first.first is None or first.first.year == other.last.year


_WHOLES = frozenset({20, 22, 24, 26, 30, 36, 38})
"""What a full load has of periods or hours."""


def _alone(opening: DateWord, point: DatePoint, *, opened: bool) -> DateRange:
    """A point on its own: "depuis 2011" goes on, "jusqu'en 2015" has no beginning, "2015" and "du 3 mai" are points."""
    span = DateRange(
        first=point.first, last=point.last, precision=point.precision, start=point.start, end=point.end, point=True
    )
    if not opened or opening.kind in {"between", "from"}:
        return span
    span = replace(span, start=opening.start, point=False)
    if opening.kind == "since":
        return replace(span, last=None, ongoing=True)
    return replace(span, first=None)
