"""The function and the employer that the head of an entry names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.career.heads.parts import employer_of
from parsers.facts.career.heads.plain_names import parts_of_row, plain_name
from parsers.facts.career.organisations import SMALL_WORDS, may_employ
from parsers.facts.career.places import institution_in, is_function, is_sort_alone, place_in
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.facts.career.heads.parts import HeadForm
    from parsers.lexicon.vocabulary import Vocabulary


def employer_in(rows: Sequence[str], *, named_only: bool = False, form: HeadForm | None = None) -> str | None:
    """The employer's name as worded: a school or a centre first, else the part that names no function.

    `form` is how the career's heads are written.

    With `named_only`, of the rest only an acronym counts ("ITELA"): a teacher's subject or task is no employer.
    """
    rows = [of_now(row) for row in rows if not _is_of_no_place(row)]
    seconded = next(
        (name for row in rows if _SECONDED.search(fold(row)) and (name := institution_in(row, 0, len(row)))), None
    )
    place = seconded or _moved_to(rows) or next((name for row in rows if (name := _served_in(row))), None)
    if place:
        return place
    return plain_name(rows) if named_only else employer_of(rows, form)


def _served_in(row: str) -> str | None:
    """The place that a row names first by more than its sort; schools in number are those that somebody deals with."""
    begin = 0
    while name := place_in(row, begin):
        if is_in_number(name):
            return None
        if may_employ(name) and not _is_of_function(row, begin, name):
            return name
        begin = max(row.find(name, begin), begin) + len(name.partition(",")[0])
    return None


def _is_of_function(row: str, begin: int, name: str) -> bool:
    """Whether a sort that stands alone belongs to the function right before it: "Coordinateur CEFA, Institut X"."""
    before = row[begin : max(row.find(name, begin), begin)].rstrip()
    return (
        is_sort_alone(name.partition(",")[0])
        and before[-1:].isalnum()
        and fold(before.split()[-1]) not in SMALL_WORDS
        and is_function(parts_of_row(f"{before}.")[-1])
    )


def _moved_to(rows: Sequence[str]) -> str | None:
    """The place that a row names last: "Collège X, puis (2015) Institut Y"."""
    moves = (row[flat.span(*last.span()).end :] for row in rows[:3] if (last := _THEN.last((flat := folded(row)).text)))
    return next((name for move in moves if (name := _served_in(move))), None)


_THEN = vocabulary("employer_names.then")
_IN_NUMBER = frozenset(spelled("employer_names.in_number"))


def is_in_number(name: str) -> bool:
    """Whether a name is one of schools in number, which somebody deals with."""
    return fold(name).split(" ", 1)[0] in _IN_NUMBER


def of_now(text: str) -> str:
    """A text without the brackets that tell from where somebody is seconded, what a place was called, or of studies."""
    return _without(text, _STUDIED, _FORMERLY)


def without_studies(text: str) -> str:
    """A text without the brackets that tell where somebody has studied."""
    return _without(text, _STUDIED)


def _without(text: str, *told: Vocabulary) -> str:
    """A text without the brackets in which one of these is said."""
    return _BRACKETS.sub(lambda found: "" if any(v.search(fold(found[1])) for v in told) else found[0], text)


_BRACKETS = re.compile(r"\(([^()]{1,160})(?:\)|$)")
_STUDIED, _FORMERLY = vocabulary("employer_names.studied"), vocabulary("employer_names.formerly")


_COLUMNS = frozenset(spelled("employer_names.columns"))
_ASIDE, _SERVED = vocabulary("employer_names.aside"), vocabulary("employer_names.served")


def _is_of_no_place(row: str) -> bool:
    """Whether a row is a column's heading, tells the length of service, or of schools that somebody serves."""
    flat = fold(row)
    bare = flat.lstrip(" -–•.*")
    return flat.rstrip(" :.-") in _COLUMNS or _ASIDE.match(flat) is not None or _SERVED.match(bare) is not None


_SECONDED = vocabulary("employer_names.seconded_to")


def function_in(rows: Sequence[str], employer: str | None = None) -> str | None:
    """The function as worded: the part with a function's word, else the first part that is no place.

    The employer's own name is the function only where nothing else is told: "Stad Bilzen", below it "toezichthouder".
    """
    parts = [part for row in rows[:3] for part in parts_of_row(row)]
    named = [part for part in parts if is_function(part)]
    rest = [part for part in parts if not place_in(part)]
    others = [part for part in rest if part != employer]
    chosen = next(iter(named or others or rest), None)
    return chosen[:120] if chosen else None
