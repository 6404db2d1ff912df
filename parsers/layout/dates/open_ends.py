"""A stretch of time that a dash leaves open though words follow on its row.

    06/2022 –          Animatrice, Maison des jeunes
    11/2019 – 06/2022  Éducatrice, Foyer du Parc

A dash behind a date may as well part it from what happened then ("2019 – brevet de secourisme"). It leads nowhere only
where the dates below, which lead their rows too, are all stretches of time, and over before this one begins. An arrow
leads on where the first or the last date of the rows is later than all others, or alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.text.marks import line_end, line_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.dates.dates import DateRange
    from parsers.text.text import Span

_BEFORE = " \t-–•*▪◦·("
"""What may stand before a date that leads its row."""
_DASHES = ("- ", "– ", "— ")
_ARROWS = ("→ ", "➔ ", "⇒ ", "> ", "-> ", "► ")
"""What leads from a beginning on, whatever follows."""
_MONTH_DAYS = 31


def open_ends(text: str, found: Sequence[DateRange], bodies: Sequence[Span]) -> tuple[DateRange, ...]:
    """The dates of a text, those made open that a dash leaves so; `bodies` are its sections' bodies."""
    opened: dict[int, DateRange] = {}
    for body in bodies:
        led = [when for when in found if body.start <= when.start < body.end and _leads(text, when)]
        for latest in dict.fromkeys((led[0], led[-1])) if led else ():
            others = [when for when in led if when is not latest]
            behind = _behind(text, latest.end, (*_ARROWS, *_DASHES) if others and latest is led[0] else _ARROWS)
            alike = not others or others[0].precision == latest.precision
            if latest.point and behind and alike and all(_is_before(when, latest) for when in others):
                opened[latest.start] = replace(latest, last=None, ongoing=True, point=False, end=behind)
    return tuple(opened.get(when.start, when) for when in found)


def _leads(text: str, when: DateRange) -> bool:
    return not text[line_start(text, when.start) : when.start].strip(_BEFORE)


def _behind(text: str, end: int, marks: tuple[str, ...]) -> int | None:
    """Where the words begin that follow a date behind one of `marks`, on its row."""
    row = text[end : line_end(text, end)]
    told = row.lstrip(" \t")
    mark = next((mark for mark in marks if told.startswith(mark)), None)
    words = told[len(mark) :].lstrip(" \t") if mark else ""
    return end + len(row) - len(words) if words[:1].isalpha() else None


def _is_before(when: DateRange, latest: DateRange) -> bool:
    """Whether a stretch of time is over when the latest point begins, give or take its month."""
    if when.point or when.last is None or latest.first is None:
        return False
    return (when.last - latest.first).days <= _MONTH_DAYS
