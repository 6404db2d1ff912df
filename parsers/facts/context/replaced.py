"""Whoever the writer stands in for: a status or a load that is told of that person is not the writer's."""

from __future__ import annotations

from parsers.facts.context.holder import WRITER
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import is_parted

_NEXT_CLAUSE = vocabulary("context.begins_clause")
_REPLACES, _TITLE = vocabulary("people.replaced"), vocabulary("people.title")
_REACH = 90
"""So far before a word the person is named whom it may be told of, in characters."""
_MARKS = ",;:!?"
"""Marks at which the words on a person end; so does a full stop, but for that behind a title ("M. Lune")."""
_WORD = 5
"""A title has fewer letters."""


def is_of_replaced(text: str, start: int) -> bool:
    """Whether what begins at `start` of a folded sentence is told of one who is replaced.

    "Je remplace une collègue nommée"; in brackets behind a name, too: "remplacement de M. Lune (nommé, 22/22)".
    """
    lead = _REPLACES.last(text, max(0, start - _REACH), start)
    if lead is None:
        return False
    between = text[lead.end() : start]
    name, _, _ = between.partition("(")
    if any(words.search(text, lead.end(), start) for words in (WRITER, _NEXT_CLAUSE)):
        return False
    return not (")" in between or is_parted(name, _MARKS) or _has_full_stop(name))


def _has_full_stop(name: str) -> bool:
    """Whether a sentence ends among words on a person."""
    words = (word.removesuffix(".") for word in name.split(" ")[:-1] if word.endswith("."))
    return any(len(word) >= _WORD and word[-_WORD:].isalnum() for word in words)


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
