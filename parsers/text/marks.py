"""Marks of punctuation between two places of a text: what parts one thing told from the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS = "0123456789"
WORD = re.compile(r"[^\W\d_]+")
"""Letters together."""
WORD_OR_NUMBER = re.compile(r"[^\W_]+")
"""Letters and digits together."""
WIDEST = 2000
"""Characters of a line that are looked at from a place on it; nobody's row of a table or sentence is as long."""
TICKED = ("☒", "☑", "✓", "✔", "✗", "[x]", "(x)", "[ x ]")
UNTICKED = ("☐", "□", "❏", "❑", "◻", "[]", "[ ]", "( )")
"""A form's boxes before what may be chosen, as folded texts have them."""
EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def mark_at(text: str, marks: str, start: int = 0, end: int | None = None) -> int:
    """Where the first of `marks` stands between two places; the end where none does."""
    stop = len(text) if end is None else min(end, len(text))
    return min((at for mark in marks if (at := text.find(mark, start, stop)) >= 0), default=stop)


def line_start(text: str, at: int) -> int:
    """Where the line that a place stands in begins; of an endless line, `WIDEST` characters before the place.

    Who asks for each of a text's facts what stands before it on its line asks for the whole text else, each time.
    """
    floor = max(0, at - WIDEST)
    return max(text.rfind("\n", floor, at) + 1, floor)


def line_end(text: str, at: int) -> int:
    """Where it ends; of an endless line, `WIDEST` characters behind the place."""
    return mark_at(text, "\n", at, at + WIDEST)


def behind(text: str, marks: str | None, start: int, end: int | None = None) -> int:
    """Where a text goes on behind `marks`, or behind white space where none are named."""
    stop, at = len(text) if end is None else min(end, len(text)), start
    while at < stop and (text[at].isspace() if marks is None else text[at] in marks):
        at += 1
    return at


def past_bracket(text: str, at: int, end: int) -> int:
    """Behind the bracket that opens at a place, where it closes before `end`; the place itself where none does."""
    close = text.find(")", at, end) if text.startswith("(", at) else -1
    return close + 1 if close > 0 else at


def in_word(text: str, at: int) -> bool:
    """Whether a letter, a digit or a low line stands at a place: a word goes on there."""
    character = text[at : at + 1]
    return character.isalnum() or character == "_"


def is_parted(text: str, marks: Iterable[str], start: int = 0, end: int | None = None) -> bool:
    """Whether one of `marks` stands between two places."""
    return any(text.find(mark, start, end) >= 0 for mark in marks)


def is_near(text: str, start: int, end: int, *, most: int, parting: str) -> bool:
    """Whether two places are at most so many characters apart, none of the marks `parting` between them."""
    return 0 <= end - start <= most and not is_parted(text, parting, start, end)


def is_spread(text: str, at: int) -> bool:
    """Whether the line at a place is spread to both edges: most of its words stand apart, so no gap parts cells."""
    start, end = line_start(text, at), mark_at(text, "\n", at)
    words = [bool(word) for word in text[start:end].strip().split(" ")]
    gaps, wide = sum(words) - 1, sum(after and not before for before, after in pairwise(words))
    return gaps >= _FEWEST_GAPS and wide * 3 >= gaps * 2


_FEWEST_GAPS = 4
"""A row of cells has fewer, or single spaces within them."""
