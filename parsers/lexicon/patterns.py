"""Phrases of the lexicon as pieces of a grammar's pattern: that of dates reads words and digits as one.

Tables marked `grammar = true` are for that alone: no text is looked through for "le" or "et".
"""

from __future__ import annotations

import re
from functools import cache

from parsers.lexicon.data import LexiconError, tables
from parsers.lexicon.syntax import spellings
from parsers.text.text import fold

_KNOWN = re.compile(r"\\([ ~-])")
_BETWEEN = {" ": " ", "~": r"\w*", "-": "[ -]?"}


def alternatives(name: str) -> str:
    """All phrases of a set as alternatives for folded text, the longest first.

    Raises LexiconError for a set that no data file has.
    """
    words = _written().get(name)
    if words is None:
        raise LexiconError(f"no data file has {name!r}")
    return "|".join(_KNOWN.sub(lambda mark: _BETWEEN[mark.group(1)], re.escape(word)) for word in words)


@cache
def _written() -> dict[str, list[str]]:
    """The folded spellings of each grammar's set."""
    told: dict[str, set[str]] = {}
    for table in tables():
        if table.grammar:
            spelled = (fold(spelling) for phrase in table.phrases for spelling in spellings(phrase))
            told.setdefault(table.name, set()).update(spelled)
    return {name: sorted(words, key=lambda word: (-len(word), word)) for name, words in told.items()}
