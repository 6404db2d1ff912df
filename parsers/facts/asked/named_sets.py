"""The words that a criterion looks for: the notice's own phrases, and sets of the lexicon under plain names.

Other papers write them otherwise. Dutch and German make one word of two: "gemeentebibliotheek" and
"leesbevorderingsplan" are of a notice's "bibliotheek" and "leesbevordering". A word that languages share differs by its
spelling: "électromécanicien", "elektromechaniker".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.asked.mentioned import pattern_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.lexicon.vocabulary import Vocabulary
    from parsers.values.criteria import Criterion

FIELDS = {
    "school": ("school.places", "school.cpms", "school.teachers"),
    **{
        name: (f"fields_of_work.{name}",)
        for name in (
            *("hospital", "nursing", "social_work", "administration", "reception", "childcare"),
            "employment",
        )
    },
}
"""By the name that a notice gives, the sets of words that tell a field of work: where, or as what."""
LICENCES = {name: (f"licences.{name}",) for name in ("driving_b", "first_aid", "nursing_registration")}
"""The same of permits, certificates and registrations."""


def places(criterion: Criterion, text: str) -> Iterator[Span]:
    """Where a folded text has the words that a criterion looks for."""
    if criterion.terms:
        yield from (Span(*found.span()) for found in pattern_of(criterion.terms).finditer(text))
    if criterion.sets:
        yield from (found.where for found in _of(criterion.sets).finditer(text))


def form_places(criterion: Criterion, text: str, language: str | None = None) -> Iterator[Span]:
    """The same, and where a term is part of a longer word or spelt otherwise; French and English join no words."""
    told = list(places(criterion, text))
    others = [*_spellings(criterion.terms, text), *([] if language in _PARTED else _compounds(criterion.terms, text))]
    yield from told
    for other in others:
        if not any(other.start < one.end and one.start < other.end for one in told):
            told.append(other)
            yield other


_PARTED = frozenset({"fr", "en"})


def names_it(criterion: Criterion, text: str) -> bool:
    """Whether a folded text has any of them, in any form."""
    return next(form_places(criterion, text), None) is not None


@lru_cache(maxsize=64)
def _of(names: tuple[str, ...]) -> Vocabulary:
    known = FIELDS | LICENCES
    return vocabulary(*(each for name in names for each in known[name]))


_OTHER_BEFORE, _OTHER_BEHIND = vocabulary("asked.other_before"), vocabulary("asked.other_behind")
_LEAST = 6
"""A term of fewer letters is a part of too many words by chance: "kind" of "kleinkind"."""
_REST = r"[a-z]{3,}"
"""The word that a term is joined to."""
_INFLECTED = "(?:e?[ns]|e|er)?"


def _compounds(terms: tuple[str, ...], text: str) -> Iterator[Span]:
    """The longer words of a folded text that begin or end with a term; none whose other part makes it another thing."""
    pattern = _joined(terms)
    for found in pattern.finditer(text) if pattern else ():
        before, behind = found["before"] or "", found["behind"] or ""
        if not (_OTHER_BEFORE.fullmatch(before) or _OTHER_BEHIND.fullmatch(behind)):
            yield Span(*found.span())


def _spellings(terms: tuple[str, ...], text: str) -> Iterator[Span]:
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


_SOUNDS = re.compile(r"[ck]+h?|th|([a-z])\1+")
"""Letters that are written as one elsewhere: two patterns of one sound side by side would share a run of letters."""
_SPELT = {"c": "[ck]+h?", "k": "[ck]+h?", "t": "t+h?", "f": "(?:f+|ph)"}
