"""How a phrase of the lexicon is written, and what it stands for.

à titre définitif      these words; accents, capitals and hyphens do not count
nommé(e)(s)            what is in brackets may be there or not, within a word or between words
[votre|vos] annonce    one of several
attend~  ~school       a word that begins or ends so; ~lehr~ one that holds it
ne … pas               up to three words between, `…6` up to six; no mark of punctuation
*                      one word, whichever
<number>               a number, a year and what else `slots.py` names
{context.relatives}    any phrase of another set
^ oui $                the beginning and the end of the sentence; no other phrase may name such a set
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from parsers.lexicon.tokens import tokens
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 600
"""So many wordings are the most that one phrase may stand for."""
_GAP = 3
_OPEN = frozenset({"gap", "any", "begin", "end"})
"""The kinds of elements that no word is told by."""
_MARKS = frozenset("…<{*^$")
_PIECE = re.compile(
    r"(?P<gap>…(?P<reach>\d*))|(?P<slot><[a-z_]+>)|(?P<set>\{[a-z_.]+\})|(?P<any>\*)|(?P<edge>[\^$])|(?P<words>[^…<{*^$]+)"
)


class Element(NamedTuple):
    """One step of a wording: `kind` is word, stem, tail, inner, any, gap, slot, set, begin or end."""

    kind: str
    value: str = ""
    reach: int = 0


Ways: TypeAlias = "tuple[tuple[Element, ...], ...]"
"""What a part of a phrase stands for; nothing at all, for one that may be left out."""


class PhraseError(ValueError):
    """A phrase that cannot be read, with what is wrong about it."""


def wordings(phrase: str) -> Iterator[tuple[Element, ...]]:
    """Everything that a phrase stands for, each as the elements to be found one after another."""
    yield from dict.fromkeys(tuple(chain.from_iterable(chosen)) for chosen in product(*parts(phrase)))


def parts(phrase: str) -> list[Ways]:
    """A phrase part by part, each with everything that it stands for: every choice of one of each is a wording."""
    told = [_ways(part) for part in _parts(phrase)]
    if prod(map(len, told)) > _MOST:
        raise PhraseError(f"stands for more than {_MOST} wordings")
    if all(any(_is_open(way) for way in ways) for ways in told):
        raise PhraseError("has no word")
    return told


def _is_open(way: Sequence[Element]) -> bool:
    """Whether no word, slot or set is told by these elements."""
    return all(element.kind in _OPEN for element in way)


def _parts(phrase: str) -> list[str]:
    """The phrase cut at the white space outside brackets: what one part stands for says nothing about another."""
    if "(" not in phrase and "[" not in phrase:
        return phrase.split()
    told: list[str] = []
    depth = 0
    for word in phrase.split():
        if depth > 0:
            told[-1] += f" {word}"
        else:
            told.append(word)
        depth += word.count("(") + word.count("[") - word.count(")") - word.count("]")
    return told


@lru_cache(maxsize=1 << 14)
def _ways(part: str) -> Ways:
    """The elements of every spelling of a part."""
    return tuple(dict.fromkeys(tuple(_elements(spelling)) for spelling in spellings(part)))


def spellings(phrase: str) -> list[str]:
    """The phrase without brackets: each choice made in every way."""
    spelled, at = [""], 0
    while at < len(phrase):
        mark = phrase[at]
        if mark in "([":
            end = _closing(phrase, at)
            inside = phrase[at + 1 : end]
            told = [spelling for choice in _choices(inside) for spelling in spellings(choice)]
            told += [""] if mark == "(" else []
            spelled = [before + spelling for before in spelled for spelling in told]
            at = end + 1
        else:
            stop = next((number for number in range(at, len(phrase)) if phrase[number] in "(["), len(phrase))
            spelled = [before + phrase[at:stop] for before in spelled]
            at = stop
        if len(spelled) > _MOST:
            raise PhraseError(f"stands for more than {_MOST} wordings")
    return spelled


def _closing(phrase: str, at: int) -> int:
    """Where the bracket that opens at `at` closes."""
    depth = 0
    for number in range(at, len(phrase)):
        depth += (phrase[number] in "([") - (phrase[number] in ")]")
        if depth == 0:
            return number
    raise PhraseError("has a bracket that does not close")


def _choices(inside: str) -> list[str]:
    """What stands between the bars of a bracket, those of inner brackets apart."""
    choices, depth = [""], 0
    for character in inside:
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            choices.append("")
        else:
            choices[-1] += character
    return choices


def _elements(spelling: str) -> Iterator[Element]:
    """The elements that a phrase without brackets is written with."""
    return _words(spelling) if _MARKS.isdisjoint(spelling) else _pieces(spelling)


def _pieces(spelling: str) -> Iterator[Element]:
    for piece in _PIECE.finditer(spelling):
        if piece["gap"]:
            yield Element("gap", reach=int(piece["reach"] or _GAP))
        elif piece["slot"]:
            yield Element("slot", piece["slot"][1:-1])
        elif piece["set"]:
            yield Element("set", piece["set"][1:-1])
        elif piece["any"]:
            yield Element("any")
        elif piece["edge"]:
            yield Element("begin" if piece["edge"] == "^" else "end")
        else:
            yield from _words(piece["words"])


def _words(written: str) -> Iterator[Element]:
    """Words and stems; a mark of punctuation is a word of its own."""
    return chain.from_iterable(map(_written, written.split()))


@lru_cache(maxsize=1 << 14)
def _written(part: str) -> tuple[Element, ...]:
    """What stands between two spaces; the same words stand in phrase after phrase."""
    before, after = part.startswith("~"), part.endswith("~")
    word = part[before : len(part) - after]
    if not word or "~" in word:
        raise PhraseError(f"has a ~ in the midst of {part!r}")
    folded = _folded(word)
    if len(folded) < 2:
        kinds = {(False, False): "word", (False, True): "stem", (True, False): "tail", (True, True): "inner"}
        return tuple(Element(kinds[before, after], only) for only in folded)
    first, *middle, last = folded
    return (
        Element("tail" if before else "word", first),
        *(Element("word", word) for word in middle),
        Element("stem" if after else "word", last),
    )


def _folded(word: str) -> list[str]:
    """The tokens of a written word; one that is elided ("[de|d'] yoga") keeps its apostrophe before a space too."""
    if word.isascii() and word.isalpha():
        return [word.lower()]
    flat = fold(word)
    head = flat.removesuffix("'")
    elided = head != flat and head.isalnum() and (len(head) == 1 or head.endswith(("qu", "aujourd", "entr")))
    return list(tokens(f"{flat}x").words[:-1] if elided else tokens(flat).words)
