"""Whoever the writer stands in for: a status or a load that is told of that person is not the writer's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.context.holder import WRITER
from parsers.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPLACES, _TITLE = vocabulary("people.replaced"), vocabulary("people.title")
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


def is_of_named(text: str, start: int) -> bool:
    """Whether what begins at `start` is told of somebody named by title in brackets or behind a colon.

    "Intérim (M. Lune, nommé depuis 1998)"; "titulaire de l'emploi : Mme Lune (définitive)".
    """
    lead = _TITLE.last(text, max(0, start - _REACH), start)
    if lead is None:
        return False
    between, before = text[lead.end() : start].strip(" ."), text[: lead.start()].rstrip(" ")
    name = between.rstrip(" ,(").split()
    if not 0 < len(name) <= _NAMES or name[0] in {"le", "la", "les"} or not all(map(_is_name, name)):
        return False
    return bool(before) and between.endswith(("(", ",")) and (between[-1] == "(" or before[-1] in "(:")


def _is_name(word: str) -> bool:
    return all(part.isalpha() for part in word.replace("'", "-").split("-"))


_NAMES = 4
"""So many words a name has at most."""


def brackets_on_replaced(text: str) -> Iterator[tuple[int, int]]:
    """The brackets of a folded sentence that tell of one who is replaced."""
    for lead in _REPLACES.finditer(text):
        if bracket := _BRACKET.match(text, lead.end()):
            yield bracket.span("inside")
