"""What a document is: a CV, a letter of motivation, both page by page, a diploma, or something else.

The text tells first; a file's name is a hint, for names mislead ("CV.pdf" holds a letter). A file that can't be read is
told by its name and by what the mail says it brings (`kinds/by_name.py`); `kinds/letters.py` tells what a
mail's body is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from parsers.kinds.by_name import kind_of_name, named
from parsers.kinds.letters import split_application
from parsers.kinds.marks import Marks, marks_of
from parsers.lexicon.vocabulary import expect
from parsers.rules.registry import rules
from parsers.text.length import as_far_as_understood
from parsers.text.text import Span, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from parsers.values.documents import Document, Page

_A_CV = 3
"""So many marks are a CV's, whoever is recommended in it."""
_A_DIPLOMA = 3
_LEAST_TEXT = 60
"""Under so many characters a text tells nothing."""


class Classification(NamedTuple):
    """What a document is, by which rule (`parsers/rules/kind.toml`), and the words of its text that show it."""

    kind: Kind
    rule: str
    """Empty where nothing tells: it is some other document."""
    where: Span | None = None


_OTHER = Classification(Kind.OTHER, "")


def classify(document: Document) -> Document:
    """The document with its kind, and the kind of each page where it holds a CV and a letter."""
    if _tells_nothing(document):
        return named(document)
    near = replace(document, text=as_far_as_understood(document.text))
    expect(folded(near.text).text)
    kinds = _page_kinds(near)
    reading = _reading(near, kinds)
    if not _differ(kinds):
        return replace(document, kind=reading.kind)
    pages = tuple(replace(page, kind=kind) for page, kind in zip(document.pages, kinds, strict=True))
    return replace(document, kind=reading.kind, pages=pages)


def reading_of(document: Document) -> Classification:
    """What a document is and why; of one whose text tells nothing, by its name, or by the mail as it was read."""
    if not _tells_nothing(document):
        near = replace(document, text=as_far_as_understood(document.text))
        return _reading(near, _page_kinds(near))
    if by_its_name := kind_of_name(document.filename):
        return _by("kind.name", kind=by_its_name)
    return _OTHER if document.kind is Kind.OTHER else _by("kind.mail", kind=document.kind)


def _by(rule: str, where: Span | None = None, kind: Kind = Kind.OTHER) -> Classification:
    """What a rule's row makes of a document; `kind` is what its name or the mail says of it."""
    return Classification(Kind(str(rules()[rule].gives_of(any_kind=kind))), rule, where)


def _differ(kinds: Collection[Kind | None]) -> bool:
    """Whether pages are of several kinds, so that each is kept with its own."""
    return any(
        pair <= set(kinds) for pair in ({Kind.CV, Kind.LETTER}, {Kind.CV, Kind.DIPLOMA}, {Kind.LETTER, Kind.DIPLOMA})
    )


def _tells_nothing(document: Document) -> bool:
    return not document.readable or len(document.text.strip()) < _LEAST_TEXT


def _reading(document: Document, kinds: list[Kind | None]) -> Classification:
    """What a document is by its pages, where they differ, else by its whole text."""
    firsts = dict(reversed(list(zip(kinds, document.pages, strict=True))))
    if {Kind.CV, Kind.LETTER} <= firsts.keys():
        return _by("kind.both", _shown(document, Kind.LETTER, firsts[Kind.LETTER]))
    for kind in (Kind.CV, Kind.LETTER):
        if {kind, Kind.DIPLOMA} <= firsts.keys():  # diplomas behind a CV are its annexes
            return _by(f"kind.{kind.value}", _shown(document, kind, firsts[kind]))
    marks = marks_of(document.text)
    if document.media_type.startswith("image/") and _is_pictured_diploma(marks):
        return _by("kind.diploma", marks.where.get(Kind.DIPLOMA))
    return _reading_of_text(document.text, document.filename)


def _shown(document: Document, kind: Kind, page: Page) -> Span | None:
    """The words of a page that show its kind."""
    where = marks_of(document.text[page.start : page.end]).where.get(kind)
    return Span(page.start + where.start, page.start + where.end) if where else None


def _is_pictured_diploma(marks: Marks) -> bool:
    """Whether the picture of a paper is a diploma's: OCR reads little of ornate letters, so that one sign is enough."""
    return marks.diploma >= 1 and marks.cv < _A_CV and not marks.greets and not marks.closes and not marks.service


def kind_of_text(text: str, filename: str | None = None) -> Kind:
    """What a whole text is."""
    return _reading_of_text(as_far_as_understood(text), filename).kind


def _reading_of_text(text: str, filename: str | None) -> Classification:
    if parts := split_application(text):
        return _by("kind.both", marks_of(parts[0].of(text)).where.get(Kind.LETTER))
    marks = marks_of(text)
    told = _decide(marks)
    if told and not (_may_be_cv(told, marks) and kind_of_name(filename) is Kind.CV):
        return told
    kind = kind_of_name(filename)
    return _by("kind.name", kind=kind) if kind else _OTHER


def _may_be_cv(told: Classification, marks: Marks) -> bool:
    """Whether a text read as something else may be a CV if its name says so: a life in sentences, or in parts."""
    in_sentences = told.kind is Kind.LETTER and _is_addressed_to_nobody(marks)
    return in_sentences or (told.rule == "kind.service" and marks.cv > 0)


def _is_addressed_to_nobody(marks: Marks) -> bool:
    """Whether a text neither greets nor takes leave: a life told in sentences is told so, and hardly a letter."""
    return not (marks.greets or marks.closes)


def _decide(marks: Marks) -> Classification | None:
    """The kind that the marks of a text speak for, or None where they are too few."""
    if marks.notice or marks.service:
        return _by("kind.notice", marks.notice) if marks.notice else _by("kind.service", marks.service)
    if marks.reference and marks.cv < _A_CV:
        return _by("kind.reference", marks.reference)
    if marks.cv < 4 and not marks.closes and marks.diploma >= max(2 + marks.greets, marks.cv + 1):
        return _by("kind.diploma", marks.where.get(Kind.DIPLOMA))
    if _is_letter(marks):
        return _by("kind.letter", marks.where.get(Kind.LETTER))
    return _by("kind.cv", marks.where.get(Kind.CV)) if marks.cv >= 2 else _poor_letter(marks)


def _is_letter(marks: Marks) -> bool:
    """Whether a text greets or takes leave and shows a letter's other marks, or all of these without."""
    addressed = not _is_addressed_to_nobody(marks)
    return (addressed and marks.letter >= 3 and marks.letter >= marks.cv) or (marks.letter >= 5 and marks.cv < 3)


def _poor_letter(marks: Marks) -> Classification | None:
    """A letter with few marks, where nothing speaks for a CV."""
    return _by("kind.letter", marks.where.get(Kind.LETTER)) if marks.letter >= 3 else None


def _page_kinds(document: Document) -> list[Kind | None]:
    """The kind of each page; a page that tells nothing goes on with what the page before it is."""
    kinds: list[Kind | None] = []
    for page in document.pages:
        told = _page_kind(document, page)
        kinds.append(told or (kinds[-1] if kinds else None))
    return kinds


def _page_kind(document: Document, page: Page) -> Kind | None:
    """CV, letter or diploma where a page shows it by itself: a letter greets or takes leave, a CV lists."""
    text = document.text[page.start : page.end]
    if len(text.strip()) < _LEAST_TEXT:
        return None
    marks = marks_of(text)
    if (marks.greets or marks.closes) and marks.letter >= 3 and marks.letter > marks.cv:
        return Kind.LETTER
    if marks.cv >= 3 and marks.cv > marks.letter and not marks.greets:
        return Kind.CV
    if marks.diploma >= _A_DIPLOMA and marks.cv < _A_CV and not (marks.greets or marks.closes or marks.service):
        return Kind.DIPLOMA
    return None
