"""Whoever the writer stands in for: a status or a load that is told of that person is not the writer's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.context.holder import WRITER
from parsers.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPLACES = vocabulary("people.replaced")
_REACH = 90
"""So far before a word the person is named whom it may be told of, in characters."""
_PARTED = re.compile(r"[,;:!?]|\w{5}\. ")
"""A mark at which the words on a person end; a full stop behind a title ("M. Lune") is none."""
_BRACKET = re.compile(r"[^,;:!?()]{0,40}(?P<inside>\([^()]{1,60}\))")


def is_of_replaced(text: str, start: int) -> bool:
    """Whether what begins at `start` of a folded sentence is told of one who is replaced.

    "Je remplace une collègue nommée"; in brackets behind a name, too: "remplacement de M. Lune (nommé, 22/22)".
    """
    lead = _REPLACES.last(text, max(0, start - _REACH), start)
    if lead is None:
        return False
    between = text[lead.end() : start]
    name, _, _ = between.partition("(")
    return not (")" in between or _PARTED.search(name) or WRITER.search(between))


def brackets_on_replaced(text: str) -> Iterator[tuple[int, int]]:
    """The brackets of a folded sentence that tell of one who is replaced."""
    for lead in _REPLACES.finditer(text):
        if bracket := _BRACKET.match(text, lead.end()):
            yield bracket.span("inside")
