"""Ids in addresses: none that a database can't hold."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Path, Query

MOST = 2**53
"""What JSON and both databases hold exactly."""

Id = Annotated[int, Path(ge=0, le=MOST)]
Ids = Annotated[list[Annotated[int, Query(ge=0, le=MOST)]], Query(alias="id", max_length=2000)]
"""Those that were ticked in a list."""
Number = Annotated[int, Path(ge=1, le=100_000)]


def number(given: str, most: int = MOST) -> int | None:
    """A number that somebody, or an address, gives as text; None where it is none, or more than a database holds."""
    usable = given.isascii() and given.isdecimal() and len(given) <= len(str(most))
    return int(given) if usable and int(given) <= most else None


def pair(given: str) -> tuple[int, int] | None:
    """Two numbers with a colon between them; None where they are none."""
    first, _, second = given.partition(":")
    one, other = number(first), number(second)
    return (one, other) if one is not None and other is not None else None


def document(
    document_id: int, *, page: int | None = None, start: int | None = None, end: int | None = None, words: str = ""
) -> str:
    """The page that shows a document, at a passage; `words` that were looked for are marked, too."""
    return _at_passage(f"/documents/{document_id}", {"page": page, "start": start, "end": end, "q": words or None})


def mail(message_id: int, *, start: int | None = None, end: int | None = None, words: str = "") -> str:
    """The page that shows a mail, at a passage; `words` that were looked for are marked, too."""
    return _at_passage(f"/mails/{message_id}", {"start": start, "end": end, "q": words or None})


def _at_passage(path: str, given: dict[str, int | str | None]) -> str:
    query = urlencode({name: value for name, value in given.items() if value is not None})
    return f"{path}?{query}#passage" if query else path
