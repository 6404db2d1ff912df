"""Answers to words of tenure just said: the notice's ("je le suis depuis 2014") or of somebody else ("moi pas")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.career.standing import standing_of
from parsers.facts.context.assertion import assertion_of
from parsers.facts.context.modifiers import words_between
from parsers.facts.tenure import context
from parsers.facts.tenure.statements import WITHOUT, WordSet, WordSets
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import folded

if TYPE_CHECKING:
    from parsers.facts.tenure.statements import Asks, Hit

_REPORTED = vocabulary("context.reported")
_TEMPORARY, _IN_FULL = vocabulary("temporary_appointment.status"), vocabulary("permanent_appointment.in_full")
_CLAIMED = vocabulary("permanent_appointment.in_full", "permanent_appointment.appointed")
_ASKED = vocabulary(
    "permanent_appointment.in_full",
    "permanent_appointment.appointed",
    "permanent_appointment.noun",
    "appointment_context.asked",
)
"""Words of tenure as a notice or others say them, which an answer takes up."""
_ASKED_OF_WRITER = vocabulary(
    "permanent_appointment.in_full",
    "permanent_appointment.definitive",
    "permanent_appointment.appointed",
    "permanent_appointment.one_word",
    "permanent_appointment.noun",
)
_OBLIGED, _SINCE = vocabulary("status_fields.obliged"), vocabulary("time.since")
_APPOINTMENT = vocabulary("appointment_context.appointment")
_OF_A_NOUN = ("mine_is_not", "mine_is")
"""What answers only an appointment told by its noun, in words that are nobody else's."""
_NEAR = 60
"""Characters that may lie between a sentence and the answer to it."""
_SHORT = 8
"""So many words at most has a reply."""
_LAST_WORDS = 3


def _said_before(hit: Hit) -> str:
    """The sentence before, folded, where it stands close by."""
    before = hit.sentence_before
    return "" if before is None or hit.span.start - before.end > _NEAR else folded(hit.layout.text, *before).text


def _is_reply(hit: Hit) -> bool:
    """Whether a short sentence begins or ends so behind a question of tenure: "Définitif ou temporaire ?"."""
    text, before = hit.view.text, _said_before(hit)
    asked = before.endswith("?") and _ASKED_OF_WRITER.search(before) and not _OBLIGED.search(before)
    if not asked or len(text.split()) > _SHORT:
        return False
    return hit.match.start() == 0 or (hit.of.means == "permanent" and not text[hit.match.end() :].strip(" .!"))


def _takes_up(hit: Hit) -> bool:
    """Whether words right before it, or the sentence before that leaves it open, speak of what it answers."""
    before, denies = _said_before(hit), hit.of.means == "temporary"
    lasts = hit.words == "is_so" and _SINCE.match(hit.view.text, hit.match.end()) is not None
    open_to = lasts or denies or hit.words == "no_longer" or _asks(before) or _ends_in(before, hit.words)
    if open_to and _tells(before, len(before), hit.words) and not (denies and _claims(before)):
        return True
    return _tells(hit.view.text, hit.match.start(), hit.words)


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


def _ends_in(said: str, words: str) -> bool:
    """Whether the sentence before ends in the noun that "la mienne" takes up, whoever's appointment it tells."""
    noun = _APPOINTMENT.last(said) if words in _OF_A_NOUN else None
    return noun is not None and words_between(said, noun.end(), len(said.rstrip(" .!"))) <= _LAST_WORDS


def _tells(text: str, end: int, words: str) -> bool:
    """Whether words before `end` speak of what the answer is about: tenure, or of who is temporary no longer, that."""
    if words in _OF_A_NOUN:
        return any(not assertion_of(text, *noun.span()).quoted for noun in _APPOINTMENT.finditer(text, 0, end))
    if words == "no_longer":
        return bool(_TEMPORARY.search(text, 0, end)) and not _IN_FULL.search(text, text[:end].rfind(";") + 1, end)
    return bool(_ASKED.search(text, 0, end))


def _has_left_post(hit: Hit) -> bool:
    """Whether its writer holds no post any more; who is out of work may be appointed, who retired is not."""
    standing = standing_of(hit.layout)
    appointed = hit.of.means == "permanent" and hit.has(context.I_AM, context.SINCE)
    return standing.without_post and (standing.kind == "retired" or not appointed)


def _is_passing(hit: Hit) -> bool:
    """Whether what the writer's own appointment is, is temporary: "la mienne est temporaire"."""
    end = hit.match.end()
    return hit.words == "mine_is" and _TEMPORARY.search(hit.view.text, end, end + _NEAR // 2) is not None


def _set(phrases: tuple[str, ...], means: str, takes_up: Asks = _takes_up) -> WordSet:
    terms = {
        "own": lambda _: True,
        "taken_up": takes_up,
        "denied": lambda hit: hit.words in {"is_not", "mine_is_not"},
        "left_post": _has_left_post,
        WITHOUT: _is_passing,
    }
    return WordSet(phrases=vocabulary(*phrases), means=means, terms=terms)


_OVER = _set(("appointment_context.temporary_no_longer",), "permanent", lambda _: True)
REPLIES = WordSets(
    {
        "reply_no": _set(("status_fields.no", "temporary_appointment.status"), "temporary", _is_reply),
        "reply_yes": _set(
            ("status_fields.yes", "permanent_appointment.one_word", "permanent_appointment.appointed"),
            "permanent",
            _is_reply,
        ),
    }
)
"""What a short sentence replies to a question."""
ANSWERS = WordSets(
    {
        "temporary_over": replace(_OVER, terms={**_OVER.terms, "own": lambda hit: hit.assertion.own}),
        "no_longer": _set(("appointment_context.no_longer",), "permanent"),
        "is_not": _set(("appointment_context.is_not", "appointment_context.lacks"), "temporary"),
        "mine_is_not": _set(("appointment_context.mine_is_not",), "temporary"),
        "is_so": _set(("appointment_context.is_so",), "permanent"),
        "mine_is": _set(("appointment_context.mine_is",), "permanent"),
    }
)
"""What takes up words of tenure; the first of a sentence is the answer."""
