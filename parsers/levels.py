"""How well a language is said to be spoken: the words and figures beside its name."""

from __future__ import annotations

import re

from parsers.languagewords import LEVEL, NOT_SPOKEN, ONLY_READ, SPOKEN

_LEAST_PERCENT = 25
_REACH = 120
"""How far from its name a level may stand, in characters."""
_STOP = re.compile(r"[;|•·]|\. |\bet je\b")
_ITEM = re.compile(r"[,;.)•·|]|\bet\b|\ben\b(?= [a-z]+ $)|\bund\b|\band\b")
_LEADS = re.compile(r"(?:d'|de |du |de l'|en |l'|: ?|in |im |of |van |het |le |la |- ?|\w )$")
_SMALL = r"(?:notions?|un peu|bases?|some|a little|etwas|wat|een beetje)"
_NEXT = re.compile(rf"(?:\b(?:and|et|en|und) {_SMALL}(?: d'| de| van)?|\b{_SMALL}(?: d'| de| van)) ?$")
"""The beginning of the next item: "français et notions d'"."""


def is_strong(mark: re.Match[str]) -> bool:
    """Whether a match of `LEVEL` is A2 or above."""
    if mark["cefr"]:
        return mark["cefr"] != "a1"
    if mark["stars"]:
        return len(re.findall(r"[★●⬤■◆♦✦✔⭐▮*+]", mark["stars"])) > 1
    if mark["percent"]:
        return int(mark["percent"]) >= _LEAST_PERCENT
    if mark["of"]:
        return int(mark["of"]) > 1
    return bool(mark["strong"])


def is_spoken(text: str, name: re.Match[str], before: int, after: int) -> bool:
    """Whether the words beside a language's name put it at A2 or above; a bare name counts.

    `before` is where the previous name ends, `after` where the next begins.
    """
    lead = _lead(text[before : name.start()])
    if lead is not None:
        return lead
    rest = text[name.end() : after]
    stop = _STOP.search(rest)
    if NOT_SPOKEN.search(rest[: stop.start()] if stop else rest):
        return False
    own = _own_words(rest)
    marks = list(LEVEL.finditer(own))
    figures = [mark for mark in marks if mark["cefr"] or mark["stars"] or mark["percent"] or mark["of"]]
    if figures:
        return any(is_strong(mark) for mark in figures)
    weak = any(mark["weak"] for mark in marks)
    return (
        not weak or any(mark["strong"] for mark in marks) or bool(SPOKEN.search(rest[: stop.start()] if stop else rest))
    )


def _lead(text: str) -> bool | None:
    """What stands before a name, in its own item: "notions d'allemand", "langue maternelle : français"."""
    if ONLY_READ.search(text):
        return False
    item = _ITEM.split(text[-_REACH:])[-1]
    marks = [mark for mark in LEVEL.finditer(item) if not mark["stars"]]
    if not marks or not _LEADS.search(item):
        return None
    return is_strong(marks[-1])


def _own_words(rest: str) -> str:
    """What belongs to a language's name: up to a comma outside of parentheses, at most the next item."""
    depth = 0
    for at, character in enumerate(rest[:_REACH]):
        depth += (character == "(") - (character == ")")
        ends = character in ",;.•·|" or (at > 4 and rest.startswith(" - ", at))
        if depth <= 0 and at > 2 and ends:
            return rest[:at]
    return _NEXT.sub("", rest[:_REACH])
