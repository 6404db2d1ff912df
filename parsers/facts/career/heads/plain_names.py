"""The name of who employs where no sort of school tells it: an acronym, a body, a saint, or words in capitals.

    Attachée, SPW Économie, Jambes       Trajectbegeleider            Régime : 80 %
    depuis le 1er juin 2008              Kaleido Ostbelgien           depuis 09/2022

What a head has besides is a function, a course, a label or a preposition's phrase; none of them is a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.career.organisations import may_employ
from parsers.facts.career.places import is_function
from parsers.lexicon.numerals import value_of
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SCHOOL = vocabulary("school.places")
_OF_SCHOOLS = vocabulary("school.classes", "school.places")
_ELSEWHERE = vocabulary("work.places", "employer.bodies")
_SAINTED = vocabulary("employer_names.sainted")
_SUBJECTS = frozenset(spelled("employer_names.subjects"))
_NO_BEGINNINGS = frozenset(spelled("employer_names.no_beginnings"))
_NO_EMPLOYER = frozenset(spelled("employer_names.no_acronyms"))
_LABELS = frozenset(label for kind in ("date", "function", "other") for label in spelled(f"post_labels.{kind}"))
"""What a form's line begins with: "Régime : 80 %"."""

_MARKS = re.compile(r"\s+[–—|·•→@»]\s+|\s-\s|\s*[;\t|]\s*|:\s+|\s{2,}|\s*[,(\[]\s*|\.\s+(?=[A-ZÉ«])")
"""What parts a head's row; a full stop does not behind an initial or a saint ("St. Vith")."""
_EDGES = ' .,;:()[]«»"–—-·•|/'
_PROPER = re.compile(r"[A-ZÀ-Ý][\w'’-]+(?: [\w'’-]+){0,5}$")
_QUOTED = re.compile(r"[«“\"]\s*([A-ZÀ-Ý][^»”\"]{2,40}?)\s*[»”\"]")
ACRONYM = re.compile(r"(?:[A-Z]\.?){3,7}(?:[ -][A-Z][\w'’-]+)*$")
_ROWS = 3
"""So many rows of a head may name who employs."""


def plain_name(rows: Sequence[str]) -> str | None:
    """Who employs by the rows of a post's head that name no sort of school; None where nothing there is a name."""
    parts = [part for row in rows[:_ROWS] for part in parts_of_row(row)]
    acronyms = [part for part in parts if ACRONYM.match(part) and fold(part) not in _NO_EMPLOYER]
    bodies = [part for part in parts if names_other(part)]
    sainted = [part for part in parts if part[0].isupper() and _SAINTED.match(fold(part))]
    quoted = [told[1] for row in rows[:_ROWS] if (told := _QUOTED.search(row))]
    proper = [part for row in rows[:_ROWS] for part in _proper(row)]
    at = [name for row in rows[:_ROWS] if (name := _taught_at(row))]
    return next(filter(may_employ, [*acronyms, *bodies, *quoted, *sainted, *at, *proper]), None)


def _taught_at(row: str) -> str | None:
    """The name behind a function and a preposition: "à Don Bosco, Liège"; one capital alone may be a town's."""
    part, *behind = parts_of_row(row) or [""]
    flat = folded(part)
    at = _TAUGHT_AT.last(flat.text)
    if at is None or not is_function(part[: flat.span(*at.span()).start]):
        return None
    name = part[flat.span(*at.span()).end :].strip()
    capitals = sum(word[:1].isupper() for word in name.split())
    told = ACRONYM.match(name) or _SAINTED.match(fold(name)) or capitals > 1 or (capitals and behind)
    return f"{name}, {behind[0]}" if told and behind and f"{name}, {behind[0]}" in row else name if told else None


_TAUGHT_AT = vocabulary("employer_names.taught_at")


def parts_of_row(row: str) -> list[str]:
    """The parts of a head's row, between its dashes, colons, commas and brackets."""
    parts, begin = [], 0
    for mark in _MARKS.finditer(row):
        short = row[max(0, mark.start() - 3) : mark.start()]
        if mark.group()[0] != "." or not (short[-1:].isupper() or short.endswith(("St", "Ste"))):
            parts.append(row[begin : mark.start()])
            begin = mark.end()
    return [bare for part in (*parts, row[begin:]) if (bare := part.strip(_EDGES))]


def names_other(part: str) -> bool:
    """Whether a part names an employer outside schools: a sort of firm or service, with a capital in it."""
    return bool(_ELSEWHERE.search(fold(part))) and not is_function(part) and any(c.isupper() for c in part)


def _proper(row: str) -> Iterator[str]:
    """Parts of a row that may be a name: behind a comma one word is the town of what stands before it."""
    before = ""
    for part in parts_of_row(row):
        if _PROPER.match(part) and may_name(part):
            if f"{before}, {part}" in row and _SCHOOL.match(fold(before)):
                yield f"{before}, {part}"
            elif not before or " " in part or is_function(before):
                yield part
        before = part


def is_label(part: str) -> bool:
    """Whether a part is the label of a form's line."""
    return fold(part) in _LABELS


def may_name(part: str) -> bool:
    """Whether words in capitals may be a name: no function, course, label, number or preposition's phrase."""
    flat = fold(part)
    first = flat.split(" ", 1)[0].split("'", 1)[0]
    if is_function(part) or flat in _LABELS or first in _NO_BEGINNINGS or value_of(first) is not None:
        return False
    return not (_OF_SCHOOLS.search(flat) or first in _SUBJECTS or any(c.isdigit() for c in flat))
