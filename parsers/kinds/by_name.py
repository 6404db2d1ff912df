"""What a file is by its name and by what the mail says of it, where its text tells nothing or can't be read.

The daemon imports this itself, and none of what reads texts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.mail.quoting.voices import own_words
from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.lexicon.vocabulary import Mention
    from parsers.values.documents import Document
    from parsers.values.messages import Message

_NAMES = {
    Kind.LETTER: vocabulary("document_kinds.letter_name"),
    Kind.CV: vocabulary("document_kinds.cv_name"),
    Kind.DIPLOMA: vocabulary("document_kinds.diploma_name"),
}
"""What a name suggests; the first that it says."""
_BOTH = vocabulary("document_kinds.both_name")
_MENTIONED = {
    Kind.CV: vocabulary("document_kinds.mentions_cv"),
    Kind.LETTER: vocabulary("document_kinds.mentions_letter"),
    Kind.DIPLOMA: vocabulary("document_kinds.mentions_diploma"),
}
_LOCKED = vocabulary("document_kinds.locked")
_BESIDE = re.compile(r"[^.;,]{0,60}")
"""How far behind a paper's mention it may be called locked."""


def kind_of_name(filename: str | None) -> Kind | None:
    """What a file's name suggests; None where it tells nothing."""
    flat = _PARTS.sub(" ", fold(filename or ""))
    told = [kind for kind, phrases in _NAMES.items() if phrases.search(flat)]
    if _BOTH.search(flat) or {Kind.LETTER, Kind.CV} <= set(told):
        return Kind.CV_AND_LETTER
    return next(iter(told), None)


_PARTS = re.compile(r"[_.-]")
"""What parts a name's words."""


def by_name(filename: str | None, context: str = "") -> Kind:
    """What a file's name suggests, else what the mail mentions first, else nothing in particular."""
    if named := kind_of_name(filename):
        return named
    said = fold(context)
    told = [(_standing(said, found), kind) for kind, phrases in _MENTIONED.items() if (found := phrases.search(said))]
    return min(told)[1] if told else Kind.OTHER


def named(document: Document) -> Document:
    """The document with the kind that its name tells: all there is of one whose text was not read."""
    return replace(document, kind=by_name(document.filename))


def told_by_mail(document: Document, message: Message) -> Document:
    """A file behind a password whose name tells nothing is what the mail says it is."""
    if document.reason is not Reason.ENCRYPTED or document.kind is not Kind.OTHER:
        return document
    return replace(document, kind=by_name(None, own_words(message)))


def _standing(said: str, found: Mention) -> tuple[bool, int]:
    """A mention's rank: what is said to be locked comes first, then what is named first."""
    beside = _BESIDE.match(said, found.end())
    locked = beside is not None and _LOCKED.search(said, found.end(), beside.end()) is not None
    return (not locked, found.start())
