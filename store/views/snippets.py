"""A stretch of a text around what was looked for, the hits marked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from store.search.phone_numbers import places
from store.search.words import MARKS, WORD, index_word, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Match, Pattern

    from store.search.words import Term

BEFORE, AFTER = 60, 180
"""Characters of the text around the first hit."""
MOST_PLACES = 500
"""So many hits of a text are marked."""
_TOLD_BY = 3
"""Letters by which almost every other word is passed over without a look at the rest of it."""
_NOT_ASCII = r"(?<=[^\W\x00-\x7f])"
_NO_LETTER_BEFORE = r"(?<![^\W_](?s:.))"
"""Behind a word's first letter: no other letter or digit stands before it."""
_MARK, _LETTER, _DOTTED = re.compile(f"[{MARKS}]"), re.compile(r"[^\W_]"), re.compile(r"(?<![^\W_])[^\W\d_]\.")


def snippet(text: str, terms: Sequence[Term]) -> tuple[tuple[str, bool], ...]:
    """The text around its first hit, as (stretch, whether it is a hit). Without a hit, its beginning."""
    return around(text, hits_in(text, terms))


def around(text: str, hits: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The same where the hits are known."""
    start = max(0, hits[0][0] - BEFORE) if hits else 0
    end = min(len(text), start + BEFORE + AFTER)
    start, end = _at_words(text, start, end)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for left, right in hits:
        if left >= at and right <= end:
            pieces += [(_plain(text[at:left]), False), (_plain(text[left:right]), True)]
            at = right
    pieces += [(_plain(text[at:end]), False), ("…" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def every_place(text: str, query: str) -> list[tuple[int, int]]:
    """Where what a person looks for stands in a text, in order; the first ones of very many."""
    return hits_in(text, parse(query), reach=len(text))[:MOST_PLACES] if query.strip() else []


def hits_in(text: str, terms: Sequence[Term], *, reach: int = AFTER) -> list[tuple[int, int]]:
    """Where what was looked for stands in the text, in order; of words no further than `reach` behind the first."""
    wanted = [term for term in terms if not term.excluded]
    numbers = [place for term in wanted if term.number for place in places(text, term.number)]
    return numbers or _hits(text, [term for term in wanted if term.words], reach)


def _hits(text: str, terms: Sequence[Term], reach: int) -> list[tuple[int, int]]:
    """Where terms stand in the text, in order; of those that begin with the same word the first."""
    hits: list[tuple[int, int]] = []
    if not terms:
        return hits
    until = len(text)
    for found in _beginning(tuple(sorted({term.words[0][:_TOLD_BY] for term in terms}))).finditer(text):
        start = found.start()
        if start > until:
            break
        place = WORD.match(text, start)
        if place is None or (hits and start < hits[-1][1]) or _goes_on(text, place):
            continue
        first = index_word(place[0])
        end = next(filter(None, (_end_of(text, place, first, term) for term in terms)), None)
        if end is not None:
            hits.append((start, end))
            until = hits[0][0] + reach
    return hits


@lru_cache(maxsize=200)
def _beginning(beginnings: tuple[str, ...]) -> Pattern[str]:
    """Finds where a word may begin so, and hardly any others: what is not ASCII may be folded to any letter.

    All of them begin with one set of characters, by which the library leaps over everything else.
    """
    initials = {either for one in beginnings for either in (one[0], one[0].upper())}
    others = "".join(rf"\x{code:02x}" for code in range(128) if chr(code) not in initials)
    branches = [rf"(?<=[{one[0]}{one[0].upper()}]){_letters(one[1:])}" for one in beginnings if one[0].isascii()]
    return re.compile(rf"[^{others}]{_NO_LETTER_BEFORE}(?:{'|'.join([_NOT_ASCII, *branches])})")


def _letters(letters: str) -> str:
    behind = ""
    for letter in letters[::-1]:
        behind = rf"\.?(?:[^\x00-\x7f]|[{letter}{letter.upper()}]{behind})"
    return behind


def _end_of(text: str, place: Match[str], first: str, term: Term) -> int | None:
    """Where the term ends of which this word, folded `first`, may be the first; None where it does not stand here."""
    window, last = [first], place
    if len(term.words) > 1 and first == term.words[0]:
        for last in WORD.finditer(text, place.end()):
            if folded := index_word(last[0]):
                window.append(folded)
                if len(window) == len(term.words) or folded != term.words[len(window) - 1]:
                    break
    return last.end() if _stands(window, term) else None


def _stands(window: Sequence[str], term: Term) -> bool:
    if len(window) < len(term.words) or tuple(window[:-1]) != term.words[:-1]:
        return False
    return window[-1].startswith(term.words[-1]) if term.prefix else window[-1] == term.words[-1]


def _goes_on(text: str, place: Match[str]) -> bool:
    """Whether it is the rest of a word: behind its marks, or of letters with dots that began before it."""
    start = before = place.start()
    while before and _MARK.match(text, before - 1):
        before -= 1
    if before < start:
        return before > 0 and _LETTER.match(text, before - 1) is not None
    if (len(place[0]) > 1 and "." not in place[0]) or start < 2 or not _DOTTED.match(text, start - 2):
        return False
    two = "." in place[0] or text[place.end() : place.end() + 1] == "."
    return two or (start >= 4 and _DOTTED.match(text, start - 4) is not None)


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Moves both ends to the next white space, if there is some near."""
    while 0 < start < end and not text[start - 1].isspace() and end - start > AFTER:
        start += 1
    while start < end < len(text) and not text[end].isspace() and end - start > AFTER:
        end -= 1
    return start, end


def _plain(text: str) -> str:
    """White space as one blank, the ends kept apart from their neighbours."""
    squeezed = " ".join(text.split())
    before = " " if text[:1].isspace() and squeezed else ""
    after = " " if text[-1:].isspace() else ""
    return before + squeezed + after
