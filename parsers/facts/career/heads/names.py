"""The function and the employer that the head of an entry names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.career.heads.parts import employer_of
from parsers.facts.career.places import guidance_body_in, institution_in, is_function, place_in
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.career.heads.parts import HeadForm

_SCHOOL = vocabulary("school.places")
_OF_SCHOOLS = vocabulary("school.classes", "school.places")
_ELSEWHERE = vocabulary("work.places")

_SPLIT = re.compile(r"\s+[–—|·→]\s+|\s-\s|\s*[;:\t]\s*|\s{3,}|(?<!St)(?<!Ste)\.\s+(?=[A-ZÉ«])")


def employer_in(rows: Sequence[str], *, named_only: bool = False, form: HeadForm | None = None) -> str | None:
    """The employer's name as worded: a school or a centre first, else the part that names no function.

    `form` is how the career's heads are written.

    With `named_only`, of the rest only an acronym counts ("ITELA"): a teacher's subject or task is no employer.
    """
    rows = [of_now(row) for row in rows if not _is_of_no_place(row)]
    body = next((name for row in rows[:2] if (name := guidance_body_in(row))), None)
    if body:
        return body
    seconded = next(
        (name for row in rows if _SECONDED.search(row) and (name := institution_in(row, 0, len(row)))), None
    )
    place = seconded or _moved_to(rows) or next((name for row in rows if (name := _served_in(row))), None)
    place = place or next((quoted[1] for row in rows if (quoted := _QUOTED.search(row)) and named_only), None)
    if place:
        return place
    if named_only:
        parts = [part.strip(" .,;()") for row in rows[:3] for part in _parts(row)]
        acronyms = [part for part in parts if ACRONYM.match(part) and fold(part) not in _NO_EMPLOYER]
        others = [part for part in parts if names_other(part)]
        sainted = [part for part in parts if part[0].isupper() and _SAINTED.match(fold(part))]
        proper = [part for row in rows[:3] for part in _proper(row)]
        return next(iter([*acronyms, *sainted, *others, *proper]), None)
    return employer_of(rows, form)


def _served_in(row: str) -> str | None:
    """The place that a row names; schools in number are those that somebody deals with."""
    name = place_in(row)
    return None if name and is_in_number(name) else name


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
    """A text without the brackets that tell from where somebody is seconded, or where he or she has studied."""
    return without_studies(_SECONDED_FROM.sub("", text))


def without_studies(text: str) -> str:
    """A text without the brackets that tell where somebody has studied."""
    return _STUDIED.sub("", text)


_COLUMNS = frozenset(spelled("employer_names.columns"))
_ASIDE, _SERVED = vocabulary("employer_names.aside"), vocabulary("employer_names.served")
_SUBJECTS = frozenset(spelled("employer_names.subjects"))


def _is_of_no_place(row: str) -> bool:
    """Whether a row is a column's heading, tells the length of service, or of schools that somebody serves."""
    flat = fold(row)
    bare = flat.lstrip(" -–•.*")
    return flat.rstrip(" :.-") in _COLUMNS or _ASIDE.match(flat) is not None or _SERVED.match(bare) is not None


_PROPER = re.compile(
    r"(?!(?i:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|twee|drie|vier|zwei|drei|two|three|four) )"
    r"[A-ZÀ-Ý][\w'’-]+(?: [\w'’-]+){0,5}$"
)


def _proper(row: str) -> Iterator[str]:
    """Parts of a row that may be a name: behind a comma one word is the town of what stands before it."""
    before = ""
    for part in (part.strip(" .,;()") for part in _parts(row)):
        if _PROPER.match(part) and not is_function(part) and not _is_subject(part):
            if not before or " " in part:
                yield part
            elif f"{before}, {part}" in row:
                yield f"{before}, {part}" if _SCHOOL.match(fold(before)) else part
        before = part


def names_other(part: str) -> bool:
    """Whether a part names an employer outside schools: a sort of firm or service, with a capital in it."""
    return bool(_ELSEWHERE.search(fold(part))) and not is_function(part) and any(c.isupper() for c in part)


_STUDIED = re.compile(
    r"\([^()]{0,60}(?:promotion|promo |[Dd]ipl[ôo]m|[ÉEé]cole normale|[Hh]aute [ÉEé]cole|[Uu]niversit)[^()]{0,60}\)"
)
"""Where somebody has studied, in brackets after the title: no employer."""
_SECONDED_FROM = re.compile(r"\((?:d[ée]tach[ée]e?|en cong[ée]|mise? [àa] disposition) (?:de|du|par) [^)]*(?:\)|$)")
_SECONDED = re.compile(r"[Dd][ée]tach[ée]e?s? (?:au|à|auprès|chez)|en congé pour mission (?:au|à|auprès|chez)")
_QUOTED = re.compile(r"[«“\"]\s*([A-ZÀ-Ý][^»”\"]{2,40}?)\s*[»”\"]")


def _is_subject(part: str) -> bool:
    """Whether a part names what is taught, or to whom, or how much."""
    flat = fold(part)
    named = _OF_SCHOOLS.search(flat) or flat.split(" ", 1)[0] in _SUBJECTS
    return bool(named) or any(c.isdigit() for c in flat)


_NO_EMPLOYER = frozenset(spelled("employer_names.no_acronyms"))
_SAINTED = vocabulary("employer_names.sainted")
ACRONYM = re.compile(r"(?:[A-Z]\.?){3,7}(?:[ -][A-Z][\w'’-]+)*$")


def function_in(rows: Sequence[str]) -> str | None:
    """The function as worded: the part with a function's word, else the first part that is no place."""
    parts = [part.strip(" .,;()") for row in rows[:3] for part in _parts(row)]
    named = [part for part in parts if is_function(part)]
    rest = [part for part in parts if not place_in(part)]
    chosen = next(iter(named or rest), None)
    return chosen[:120] if chosen else None


def _parts(row: str) -> list[str]:
    return [piece for part in _SPLIT.split(row) if part for piece in re.split(r"\s*[,(]\s*", part) if piece]
