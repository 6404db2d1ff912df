"""Answers to words of tenure just said: the notice's ("je le suis depuis 2014") or of somebody else ("moi pas")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.context.assertion import assertion_of
from parsers.facts.tenure.statements import Hit, Statement
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import Folded, folded

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
_ANSWERS = (
    (_NO_LONGER, "permanent", 0.7),
    (vocabulary("appointment_context.is_not"), "temporary", 1.0),
    (_OF_A_NOUN[0], "temporary", 1.0),
    (vocabulary("appointment_context.is_so"), "permanent", 0.85),
    (_OF_A_NOUN[1], "permanent", 0.85),
)
_ANY = united(_TEMPORARY_NO_LONGER, *(phrases for phrases, *_ in _ANSWERS))
_NEAR = 60
"""Characters that may lie between a sentence and the answer to it."""


def answers(layout: Layout, number: int, view: Folded) -> Iterator[Statement]:
    """What the sentence of that number answers, in itself or to the one before it."""
    if not _ANY.may_say(view.text):
        return
    span = layout.sentences[number]
    if (over := _TEMPORARY_NO_LONGER.search(view.text)) and assertion_of(view.text, *over.span()).own:
        yield Hit(layout=layout, view=view, span=span, match=over, rule="answered").says("permanent", 0.7, "answered")
        return
    for phrases, value, certainty in _ANSWERS:
        match = phrases.search(view.text)
        if match is None:
            continue
        before = _before(layout, number)
        asked = value == "temporary" or phrases is _NO_LONGER or _asks(before)
        if _tells(view.text, match.start(), phrases) or (asked and _tells(before, len(before), phrases)):
            hit = Hit(layout=layout, view=view, span=span, match=match, rule="answered")
            yield hit.says(value, certainty, "answered")
            return


def _before(layout: Layout, number: int) -> str:
    """The sentence before, folded, where it stands close by."""
    if number == 0 or layout.sentences[number].start - layout.sentences[number - 1].end > _NEAR:
        return ""
    return folded(layout.text, *layout.sentences[number - 1]).text


def _asks(said: str) -> bool:
    """Whether a sentence leaves something to be answered: it tells what others say, or its end is open."""
    return bool(_REPORTED.search(said)) or '"' in said or said.endswith((";", "?", ":", ","))


def _tells(text: str, end: int, phrases: Vocabulary) -> bool:
    """Whether words before `end` speak of what the answer is about: tenure, or of who is temporary no longer, that."""
    said = text[:end]
    if phrases in _OF_A_NOUN:
        return any(not assertion_of(text, *noun.span()).quoted for noun in _APPOINTMENT.finditer(text, 0, end))
    if phrases is _NO_LONGER:
        return bool(_TEMPORARY.search(text, 0, end)) and not _IN_FULL.search(text, said.rfind(";") + 1, end)
    return bool(_ASKED.search(text, 0, end))
