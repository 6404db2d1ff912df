"""One file as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from parsers.values.problems import Problem, Reason


class Kind(StrEnum):
    """What a document is to an application."""

    CV = "cv"
    LETTER = "letter"
    CV_AND_LETTER = "cv+letter"
    DIPLOMA = "diploma"
    OTHER = "other"


class Method(StrEnum):
    """How a text was got."""

    TEXT = "text"
    OCR = "ocr"
    NONE = "none"


class Agreement(StrEnum):
    """Whether the words kept of a page were read by two readers that share no code."""

    AGREED = "agreed"
    """Every one of them, with the same blanks and in the same order."""
    ALONE = "alone"
    """Some or all by one reader only: a scan, a format that has but one, a form's values, words that one dropped."""
    APART = "apart"
    """The readers read different words, or letters that are no words, and nothing told what is right."""


DOUBTED = 0.9
"""A page of OCR of whose words a smaller share is sure was read with doubt: no fact is sure of it."""
HARDLY_READABLE = 0.6
"""A page of which a smaller share is sure is called so: a person must look at it."""
UNREADABLE = 0.3
"""A file whose every page has a smaller share was not read."""


class Doubt(StrEnum):
    """Why a stretch of a page's text is not sure."""

    ALONE = "alone"
    """One reader only has read these words."""
    LETTERS = "letters"
    """The page may show other letters, other blanks or another order than this line has: no fact is sure of it."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A stretch of a document's text that is not sure. A store keeps it as the list of these, in this order."""

    start: int
    end: int
    why: Doubt


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stretch of text stands on its page, in shares of its width and height from the top left (0 to 1).

    A store keeps it as the list of these, in this order.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page: where its text stands in the document's text, how it was got, where its lines stand on the paper."""

    number: int
    """From 1."""
    start: int
    end: int
    method: Method = Method.TEXT
    boxes: tuple[Box, ...] = field(default=(), repr=False)
    kind: Kind | None = None
    """What this page belongs to, where a file holds more than one document (`cv+letter`)."""
    agreement: Agreement = Agreement.ALONE
    sure: float = 1.0
    """The share of its words that are sure (0 to 1): of a text those that two readers have, of a picture those that OCR
    has read rightly, by its own estimate; words that it did not read count."""
    doubts: tuple[Doubted, ...] = field(default=(), repr=False)
    """Where the others stand."""

    def doubts_letters(self, start: int, end: int) -> bool:
        """Whether the page may show something else than what stands between two offsets of the document's text."""
        return any(one.why is Doubt.LETTERS and start < one.end and one.start < end for one in self.doubts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One file as read. Unreadable files are documents too: `readable` is false and `reason` says why."""

    place: str
    """Where it was found: the part's number, then the members' names ("2/papiers.zip/cv.pdf")."""
    filename: str | None
    media_type: str
    """As the bytes tell."""
    sha256: str
    size: int
    container: str | None = None
    """The nearest container: zip, winmail.dat, eml, msg, p7m; None when it stood in the mail itself."""
    kind: Kind = Kind.OTHER
    language: str | None = None
    text: str = field(default="", repr=False)
    pages: tuple[Page, ...] = ()
    page_count: int | None = None
    """Pages a reader sees; None where the format has none of its own."""
    readable: bool = True
    reason: Reason | None = None
    method: Method = Method.TEXT
    problems: tuple[Problem, ...] = ()
    """Among them `hidden_text`: what a reader does not see (white, tiny, off the page, deleted); not in `text`."""
    asides: tuple[str, ...] = field(default=(), repr=False)
    """What the file holds beside its pages: comments, link targets, properties. No facts come of it."""
