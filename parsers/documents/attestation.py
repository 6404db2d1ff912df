"""How far the words kept of a page are sure: each read by two readers, with the same blanks, in the same order.

It is counted over the text as it is kept, word by word: whatever was put into a page, and by whom, a word counts as
attested where two of the page's readings have it, as often.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.documents.text.typography import clean, despaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WITNESSES = 2
"""So many readings must have a word."""
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad])+")
_ACCENT = re.compile(r"[\u0300-\u036f\u00ad]")
_MARK = re.compile(r"[\x02\ufffe]")
"""pdfium's sign for a hyphen at a line's end, whether the line ends there or not."""
_CUT = re.compile(r"(?<=\w)(?:[-\u00ad\u2010]\s*\n|[\x02\ufffe])\s*(?=\w)")
"""A hyphen at a line's end."""
_BESIDE = re.compile(r"[^\S\n]{2,}|\n")
"""What parts cells and lines: their order is the page's, and no reader's."""


def words_of(text: str) -> list[str]:
    """The words of a text, folded: letters and digits alone, without accents; cut ones put together."""
    return _folded(_CUT.sub("", text))


def _folded(text: str) -> list[str]:
    return _WORD.findall(_ACCENT.sub("", unicodedata.normalize("NFKD", text).casefold()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Attested:
    """What two readings say of a page's text."""

    share: float = 1.0
    """Of its words, those that two readings have."""
    alone: tuple[tuple[int, int], ...] = ()
    """Where words stand that one reading alone has, from start to end in the text; neighbours are one stretch."""


def attested(text: str, readings: Sequence[str]) -> Attested:
    """How far `readings`, each by a reader of its own, have the words of `text`."""
    tokens = [(match.start(), match.end(), _folded(match[0])) for match in _TOKEN.finditer(text)]
    tokens = [token for token in tokens if token[2]]
    witnesses = [_Witness(reading) for reading in readings]
    sure = [sum(witness.has(words) for witness in witnesses) >= WITNESSES for _, _, words in tokens]
    for number, ((_, end, before), (start, _, after)) in enumerate(pairwise(tokens), 1):
        if sure[number - 1] and sure[number] and not _BESIDE.search(text, end, start):
            pair = before[-1], after[0]
            sure[number] = sum(pair in witness.pairs for witness in witnesses) >= WITNESSES
    alone = [(start, end) for (start, end, _), known in zip(tokens, sure, strict=True) if not known]
    return Attested(share=sum(sure) / len(sure) if sure else 1.0, alone=tuple(_stretches(text, alone)))


class _Witness:
    """The words of one reading that are not yet spoken for, and which of them follow one another.

    A hyphen at a line's end may be its word's own: both ways to read it count.
    """

    def __init__(self, reading: str) -> None:
        joined, cut = _folded(_as_kept(_CUT.sub("", reading))), _folded(_as_kept(_MARK.sub("-", reading)))
        self._left = Counter(joined) | Counter(cut)
        self.pairs = {*pairwise(joined), *pairwise(cut)}

    def has(self, words: Sequence[str]) -> bool:
        """Whether it has the words of a token; each counts once."""
        if any(self._left[word] < 1 for word in words):
            return False
        self._left.subtract(words)
        return True


def _as_kept(reading: str) -> str:
    """A reading with what is mended in every text mended."""
    return "\n".join(despaced(clean(line)).strip() for line in reading.splitlines())


def _stretches(text: str, words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Words with nothing but signs between them as one."""
    begin: int | None = None
    last = 0
    for start, end in words:
        if begin is not None and _WORD.search(text, last, start):
            yield begin, last
            begin = start
        begin, last = start if begin is None else begin, end
    if begin is not None:
        yield begin, last
