"""Whether an entry of a career is service in education, in a CPMS, a break, or other work."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import mark_at
from parsers.text.text import fold

Sector = Literal["education", "cpms", "break", "other", "unknown"]
SERVICE: frozenset[Sector] = frozenset({"education", "cpms"})
"""What counts as service."""

_CPMS = vocabulary("school.cpms")
_SCHOOL = vocabulary("school.places")
_PERHAPS = vocabulary("school.perhaps")
_TEACHER = vocabulary("school.teachers")
_ANY_TEACHER = vocabulary("school.any_teachers")
_TEACHES_IN_SCHOOLS = vocabulary("school.teach_in_schools")
_STAFF = vocabulary("school.staff")
_LEADING = vocabulary("school.leading")
_CLASSES = vocabulary("school.classes")
_DEALT_WITH = vocabulary("school.dealt_with")
_HEADED = vocabulary("school.headed")
_NO_SERVICE = vocabulary("work.no_service")
_PLACE = vocabulary("work.places")
_JOB = vocabulary("work.jobs")
_CENTRE_JOB = vocabulary("work.centre_jobs")
_PASTIME = vocabulary("work.pastimes")
_TRAINING_BODY = vocabulary("work.training_bodies")
_TRAINER = vocabulary("work.trainers")
_LEAVE = vocabulary("work.leave")
_PART_LEAVE = vocabulary("work.part_leave")
_REPLACING = vocabulary("work.replacing")
_SAME = vocabulary("work.same")
_DENIED = vocabulary("work.denied")
_NOT_IN_SCHOOLS = vocabulary("work.not_in_schools")
_STATUSES, _LESSONS = vocabulary("school.statuses"), vocabulary("hours.lesson")
_WITHOUT_TEACHING = vocabulary("work.without_teaching")
_OUTSIDE = vocabulary("work.outside")


def sector_of(rows: list[str], title: str = "", previous: Sector = "unknown") -> Sector:
    """The sector of an entry whose head is `rows`, under the heading `title`, after an entry of sector `previous`.

    The first row that tells something decides, a row's part before a semicolon first; the heading speaks where no row
    does. Practice in training, volunteering, students' jobs and private lessons are never service.
    """
    folded = [fold(part) for row in rows for part in row.split(";") if part.strip()]
    if folded and _is_break(folded[0]):
        return "break"
    if _serves_nobody(folded) or is_outside(title) or (folded and _is_denied(folded[0])):
        return "other"
    rows_say = (_same_or_told(row, previous) for row in [*folded[:1], *_telling(folded[1:4])])
    told: Sector = next((sector for sector in rows_say if sector != "unknown"), "unknown")
    if told != "unknown":
        return told
    if previous in SERVICE and any(_REPLACING.search(row, 0, _LED) for row in folded[:2]):
        return previous
    if any(_LEADING.search(row) for row in folded[:2]) and _names_unsorted_school(rows[:3], previous):
        return "education"
    told = _title_sector(title, folded)
    return "other" if told == "unknown" and any(_TRAINER.search(row) for row in folded[:4]) else told


def _names_unsorted_school(rows: list[str], previous: Sector) -> bool:
    """Whether a part of the rows is what schools are called without their sort: a saint, an order of teachers.

    An acronym is one where the post before is service: of who serves in schools it is mostly a school's.
    """
    parts = [part.strip() for row in rows for part in _PARTS.split(row)]
    if any(_SAINTED.match(fold(part)) for part in parts):
        return True
    return previous in SERVICE and any(_ACRONYM.match(part) for part in parts)


_SAINTED = vocabulary("employer_names.sainted")
_PARTS = re.compile(r"\s*[,;:|(]\s*|\s+[–—-]\s+|\s*\t\s*")
_ACRONYM = re.compile(r"[A-Z]{3,6}(?: [A-Z][\w'’-]+)?$")


def _is_denied(row: str) -> bool:
    """Whether a row says that its work was none in schools."""
    return bool(_DENIED.match(row) or _NOT_IN_SCHOOLS.search(row))


_LED = 40
"""So early in a row a replacement is what the row tells, and no word in brackets behind another post."""


def _telling(rows: list[str]) -> list[str]:
    """Of the rows that describe a post, those that do not merely name schools as those it dealt with."""
    return [row for row in rows if not _DEALT_WITH.search(row, _A_WORD) or _TEACHER.search(row)]


def names_where(row: str) -> bool:
    """Whether a row names a teacher, or begins with a school or a CPMS: its words are not of what was dealt with."""
    return _TEACHER.search(fold(row)) is not None or is_school(row[:_BEGINNING])


_BEGINNING = 20
"""Characters of a row in which a place stands where the row is about it."""
_A_WORD = 6
"""So many characters of a row name what is done in the schools that follow."""


def _same_or_told(row: str, previous: Sector) -> Sector:
    """What a row tells; "même école" tells what the entry before told, who teaches a pastime nothing."""
    if _PASTIME.search(row) and not _SCHOOL.search(row):
        return "unknown"
    same = _SAME.search(row)
    return previous if same and same.start() < 25 and previous != "unknown" else _row_sector(row)


def is_outside(title: str) -> bool:
    """Whether a heading announces work outside education ("Avant l'enseignement", "Secteur privé")."""
    return _OUTSIDE.search(fold(title)) is not None


def is_school(text: str) -> bool:
    """Whether a text names a school or a CPMS."""
    flat = fold(text)
    return bool(_SCHOOL.search(flat) or _CPMS.search(flat))


def _is_break(row: str) -> bool:
    """Whether a row begins with a leave: no partial one, nor a colleague's whose post the applicant held."""
    found = _LEAVE.search(row)
    if found is None or found.start() > 25 or _PART_LEAVE.search(row):
        return False
    lead = found.start()
    return not (_TEACHER.search(row, 0, lead) or _STAFF.search(row, 0, lead) or _REPLACING.search(row))


def _serves_nobody(rows: list[str]) -> bool:
    """Whether the first row, or the second where the first tells nothing, names work that is no service."""
    return any(_is_no_service(row) for row in rows[: 1 if rows and _row_sector(rows[0]) in SERVICE else 2])


def _is_no_service(row: str) -> bool:
    """Whether a row names, early on, practice in training, leisure, a student's job or private lessons."""
    mark, teacher = _NO_SERVICE.search(row), _TEACHER.search(row)
    if mark is None or _describes(row, mark.start()):
        return False
    if teacher is not None and teacher.start() < mark.start():
        return mark.start() < 40 and row[: mark.start()].rstrip()[-1:] in {"(", ",", "-", ":"}
    return mark.start() < 60


@lru_cache(maxsize=256)
def _describes(row: str, at: int) -> bool:
    """Whether a word stands within a sentence behind a school: "École de Marbois. Cultures, stages en ferme"."""
    school = _SCHOOL.search(row, 0, at)
    ended = _ENDED.search(row, school.end(), at) if school else None
    return ended is not None and at > ended.end()


_ENDED = re.compile(r"\w{5}\. ")
"""The end of a sentence, and no abbreviation's."""


def _row_sector(row: str) -> Sector:
    """What one row tells: a teaching post, a post in a school or a CPMS, or work elsewhere."""
    row = _without_denied(row)
    school, place, job = _SCHOOL.search(row), _PLACE.search(row), _JOB.search(row)
    teacher, cpms = _TEACHER.search(row), _CPMS.search(row)
    if job and cpms and _CENTRE_JOB.match(row, job.start()):
        job = None
    trains = _TRAINING_BODY.search(row) is not None and not _in_school(row)
    loose = teacher and _ANY_TEACHER.match(row, teacher.start()) and not _TEACHES_IN_SCHOOLS.match(row, teacher.end())
    subject = teacher and place and row[teacher.end() : place.start()].strip(" .") in _OF
    if teacher and not trains and (school or not place or place.start() > 60 or not loose or subject):
        return "other" if job and job.start() < teacher.start() and not school else "education"
    if trains or (job and job.start() < 60 and not _STAFF.search(row, 0, job.start())):
        return "other"
    if cpms and not (place and place.start() < cpms.start()):
        return "cpms"
    if school and not (place and place.start() < school.start()):
        return "education"
    if place or (_TRAINER.search(row) and not _STAFF.search(row)):
        return "other"
    return "education" if _PERHAPS.search(row) and (_CLASSES.search(row) or _STAFF.search(row)) else "unknown"


_OF = frozenset({"de", "d'", "des", "en", "van", "fur", "of"})
"""What parts a teacher from a subject that names a place of other work: "prof. de menuiserie"."""


def is_taught_in_periods(rows: list[str]) -> bool:
    """Whether rows tell a load in periods of lessons, or a status that only schools know: "11/20", "TADD"."""
    folded = [fold(row) for row in rows[:4]]
    return any(_STATUSES.search(row) or _counts_lessons(row) or _OF_LESSONS.search(row) for row in folded)


def _counts_lessons(row: str) -> bool:
    """Whether a row tells a number of periods of lessons."""
    return any(row[: lessons.start()].rstrip()[-1:].isdigit() for lessons in _LESSONS.finditer(row))


_OF_LESSONS = re.compile(
    r"(?<![\d/.,-])(?!24 ?/ ?24)(?:\d|1\d|2[0-6])(?:[.,]\d)? ?/ ?(?:20|22|24|26)(?![\d/.,-]\d|\d| ?h)"
)
"""A part of a full load in a school, in periods; "24/24" is round the clock, too, and proves none."""


def _without_denied(row: str) -> str:
    """A row without what it says is not done there: "pas de charge d'enseignement"."""
    denied = _WITHOUT_TEACHING.search(row)
    if denied is None:
        return row
    return f"{row[: denied.start()]} {row[mark_at(row, '.,;', denied.end(), denied.end() + _DENIED_FOR) :]}"


_DENIED_FOR = 30
"""So many characters a denial reaches, in its clause."""


def _in_school(row: str) -> bool:
    """Whether a row names a school, "l'enseignement" itself and its organisers left aside."""
    return any(not found.group().startswith("enseignement") for found in _SCHOOL.finditer(row))


def _title_sector(title: str, rows: list[str]) -> Sector:
    flat = fold(title)
    if _CPMS.search(flat):
        return "cpms"
    if _HEADED.search(flat) or any(_PERHAPS.search(row) for row in rows[:2]):
        return "education"
    return "education" if any(_CLASSES.search(row) and _STAFF.search(row) for row in rows[:2]) else "unknown"
