"""The notice's phrase in a subject, and the prefixes that mail programs put before one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.patterns import alternatives
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREFIX = re.compile(
    rf"(?:\[[^\]]{{1,40}}\] ?)*(?:(?P<reply>{alternatives('mail_headers.reply_prefix')})|"
    rf"(?P<forward>{alternatives('mail_headers.forward_prefix')}))\.? ?(?:\[\d+\]|\(\d+\))? ?:"
)
_WORD = re.compile(r"[^\W_]+")
_LOOKED_AT = 60
"""Words of a subject that are looked at for slips."""
_SLIPS = 2
_KNOWN_WORDS = 4096
"""Of so many words of subjects it is kept which phrases they resemble."""


def prefix_of(subject: str | None) -> str | None:
    """`reply` or `forward` by the outermost prefix of a subject ("TR : RE: …" was forwarded), or None."""
    found = _PREFIX.match(fold(unicodedata.normalize("NFKC", subject or "")))
    if found is None:
        return None
    return "reply" if found["reply"] else "forward"


def without_prefix(subject: str | None) -> str | None:
    """A subject without the prefixes that mail programs put before it."""
    rest = unicodedata.normalize("NFKC", subject or "").strip()
    while found := _PREFIX.match((view := folded(rest)).text):
        rest = rest[view.span(0, found.end()).end :].strip()
    return rest or None


def carries(subject: str | None, phrase: str) -> bool:
    """Whether the notice's phrase stands in a subject as whole words.

    NFKC, case, accents, dots, dashes and runs of space are folded, so `RECRUTEMENT–E.O.`, `recrutementEO` and
    `Recrutement_EO` carry it and `Recrutement : EOLIA` does not.
    """
    wanted = _phrase(phrase).whole
    words = _words(subject) if subject and wanted else ()
    begins = [at for at, word in enumerate(words) if wanted.startswith(word)]
    return any(_starts(words[at:], wanted) for at in begins)


def nearly_carries(subject: str | None, phrase: str) -> bool:
    """Whether the phrase stands in a subject with a slip of the keyboard or with its words turned round."""
    wanted, whole, longest = _phrase(phrase)
    words = _words(subject)[:_LOOKED_AT] if subject and wanted else ()
    if len(wanted) > 1 and set(words).issuperset(wanted):
        return True
    like = [at - longest for at, word in enumerate(words) if _resembles(word, wanted[longest])]
    windows = [words[at : at + len(wanted)] for at in like if 0 <= at <= len(words) - len(wanted)]
    return any(all(map(_resembles, window, wanted)) for window in windows) or (
        len(whole) > 6 and any(word[-2:] == whole[-2:] and _glued(word, whole) for word in words)
    )


def _resembles(word: str, wanted: str) -> bool:
    """A slip or two in a long word; of a short one only the order of its letters, or a nought for an o."""
    if len(wanted) <= 4:
        return sorted(word.replace("0", "o")) == sorted(wanted)
    return abs(len(word) - len(wanted)) <= _SLIPS and _distance(word, wanted, _SLIPS) <= _SLIPS


def _glued(word: str, whole: str) -> bool:
    """The phrase written as one word, with a slip."""
    return abs(len(word) - len(whole)) <= _SLIPS and _distance(word, whole, _SLIPS) <= _SLIPS


class Phrases:
    """Many notices' phrases: those that a subject may carry, or nearly, are looked up and not tried in turn."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._by_whole: dict[str, list[int]] = {}
        self._by_longest: dict[str, list[int]] = {}
        for at, (words, whole, longest) in enumerate(map(_phrase, phrases)):
            if words:
                self._by_whole.setdefault(whole, []).append(at)
                self._by_longest.setdefault(words[longest], []).append(at)
        self._most = max(map(len, self._by_whole), default=0)
        self._by_end: dict[str, list[str]] = {}
        for whole in self._by_whole:
            self._by_end.setdefault(whole[-2:], []).append(whole)
        self._by_length: dict[int, list[str]] = {}
        for longest_word in self._by_longest:
            self._by_length.setdefault(len(longest_word), []).append(longest_word)
        self._resembling: dict[str, tuple[str, ...]] = {}

    def near(self, subject: str | None) -> set[int]:
        """Where those stand that the subject `carries` or `nearly_carries`, and few others."""
        words = _words(subject) if subject else ()
        found: set[int] = set()
        for at in range(len(words)):
            together = ""
            for word in words[at:]:
                together += word
                if len(together) > self._most:
                    break
                found.update(self._by_whole.get(together, ()))
        for word in {*words[:_LOOKED_AT]}:
            for longest in self._resembled_by(word):
                found.update(self._by_longest[longest])
            for whole in self._by_end.get(word[-2:], ()):
                if abs(len(whole) - len(word)) <= _SLIPS:
                    found.update(self._by_whole[whole])
        return found

    def _resembled_by(self, word: str) -> tuple[str, ...]:
        """The phrases' longest words that a word of a subject is, or resembles."""
        known = self._resembling.get(word)
        if known is None:
            lengths = range(len(word) - _SLIPS, len(word) + _SLIPS + 1)
            alike = [one for length in lengths for one in self._by_length.get(length, ())]
            known = tuple(one for one in alike if one == word or _resembles(word, one))
            if len(self._resembling) >= _KNOWN_WORDS:
                self._resembling.clear()
            self._resembling[word] = known
        return known


class _Phrase(NamedTuple):
    """A notice's phrase as subjects are asked for it."""

    words: tuple[str, ...]
    whole: str
    """Written together."""
    longest: int
    """Which of the words is the longest one: the one that fewest words resemble."""


@lru_cache(maxsize=4096)
def _phrase(phrase: str) -> _Phrase:
    words = _words(phrase)
    lengths = [len(word) for word in words]
    return _Phrase(words, "".join(words), lengths.index(max(lengths)) if words else 0)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    folded = fold(unicodedata.normalize("NFKC", text[:2000]).replace("œ", "oe"))
    return tuple(_WORD.findall(folded))


def _starts(words: Sequence[str], wanted: str) -> bool:
    """Whether the words from here on, written together, are the phrase and end where a word ends."""
    rest = wanted
    for word in words:
        if not rest.startswith(word):
            return False
        rest = rest[len(word) :]
        if not rest:
            return True
    return False


def _distance(one: str, other: str, most: int) -> int:
    """Damerau's distance (swapped neighbours count once, also with a letter missing between them), or more than `most`.

    A change makes two letters more or fewer alike at most: words of other letters are not compared.
    """
    if len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    rows = [list(range(len(other) + 1))]
    seen: dict[str, int] = {}
    for i, a in enumerate(one, 1):
        above, row, alike = rows[-1], [i], 0
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if alike and (swapped := seen.get(b)):
                cost = min(cost, rows[swapped - 1][alike - 1] + (i - swapped) + (j - alike - 1))
            alike = j if a == b else alike
            row.append(cost)
        if min(row) > most:
            return most + 1
        rows.append(row)
        seen[a] = i
    return rows[-1][-1]
