"""Whether two names can be, or surely are, one person's."""

from __future__ import annotations

from functools import lru_cache

from parsers.linkage.senders import name_words

MOST_WORDS = 12
"""A longer "name" is none: it is compared by its first words, in the order of the alphabet."""


@lru_cache(maxsize=1024)
def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell people apart; a candidate's mails repeat it, so they are kept."""
    words = name_words(name)
    return words if len(words) <= MOST_WORDS else frozenset(sorted(words)[:MOST_WORDS])


def same_name(one: str, other: str) -> bool:
    """Whether two names are surely one full name: two words or more in common, and what is missing is only in one.

    "N. Hubermont" is no full name: it agrees with "Nathalie Hubermont" (`agree`) but does not make them one person.
    """
    a, b = words_of(one), words_of(other)
    full = {word for word in a & b if len(word) > 1}
    return len(full) >= 2 and (_is_part_of(a - b, b) or _is_part_of(b - a, a))


def agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: one is part of the other, or they share the given or a family name."""
    a, b = words_of(one), words_of(other)
    if not a or not b:
        return True
    if a <= b or b <= a:
        return True
    shared = {word for word in a & b if len(word) > 1}
    if not shared:
        return False
    return _is_part_of(a - b, b) or _is_part_of(b - a, a) or _first(one) == _first(other)


def _is_part_of(rest: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what only one name has are initials of the other's words, or nothing."""
    return all(len(word) == 1 and any(whole.startswith(word) for whole in other) for word in rest)


def _first(name: str) -> str:
    words = name.replace("-", " ").split()
    return words[0].casefold() if words else ""
