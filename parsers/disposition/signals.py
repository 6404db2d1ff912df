"""What a mail's words and papers say of what it is, each sign with what it stands on: the decision reads only these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.disposition.automatic_words import automatic_words
from parsers.disposition.resemblance import applies, is_no_document
from parsers.disposition.withdrawal import withdrawal_in
from parsers.lexicon.vocabulary import expect, vocabulary
from parsers.linkage.senders import author_of, name_words
from parsers.mail.quoting.voices import own_words
from parsers.text.text import fold, folded, sentences
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from parsers.values.documents import Document
    from parsers.values.headers import Address
    from parsers.values.messages import Message

_OF_ANOTHER = vocabulary("sending.of_another", "sending.supports", "sending.for_relative")
_OF_ONESELF, _RELATIVE = vocabulary("sending.of_oneself"), vocabulary("sending.relative")
_THIRD_PERSON, _TITLE = vocabulary("sending.third_person"), vocabulary("people.title")
_COURTESY, _OWN_PAPERS = vocabulary("absence.courtesy"), vocabulary("applying.own_papers")
_TITLED_NAME = re.compile(r"\.?\s+([A-Z][\w'-]+)")
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ'-]+ [A-Z][a-zà-ÿ'-]+\b")
_CV = frozenset({Kind.CV, Kind.CV_AND_LETTER})
_LONGEST = 20_000
_QUOTE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Signals:
    """Each sign is the words or the file it stands on; empty where there is none."""

    applies: str = ""
    """The writer says that they apply, or the mail is their letter."""
    own_paper: str = ""
    """A CV or letter that names the writer, a colleague."""
    others_paper: str = ""
    """A CV or letter that a colleague sends and that does not."""
    cv: str = ""
    """A CV, whoever's."""
    another: str = ""
    """The writer tells of somebody else's application."""
    paper: str = ""
    """A file, or a link to one: whatever comes with it that may be a paper."""
    automatic: str = ""
    """Nothing but what machines answer."""
    absent: str = ""
    """The writer says that they are away, and nothing of an application."""
    program: str = ""
    """A program, script or form, and no paper beside it."""
    withdraws: str = ""
    """The writer gives an application up."""


NO_SIGNALS = Signals()
"""Of a mail that was not read."""


def signals_of(message: Message, documents: Sequence[Document]) -> Signals:
    """The signs of a mail that was read, with as many of its documents as were."""
    words = own_words(message)[:_LONGEST]
    expect(folded(words).text)
    said = _applies(message, words)
    paper = _paper(message)
    automatic, absent = ("", "") if paper else automatic_words(message)
    return Signals(
        applies=said,
        own_paper=_file(document for document in documents if document.sha256 in message.own_papers),
        others_paper=_file(document for document in documents if document.sha256 in message.others_papers),
        cv=_file(document for document in documents if document.kind in _CV) or ("CV" if message.is_cv else ""),
        another="" if said else _another(message, words),
        paper=paper,
        automatic=automatic,
        absent=absent,
        program=_program(message, documents),
        withdraws=withdrawal_in(words) or "",
    )


def _applies(message: Message, words: str) -> str:
    if message.is_letter:
        return "the letter in the mail"
    return _sentence(words, applies) or (_short(words) if applies(fold(words)) else "")


def _another(message: Message, words: str) -> str:
    """The sentence that tells of somebody else's application, where the writer says nothing of their own."""
    if _OWN_PAPERS.search(fold(words)):
        return ""
    told = _sentence(words, lambda said: _OF_ANOTHER.search(said) is not None)
    if told or not _THIRD_PERSON.search(fold(words)) or _OF_ONESELF.search(fold(words)):
        return told
    return _sentence(words, lambda said: bool(_RELATIVE.search(said))) or _named(words, author_of(message.headers))


def _named(words: str, writer: Address) -> str:
    """Whom the words name, apart from the writer and whom they greet."""
    own = name_words(writer.name)
    lines = (line for line in words.split("\n") if not _COURTESY.search(fold(line)))
    found = (name for line in lines for name in _names(line))
    return next((name for name in found if not own & name_words(name)), "")


def _names(line: str) -> Iterator[str]:
    """What may be a person's name, as it stands: a title and a word with a capital, or two of those."""
    flat = folded(line)
    for title in _TITLE.finditer(flat.text):
        start, end = flat.span(title.start(), title.end())
        if name := _TITLED_NAME.match(line, end):
            yield line[start : name.end()]
    yield from (name[0] for name in _NAME.finditer(line))


def _sentence(words: str, holds: Callable[[str], bool]) -> str:
    """The first sentence that a rule for folded words holds of, as it stands."""
    return next((_short(span.of(words)) for span in sentences(words) if holds(fold(span.of(words)))), "")


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _QUOTE else f"{flat[:_QUOTE]}…"


def _file(papers: Iterable[Document]) -> str:
    """The name of the first of some files."""
    paper = next(iter(papers), None)
    return "" if paper is None else paper.filename or paper.place


def _paper(message: Message) -> str:
    """The first file of a mail that may be a paper, also a photograph of one; or the first link to files."""
    files = (one for one in message.attachments if not (one.decorative or is_no_document(one.media_type, one.filename)))
    paper = next(files, None)
    return (paper.filename or paper.place) if paper else next(iter(message.links), "")


def _program(message: Message, documents: Sequence[Document]) -> str:
    """The first program of a mail that brings nothing else to read."""
    programs = [document for document in documents if document.sha256 in message.programs]
    others = len(documents) > len(programs) or message.links or message.is_letter or message.is_cv
    return "" if others else _file(programs)
