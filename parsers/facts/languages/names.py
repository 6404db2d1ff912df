"""The languages that a text names, with their codes: ISO 639-1, else 639-3 (639-2 where nobody says which one).

The names come from Unicode's CLDR (through Babel) in every language of the lexicon, and from the lexicon: what people
write beside them (`language_names.toml`) and the short forms of lists (`language_codes.toml`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale

from parsers.lexicon.data import LANGUAGES
from parsers.lexicon.syntax import wordings
from parsers.lexicon.vocabulary import lexicon, vocabulary
from parsers.text.marks import WORD
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST = 4
"""Letters of a rare language's name: shorter ones are words, syllables, surnames."""
_NONE = frozenset({"mis", "mul", "und", "zxx"})
"""Codes of ISO 639-3 for no language, or many."""
_ADJECTIVE_OF = vocabulary("languages.adjective_of")
_HUMANITIES = vocabulary("languages.humanities")
_ANCIENT = vocabulary("languages.ancient")


class Name(NamedTuple):
    """A language's name in a folded text."""

    start: int
    end: int
    code: str
    rare: bool = False
    """A name that counts only in a list of languages: elsewhere it may be a word, a place or a surname."""


@lru_cache(maxsize=2048)
def names_in(text: str) -> tuple[Name, ...]:
    """The languages that a folded text names, rare ones too; none that is the adjective of something else."""
    if _known().keys().isdisjoint(WORD.findall(text)):
        return ()
    words = [Span(*found.span()) for found in WORD.finditer(text)]
    found, after = [], 0
    for number, word in enumerate(words):
        if number < after:
            continue
        for wording, code, rare in _known().get(word.of(text), ()):
            last = number + len(wording) - 1
            if last < len(words) and tuple(part.of(text) for part in words[number : last + 1]) == wording:
                found.append(Name(word.start, words[last].end, code, rare))
                after = last + 1
                break
    return tuple(name for name in found if not (_ADJECTIVE_OF.before(text, name.start) or _is_ancient(text, name)))


def _is_ancient(text: str, name: Name) -> bool:
    """Whether "grec" is that of the humanities: beside Latin, or called ancient."""
    if name.code != "el":
        return False
    return bool(_HUMANITIES.before(text, name.start, reach=len("et de ")) or _ANCIENT.match(text, name.end))


@cache
def code_of(written: str) -> str | None:
    """The code of a language by its name in full; None of any other word."""
    words = tuple(WORD.findall(fold(written)))
    return next((code for wording, code, _ in _known().get(words[0], ()) if wording == words), None) if words else None


@cache
def code_of_short(written: str) -> str | None:
    """The code of a language as lists shorten it: "all", "frz", "f"."""
    return _told("language_codes").get((fold(written),))


def code_of_feminine(word: str) -> str | None:
    """The code of a language named by a French adjective's feminine: "allemande", "italienne"."""
    forms = (word, word[:-1], word[:-2], word.replace("que", "c"), word.replace("cque", "c"))
    return next((code for form in forms if (code := code_of(form))), None)


@cache
def _known() -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """By a name's first word: the words, the code, and whether it is rare; the longest first."""
    told = _told("language_names")
    left_out = {words for words, code in told.items() if code == "not_meant"}
    names = {words: (code, False) for words, code in told.items() if code != "not_meant"}
    for words, code in _cldr(most=2):
        if words not in left_out:
            names.setdefault(words, (code, False))
    common = {words[0] for words in names if len(words) == 1}
    for words, code in _cldr(most=3):
        if words not in left_out and len("".join(words)) >= _LEAST and not common.intersection(words):
            names.setdefault(words, (code, True))
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for words, (code, rare) in names.items():
        found.setdefault(words[0], []).append((words, code, rare))
    return {first: tuple(sorted(those, key=lambda name: -len(name[0]))) for first, those in found.items()}


def _cldr(*, most: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """CLDR's names of the languages whose code has so many letters at most, without those that need a bracket."""
    for locale, size in product(LANGUAGES, range(2, most + 1)):
        for code, name in Locale(locale).languages.items():
            words = tuple(WORD.findall(fold(name)))
            if words and len(code) == size and code not in _NONE and "(" not in name:
                yield words, code


@cache
def _told(subject: str) -> dict[tuple[str, ...], str]:
    """The plain wordings of a subject's sets, each with the name of its set."""
    return {
        tuple(element.value for element in wording): phrase.set.partition(".")[2]
        for phrase in lexicon().phrases
        if phrase.set.startswith(f"{subject}.")
        for wording in wordings(phrase.written)
    }
