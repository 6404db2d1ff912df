"""Whether an entry of a career is service in education, in a CPMS, a break, or other work."""

from __future__ import annotations

import re
from typing import Literal

from parsers.text.text import fold
from parsers.words.experience import sector as words

Sector = Literal["education", "cpms", "break", "other", "unknown"]


def sector_of(rows: list[str], title: str = "", previous: Sector = "unknown") -> Sector:
    """The sector of an entry whose head is `rows`, under the heading `title`, after an entry of sector `previous`.

    The first row that tells something decides; the heading speaks where no row does. Practice in training,
    volunteering, students' jobs and private lessons are never service.
    """
    folded = [fold(row) for row in rows if row.strip()]
    if folded and _is_break(folded[0]):
        return "break"
    if _serves_nobody(folded) or is_outside(title) or (folded and _NOT.match(folded[0])):
        return "other"
    rows_say = (_same_or_told(row, previous) for row in [*folded[:2], *_telling(folded[2:4])])
    told: Sector = next((sector for sector in rows_say if sector != "unknown"), "unknown")
    if told != "unknown":
        return told
    if previous in {"education", "cpms"} and any(_INTERIM.search(row) for row in folded[:2]):
        return previous
    return _title_sector(title, folded)


def _telling(rows: list[str]) -> list[str]:
    """Of the rows that describe a post, those that do not merely name schools as those it dealt with."""
    return [row for row in rows if not _DEALT_WITH.match(row) or words.TEACHER.search(row)]


_DEALT_WITH = re.compile(
    r".{6,120}?\b(?:(?:dans|avec|aux|vers|pour|entre|d'|des|les) (?:\w+ )?(?:ecoles|colleges|lycees|athenees)|"
    r"(?:in|met|naar|voor|aan|van|tussen|de) (?:\w+ )?\w*scholen|"
    r"(?:in|an|mit|zu|fur|von|zwischen) (?:\w+ )?\w*schulen|"
    r"(?:in|with|to|for|at|of|between|across) (?:\w+ ){0,2}schools)\b"
)
"""Schools in number: what somebody from elsewhere visits ("animations dans les écoles", "visits to schools")."""
_NOT = re.compile(r"(?:rien|pas|hors|en dehors|niet|buiten|nicht|kein|nothing|outside|not)\b")
"""A row that denies what it names: "Rien dans l'enseignement"."""
_INTERIM = re.compile(
    r"\b(?:interim\w*|remplacements?|remplacante?|vervanging(?:en)?|vertretung(?:en)?|replacements?|supply)\b"
)


def _same_or_told(row: str, previous: Sector) -> Sector:
    """What a row tells; "même école" tells what the entry before told, who teaches a pastime nothing."""
    if words.LEISURE.search(row) and not words.SCHOOL.search(row):
        return "unknown"
    same = words.SAME.search(row)
    return previous if same and same.start() < 25 and previous != "unknown" else _row_sector(row)


def is_outside(title: str) -> bool:
    """Whether a heading announces work outside education ("Avant l'enseignement", "Secteur privé")."""
    return bool(words.TITLE_OUTSIDE.search(fold(title)))


def is_school(text: str) -> bool:
    """Whether a text names a school or a CPMS."""
    flat = fold(text)
    return bool(words.SCHOOL.search(flat) or words.CPMS.search(flat))


def _is_break(row: str) -> bool:
    """Whether a row begins with a leave: no partial one, nor a colleague's whose post the applicant held."""
    found = words.BREAK.search(row)
    if found is None or found.start() > 25 or words.PARTIAL.search(row):
        return False
    lead = row[: found.start()]
    return not (words.TEACHER.search(lead) or words.STAFF.search(lead) or _INTERIM.search(row))


def _serves_nobody(rows: list[str]) -> bool:
    """Whether the first row, or the second where the first tells nothing, names work that is no service."""
    return any(
        _is_no_service(row) for row in rows[: 1 if rows and _row_sector(rows[0]) in {"education", "cpms"} else 2]
    )


def _is_no_service(row: str) -> bool:
    """Whether a row names, early on, practice in training, leisure, a student's job or private lessons."""
    mark = words.NO_SERVICE.search(row)
    teacher = words.TEACHER.search(row)
    if mark is None:
        return False
    if teacher is not None and teacher.start() < mark.start():
        return mark.start() < 40 and row[: mark.start()].rstrip()[-1:] in {"(", ",", "-", ":"}
    return mark.start() < 60


def _row_sector(row: str) -> Sector:
    """What one row tells: a teaching post, a post in a school or a CPMS, or work elsewhere."""
    row = _DENIED.sub(" ", row)
    school, place, job = words.SCHOOL.search(row), words.OTHER_PLACE.search(row), words.OTHER_JOB.search(row)
    teacher, cpms = words.TEACHER.search(row), words.CPMS.search(row)
    if job and cpms and _ANYWHERE.match(job.group()):
        job = None
    trains = bool(words.TRAINING_BODY.search(row)) and not _in_school(row)
    loose = teacher and _LOOSE.match(teacher.group()) and not _OF_A_SCHOOL.match(row, teacher.start())
    if teacher and not trains and (school or not place or place.start() > 60 or not loose):
        return "other" if job and job.start() < teacher.start() and not school else "education"
    if trains or (job and job.start() < 60 and not words.STAFF.search(row[: job.start()])):
        return "other"
    if cpms and not (place and place.start() < cpms.start()):
        return "cpms"
    if school and not (place and place.start() < school.start()):
        return "education"
    if place or words.TRAINER.search(row):
        return "other"
    weak = words.WEAK_SCHOOL.search(words.UNIVERSITY.sub("", row)) and (
        words.LEVEL.search(row) or words.STAFF.search(row)
    )
    return "education" if weak else "unknown"


_DENIED = re.compile(
    r"\b(?:pas|sans|geen|zonder|keine?|ohne|no|without) (?:de |d')?(?:charge|cours|enseign|les|unterricht|teach)"
    r"[^.,;]{0,30}"
)
"""What a row says is not done there: "pas de charge d'enseignement"."""


def _in_school(row: str) -> bool:
    """Whether a row names a school, "l'enseignement" itself and its organisers left aside."""
    return any(not found.group().startswith("enseignement") for found in words.SCHOOL.finditer(row))


_ANYWHERE = re.compile(r"medewerk|consulent|berater|consultant|agent")
"""Jobs that are of a CPMS where one is named beside them."""
_LOOSE = re.compile(r"prof|docent|teacher|lehrer|titulaire|lecturer")
"""Teachers of whatever: in a business or a club they are none of a school's."""
_OF_A_SCHOOL = re.compile(
    r"\w+\.? (?:de |d'|des? |en |van |fur )?(?:pratiques? prof\w*|cours (?:techniques?|generaux|pratiques?)|p\.?p\.?\b|"
    r"c\.?t\.?\b|c\.?t\.?p\.?p\.?\b|praktijk\w*|fachpraxis|technische vakken)"
)
"""Courses of schools alone, whatever trade they teach: "professeur de pratique professionnelle, garage"."""


def _title_sector(title: str, rows: list[str]) -> Sector:
    flat = fold(title)
    if words.TITLE_CPMS.search(flat):
        return "cpms"
    if words.TITLE_TEACHING.search(flat):
        return "education"
    if any(words.WEAK_SCHOOL.search(words.UNIVERSITY.sub("", row)) for row in rows[:2]):
        return "education"
    return "education" if any(words.LEVEL.search(row) and words.STAFF.search(row) for row in rows[:2]) else "unknown"
