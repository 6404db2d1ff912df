"""Right-to-left writing, drawn from left to right as it looks, in the order in which it is read.

Nearly all programs draw Hebrew and Arabic in the order of sight. Here a line is turned back (Unicode Standard Annex 9,
backwards): what is written to the right stays as it is, numbers too.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIRST = "\u0590"
"""No letter before it is written to the left."""
_LEFTWARD, _RIGHTWARD = frozenset({"R", "AL"}), frozenset({"L", "EN", "AN"})
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def as_read(pieces: Sequence[str]) -> list[str]:
    """The letters and blanks of one line, from left to right as they stand, in reading order."""
    if not any(piece[:1] >= _FIRST and _is_of(piece, _LEFTWARD) for piece in pieces):
        return list(pieces)
    leftward = sum(_is_of(piece, _LEFTWARD) for piece in pieces)
    rightward = sum(_is_of(piece, frozenset({"L"})) for piece in pieces)
    if leftward <= rightward:
        return _with_turned(list(pieces), _LEFTWARD, _RIGHTWARD)
    return _with_turned(_turned(pieces), _RIGHTWARD, _LEFTWARD)


def _is_of(piece: str, directions: frozenset[str]) -> bool:
    return bool(piece) and unicodedata.bidirectional(piece[0]) in directions


def _turned(pieces: Sequence[str]) -> list[str]:
    return [piece.translate(_MIRROR) if len(piece) == 1 else piece for piece in reversed(pieces)]


def _with_turned(pieces: list[str], own: frozenset[str], other: frozenset[str]) -> list[str]:
    """The pieces with each stretch of one direction turned, whatever signs and blanks stand within it."""
    for start, end in list(_stretches(pieces, own, other)):
        pieces[start:end] = _turned(pieces[start:end])
    return pieces


def _stretches(pieces: Sequence[str], own: frozenset[str], other: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for number, piece in enumerate((*pieces, None)):
        if piece is not None and _is_of(piece, own):
            start, end = (number if start < 0 else start), number + 1
        elif start >= 0 and (piece is None or _is_of(piece, other) or len(piece.strip(" ")) < len(piece) - 1):
            yield start, end
            start = -1
