"""A stretch of a text around what was looked for, the hits marked."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from store.search.phone_numbers import places
from store.search.words import WORD, index_word, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Match

    from store.search.words import Term

    Word = tuple[str, Match[str]]
    """Folded, and where it stands."""

BEFORE, AFTER = 60, 180
"""Characters of the text around the first hit."""
MOST_PLACES = 500
"""So many hits of a text are marked."""


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
    """Where terms stand in the text, in order."""
    recent: deque[Match[str]] = deque(maxlen=max((len(term.words) for term in terms), default=0))
    hits: list[tuple[int, int]] = []
    whole = {term.words[-1] for term in terms}
    begun = tuple(term.words[-1] for term in terms if term.prefix)
    initials = {case(word[0]) for word in whole for case in (str.lower, str.upper)}
    until = len(text)
    for place in WORD.finditer(text):
        start = place.start()
        if start > until:
            break
        initial = text[start]
        if initial not in initials and initial.isascii():
            recent.append(place)
            continue  # as almost every word, without a look at the rest of it
        folded = index_word(place[0])
        if not folded:
            continue
        recent.append(place)
        if folded not in whole and not folded.startswith(begun):
            continue
        hit = _ending_here([(index_word(one[0]), one) for one in recent], terms)
        if hit is not None and (not hits or hit[0] >= hits[-1][1]):
            hits.append(hit)
            until = hits[0][0] + reach
    return hits


def _ending_here(recent: list[Word], terms: Sequence[Term]) -> tuple[int, int] | None:
    """The stretch of the first term whose last word is the last one of `recent`."""
    for term in terms:
        window = recent[-len(term.words) :]
        if _stands([folded for folded, _ in window], term):
            return window[0][1].start(), window[-1][1].end()
    return None


def _stands(window: Sequence[str], term: Term) -> bool:
    if len(window) < len(term.words) or tuple(window[:-1]) != term.words[:-1]:
        return False
    return window[-1].startswith(term.words[-1]) if term.prefix else window[-1] == term.words[-1]


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
