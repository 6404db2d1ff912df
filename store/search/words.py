"""The words of texts and queries as the index compares them: case, accents, ligatures and dotted abbreviations apart.

Not the `fold` of parsers/text, by which rules match: that keeps what stands between words and mends what OCR misreads,
and may change with any rule. What an index holds changes only with the index. Of a letter both make the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from store.search.phone_numbers import PhoneNumber, number_in, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d"}
)

MARKS = "\u0300-\u036f\u00ad\u200b-\u200d"
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}[^\W\d_]?(?![^\W_])|(?:[^\W_][{MARKS}]*)+")
"""A dotted abbreviation ("C.P.M.S."), or a run of letters, digits and combining marks."""

_LETTERS = rf"((?:[^\W\d_][{MARKS}]*)+)"
HYPHENATED = re.compile(rf"(?<![^\W\d_])(?<![{MARKS}])[{MARKS}]*{_LETTERS}[-\u2010\u00ad][ \t]*\r?\n\s*{_LETTERS}")
"""A word cut at a line's end; it is indexed whole beside its halves. A run of letters is looked through from its
beginning alone: from each of its letters it would take the square of its length.
"""

LONGEST = 64
"""Longer runs are no words (base64, underscores of a form) and are cut."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=4096)  # the common words: all that were ever read would fill the daemon's memory
def index_word(word: str) -> str:
    """Lower case, without accents, ligatures, dots and marks."""
    spread = unicodedata.normalize("NFKD", word.translate(LIGATURES))
    return "".join(c for c in spread.casefold() if c.isalnum())[:LONGEST]


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for place in WORD.finditer(text):
        folded = index_word(place[0])
        if folded:
            yield Word(folded, place.start(), place.end())


def index_text(text: str) -> str:
    """A text as it is indexed: its folded words, a space between; words cut at a line's end stand whole at its end."""
    whole = [index_word(match.group(1) + match.group(2)) for match in HYPHENATED.finditer(text)]
    return " ".join([*(word.folded for word in words(text)), *whole])


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one after another; of a prefix the last may go on. Or a telephone number, without words."""

    words: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False
    number: PhoneNumber | None = None

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """The words of which one row must stand there: of a number all its spellings."""
        return spellings(self.number) if self.number else (self.words,)


MOST_TERMS = 16
_PIECE = re.compile(r'(-?)"([^"]*)"?(\*?)|(\S+)')


def parse(query: str) -> tuple[Term, ...]:
    """A person's query: words, "phrases", stem* and -without, or a telephone number and nothing else.

    Any string is a query; one without words has no terms.
    """
    number = number_in(query)
    if number is not None:
        return (Term((), number=number),)
    terms = []
    for match in _PIECE.finditer(query[:1000]):
        piece = match.group(2) if match.group(4) is None else match.group(4)
        star = match.group(3) == "*" if match.group(4) is None else piece.rstrip('"').endswith("*")
        minus = match.group(1) == "-" if match.group(4) is None else piece.startswith("-")
        folded = tuple(word.folded for word in words(piece))
        if folded:
            terms.append(Term(folded, prefix=star, excluded=minus))
    return tuple(terms[:MOST_TERMS])
