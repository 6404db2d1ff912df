"""Answers that no person wrote and whose headers do not say so, known by their words alone.

Such an answer brings no papers, asks nothing, speaks of no application, and each of its sentences is of the kind that
such answers are made of. Where only some are, a person decides: an applicant may be on leave, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.disposition.subject import prefix_of
from parsers.linkage.senders import author_of, is_machine
from parsers.mail.quoting.voices import words_of
from parsers.text.text import fold, sentences
from parsers.values.messages import Voice
from parsers.words.mail.absence import AWAY, AWAY_PERHAPS, COURTESY, DECLARED, HANDLED, INSTEAD, REGISTERED, SENDS
from parsers.words.mail.applying import APPLIES, OWN_PAPERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values.messages import Message

_MOST_SENTENCES = 14
_MOST_CHARACTERS = 1500
_LINE = 4
"""A line of so few words is a name, a place or a number."""
_OF_A_MACHINE = (AWAY, INSTEAD, DECLARED, REGISTERED, HANDLED)
_OF_AN_APPLICANT = re.compile("|".join(pattern.pattern for pattern in (APPLIES, OWN_PAPERS, SENDS)))


def automatic_words(message: Message) -> tuple[str, str]:
    """The sentence that makes a mail surely an automatic answer, and the one that only may; empty where none does."""
    own = words_of(message.body.text, message.body.stretches, Voice.OWN)
    if any(not item.decorative for item in message.attachments) or len(own) > _MOST_CHARACTERS:
        return "", ""
    said = [span.of(own) for span in sentences(own)]
    folded = [fold(sentence) for sentence in said]
    if len(said) > _MOST_SENTENCES or any(map(_is_of_an_applicant, folded)):
        return "", ""
    telling = _first(said, folded, AWAY, DECLARED, REGISTERED) or _first(said, folded, AWAY_PERHAPS)
    if not telling:
        return "", ""
    sure = _is_whole(folded) and _is_answer(message, folded)
    doubtful = _answers(message) or _has(folded, REGISTERED, DECLARED)
    return (telling, "") if sure else ("", telling if doubtful else "")


def _first(said: Sequence[str], folded: Sequence[str], *patterns: re.Pattern[str]) -> str:
    """The first sentence that one of some patterns finds, as it stands."""
    return next((" ".join(s.split()) for s, flat in zip(said, folded, strict=True) if _has([flat], *patterns)), "")


def _is_of_an_applicant(sentence: str) -> bool:
    return sentence.endswith("?") or bool(_OF_AN_APPLICANT.search(sentence))


def _is_whole(folded: Sequence[str]) -> bool:
    """Whether every sentence is of such an answer."""
    return all(
        len(sentence.split()) <= _LINE or COURTESY.match(sentence) or _has([sentence], *_OF_A_MACHINE)
        for sentence in folded
    )


def _is_answer(message: Message, folded: Sequence[str]) -> bool:
    """Whether it says so itself, registers what came in, or answers somebody and tells what to do instead."""
    if _has(folded, DECLARED) or (_has(folded, REGISTERED) and _has(folded, HANDLED)):
        return True
    return _answers(message) and _has(folded, AWAY) and _has(folded, INSTEAD)


def _answers(message: Message) -> bool:
    """Whether it answers a mail, or comes from an address that only a machine has."""
    headers = message.headers
    threaded = headers.first("in-reply-to") or headers.first("references")
    return prefix_of(headers.subject) == "reply" or bool(threaded) or is_machine(author_of(headers))


def _has(folded: Sequence[str], *patterns: re.Pattern[str]) -> bool:
    return any(pattern.search(sentence) for sentence in folded for pattern in patterns)
