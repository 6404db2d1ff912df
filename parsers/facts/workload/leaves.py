"""The small part of a load that a leave takes away: "congé parental d'un cinquième", "20 % de moins"."""

from __future__ import annotations

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import DIGITS, is_near

_LEAVE, _REDUCED, _LESS = vocabulary("leaves.leave"), vocabulary("leaves.reduced"), vocabulary("leaves.less")
_RELIEVED = vocabulary("leaves.relieved")
_REACH = 90
"""So far before a part the words for its leave begin, in characters."""
_BEHIND = 6
"""So near behind a part its leave stands: "un jour de congé"."""


def is_taken_away(text: str, start: int, end: int) -> bool:
    """Whether the part of a load at `start` to `end` of a folded sentence is what a leave takes of it."""
    named = _LEAVE.search(text, start, end) is not None
    return named or _is_led_by(text, start) or bool(_LESS.match(text, end)) or is_followed_by_leave(text, end)


def _is_led_by(text: str, start: int) -> bool:
    leave = _LEAVE.last(text, start - _REACH, start)
    if leave and _is_close(text, leave.end(), start):
        return True
    return _REDUCED.before(text, start) is not None


def is_followed_by_leave(text: str, end: int) -> bool:
    """Whether a leave stands right behind a place: "un jour de congé"."""
    leave = _LEAVE.search(text, end)
    return leave is not None and leave.start() - end <= _BEHIND and _is_close(text, end, leave.start())


def is_of_leave(text: str, start: int, end: int) -> bool:
    """Whether a full load at `start` to `end` is that of a leave: "interruption de carrière à temps plein"."""
    return _LEAVE.last(text, start - _REACH, start) is not None or is_followed_by_leave(text, end)


def is_relieved(text: str, start: int, end: int) -> bool:
    """Whether a part is given to another task of the same post: "déchargée de 6 périodes sur 30"."""
    before, after = _RELIEVED.last(text, start - _REACH, start), _RELIEVED.search(text, end, end + _REACH)
    return bool((before and _is_close(text, before.end(), start)) or (after and _is_close(text, end, after.start())))


def _is_close(text: str, start: int, end: int) -> bool:
    """Whether nothing parts one thing told from the next."""
    return is_near(text, start, end, most=30, parting=f",;.|{DIGITS}")
