"""The employer of a post that is told as a form without a range of dates: what stands behind its label.

Fonction actuelle    Secrétaire           [Emploi]   éducatrice        Huidige werkgever
Chez                 Institut X           [Où]       home d'accueil Y  Provincie X
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.career.forms import fields_of
from parsers.facts.career.heads.names import employer_in
from parsers.facts.career.organisations import may_employ
from parsers.facts.career.places import bodies_in, clean, is_function, place_in
from parsers.facts.context.present_time import is_of_closed_range
from parsers.facts.employer.findings import TOLD_RULE, finding, is_past_post
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.career.forms import Field
    from parsers.layout.sections import Layout
    from parsers.values.evidence import Finding

_OTHERS = ("education", "references", "interests", "volunteering", "projects", "publications", "languages", "contact")
_PART = re.compile(r"\s{2,}|[;(,|]|\s[–—-]\s")


def in_fields(layout: Layout) -> Iterator[Finding]:
    """The first employer that a form's label tells, in a block of labels that names no range of time which is over."""
    for section in layout.sections:
        if section.subject in _OTHERS or layout.letter is not None:
            continue
        fields = list(fields_of(layout, layout.lines_in(section.start, section.end)))
        for block in _blocks(fields, section.end):
            if found := _employer(layout, block, fields):
                span, name = found
                yield finding(layout, span, name, certainty=0.6 if place_in(name) else 0.5, rule=TOLD_RULE)
                return


def _blocks(fields: Sequence[Field], end: int) -> Iterator[Span]:
    """The posts of a form: each begins with the label that the first one begins with."""
    opens = [field.start for field in fields if field.kind == fields[0].kind]
    yield from map(Span, opens, [*opens[1:], end])


def _employer(layout: Layout, block: Span, fields: Sequence[Field]) -> tuple[Span, str] | None:
    """The line and the name behind an employer's label in a block; None where the block tells of what is over."""
    inside = [field for field in fields if block.start <= field.start < block.end]
    sure = any(field.kind == "function" for field in inside)
    for field in inside:
        if field.kind != "employer" or not field.value:
            continue
        line = layout.line_at(field.start)
        value = layout.text.find(field.value, field.start)
        span = Span(line.start, max(line.end, value + len(field.value)))
        if layout.text.count("\n", field.start, value) > 1 or is_of_closed_range(layout, block.start, span.end + _NEAR):
            continue
        name = name_of(field.value, sure=sure or value > line.end)
        if name and not is_past_post(layout, line):
            return span, name
    return None


_NEAR = 80
"""So far behind an employer a form tells from when to when, in characters."""


def name_of(value: str, *, sure: bool) -> str | None:
    """Who employs by words that tell nothing else: a place, an authority; else, if it is `sure`, their first part."""
    if name := employer_in([value], named_only=True) or next(bodies_in(value, 0, len(value)), None):
        return name
    first = clean(_PART.split(value.strip(), maxsplit=1)[0])
    return first if sure and may_employ(first) and not is_function(first) else None
