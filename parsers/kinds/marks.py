"""The marks by which a text shows its kind, counted: a letter's, a CV's, a diploma's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.layout.sections import Layout, sections
from parsers.lexicon.patterns import beginning
from parsers.lexicon.vocabulary import Vocabulary, vocabulary
from parsers.text.text import Span, fold, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_CV_TITLE, _DIPLOMA_TITLE = vocabulary("document_kinds.cv_title"), vocabulary("document_kinds.diploma_title")
_SUBJECT_LINE, _ABOUT_POST = vocabulary("document_kinds.subject_line"), vocabulary("document_kinds.about_post")
_GRANTS, _SERVICE = vocabulary("document_kinds.grants"), vocabulary("document_kinds.service")
_REFERENCE, _NOTICE = vocabulary("document_kinds.reference"), vocabulary("document_kinds.notice")
_FIRST_PERSON, _THIRD_PERSON = vocabulary("document_kinds.first_person"), vocabulary("document_kinds.third_person")
_NAMED_PERSON = vocabulary("document_kinds.named_person")
_LABEL_REST = re.compile(r"[\w' /().,-]{0,25}")
_PLACE_AND_DATE = re.compile(
    r"[a-z' .-]{2,40},? (?:le |ce |den |am |op |on )?(?:\w+ )?(?:1er|premier|\d{1,2})\.? ?"
    r"(?:[a-z]+ |[/.-]\d{1,2}[/.-])(?:\d{4}|\d{2}\b)?"
)
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
    notice: Span | None
    """Where it shows itself to be a notice or a list of papers."""
    reference: Span | None
    """Where somebody praises another person."""
    service: Span | None
    """Where it shows itself to be a paper of service, of pay or of identity."""
    where: Mapping[Kind, Span]
    """Of letter, cv and diploma the words that show it first."""


@lru_cache(maxsize=4)
def marks_of(text: str) -> Marks:
    """Count the marks of `text`; they are kept: its page, its parts and the whole are often one text."""
    layout = sections(text[:_LIMIT])
    told = _Sentences(layout)
    first = told.count(_FIRST_PERSON)
    parts = layout.letter
    greets = parts is not None and not _NAMED_PERSON.search(fold(parts.salutation.of(layout.text)))
    closes = parts is not None and parts.closing.start < parts.closing.end
    applies = told.first(_ABOUT_POST) is not None
    reference = told.first(_REFERENCE)
    if (applies and first > 8) or not _praises(told, first):
        reference = None
    others = first < 3
    service = told.first(_SERVICE, 2500) if others and not _lists(layout) and not _is_form(layout) else None
    cv, titled = _cv(layout)
    diploma, granted = _diploma(layout, told, first)
    headed = next((section.heading for section in layout.sections if section.subject in _CV_SUBJECTS), None)
    shown = {Kind.LETTER: parts.salutation if parts else None, Kind.CV: titled or headed, Kind.DIPLOMA: granted}
    return Marks(
        letter=_letter(layout, first, applies=applies),
        cv=cv,
        diploma=diploma,
        greets=greets,
        closes=closes,
        notice=told.first(_NOTICE, 1500) if others else None,
        reference=reference,
        service=service,
        where={kind: span for kind, span in shown.items() if span},
    )


class _Sentences:
    """A text's sentences, folded as every other reader folds them: each is looked through once."""

    def __init__(self, layout: Layout) -> None:
        self._views = [(span, folded(layout.text, *span)) for span in layout.sentences]

    def mentions(self, phrases: Vocabulary, limit: int = _LIMIT) -> Iterator[tuple[str, Span]]:
        """What is said of a set in the first `limit` characters, and where."""
        for span, view in self._views:
            if span.start >= limit:
                break
            for found in phrases.finditer(view.text):
                yield found.group(), view.span(*found.span())

    def first(self, phrases: Vocabulary, limit: int = _LIMIT) -> Span | None:
        """Where a set is said first."""
        return next((where for _, where in self.mentions(phrases, limit)), None)

    def count(self, phrases: Vocabulary) -> int:
        """How often a set is said."""
        return sum(1 for _ in self.mentions(phrases))


def _rows(layout: Layout, first: int, last: int = 0) -> Iterator[tuple[Span, str]]:
    """The first rows of a text and the last ones, folded, without the marks they begin with."""
    rows: Sequence[Span] = layout.lines
    for line in (*rows[:first], *(rows[max(first, len(rows) - last) :] if last else ())):
        yield line, fold(line.of(layout.text)).lstrip(_BULLETS)


_BULLETS = " *•·–—->#|\"'"


def _letter(layout: Layout, first: int, *, applies: bool) -> int:
    """A greeting, a leave-taking, running text in the first person, a subject line, a place and date."""
    prose = sum(s.end - s.start for s in layout.sentences if s.end - s.start >= _PROSE and _is_told(s.of(layout.text)))
    share = prose / max(1, len(layout.text.strip()))
    parts = layout.letter
    taken = parts is not None and parts.closing.start < parts.closing.end
    marks = 2 * (parts is not None) + taken + 2 * (share > 0.45) + (share > 0.25)
    marks += any(_SUBJECT_LINE.match(row) for _, row in _rows(layout, 25))
    marks += any(_PLACE_AND_DATE.match(row) and len(row) < 60 for _, row in _rows(layout, 14, 4))
    return marks + (first > 6) + (applies and first > 3)


def _is_told(sentence: str) -> bool:
    """Whether a sentence ends as running text does."""
    return sentence.rstrip(' "”»’)')[-1:] in ".!?…:;,"


def _cv(layout: Layout) -> tuple[int, Span | None]:
    """A title, headings of a CV, dated entries; and where the title stands."""
    subjects = {section.subject for section in layout.sections} & _CV_SUBJECTS
    short = (line for line, row in _rows(layout, _HEAD_LINES) if len(row) < 60 and _CV_TITLE.search(row))
    title = next(short, None)
    entries = len(layout.entries)
    marks = 2 * (title is not None) + min(4, len(subjects)) + (entries >= 2) + (entries >= 4) + (entries >= 8)
    return marks + 2 * _is_form(layout), title


def _is_form(layout: Layout) -> bool:
    """Whether a text is a table of labels and what stands behind them."""
    cells = (_GAP.split(line.of(layout.text).strip(), maxsplit=1) for line in layout.lines)
    return len({fold(cell[0]) for cell in cells if len(cell) > 1 and _is_label(fold(cell[0]))}) >= _LABELS


def _is_label(cell: str) -> bool:
    """Whether a cell begins with the words of a label, and little stands behind them."""
    told = cell.lstrip(_BULLETS)
    label = beginning("document_kinds.form_label", told)
    return bool(label) and _LABEL_REST.fullmatch(told, len(label)) is not None


def _diploma(layout: Layout, told: _Sentences, first: int) -> tuple[int, Span | None]:
    """A body that grants, the title of what it grants, and nobody who says "I"; and the words that show it."""
    grants = list(told.mentions(_GRANTS, 3000))
    titles = (line for line, row in _rows(layout, 12) if len(row) < 90 and _DIPLOMA_TITLE.match(row))
    title = next(titles, None)
    marks = min(3, len({words for words, _ in grants})) + (title is not None) - 2 * (first > 4)
    return marks, title or (grants[0][1] if grants else None)


def _praises(told: _Sentences, first: int) -> bool:
    """Whether a text speaks of somebody in the third person rather than of the writer's own career."""
    return first < 4 or told.count(_THIRD_PERSON) >= first


def _lists(layout: Layout) -> bool:
    return len({section.subject for section in layout.sections} & _CV_SUBJECTS) >= 3
