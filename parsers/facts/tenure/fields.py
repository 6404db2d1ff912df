"""Words of tenure in a form, a table or a list: what is answered beside them, and whether one word is a status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.tenure.statements import Statement
from parsers.layout.grid import split_cells
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.words.tenure.fields import (
    APPOINTMENTS,
    LOADED_AFTER,
    LOADED_BEFORE,
    NO,
    OBLIGED,
    STEP,
    TICKED,
    UNTICKED,
    YES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.tenure.statements import Hit
    from parsers.layout.sections import Layout

_TEACHER = vocabulary("school.teachers")

_APART = re.compile(r"(?:^|\n|\t| {2,}|[,;:(/|+•·–—-][ \t]?|\d[ \t]?%?[ \t]?)$")
_ROW = 400
"""A table's row is no longer, in characters."""
_CODE = re.compile(r"t\.?d\.?$")


def answered(hit: Hit) -> bool | None:
    """What a field or a short question says of the words ("Nommé : non", "Nommée ? Oui, depuis 2011"), if anything."""
    if OBLIGED.search(hit.view.text):
        return None
    beside = hit.beside
    if NO.match(beside):
        return False
    if YES.match(beside):
        return True
    return _answered_below(hit)


def _answered_below(hit: Hit) -> bool | None:
    """What the cell below says, where the words head a column of a table."""
    head = hit.layout.line_at(hit.focus.start)
    text = hit.layout.text
    below = hit.layout.line_at(min(len(text) - 1, head.end + 1)) if head.end + 1 < len(text) else head
    if below == head or max(head.end - head.start, below.end - below.start) > _ROW:
        return None
    cells, answers = split_cells(head.of(text)), split_cells(below.of(text))
    number = len(split_cells(text[head.start : hit.focus.end])) - 1
    if len(cells) < 3 or len(cells) != len(answers):
        return None
    if fold(cells[number]).strip(" ?:") != hit.match.group():
        return None
    return {"oui": True, "ja": True, "x": True, "yes": True, "non": False, "nee": False, "nein": False}.get(
        fold(answers[number])
    )


def headed(layout: Layout) -> Iterator[Statement]:
    """The first dated line under a heading of appointments: "Nominations / Paliseul, 10 périodes, 1er avril 2019"."""
    for section in layout.sections:
        if section.heading and APPOINTMENTS.fullmatch(fold(section.heading.of(layout.text)).strip(" :.")):
            inside = (when.start for when in layout.dates if section.start <= when.start < section.end)
            if (at := next(inside, None)) is not None:
                line = layout.line_at(at)
                yield Statement(value="permanent", certainty=0.8, span=line, focus=line, rule=cite("tenure.headed"))


def is_unticked(hit: Hit) -> bool:
    """Whether an empty box stands before the words: "☐ temporaire"."""
    return bool(UNTICKED.search(hit.view.text[: hit.match.start()]))


def is_status(hit: Hit) -> bool:
    """Whether one word is a status: with a load, in a CV's lists, or in a row or a list that names a teaching post."""
    if TICKED.search(hit.view.text[: hit.match.start()]):
        return True
    if not _APART.search(hit.layout.text[: hit.focus.start][-6:]) and not LOADED_BEFORE.search(hit.before):
        return False
    loaded = LOADED_AFTER.match(hit.after) or LOADED_BEFORE.search(hit.view.text[: hit.match.start()])
    if loaded or _CODE.fullmatch(hit.match.group()):
        return bool(loaded)
    if _TEACHER.search(hit.view.text, 0, hit.match.start()):
        return True
    in_list = hit.layout.in_subject(hit.focus.start, "experience", "status", "profile")
    steps = {match.group(1) for match in STEP.finditer(hit.view.text)}
    return hit.layout.kind is Kind.CV and (in_list or len(steps) > 1)
