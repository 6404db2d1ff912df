"""Dated entries: a date that leads a line, stands on one of its own, or ends one, with what belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from parsers.text import Span, fold
from parsers.words.sector import TEACHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.dates import DateRange


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


_LEAD = re.compile(r"^[\s\W\d_]{0,8}$")
_TRAIL = re.compile(r"^[\s).\],;:|–-]*(?:$|[–—;,:|·•]\s|\()")
_CELL_BEFORE = re.compile(r"(?:\t| {3,})$")
_CELL_AFTER = re.compile(r"(?:\t| {3,})\S")
"""A range that fills a table's cell, with another column after it."""
_BULLET = re.compile(r"^\s*(?:[-–•·*▪◦‣■□○➢➤✓>\uf0b7\uf0a7]|\d{1,2}[.)])\s")
_STATUS = re.compile(
    r"nomm|nomin|engage|definiti|\betd\b|benoemd|ernannt|ernennung|appointed|tenure|designe|titularis|\bnee?\b|\bbelge\b|"
    r"nationalit|\bmariee\b|\bmarie(?:,| depuis)|geboren|\bborn\b"
)
_PROSE = re.compile(r"^[\s,:]*(?:j'|je |nous |ik |ich |i |wir |wij |ma |mon |mes )")
_TELLS = re.compile(r"(?:^|[\s.,;:(])(?:j'|je |ik |ich |i (?:am|was|have|had|work|taught|teach)\b)")
"""Somebody telling: a date at the end of such a line is part of a sentence."""
_HEAD_LINES = 4
_HEAD_LENGTH = 280


@dataclass(frozen=True, slots=True)
class _Place:
    """How a date stands on its line."""

    when: DateRange
    row: int
    style: str
    bullet: bool


@dataclass(frozen=True, slots=True)
class _Rows:
    """The lines of one section."""

    text: str
    spans: Sequence[Span]

    def words(self, number: int) -> str:
        return self.spans[number].of(self.text)

    def gap(self, number: int) -> int:
        """How many line ends lie between row `number` and the one before."""
        return self.text.count("\n", self.spans[number - 1].end, self.spans[number].start) if number else 9

    def at(self, offset: int) -> int:
        """The number of the row that ends at or after `offset`."""
        return bisect_left(self.spans, offset, key=lambda span: span.end)

    def bulleted(self, number: int) -> bool:
        line = self.text.rfind("\n", 0, self.spans[number].start) + 1
        return bool(_BULLET.match(self.text[line : self.spans[number].end]))


def dated_entries(
    text: str, rows: Sequence[Span], found: Sequence[DateRange], parts: Sequence[Part]
) -> tuple[DatedEntry, ...]:
    """The dated entries of each section, in order."""
    entries: list[DatedEntry] = []
    at = row = 0
    for part in parts:
        inside: list[DateRange] = []
        while at < len(found) and found[at].start < part.end:
            if found[at].start >= part.start:
                inside.append(found[at])
            at += 1
        within: list[Span] = []
        while row < len(rows) and rows[row].start < part.end:
            if rows[row].end > part.start:
                within.append(Span(max(rows[row].start, part.start), rows[row].end))
            row += 1
        entries.extend(_entries(_Rows(text, within), inside, part))
    return tuple(entries)


def _entries(rows: _Rows, found: Sequence[DateRange], part: Part) -> list[DatedEntry]:
    chosen = _chosen(rows, found)
    if not chosen:
        return []
    above = _titles_above(rows, chosen)
    entries: list[DatedEntry] = []
    dated = {place.row for place in chosen}
    led = _led_rows(rows, found)
    firsts = [_first_row(rows, place, above=above) for place in chosen]
    starts = [place.row if first in dated else first for place, first in zip(chosen, firsts, strict=True)]
    for number, (place, first) in enumerate(zip(chosen, starts, strict=True)):
        later = [start for start in starts[number + 1 :] if start > place.row][:1]
        last = max(place.row, first, min([*later, *led[bisect_right(led, place.row) :][:1], len(rows.spans)]) - 1)
        entry = replace(_entry(rows, place.when, (first, last), part), above=_group_header(rows, place, first))
        entries.append(_shared(entry, place, chosen, number))
    return _columns(rows, chosen, entries)


def _shared(entry: DatedEntry, place: _Place, chosen: Sequence[_Place], number: int) -> DatedEntry:
    """An entry that shares its line with others has the words after its date, or before it where dates come last."""
    before = chosen[number - 1] if number else None
    after = chosen[number + 1] if number + 1 < len(chosen) else None
    beside = [other for other in (before, after) if other and other.row == place.row and not other.when.point]
    if not beside or place.when.point:
        return entry
    start, end = entry.head
    if place.style == "trail":
        start = before.when.end if before in beside and before else start
        end = place.when.end
    else:
        start = place.when.start
        end = after.when.start if after in beside and after else end
    line = Span(entry.head.start, min(chosen[number - 1].when.start, start)) if before in beside and before else None
    end = max(end, place.when.end)
    return replace(entry, start=start, end=end, head=Span(start, end), above=line or entry.above)


def _chosen(rows: _Rows, found: Sequence[DateRange]) -> list[_Place]:
    """The dates that make entries: those that lead, and those that end a line where few lead."""
    places = _places(rows, found)
    leading = [place for place in places if place.style in {"lead", "own"}]
    trailing = [place for place in places if place.style == "trail"]
    if len(leading) >= len(trailing):
        return leading
    plain = [place for place in trailing if not place.bullet]
    kept = {id(place) for place in [*leading, *(plain or trailing)]}
    return [place for place in places if id(place) in kept]


def _places(rows: _Rows, found: Sequence[DateRange]) -> list[_Place]:
    places: list[_Place] = []
    number = 0
    for when in found:
        while number < len(rows.spans) and rows.spans[number].end <= when.start:
            number += 1
        if number == len(rows.spans):
            break
        style = _style(rows, when, number)
        beside = places[-1] if places and places[-1].row == number else None
        if beside is not None:
            style = beside.style if _in_a_row(rows.text, beside.when, when) else ""
        if style:
            places.append(_Place(when, number, style, rows.bulleted(number)))
    return places


def _led_rows(rows: _Rows, found: Sequence[DateRange]) -> list[int]:
    """The rows that begin with the year of a sentence ("2016   je retourne à l'école"): it ends what is above."""
    begun = [(when, rows.at(when.start)) for when in found if when.point]
    return [
        row
        for when, row in begun
        if row < len(rows.spans) and when.start == rows.spans[row].start and _PROSE.match(_after(rows, when, row))
    ]


def _after(rows: _Rows, when: DateRange, row: int) -> str:
    """The folded beginning of what follows a date on its row."""
    return fold(rows.text[when.end : max(rows.spans[row].end, when.end)][:40]) + " "


def _in_a_row(text: str, first: DateRange, then: DateRange) -> bool:
    """Whether two dates of one line are of one kind: a list of school years, or one post's range and the next's."""
    aside = text[first.end : then.start].endswith("(") and not text[: first.start].endswith("(")
    if aside or first.point != then.point or _STATUS.search(fold(text[first.end : then.start])):
        return False
    return first.precision == then.precision if first.point else not first.ongoing


def _style(rows: _Rows, when: DateRange, number: int) -> str:
    """How a date stands on its row; empty where it tells a status, or is part of a sentence."""
    row, text = rows.spans[number], rows.text
    before, after = text[row.start : when.start], text[when.end : max(row.end, when.end)]
    lead, trail = bool(_LEAD.match(before)), bool(_TRAIL.match(after))
    if _PROSE.match(_after(rows, when, number)):
        return ""
    if lead:
        return "own" if not after.strip(" ).,;:|–-") else "lead"
    if _is_told(rows, before, number):
        return ""
    cell = bool(_CELL_BEFORE.search(before) and _CELL_AFTER.match(after)) and not when.point
    if not (trail or cell) or _is_status(fold(before)) or (when.point and when.precision == "day"):
        return ""
    return "trail"


def _is_told(rows: _Rows, before: str, number: int) -> bool:
    """Whether what stands before a date on its row is told in the first person, here or on the row it goes on from."""
    flat = fold(before)
    if _TELLS.search(flat):
        return True
    goes_on = before.lstrip()[:1].islower() and number > 0 and rows.gap(number) <= 1
    return goes_on and bool(_TELLS.search(fold(rows.words(number - 1))))


def _is_status(before: str) -> bool:
    """Whether what stands before a date tells a status since then: "nommée", but not "nommée, institutrice"."""
    status = _STATUS.search(before)
    return status is not None and not TEACHER.search(before[status.end() :])


def _titles_above(rows: _Rows, places: Sequence[_Place]) -> int:
    """How many title lines stand above each date that has a line of its own; 0 where titles stand below or beside."""
    own = [place for place in places if place.style == "own"]
    if places[0].style != "own" or places[0].row == 0 or "@" in rows.words(places[0].row - 1):
        return 0
    over = sum(rows.gap(place.row) <= 1 for place in own)
    under = sum(rows.gap(number) <= 1 for place in own if (number := rows.at(place.when.end) + 1) < len(rows.spans))
    parted = over == len(own) and any(rows.gap(row) > 1 for row in range(places[0].row, places[-1].row))
    if over < under or (over == under and not parted and places[-1].row != len(rows.spans) - 1):
        return 0
    return max(1, _block_above(rows, places[0].row))


def _block_above(rows: _Rows, number: int) -> int:
    """How many lines, at most three, hang together right above a row."""
    count = 0
    while count < 3 and count < number and rows.gap(number - count) <= 1:
        count += 1
    return count


def _first_row(rows: _Rows, place: _Place, *, above: int) -> int:
    """The row an entry begins at: its date's, or the one above when titles stand above."""
    if place.style == "lead" or place.row == 0:
        return place.row
    if above and place.style == "own":
        return place.row - max(1, min(above, _block_above(rows, place.row)))
    opens = rows.gap(place.row) <= 1 and (place.row == 1 or rows.gap(place.row - 1) > 1)
    return place.row - 1 if place.style == "trail" and opens else place.row


def _group_header(rows: _Rows, place: _Place, first: int) -> Span | None:
    """The line over a list of dated bullets: the nearest above that is no bullet."""
    if not place.bullet:
        return None
    for number in range(first - 1, max(-1, first - 13), -1):
        if not rows.bulleted(number) and rows.words(number)[:1].isupper():
            return rows.spans[number]
    return None


def _columns(rows: _Rows, places: Sequence[_Place], entries: list[DatedEntry]) -> list[DatedEntry]:
    """Dates that a column has set apart from their posts: n dates in a row, then n blocks of text."""
    fixed = list(entries)
    at = 0
    while at < len(places):
        end = at + 1
        while (
            end < len(places)
            and places[end].style == "own"
            and places[end].row <= rows.at(places[end - 1].when.end) + 1
        ):
            end += 1
        run = places[at:end]
        if len(run) > 1 and all(place.style == "own" for place in run):
            last = rows.at(run[-1].when.end) + 1
            stop = places[end].row if end < len(places) else len(rows.spans)
            for number, block in zip(range(at, end), _blocks(rows, last, stop), strict=False):
                fixed[number] = replace(entries[number], head=block, end=max(block.end, entries[number].end))
        at = end
    return fixed


def _blocks(rows: _Rows, first: int, stop: int) -> list[Span]:
    blocks: list[Span] = []
    for number in range(first, stop):
        if rows.gap(number) > 1 or not blocks:
            blocks.append(rows.spans[number])
        else:
            blocks[-1] = Span(blocks[-1].start, rows.spans[number].end)
    return blocks


def _entry(rows: _Rows, when: DateRange, taken: tuple[int, int], part: Part) -> DatedEntry:
    first, last = taken
    start, end = min(rows.spans[first].start, when.start), max(rows.spans[last].end, when.end)
    head_last = min(last, first + _HEAD_LINES - 1)
    head_end = max(min(rows.spans[head_last].end, start + _HEAD_LENGTH), when.end)
    return DatedEntry(
        when=when, start=start, end=end, head=Span(start, head_end), subject=part.subject, title=part.title
    )
