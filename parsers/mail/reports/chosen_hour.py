"""Which of the hours that a letter offered a candidate's words choose: one, or none where they leave a doubt.

An hour counts as chosen where a clause names it alone, by its place in the list, its day or its time, and denies and
asks nothing. Nothing is booked by it: it is shown to a person, with the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.lexicon.patterns import spelled
from parsers.lexicon.slots import MONTHS
from parsers.mail.quoting.voices import words_of
from parsers.text.text import fold
from parsers.values.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from parsers.values.messages import Body

LONGEST = 4000
"""Characters of an answer that are looked at: the choice stands at its head."""
WORDS = 200
"""Characters of the clause that are kept."""
SHORT = 6
"""Words of a clause in which a place in the list ("the first") needs no other word."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACES = ("first", "second", "third")


def _any(words: Iterable[str]) -> str:
    """Words as alternatives, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _said(name: str) -> str:
    return _any(spelled(f"chosen_hours.{name}"))


def _numbered(subject: str, sets: Sequence[str]) -> dict[str, int]:
    """The phrases of sets, each with the place of its set among them, from 0."""
    return {phrase: number for number, name in enumerate(sets) for phrase in spelled(f"{subject}.{name}")}


_MONTH_OF, _DAY_OF = _numbered("months", MONTHS), _numbered("chosen_hours", _DAYS)
_PLACE_OF = _numbered("chosen_hours", _PLACES)
_MONTH = _any(_MONTH_OF)
_TIME = re.compile(
    r"\b([01]?\d|2[0-3])(?:"
    r"\s?(?:h|u)\s?([0-5]\d)?\b|\s?(?:heures?|uhr|uur)\b(?:\s([0-5]\d)\b)?|[:.]([0-5]\d)\b(?!\.\d)(?:\s?(?:h|u|uhr|uur)\b)?|\s?([ap])\.?m\b)"
)
_DATE = re.compile(rf"\b(\d{{1,2}})(?:er|e|st|nd|rd|th|ste|de|\.)?\s+(?:of\s+)?({_MONTH})\b")
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b")
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})?\b")
_DAY_ALONE = re.compile(rf"\b(?:{_said('on_day')})\s+(\d{{1,2}})(?:th|st|nd|rd|er)?\b(?!\s*[:/%])")
_WEEKDAY = re.compile(rf"\b({_any(_DAY_OF)})\b")
_PLACE = re.compile(rf"\b({_any(_PLACE_OF)}|{_said('last')})\b")
_CHOOSING, _DENYING = (re.compile(rf"\b(?:{_said(name)})\b") for name in ("choosing", "denying"))
_NUMBERED = re.compile(rf"\b(?:{_said('numbered')})\W{{0,3}}([1-9])\b")
_BARE = re.compile(r"\W*([1-9])\W*")
_CLAUSES = re.compile(rf"[!?;]+|\n\s*\n|\.(?=\s+[A-ZÀ-Ý]|\s*$)|,?\s(?=(?:{_said('turning')})\s)", re.IGNORECASE)
_DOT_OF_DAY = re.compile(rf"(\d)\.(?=\s*(?:märz|{_MONTH})\b)", re.IGNORECASE)
"""Of a German day ("10. April"): it ends no sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenHour:
    """One of the offered hours, and the words by which it was chosen."""

    number: int
    """Its place in the offer, from 0."""
    words: str


def chosen_hour(body: Body, offered: Sequence[datetime]) -> ChosenHour | None:
    """The hour that the writer's own words choose; `offered` in the order of the letter, in the notice's zone."""
    meant: dict[int, str] = {}
    refused: set[int] = set()
    own = (words_of(body.text, [stretch], Voice.OWN) for stretch in body.stretches)
    for clause, asks in _clauses("\n\n".join(own)[:LONGEST]):  # a quote between them parts clauses
        words = fold(clause)
        named = set() if asks else _named(words, offered)
        if _DENYING.search(words):
            refused |= named
        else:
            meant |= {number: meant.get(number, clause) for number in named}
    left = [number for number in meant if number not in refused]
    return ChosenHour(number=left[0], words=" ".join(meant[left[0]].split())[:WORDS]) if len(left) == 1 else None


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """Each clause, and whether it asks."""
    whole, begin = _DOT_OF_DAY.sub(r"\1", text), 0
    for stop in (*_CLAUSES.finditer(whole), None):
        end = stop.start() if stop else len(whole)
        if clause := whole[begin:end].strip():
            yield clause, stop is not None and "?" in stop[0]
        begin = stop.end() if stop else end


def _named(words: str, offered: Sequence[datetime]) -> set[int]:
    """The offered hours that a clause, folded, may mean; all that it says must hold of each."""
    times = {_clock(found) for found in _TIME.finditer(words)}
    without = _TIME.sub(" ", words)
    days = _days(without)
    weekdays = {_DAY_OF[found] for found in _WEEKDAY.findall(without)}
    places = _places(_MONTH_FIRST.sub(" ", _DATE.sub(" ", without)), len(offered))
    if not (times or days or weekdays or places):
        return set()
    return {
        number
        for number, at in enumerate(offered)
        if (not times or (at.hour, at.minute) in times)
        and (not days or any(at.day == day and month in {None, at.month} for day, month in days))
        and (not weekdays or at.weekday() in weekdays)
        and (not places or number in places)
    }


def _clock(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found[1])
    minute = next((int(given) for given in found.group(2, 3, 4) if given), 0)
    half = found[5]
    return (hour % 12 + (12 if half == "p" else 0) if half else hour, minute)


def _days(words: str) -> set[tuple[int, int | None]]:
    whole: set[tuple[int, int | None]] = {(int(day), _MONTH_OF[month] + 1) for day, month in _DATE.findall(words)}
    whole |= {(int(day), _MONTH_OF[month] + 1) for month, day in _MONTH_FIRST.findall(words)}
    whole |= {(int(day), int(month)) for day, month in _NUMERIC_DATE.findall(words) if 1 <= int(month) <= len(MONTHS)}
    return whole or {(int(day), None) for day in _DAY_ALONE.findall(words)}


def _places(words: str, count: int) -> set[int]:
    """Places in the list that the clause names, where it is about choosing."""
    if bare := _BARE.fullmatch(words):
        return {int(bare[1]) - 1}
    found = {int(digit) - 1 for digit in _NUMBERED.findall(words)}
    if _CHOOSING.search(words) or len(words.split()) <= SHORT:
        found |= {_PLACE_OF.get(word, count - 1) for word in _PLACE.findall(words)}
    return found
