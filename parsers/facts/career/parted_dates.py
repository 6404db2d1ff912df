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

_LONGEST = 130
"""A line that names a post is no paragraph."""


def reunited(layout: Layout) -> tuple[DatedEntry, ...]:
    """The dated entries; a run of ranges that have no words of their own gets the lines that name as many posts."""
    entries = list(layout.entries)
    posts: Sequence[Span] | None = None
    for alone, group in groupby(range(len(entries)), key=lambda number: _is_alone(layout, entries[number])):
        numbers = list(group)
        if not alone or len(numbers) < 2:
            continue
        posts = _posts(layout) if posts is None else posts
        if len(posts) == len(numbers):
            for number, post in zip(numbers, posts, strict=True):
                entries[number] = replace(entries[number], head=post)
    return tuple(entries)


def _is_alone(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a range stands without a word beside it."""
    text, when, head = layout.text, dated.when, dated.head
    rest = text[head.start : when.start] + text[when.end : head.end] if head.start <= when.start else head.of(text)
    return not when.point and not any(c.isalpha() for c in rest)


def _posts(layout: Layout) -> Sequence[Span]:
    """The undated lines that name a post: a function and a place, or one of them at a paragraph's beginning."""
    return [line for number, line in enumerate(layout.lines) if _names_post(layout, number, line)]


def _names_post(layout: Layout, number: int, line: Span) -> bool:
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
    return bool(opens and function and (place or "," in words)) and not _DEGREE.match(flat)
