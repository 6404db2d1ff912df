"""Dated entries: a date that leads a line, stands on one of its own, or ends one, with what belongs to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from parsers.layout.date_places import chosen_places, led_rows, names_post
from parsers.layout.dates.dates import YEAR
from parsers.layout.rows import Rows
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from parsers.layout.date_places import DatePlace
    from parsers.layout.dates.dates import DateRange


def parted_columns(rows: Rows, places: Sequence[DatePlace], entries: list[DatedEntry]) -> list[DatedEntry]:
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


def _blocks(rows: Rows, first: int, stop: int) -> list[Span]:
    blocks: list[Span] = []
    for number in range(first, stop):
        if rows.gap(number) > 1 or not blocks:
            blocks.append(rows.spans[number])
        else:
            blocks[-1] = Span(blocks[-1].start, rows.spans[number].end)
    return blocks


class EntryPart(Protocol):
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
    rows: tuple[Span, ...] = ()
    """The head's rows, where other words are woven in between them (a sidebar's)."""


_HEAD_LINES = 4
_HEAD_LENGTH = 280
_LONGEST = 6_000
"""Characters: two pages. Nobody tells more of one post, and each fact in it looks at what stands before it."""


def dated_entries(
    text: str, rows: Sequence[Span], found: Sequence[DateRange], parts: Sequence[EntryPart]
) -> tuple[DatedEntry, ...]:
    """The dated entries of each section, in order; beside a sidebar, those of the career's own column."""
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
        entries.extend(_entries(Rows(text, within), inside, part))
    return tuple(entries)


def _entries(rows: Rows, found: Sequence[DateRange], part: EntryPart) -> list[DatedEntry]:
    chosen = chosen_places(rows, found)
    if not chosen:
        return []
    above = _titles_above(rows, chosen, headed=bool(part.title) and part.subject in {None, "experience"})
    entries: list[DatedEntry] = []
    dated = {place.row for place in chosen}
    led = led_rows(rows, found)
    blocks = _dated_blocks(rows, chosen) if part.subject in {None, "experience"} else {}
    firsts = [blocks.get(place.row, _first_row(rows, place, above=above, dated=dated)) for place in chosen]
    starts = [place.row if first in dated else first for place, first in zip(chosen, firsts, strict=True)]
    openings = _openings(rows, chosen, dated)
    for number, (place, first) in enumerate(zip(chosen, starts, strict=True)):
        later = next((start for start in islice(starts, number + 1, None) if start > place.row), len(rows.spans))
        following = bisect_right(led, place.row)
        opening = next((over for row, over in openings.items() if over > place.row), len(rows.spans))
        last = max(place.row, first, min([later, opening, *led[following : following + 1], len(rows.spans)]) - 1)
        above_it = rows.spans[openings[place.row]] if place.row in openings else _group_header(rows, place, first)
        entry = replace(_entry(rows, place.when, (first, last), part), above=above_it)
        entries.append(_shared(entry, place, chosen, number))
    return parted_columns(rows, chosen, entries)


def _shared(entry: DatedEntry, place: DatePlace, chosen: Sequence[DatePlace], number: int) -> DatedEntry:
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


def _titles_above(rows: Rows, places: Sequence[DatePlace], *, headed: bool) -> int:
    """How many title lines stand above each date that has a line of its own; 0 where titles stand below or beside.

    The side on which rows name posts decides; where both do, a heading that no date follows at once.
    """
    own = [place for place in places if place.style == "own"]
    if own and places[0].style == "trail" and not any(place.style == "lead" for place in places):
        return _block_above(rows, own[0].row, {place.row for place in places})
    if places[0].style != "own" or places[0].row == 0 or "@" in rows.words(places[0].row - 1):
        return 0
    dated = {place.row for place in places}
    own = [place for place in own if place.row - 1 not in dated or rows.gap(place.row) > 1] or own
    over = sum(rows.gap(place.row) <= 1 for place in own)
    nexts = [number for place in own if (number := _row_after(rows, place, dated)) < len(rows.spans)]
    under = sum(rows.gap(number) <= 1 for number in nexts)
    breaks = sum(rows.gap(row) > 1 for row in range(places[0].row, places[-1].row)) if over == len(own) else 0
    ends = places[-1].row == len(rows.spans) - 1
    aboves = [place.row - 1 for place in own if place.row - 1 not in dated]
    named = sum(_is_title(rows, number) for number in aboves) - sum(_is_title(rows, number) for number in nexts)
    opens = headed and not rows.bulleted(0)
    in_blocks = breaks and breaks >= len(own) - 1
    lean = int(bool(in_blocks)) or (named + opens) or (over - under) or int(breaks > 0 or ends)
    return max(1, _block_above(rows, places[0].row, dated)) if lean > 0 else 0


def _dated_blocks(rows: Rows, places: Sequence[DatePlace]) -> dict[int, int]:
    """Where blocks between empty lines each have one date, below a row that names a post: that row, by its date's.

    Collège X, Herve                                     Professeur de morale
    Français, 6 périodes sur 22                          2019 – 2022 | Collège X
    depuis septembre 2023, désignation reconduite        Classes de la 3e à la 6e
    """
    firsts = {row: _block_start(rows, row) for row in sorted({place.row for place in places})}
    alone = len(set(firsts.values())) == len(firsts)
    below = [first for row, first in firsts.items() if first < row and not rows.bulleted(first)]
    named = sum(_is_title(rows, first) for first in below)
    enough = len(firsts) > 1 and len(below) == len(firsts) and 2 * named > len(below)
    return firsts if alone and enough else {}


def _block_start(rows: Rows, number: int) -> int:
    """The first row of the block that a row stands in; the row itself, where the block begins too far above."""
    reach = range(number, max(number - _TITLES, 0) - 1, -1)
    return next((above for above in reach if rows.gap(above) > 1), number)


def _row_after(rows: Rows, place: DatePlace, dated: set[int]) -> int:
    """The row below a date, and below those that stand right under it."""
    number = rows.at(place.when.end) + 1
    while number in dated and rows.gap(number) <= 1:
        number += 1
    return number


def _is_title(rows: Rows, number: int) -> bool:
    """Whether a row names a post, has no date of its own, and is no item of what somebody does there."""
    words = rows.words(number)
    return names_post(words) and not rows.bulleted(number) and not YEAR.search(words)


def _block_above(rows: Rows, number: int, dated: Collection[int]) -> int:
    """How many lines above a date's row are its titles: those right above, or, parted from it, the paragraph above.

    Short lines in paragraphs of their own belong to it; a list's item and what has a date of its own end them.
    """
    count = next((count for count in range(3) if count == number or rows.gap(number - count) > 1), 3)
    if count and len(rows.spans) - 1 not in dated:
        return count
    while count < min(_TITLES, number):
        above = number - count - 1
        goes_on = count == 0 or rows.gap(above + 1) <= 1 or (_may_title(rows, above) and _may_title(rows, above + 1))
        if above in dated or rows.bulleted(above) or not goes_on:
            break
        count += 1
    return count


_TITLES = 5
"""So many lines, at the most, tell function, employer, place and contract before the date does."""
_LONG = 90


def _may_title(rows: Rows, number: int) -> bool:
    """Whether a row is short and no sentence."""
    words = rows.words(number)
    return len(words) <= _LONG and words.rstrip()[-1:] not in ".;:!"


def _first_row(rows: Rows, place: DatePlace, *, above: int, dated: Collection[int]) -> int:
    """The row an entry begins at: its date's, or the one above when titles stand above."""
    if place.style == "lead" or place.row == 0:
        return place.row
    if above and place.style == "own":
        return place.row - max(1, min(above, _block_above(rows, place.row, dated)))
    opens = rows.gap(place.row) <= 1 and (place.row == 1 or rows.gap(place.row - 1) > 1 or _after_item(rows, place.row))
    return place.row - 1 if place.style == "trail" and opens else place.row


def _after_item(rows: Rows, number: int) -> bool:
    """Whether the row above is a title that follows a list's items."""
    return rows.bulleted(number - 2) and not rows.bulleted(number - 1) and rows.words(number - 1)[:1].isupper()


def _openings(rows: Rows, places: Sequence[DatePlace], dated: Collection[int]) -> dict[int, int]:
    """The short rows without a date that open blocks of rows led by dates, by the rows they stand over.

    ATHÉNÉE DE BOURGVERT
    depuis 2019 : professeure de français
    2012 – 2019 : éducatrice
    """
    led = [place.row for place in places if place.style == "lead" and not place.bullet]
    over = {row: first for row in led if (first := _opening_of(rows, row, dated)) is not None}
    firsts = set(over.values())
    alike = len(over) == len(led) and (len(firsts) > 1 or all(rows.words(first).isupper() for first in firsts))
    return {row: first for row, first in over.items() if alike or names_post(rows.words(first))}


def _opening_of(rows: Rows, number: int, dated: Collection[int]) -> int | None:
    first = _block_start(rows, number)
    opens = first < number and first not in dated and first + 1 in dated
    return first if opens and _may_title(rows, first) and not rows.bulleted(first) else None


def _group_header(rows: Rows, place: DatePlace, first: int) -> Span | None:
    """The line over a list of dated bullets: the nearest above that is no bullet."""
    if not place.bullet or place.style == "own":
        return None
    inset = rows.inset(place.row)
    for number in range(first - 1, max(-1, first - 13), -1):
        if not rows.bulleted(number) and rows.words(number)[:1].isupper() and rows.inset(number) <= inset:
            return rows.spans[number]
    return None


def _entry(rows: Rows, when: DateRange, taken: tuple[int, int], part: EntryPart) -> DatedEntry:
    first, last = taken
    start = min(rows.spans[first].start, when.start)
    end = max(min(rows.spans[last].end, start + _LONGEST), when.end)
    head_last = min(last, first + _HEAD_LINES - 1)
    head_end = max(min(rows.spans[head_last].end, start + _HEAD_LENGTH), when.end)
    return DatedEntry(
        when=when, start=start, end=end, head=Span(start, head_end), subject=part.subject, title=part.title
    )
