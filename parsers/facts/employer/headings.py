"""The employer that a heading of the present, a career's section or the line under the name tells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of
from parsers.facts.career.heads.plain_names import parts_of_row
from parsers.facts.career.organisations import is_proper, may_employ
from parsers.facts.career.places import (
    bodies_in,
    clean,
    guidance_body_in,
    is_function,
    is_network,
    is_sort_alone,
    place_in,
)
from parsers.facts.career.sectors import SERVICE, is_school
from parsers.facts.context.evidence import evidence
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import EMPTY_LINE
from parsers.text.text import Span, fold
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout
    from parsers.values.evidence import Entry

_STUDYING = vocabulary("employer.studying")
_POST = vocabulary("school.teachers", "school.staff", "school.cpms")
KEY = "current_employer"
ENTRY_RULE = cite("employer.entry")
TOLD_RULE = cite("employer.told")
HEADED_RULE = cite("employer.headed")
BESIDE_RULE = cite("employer.beside")
LOAD_RULE = cite("employer.load")
ONLY_RULE = cite("employer.only_named")
NETWORK_ONLY = 0.3
"""How sure a network is as the employer of somebody whose school may be told elsewhere."""


def under_heading(layout: Layout) -> Iterator[Finding]:
    """The first school or centre under a heading that speaks of the present, or below "Mon école".

    What the first line below is led by may be a name of another sort: "Ville de X, maître spécial".
    """
    for start, end in (*_present_sections(layout), *_own_lines(layout)):
        for number, line in enumerate(layout.lines_in(start, end)):
            told = line.of(layout.text)
            if _STUDYING.search(fold(told)):
                continue
            if name := guidance_body_in(told) or place_in(told) or (number == 0 and _led_by(told)) or None:
                yield finding(layout, line, name, certainty=0.8 if place_in(told) else 0.5, rule=HEADED_RULE)
                return


def _led_by(told: str) -> str | None:
    """The authority, or what is written as a name, that leads a row of two parts: "Sint-X – leraar"."""
    first, *rest = parts_of_row(told) or [""]
    if body := next(bodies_in(first, 0, len(first)), None):
        return body
    named = rest and is_proper(first) and may_employ(first) and any(map(is_function, rest))
    return clean(first) if named else None


def _present_sections(layout: Layout) -> Iterator[tuple[int, int]]:
    for section in layout.sections:
        flat = fold(section.title)
        studied = section.subject == "education" or any(c.isdigit() for c in flat)
        if not studied and _PRESENT_TITLE.search(flat):
            yield section.start, section.end


def _own_lines(layout: Layout) -> Iterator[tuple[int, int]]:
    """The line below one that says "Mon école" or "Aujourd'hui" and nothing else, a heading or not.

    Below one that announces what is of now ("Scholen waar ik nu lesgeef:"), all lines of the block.
    """
    for above, below in pairwise(layout.lines):
        if above.end - above.start > _ANNOUNCED or layout.in_subject(below.start, "education", "references"):
            continue
        told = fold(above.of(layout.text)).strip(" :.-*[]>")
        if above.end - above.start <= _TITLE and (_OWN.fullmatch(told) or _PRESENT_TITLE.fullmatch(told)):
            yield below.start, below.end
        elif _PRESENT_TITLE.search(told) and _announces(layout, above):
            gap = EMPTY_LINE.search(layout.text, below.start)
            yield below.start, gap.start() if gap else len(layout.text)


def _announces(layout: Layout, line: Span) -> bool:
    """Whether a line without a stop, a date or a place of its own stands at the head of a block."""
    words = line.of(layout.text).strip(" *->[]")
    heads = line.start == 0 or layout.text.endswith("\n\n", 0, line.start)
    ends = words.endswith(":") or not words.endswith((".", ",", ";"))
    alone = layout.letter is None and not layout.has_date(*line) and ":" not in words[:-1]
    return heads and ends and alone and words[:1].isupper() and place_in(words) is None


_ANNOUNCED = 70
_TITLE = 40


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


def is_past_post(layout: Layout, sentence: Span) -> bool:
    """Whether a sentence tells of a post that is over."""
    post = career_of(layout).at(sentence.start)
    return post is not None and not post.when.ongoing


_SURE = 0.4
"""Below, somebody has to look: a wrong employer told as sure is worse than none."""


def state_at(certainty: float) -> State:
    """Whether an employer is told as found, or to be verified."""
    return State.FOUND if certainty >= _SURE else State.TO_VERIFY


def finding(layout: Layout, sentence: Span, name: str, *, certainty: float, rule: str) -> Finding:
    """An employer's name with the sentence or line that tells it; a network or a mere sort is less sure."""
    text = layout.text
    at = max(text.find(name[:20], sentence.start, sentence.end), sentence.start)
    told = evidence(layout, sentence, Span(at, min(at + len(name), sentence.end)), rule)
    sure = min(certainty, NETWORK_ONLY) if is_network(name) or is_sort_alone(name) else certainty
    return Finding(key=KEY, value=name, state=state_at(sure), evidence=(told,), certainty=sure)
