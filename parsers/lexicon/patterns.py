"""Phrases of the lexicon as pieces of a grammar: that of dates looks them up place by place, that of headings by their
letters, whatever parts them, and that of quoted mail as one pattern. Or as lists of words, as those within names are.

Tables marked `grammar = true` are for that alone: no text is looked through for "le" or "et".
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from parsers.lexicon.data import LexiconError, tables
from parsers.lexicon.syntax import spellings
from parsers.text.marks import in_word
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BETWEEN = {" ": " ", "~": r"\w*", "-": "[ -]?"}


def spelled(name: str) -> tuple[str, ...]:
    """All phrases of a set as folded text has them, the longest first.

    Raises LexiconError for a set that no data file has.
    """
    words = _written(name.partition(".")[0]).get(name)
    if words is None:
        raise LexiconError(f"no data file has {name!r}")
    return words


def words_in(*names: str) -> frozenset[str]:
    """The single words of the phrases of some sets; raises as `spelled` does."""
    return frozenset(word for name in names for phrase in spelled(name) for word in re.split(r"\W+", phrase))


def alternatives(name: str) -> str:
    """All phrases of a set as alternatives for folded text, the longest first; raises as `spelled` does."""
    return "|".join("".join(_BETWEEN.get(c) or re.escape(c) for c in word) for word in spelled(name))


class PhraseBook:
    """The phrases of sets, looked up at one place of a folded text, where a grammar reads on."""

    def __init__(self, *names: str) -> None:
        told = [(name, variant) for name in names for word in spelled(name) for variant in hyphened(word, "-", " ", "")]
        self.phrases = [phrase for _, phrase in told]
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for head in dict.fromkeys(phrase[:3] for _, phrase in told):
            self._by_head[head] = [(name, phrase) for name, phrase in told if phrase[:3] in {head, head[:2], head[:1]}]

    def at(self, text: str, place: int) -> Iterator[tuple[str, int]]:
        """The phrases that stand there, as set and end: in the sets' order, of one set the longest first."""
        head, by_head = text[place : place + 3], self._by_head
        known = by_head.get(head) or by_head.get(head[:2]) or by_head.get(head[:1])
        if not known:
            return iter(())
        return ((name, place + len(phrase)) for name, phrase in known if text.startswith(phrase, place))


def beginnings(words: Iterable[str]) -> str:
    """The pattern of the first two letters of words; no letter is written to a word of one."""
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(word[1:2])
    return "|".join(f"{first}{_second(letters)}" for first, letters in sorted(seconds.items()))


def _second(letters: set[str]) -> str:
    some = f"[{''.join(sorted(map(re.escape, letters)))}]" if letters - {""} else ""
    alone = "(?![a-z])" if "" in letters else ""
    return f"(?:{alone}|{some})" if some and alone else some or alone


def hyphened(word: str, *joints: str) -> Iterator[str]:
    """A phrase with each of `joints` for each of its hyphens."""
    first, *others = word.split("-")
    return map("".join, product([first], *([f"{joint}{part}" for joint in joints] for part in others)))


def beginning(name: str, text: str) -> str:
    """The longest phrase of a set that a folded text begins with, in whole words; "" for none. Raises as `spelled`."""
    phrases, longest = _known(name)
    ends = (end for end in range(longest, 0, -1) if text[:end] in phrases and not in_word(text, end))
    return text[: next(ends, 0)]


@cache
def _known(name: str) -> tuple[frozenset[str], int]:
    """The phrases of a set, and how many characters the longest of them has."""
    words = spelled(name)
    return frozenset(words), len(words[0])


@cache
def _written(subject: str) -> dict[str, tuple[str, ...]]:
    """The folded spellings of each grammar's set of a subject; no other file is read for it."""
    told: dict[str, set[str]] = {}
    for table in tables(subject=subject):
        if table.grammar:
            words = (fold(spelling) for phrase in table.phrases for spelling in spellings(phrase))
            told.setdefault(table.name, set()).update(words)
    return {name: tuple(sorted(words, key=lambda word: (-len(word), word))) for name, words in told.items()}
