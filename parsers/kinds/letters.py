"""Letters of motivation and CVs in the body of a mail, and both in one file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from parsers.kinds.by_name import kind_of_name
from parsers.kinds.marks import marks_of
from parsers.layout.letter_parts import letter_parts
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold, lines, sentences
from parsers.values.documents import Kind
from parsers.values.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values.documents import Document
    from parsers.values.messages import Message

_ABOUT_POST, _FIRST_PERSON = vocabulary("document_kinds.about_post"), vocabulary("document_kinds.first_person")
_APPLYING_SUBJECT = vocabulary("applying.subject", "applying.post")
_ENCLOSED, _LETTER = vocabulary("document_kinds.enclosed"), vocabulary("document_kinds.enclosed_letter")
_CV_TITLE = vocabulary("document_kinds.cv_title")
_TITLE_LINE, _ENDS = 60, frozenset(".,;:!?")
"""A line that is a title has fewer characters, and does not end as a sentence does."""
_NOT_ENCLOSED = vocabulary("document_kinds.not_enclosed")
_LEAST_PART = 200
"""The least a CV beside a letter holds, in characters."""
_CV_MARKS = 4
"""A mail that only tells of its writer's career shows fewer marks of a CV."""
_LEAST_FIRST = 5
"""So often at least a letter says "I"."""
_NOTE_WORDS = 110
"""A cover note is shorter, a letter longer."""
_LETTERS = frozenset({Kind.LETTER, Kind.CV_AND_LETTER})
_LONG_NOTE_WORDS = 220
"""Even a long note that says the letter is attached stays below this."""


def with_body_kinds(message: Message) -> Message:
    """The message with what its body is: a letter of motivation, a CV, both or neither."""
    return replace(message, is_letter=is_letter(message), is_cv=is_cv(message))


def is_letter(message: Message) -> bool:
    """Whether the applicant's own words in a mail are a letter of motivation, not a note that encloses one.

    That they apply may stand in the mail's subject alone; that a letter is enclosed, in a file's name.
    """
    encloses = any(kind_of_name(file.filename) in _LETTERS for file in message.attachments)
    return is_letter_text(_own_text(message), applies=_applies(message), encloses=encloses)


def with_short_letter(message: Message, documents: Sequence[Document]) -> Message:
    """The message, its words taken for a letter where they are few and none came with them: a CV and a short letter.

    Without a letter among its files a mail that speaks of its writer and the post is more than a note.
    """
    kinds = {document.kind for document in documents}
    if message.is_letter or Kind.CV not in kinds or kinds & _LETTERS:
        return message
    return replace(message, is_letter=is_letter_text(_own_text(message), applies=_applies(message), least=_SHORT))


def _applies(message: Message) -> bool:
    """Whether the mail's subject says that somebody applies."""
    subject = fold(message.forwarded_subject or message.headers.subject or "")
    return _APPLYING_SUBJECT.search(subject) is not None


def is_cv(message: Message) -> bool:
    """Whether the applicant's own words in a mail hold a CV: several parts of one, with dates or as a form.

    They may stand below a letter, under a title of their own.
    """
    text = _own_text(message)
    titled = _titled(text)
    parts = (text, text[titled:]) if titled else (text,)
    return any(marks_of(part).cv >= _CV_MARKS for part in parts)


def _titled(text: str) -> int:
    """Where a line begins that is a CV's title and no sentence; 0 where there is none."""
    for line in lines(text):
        said = line.of(text).strip()
        if len(said) < _TITLE_LINE and said[-1:] not in _ENDS and _CV_TITLE.search(fold(said)):
            return line.start
    return 0


def _own_text(message: Message) -> str:
    """The applicant's words in a mail, without the signature."""
    body = message.body
    own = [stretch for stretch in body.stretches if stretch.voice is Voice.OWN]
    return "\n".join(body.text[stretch.start : stretch.end] for stretch in own) if body.stretches else body.text


class Least(NamedTuple):
    """How much a letter says at the least: words, and times that it says "I"."""

    words: int
    first: int


_LONG, _SHORT = Least(_NOTE_WORDS, _LEAST_FIRST), Least(50, 4)
"""Beside other files a letter is longer than a note; where no letter came, one of a few lines is meant for it."""


def is_letter_text(text: str, *, applies: bool = False, encloses: bool = False, least: Least = _LONG) -> bool:
    """Whether words are a letter of motivation: many, of the writer, about the post, and enclosing no letter."""
    telling = [fold(span.of(text)) for span in sentences(text)]
    words = sum(len(sentence.split()) for sentence in telling if not _ENCLOSED.search(sentence))
    first = sum(sum(1 for _ in _FIRST_PERSON.finditer(sentence)) for sentence in telling)
    if first < least.first or words < least.words or _asks(telling):
        return False
    if not applies and not any(map(_ABOUT_POST.search, telling)):
        return False
    encloses = encloses or any(_encloses_letter(sentence) for sentence in telling)
    return words >= (_LONG_NOTE_WORDS if encloses else least.words)


def _asks(telling: Sequence[str]) -> bool:
    """Whether a mail is one of questions."""
    return 3 * sum(sentence.endswith("?") for sentence in telling) > len(telling)


def _encloses_letter(sentence: str) -> bool:
    """Whether a sentence says that a letter comes with the mail; one that could not be attached does not."""
    return bool(_ENCLOSED.search(sentence) and _LETTER.search(sentence) and not _NOT_ENCLOSED.search(sentence))


def split_application(text: str) -> tuple[Span, Span] | None:
    """The letter and the CV of a text that holds both without a page between them; None where it does not."""
    parts = letter_parts(text, lines(text))
    if parts is None:
        return None
    closes = parts.closing.start < parts.closing.end
    letter_end = parts.closing.end if closes else _titled(text)
    divided = [(Span(0, letter_end), Span(letter_end, len(text)))] if letter_end else []
    if closes:
        divided.append((Span(parts.salutation.start, len(text)), Span(0, parts.salutation.start)))
    for letter, other in divided:
        if other.end - other.start >= _LEAST_PART and _is_cv(text, other) and _is_letter(text, letter):
            return letter, other
    return None


def _is_cv(text: str, part: Span) -> bool:
    marks = marks_of(part.of(text))
    return marks.cv >= _CV_MARKS and marks.cv > marks.letter


def _is_letter(text: str, part: Span) -> bool:
    marks = marks_of(part.of(text))
    return marks.letter >= 4 and marks.letter > marks.cv
