"""A stretch of time that a dash leaves open though words follow on its row.

    06/2022 –          Animatrice, Maison des jeunes
    11/2019 – 06/2022  Éducatrice, Foyer du Parc

A dash behind a date may as well part it from what happened then ("2019 – brevet de secourisme"). It leads nowhere only
where the dates below, which lead their rows too, are all stretches of time, and over before this one begins.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.dates.dates import DateRange
    from parsers.text.text import Span

_BEFORE = " \t-–•*▪◦·("
"""What may stand before a date that leads its row."""
_DASHES = ("- ", "– ", "— ")
_MONTH_DAYS = 31


def open_ends(text: str, found: Sequence[DateRange], bodies: Sequence[Span]) -> tuple[DateRange, ...]:
    """The dates of a text, those made open that a dash leaves so; `bodies` are its sections' bodies."""
    opened: dict[int, DateRange] = {}
    for body in bodies:
        led = [when for when in found if body.start <= when.start < body.end and _leads(text, when)]
        behind = _behind_dash(text, led[0].end) if len(led) > 1 and led[0].point else None
        if not behind or led[1].precision != led[0].precision:
            continue
        if all(_is_before(when, led[0]) for when in led[1:]):
            opened[led[0].start] = replace(led[0], last=None, ongoing=True, point=False, end=behind)
    return tuple(opened.get(when.start, when) for when in found)


def _leads(text: str, when: DateRange) -> bool:
    return not text[text.rfind("\n", 0, when.start) + 1 : when.start].strip(_BEFORE)


def _behind_dash(text: str, end: int) -> int | None:
    """Where the words begin that follow a date behind a dash, on its row."""
    row = text[end:].split("\n", 1)[0]
    dashed = row.lstrip(" \t")
    words = dashed[1:].lstrip(" \t")
    return end + len(row) - len(words) if dashed.startswith(_DASHES) and words[:1].isalpha() else None


def _is_before(when: DateRange, latest: DateRange) -> bool:
    """Whether a stretch of time is over when the latest point begins, give or take its month."""
    if when.point or when.last is None or latest.first is None:
        return False
    return (when.last - latest.first).days <= _MONTH_DAYS
