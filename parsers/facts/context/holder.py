"""Of whom a sentence says something: the writer, or somebody else that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.context.modifiers import Modifier, words_between
from parsers.lexicon.vocabulary import Vocabulary, vocabulary
from parsers.text.marks import is_parted, mark_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.lexicon.vocabulary import Mention

WRITER = vocabulary("people.writer")
OTHER = vocabulary("people.other")
_WRITER_IS = vocabulary("people.writer_is")
_OTHER_IS = vocabulary("people.other_is")
_RELATIVE, _OBJECT = vocabulary("people.relative"), vocabulary("people.object")
_VERB_REACH = 2
"""So many words at most stand between a verb and what it says of its subject."""
_BRACKET = 200
"""A bracket that is closed within so many characters: whoever it names is no subject of what comes after it."""
_NEXT_CLAUSE = vocabulary("context.begins_clause")
_REPLACES, _TITLE = vocabulary("people.replaced"), vocabulary("people.title")
_REACH = 90
"""So far before a word the person is named whom it may be told of, in characters."""
_MARKS = ",;:!?"
"""Marks at which the words on a person end; so does a full stop, but for that behind a title ("M. Lune")."""
_WORD = 5
"""A title has fewer letters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """Of whom a sentence says what stands at one place."""

    own: bool
    explicit: bool
    led: bool
    modifier: Modifier | None = None
    """The subject that decided, or its verb."""


def holder_of(sentence: str, start: int) -> Holder:
    """Whether the writer holds what stands at `start`, whether "I" says so, and whether the sentence begins with "I".

    The nearest subject before decides, but for a verb in the first or third person right before.
    """
    others = list(_outside_brackets(OTHER, sentence, start))
    firsts = [first for first in _outside_brackets(WRITER, sentence, start) if not _is_object(sentence, first)]
    led = not others or bool(firsts and firsts[0].start() < others[0].start())
    if verb := _verb(_WRITER_IS, sentence, start):
        return Holder(own=True, explicit=True, led=True, modifier=_modifier("explicit", "people.writer_is", verb))
    if not others:
        subject = _modifier("explicit", "people.writer", firsts[-1]) if firsts else None
        return Holder(own=True, explicit=bool(firsts), led=True, modifier=subject)
    if verb := others_verb(sentence, start):
        return Holder(own=False, explicit=False, led=led, modifier=_modifier("other", "people.other_is", verb))
    if firsts and firsts[-1].start() > others[-1].start():
        return Holder(own=True, explicit=True, led=led, modifier=_modifier("explicit", "people.writer", firsts[-1]))
    return Holder(own=False, explicit=False, led=led, modifier=_modifier("other", "people.other", others[-1]))


def _is_object(sentence: str, first: Mention) -> bool:
    """Whether somebody else does something with the writer: "la remplaçante qui me supplée"."""
    return _RELATIVE.before(sentence, first.start()) is not None and _OBJECT.match(sentence, first.start()) is not None


def others_verb(sentence: str, start: int) -> Mention | None:
    """The verb in the third person right before a place."""
    return _verb(_OTHER_IS, sentence, start)


def _modifier(category: str, name: str, mention: Mention) -> Modifier:
    return Modifier(category, name, *mention.span())


def _verb(verbs: Vocabulary, sentence: str, start: int) -> Mention | None:
    """The verb right before a place."""
    mentions = verbs.finditer(sentence, 0, start)
    return next((verb for verb in mentions if words_between(sentence, verb.end(), start) <= _VERB_REACH), None)


def _outside_brackets(phrases: Vocabulary, sentence: str, end: int) -> Iterator[Mention]:
    """The mentions before `end` that stand in no closed bracket."""
    return (found for found in phrases.finditer(sentence, 0, end) if not _is_in_brackets(sentence, found.start(), end))


def _is_in_brackets(sentence: str, at: int, end: int) -> bool:
    """Whether a place stands in a bracket that is closed before `end`, and in which no other opens."""
    opens = sentence.rfind("(", 0, at)
    closes = mark_at(sentence, "()", opens + 1, min(end, opens + 1 + _BRACKET))
    return opens >= 0 and at <= closes < end and sentence.startswith(")", closes)


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
