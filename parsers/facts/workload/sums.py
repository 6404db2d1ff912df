"""Which of a text's present loads make up the whole: a stated sum, else one for each post, else the likeliest."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.heads.parts import employer_of
from parsers.facts.career.sectors import is_school
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from parsers.facts.workload.mention import LoadMention
    from parsers.layout.sections import Layout

_SAID_ONCE, _SAID_LATER, _TEACHER = (vocabulary(name) for name in ("posts.same_load", "posts.later", "school.teachers"))
_PAST = vocabulary("time.past")
_FIGURES = frozenset({"fraction", "share", "percentage", "periods", "fte"})
_BETWEEN = 3
"""So many lines, and no empty paragraph of more, lie between two rows of a table."""
_BULLETS = "-–•*►▪·> "


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """A present load: what it is, where it is said, of which post."""

    mention: LoadMention
    span: Span
    focus: Span
    post: int
    """The offset of the line its post begins in; a text outside of dated posts is one post, -1."""
    since: int
    """How plainly it came after the other loads of its post (`LoadMention.since`)."""
    began: int
    """The ordinal of the day on which a change began, within its post or told beside the load; 0 where none is told."""
    first: int = 0
    """That of the day on which its post began."""
    total: bool
    certainty: float
    table: int = 0
    """Which rows side by side it stands in (`tables`); 0 for none."""
    event: bool = False
    """Whether its post is told by a day or a year alone, as an appointment is."""
    yearly: bool = False
    """Whether its post is told by a school year, that may be over."""
    until: date | None = None
    """The day or month in which its post ended, where one is told."""


_SAME_LOAD, _SAME_POST, _LATER = (vocabulary(f"posts.{name}") for name in ("same_load", "same", "later"))
_LEAVE = vocabulary("leaves.leave")
_CLOSE = 0.011
_PLAIN = 0.5
"""A load in figures or with its label is as certain without a date or a word of today."""
_HALF = 0.5
_NEXT_LINE = re.compile(r"[^\n]{0,60}\n[^\S\n]*(?:[-•*–►▪·] {0,3})?")
"""The rest of a line, up to where the next one begins, or the words of the next bullet."""
_NEXT_LABEL = re.compile(r"[^\n:]{0,30}\n\W{0,60}(?P<label>[^\W\d][^\n\d]{1,90})")
"""The rest of a line, and the next one up to its load: it has a label or names another school."""
_NEAR = 60
"""So near each other, loads of several schools outside of an entry are a list."""


def is_same(one: LoadMention, other: LoadMention) -> bool:
    """Whether two loads are one, rounded."""
    return abs(one.value - other.value) < _CLOSE


def chosen(loads: Sequence[Load], layout: Layout) -> list[Load]:
    """The loads that make up the whole: a stated total, else one for each post."""
    totals = [load for load in loads if load.total and not load.mention.partial]
    if totals:
        return [max(totals, key=lambda load: load.certainty)]
    if together := _together(loads):
        return together
    posts = _by_post([load for load in loads if not _is_part_of_other(load, loads)] or loads, layout)
    dated = [load for place, group in posts.items() if place >= 0 for load in group]
    dated = [load for load in dated if not load.event] or dated
    outside = posts.get(-1, [])
    past = dated and all(load.yearly for load in dated) and _certainty_of(outside) >= _PLAIN
    if outside and (past or _is_later(outside, dated)):
        return outside
    return max(dated, outside, key=lambda group: (_certainty_of(group), sum_of(group)))


def _is_later(outside: Sequence[Load], dated: Sequence[Load]) -> bool:
    """Whether a load outside of the posts tells of a change that came after they began: "depuis 2022 à 4/5"."""
    began = max((load.began for load in outside if load.mention.since), default=0)
    return 0 < max((load.first for load in dated), default=0) < began


def _together(loads: Sequence[Load]) -> list[Load]:
    """The loads of the table whose posts are held side by side, unless one outside is told to be that of now."""
    rows: dict[int, list[Load]] = {}
    for load in loads:
        if load.table:
            rows.setdefault(load.table, []).append(load)
    best = max(rows.values(), key=lambda table: (len(table), sum_of(table)), default=[])
    later = any(load.since > max(one.since for one in best) for load in loads if load not in best) if best else False
    return best if len(best) > 1 and not later else []


def opposing(loads: Sequence[Load], told: Sequence[Load]) -> list[list[Load]]:
    """What the other present loads make on the other side of a half, alone or with those that are `told`.

    Little is believed only where no other load is told with which it would be more than a half; more, where none as
    sure tells less. A change that came later, and a sum that the text gives, stand.
    """
    if any(load.total for load in told) or (len(told) > 1 and all(load.table for load in told)):
        return []
    latest, value = max(load.mention.since for load in told), sum_of(told)
    others = [
        load
        for load in loads
        if load.mention.since >= latest
        and not any(is_same(load.mention, one.mention) for one in told)
        and not _is_part_of_other(load, loads)
    ]
    if value > _HALF:
        return [[load] for load in others if load.mention.value <= _HALF and load.certainty >= _certainty_of(told)]
    wholes = ([load] if load.mention.value > _HALF else [*told, load] for load in others)
    return [parts for parts in wholes if _HALF < sum_of(parts) <= 1 + _CLOSE]


def _is_part_of_other(load: Load, loads: Sequence[Load]) -> bool:
    """Whether a load is the tenured part of one that is told too, and not added to it."""
    if not load.mention.partial:
        return False
    if any(
        one is load and other.mention.added and sum_of([one, other]) <= 1 + _CLOSE for one, other in pairwise(loads)
    ):
        return False
    return load.post < 0 or any(other.post == load.post and not other.mention.partial for other in loads)


def _certainty_of(group: Sequence[Load]) -> float:
    return max((load.certainty for load in group), default=0)


def _by_post(loads: Sequence[Load], layout: Layout) -> dict[int, list[Load]]:
    """The loads of each post: its parts where they are told apart, else the surest."""
    places: dict[int, list[Load]] = {}
    for load in loads:
        places.setdefault(load.post, []).append(load)
    return {place: _parts(group, layout) or [_standing(group)] for place, group in places.items()}


def _standing(group: Sequence[Load]) -> Load:
    """The load that stands of one post: told last, in figures, surest."""
    return max(group, key=lambda load: (load.since, load.began, load.certainty, load.mention.exact, load.mention.value))


def _parts(group: Sequence[Load], layout: Layout) -> list[Load]:
    """Loads side by side that fit into one full load: added in one sentence, listed, or each at a school of its own."""
    listed = [load for load in group if load.mention.value < 1 and load.mention.rule != "reduction"]
    exact = [load for load in listed if load.mention.exact]
    if any(load.mention.rule == "words" for load in listed) and any(
        is_same(one.mention, other.mention) for one in exact for other in listed if other not in exact
    ):
        listed = exact
    if len(listed) < 2 or sum_of(listed) > 1 + _CLOSE:
        return []
    return listed if all(_is_beside(one, other, layout) for one, other in pairwise(listed)) else []


def _is_beside(one: Load, other: Load, layout: Layout) -> bool:
    """Whether two loads are told as parts of one: "12/24 à Bure et 10/24 à Tellin", lines that begin with a load."""
    between = layout.text[one.focus.end : other.focus.start]
    if other.mention.added and other.span.start - one.span.end < _NEAR:
        return True
    if _SAME_POST.search(fold(between)):
        return False
    if is_school(between) and (one.post >= 0 or len(between) < _NEAR or _at_another_post(between)):
        return True
    halves = one.mention.value == other.mention.value == _HALF and one.span == other.span
    halves = halves and not _LEAVE.search(fold(layout.text[one.span.start : one.focus.end]))
    row = _NEXT_LABEL.fullmatch(between)
    if row and _begins_part(row["label"]):
        return True
    parts = one.mention.rule == other.mention.rule == "fraction" and not _LATER.search(fold(between))
    return halves or ((parts or other.span.start == other.focus.start) and _NEXT_LINE.fullmatch(between) is not None)


def _begins_part(row: str) -> bool:
    """Whether a row, up to its load, is the label of another part of the whole, or names who gives it."""
    bare, flat = row.rstrip(" :"), fold(row)
    if _SAME_LOAD.search(flat) or _LATER.search(flat):
        return False
    label = len(bare) <= _LABEL and ":" not in bare
    return label or (row[:1].isupper() and employer_of([bare]) is not None)


_LABEL = 36
"""A label has no more characters."""


def _at_another_post(between: str) -> bool:
    """Whether the next sentence tells of another post: a school or a function, then its load."""
    told = between.partition(". ")[2] if ". " in between else between.partition(".\n")[2]
    return len(between) < _PAGES_LINE and is_school(told) and not _LATER.search(fold(told))


_PAGES_LINE = 200
"""So near each other, two sentences tell of two posts one after the other."""


def sum_of(loads: Sequence[Load]) -> float:
    """What loads are together."""
    return sum(load.mention.value for load in loads)


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
    return bool(_SAID_ONCE.search(flat) or _SAID_LATER.search(flat) or _PAST.search(flat))


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
