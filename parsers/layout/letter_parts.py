"""The parts of a letter: what stands above its salutation, its paragraphs, its closing and its signature."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.layout.headings import subject_of
from parsers.lexicon.patterns import beginning
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold, folded, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterParts:
    """Spans of a letter; each may be empty."""

    above: Span
    """Sender, recipient, place and date, subject line."""
    salutation: Span
    body: Span
    closing: Span
    signature: Span


_CLOSING = vocabulary("letter.closing")


def letter_parts(text: str, rows: Sequence[Span]) -> LetterParts | None:
    """The parts of the first letter in `text`; None where nobody is greeted."""
    greeting = next((number for number, row in enumerate(rows) if _greets(row.of(text))), None)
    if greeting is None:
        return None
    taken = list(_taking_leave(text, rows, greeting + 1))
    leave = next((number for number in taken if _short_rest(rows, number)), taken[-1] if taken else None)
    first = rows[greeting]
    closing = rows[leave] if leave is not None else _unclosed(text, rows, greeting)
    signed = _signature(text, rows, leave) if leave is not None else closing
    return LetterParts(
        above=Span(rows[_top(text, rows, greeting)].start, first.start),
        salutation=first,
        body=Span(first.end, closing.start),
        closing=closing,
        signature=signed,
    )


def _taking_leave(text: str, rows: Sequence[Span], first: int) -> Iterator[int]:
    """The rows from `first` on in which a formula of leave-taking begins."""
    below = rows[first].start if first < len(rows) else len(text)
    for span in sentences(text, below):
        view = folded(text, *span)
        for found in _CLOSING.finditer(view.text):
            yield bisect_right(rows, view.span(*found.span()).start, key=lambda row: row.start) - 1


def _top(text: str, rows: Sequence[Span], greeting: int) -> int:
    """The row a letter begins at: at most sixteen above its salutation, on the same page, below a CV's sections."""
    top = greeting
    while top > 0 and greeting - top < 16:
        above = rows[top - 1].of(text)
        if "\f" in text[rows[top - 1].end : rows[top].start] or subject_of(above) in {
            "experience",
            "education",
            "languages",
        }:
            break
        top -= 1
    return top


def _unclosed(text: str, rows: Sequence[Span], greeting: int) -> Span:
    """Where a letter that takes no leave ends: before a CV that follows it, or with the text."""
    for number in range(greeting + 1, len(rows)):
        line = rows[number].of(text)
        if subject_of(line) in {"experience", "education", "personal"} or beginning(_NEXT, fold(line)):
            above = range(number, greeting + 1, -1)
            told = (row for row in above if rows[row - 1].of(text).endswith(_SENTENCE_ENDS))
            first = rows[next(told, greeting + 1)].start
            return Span(first, first)
    return Span(rows[-1].end, rows[-1].end)


_SENTENCE_ENDS = (".", "!", "?", ";")
"""How a letter's lines end; those of a CV above its first known heading (a name, an address, a post) seldom do."""


def _signature(text: str, rows: Sequence[Span], leave: int) -> Span:
    """The short lines after the closing, up to the next heading or page."""
    end = rows[leave].end
    for row in rows[leave + 1 : leave + 5]:
        line = row.of(text)
        if len(line) > 60 or "\f" in text[end : row.start] or subject_of(line) or beginning(_NEXT, fold(line)):
            break
        end = row.end
    return Span(rows[leave].end, end)


_NEXT = "letter.next"


def _greets(line: str) -> bool:
    if len(line) > 70:
        return False
    flat = fold(line)
    if not beginning("letter.greeting", flat) or any(map(str.isdigit, flat)):
        return False
    return flat[-1:] in ",!:" or (len(flat.split()) <= 5 and not flat.endswith((".", ";")))


def _short_rest(rows: Sequence[Span], number: int) -> bool:
    """Whether little follows: a signature, not more of the letter."""
    return sum(row.end - row.start for row in rows[number + 1 : number + 6]) < 200
