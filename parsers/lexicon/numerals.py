"""Numbers as people write them: digits, and words to 100 and round hundreds, in the languages of the lexicon, folded.

Their words are data (`numbers.toml`): what each is, and how tens are put together with what is added to them.
Fractions of a load in words ("trois quarts") are in `facts/workload/shares.py`, dates in `parsers/layout/dates/`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from parsers.lexicon.data import LexiconError, Table, tables
from parsers.lexicon.patterns import beginnings, hyphened, spelled
from parsers.lexicon.syntax import spellings
from parsers.text.marks import in_word
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HALVES = tuple(half for phrase in spelled("numbers.halves") for half in hyphened(phrase, "-", " ", ""))
"""What makes a number half a one more; it stands right behind it."""
_FRENCH = {"cinqu": "cinq", "neuv": "neuf", "quatr": "quatre", "onz": "onze", "douz": "douze", "treiz": "treize"} | {
    "quatorz": "quatorze",
    "quinz": "quinze",
    "seiz": "seize",
    "trent": "trente",
    "quarant": "quarante",
    "vingt et un": "vingt et un",
}
_IRREGULAR = {"second": 2, "seconde": 2, "third": 3, "derde": 3, "dritte": 3, "dritten": 3, "drittes": 3, "dritter": 3}
_ENGLISH = {"fif": "five", "eigh": "eight", "nin": "nine", "twelf": "twelve", "twentie": "twenty", "thirtie": "thirty"}
ORDINAL = (
    r"(?:\d{1,2}(?:e|eme|ieme|ste|de|th|st|nd|rd|\.)"
    r"|(?:[a-z]+[ -](?:et[ -])?)?[a-z]+(?:ieme|s?te[nsr]?|de|th)|second|third)"
)
"""An ordinal number, as a piece of a pattern; `ordinal_value` tells whether it is one."""


def _values() -> dict[str, float]:
    """Every number in words with its value, each of its hyphens kept or left out, as a line's end may do."""
    known: dict[str, float] = {}
    told: defaultdict[str, dict[str, Table]] = defaultdict(dict)
    for table in tables(subject="numbers"):
        told[table.language][table.name.partition(".")[2]] = table
    for of in told.values():
        plain = dict(_worded(of["words"]))
        for word, value in (*plain.items(), *_worded(of["rough"]), *_compounds(of["compounds"], plain)):
            known |= dict.fromkeys(hyphened(word, "-", ""), value)
    return known


def _worded(table: Table) -> Iterator[tuple[str, float]]:
    """The words of a table, each with the value behind its sign."""
    for phrase in table.phrases:
        written, sign, value = phrase.partition(" = ")
        if not sign:
            raise LexiconError(f"{table.language}: [{table.name}]: {phrase!r} has no value")
        yield from ((fold(word), float(value)) for word in spellings(written))


def _compounds(table: Table, plain: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The numbers that are put together of two ("<20-90>en<1-9>"): their sum."""
    for phrase in (spelling for written in table.phrases for spelling in spellings(written)):
        before, first, between, second, after = phrase.replace(">", "<").split("<")
        for (one, added), (other, to) in product(_among(first, plain), _among(second, plain)):
            yield f"{before}{one}{between}{other}{after}", added + to


def _among(numbers: str, plain: Mapping[str, float]) -> list[tuple[str, float]]:
    """The words of numbers, or of all from one to another."""
    least, dash, most = numbers.partition("-")
    listed = frozenset() if dash else frozenset(map(float, numbers.split("|")))
    return [
        (word, value)
        for word, value in plain.items()
        if value in listed or (dash and float(least) <= value <= float(most))
    ]


_VALUES = _values()
_LENGTHS = {
    head: sorted({len(word) for word in _VALUES if word[:3] == head}, reverse=True) for head in {w[:3] for w in _VALUES}
}
"""By how a number in words begins, how many letters it may have, the most first."""
NUMBER_HEADS = frozenset(_LENGTHS)
"""The first letters of numbers in words: no other word begins one."""
_FIGURES = re.compile(r"(?:1000|\d{1,3}(?:[.,]\d{1,2})?)(?!\d|[.,]\d)")


def number_ends(text: str, at: int) -> Iterator[int]:
    """Where a number in words may end that begins at an offset of a folded text, the longest first.

    It may end within a word: "dreiviertel", "vingtieme".
    """
    for end in _whole_ends(text, at):
        if text.startswith(_HALVES, end):
            yield end + len(next(half for half in _HALVES if text.startswith(half, end)))
        yield end


def _whole_ends(text: str, at: int) -> Iterator[int]:
    """The same of whole numbers."""
    lengths = _LENGTHS.get(text[at : at + 3]) or _LENGTHS.get(text[at : at + 2])
    if lengths:
        near = text[at : at + lengths[0]].replace(" ", "-")
        yield from (at + length for length in lengths if length <= len(near) and near[:length] in _VALUES)


def number_end(text: str, at: int) -> int:
    """Where the number ends that begins at an offset of a folded text, in digits or whole words; 0 where none does."""
    if text[at : at + 1].isdigit():
        figures = _FIGURES.match(text, at)
        return figures.end() if figures else 0
    if text[at : at + 3] not in _LENGTHS and text[at : at + 2] not in _LENGTHS:
        return 0
    return next((end for end in number_ends(text, at) if not _goes_on(text, end)), 0)


def _goes_on(text: str, at: int) -> bool:
    """Whether a word or a number in digits goes on at an offset."""
    return in_word(text, at) or (text[at : at + 1] in {".", ","} and text[at + 1 : at + 2].isdecimal())


_JOINING = frozenset("./,")
_BEGINS = re.compile(rf"\b(?:\d|{beginnings((*_VALUES, 'a', 'kwart'))})")
"""How numbers begin, in digits and in words, and what tells one part of several: "a third", "kwart"."""


def free_starts(text: str) -> Iterator[int]:
    """Where numbers and parts of a folded text may begin that nothing is written to, as to dates and fractions."""
    starts = (found.start() for found in _BEGINS.finditer(text))
    return (start for start in starts if text[start - 1 : start] not in _JOINING)


def free_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of a folded text stand that nothing is written to."""
    after = 0
    for start in free_starts(text):
        if start >= after and (end := number_end(text, start)):
            after = end
            yield start, end


def value_of(words: str) -> float | None:
    """What a folded number says, in digits or words; None where it is no number."""
    squeezed = words.strip().replace(",", ".")
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,4})?", squeezed):
        return float(squeezed)
    word = re.sub(r"[\s-]+", "-", squeezed)
    if word in _VALUES:
        return _VALUES[word]
    halved = (end for end in _whole_ends(word, 0) if word[end:] in _HALVES)
    return next((_VALUES[word[:end]] + 0.5 for end in halved), None)


def numbers(text: str) -> Iterator[tuple[int, int, float]]:
    """Every number of a folded text that stands free: start, end, value."""
    for start, end in free_numbers(text):
        if (value := value_of(text[start:end])) is not None:
            yield start, end, value


def first_number(text: str) -> float | None:
    """The first number of a folded text that stands free."""
    return next((value for *_, value in numbers(text)), None)


_MISREAD = re.compile(r"(?<=\d)[ol|]|\b[ol|](?=\d)|⁄")
_MENDED = {"o": "0", "⁄": "/"}


def mended(text: str) -> str:
    """A folded text with the letters o and l that a scanner reads for 0 and 1, and "½" as "1/2"; of the same length."""
    return _MISREAD.sub(lambda match: _MENDED.get(match.group(), "1"), text)


def ordinal_value(words: str) -> int | None:
    """The number of an ordinal: "vingtieme" 20, "18e" 18, "twintigste" 20, "zwanzigstes" 20, "twentieth" 20."""
    digits = re.match(r"\d{1,2}", words)
    if digits:
        return int(digits.group())
    if words in _IRREGULAR:
        return _IRREGULAR[words]
    lead, _, last = words.rpartition(" ") if " " in words else words.rpartition("-")
    stem = re.sub(r"(?:ieme|s?te[nsr]?|de|th)$", "", last)
    joint = words[len(lead)] if lead else ""
    for base in (stem, _FRENCH.get(stem, ""), f"{stem}e", _ENGLISH.get(stem, ""), stem.removesuffix("s")):
        value = value_of(f"{lead}{joint}{base}") if base else None
        if value is not None:
            return int(value)
    return None
