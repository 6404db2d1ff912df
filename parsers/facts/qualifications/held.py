"""A title that somebody holds, as the rules find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.qualifications.titles import TITLE
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import line_start
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from parsers.layout.sections import Layout
    from parsers.text.text import Span

_IN_PROGRESS = vocabulary("qualifications.in_progress")
_GRADUATES = vocabulary("qualifications.graduates")
_WRITER = vocabulary("people.i")
_BELOW = 60
"""So many characters behind a title the sentence begins that tells when it is to be taken."""
_LABEL = 60
"""A label before a title has no more characters."""

NAMED, TOLD, LED, DATED, UNNAMED, SHORT, LEAVING = 0.9, 0.7, 0.6, 0.5, 0.4, 0.35, 0.3
"""How surely a title is one; those that matter less stand last."""
NEVER = frozenset({"references", "interests", "volunteering"})
"""Under such headings no title is the writer's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One title: its words, how surely it is one, and by which rule."""

    span: Span
    certainty: float
    rule: str


def is_labelled_open(layout: Layout, at: int) -> bool:
    """Whether a label before a title in its row, or its heading, says it is not held: "Formation abandonnée … CAP"."""
    row = line_start(layout.text, at)
    label = fold(layout.text[max(row, at - _LABEL) : at])
    heading = fold(layout.section_at(at).title)
    return bool(_IN_PROGRESS.search(heading) or (_IN_PROGRESS.search(label) and not TITLE.search(label)))


def is_awaited_below(layout: Layout, end: int) -> bool:
    """Whether the sentence behind a title says that it is still to come: "Ik verwacht af te studeren in 2027"."""
    following = next((one for one in layout.sentences_over(end, end + _BELOW) if one.start >= end), None)
    flat = folded(layout.text, *following).text if following else ""
    awaited = None if TITLE.search(flat) else _GRADUATES.search(flat)
    return awaited is not None and (awaited.start() == 0 or _WRITER.search(flat, 0, awaited.end()) is not None)
