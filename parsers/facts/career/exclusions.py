"""Whether a dated entry is a post: no course of study, pastime, diploma's year or a letter's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.career.heads.rows import head_rows
from parsers.facts.career.places import institution_in, is_function
from parsers.facts.career.sectors import SERVICE
from parsers.facts.qualifications.titles import leading_title
from parsers.layout.headings import speaks_of_career
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.facts.career.sectors import Sector
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_STILL = vocabulary("career.still")
_TRAINS_TEACHERS = vocabulary("career.trains_teachers")
_DEGREE, _CREDITS = vocabulary("school.learnt"), vocabulary("school.credits")
_NO_SERVICE = vocabulary("work.no_service")
_POST = vocabulary("school.teachers", "school.staff")
_SAME = vocabulary("work.same")
_SCHOOL = vocabulary("school.places")
_STAFF = vocabulary("school.staff")
_TEACHER = vocabulary("school.teachers")
_LEADING = vocabulary("school.leading")
_EMPLOYS = vocabulary("school.places", "employer.bodies")
"""What names who employs before a word of learning that belongs to the name: "Le Forem, Carrefour Emploi Formation"."""
_UNIVERSITY = vocabulary("school.universities")

_NO_CAREER = frozenset({"volunteering", "interests", "projects", "publications", "references", "annexes"})
"""What these sections date is no post."""
DOUBTFUL = frozenset({"education", "languages", "computing", "contact", "personal", "skills", "profile"})
"""Sections that a column may have run into: only what names a post counts."""


def may_be_post(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a dated entry may be a post: not in a letter's lines, nor of leisure, nor a diploma's year.

    A letter is dated above its salutation by a day; a range that stands there belongs to a CV that runs on into it.
    """
    when, letter = dated.when, layout.letter
    if when.first is None or (layout.kind is Kind.LETTER and not _is_below_letter(layout, dated)):
        return False
    if dated.subject in _NO_CAREER and not (dated.subject == "interests" and _teaches_in_a_school(layout, dated)):
        return False
    if letter is not None and (
        (letter.above if when.point else letter.salutation).start <= when.start < letter.signature.end
    ):
        return False
    if when.point and dated.subject != "experience":
        return dated.subject not in DOUBTFUL
    return True


def _is_below_letter(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a date stands in a CV that runs on behind a letter: a heading of one stands there."""
    end = layout.letter.signature.end if layout.letter else len(layout.text)
    heads = (
        part.heading.start for part in layout.sections if part.heading and part.subject in {"experience", "education"}
    )
    return dated.when.start >= end and any(start >= end for start in heads)


def _teaches_in_a_school(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a stretch of time has a teacher's function and a school beside it: a column ran in under pastimes."""
    rows = [fold(row) for row in head_rows(layout, dated)[:2]]
    named = " ".join(rows)
    teacher = _TEACHER.match(rows[0]) if rows else None
    return not dated.when.point and bool(teacher and _SCHOOL.search(named)) and not _NO_SERVICE.search(named)


def is_held(dated: DatedEntry, rows: Sequence[str], sector: Sector) -> bool:
    """Whether an entry of such a sector, with such rows to name it, counts as a career's."""
    single = dated.subject is None and dated.when.point and dated.when.precision not in {"school_year", "season"}
    from_month = dated.subject is None and dated.when.precision in {"day", "month"}
    if _is_work_under_mixed_heading(dated, rows, sector):
        return True
    if (single or dated.subject == "education") and not _is_post(rows, sector, from_month=from_month):
        return False
    if dated.subject == "education" and not dated.when.ongoing and _is_trained_for(dated, rows, sector):
        return False
    if dated.subject == "education" and _TRAINS_TEACHERS.search(fold(" ".join(rows[:3]))):
        return False
    if dated.subject in DOUBTFUL and (sector == "unknown" or dated.when.point) and not _is_of_now(dated, rows):
        return False
    return not (_is_course(rows) or (dated.subject != "experience" and _is_study(rows)))


def _is_of_now(dated: DatedEntry, rows: Sequence[str]) -> bool:
    """Whether what goes on is a function and where it is held, in one row: "Chargé de projet à la fondation X"."""
    if dated.subject == "education" or not dated.when.ongoing or not rows:
        return False
    return is_function(rows[0]) and institution_in(rows[0], 0, len(rows[0])) is not None


def _is_work_under_mixed_heading(dated: DatedEntry, rows: Sequence[str], sector: Sector) -> bool:
    """Whether a stretch of time under "Formation et parcours professionnel" has a function, and is no study.

    A school without a function is one of study there.
    """
    if dated.subject != "education" or dated.when.point or not speaks_of_career(dated.title):
        return False
    function = any(is_function(row) for row in rows[:2])
    return function and sector not in SERVICE and not (_is_course(rows) or _is_study(rows))


def _is_trained_for(dated: DatedEntry, rows: Sequence[str], sector: Sector) -> bool:
    """Whether a closed entry among studies names staff and no teacher: titles have such names ("Erzieherin").

    Who is named first, before a school, has learnt there ("Infirmière sociale, Institut …"), but among posts.
    """
    flat = fold(" ".join(rows[:2]))
    told = _TEACHER.search(flat) or _STILL.search(flat) or _SAME.search(flat)
    named = _LEADING.search(flat) or (not speaks_of_career(dated.title) and _STAFF.match(flat))
    return sector == "education" and bool(named) and not told


def _is_post(rows: Sequence[str], sector: Sector, *, from_month: bool) -> bool:
    """Whether rows under a heading that announces no career name a post in a school or a CPMS all the same.

    What begins in a month of its own, with a school and no degree, is one; a diploma's year tells no month.
    """
    flat = fold(" ".join(rows[:2]))
    learnt = not from_month and (_DEGREE.search(flat) or _TRAINS_TEACHERS.search(flat))
    if sector not in SERVICE or (learnt and not _STILL.search(flat)):
        return False
    if _POST.search(flat) or _STILL.search(flat):
        return True
    return from_month and not _DEGREE.search(flat)


def _is_course(rows: Sequence[str]) -> bool:
    """Whether an entry is a course at a school, in whatever section: one of its first two rows begins with a degree.

    A first row that names a post is one, whatever its holder learnt there.
    """
    school, *rest = [fold(row) for row in rows[:2]]
    taught = _SCHOOL.search(school) or _UNIVERSITY.search(school)
    posts = any(_POST.search(row) for row in (school, *rest))
    if _is_led(school) and any(_UNIVERSITY.search(row) or _SCHOOL.search(row) for row in rest) and not posts:
        return True
    return (
        bool(taught) and any(_DEGREE.match(row) for row in rest) and not (_POST.search(school) or is_function(rows[0]))
    )


def _is_led(row: str) -> bool:
    """Whether a folded row begins with a degree."""
    return bool(leading_title(row) or _DEGREE.match(row))


def _is_study(rows: Sequence[str]) -> bool:
    """Whether an entry is a course of study: a sort of school alone, or a degree before any school or post."""
    flat = fold(" ".join(rows[:2]))
    if (" " not in flat and _SCHOOL.fullmatch(flat)) or _CREDITS.search(flat):
        return True
    degree, teacher = _DEGREE.search(flat, 0, 45) or leading_title(flat), _TEACHER.search(flat)
    if teacher and degree and teacher.start() < degree.end() and not _DEGREE.search(flat, *degree.span()):
        return False
    if degree is None or _NO_SERVICE.match(flat) or _SAME.match(flat):
        return False
    return (teacher is None or degree.start() <= teacher.start()) and not _EMPLOYS.search(flat, 0, degree.start())
