"""A document's layout, found once for every extractor: sections under headings, dated entries, a letter's parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

from parsers.layout.dates.dates import DateRange, dates
from parsers.layout.dates.open_ends import open_ends
from parsers.layout.entries import DatedEntry, dated_entries
from parsers.layout.headings import Heading, headings
from parsers.layout.letter_parts import LetterParts, letter_parts
from parsers.layout.rows import cut_rows
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import expect, vocabulary
from parsers.text.marks import line_start
from parsers.text.text import Span, fold, folded, lines, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parsers.text.text import Folded
    from parsers.values.documents import Kind, Page

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """What stands under one heading, up to the next; the first has none."""

    subject: str | None
    """experience, education, languages, computing, skills, contact, personal, profile, status, references, interests,
    volunteering, projects, publications, annexes; None where the heading's words tell nothing."""
    title: str
    start: int
    """Where the body begins, after the heading."""
    end: int
    heading: Span | None = None
    label: bool = False
    """A heading with its content on the same line, which holds no more than its paragraph."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A text with all that is known of its form; every offset is in `text`."""

    text: str
    pages: tuple[Page, ...] = ()
    lines: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    sections: tuple[Section, ...] = ()
    dates: tuple[DateRange, ...] = ()
    entries: tuple[DatedEntry, ...] = ()
    letter: LetterParts | None = None
    """Where the text greets or takes leave as a letter does."""
    ignored: tuple[Span, ...] = ()
    """Somebody else's words: quoted mail, the notice's own text."""
    kind: Kind | None = None
    """What the document is; None for a mail's body."""
    filename: str | None = None
    language: str | None = None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where each section begins, with its heading."""
    _foreign: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    """What is ignored, in order; what overlaps is one."""

    def __post_init__(self) -> None:
        starts = tuple(part.heading.start if part.heading else part.start for part in self.sections)
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_foreign", tuple(_united(self.ignored)))

    def section_at(self, offset: int) -> Section:
        """The section that `offset` stands in."""
        number = bisect_right(self._starts, offset)
        return self.sections[number - 1 if number else 0]

    def page_at(self, offset: int) -> int | None:
        """The number of the page that `offset` stands on."""
        number = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        page = self.pages[number] if number >= 0 else None
        return page.number if page and offset < max(page.end, page.start + 1) else None

    def line_at(self, offset: int) -> Span:
        """The line that `offset` stands in."""
        number = bisect_right(self.lines, (offset, len(self.text))) - 1
        return self.lines[number] if number >= 0 else Span(offset, offset)

    def lines_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The lines that begin in a stretch."""
        first, last = (bisect_left(self.lines, (offset, 0)) for offset in (start, end))
        return self.lines[first:last]

    def sentences_over(self, start: int, end: int) -> tuple[Span, ...]:
        """The sentences of which a part stands in a stretch."""
        first = bisect_right(self.sentences, start, key=lambda span: span.end)
        return self.sentences[first : bisect_left(self.sentences, end, key=lambda span: span.start)]

    def sentences_around(self, sentence: Span, before: int = 0, behind: int = 0) -> tuple[Span, ...]:
        """A sentence with so many of those before and behind it as there are."""
        number = bisect_left(self.sentences, sentence)
        return self.sentences[max(0, number - before) : number + behind + 1]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that `offset` stands in."""
        number = bisect_right(self.sentences, (offset, len(self.text))) - 1
        return self.sentences[number] if number >= 0 else Span(offset, offset)

    def dates_in(self, start: int, end: int) -> Iterator[DateRange]:
        """The dates that stand wholly within a stretch."""
        for number in range(bisect_left(self.dates, start, key=lambda when: when.start), len(self.dates)):
            if self.dates[number].start >= end:
                return
            if self.dates[number].end <= end:
                yield self.dates[number]

    def dates_from(self, start: int, end: int) -> tuple[DateRange, ...]:
        """The dates that begin in a stretch."""
        first, last = (bisect_left(self.dates, offset, key=lambda when: when.start) for offset in (start, end))
        return self.dates[first:last]

    def has_date(self, start: int, end: int) -> bool:
        """Whether a date stands in a stretch, in part or whole."""
        number = bisect_right(self.dates, start, key=lambda when: when.end)
        return number < len(self.dates) and self.dates[number].start < end

    def is_ignored(self, start: int, end: int) -> bool:
        """Whether a stretch is somebody else's words, in part or whole."""
        number = bisect_right(self._foreign, start, key=lambda span: span.end)
        return number < len(self._foreign) and self._foreign[number].start < end

    def in_subject(self, offset: int, *subjects: str | None) -> bool:
        """Whether `offset` stands under a heading of one of `subjects`; None for one whose words tell nothing."""
        return self.section_at(offset).subject in subjects

    def in_heading(self, offset: int) -> bool:
        """Whether `offset` stands in a heading."""
        heading = self.section_at(offset).heading
        return heading is not None and heading.start <= offset < heading.end

    def in_letter(self, offset: int) -> bool:
        """Whether `offset` stands in a letter, from its salutation to its signature."""
        letter = self.letter
        return letter is not None and letter.salutation.start <= offset < letter.signature.end

    def in_letters_head(self, offset: int) -> bool:
        """Whether `offset` stands in or above a letter's salutation: its sender, its addressee, its subject."""
        letter = self.letter
        return letter is not None and letter.above.start <= offset < letter.salutation.end

    def own_sentences(self, *aside: str) -> Iterator[tuple[Folded, Span]]:
        """The sentences that are nobody else's words, folded, but for those under headings of some subjects."""
        for span in self.sentences:
            if not (self.is_ignored(*span) or self.in_subject(span.start, *aside)):
                yield folded(self.text, *span), span


class _Same:
    """A layout, compared by identity."""

    __slots__ = ("layout",)

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def __hash__(self) -> int:
        return id(self.layout)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.layout is self.layout


def kept(reader: Callable[[Layout], _Answer]) -> Callable[[Layout], _Answer]:
    """A reader whose answer on the last layouts is kept: rule after rule asks the same of one text."""
    answers = lru_cache(maxsize=4)(lambda same: reader(same.layout))

    @wraps(reader)
    def read(layout: Layout) -> _Answer:
        return answers(_Same(layout))

    return read


def _united(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans in order, those that overlap as one, without empty ones."""
    whole: Span | None = None
    for span in sorted(span for span in spans if span.start < span.end):
        if whole is not None and span.start < whole.end:
            whole = Span(whole.start, max(whole.end, span.end))
            continue
        if whole is not None:
            yield whole
        whole = span
    if whole is not None:
        yield whole


def sections(text: str, pages: Sequence[Page] = (), *, ignored: Sequence[Span] = ()) -> Layout:
    """The layout of `text`; `ignored` are stretches of somebody else's words."""
    expect(folded(text).text)
    return replace(_form(text), pages=tuple(pages), ignored=tuple(ignored))


@lru_cache(maxsize=4)
def _form(text: str) -> Layout:
    """What a text's form tells, whoever asks: its kind is told by it, and then its facts."""
    found = dates(text)
    heads = [head for head in headings(text) if not (_is_field(text, head, found) or _is_of_a_date(head, found))]
    parts = _sections(text, heads)
    found = open_ends(text, found, [Span(part.start, part.end) for part in parts])
    rows = cut_rows(text, lines(text), found)
    return Layout(
        text=text,
        lines=rows,
        sentences=sentences(text),
        sections=parts,
        dates=found,
        entries=dated_entries(text, rows, found, parts),
        letter=letter_parts(text, rows),
    )


_OF_A_FORM = frozenset(
    label for kind in ("date", "function", "employer", "other") for label in spelled(f"post_labels.{kind}")
)
"""What a post's form calls its fields."""
_LOAD_LABEL = vocabulary("load.label", "load.noun")


def _is_field(text: str, head: Heading, found: Sequence[DateRange]) -> bool:
    """Whether a label tells more of a post or course: a form's ("Employeur : …"), or right under a stretch of time."""
    if head.body == head.end:
        return False
    title = fold(head.title)
    if head.subject == "experience" and (title in _OF_A_FORM or _is_load(text, head, title, found)):
        return True
    if head.subject == "status" and _is_in_dated_block(text, head, found):
        return True
    above = text.rfind("\n", 0, head.start)
    line = Span(line_start(text, max(above, 0)), max(above, 0))
    number = bisect_right(found, line.start, key=lambda when: when.start)
    for when in found[max(0, number - 1) : number + 1]:
        if line.start <= when.start < line.end and not text[line.start : when.start].strip(" \t-–•*("):
            return not when.point
    return False


def _is_of_a_date(head: Heading, found: Sequence[DateRange]) -> bool:
    """Whether a line is part of a date that goes on below it: "Depuis", above "09/2010", is no title."""
    number = bisect_right(found, head.start, key=lambda when: when.start)
    return number > 0 and head.end < found[number - 1].end


def _is_in_dated_block(text: str, head: Heading, found: Sequence[DateRange]) -> bool:
    """Whether a stretch of time stands in the lines above a label, without an empty one between: a post's lines."""
    start = max(text.rfind("\n\n", max(0, head.start - _BLOCK), head.start) + 1, head.start - _BLOCK)
    number = bisect_left(found, start, key=lambda when: when.start)
    while number < len(found) and found[number].start < head.start:
        if not found[number].point:
            return True
        number += 1
    return False


_BLOCK = 400
"""So many characters of a post's lines stand above a label that tells more of it."""


def _is_load(text: str, head: Heading, title: str, found: Sequence[DateRange]) -> bool:
    """Whether a load's label has its load on its line, and no date: "Tewerkstelling: 80 % (28,8/36)"."""
    end = text.find("\n", head.body)
    number = bisect_left(found, head.body, key=lambda when: when.start)
    dated = number < len(found) and (end < 0 or found[number].start < end)
    return not dated and _LOAD_LABEL.fullmatch(title) is not None


def _sections(text: str, heads: Sequence[Heading]) -> tuple[Section, ...]:
    """The stretches between headings; a label ("Langues : …") holds its paragraph, then the section before goes on."""
    parts = [Section(subject=None, title="", start=0, end=heads[0].start if heads else len(text))]
    ends = [*(head.start for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        around = next((part for part in reversed(parts) if not part.label), parts[0])
        label = head.body > head.end and (head.subject not in _CAREER or _is_in_list(text, head))
        bounded = label and (around.heading or head.subject == "annexes")
        stop = _paragraph_end(text, head.body, end) if bounded else end
        parts.append(
            Section(
                subject=head.subject,
                title=head.title,
                start=head.body,
                end=stop,
                heading=Span(head.start, head.end),
                label=label and stop < end,
            )
        )
        if stop < end:
            parts.append(Section(subject=around.subject, title=around.title, start=stop, end=end))
    return tuple(parts)


_CAREER = frozenset({"experience", "education"})


def _is_in_list(text: str, head: Heading) -> bool:
    """Whether a label stands in a list of labels, each with its line: "Langues : …", "Autres activités : judo"."""
    above = line_start(text, max(head.start - 1, 0))
    below = text.find("\n", head.body)
    return 0 < above < head.start and below > 0 and _is_labelled(text, above) and _is_labelled(text, below + 1)


def _is_labelled(text: str, start: int) -> bool:
    """Whether a label leads the line that begins at `start`."""
    label, _, told = text[start : start + _BLOCK].split("\n", 1)[0].partition(":")
    return label.strip()[:1].isalpha() and len(label) <= _LABEL and bool(told.strip())


_LABEL = 40
"""No label has more characters."""


def _paragraph_end(text: str, start: int, end: int) -> int:
    """Where the paragraph that `start` stands in ends: at an empty line, or a line that begins with a date."""
    stop = _NEW_PARAGRAPH.search(text, start, end)
    return stop.start() if stop else end


_NEW_PARAGRAPH = re.compile(r"\n[ \t]*(?=\n|\(?\d{1,2}[./]\d|\(?(?:19|20)\d\d)")
