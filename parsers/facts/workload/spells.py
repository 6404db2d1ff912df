"""The spell of a career that a place in a text tells of: its dates, its post, and whether it goes on.

Mostly it is the dated entry around the place. In a page of two columns it is the date above in the same column; a title
with its dates below, further in, belongs to those; a line that tells only what changed in a post goes on with the post.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.context.present_time import entry_at, has_ended, is_latest
from parsers.facts.experience.sectors import is_outside, is_school, sector_of
from parsers.facts.workload.labels import begins_with_label
from parsers.layout.grid import cells, column_at, row_at, split_cells
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.dates.dates import DateRange
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_POST = vocabulary(
    *("school.places", "school.cpms", "school.teachers", "school.staff", "work.jobs", "work.places", "work.no_service")
)

_MARGIN = 20
"""So far in, a line without a left column still stands in the right one."""
_DRIFT = 3
_REACH = 1500
"""How far above a place its column's date may stand, in characters."""
_HEAD = 300
_WINDOW = 600
"""Two lines above a place stand within so many characters."""
_DATES = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Spell:
    """A stretch of a post: `post` is the offset of the line where the post begins, `head` the words that name it."""

    when: DateRange
    post: int
    head: str
    other: bool
    """Work outside teaching and CPMS."""
    phase: bool = False
    """A change within the post: what it tells came after what the post's beginning told."""


def spell_at(layout: Layout, offset: int) -> Spell | None:
    """The spell that `offset` tells of, or None outside of dated posts."""
    letter = layout.letter
    if letter and letter.salutation.start <= offset < letter.closing.end:
        return None
    entry = _entry_below(layout, offset) or entry_at(layout, offset)
    if entry and not entry.when.ongoing and _list_has_ended(layout, entry, offset):
        entry = None
    return _in_column(layout, offset) or (_of_entry(layout, entry) if entry else None)


def _list_has_ended(layout: Layout, entry: DatedEntry, offset: int) -> bool:
    """Whether an empty line parts a place from an entry that stands in a list without empty lines."""
    if not _EMPTY_LINE.search(layout.text, entry.when.end, offset):
        return False
    number = bisect_left(layout.entries, entry.start, key=lambda other: other.start)
    before = layout.entries[number - 1] if number else None
    return before is not None and not _EMPTY_LINE.search(layout.text, before.when.end, entry.start)


_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def is_over(layout: Layout, spell: Spell) -> bool:
    """Whether a spell has ended; the last stage of a post that goes on has not."""
    return has_ended(layout, spell.when) and not _is_last_stage(layout, spell)


def _is_last_stage(layout: Layout, spell: Spell) -> bool:
    """Whether a range up to the latest year that a text names tells of no other school than a post that goes on."""
    when = spell.when
    if when.precision != "year" or when.first is None or not is_latest(layout, when):
        return False
    row = layout.text[layout.line_at(when.start).start : layout.line_at(when.end).end]
    within = any(post.ongoing and post.first and post.first <= when.first for post in layout.dates)
    return within and not is_school(row)


def _of_entry(layout: Layout, entry: DatedEntry) -> Spell:
    number = bisect_right(layout.entries, entry.start, key=lambda other: other.start) - 1
    main, phase = entry, False
    for before in reversed(layout.entries[max(0, number - 6) : number]):
        if _names_post(layout, main) or main.subject != before.subject:
            break
        if before.start == main.start:
            continue
        if before.when.point:
            if entry.when.point and _names_post(layout, before):
                main, phase = before, True
            continue
        if not before.when.ongoing and _names_post(layout, before):
            break
        if before.when.ongoing:
            main, phase = before, entry.when.ongoing or entry.when.point
    return Spell(
        when=entry.when,
        post=layout.line_at(main.start).start,
        head=_head_of(layout, main),
        other=not (main.when.point or _is_load_row(layout, main)) and _is_other(layout, main),
        phase=phase,
    )


def _names_post(layout: Layout, entry: DatedEntry) -> bool:
    """Whether an entry's first line, or a line of its own above it, names a place or a function."""
    first = layout.line_at(entry.start)
    line = layout.text[first.start : max(first.end, entry.when.end)]
    if _is_load_row(layout, entry):
        return False
    if not _WORD.search(line.replace(layout.text[entry.when.start : entry.when.end], "")):
        line = layout.text[entry.when.end : entry.end].lstrip().partition("\n")[0]
    return _is_post(line) or any(_is_post(title) for title in _titles_above(layout, first.start))


def _is_load_row(layout: Layout, entry: DatedEntry) -> bool:
    """Whether an entry's line begins with a load's label: it tells of a load in a post, not of another post."""
    row = layout.line_at(entry.start)
    return begins_with_label(fold(layout.text[row.start : row.end]))


_WORD = re.compile(r"[^\W\d_]{3}")


def _titles_above(layout: Layout, start: int) -> list[str]:
    """The one or two lines above `start` that begin a paragraph: titles, and no part of the entry before."""
    lines = _before(layout, start).split("\n")[:-1]
    number = next((n for n in range(1, min(4, len(lines)) + 1) if not lines[-n].strip()), 0)
    return lines[-number + 1 :] if 1 < number < 4 else []


def _before(layout: Layout, start: int) -> str:
    return layout.text[max(0, start - _WINDOW) : start]


def _lines_above(layout: Layout, start: int) -> list[str]:
    """Up to two lines above a place: a post's title may stand there."""
    return _before(layout, start).rstrip().rsplit("\n", 2)[1:]


def _is_post(line: str) -> bool:
    return _POST.search(fold(line)) is not None


def _head_of(layout: Layout, entry: DatedEntry) -> str:
    """The words that may name a post: up to two lines above its entry, and how the entry begins."""
    return "\n".join(
        [*_lines_above(layout, entry.start), layout.text[entry.start : min(entry.end, entry.start + _HEAD)]]
    )


def _is_other(layout: Layout, entry: DatedEntry) -> bool:
    said = layout.text[entry.start : max(entry.head.end, entry.when.end)]
    above = _before(layout, entry.start).rstrip(" \t").removesuffix("\n").rsplit("\n", 2)[1:]
    if _ALONE.match(said, entry.when.end - entry.start) and above and above[-1].strip():
        said = "\n".join([*above, said[: entry.when.end - entry.start]])
    rows = [row for row in said.split("\n") if row.strip()]
    told = sector_of(rows, entry.title)
    if told == "unknown":
        told = sector_of([*_titles_above(layout, layout.line_at(entry.start).start), entry.title])
    return told == "other" and not _is_described(layout, entry, rows)


def _is_described(layout: Layout, entry: DatedEntry, rows: list[str]) -> bool:
    """Whether only what the post consists of sounds like other work, and the entry names a school after all."""
    dated = layout.text[entry.when.start : entry.when.end]
    named = [row for row in rows if _WORD.search(row.partition(":")[2] or row.replace(dated, ""))]
    whole = layout.text[entry.start : min(entry.end, entry.start + _REACH)]
    return sector_of(named[:2], entry.title) != "other" and is_school(whole)


_ALONE = re.compile(r"[^\n]{0,40}\n[ \t]*(?:\n|$)")
"""The rest of a line after which a paragraph ends: a date that closes its title."""


def _entry_below(layout: Layout, offset: int) -> DatedEntry | None:
    """The entry whose dates stand right below, further in than the title that `offset` stands in."""
    line = layout.line_at(offset)
    number = bisect_left(layout.entries, line.end, key=lambda entry: entry.start)
    if number >= len(layout.entries) or not _is_post(layout.text[line.start : line.end]):
        return None
    entry = layout.entries[number]
    below = layout.line_at(entry.start)
    between = layout.text[line.end : below.start]
    further_in = column_at(layout.text, below.start) > column_at(layout.text, line.start)
    dated = any(line.start <= when.start < line.end for when in layout.dates)
    return entry if further_in and not dated and between.count("\n") == 1 and not between.strip() else None


def _in_column(layout: Layout, offset: int) -> Spell | None:
    """The spell of the nearest date above that leads a cell, where it is one of the same column of a page of two."""
    column = _cell(layout, offset)
    if column is None:
        return None
    number = bisect_right(layout.dates, offset, key=lambda when: when.start)
    for when in reversed(layout.dates[max(0, number - _DATES) : number]):
        if offset - when.start > _REACH:
            return None
        at, begins = _cell(layout, when.start), column_at(layout.text, when.start)
        if when.point or at is None or begins - at > _DRIFT:
            continue
        return _of_column(layout, when, column, offset) if abs(at - column) <= _DRIFT else None
    return None


def _of_column(layout: Layout, when: DateRange, column: int, offset: int) -> Spell:
    end = layout.text.find("\n", offset)
    block = layout.text[layout.line_at(when.start).start : end if end >= 0 else len(layout.text)]
    lines = (split_cells(line[max(0, column - _DRIFT) :]) for line in block.split("\n")[:4])
    rows = [line[0] for line in lines if line]
    other = is_outside(layout.section_at(when.start).title) or sector_of(rows) == "other"
    head = "\n".join([*_lines_above(layout, layout.line_at(when.start).start), *rows])
    return Spell(when=when, post=layout.line_at(when.start).start, head=head, other=other)


def _cell(layout: Layout, offset: int) -> int | None:
    """The column in which the cell around `offset` begins; None where the row has a single one near the margin."""
    row = list(cells(layout.text, *row_at(layout.text, offset)))
    columns = [column_at(layout.text, cell.start) for cell in row]
    if not row or (len(row) == 1 and columns[0] < _MARGIN):
        return None
    return max((at for cell, at in zip(row, columns, strict=True) if cell.start <= offset), default=columns[0])
