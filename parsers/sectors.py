"""Whether an entry of a career is service in education, in a CPMS, a break, or other work."""

from __future__ import annotations

from typing import Literal

from parsers import sectorwords as words
from parsers.text import fold

Sector = Literal["education", "cpms", "break", "other", "unknown"]


def sector_of(rows: list[str], title: str = "", previous: Sector = "unknown") -> Sector:
    """The sector of an entry whose head is `rows`, under the heading `title`, after an entry of sector `previous`.

    The first row that tells something decides; the heading speaks where no row does. Practice in training,
    volunteering, students' jobs and private lessons are never service.
    """
    folded = [fold(row) for row in rows if row.strip()]
    outside = is_outside(title)
    if any(_is_break(row) for row in folded[:2]):
        return "break"
    if any(words.NO_SERVICE.search(row) and not _is_held_post(row) for row in folded[:2]):
        return "other"
    if outside:
        return "other"
    for row in folded[:3]:
        told = _row_sector(row)
        if told != "unknown":
            return told
        if words.SAME.search(row):
            return previous
    return _title_sector(title, folded)


def is_outside(title: str) -> bool:
    """Whether a heading announces work outside education ("Avant l'enseignement", "Secteur privé")."""
    return bool(words.TITLE_OUTSIDE.search(fold(title)))


def is_school(text: str) -> bool:
    """Whether a text names a school or a CPMS."""
    flat = fold(text)
    return bool(words.SCHOOL.search(flat) or words.CPMS.search(flat))


def _is_break(row: str) -> bool:
    found = words.BREAK.search(row)
    return found is not None and found.start() < 45 and not words.PARTIAL.search(row) and not _replaces(row)


def _replaces(row: str) -> bool:
    """Whether the leave is a colleague's, whom the applicant replaced."""
    return any(word in row for word in ("remplac", "vervang", "vertret", "cover", "interim", "suppl"))


def _is_held_post(row: str) -> bool:
    """Whether a word of training or of leisure only describes a teaching post ("directeur stagiaire")."""
    teacher = words.TEACHER.search(row)
    mark = words.NO_SERVICE.search(row)
    return bool(teacher and mark and teacher.start() < mark.start() and mark.start() > 40)


def _row_sector(row: str) -> Sector:
    """What one row tells."""
    cpms, school, other = words.CPMS.search(row), words.SCHOOL.search(row), words.OTHER.search(row)
    teacher, staff = words.TEACHER.search(row), words.STAFF.search(row)
    if cpms and not (other and other.start() < cpms.start()):
        return "cpms"
    if teacher and not (other and other.start() < teacher.start() and not school):
        return "education"
    if school and (staff or not other):
        return "education"
    if other:
        return "other"
    if words.WEAK_SCHOOL.search(row) and words.LEVEL.search(row):
        return "education"
    return "unknown"


def _title_sector(title: str, rows: list[str]) -> Sector:
    flat = fold(title)
    if words.TITLE_CPMS.search(flat):
        return "cpms"
    if words.TITLE_TEACHING.search(flat):
        return "education"
    if any(words.WEAK_SCHOOL.search(row) for row in rows[:2]):
        return "education"
    return "education" if any(words.LEVEL.search(row) and words.STAFF.search(row) for row in rows[:2]) else "unknown"
