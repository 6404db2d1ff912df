"""What a mail's files are to who sent it, told when they are read: later their texts are no longer at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.documents.active_content import is_program
from parsers.kinds.classify import kind_of_text
from parsers.lexicon.vocabulary import vocabulary
from parsers.linkage.senders import author_of, is_internal, name_words
from parsers.text.text import fold
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values.documents import Document
    from parsers.values.headers import Address
    from parsers.values.messages import Message

_APPLIES = vocabulary("applying.applies")
PAPERS = frozenset({Kind.CV, Kind.LETTER, Kind.CV_AND_LETTER})
"""The papers of an application."""
_LONGEST = 20_000
"""Characters in which a paper says whose it is."""


def with_papers(message: Message, documents: Sequence[Document], internal_domains: frozenset[str]) -> Message:
    """The message with which of its files are programs, and of a colleague's, which CVs and letters are their own."""
    writer = author_of(message.headers)
    papers = list(filter(_is_paper, documents)) if is_internal(writer, internal_domains) else []
    own = [paper.sha256 for paper in papers if _names(paper, writer)]
    return replace(
        message,
        own_papers=tuple(own),
        others_papers=tuple(paper.sha256 for paper in papers if paper.sha256 not in own),
        programs=tuple(document.sha256 for document in documents if is_program(document)),
    )


def _is_paper(document: Document) -> bool:
    """By its text alone, where there is one: colleagues' grids and drafts have "CV" and "lettre" in their names.

    A letter is an applicant's where it applies: the office drafts letters, too.
    """
    if document.kind not in PAPERS or not document.readable:
        return document.kind in PAPERS
    told = kind_of_text(document.text)
    return told in PAPERS and (told is not Kind.LETTER or bool(_APPLIES.search(fold(document.text[:_LONGEST]))))


def _names(paper: Document, writer: Address) -> bool:
    """Whether a paper is the writer's: it gives their name or their address; a locked one, by its own name."""
    text = fold(paper.text[:_LONGEST]) if paper.readable else fold(paper.filename or "")
    if writer.email and writer.email in text:
        return True
    named = name_words(writer.name) or name_words((writer.email or "").partition("@")[0])
    long = {word for word in named if len(word) > 2}
    found = long & name_words(text)
    return bool(found) and (len(found) >= 2 or found == long or not paper.readable)
