"""How a date stands on its line: it leads it, has it to itself, or ends it; or it is part of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.layout.grid import cells, row_at
from parsers.layout.headings import subject_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.dates.dates import DateRange
    from parsers.layout.rows import Rows

_SCHOOL = vocabulary("school.places")
_TEACHER = vocabulary("school.teachers")
_TEACHING = vocabulary("school.teachers", "school.places")
_POST = vocabulary(
    *("school.teachers", "school.staff", "school.places", "school.cpms", "work.jobs", "work.places", "work.trainers")
)

_TRAIL = re.compile(r"^[\s).\],;:|–-]*(?:$|[–—;,:|·•]\s|\()")
_LOAD = vocabulary(
    *("load.full", "load.half", "load.of", "load.work", "load.noun", "load.part_time", "hours.lesson"),
    "employer.contracts",
)
_STATUS = vocabulary("dates.status")
_LEAD = 8
"""So many marks and digits may stand before a date that leads its row."""
_A_LOAD = 2
"""So few letters, beside the words of a load, name no post ("2018 – 2021, 18 h")."""
_PROSE = vocabulary("document_kinds.first_person")
_A_FULL_ROW = 45
"""A shorter row ends what it says ("Ce que je fais")."""
_TELLS = vocabulary("people.i")
"""Somebody telling: a date at the end of such a line is part of a sentence."""


@dataclass(frozen=True, slots=True)
class DatePlace:
    """How a date stands on its line."""

    when: DateRange
    row: int
    style: str
    bullet: bool


def chosen_places(rows: Rows, found: Sequence[DateRange]) -> list[DatePlace]:
    """The dates that make entries: those that lead, and those that end a line where few lead."""
    places = _places(rows, found)
    leading = [place for place in places if place.style in {"lead", "own"}]
    trailing = [place for place in places if place.style == "trail"]
    if len(leading) >= len(trailing):
        column = all(place.style == "own" for place in leading)
        posts = {id(place) for place in trailing if _ends_post(rows, place) or (column and _is_apart(rows, place))}
        return [place for place in places if place.style != "trail" or id(place) in posts]
    plain = [place for place in trailing if not place.bullet]
    kept = {id(place) for place in [*leading, *(plain or trailing)]}
    return [place for place in places if id(place) in kept]


def _ends_post(rows: Rows, place: DatePlace) -> bool:
    """Whether a stretch of time ends a row that names a school and begins like a post of its own."""
    before = rows.text[rows.spans[place.row].start : place.when.start]
    parted = place.row == 0 or rows.gap(place.row) > 1
    return not place.when.point and parted and before[:1].isupper() and bool(_SCHOOL.search(fold(before)))


def _is_apart(rows: Rows, place: DatePlace) -> bool:
    """Whether a stretch of time ends its row in a cell of its own, as others stand alone below a title of two rows."""
    before = rows.text[rows.spans[place.row].start : place.when.start]
    return not (place.when.point or place.bullet) and before[:1].isupper() and before.endswith(("\t", "  "))


def _places(rows: Rows, found: Sequence[DateRange]) -> list[DatePlace]:
    places: list[DatePlace] = []
    number = 0
    for when in found:
        while number < len(rows.spans) and rows.spans[number].end <= when.start:
            number += 1
        if number == len(rows.spans):
            break
        style = _style(rows, when, number)
        beside = places[-1] if places and places[-1].row == number else None
        if beside is not None:
            style = beside.style if _in_a_row(rows.text, beside.when, when) else ""
        if style:
            places.append(DatePlace(when, number, style, rows.bulleted(number)))
    return places


def names_post(words: str) -> bool:
    """Whether a row names a function or where one is held."""
    flat = fold(words)
    return not any(c.isdigit() for c in flat[:4]) and _POST.search(flat) is not None


def led_rows(rows: Rows, found: Sequence[DateRange]) -> list[int]:
    """The rows that begin with the year of a sentence ("2016   je retourne à l'école"): it ends what is above."""
    begun = [(when, rows.at(when.start)) for when in found if when.point]
    return [
        row
        for when, row in begun
        if row < len(rows.spans) and when.start == rows.spans[row].start and _tells_on(rows, when, row)
    ]


def _tells_on(rows: Rows, when: DateRange, row: int) -> bool:
    """Whether somebody tells behind a date on its row: "2009, j'entre à l'école …"."""
    first = fold(rows.text[when.end : max(rows.spans[row].end, when.end)][:_A_FULL_ROW]).lstrip(" ,:").partition(" ")[0]
    return _PROSE.match(first) is not None


def _in_a_row(text: str, first: DateRange, then: DateRange) -> bool:
    """Whether two dates of one line are of one kind: a list of school years, or one post's range and the next's."""
    aside = text[first.end : then.start].endswith("(") and not text[: first.start].endswith("(")
    if aside or first.point != then.point or _STATUS.search(fold(text[first.end : then.start])):
        return False
    return first.precision == then.precision if first.point else not first.ongoing


def _style(rows: Rows, when: DateRange, number: int) -> str:
    """How a date stands on its row; empty where it tells a status, or is part of a sentence."""
    row, text = rows.spans[number], rows.text
    before, after = text[row.start : when.start], text[when.end : max(row.end, when.end)]
    lead, trail = len(before) <= _LEAD and not any(c.isalpha() for c in before), bool(_TRAIL.match(after))
    lead = lead or (not when.point and before.endswith(("\t", "  ")) and subject_of(before) == "experience")
    if _tells_on(rows, when, number):
        return ""
    if lead:
        alone = _is_load_alone(after) or _only_status(fold(after)) or _is_aside(after)
        return "own" if alone else "lead"
    if before.rstrip(" ").endswith("(") and after.lstrip(" .…")[:1] == ")" and _ends_sentence(before):
        return "trail"
    if _is_told(rows, before, number):
        return ""
    cell = not when.point and (_fills_cell(text, when) or _ends_first_sentence(rows, number, before, after))
    if not (trail or cell) or _tells_status(before, when) or (when.point and when.precision == "day"):
        return ""
    return "trail"


def _ends_sentence(before: str) -> bool:
    """Whether a bracket opens behind a full stop, or with its row: it dates the paragraph, and no sentence."""
    return before.rstrip("( ")[-1:] in {"", "."}


def _ends_first_sentence(rows: Rows, number: int, before: str, after: str) -> bool:
    """Whether a stretch behind a comma ends the first sentence of a row: "Lycée de Huy, 2009 - 2021. Professeur".

    A row that the one above runs on into is one of running text.
    """
    above = rows.words(number - 1).rstrip() if number and rows.gap(number) <= 1 else ""
    starts = before.lstrip()[:1].isupper() and (not above or above.endswith(".") or len(above) <= _A_FULL_ROW)
    begins = after.startswith((". ", ".\t")) and after[1:].lstrip()[:1].isupper()
    return starts and before.rstrip().endswith(",") and begins


def _fills_cell(text: str, when: DateRange) -> bool:
    """Whether a date fills a table's cell, with another column before and after it."""
    row = list(cells(text, *row_at(text, when.start)))
    return any(cell.start == when.start and cell.end == when.end for cell in row[1:-1])


_WITHIN = str.maketrans(dict.fromkeys("'’-_", ""))
"""What may stand within a word, beside letters and digits."""


def _is_aside(after: str) -> bool:
    """Whether a mark parts a date from a word or two that name no post: a town ("2011 - 2017 | Montréal, Canada")."""
    aside = after.strip()
    *others, last = aside[1:].lstrip().split(" ")
    words = [*(word.removesuffix(",") for word in others), last]
    plain = all(word[:1].isalpha() and word.translate(_WITHIN).isalnum() for word in words)
    return aside[:1] in {"|", "·", "•"} and len(words) <= 3 and plain and not names_post(after.strip(" |·•"))


def _is_load_alone(after: str) -> bool:
    """Whether nothing but a load stands behind a date on its row: "18 h", "1/3 temps", "temps plein"."""
    rest = fold(after)
    for told in reversed(list(_LOAD.finditer(rest))):
        rest = f"{rest[: told.start()]} {rest[told.end() :]}"
    return sum(c.isalpha() for c in rest) <= _A_LOAD


def _only_status(after: str) -> bool:
    """Whether what follows a date on its row is a status alone: the post stands on another row."""
    return bool(_STATUS.match(after.lstrip(" ,;:-("))) and not _TEACHING.search(after)


def _is_told(rows: Rows, before: str, number: int) -> bool:
    """Whether what stands before a date on its row is told in the first person, here or on the row it goes on from."""
    flat = fold(before)
    if _TELLS.search(flat):
        return True
    goes_on = before.lstrip()[:1].islower() and number > 0 and rows.gap(number) <= 1
    return goes_on and len(rows.words(number - 1)) > _A_FULL_ROW and bool(_TELLS.search(fold(rows.words(number - 1))))


def _tells_status(row: str, when: DateRange) -> bool:
    """Whether what stands before a date on its row tells a status since then: "nommée", but not "nommée, institutrice".

    A stretch at a school that is over is a post, whatever its status: "prof nommé, A.R. de Ciney 1984-1999"; so is one
    that a bracket, a comma or a column parts from the status: "CEFA de Huy (nommé), depuis 2007".
    """
    before = fold(row)
    status = _STATUS.search(before)
    if status is None or _TEACHER.search(before, status.end()):
        return False
    if not when.point and _is_parted(row) and _POST.search(before, 0, status.start()):
        return False
    closed = not when.point and when.last is not None
    return not (closed and _TEACHER.search(before) and _SCHOOL.search(before))


def _is_parted(row: str) -> bool:
    """Whether a bracket, a comma or a column ends what stands before a date on its row."""
    return row.endswith((",", ", ", "\t", "  ")) or row.rstrip(" ,:–-").endswith(")")
