"""Rows that tell a load each, of posts held side by side: a table, a list of schools, several places in one row.

École de Bure      morale    12/24   nommé 1/4/2018
École de Tellin    morale    10/24   nommé 1/4/2020
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.sectors import is_school
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.facts.workload.mention import LoadMention
    from parsers.layout.sections import Layout

_SAME_LOAD, _LATER, _TEACHER = (vocabulary(name) for name in ("posts.same_load", "posts.later", "school.teachers"))
_PAST = vocabulary("time.past")
_FIGURES = frozenset({"fraction", "share", "percentage", "periods", "fte"})
_CLOSE = 0.011
_BETWEEN = 3
"""So many lines, and no empty paragraph of more, lie between two rows of a table."""
_BULLETS = "-–•*►▪·> "


class _Row(NamedTuple):
    """A line with one load: its load, the line, how far it is indented, and what stands before the load."""

    focus: Span
    mention: LoadMention
    line: Span
    indent: int
    head: str


def tables(layout: Layout, told: Iterable[tuple[Span, LoadMention]]) -> dict[int, int]:
    """For each load that stands in rows or places side by side, by where it begins, the number of its table."""
    loads = sorted((each for each in told if each[1].rule in _FIGURES), key=lambda each: each[0].start)
    rows = list(_rows(layout, loads))
    found: dict[int, int] = {}
    number = 0
    for run in _runs(layout, rows):
        if sum(mention.value for _, mention in run) <= 1 + _CLOSE:
            number += 1
            found.update((focus.start, number) for focus, _ in run)
    return found


def _rows(layout: Layout, loads: Sequence[tuple[Span, LoadMention]]) -> Iterator[_Row]:
    """The lines with exactly one load, that begin with who gives it."""
    lines = [layout.line_at(focus.start) for focus, _ in loads]
    held = Counter(lines)
    for (focus, mention), line in zip(loads, lines, strict=True):
        if held[line] > 1:
            continue
        begin = _begin(layout.text[line.start : focus.start])
        head = layout.text[line.start + begin : focus.start]
        head = _without_number(head.lstrip(_BULLETS))
        if sum(c.isalpha() for c in head) >= _LETTERS and not _is_label(head) and not _tells_time(layout, line, begin):
            start = line.start + begin
            yield _Row(focus, mention, line, start - layout.text.rfind("\n", 0, start), head)


def _without_number(head: str) -> str:
    """A row's head without the number of its item: "1° coordinatrice", "b) éducatrice"."""
    number, _, rest = head.partition(" ")
    return rest.lstrip() if len(number) <= _LETTERS and number[-1:] in {".", ")", "°"} else head


def _begin(said: str) -> int:
    """Where a row begins in its line, behind a label that ends in a colon: "Unterricht 2025/26:  Athenäum"."""
    label = said.rfind(":") + 1
    if label and sum(c.isalpha() for c in said[label:]) < _LETTERS:
        label = 0
    return label + len(said[label:]) - len(said[label:].lstrip())


_LETTERS = 3


def _is_label(head: str) -> bool:
    flat = fold(head)
    return bool(_SAME_LOAD.search(flat) or _LATER.search(flat) or _PAST.search(flat))


def _tells_time(layout: Layout, line: Span, begin: int) -> bool:
    """Whether a row tells a stretch of time that may be over: its load is no part of a present whole."""
    told = layout.dates_in(line.start + begin, line.end)
    return any(when.first and when.last and not (when.point and when.precision == "day") for when in told)


def _runs(layout: Layout, rows: Sequence[_Row]) -> Iterator[list[tuple[Span, LoadMention]]]:
    """The rows that stand below each other in one form, each of another place or function."""
    run: list[_Row] = []
    for row in rows:
        if run and not _is_next(layout, run[-1], row):
            yield from _of_several(run)
            run = []
        run.append(row)
    yield from _of_several(run)


def _of_several(run: Sequence[_Row]) -> Iterator[list[tuple[Span, LoadMention]]]:
    heads = {fold(row.head).strip(" .:-–|") for row in run}
    if len(run) > 1 and len(heads) == len(run):
        yield [(row.focus, row.mention) for row in run]


def _is_next(layout: Layout, row: _Row, other: _Row) -> bool:
    """Whether one row continues the list of another: near it, indented alike, and beginning like it."""
    between = layout.text[row.line.end : other.line.start]
    near = between.count("\n") <= _BETWEEN and layout.section_at(row.line.start) is layout.section_at(other.line.start)
    return near and row.indent == other.indent and (_names_place(row.head) and _names_place(other.head))


def _names_place(head: str) -> bool:
    return is_school(head) or _TEACHER.search(fold(head)) is not None or head[:1].isupper()
