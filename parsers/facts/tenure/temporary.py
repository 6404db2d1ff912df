"""Whether the candidate's present post is temporary: the other side of `tenure`.

A short question's answer ("Temporaire ? Oui.") outdoes whatever its sentence says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.career.standing import standing_of
from parsers.facts.context.holder import WRITER
from parsers.facts.context.present_time import entry_at, is_before_latest, is_over
from parsers.facts.tenure import context
from parsers.facts.tenure.fields import answered
from parsers.facts.tenure.scope import is_outside
from parsers.facts.tenure.statements import WordSet, WordSets
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.facts.context.assertion import Assertion
    from parsers.facts.tenure.statements import Asks, Hit, Terms
    from parsers.layout.entries import DatedEntry

_SUPPOSED = vocabulary("context.condition", "context.awaited")
_PAST = vocabulary("time.past")
_SCHOOLS = vocabulary("school.teachers", "school.places", "school.cpms")
_PRESENT = vocabulary("time.now", "time.since", "load.works", "temporary_appointment.term")
_TERM = vocabulary("temporary_appointment.term")
_OF_OTHER_THINGS = (vocabulary("temporary_appointment.other_before"), vocabulary("temporary_appointment.other_after"))
_ONCE, _STILL = vocabulary("temporary_appointment.once"), vocabulary("temporary_appointment.still")
_MANDATE, _JUGGLING = vocabulary("temporary_appointment.mandate"), vocabulary("temporary_appointment.juggling")


def is_of_another_thing(hit: Hit) -> bool:
    """Whether the words right beside say that something else is temporary: "exposition temporaire"."""
    before, after = _OF_OTHER_THINGS
    text, start, end = hit.view.text, hit.match.start(), hit.match.end()
    return bool(before.before(text, start, hit.place.left) or after.match(text, end))


def _is_headed(hit: Hit) -> bool:
    """Whether a heading in the margin leads the line: it belongs to no entry above ("STATUT<tab>temporaire")."""
    return bool(_MARGIN.match(hit.layout.line_at(hit.focus.start).of(hit.layout.text)))


_MARGIN = re.compile(r"[ ]{0,8}(?:STATUT|SITUATION|STATUS|STATUUT|DIENSTVERHÄLTNIS)[A-ZÉ ]{0,20}\t")


def _is_supposed(hit: Hit) -> bool:
    """Whether the words are a condition or a future: "je suis temporaire" is none, whatever is awaited beside it."""
    if hit.words == "yearly":
        return hit.assertion.hypothetical and hit.says_before(_SUPPOSED)
    return hit.assertion.hypothetical and not hit.has(context.I_AM)


def _is_held(hit: Hit) -> bool:
    """Whether work that begins anew each year is the writer's: by "I", in a post of now, or alone in its clause."""
    told = hit.assertion
    return told.explicit or _says_i(hit) or _goes_on(hit) or (told.own and (not hit.before or hit.has(context.MINE)))


def _is_asked(hit: Hit) -> bool:
    return hit.view.text.endswith("?") and not hit.assertion.explicit


def _own_entry(hit: Hit) -> DatedEntry | None:
    """The dated entry that the words belong to."""
    return None if _is_headed(hit) else entry_at(hit.layout, hit.focus.start)


def _is_present(hit: Hit) -> bool:
    """Whether the words are of now: in a post that goes on or in the last one, or by words of now beside them."""
    entry = _own_entry(hit)
    if entry is None:
        return bool(_PRESENT.search(hit.view.text)) or hit.says_before(_JUGGLING)
    return entry.when.ongoing or _is_in_school(hit, entry)


def was_once(hit: Hit, told: Assertion) -> bool:
    """Whether the words tell of a time that is over, and nothing beside them that it lasts."""
    return not hit.says_before(_STILL) and (_is_past(hit, told) or hit.says_before(_ONCE))


def _is_past(hit: Hit, told: Assertion) -> bool:
    """Whether the clause tells of a time that is over: a contract's last day lies ahead, unless a later is told."""
    if not told.once:
        return False
    text, left, right = hit.view.text, hit.place.left, hit.place.right
    terms = [term.span() for term in _TERM.finditer(text, left, right)]
    past = (word.start() for word in _PAST.finditer(text, left, right))
    if any(not any(start <= at < end for start, end in terms) for at in past):
        return True
    return is_before_latest(hit.layout, text[left:right])


def _goes_on(hit: Hit) -> bool:
    """Whether the words stand in a post of now."""
    entry = entry_at(hit.layout, hit.focus.start)
    return entry is not None and entry.when.ongoing


def _is_in_school(hit: Hit, entry: DatedEntry) -> bool:
    """Whether the last dated post, closed as it is told, is one in teaching: "2025-2026 : remplacement à Athus"."""
    if (entry.when.point and entry.when.precision != "school_year") or entry.when.last is None:
        return False
    told = fold(hit.layout.text[entry.start : entry.end])
    return _SCHOOLS.search(told) is not None


def _says_i(hit: Hit) -> bool:
    """Whether the words themselves say "I": "ich vertrete"."""
    return bool(WRITER.search(hit.match.group()))


def _answer(hit: Hit) -> bool | None:
    """What a question in the words is answered with."""
    return answered(hit) if hit.view.text.endswith("?") else None


def _or_answered(asks: Asks) -> Asks:
    """A term that an answer "yes" grants."""
    return lambda hit: _answer(hit) is True or asks(hit)


def _unanswered(asks: Asks) -> Asks:
    """A term that an answer "yes" outdoes."""
    return lambda hit: _answer(hit) is not True and asks(hit)


_GRANTED: Terms = {
    "own": lambda hit: hit.assertion.own,
    "held": _is_held,
    "present": _is_present,
}
_OUTDONE: Terms = {
    "denied": lambda hit: hit.assertion.negated or _answer(hit) is False,
    "hypothetical": _is_supposed,
    "wished": lambda hit: hit.assertion.wished,
    "past": lambda hit: was_once(hit, hit.assertion),
    "lost": lambda hit: hit.lost,
    "question": _is_asked,
    "reported": lambda hit: hit.assertion.reported,
    "quoted": lambda hit: hit.assertion.quoted and not hit.has(context.I_AM),
    "elsewhere": is_outside,
    "other_thing": is_of_another_thing,
    "studies": lambda hit: hit.layout.in_subject(hit.focus.start, "education", "references"),
    "mandate": lambda hit: bool(_MANDATE.search(hit.view.text)),
    "closed_post": lambda hit: _own_entry(hit) is not None and is_over(hit.layout, hit.focus.start),
}
_TERMS: Terms = {
    **{term: _or_answered(asks) for term, asks in _GRANTED.items()},
    **{term: _unanswered(asks) for term, asks in _OUTDONE.items()},
    "first_person": lambda hit: hit.assertion.explicit,
    "no_post": lambda hit: standing_of(hit.layout).without_post,
}
TEMPORARY = WordSets(
    {
        words: WordSet(
            phrases=vocabulary(f"temporary_appointment.{words}"), terms=_TERMS, passage=lambda hit: hit.with_answer
        )
        for words in ("status", "yearly", "replacement")
    }
)
"""The sets of words of `temporary_appointment.toml`."""
