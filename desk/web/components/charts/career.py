"""The career as a chart of years, drawn here: bars in an SVG that needs no script and no style of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.values import Notice
    from store.views import CareerView

WIDTH = 720
LEFT = 8
RIGHT = 8
LINE = 22
HEAD = 24
SHORTEST_BAR = 3.0
MOST_YEARS = 70
"""Dates further apart than a working life are misread: the chart begins this long before the cutoff."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """An entry's place in the chart."""

    entry: CareerView
    x: float
    y: float
    width: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A year's line."""

    x: float
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CareerChart:
    """What the template draws. Lengths are the SVG's own units."""

    width: int
    height: int
    bars: list[Bar]
    ticks: list[Tick]
    cutoff: float


def career_chart(career: Sequence[CareerView], notice: Notice) -> CareerChart | None:
    """The chart; None where no entry has a beginning."""
    last = notice.last_day
    dated = sorted(
        (entry for entry in career if entry.starts), key=lambda entry: (entry.starts or last, entry.ends or last)
    )
    if not dated:
        return None
    first = max(min(entry.starts or last for entry in dated), date(last.year - MOST_YEARS, 1, 1))
    begin, end = date(min(first.year, last.year), 1, 1), date(last.year + 1, 1, 1)
    scale = (WIDTH - LEFT - RIGHT) / max(1, (end - begin).days)

    def x(at: date) -> float:
        return round(LEFT + (min(max(at, begin), end) - begin).days * scale, 1)

    bars = [_bar(entry, number, x(entry.starts or last), x(_end(entry, last))) for number, entry in enumerate(dated)]
    return CareerChart(
        width=WIDTH,
        height=HEAD + LINE * len(bars) + 6,
        bars=bars,
        ticks=_ticks(begin.year, end.year, x),
        cutoff=x(last),
    )


def _end(entry: CareerView, last: date) -> date:
    """Where a bar ends: an entry that goes on ends at the cutoff; of one whose end is unknown its beginning shows."""
    if entry.ends is not None:
        return entry.ends
    return last if entry.ongoing else (entry.starts or last)


def _bar(entry: CareerView, number: int, left: float, right: float) -> Bar:
    return Bar(entry=entry, x=left, y=HEAD + LINE * number, width=round(max(SHORTEST_BAR, right - left), 1))


def _ticks(first: int, last: int, x: Callable[[date], float]) -> list[Tick]:
    """A line each year, or each second or fifth where they would crowd."""
    years = last - first
    step = next(step for step in (1, 2, 5, 10, 20) if years / step <= 14)
    return [Tick(x=x(date(year, 1, 1)), label=str(year)) for year in range(first, last + 1) if year % step == 0]
