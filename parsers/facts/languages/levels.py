"""How well a language is said to be spoken: the words, figures and drawn scales beside its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.words.languages.levels import ATTACHED, EMPTY, FILLED, LEVEL, NOT_SPOKEN, ONLY_READ, PASSIVE, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_SHARE = 0.25
_REACH = 120
"""How far from its name a level may stand, in characters."""
_STOP = re.compile(r"[;|•·]|\. |\bet je\b")
_ITEM = re.compile(r"[,;.)•·|/]| - |\bet\b|\ben\b(?= [a-z]+ $)|\bund\b|\band\b")
_NEXT_CLAUSE = re.compile(r"[.,;] (?:et |en |und |and )?(?:je |j'|ik |ich |i )[^,;.]{0,40}$")
"""The clause that leads to the next language: "français, je lis et je parle l'"."""
_FIGURE = re.compile(r", ?(?:niveau |level |stufe )?[abc][12]\b")
"""A comma that only parts a level's words from its figure."""
_LEADER = re.compile(r"^ ?[.·…_-](?: ?[.·…_-]){2,} ?")
"""Dots that lead from a name to its level."""
_SMALL = r"(?:quelques notions|notions?|un peu|quelques bases|bases?|some|a little|etwas|ein wenig|wat|een beetje)"
_NEXT = re.compile(rf"(?:\b(?:and|et|en|und) {_SMALL}(?: d'| de| van)?|\b{_SMALL}(?: d'| de| van)) ?$")
"""The beginning of the next item: "français et notions d'"."""


def is_strong(mark: re.Match[str]) -> bool:
    """Whether a match of `LEVEL` is A2 or above, or some knowledge of no told level."""
    if mark["cefr"]:
        return mark["cefr"] != "a1"
    if mark["stars"]:
        return _is_drawn_strong(mark["stars"])
    if mark["percent"]:
        return int(mark["percent"]) >= 100 * _LEAST_SHARE
    if mark["of"]:
        return int(mark["of"]) > 1 and int(mark["of"]) / int(mark["scale"]) > _LEAST_SHARE
    return bool(mark["strong"] or mark["some"])


def _is_drawn_strong(drawn: str) -> bool:
    """Whether a scale is filled beyond its first step; a tick says yes by itself."""
    if drawn[0] in "✔✓☑✗✘☒":
        return drawn[0] in "✔✓☑"
    filled = sum(character in f"{FILLED}*+" for character in drawn)
    empty = sum(character in EMPTY for character in drawn)
    return filled > 1 and filled / (filled + empty) >= (_LEAST_SHARE if filled + empty > 6 else 0)


def is_spoken(text: str, name: re.Match[str], before: int, after: int, *, levels_first: bool = False) -> bool:
    """Whether the words beside a language's name put it at A2 or above; a bare name counts.

    `before` is where the previous name ends, `after` where the next begins; `levels_first` tells of a list that
    writes each level before its language.
    """
    lead = _lead(text[before : name.start()], levels_first=levels_first)
    if lead is not None:
        return lead
    rest = _LEADER.sub(" ", text[name.end() : after])
    rest = _NEXT_CLAUSE.sub("", rest) if after < len(text) else rest
    stop = _STOP.search(rest)
    near = rest[: stop.start()] if stop else rest
    if NOT_SPOKEN.search(near):
        return False
    own = "" if levels_first else _own_words(rest)
    return says_spoken(list(LEVEL.finditer(own)), lifted=bool(SPOKEN.search(near)))


def says_spoken(marks: Sequence[re.Match[str]], *, lifted: bool = False) -> bool:
    """Whether the levels told of one language amount to A2: figures before words, the best of several skills."""
    figures = [mark for mark in marks if not (mark["strong"] or mark["some"] or mark["weak"])]
    if figures:
        return any(map(is_strong, figures))
    weak = [mark["weak"] for mark in marks if mark["weak"]]
    if not weak or lifted:
        return True
    return any(mark["strong"] for mark in marks) and not any(map(PASSIVE.fullmatch, weak))


def _lead(text: str, *, levels_first: bool) -> bool | None:
    """What stands before a name, in its own item: "notions d'allemand", "langue maternelle : français"."""
    if ONLY_READ.search(text):
        return False
    item = _ITEM.split(text[-_REACH:])[-1]
    attached = ATTACHED.search(item)
    if attached:
        return bool(attached["strong"])
    marks = [mark for mark in LEVEL.finditer(item) if not mark["stars"]]
    return is_strong(marks[-1]) if marks and levels_first else None


def _own_words(rest: str) -> str:
    """What belongs to a language's name: up to a comma outside of parentheses, at most the next item."""
    depth = 0
    for at, character in enumerate(rest[:_REACH]):
        depth += (character == "(") - (character == ")")
        ends = character in ";.·|," or (at > 4 and rest.startswith(" - ", at))
        figure = character == "," and _FIGURE.match(rest, at)
        if depth <= 0 and at > 2 and ends and not figure:
            return rest[:at]
    return _NEXT.sub("", rest[:_REACH])
