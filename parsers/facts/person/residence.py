"""Whether somebody lives at an address now: what the words around it say of the time, and of who lives there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.text.text import fold
from parsers.words.person.address import FORMER, MOVED, OTHERS, SOON

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_NEAR = 70
"""Words about an address stand no farther before it, in characters."""
_SENTENCE = 300
_MOVED_THERE, _LEFT, _COMING, _ANOTHERS = 3.0, 0.25, 0.4, 0.5
"""An address that somebody has moved to stands before all, one left behind after all."""
_BOUND = re.compile(r"[;|(]|\. | - ")
_ASIDE = re.compile(r"\s?\(([^();]{1,40})")


def residence(layout: Layout, start: int, end: int, after: int) -> float:
    """By how much an address at `start` to `end` counts more or less than another; `after` is where one before ends."""
    line = layout.line_at(start).start
    before = fold(layout.text[max(line, after, start - 2 * _NEAR) : start])[-_NEAR:]
    near = _BOUND.split(before)[-1] if not _BOUND.search(before[-3:]) else before
    aside = _ASIDE.match(layout.text, end)
    told = f"{near} | {fold(aside[1]) if aside else ''}"
    sentence = fold(layout.sentence_at(start).of(layout.text)[:_SENTENCE])
    if SOON.search(sentence) and MOVED.search(sentence) is None:
        return _COMING
    if FORMER.search(told):
        return _LEFT
    if MOVED.search(sentence):
        return _MOVED_THERE
    return _ANOTHERS if OTHERS.search(told) else 1.0
