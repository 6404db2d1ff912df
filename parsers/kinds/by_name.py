"""What a file is by its name and by what the mail says of it, where its text tells nothing or can't be read.

The daemon imports this itself, and none of what reads texts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.mail.quoting.voices import own_words
from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.values.problems import Reason
from parsers.words.papers.kind import LOCKED, MENTIONED, NAME_HINTS

if TYPE_CHECKING:
    import re

    from parsers.values.documents import Document
    from parsers.values.messages import Message


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


def named(document: Document) -> Document:
    """The document with the kind that its name tells: all there is of one whose text was not read."""
    return replace(document, kind=by_name(document.filename))


def told_by_mail(document: Document, message: Message) -> Document:
    """A file behind a password whose name tells nothing is what the mail says it is."""
    if document.reason is not Reason.ENCRYPTED or document.kind is not Kind.OTHER:
        return document
    return replace(document, kind=by_name(None, own_words(message)))


def _standing(said: str, found: re.Match[str]) -> tuple[bool, int]:
    """A mention's rank: what is said to be locked comes first, then what is named first."""
    return (not LOCKED.match(said[found.end() : found.end() + 60]), found.start())
