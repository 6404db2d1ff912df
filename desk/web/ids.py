"""Ids in addresses: none that a database can't hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

MOST = 2**53
"""What JSON and both databases hold exactly."""

Id = Annotated[int, Path(ge=0, le=MOST)]
Number = Annotated[int, Path(ge=1, le=100_000)]


def document(document_id: int, *, page: int | None = None, start: int | None = None, end: int | None = None) -> str:
    """The page that shows a document, at a passage."""
    given = {"page": page, "start": start, "end": end}
    query = "&".join(f"{name}={value}" for name, value in given.items() if value is not None)
    return f"/documents/{document_id}?{query}#passage" if query else f"/documents/{document_id}"


def mail(message_id: int, *, start: int | None = None, end: int | None = None) -> str:
    """The page that shows a mail, at a passage."""
    return f"/mails/{message_id}?start={start}&end={end}#passage" if start is not None else f"/mails/{message_id}"
