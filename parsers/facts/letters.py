"""Letters of motivation: in the body of a mail, and beside a CV in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.kindmarks import marks_of
from parsers.layout.letterparts import letter_parts
from parsers.text import Span, fold, lines, sentences
from parsers.values import Voice
from parsers.words.kind import APPLIES, ENCLOSES, FIRST_PERSON, LETTER_ENCLOSED

if TYPE_CHECKING:
    from parsers.values import Body

_LEAST_PART = 200
"""The least a CV beside a letter holds, in characters."""
_NOTE_WORDS = 110
"""A cover note is shorter, a letter longer."""
_LONG_NOTE_WORDS = 220
"""Even a long note that says the letter is attached stays below this."""


def is_letter(body: Body) -> bool:
    """Whether the applicant's own words in a body are a letter of motivation, not a note that encloses one."""
    own = [stretch for stretch in body.stretches if stretch.voice is Voice.OWN]
    text = "\n".join(body.text[stretch.start : stretch.end] for stretch in own) if body.stretches else body.text
    return is_letter_text(text)


def is_letter_text(text: str) -> bool:
    """Whether words are a letter of motivation: many, of the writer, about the post, and enclosing no letter."""
    flat = fold(text)
    telling = [fold(span.of(text)) for span in sentences(text)]
    words = sum(len(sentence.split()) for sentence in telling if not ENCLOSES.search(sentence))
    if len(FIRST_PERSON.findall(flat)) < 5 or words < _NOTE_WORDS or not APPLIES.search(flat):
        return False
    encloses = any(ENCLOSES.search(s) and LETTER_ENCLOSED.search(s) for s in telling)
    return words >= (_LONG_NOTE_WORDS if encloses else _NOTE_WORDS)


def split_application(text: str) -> tuple[Span, Span] | None:
    """The letter and the CV of a text that holds both without a page between them; None where it does not."""
    parts = letter_parts(text, lines(text))
    if parts is None or parts.closing.start == parts.closing.end:
        return None
    letter_end = parts.closing.end
    for letter, other in (
        (Span(0, letter_end), Span(letter_end, len(text))),
        (Span(parts.salutation.start, len(text)), Span(0, parts.salutation.start)),
    ):
        if other.end - other.start >= _LEAST_PART and _is_cv(text, other) and _is_letter(text, letter):
            return letter, other
    return None


def _is_cv(text: str, part: Span) -> bool:
    marks = marks_of(part.of(text))
    return marks.cv >= 4 and marks.cv > marks.letter


def _is_letter(text: str, part: Span) -> bool:
    marks = marks_of(part.of(text))
    return marks.letter >= 4 and marks.letter > marks.cv
