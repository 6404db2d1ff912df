"""What a mail's files are to who sent it, told when they are read: later their texts are no longer at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.documents.programs import is_program
from parsers.sorting.senders import author_of, name_words
from parsers.text import fold
from parsers.values import Address, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values import Document, Message

PAPERS = frozenset({Kind.CV, Kind.LETTER, Kind.CV_AND_LETTER})
"""The papers of an application."""
_LONGEST = 20_000
"""Characters in which a paper says whose it is."""


def with_papers(message: Message, documents: Sequence[Document]) -> Message:
    """The message with which of its files are CVs and letters of its sender's, and which are programs."""
    writer = author_of(message.headers)
    papers = (document for document in documents if document.kind in PAPERS)
    return replace(
        message,
        own_papers=tuple(paper.sha256 for paper in papers if _names(paper, writer)),
        programs=tuple(document.sha256 for document in documents if is_program(document)),
    )


def _names(paper: Document, writer: Address) -> bool:
    """Whether a paper is the writer's: it gives their name or their address; a locked one, by its own name."""
    text = fold(paper.text[:_LONGEST]) if paper.readable else fold(paper.filename or "")
    if writer.email and writer.email in text:
        return True
    named = name_words(writer.name) or name_words((writer.email or "").partition("@")[0])
    long = {word for word in named if len(word) > 2}
    found = long & name_words(text)
    return bool(found) and (len(found) >= 2 or found == long or not paper.readable)
