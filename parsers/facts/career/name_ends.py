"""Where the name of a school or centre ends in the sentence that goes on after it."""

from __future__ import annotations

import re

from parsers.lexicon.patterns import spelled
from parsers.text.text import fold

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^(?:[ldLD]['’])|^[\W_]+|[\W_]+$")
_KINDS = frozenset(spelled("employer_names.kinds"))
_JOINTS = frozenset(spelled("employer_names.joints"))
_OPENS = frozenset(spelled("employer_names.opens"))
_COUNTS = frozenset(spelled("employer_names.counts"))
_BETWEEN = _KINDS | frozenset(spelled("employer_names.of"))
_NEXT = re.compile(r"[\s'’-]+(?:[«“\"]\s*)?([\w|°]+)")


def has_name(text: str, end: int) -> bool:
    """Whether a capital, or a number, follows the sort of a place that ends at `end`: "école communale de Huy"."""
    while word := _NEXT.match(text, end):
        if word[1][0].isupper() or word[1][0] == "|" or word[1].startswith("n°"):
            return True
        if fold(word[1]) not in _BETWEEN:
            return False
        end = word.end()
    return False


def name_end(text: str, begin: int, end: int) -> int:
    """Where a name that begins at `begin` ends, at most at `end`: at its last capital, number or word of its kind."""
    last = begin
    joints: list[str] = []
    for word in _WORD.finditer(text, begin, end):
        bare = _EDGES.sub("", word.group())
        flat = fold(bare)
        if not flat or flat in _JOINTS:
            joints += [flat] if flat else []
            if len(joints) > 1 and joints[0] in _OPENS:
                break
        elif bare[0].isupper() or (bare[0].isdigit() and not (joints and joints[0] in _COUNTS)) or flat in _KINDS:
            last, joints = word.end(), []
        else:
            break
    return last if last > begin else end
