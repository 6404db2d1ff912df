"""The marks by which a text shows its kind, counted: a letter's, a CV's, a diploma's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.layout.sections import Layout, sections
from parsers.text.text import fold
from parsers.words.papers.kind import (
    APPLIES,
    CV_TITLE,
    DIPLOMA_TITLE,
    FIRST_PERSON,
    FORM_LABEL,
    GRANTS,
    NOTICE,
    PLACE_AND_DATE,
    REFERENCE,
    SERVICE,
    SUBJECT_LINE,
)

_NAMES_SOMEBODY = re.compile(
    r"\b(?:nee?(?:\(e\))?(?: a| le)?\b|a (?:obtenu|subi|reussi|suivi)|geboren|born|soussignee?)"
)
"""A line that begins as a greeting does and tells of a third person: "Madame X, née à…"."""
_HEAD_LINES = 8
_LIMIT = 20_000
"""A text's kind shows in its first pages."""
_PROSE = 90
"""From so many characters a sentence is one of running text."""
_GAP = re.compile(r"\t| {2,}|\s?:\s")
_LABELS = 5
"""So many lines that begin with a label of a form are a CV's table."""
_CV_SUBJECTS = frozenset(
    {"experience", "education", "languages", "computing", "skills", "contact", "personal", "profile", "interests",
     "references", "volunteering", "publications", "status"}
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """How many marks of each kind a text shows."""

    letter: int
    cv: int
    diploma: int
    greets: bool
    closes: bool
    is_notice: bool
    is_reference: bool
    is_service: bool


def marks_of(text: str) -> Marks:
    """Count the marks of `text`."""
    layout = sections(text[:_LIMIT])
    flat = fold(layout.text)
    rows = [fold(line.of(layout.text)) for line in layout.lines]
    first = len(FIRST_PERSON.findall(flat))
    greets = layout.letter is not None and not _NAMES_SOMEBODY.search(fold(layout.letter.salutation.of(layout.text)))
    closes = layout.letter is not None and layout.letter.closing.start < layout.letter.closing.end
    applies = bool(APPLIES.search(flat))
    return Marks(
        letter=_letter(layout, flat, rows, first),
        cv=_cv(layout, rows),
        diploma=_diploma(flat, rows, first),
        greets=greets,
        closes=closes,
        is_notice=bool(NOTICE.search(flat[:1500])) and first < 3,
        is_reference=bool(REFERENCE.search(flat)) and not (applies and first > 8) and _praises(flat, first),
        is_service=bool(SERVICE.search(flat[:2500])) and first < 3 and not _lists(layout) and not _is_form(layout),
    )


def _letter(layout: Layout, flat: str, rows: list[str], first: int) -> int:
    """A greeting, a leave-taking, running text in the first person, a subject line, a place and date."""
    prose = sum(s.end - s.start for s in layout.sentences if s.end - s.start >= _PROSE and _is_told(s.of(layout.text)))
    share = prose / max(1, len(layout.text.strip()))
    parts = layout.letter
    taken = parts is not None and parts.closing.start < parts.closing.end
    marks = 2 * (parts is not None) + taken + 2 * (share > 0.45) + (share > 0.25)
    marks += any(SUBJECT_LINE.match(row) for row in rows[:25])
    marks += any(PLACE_AND_DATE.match(row) and len(row) < 60 for row in [*rows[:14], *rows[-4:]])
    return marks + (first > 6) + (bool(APPLIES.search(flat)) and first > 3)


def _is_told(sentence: str) -> bool:
    """Whether a sentence ends as running text does."""
    return sentence.rstrip(' "”»’)')[-1:] in ".!?…:;,"


def _cv(layout: Layout, rows: list[str]) -> int:
    """A title, headings of a CV, dated entries."""
    subjects = {section.subject for section in layout.sections} & _CV_SUBJECTS
    titled = any(CV_TITLE.search(row) and len(row) < 60 for row in rows[:_HEAD_LINES])
    entries = len(layout.entries)
    marks = 2 * titled + min(4, len(subjects)) + (entries >= 2) + (entries >= 4) + (entries >= 8)
    return marks + 2 * _is_form(layout)


def _is_form(layout: Layout) -> bool:
    """Whether a text is a table of labels and what stands behind them."""
    cells = (_GAP.split(line.of(layout.text).strip(), maxsplit=1) for line in layout.lines)
    return len({fold(cell[0]) for cell in cells if len(cell) > 1 and FORM_LABEL.fullmatch(fold(cell[0]))}) >= _LABELS


def _diploma(flat: str, rows: list[str], first: int) -> int:
    """A body that grants, the title of what it grants, and nobody who says "I"."""
    grants = len(set(GRANTS.findall(flat[:3000])))
    titled = any(DIPLOMA_TITLE.match(row) and len(row) < 90 for row in rows[:12])
    return min(3, grants) + titled - 2 * (first > 4)


def _praises(flat: str, first: int) -> bool:
    """Whether a text speaks of somebody in the third person rather than of the writer's own career."""
    others = flat.count(" elle ") + flat.count(" il ") + flat.count(" sie ") + flat.count(" she ") + flat.count(" he ")
    return others >= first or first < 4


def _lists(layout: Layout) -> bool:
    return len({section.subject for section in layout.sections} & _CV_SUBJECTS) >= 3
