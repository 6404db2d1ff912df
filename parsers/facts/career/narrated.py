"""Posts that a sentence tells with their dates: "j'ai enseigné de 2001 à 2009 au Collège …"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.career.names import without_studies
from parsers.facts.career.places import place_in
from parsers.facts.career.sectors import is_school, sector_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold, folded, squeeze_quote
from parsers.values.evidence import Entry, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.dates.dates import DateRange
    from parsers.layout.sections import Layout

_LEAVE = vocabulary("work.leave")
_PART_LEAVE = vocabulary("work.part_leave")
_PASTIME = vocabulary("work.pastimes")
_OTHERWISE = vocabulary("career.otherwise", "work.no_service", "work.training_bodies")
_COVERING = vocabulary("career.covering")
_ROLE = vocabulary("seniority.role")
_TURN = vocabulary("career.turn")

RULE = cite("experience.narrated")
_REACH = 110


def narrated(layout: Layout, taken: frozenset[int]) -> Iterator[Entry]:
    """The posts of a stretch of time that sentences tell, apart from dates that begin at an offset of `taken`."""
    for when in layout.dates:
        if when.point or when.first is None or when.precision == "season" or layout.is_ignored(when.start, when.end):
            continue
        if when.start in taken:
            continue
        clause = _clause(layout, when)
        flat = fold(clause.of(layout.text))
        line = layout.line_at(when.start)
        before = fold(layout.text[max(line.start, clause.start - 200) : clause.start])
        served = _ROLE.search(flat) or (_ROLE.search(before) and is_school(flat))
        if _LEAVE.search(flat) and not _PART_LEAVE.search(flat) and not _COVERING.search(flat):
            yield replace(_entry(layout, when, clause), sector="break")
        elif _PASTIME.search(flat) and not is_school(flat):
            continue
        elif served and not _OTHERWISE.search(flat):
            yield _entry(layout, when, clause)


def _clause(layout: Layout, when: DateRange) -> Span:
    """The part of the sentence around a date, between two turns."""
    sentence, text = layout.sentence_at(when.start), layout.text
    start = max(sentence.start, when.start - _REACH)
    end = min(max(sentence.end, when.end), when.end + _REACH)
    flat = folded(text, start, end)
    turns = [flat.span(*turn.span()) for turn in _TURN.finditer(flat.text)]
    turns += [Span(*stop.span()) for stop in _STOP.finditer(text, start, end)]
    return Span(
        max([start, *(turn.end for turn in turns if turn.end <= when.start)]),
        min([end, *(turn.start for turn in turns if turn.start >= when.end)]),
    )


_STOP = re.compile(r"[;:.!?]")


def _entry(layout: Layout, when: DateRange, clause: Span) -> Entry:
    words = clause.of(layout.text)
    sector = sector_of([words])
    sentence = layout.sentence_at(when.start)
    whole = Span(min(sentence.start, when.start), max(sentence.end, when.end))
    kept = squeeze_quote(layout.text, whole, Span(when.start, when.end))
    return Entry(
        start=when.first,
        end=when.last,
        ongoing=when.ongoing,
        precision=when.precision,
        employer=place_in(without_studies(words)),
        sector="education" if sector == "unknown" else sector,
        evidence=Evidence(
            start=kept.start, end=kept.end, quote=kept.of(layout.text), rule=RULE, page=layout.page_at(kept.start)
        ),
    )
