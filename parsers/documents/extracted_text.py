"""What a reader of one format hands over: lines on pages, before they become one text with offsets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.documents.attestation import WITNESSES, Attested, attested
from parsers.documents.text.typography import clean, despaced, joint
from parsers.values.documents import Agreement, Box, Doubt, Doubted, Method, Page
from parsers.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.errors import Unreadable


Rectangle = tuple[float, float, float, float]
"""left, top, right, bottom in shares of the page, from the top left."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line as it stands on the page. `space_above`: a reader sees a gap before it.

    `doubtful`: the page may show something else than these letters.
    """

    text: str
    box: Rectangle | None = None
    space_above: bool = False
    doubtful: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A page's lines in reading order, and what tells how far they are sure."""

    lines: tuple[Line, ...]
    method: Method = Method.TEXT
    readings: tuple[str, ...] = ()
    """The page as each of its readers has it, one beside the other: what is kept is compared with them word by word.

    Empty where the format says itself what its text is.
    """
    sure: float | None = None
    """The share of its words that were rightly read (0 to 1), as OCR estimates; None: those that two readings have."""
    inkless: bool = False
    """Nobody sees its letters: a program laid them beneath a scan, whatever that shows."""
    apart: bool = False
    """Its readers have different words, and nothing told which are right."""

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtractedText:
    """All that one format's reader found. `page_count` is None where the format has no pages of its own."""

    sheets: tuple[Sheet, ...] = ()
    page_count: int | None = None
    hidden: tuple[str, ...] = ()
    """What the file holds but a reader does not see."""
    problems: tuple[Problem, ...] = ()
    asides: tuple[str, ...] = ()
    """What the file holds beside its pages (see `parsers.documents.office.asides`)."""


def plain_text(text: str, *, hidden: tuple[str, ...] = ()) -> ExtractedText:
    """The extract of a format without pages, from its text with line ends."""
    lines, gap = [], False
    for line in text.splitlines():
        if line.strip():
            lines.append(Line(text=line, space_above=gap))
        gap = not line.strip()
    return ExtractedText(sheets=(Sheet(lines=tuple(lines)),), hidden=hidden)


@dataclass(slots=True)
class _Writer:
    """Puts lines together into one text and notes where each page and line came to stand."""

    limit: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, text: str) -> tuple[int, int]:
        text = text[: max(0, self.limit - self.length)]
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def page(self, number: int, sheet: Sheet) -> Page:
        if self.length:
            self.write("\n\n")
        first = len(self.pieces)
        start, boxes, doubts = self.length, [], []
        lines = [(text, line) for line in sheet.lines if (text := despaced(clean(line.text)).strip())]
        for index, (text, line) in enumerate(lines):
            following = lines[index + 1] if index + 1 < len(lines) else None
            kept, separator = _together(text, following)
            kept = kept.replace("\u00ad", "")
            begin, end = self.write(kept)
            self.write(separator)
            if line.box and end > begin:
                boxes.append(Box(begin, end, *(round(min(1.0, max(0.0, share)), 4) for share in line.box)))
            if line.doubtful and end > begin:
                doubts.append(Doubted(begin, end, Doubt.LETTERS))
        page = Page(number=number, start=start, end=self.length, method=sheet.method, boxes=tuple(boxes))
        return _judged(page, sheet, "".join(self.pieces[first:]), doubts)


def _judged(page: Page, sheet: Sheet, text: str, doubts: Sequence[Doubted]) -> Page:
    """The page with how far its text is sure."""
    found = attested(text, sheet.readings) if sheet.readings else Attested()
    why = Doubt.LETTERS if sheet.apart else Doubt.ALONE
    alone = (Doubted(page.start + start, page.start + end, why) for start, end in found.alone)
    told = found.share if sheet.sure is None else sheet.sure
    agreed = len(sheet.readings) >= WITNESSES and not found.alone and not doubts
    verdict = Agreement.APART if sheet.apart else Agreement.AGREED if agreed else Agreement.ALONE
    return replace(page, agreement=verdict, sure=round(told, 4), doubts=(*doubts, *alone))


def _together(text: str, following: tuple[str, Line] | None) -> tuple[str, str]:
    if following is None:
        return text, ""
    kept, separator = joint(text, following[0])
    if separator == "\n" and following[1].space_above:
        separator = "\n\n"
    return kept, separator


def assemble(extract: ExtractedText, *, limit: int) -> tuple[str, tuple[Page, ...]]:
    """One text of all pages, at most `limit` characters, and where each page stands in it."""
    writer = _Writer(limit=limit)
    pages = tuple(writer.page(number, sheet) for number, sheet in enumerate(extract.sheets, 1))
    return "".join(writer.pieces), pages


@dataclass(slots=True)
class Losses:
    """What was lost of a file so far."""

    problems: list[Problem] = field(default_factory=list)
    _first: Unreadable | None = None

    def note(self, number: int, refusal: Unreadable) -> None:
        """Page `number` (from 1) was not read."""
        sentence = f"Page {number} was not read: {refusal}"
        self.problems.append(Problem(code="page_broken", place=f"page {number}", sentence=sentence))
        self._first = self._first or refusal

    def weigh(self, sheets: Iterable[Sheet]) -> None:
        """A file of which nothing else was read is as unreadable as its first page lost.

        Raises:
            Unreadable: for that page's reason.
        """
        if self._first is not None and not any(line.text.strip() for sheet in sheets for line in sheet.lines):
            raise self._first
