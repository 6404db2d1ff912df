"""The career that a text tells: its dated entries with function, employer and sector."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.employernames import employer_in, function_in
from parsers.sectors import Sector, is_outside, sector_of
from parsers.sectorwords import DEGREE, NO_SERVICE, TEACHER
from parsers.text import Span, fold, squeeze_quote
from parsers.values import Entry, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.entries import DatedEntry
    from parsers.sections import Layout

RULE = "experience.entry/1"
_NO_CAREER = frozenset({"volunteering", "interests", "publications", "references", "personal", "annexes", "skills"})
"""What these sections date is no post."""
_DOUBTFUL = frozenset({"education", "languages", "computing", "contact"})
"""Sections that a column may have run into: only what names a post counts."""


def career(layout: Layout) -> tuple[Entry, ...]:
    """The posts, breaks and other work that `layout` dates, in the text's order."""
    found: list[Entry] = []
    previous: Sector = "unknown"
    for dated in layout.entries:
        if layout.is_ignored(dated.when.start, dated.when.end) or not _is_career(layout, dated):
            continue
        rows = head_rows(layout, dated)
        sector = sector_of(rows, dated.title, previous)
        if dated.subject in _DOUBTFUL and (sector not in {"education", "cpms"} or _is_study(rows)):
            continue
        if dated.subject is None and _is_study(rows) and not dated.when.ongoing:
            continue
        previous = sector if sector != "break" else previous
        found.append(_entry(layout, dated, rows, sector))
    return tuple(found)


def head_rows(layout: Layout, dated: DatedEntry) -> list[str]:
    """The rows that name the post, without its dates; a row that the margin has cut is whole."""
    text = layout.text
    before, after = text[dated.head.start : dated.when.start], text[dated.when.end : dated.head.end]
    rows = [row.strip(" \t–—-:·•,;|()[]\uf0b7") for row in re.split(r"[\n\t]|\s{3,}", f"{before}\n{after}")]
    rows = [row for row in rows if sum(c.isalpha() for c in row) > 2]
    if dated.above:
        rows.append(dated.above.of(text))
    return rows


def _is_career(layout: Layout, dated: DatedEntry) -> bool:
    when = dated.when
    if dated.subject in _NO_CAREER or when.first is None:
        return False
    if when.point and when.precision not in {"school_year", "year", "season"} and dated.subject != "experience":
        return False
    letter = layout.letter
    return letter is None or not letter.above.start <= when.start < letter.salutation.end


def _is_study(rows: Sequence[str]) -> bool:
    """Whether an entry is a diploma: its first rows name one, and no post."""
    flat = fold(" ".join(rows[:2]))
    degree, teacher = DEGREE.search(flat), TEACHER.search(flat)
    return degree is not None and (teacher is None or degree.start() <= teacher.start()) and not NO_SERVICE.match(flat)


def _entry(layout: Layout, dated: DatedEntry, rows: Sequence[str], sector: Sector) -> Entry:
    when = dated.when
    return Entry(
        start=when.first,
        end=when.last,
        ongoing=when.ongoing,
        precision=when.precision,
        function=function_in(rows),
        employer=employer_in(rows),
        sector=sector if not is_outside(dated.title) or sector == "break" else "other",
        evidence=_evidence(layout, dated),
    )


def _evidence(layout: Layout, dated: DatedEntry) -> Evidence:
    """The date with the row or two that name the post."""
    text = layout.text
    span = Span(dated.head.start, max(dated.head.end, dated.when.end))
    kept = squeeze_quote(text, span, Span(dated.when.start, dated.when.end))
    return Evidence(start=kept.start, end=kept.end, quote=kept.of(text), rule=RULE, page=layout.page_at(kept.start))
