"""What a file is by its name and by what the mail says of it, where its text tells nothing or can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.words.papers.kind import LOCKED, MENTIONED, NAME_HINTS

if TYPE_CHECKING:
    import re


def kind_of_name(filename: str | None) -> Kind | None:
    """What a file's name suggests; None where it tells nothing."""
    flat = fold(filename or "").replace("_", " ")
    return next((Kind(kind) for kind, pattern in NAME_HINTS if pattern.search(flat)), None)


def by_name(filename: str | None, context: str = "") -> Kind:
    """What a file's name suggests, else what the mail mentions first, else nothing in particular."""
    if named := kind_of_name(filename):
        return named
    said = fold(context)
    told = [(_standing(said, found), kind) for kind, pattern in MENTIONED if (found := pattern.search(said))]
    return Kind(min(told)[1]) if told else Kind.OTHER


def _standing(said: str, found: re.Match[str]) -> tuple[bool, int]:
    """A mention's rank: what is said to be locked comes first, then what is named first."""
    return (not LOCKED.match(said[found.end() : found.end() + 60]), found.start())
