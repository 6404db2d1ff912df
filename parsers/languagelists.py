"""Lists of languages in a CV: under a heading, on lines of their own, in columns of names and levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from parsers.languagenames import ABBREVIATION, LANGUAGE, code_of, is_ancient
from parsers.languagewords import LEVEL, PLACE
from parsers.levels import is_spoken, is_strong
from parsers.text import Folded, Span, fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.sections import Layout

Told = tuple[str, Span, Span]
"""A code, the passage that tells it, and the name's place."""

_BLOCK_LIMIT = 1500
"""A list of languages is short; what runs on belongs to something whose heading was missed."""
_LINE_LIMIT = 90
_WORDS = r"langues?|linguistiques?|talen|talenkennis|sprachen|sprachkenntnisse|languages"
_NAMED = re.compile(rf"\b(?:{_WORDS}|(?:que|was|wat) (?:je parle|ich spreche|ik spreek))\b")
_HEADED = (
    rf"\W*(?:autres? |mes |quelques )?(?:(?:connaissances |competences )?(?:{_WORDS}))(?:\(s\))?"
    r"(?: (?:maternelles?|parlees|connues|etrangeres)(?:\(s\))?)? ?[:-]? ?(?=[a-z])"
)
_LABEL = re.compile(rf"^[\W_]*(?:{_HEADED})?")
_LABELLED = re.compile(_HEADED)
_SKILL = re.compile(
    r"comprendre|compris|ecouter|lire|parler|ecrire|expression(?: orale| ecrite)?|comprehension(?: orale|"
    r" ecrite)?|oral|ecrit|luisteren|lezen|spreken|schrijven|"
    r"horen|lesen|sprechen|schreiben|verstehen|listening|reading|speaking|writing|understanding|niveau|level"
)
"""A column's head in a table of languages."""
_MOTHER = re.compile(r"matern|moedertaal|muttersprache|mother tongue")


@dataclass(frozen=True)
class _Row:
    """A line of a text, folded, with the languages it names."""

    layout: Layout
    span: Span

    @cached_property
    def view(self) -> Folded:
        return folded(self.layout.text, self.span.start, min(self.span.end, self.span.start + _BLOCK_LIMIT))

    @cached_property
    def names(self) -> tuple[re.Match[str], ...]:
        text = self.view.text
        found = [m for m in LANGUAGE.finditer(text) if not PLACE.search(text[: m.start()]) and not is_ancient(text, m)]
        return tuple(found or self._abbreviated())

    def _abbreviated(self) -> list[re.Match[str]]:
        """Languages by their codes, where the folded line is as long as the line itself."""
        written = self.span.of(self.layout.text)[:_BLOCK_LIMIT]
        if len(written) != len(self.view.text):
            return []
        return list(ABBREVIATION.finditer(written))

    @cached_property
    def is_bare(self) -> bool:
        """Whether the line is a language's name and nothing else."""
        if len(self.names) != 1 or LEVEL.search(self.view.text):
            return False
        return not re.sub(r"[\W_]", "", self.view.text.replace(self.names[0].group(), ""))

    @cached_property
    def is_list(self) -> bool:
        """Whether the line lists languages: it begins with one (or with "Langues"), and tells levels."""
        text = _LABEL.sub("", self.view.text)
        if not LANGUAGE.match(text) and not (self.names and _LABELLED.match(self.view.text)):
            return False
        if _LABELLED.match(self.view.text):
            return True
        told = LEVEL.search(text)
        if told is None or not (told["cefr"] or told["stars"] or told["of"] or told["strong"]):
            return False
        return len(self.names) > 1 or len(text) < _LINE_LIMIT

    def told(self, match: re.Match[str]) -> Told:
        """The language of a name on this line."""
        return code_of(match.group()), self.span, self.view.span(match.start(), match.end())


def listed(layout: Layout) -> Iterator[Told]:
    """The languages at A2 or above that the lists of a text name."""
    blocks = tuple(_blocks(layout))
    rows = [_Row(layout, line) for line in layout.lines if not layout.is_ignored(line.start, line.end)]
    done = -1
    for number, row in enumerate(rows):
        inside = any(block.start <= row.span.start < block.end for block in blocks)
        if number <= done or not row.names or not (inside or row.is_list or _follows_mother(rows, number)):
            continue
        if row.is_bare and not _follows_mother(rows, number):
            done = _last_bare(rows, number)
            yield from _column(rows, number, done)
        else:
            yield from _on_line(rows, number)


def _blocks(layout: Layout) -> Iterator[Span]:
    """The stretches that list languages: from a heading that says so to the next of another subject."""
    start: int | None = None
    for section in layout.sections:
        head = section.heading.start if section.heading else section.start
        title = fold(section.title)
        told = section.subject == "languages" or bool(_NAMED.search(title))
        if told and start is None:
            start = head
        elif start is not None and not told and not LANGUAGE.search(title) and not _SKILL.fullmatch(title.strip()):
            yield Span(start, min(head, start + _BLOCK_LIMIT))
            start = None
    if start is not None:
        yield Span(start, min(len(layout.text), start + _BLOCK_LIMIT))


def _follows_mother(rows: Sequence[_Row], number: int) -> bool:
    """Whether a bare name stands under "Langue maternelle"."""
    return number > 0 and rows[number].is_bare and bool(_MOTHER.search(rows[number - 1].view.text))


def _on_line(rows: Sequence[_Row], number: int) -> Iterator[Told]:
    row = rows[number]
    text = row.view.text + _going_on(rows, number)
    for place, match in enumerate(row.names):
        after = row.names[place + 1].start() if place + 1 < len(row.names) else len(text)
        before = row.names[place - 1].end() if place else 0
        if is_spoken(text, match, before, after):
            yield row.told(match)


def _going_on(rows: Sequence[_Row], number: int) -> str:
    """The beginning of the next line, where it goes on with this one's last item."""
    if number + 1 >= len(rows):
        return ""
    row, following = rows[number], rows[number + 1]
    text = row.layout.text
    apart = text.count("\n", row.span.end, following.span.start) > 1
    if apart or row.view.text.endswith((".", ";")):
        return ""
    first = following.span.of(text)[:1]
    if not (first.islower() or first == "("):
        return ""
    cut = following.names[0].start() if following.names else len(following.view.text)
    return f" {following.view.text[: min(cut, 80)]}"


def _last_bare(rows: Sequence[_Row], number: int) -> int:
    """The last of the rows of names alone that stand one below the other."""
    last = number
    while last + 1 < len(rows) and rows[last + 1].is_bare:
        last += 1
    return last


def _column(rows: Sequence[_Row], first: int, last: int) -> Iterator[Told]:
    """Names in a column, their levels in the rows below: one each, several each, or none."""
    count = last - first + 1
    below: list[bool] = []
    for row in rows[last + 1 : last + 1 + 4 * count]:
        marks = list(LEVEL.finditer(row.view.text))
        if not marks or row.names or len(row.view.text) > _LINE_LIMIT:
            break
        below.append(any(is_strong(mark) for mark in marks))
    for place in range(count):
        told = below[place] if len(below) == count else any(below) or not below
        if told:
            row = rows[first + place]
            yield row.told(row.names[0])
