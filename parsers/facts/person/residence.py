"""Whether somebody lives at an address now: what the words around it say of the time, and of who lives there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.person.row import row_around
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_NEAR = 140
"""Words about an address stand no farther before it, in characters."""
_SENTENCE = 300
_MOVED_THERE, _LEFT, _COMING, _ANOTHERS = 3.0, 0.25, 0.4, 0.5
"""An address that somebody has moved to stands before all, one left behind after all."""
_BOUND = re.compile(r"[;|(]|\. | - ")
_ASIDE = re.compile(r"\s?\(([^();]{1,40})")
_FORMER, _MOVED = vocabulary("address.former"), vocabulary("address.moved")
_SOON, _OTHERS = vocabulary("address.soon"), vocabulary("address.others")
_UNTIL_THEN = re.compile(r"-(?:19|20)\d\d\b")
"""The end of a span of years."""


def residence(layout: Layout, start: int, end: int, after: int) -> float:
    """By how much an address at `start` to `end` counts more or less than another; `after` is where one before ends."""
    text, row = layout.text, row_around(layout.text, start)
    near = max(row.start, after, start - _NEAR)
    bounds = [found.end() for found in _BOUND.finditer(text, near, start - 2)] if start - 2 > near else []
    near = bounds[-1] if bounds and not _BOUND.search(text, max(near, start - 3), start) else near
    aside = _ASIDE.match(text, end)
    beside = fold(aside[1]) if aside else ""
    sentence = fold(layout.sentence_at(start).of(text)[:_SENTENCE])
    if _SOON.search(sentence) and _MOVED.search(sentence) is None:
        return _COMING
    if (
        row.search(_FORMER, near, start)
        or _FORMER.search(beside)
        or _UNTIL_THEN.search(f"{row.told(near, start)} | {beside}")
    ):
        return _LEFT
    if _MOVED.search(sentence):
        return _MOVED_THERE
    return _ANOTHERS if row.search(_OTHERS, near, start) or _OTHERS.search(beside) else 1.0
