"""Sections that tell what their writer would like to have or to do: nothing in them is so today."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_AIMS = vocabulary("subjects.aims")


def is_of_aims(layout: Layout, offset: int) -> bool:
    """Whether a place in a text stands under a heading of aims; a letter below it does not."""
    return not layout.in_letter(offset) and _tells_aims(layout.section_at(offset).title)


@lru_cache(maxsize=256)
def _tells_aims(title: str) -> bool:
    return bool(_AIMS.search(fold(title)))
