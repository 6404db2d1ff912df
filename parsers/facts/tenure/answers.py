"""Answers to words of tenure just said: the notice's ("je le suis depuis 2014") or of somebody else ("moi pas")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.context.assertion import assertion_of
from parsers.facts.context.modifiers import words_between
from parsers.facts.tenure.statements import Hit, Statement
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import Folded, Span, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Vocabulary

_REPORTED = vocabulary("context.reported")
_TEMPORARY, _IN_FULL = vocabulary("temporary_appointment.status"), vocabulary("permanent_appointment.in_full")
_ASKED = vocabulary(
    "permanent_appointment.in_full",
    "permanent_appointment.appointed",
    "permanent_appointment.noun",
    "appointment_context.asked",
)
"""Words of tenure as a notice or others say them, which an answer takes up."""
_NO_LONGER = vocabulary("appointment_context.no_longer")
_TEMPORARY_NO_LONGER = vocabulary("appointment_context.temporary_no_longer")
_APPOINTMENT = vocabulary("appointment_context.appointment")
_OF_A_NOUN = (vocabulary("appointment_context.mine_is_not"), vocabulary("appointment_context.mine_is"))
"""What answers only an appointment told by its noun, in words that are nobody else's."""
_IS_SO, _SINCE = vocabulary("appointment_context.is_so"), vocabulary("time.since")
_ANSWERS = (
    (_NO_LONGER, "permanent", 0.7),
    (vocabulary("appointment_context.is_not", "appointment_context.lacks"), "temporary", 1.0),
    (_OF_A_NOUN[0], "temporary", 1.0),
    (_IS_SO, "permanent", 0.85),
    (_OF_A_NOUN[1], "permanent", 0.85),
)
_ANY = united(_TEMPORARY_NO_LONGER, *(phrases for phrases, *_ in _ANSWERS))
_NEAR = 60
"""Characters that may lie between a sentence and the answer to it."""


def answers(layout: Layout, number: int, view: Folded) -> Iterator[Statement]:
    """What the sentence of that number answers, in itself or to the one before it."""
    span, before = layout.sentences[number], _before(layout, number)
    if before.endswith("?") and _ASKED_OF_WRITER.search(before) and not _OBLIGED.search(before):
        yield from _replies(layout, view, span)
    if not _ANY.may_say(view.text):
        return
    if (over := _TEMPORARY_NO_LONGER.search(view.text)) and assertion_of(view.text, *over.span()).own:
        yield Hit(layout=layout, view=view, span=span, match=over, words="answered").says("permanent", 0.7, "answered")
        return
    for phrases, value, certainty in _ANSWERS:
        match = phrases.search(view.text)
        if match is None:
            continue
        lasts = phrases is _IS_SO and _SINCE.match(view.text, match.end()) is not None
        asked = lasts or value == "temporary" or phrases is _NO_LONGER or _asks(before) or _ends_in(before, phrases)
        open_before = asked and _tells(before, len(before), phrases) and not (value == "temporary" and _claims(before))
        if open_before or _tells(view.text, match.start(), phrases):
            hit = Hit(layout=layout, view=view, span=span, match=match, words="answered")
            passing = phrases is _OF_A_NOUN[1] and _TEMPORARY.search(view.text, match.end(), match.end() + _NEAR // 2)
            yield hit.says("temporary" if passing else value, certainty, "answered")
            return


def _replies(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """What a short sentence replies to a question of tenure: "Définitif ou temporaire ? Définitif."."""
    if len(view.text.split()) > _SHORT:
        return
    for phrases, value, certainty in _REPLIES:
        match = phrases.match(view.text) or (phrases.last(view.text) if phrases is _YES else None)
        if match and (match.start() <= 1 or not view.text[match.end() :].strip(" .!")):
            hit = Hit(layout=layout, view=view, span=span, match=match, words="answered")
            yield hit.says(value, certainty, "answered")
            return


_ASKED_OF_WRITER = vocabulary(
    "permanent_appointment.in_full",
    "permanent_appointment.definitive",
    "permanent_appointment.appointed",
    "permanent_appointment.one_word",
    "permanent_appointment.noun",
)
_OBLIGED, _YES = vocabulary("status_fields.obliged"), vocabulary("status_fields.yes")
_REPLIES = (
    (vocabulary("status_fields.no"), "temporary", 0.9),
    (_YES, "permanent", 0.8),
    (vocabulary("temporary_appointment.status"), "temporary", 0.7),
    (vocabulary("permanent_appointment.one_word", "permanent_appointment.appointed"), "permanent", 0.8),
)
_SHORT = 8
"""So many words at most has a reply."""


def _before(layout: Layout, number: int) -> str:
    """The sentence before, folded, where it stands close by."""
    if number == 0 or layout.sentences[number].start - layout.sentences[number - 1].end > _NEAR:
        return ""
    return folded(layout.text, *layout.sentences[number - 1]).text


def _asks(said: str) -> bool:
    """Whether a sentence leaves something to be answered: it tells what others say, or its end is open."""
    return bool(_REPORTED.search(said)) or '"' in said or said.endswith((";", "?", ":", ","))


def _claims(said: str) -> bool:
    """Whether a sentence claims an appointment of the writer's since a day: a denial after it is of something else."""
    return any(
        (since := _SINCE.search(said, told.end())) is not None
        and words_between(said, told.end(), since.start()) <= _LAST_WORDS
        and assertion_of(said, *told.span()).plain
        for told in _CLAIMED.finditer(said)
    )


_CLAIMED = vocabulary("permanent_appointment.in_full", "permanent_appointment.appointed")


def _ends_in(said: str, phrases: Vocabulary) -> bool:
    """Whether the sentence before ends in the noun that "la mienne" takes up, whoever's appointment it tells."""
    noun = _APPOINTMENT.last(said) if phrases in _OF_A_NOUN else None
    return noun is not None and words_between(said, noun.end(), len(said.rstrip(" .!"))) <= _LAST_WORDS


_LAST_WORDS = 3


def _tells(text: str, end: int, phrases: Vocabulary) -> bool:
    """Whether words before `end` speak of what the answer is about: tenure, or of who is temporary no longer, that."""
    said = text[:end]
    if phrases in _OF_A_NOUN:
        return any(not assertion_of(text, *noun.span()).quoted for noun in _APPOINTMENT.finditer(text, 0, end))
    if phrases is _NO_LONGER:
        return bool(_TEMPORARY.search(text, 0, end)) and not _IN_FULL.search(text, said.rfind(";") + 1, end)
    return bool(_ASKED.search(text, 0, end))
