"""Answers that no person wrote, by their own new words: most where headers do not say so.

Such an answer brings no papers, asks nothing, speaks of no application, and each of its sentences is of the kind that
such answers are made of. Where only most are, a person decides: an applicant may be on leave, too. Where headers say
that a machine wrote it, one such sentence is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.disposition.automatic_headers import answers_automatically, is_sent_by_machine
from parsers.disposition.subject import prefix_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.linkage.senders import author_of, is_machine
from parsers.mail.quoting.voices import words_of
from parsers.text.text import fold, sentences
from parsers.values.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.lexicon.vocabulary import Vocabulary
    from parsers.values.messages import Message

_MOST_SENTENCES = 14
_MOST_CHARACTERS = 1500
_LINE = 4
"""A line of so few words is a name, a place or a number."""
_AWAY, _PERHAPS = vocabulary("absence.away"), vocabulary("absence.perhaps")
_DECLARED, _INSTEAD = vocabulary("absence.declared"), vocabulary("absence.instead")
_REGISTERED, _HANDLED = vocabulary("absence.registered"), vocabulary("absence.handled")
_OF_A_MACHINE = vocabulary(
    *("absence.courtesy", "absence.away", "absence.instead"),
    *("absence.declared", "absence.registered", "absence.handled"),
)
_MAY_BE_OF_A_MACHINE = vocabulary(*_OF_A_MACHINE.names, "absence.perhaps")
_WRITER = vocabulary("people.i")
_OF_AN_APPLICANT = vocabulary("applying.applies", "applying.own_papers", "applying.speaks")


def automatic_words(message: Message) -> tuple[str, str]:
    """The sentence that makes a mail surely an automatic answer, and the one that only may; empty where none does.

    Only the mail's own new text is asked: a subject and a quote say what somebody else wrote. Of a mail that brings
    papers nobody should ask.
    """
    own = words_of(message.body.text, message.body.stretches, Voice.OWN)
    said = [span.of(own) for span in sentences(own)]
    folded = [fold(sentence) for sentence in said]
    if any(map(_OF_AN_APPLICANT.search, folded)):
        return "", ""
    if answers_automatically(message.headers):
        return _first(said, folded, _OF_A_MACHINE, _PERHAPS), ""
    if len(own) > _MOST_CHARACTERS or len(said) > _MOST_SENTENCES or any(one.endswith("?") for one in folded):
        return "", ""
    return _graded(message, said, folded)


def says_automatic(words: str) -> bool:
    """Whether words are those of an automatic answer, whoever passes them on."""
    folded = [fold(span.of(words)) for span in sentences(words)]
    told = _has(folded, _AWAY, _DECLARED, _REGISTERED) and _is_whole(folded)
    return told and not any(map(_OF_AN_APPLICANT.search, folded))


def _graded(message: Message, said: Sequence[str], folded: Sequence[str]) -> tuple[str, str]:
    """Sure where a machine sent it and it says so, or where nothing else is said; else a doubt."""
    plainly = _first(said, folded, _AWAY, _DECLARED, _REGISTERED)
    telling = plainly or _perhaps(said, folded)
    if not telling:
        return "", ""
    by_machine = bool(plainly) and is_sent_by_machine(message.headers)
    if by_machine or (_is_whole(folded) and _is_answer(message, folded)):
        return telling, ""
    doubtful = _answers(message) or _has(folded, _REGISTERED, _DECLARED)
    return "", telling if doubtful else ""


def _first(said: Sequence[str], folded: Sequence[str], *words: Vocabulary) -> str:
    """The first sentence that says one of some sets, as it stands."""
    return next((" ".join(s.split()) for s, flat in zip(said, folded, strict=True) if _has([flat], *words)), "")


def _is_whole(folded: Sequence[str]) -> bool:
    """Whether every sentence is of such an answer."""
    return all(len(sentence.split()) <= _LINE or _OF_A_MACHINE.search(sentence) for sentence in folded)


def _perhaps(said: Sequence[str], folded: Sequence[str]) -> str:
    """The first sentence with a word of absence that the writer says of themselves, or that stands among few others."""
    mostly = _is_mostly(folded)
    of_writer = [flat if mostly or _WRITER.search(flat) else "" for flat in folded]
    return _first(said, of_writer, _PERHAPS)


def _is_mostly(folded: Sequence[str]) -> bool:
    """Whether more than half of what is told may be of such an answer: a leave may be told among other things."""
    told = [sentence for sentence in folded if len(sentence.split()) > _LINE]
    return 2 * sum(1 for sentence in told if _MAY_BE_OF_A_MACHINE.search(sentence)) > len(told)


def _is_answer(message: Message, folded: Sequence[str]) -> bool:
    """Whether it says so itself, registers what came in, or answers somebody and tells what to do instead."""
    if _has(folded, _DECLARED) or (_has(folded, _REGISTERED) and _has(folded, _HANDLED)):
        return True
    return _answers(message) and _has(folded, _AWAY) and _has(folded, _INSTEAD)


def _answers(message: Message) -> bool:
    """Whether it answers a mail, or comes from an address that only a machine has."""
    headers = message.headers
    threaded = headers.first("in-reply-to") or headers.first("references")
    return prefix_of(headers.subject) == "reply" or bool(threaded) or is_machine(author_of(headers))


def _has(folded: Sequence[str], *words: Vocabulary) -> bool:
    return any(said.search(sentence) for sentence in folded for said in words)
