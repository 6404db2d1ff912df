"""Points in time: a day, a month, a year, a school year or a season, read from the words of a date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from parsers.layout.dates.date_words import DateWord, century

Precision = Literal["day", "month", "year", "school_year", "season"]


@dataclass(frozen=True, slots=True)
class DatePoint:
    """A point in time: its first and last day, the characters that say it, and the word that follows it."""

    first: date | None
    last: date | None
    precision: Precision
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    after: int = 0
    short: bool = False
    """Month and year of two digits each: a date only in a range of such ("09/12 – 06/15"), else perhaps a load."""

    def in_year(self, other: DatePoint) -> DatePoint:
        """A day or month without a year takes it from the end of its range ("janvier – juin 2006")."""
        if self.first or not other.first or not other.last:
            return self
        month = self.month or other.first.month
        year = other.first.year - (month > other.last.month)
        day = self.day
        return replace(self, first=day_of(year, month, day or 1), last=day_of(year, month, day or 31))


ARTICLES = 4
"""So many articles and prepositions at most stand before a date; a text made of them would be read again at each."""


def read_point(tokens: list[DateWord], at: int) -> DatePoint | None:
    """The point in time that begins at word `at`, articles before it left out."""
    most = min(len(tokens) - 1, at + ARTICLES)
    while at < most and tokens[at].kind == "of" and tokens[at + 1].joined:
        at += 1
    if at >= len(tokens):
        return None
    token = tokens[at]
    reader = _READERS.get(token.kind)
    return reader(tokens, at) if reader else None


def joined_word(tokens: list[DateWord], at: int, *kinds: str) -> DateWord | None:
    """The token at `at` if it hangs on the one before and is of one of `kinds`."""
    if at < len(tokens) and tokens[at].joined and tokens[at].kind in kinds:
        return tokens[at]
    return None


def _month(tokens: list[DateWord], at: int) -> DatePoint | None:
    """A month's name with its year ("sept. 2009", "September 1st, 2009"), or waiting for the range's other end."""
    token = tokens[at]
    month = token.numbers[0]
    follows = at + 1
    while joined_word(tokens, follows, "of"):
        follows += 1
    year = joined_word(tokens, follows, "year", "short_year")
    if year:
        return _span((year.numbers[0], month, None), token.start, year.end, follows + 1)
    day = joined_word(tokens, at + 1, "day")
    if day and (year := joined_word(tokens, at + 2, "year")):
        return _span((year.numbers[0], month, day.numbers[0]), token.start, year.end, at + 3)
    if day and day.bare_pair:
        return _span((century(day.numbers[0]), month, None), token.start, day.end, at + 2)
    return DatePoint(None, None, "month", token.start, token.end, month=month, after=at + 1)


_LEADING = frozenset({"of", "since", "from", "to", "until", "between"})
"""What stands before a day whose month is told on the next line."""


def _day(tokens: list[DateWord], at: int) -> DatePoint | None:
    """A day's number before its month ("1er septembre 2009", "du 1er au 30 juin 2005").

    A number that ends a line of other words is no day of the month that leads the next: "18 périodes sur 24".
    """
    token = tokens[at]
    follows = at + 1
    while joined_word(tokens, follows, "of"):
        follows += 1
    month = joined_word(tokens, follows, "month")
    led = token.joined and tokens[at - 1].kind in _LEADING
    if month and month.opening and not (token.opening or led):
        return None
    if not month:
        if joined_word(tokens, at + 1, "to", "dash"):
            return DatePoint(None, None, "day", token.start, token.end, day=token.numbers[0], after=at + 1)
        return None
    rest = _month(tokens, follows)
    if rest is None or rest.month is None:
        return None
    day = token.numbers[0]
    if rest.first is None:
        return replace(rest, start=token.start, day=day, precision="day")
    return _span((rest.first.year, rest.month, day), token.start, rest.end, rest.after)


def _numeric(tokens: list[DateWord], at: int) -> DatePoint | None:
    token = tokens[at]
    year, month, day = token.numbers
    return _span((year, month, day or None), token.start, token.end, at + 1)


def _day_month(tokens: list[DateWord], at: int) -> DatePoint | None:
    """A day and a month, waiting for the year at their range's other end."""
    token = tokens[at]
    _, month, day = token.numbers
    return DatePoint(None, None, "day", token.start, token.end, day=day, month=month, after=at + 1)


def _short_numeric(tokens: list[DateWord], at: int) -> DatePoint | None:
    point = _numeric(tokens, at)
    return replace(point, short=True) if point else None


def _year(tokens: list[DateWord], at: int) -> DatePoint | None:
    """A year, with what may stand in brackets behind it: "2012 (15 septembre)", "2013 (sept.)", "2011 (rentrée)"."""
    token = tokens[at]
    year = token.numbers[0]
    season = joined_word(tokens, at + 1, "season")
    if season and season.bracketed and not season.numbers[2]:
        return _span((year, season.numbers[0], None), token.start, season.end, at + 2)
    day = joined_word(tokens, at + 1, "day")
    month = joined_word(tokens, at + 2 if day else at + 1, "month")
    if month and (day or month).bracketed:
        when = (year, month.numbers[0], day.numbers[0] if day else None)
        return _span(when, token.start, month.end, at + 3 if day else at + 2)
    return DatePoint(date(year, 1, 1), date(year, 12, 31), "year", token.start, token.end, after=at + 1)


def _school_year(tokens: list[DateWord], at: int) -> DatePoint | None:
    token = tokens[at]
    year = token.numbers[0]
    return DatePoint(date(year, 9, 1), date(year + 1, 8, 31), "school_year", token.start, token.end, after=at + 1)


def _season(tokens: list[DateWord], at: int) -> DatePoint | None:
    """A part of a year ("rentrée 2015", "été 2010", "fin 2008"); of several summers the years are a list, no career."""
    token = tokens[at]
    follows = at + 1
    while joined_word(tokens, follows, "of"):
        follows += 1
    if joined_word(tokens, follows, "from"):  # "la rentrée de 2015"
        follows += 1
    if joined_word(tokens, follows, "month"):
        rest = _month(tokens, follows)
        return replace(rest, start=token.start) if rest else None
    year = joined_word(tokens, follows, "year", "school_year")
    first, last, seasonal = token.numbers
    if not year or (year.opening and seasonal):
        return None
    year_number = year.numbers[0]
    return DatePoint(
        date(year_number, first, 1),
        day_of(year_number + (last < first), last, 31),
        "season" if seasonal else "month",
        token.start,
        year.end,
        after=follows + 1,
    )


_READERS = {
    "month": _month,
    "day": _day,
    "numeric": _numeric,
    "day_month": _day_month,
    "short_numeric": _short_numeric,
    "year": _year,
    "school_year": _school_year,
    "season": _season,
}


def _span(when: tuple[int, int, int | None], start: int, end: int, after: int) -> DatePoint:
    year, month, day = when
    precision: Precision = "day" if day else "month"
    return DatePoint(
        day_of(year, month, day or 1), day_of(year, month, day or 31), precision, start, end, day, month, after
    )


def day_of(year: int, month: int, day: int) -> date:
    """A day, the month's last where it has not so many."""
    return date(year, month, min(day, monthrange(year, month)[1]))
