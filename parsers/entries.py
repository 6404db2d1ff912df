"""Dated entries: a date that leads a line, stands on one of its own, or ends one, with what belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from parsers.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.dates import DateRange


class Part(Protocol):
    """A section, as far as entries care."""

    @property
    def subject(self) -> str | None:
        """What the heading announces."""

    @property
    def title(self) -> str:
        """The heading's words."""

    @property
    def start(self) -> int:
        """Where the body begins."""

    @property
    def end(self) -> int:
        """Where the body ends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedEntry:
    """A date with the lines that belong to it: `start` to `end`; `head` is where function and employer are named."""

    when: DateRange
    start: int
    end: int
    head: Span
    subject: str | None
    title: str
    above: Span | None = None
    """A line over a list of dated lines that names what they have in common."""


_LEAD = re.compile(r"^[\s\W\d_]{0,6}$")
_TRAIL = re.compile(r"^[\s).\],;:|–-]*$")
_HEAD_LINES = 3
_HEAD_LENGTH = 260


@dataclass(frozen=True, slots=True)
class _Place:
    """How a date stands on its line."""

    when: DateRange
    row: int
    style: str


def dated_entries(
    text: str, rows: Sequence[Span], found: Sequence[DateRange], parts: Sequence[Part]
) -> tuple[DatedEntry, ...]:
    """The dated entries of each section, in order."""
    entries: list[DatedEntry] = []
    at = 0
    for part in parts:
        inside: list[DateRange] = []
        while at < len(found) and found[at].start < part.end:
            if found[at].start >= part.start:
                inside.append(found[at])
            at += 1
        entries.extend(_entries(text, rows, inside, part))
    return tuple(entries)


def _entries(text: str, rows: Sequence[Span], found: Sequence[DateRange], part: Part) -> list[DatedEntry]:
    within = [row for row in rows if row.end > part.start and row.start < part.end]
    places = [place for when in found if (place := _place(text, within, when))]
    leading = [place for place in places if place.style in {"lead", "own"}]
    chosen = leading or [place for place in places if place.style == "trail"]
    chosen = _one_a_line(chosen)
    above = bool(chosen) and _titles_above(chosen)
    starts = [_first_row(text, within, place, above=above) for place in chosen]
    entries = []
    for number, (place, first) in enumerate(zip(chosen, starts, strict=True)):
        after = starts[number + 1] if number + 1 < len(starts) else len(within)
        last = max(place.row, first, after - 1)
        entries.append(_entry(within, place.when, (first, last), part))
    return entries


def _place(text: str, rows: Sequence[Span], when: DateRange) -> _Place | None:
    for number, row in enumerate(rows):
        if row.start <= when.start < row.end:
            lead = bool(_LEAD.match(text[row.start : when.start]))
            tail = max(row.end, when.end)
            trail = bool(_TRAIL.match(text[when.end : tail]))
            style = "own" if lead and trail else "lead" if lead else "trail" if trail else "inside"
            return _Place(when, number, style)
    return None


def _one_a_line(places: Sequence[_Place]) -> list[_Place]:
    kept: list[_Place] = []
    for place in places:
        if not kept or kept[-1].row != place.row:
            kept.append(place)
    return kept


def _titles_above(places: Sequence[_Place]) -> bool:
    """Whether the entries' titles stand above their dates: the first date does not open the section."""
    return places[0].style == "own" and places[0].row > 0


def _first_row(text: str, rows: Sequence[Span], place: _Place, *, above: bool) -> int:
    """The row an entry begins at: its date's, or the one above when titles stand above."""
    if place.style == "lead" or place.row == 0:
        return place.row
    previous, row = rows[place.row - 1], rows[place.row]
    near = text.count("\n", previous.end, row.start) <= 1
    if (above and place.style == "own") or (
        place.style == "trail" and near and _opens_block(text, rows, place.row - 1)
    ):
        return place.row - 1
    return place.row


def _opens_block(text: str, rows: Sequence[Span], number: int) -> bool:
    return number == 0 or text.count("\n", rows[number - 1].end, rows[number].start) > 1


def _entry(rows: Sequence[Span], when: DateRange, taken: tuple[int, int], part: Part) -> DatedEntry:
    first, last = taken
    start, end = min(rows[first].start, when.start), max(rows[last].end, when.end)
    head_last = min(last, first + _HEAD_LINES - 1)
    head_end = min(max(rows[head_last].end, when.end), start + _HEAD_LENGTH)
    return DatedEntry(
        when=when,
        start=start,
        end=end,
        head=Span(start, max(head_end, when.end)),
        subject=part.subject,
        title=part.title,
    )
