"""The words of a structured field, without what anybody may say in its comments and quoted strings (RFC 5322, 3.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = re.compile(r"[a-z0-9.@_+=/-]{0,320}")
_MARK = re.compile(r"(\\.|[\"();])", re.DOTALL)


def pieces_of(value: str) -> list[str]:
    """What stands between the semicolons, in small letters: without comments, which may be nested (RFC 5322, 3.2.2).

    Of a quoted string only an address or a name is kept: what a stranger could put into it is no result. In the place
    of any other stands a quote, so that what was beside it is not taken for the whole. A quote within a comment is a
    sign like any other there, but servers write quoted addresses into comments: nobody knows where such a comment ends,
    nor where one does that is never closed, so the piece with it and all that follows is left out.
    """
    pieces, depth = [""], 0
    for part in _tokens(value.lower()):
        if part == "(":
            depth += 1
        elif part == ")":
            depth = max(0, depth - 1)
        elif depth and part[0] == '"':
            return pieces[:-1] or [""]
        elif depth:
            continue
        elif part == ";":
            pieces.append("")
        else:
            pieces[-1] += part if part[0] != '"' else _plain(part[1:])
    return pieces if not depth else pieces[:-1] or [""]


def _plain(quoted: str) -> str:
    return quoted if _PLAIN.fullmatch(quoted) else '"'


def _tokens(value: str) -> Iterator[str]:
    """Marks, runs of other characters, and quoted strings with their opening quote; each character is seen once."""
    parts = iter(_MARK.split(value))
    for part in parts:
        if part == '"':
            yield '"' + "".join(piece for piece in iter(lambda: next(parts, '"'), '"') if piece[:1] != "\\")
        elif part and part[0] != "\\":
            yield part
