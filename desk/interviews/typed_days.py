"""Days as a person types them: 9 avril 2026, jeudi 9 avril 2026, 9/4/2026, 9.4.2026, 2026-04-09."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

if TYPE_CHECKING:
    from desk.i18n.speech import Speech

_BETWEEN = r"[ \t./-]*"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_WRITTEN = re.compile(rf"(\d{{1,2}})(?:er|e|st|nd|rd|th)?{_BETWEEN}(\d{{1,2}}|[^\W\d_]+){_BETWEEN}(\d{{4}})")


def days_in(typed: str, speech: Speech) -> tuple[date, ...]:
    """The days, which line feeds, commas, semicolons or spaces part.

    Raises:
        ValueError: a word is none of a day, or the calendar has no such day.
    """
    days: list[date] = []

    def take_iso(found: re.Match[str]) -> str:
        days.append(date.fromisoformat(found[0]))
        return ""

    def take(found: re.Match[str]) -> str:
        days.append(date(int(found[3]), _month(found[2], speech), int(found[1])))
        return ""

    left = _WRITTEN.sub(take, _ISO.sub(take_iso, typed))
    names = {name.casefold() for name in get_day_names("wide", locale=speech.locale).values()}
    if unread := [word for word in re.split(r"[\s,;]+", left.casefold()) if word and word not in names]:
        raise ValueError(f"no day: {unread[0]}")
    return tuple(days)


def _month(word: str, speech: Speech) -> int:
    if word.isdigit():
        return int(word)
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale=speech.locale).items():
            if name.casefold().rstrip(".") == word.casefold():
                return int(number)
    raise ValueError(f"no month: {word}")
