"""The employer that a heading of the present, a career's section or the line under the name tells."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.career.heads.plain_names import names_other
from parsers.facts.career.places import guidance_body_in, is_function, place_in
from parsers.facts.career.sectors import SERVICE, is_school
from parsers.facts.employer.findings import HEADED_RULE, finding, is_past_post
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout
    from parsers.values.evidence import Entry, Finding


_STUDYING = vocabulary("employer.studying")
_NO_POST = vocabulary("employer.seeking", "posts.jobless", "employer.studying")
_POST = vocabulary("school.teachers", "school.staff", "school.cpms")


def under_heading(layout: Layout) -> Iterator[Finding]:
    """The first school or centre under a heading that speaks of the present, or below "Mon école"."""
    for start, end in (*_present_sections(layout), *_own_lines(layout)):
        for line in layout.lines:
            told = line.of(layout.text) if start <= line.start < end else ""
            if told and not _STUDYING.search(fold(told)) and (name := _place_or_body(told)):
                yield finding(layout, line, name, certainty=0.8, rule=HEADED_RULE)
                return


def _present_sections(layout: Layout) -> Iterator[tuple[int, int]]:
    for section in layout.sections:
        flat = fold(section.title)
        studied = section.subject == "education" or any(c.isdigit() for c in flat)
        if not studied and _PRESENT_TITLE.search(flat):
            yield section.start, section.end


def _own_lines(layout: Layout) -> Iterator[tuple[int, int]]:
    """The line below one that says "Mon école" or "Aujourd'hui" and nothing else, a heading or not."""
    for above, below in pairwise(layout.lines):
        if above.end - above.start > _TITLE or layout.in_subject(below.start, "education", "references"):
            continue
        told = fold(above.of(layout.text)).strip(" :.-*")
        if _OWN.fullmatch(told) or _PRESENT_TITLE.fullmatch(told):
            yield below.start, below.end


_TITLE = 40


def _place_or_body(text: str) -> str | None:
    return guidance_body_in(text) or place_in(text)


_OWN, _PRESENT_TITLE = vocabulary("employer_names.own_place"), vocabulary("employer_names.present_title")


def headed(layout: Layout, entries: Sequence[Entry]) -> Iterator[Finding]:
    """The first school or centre that a career's section, or the line under the name, names without a date."""
    if any(entry.ongoing and entry.sector in SERVICE for entry in entries) or len(layout.sections) < 2:
        return
    for number, line in enumerate(layout.lines):
        section = layout.section_at(line.start)
        if (
            section.subject not in {None, "experience", "status", "profile"}
            or layout.letter is not None
            or line.end - line.start > 110
            or layout.text[line.start].isdigit()
        ):
            continue
        text = line.of(layout.text)
        name = place_in(text) if is_school(text) and not _STUDYING.search(fold(text)) else None
        if name and _names_function(layout, number) and not is_past_post(layout, line) and not layout.has_date(*line):
            yield finding(layout, line, name, certainty=0.35, rule=HEADED_RULE)
            return


def _names_function(layout: Layout, number: int) -> bool:
    """Whether a line, or one beside it, names a function of schools: a school alone may be one of study."""
    near = layout.lines[max(0, number - 1) : number + 2]
    return any(_POST.search(fold(line.of(layout.text))) for line in near)


_UNDER_NAME = frozenset({None, "contact", "personal", "profile", "status"})
"""Sections in whose lines somebody may say what he or she is, and where."""

_HEADLINE = re.compile(
    r"([^·•|–—\n]{4,60}?)(?:\s*[·•|–—]\s*|\s+-\s+|,?\s+(?:au|chez|à la|à l['’])\s*)(\S[^·•|\n]{2,60})"
)


def headline(layout: Layout) -> Iterator[Finding]:
    """The employer in the line under the name: a function, a mark, and a firm or service ("Conseiller · Forem")."""
    top = layout.lines[:40] if layout.letter is None and len(layout.sections) > 1 else ()
    for line in top:
        if layout.section_at(line.start).subject not in _UNDER_NAME or not line.of(layout.text)[:1].isalnum():
            continue
        told = _HEADLINE.fullmatch(line.of(layout.text).strip())
        if told and not _NO_POST.search(fold(told[0])) and is_function(told[1]) and names_other(told[2].split(",")[0]):
            yield finding(layout, line, told[2].strip(" .,;"), certainty=0.4, rule=HEADED_RULE)
            return
