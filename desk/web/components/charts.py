"""Arrivals a day against the cutoff, and a career's years: charts drawn here, SVGs that need no script and no style."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.values import Notice
    from store.views.values import CareerView

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 22, 28
LONGEST = 120
"""Days shown; of a longer time the last ones."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayColumn:
    """A day."""

    day: date
    number: int
    x: float
    y: float
    width: float
    height: float
    late: bool
    labelled: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GridLine:
    """A line of the scale."""

    y: float
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrivalsChart:
    """What the template draws. Lengths are the SVG's own units."""

    width: int
    height: int
    base: int
    columns: list[DayColumn]
    levels: list[GridLine]
    cutoff: float | None
    last_day: date | None


def arrivals_chart(arrivals: Sequence[tuple[date, int]], notice: Notice | None) -> ArrivalsChart | None:
    """The chart of these days; None without any arrival."""
    if not arrivals:
        return None
    last_day = notice.last_day if notice else None
    days = _days(arrivals[0][0], max(arrivals[-1][0], last_day or arrivals[-1][0]))
    numbers = dict(arrivals)
    step = (WIDTH - LEFT - RIGHT) / len(days)
    most = max(numbers.get(day, 0) for day in days) or 1
    columns = [_column(day, numbers.get(day, 0), at, step, most, last_day, len(days)) for at, day in enumerate(days)]
    inside = last_day is not None and days[0] <= last_day
    return ArrivalsChart(
        width=WIDTH,
        height=HEIGHT,
        base=HEIGHT - BOTTOM,
        columns=columns,
        levels=_levels(most),
        cutoff=round(LEFT + step * (days.index(last_day) + 1), 1) if inside and last_day else None,
        last_day=last_day,
    )


def _days(first: date, last: date) -> list[date]:
    count = (last - first).days + 1
    return [last - timedelta(days=back) for back in range(min(count, LONGEST) - 1, -1, -1)]


def _column(  # noqa: PLR0913, PLR0917 - a day's number and the measures of the chart
    day: date, number: int, at: int, step: float, most: int, last_day: date | None, days: int
) -> DayColumn:
    height = (HEIGHT - TOP - BOTTOM) * number / most
    every = max(1, -(-days // 12))
    return DayColumn(
        day=day,
        number=number,
        x=round(LEFT + step * at + step * 0.12, 1),
        y=round(HEIGHT - BOTTOM - height, 1),
        width=round(step * 0.76, 1),
        height=round(height, 1),
        late=last_day is not None and day > last_day,
        labelled=at % every == 0,
    )


def _levels(most: int) -> list[GridLine]:
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if most / step <= 5), most)
    return [
        GridLine(y=round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * number / most, 1), number=number)
        for number in range(0, most + 1, step)
    ]


CAREER_WIDTH = 720
CAREER_EDGE = 8
CAREER_EDGE = 8
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
    scale = (CAREER_WIDTH - CAREER_EDGE - CAREER_EDGE) / max(1, (end - begin).days)

    def x(at: date) -> float:
        return round(CAREER_EDGE + (min(max(at, begin), end) - begin).days * scale, 1)

    bars = [_bar(entry, number, x(entry.starts or last), x(_end(entry, last))) for number, entry in enumerate(dated)]
    return CareerChart(
        width=CAREER_WIDTH,
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
