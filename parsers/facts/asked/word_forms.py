"""The forms in which other papers write a notice's word: part of a longer word, or spelt as the next language does.

Dutch and German make one word of two: "gemeentebibliotheek" and "leesbevorderingsplan" are of a notice's "bibliotheek"
and "leesbevordering". A word that languages share differs by its spelling: "électromécanicien", "elektromechaniker".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHER_BEFORE, _OTHER_BEHIND = vocabulary("asked.other_before"), vocabulary("asked.other_behind")
_LEAST = 6
"""A term of fewer letters is a part of too many words by chance: "kind" of "kleinkind"."""
_REST = r"[a-z]{3,}"
"""The word that a term is joined to."""
_INFLECTED = "(?:e?[ns]|e|er)?"


def compounds(terms: tuple[str, ...], text: str) -> Iterator[Span]:
    """The longer words of a folded text that begin or end with a term; none whose other part makes it another thing."""
    pattern = _joined(terms)
    for found in pattern.finditer(text) if pattern else ():
        before, behind = found["before"] or "", found["behind"] or ""
        if not (_OTHER_BEFORE.fullmatch(before) or _OTHER_BEHIND.fullmatch(behind)):
            yield Span(*found.span())


def spellings(terms: tuple[str, ...], text: str) -> Iterator[Span]:
    """The words of a folded text that begin with a term's stem (`*`) as another language spells it."""
    if pattern := _spelt(terms):
        yield from (Span(*found.span()) for found in pattern.finditer(text))


@lru_cache(maxsize=64)
def _joined(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """What begins or ends with a term of one word."""
    words, stems = _words(terms, stem=False), _words(terms, stem=True)
    ends = [*(f"{word}{_INFLECTED}" for word in words), *(f"{stem}[a-z]*" for stem in stems)]
    if not ends:
        return None
    starts = "|".join([*words, *stems])
    return re.compile(rf"\b(?:(?P<before>{_REST}?)(?:{'|'.join(ends)})|(?:{starts})(?P<behind>{_REST}))\b")


@lru_cache(maxsize=64)
def _spelt(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    stems = "|".join(map(_loosely, _words(terms, stem=True)))
    return re.compile(rf"\b(?:{stems})[a-z]*\b") if stems else None


def _words(terms: tuple[str, ...], *, stem: bool) -> list[str]:
    """The long terms of one word, folded, those with a `*` or those without; the longest first."""
    words = {fold(term).removesuffix("*") for term in terms if term.endswith("*") is stem}
    return sorted((word for word in words if word.isalpha() and len(word) >= _LEAST), key=len, reverse=True)


def _loosely(stem: str) -> str:
    """A stem with its letters as languages write them: c or k, f or ph, t or th, one or two of each."""
    return "".join(_SPELT.get(letter, f"{letter}+") for letter in _SOUNDS.sub(lambda found: found.group()[0], stem))


_SOUNDS = re.compile(r"[ct]h|([a-z])\1")
"""Letters that are written as one elsewhere."""
_SPELT = {"c": "(?:c+h?|k+)", "k": "(?:c+h?|k+)", "t": "t+h?", "f": "(?:f+|ph)"}
