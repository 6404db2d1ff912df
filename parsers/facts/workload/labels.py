"""Words beside a number that tell that it is of a load: a label, "d'un temps plein", a verb of work."""

from __future__ import annotations

import re

from parsers.lexicon.vocabulary import Vocabulary, vocabulary
from parsers.text.marks import behind, is_parted

_LABEL, _OF = vocabulary("load.label"), vocabulary("load.of")
_WORK, _LED = vocabulary("load.work"), vocabulary("load.led")
_AMOUNTS_TO = vocabulary("load.amounts_to")
_NOUN, _AT = vocabulary("load.noun", "hours.hour", "hours.lesson"), vocabulary("load.at")
_LABELLED = re.compile(r" ?[:=]| {2,}| (?=\d)")
_BEFORE_LABEL = re.compile(r"\W*(?:\w+ ){0,2}")
_REACH = 60


def begins_with_label(line: str) -> bool:
    """Whether a folded line begins with a load's label: it tells of a load in a post, not of another post."""
    label = _LABEL.search(line)
    if label is None or any(c.isalnum() for c in line[: label.start()]):
        return False
    return _LABELLED.match(line, label.end()) is not None


def is_label(line: str, *, colon: bool = False) -> bool:
    """Whether a folded line is nothing but a load's label: "Temps de travail", with `colon` only "Charges :"."""
    bare = line.rstrip(" :")
    if colon and ":" not in line[len(bare) :]:
        return False
    label = _LABEL.before(line, len(bare))
    return label is not None and _BEFORE_LABEL.fullmatch(line, 0, label.start()) is not None


def is_labelled(text: str, start: int) -> bool:
    """Whether a load's label stands right before a place: "Charge : 4/5", "une charge de 4/5"."""
    return is_after(_LABEL, text, start)


def is_after(words: Vocabulary, text: str, start: int) -> bool:
    """Whether the last of some words leads to a place by no more than a colon, a verb and a preposition."""
    told = words.last(text, start - _REACH, start)
    if told is None:
        return False
    at = told.end()
    for step in (_AMOUNTS_TO, _OF, _LED):
        at = behind(text, " ", at, start)
        at += text.startswith((":", "="), at, start)
        found = step.match(text, at, start)
        at = found.end() if found else at
    return not text[at:start].strip()


def is_led(text: str, start: int) -> bool:
    """Whether a preposition or an article stands right before a bare "4/5", as before a load."""
    return _LED.before(text, start) is not None


def end_of_work(text: str, end: int) -> int:
    """Where the words end that tell, right behind a part, that it is of a load ("d'un temps plein"); 0 without."""
    of = _OF.match(text, end)
    work = _WORK.match(text, of.end() if of else end)
    return work.end() if work else 0


def is_of_something_else(text: str, end: int) -> bool:
    """Whether a share is of pupils, points or the like: "55 % des élèves"."""
    of = _OF.match(text, end)
    return of is not None and not _WORK.match(text, of.end())


def is_placed(text: str, end: int) -> bool:
    """Whether a place, and no year, stands right behind a load: "12/24 à Bure"."""
    at = _AT.match(text, end)
    return at is not None and not at.group()[-1].isdigit()


def is_in_brackets_of_work(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands for itself a little behind a load's noun or hours: "contrat de 30 h (4/5)"."""
    told = _NOUN.last(text, start - _REACH, start)
    return told is not None and not is_parted(text, ".;", told.end(), start) and is_cell(text, start, end)


_CELL_BEFORE = re.compile(r"(?:^[-–•*▪·]?|[,;:(|]|  | -) ?(?:a |at |zu )?$")
_CELL_AFTER = re.compile(r" ?(?:$|[,;.()|]|- )")


def is_cell(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands for itself: in a line of its own, between commas, in brackets."""
    return begins_cell(text, start) and ends_cell(text, end)


def begins_cell(text: str, start: int) -> bool:
    """Whether a cell begins at a place, or at the preposition right before it."""
    return _CELL_BEFORE.search(text[:start]) is not None


def ends_cell(text: str, end: int) -> bool:
    """Whether nothing goes on behind a place in its cell: a mark, a bracket or the end stands there."""
    return _CELL_AFTER.match(text, end) is not None
