"""Numbers as people write them: digits, and words to 100 and round hundreds, in four languages, folded.

Fractions of a load in words ("trois quarts") are in `facts/workload/shares.py`, dates in `parsers/layout/dates/`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def _words(listed: str) -> tuple[str, ...]:
    """The words for 0, 1, 2…: each one's place is its value."""
    return tuple(listed.split())


_FR = _words(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_FR_TENS = {
    20: "vingt",
    30: "trente",
    40: "quarante",
    50: "cinquante",
    60: "soixante",
    70: "septante",
    80: "quatre-vingt",
    90: "nonante",
}
_NL = _words(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien"
)
_NL_TENS = {
    20: "twintig",
    30: "dertig",
    40: "veertig",
    50: "vijftig",
    60: "zestig",
    70: "zeventig",
    80: "tachtig",
    90: "negentig",
}
_DE = _words(
    "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS = {
    20: "zwanzig",
    30: "dreissig",
    40: "vierzig",
    50: "funfzig",
    60: "sechzig",
    70: "siebzig",
    80: "achtzig",
    90: "neunzig",
}
_EN = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_EN_TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}
_ROUGH = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "dozen": 12,
    "huitaine": 8,
    "dutzend": 12,
    "dozijn": 12,
    "tiental": 10,
    "vijftiental": 15,
    "twintigtal": 20,
    "dertigtal": 30,
}


def _french() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_FR))
    yield "une", 1
    for ten, word in _FR_TENS.items():
        yield from (((word, ten), (f"{word}s", ten)) if ten == 80 else ((word, ten),))
        yield from ((f"{word}-{unit}", ten + value) for value, unit in enumerate(_FR[2:10], 2))
        yield from ((f"{word}{joint}{unit}", ten + 1) for joint in ("-et-", "-") for unit in ("un", "une"))
    for ten in (60, 80):
        word = _FR_TENS[ten]
        yield from ((f"{word}-{unit}", ten + value) for value, unit in enumerate(_FR[10:], 10))
    yield "soixante-et-onze", 71
    yield "cent", 100


def _dutch() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_NL))
    for ten, word in _NL_TENS.items():
        yield word, ten
        yield from ((f"{unit}en{word}", ten + value) for value, unit in enumerate(_NL[1:10], 1))
    yield "honderd", 100


def _german() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_DE))
    yield from (("eins", 1), ("eine", 1), ("zwo", 2), ("fuenf", 5), ("zwoelf", 12), ("fuenfzehn", 15), ("hundert", 100))
    for ten, word in _DE_TENS.items():
        yield word, ten
        yield from ((f"{unit}und{word}", ten + value) for value, unit in enumerate(_DE[1:10], 1))


def _english() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_EN))
    for ten, word in _EN_TENS.items():
        yield word, ten
        yield from ((f"{word}-{unit}", ten + value) for value, unit in enumerate(_EN[1:10], 1))
    yield "hundred", 100


def _table() -> dict[str, int]:
    """Every word for a number, its parts joined by hyphens; German "elf" and Dutch "elf" agree, as all others do."""
    known = dict(_ROUGH)
    for words in (_english(), _german(), _dutch(), _french()):
        known.update(words)
    return known


_ONE_AND_HALF = {"anderthalb": 1.5, "anderhalf": 1.5, "anderhalve": 1.5}


def _hundreds() -> Iterator[tuple[str, int]]:
    """Round hundreds up to 1,000, as loads in adult education are told in."""
    for value in range(2, 10):
        yield from ((f"{_FR[value]}-cent{plural}", 100 * value) for plural in ("s", ""))
        yield f"{_NL[value]}honderd", 100 * value
        yield f"{_DE[value]}hundert", 100 * value
        yield f"{_EN[value]}-hundred", 100 * value
    yield from (("mille", 1000), ("duizend", 1000), ("tausend", 1000), ("one-thousand", 1000))


_VALUES: dict[str, float] = {**_table(), **dict(_hundreds()), **_ONE_AND_HALF}
_RUN_TOGETHER = {word.replace("-", ""): value for word, value in _VALUES.items()}
"""The same where a line's end has taken the hyphens: "vingtdeux"."""


def _by_letter(words: Sequence[str]) -> str:
    """Words as alternatives in their order, told apart letter by letter: few are tried where there are hundreds."""
    heads = dict.fromkeys(word[:1] for word in words)
    if heads.keys() & {"", "-"}:
        return "|".join(re.escape(word).replace(r"\-", "[- ]?") for word in words)
    rests = {head: _by_letter([word[1:] for word in words if word[:1] == head]) for head in heads}
    return "|".join(f"{head}(?:{rest})" if "|" in rest else f"{head}{rest}" for head, rest in rests.items())


_ALTERNATIVES = _by_letter(sorted(_VALUES, key=len, reverse=True))

WORD = rf"(?:{_ALTERNATIVES})"
"""A number in words, as a piece of a pattern for folded text; longest first."""
_AND_HALF = r"(?:(?:und)?einhalb|[ -]et[ -]demie?|[ -]?en[ -]?(?:een[ -]?)?half|[ -]and[ -]a[ -]half)"
NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{WORD}{_AND_HALF}?)"
"""A number in digits (decimal comma or point) or in words, halves too, as a piece of a pattern for folded text."""

NUMBER_HEADS = frozenset(word[:3] for word in _VALUES)
"""The first letters of numbers in words: no other word begins one."""

_HALVED = re.compile(rf"{_AND_HALF}$")
_NUMBER = re.compile(rf"(?<![\w.,]){NUMBER}(?!\w)")


def _writings() -> Iterator[str]:
    """Every number in words, each of its hyphens kept or left out."""
    for word in _VALUES:
        first, *others = word.split("-")
        written = [first]
        for part in others:
            written = [before + joint + part for before in written for joint in ("-", "")]
        yield from written


_WRITTEN = frozenset(_writings())
_FIGURES = re.compile(r"(?:1000|\d{1,3}(?:[.,]\d{1,2})?)(?!\d|[.,]\d)")
_RUN = re.compile(r"[a-z]+(?:[ -][a-z]+){0,7}")
"""So many words at most are a number and its half."""
_GOES_ON = re.compile(r"\w|[.,]\d")
_FREE = re.compile(r"(?<![\w./,])(?:\d|[a-z]+)")


def number_end(text: str, at: int) -> int:
    """Where the number ends that begins at an offset of a folded text, in digits or whole words; 0 where none does."""
    if figures := _FIGURES.match(text, at):
        return figures.end()
    if text[at : at + 3] not in NUMBER_HEADS and text[at : at + 2] not in NUMBER_HEADS:
        return 0
    run = _RUN.match(text, at)
    end = run.end() if run else at
    while end > at:
        said = text[at:end].replace(" ", "-")
        half = _HALVED.search(said)
        whole = said in _WRITTEN or (half is not None and said[: half.start()] in _WRITTEN)
        if whole and not _GOES_ON.match(text, end):
            return end
        end = max(text.rfind(" ", at, end), text.rfind("-", at, end))
    return 0


def free_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of a folded text stand that nothing is written to: no part of a word, a date or a fraction."""
    after = 0
    for found in _FREE.finditer(text):
        if found.start() >= after and (end := number_end(text, found.start())):
            after = end
            yield found.start(), end


def value_of(words: str) -> float | None:
    """What a folded number says, in digits or words; None where it is no number."""
    squeezed = words.strip().replace(",", ".")
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,4})?", squeezed):
        return float(squeezed)
    half = _HALVED.search(squeezed)
    word = re.sub(r"[\s-]+", "-", squeezed[: half.start()] if half else squeezed)
    whole = _VALUES.get(word, _RUN_TOGETHER.get(word))
    return whole + 0.5 if half and whole is not None else whole


_MISREAD = re.compile(r"(?<=\d)[ol|]|\b[ol|](?=\d)|⁄")


_MENDED = {"o": "0", "⁄": "/"}


def mended(text: str) -> str:
    """A folded text with the letters o and l that a scanner reads for 0 and 1, and "½" as "1/2"; of the same length."""
    return _MISREAD.sub(lambda match: _MENDED.get(match.group(), "1"), text)


def numbers(text: str) -> Iterator[tuple[int, int, float]]:
    """Every number of a folded text: start, end, value."""
    for match in _NUMBER.finditer(text):
        value = value_of(match.group())
        if value is not None:
            yield match.start(), match.end(), value
