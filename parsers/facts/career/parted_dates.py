"""Dates that a column has parted from their posts: put together again where there are as many of both."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_DEGREE = vocabulary("school.learnt")
_FUNCTION = vocabulary("school.teachers", "school.staff", "work.jobs", "work.trainers")
_PLACE = vocabulary("school.places", "school.cpms", "work.places")
_LEAVE = vocabulary("work.leave")

_LONGEST = 130
"""A line that names a post is no paragraph."""


def reunited(layout: Layout) -> tuple[DatedEntry, ...]:
    """The dated entries; a run of ranges that have no words of their own gets the lines that name as many posts."""
    entries = list(layout.entries)
    groups = groupby(range(len(entries)), key=lambda number: _is_alone(layout, entries[number]))
    runs = [numbers for alone, group in groups if alone and len(numbers := list(group)) > 1]
    posts = _posts(layout) if runs else ()
    for numbers in runs:
        if len(posts) == len(numbers):
            entries = _headed(entries, numbers, posts)
    if tuple(entries) == layout.entries:
        for numbers in _bare_runs(layout):
            entries = _headed(entries, numbers, _beside(layout, numbers))
    return tuple(entries)


def _headed(entries: Sequence[DatedEntry], numbers: Sequence[int], posts: Sequence[Span]) -> list[DatedEntry]:
    """The entries, those of `numbers` with the lines of their posts."""
    heads = dict(zip(numbers, posts, strict=False))
    return [replace(entry, head=heads.get(number, entry.head)) for number, entry in enumerate(entries)]


def _bare_runs(layout: Layout) -> list[list[int]]:
    """Ranges that stand one below the other, each alone on its lines, with nothing between them."""
    entries = layout.entries
    runs: list[list[int]] = []
    for number, entry in enumerate(entries):
        if not _is_bare(layout, entry):
            continue
        before = number - 1
        if runs and runs[-1][-1] == before and _is_blank(layout, entries[before].when.end, entry.when.start):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for run in runs if len(run) > 1]


def _is_bare(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a range has its lines to itself."""
    line, when = layout.line_at(dated.when.start), dated.when
    end = layout.line_at(when.end - 1).end
    return not when.point and _is_blank(layout, line.start, when.start) and _is_blank(layout, when.end, end)


def _is_blank(layout: Layout, start: int, end: int) -> bool:
    return not any(c.isalnum() for c in layout.text[start:end])


def _beside(layout: Layout, numbers: Sequence[int]) -> Sequence[Span]:
    """The undated posts next to a run of ranges: as many below it, or above it all but the one that follows it."""
    entries, last = layout.entries, numbers[-1]
    start, end = entries[numbers[0]].when.start, entries[last].when.end
    below = next((entry.start for entry in entries[last + 1 :]), len(layout.text))
    before = entries[numbers[0] - 1].when.end if numbers[0] else 0
    posts = [
        line for line in _posts(layout) if before <= line.start < start and not _is_blank(layout, before, line.start)
    ]
    told = [line for line in _posts(layout, loose=True) if end <= line.start < below]
    follows = bool(told) and _is_blank(layout, end, told[0].start)
    if follows and len(posts) == len(numbers) - 1:
        return (*posts, told[0])
    return told if len(told) == len(numbers) else ()


def _is_alone(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a range stands without a word beside it."""
    text, when, head = layout.text, dated.when, dated.head
    rest = text[head.start : when.start] + text[when.end : head.end] if head.start <= when.start else head.of(text)
    return not when.point and not any(c.isalpha() for c in rest)


def _posts(layout: Layout, *, loose: bool = False) -> Sequence[Span]:
    """The undated lines that open a paragraph and name a post: a function and a place; `loose`, a place or a leave."""
    return [line for number, line in enumerate(layout.lines) if _names_post(layout, number, line, loose=loose)]


def _names_post(layout: Layout, number: int, line: Span, *, loose: bool) -> bool:
    words, section = line.of(layout.text), layout.section_at(line.start)
    if len(words) > _LONGEST or section.subject in {"education", "interests", "volunteering", "profile", "references"}:
        return False
    if (section.heading and line.start <= section.heading.start < line.end) or not words[0].isupper():
        return False
    if layout.has_date(*line):
        return False
    before = layout.lines[number - 1].end if number else 0
    opens = layout.text.count("\n", before, line.start) > 1
    flat = fold(words)
    function = _FUNCTION.search(flat)
    place = _PLACE.search(flat)
    named = (place or _LEAVE.search(flat)) if loose else function and (place or "," in words)
    return bool(opens and named) and not _DEGREE.match(flat)
