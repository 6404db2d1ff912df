"""Words of a permanent appointment in a sentence, and what the terms of rows ask of them, by how they say it.

A field's answer or a short reply ("Nommé : non") outdoes whatever its sentence says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.career.standing import standing_of
from parsers.facts.context.modifiers import words_between
from parsers.facts.context.present_time import has_ended as has_ended_then
from parsers.facts.context.present_time import is_over
from parsers.facts.tenure import context
from parsers.facts.tenure.fields import answered, date_behind, date_beside, is_status, is_unticked, stands_alone
from parsers.facts.tenure.scope import (
    has_ended,
    is_aside,
    is_hypothetical,
    is_of_another,
    is_of_honour,
    is_outside,
    may_be_outside,
)
from parsers.facts.tenure.statements import WordSet, WordSets
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import line_end, line_start
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.facts.tenure.statements import Asks, Hit, Terms
    from parsers.text.text import Span

_NOW = vocabulary("time.now")


# --- whose it is ------------------------------------------------------------------------------------------------------


def _is_of_writer(hit: Hit) -> bool:
    """Whether the candidate is meant: in an employer's paper he or she is the third person."""
    return hit.assertion.own or hit.layout.kind in {Kind.DIPLOMA, Kind.OTHER}


def _is_position_of_writer(hit: Hit) -> bool:
    """Whether the writer is in a position: "I" says so, or nothing but "now" stands before it."""
    told = hit.assertion
    return told.own and (told.explicit or not hit.before.strip() or _NOW.fullmatch(hit.before) is not None)


def _is_called_mine(hit: Hit) -> bool:
    """Whether an appointment is called the writer's own."""
    return hit.assertion.own and (hit.has(context.POSSESSED) or (hit.has(context.MINE) and hit.has(context.NOUN)))


def _is_kept(hit: Hit) -> bool:
    """Whether it is asked about, risked or kept: there is one."""
    told = hit.assertion
    if hit.has(context.KEEPING):
        return True
    if _is_topic(hit) or hit.has(context.AWAITED, context.DELAYED):
        return False
    if hit.has(context.LEAVING) and (told.negated or told.wished or hit.has(context.WONDERED)):
        return True
    return not told.negated and (hit.view.text.endswith("?") or (told.hypothetical and hit.has(context.WONDERED)))


def _is_topic(hit: Hit) -> bool:
    """Whether nothing else stands in their sentence: "Ma nomination ?" says only what comes next is about."""
    return not (hit.view.text[: hit.match.start()] + hit.view.text[hit.match.end() :]).strip(" ?!.:")


def _is_met(hit: Hit) -> bool:
    """Whether the appointment is called a condition that the writer fulfils."""
    return hit.has(context.MET) and hit.has(context.CONDITION)


def _is_only_named(hit: Hit) -> bool:
    """Whether an appointment is wanted, on offer, or spoken of ("een vaste benoeming") and not said to be had."""
    if hit.has(context.WANTED) or (hit.has(context.OFFERED) and not hit.has(context.I_AM, context.SINCE)):
        return True
    return hit.has(context.NOUN) and hit.has(context.INDEFINITE) and not hit.has(context.HELD)


def _is_impersonal(hit: Hit) -> bool:
    """Whether people at large are spoken of, and "I" does not say it."""
    return hit.has(context.IMPERSONAL) and not hit.has(context.WRITER)


# --- denied, asked, awaited -------------------------------------------------------------------------------------------


def _is_denied(hit: Hit) -> bool:
    """Whether the clause denies the appointment, before it or after it; "not since yesterday" affirms."""
    return not hit.has(context.JUST) and (hit.assertion.negated or hit.has(*context.DENIED_WITHIN))


def _is_denied_at_once(hit: Hit) -> bool:
    """Whether words right before deny, in a clause that reports nothing: "puisque l'appel y insiste : ni nommée"."""
    told = hit.assertion
    if not told.reported or told.quoted:
        return False
    denied = any(
        said.set == "context.denied" and words_between(hit.view.text, said.end, hit.match.start()) == 0
        for said in told.modifiers
    )
    return denied and all(said.end <= hit.place.left for said in told.modifiers if said.category == "reported")


def _is_asked(hit: Hit) -> bool:
    return hit.view.text.endswith("?") and not _is_denied_at_once(hit)


def _is_reported(hit: Hit) -> bool:
    return hit.assertion.reported and not _is_denied_at_once(hit)


def _is_awaited(hit: Hit) -> bool:
    """Whether the writer awaits or imagines the appointment: a mere condition shows nothing."""
    mine = hit.assertion.explicit or hit.has(context.MINE, context.EXPECTED)
    return mine and hit.has(context.AWAITED) and is_hypothetical(hit)


def _is_shown(hit: Hit) -> bool:
    """Whether one word is shown to be a status: by what stands beside it, or by a denial right before."""
    return is_status(hit) or _is_denied_at_once(hit)


def _is_bare(hit: Hit) -> bool:
    return hit.words == "one_word" and not _is_shown(hit)


# --- when it is -------------------------------------------------------------------------------------------------------


def _is_closed(hit: Hit) -> bool:
    """Whether a stretch of time that is over stands right behind the words: "vast benoemd van 2012 tot 2021"."""
    if hit.has(context.LASTED) and hit.assertion.once:
        return True
    when = date_behind(hit)
    if when is None or when.first is None or when.point or when.start >= hit.layout.line_at(hit.focus.start).end:
        return False
    return has_ended_then(hit.layout, when)


def _goes_on(hit: Hit) -> bool:
    """Whether the words have a lasting date of their own in their line: "nommée depuis 2014" below a past post."""
    text, at = hit.layout.text, hit.focus.start
    return any(when.ongoing for when in hit.layout.dates_in(line_start(text, at), line_end(text, at)))


def _is_of_earlier_day(hit: Hit) -> bool:
    """Whether a denial's clause names a day, from which nothing lasts, before the latest: "non nommée avant 2012"."""
    left, right = (hit.view.span(at, at).start for at in (hit.place.left, max(hit.place.left, hit.place.right - 1)))
    told = list(hit.layout.dates_in(left, right + 1))
    last = max((when.last for when in hit.layout.dates if when.last), default=None)
    return bool(told) and all(when.point and when.last and last and when.last.year < last.year for when in told)


def _is_of_past_form(hit: Hit) -> bool:
    """Whether the verb puts it into the past; "titularisée" is a status that was given once and lasts."""
    return hit.assertion.once and not hit.match.group().startswith("titularise")


def _has_come(hit: Hit) -> bool:
    """Whether the appointment came, with a date in its sentence: "kam am 1. Oktober 2022 die Ernennung"."""
    told = hit.assertion
    if not (told.plain or _is_contrasted(hit)) or told.wished or told.lost or hit.has(context.AWAITED, context.DELAYED):
        return False
    if not hit.has(context.CAME) or hit.has(context.SOMEBODYS):
        return False
    start, end = hit.span
    return any(start <= when.start < end for when in hit.layout.dates)


def _is_contrasted(hit: Hit) -> bool:
    """Whether the words are set against others that are meant instead: "das Amt, nicht die Ernennung"."""
    contrast = context.CONTRASTED.of(hit.place)
    return contrast is not None and contrast.start == hit.place.left + (hit.view.text[hit.place.left] == " ")


def _is_dated(hit: Hit) -> bool:
    """Whether a noun for the appointment has its date or is a condition that is met, neither denied nor supposed."""
    told = hit.assertion
    return _has_come(hit) or (not (told.negated or told.hypothetical) and (date_beside(hit) or _is_met(hit)))


def _is_without_post(hit: Hit) -> bool:
    """Whether the writer holds no post today (retired, out of work, at home)."""
    return standing_of(hit.layout).without_post


def _has_left_post(hit: Hit) -> bool:
    """The same of who does not say "I am" or since when: who is out of work may be appointed, who retired is not."""
    return _is_without_post(hit) and (_is_retired(hit) or not hit.has(context.I_AM, context.SINCE))


def _is_retired(hit: Hit) -> bool:
    return standing_of(hit.layout).kind == "retired"


# --- by term ----------------------------------------------------------------------------------------------------------


def _is_answered_yes(hit: Hit) -> bool:
    return answered(hit) is True


def _is_answered_no(hit: Hit) -> bool:
    return answered(hit) is False


def _unanswered(asks: Asks) -> Asks:
    """A term that holds by what the sentence says, where no field's answer outdoes it."""
    return lambda hit: not (hit.holds("yes") or hit.holds("no")) and asks(hit)


_ALWAYS: Terms = {
    "own": _is_of_writer,
    "anothers": is_of_another,
    "references": is_aside,
    "honour": is_of_honour,
    "no_post": _is_without_post,
    "left_post": _has_left_post,
    "retired": _is_retired,
    "unticked": is_unticked,
    "joined": lambda hit: hit.words == "one_word" and not stands_alone(hit),
}
_OF_SENTENCE: Terms = {
    "possessed": lambda hit: _is_called_mine(hit) and _is_kept(hit),
    "met": _is_met,
    "partly": lambda hit: hit.has(context.PARTLY),
    "denied": _is_denied,
    "outright": lambda hit: not hit.has(context.OFFICE, context.OFFICE_OF),
    "leaving": lambda hit: hit.has(context.LEAVING),
    "impersonal": _is_impersonal,
    "hypothetical": is_hypothetical,
    "awaited": _is_awaited,
    "interim": lambda hit: hit.has(context.INTERIM),
    "question": _is_asked,
    "reported": _is_reported,
    "quoted": lambda hit: hit.assertion.quoted,
    "lost": lambda hit: has_ended(hit) or _is_closed(hit),
    "past": lambda hit: hit.has(context.WAS),
    "once": _is_of_past_form,
    "closed_post": lambda hit: is_over(hit.layout, hit.focus.start),
    "lasting": _goes_on,
    "earlier_day": _is_of_earlier_day,
    "elsewhere": is_outside,
    "offered": _is_only_named,
    "authority": may_be_outside,
    "bare": _is_bare,
    "label": _is_shown,
    "first_person": lambda hit: hit.assertion.explicit,
}
_IN_SENTENCE: Terms = {
    **_ALWAYS,
    **{term: _unanswered(asks) for term, asks in _OF_SENTENCE.items()},
    "yes": _is_answered_yes,
    "no": _is_answered_no,
    "denied": lambda hit: hit.holds("no") or _unanswered(_is_denied)(hit),
    "outright": lambda hit: hit.holds("no") or not hit.has(context.OFFICE, context.OFFICE_OF),
    "label": lambda hit: hit.holds("yes") or _unanswered(_is_shown)(hit),
}
"""Of words that say an appointment by an adjective or a verb: "nommée"."""
_BY_NOUN: Terms = {
    **_ALWAYS,
    **_OF_SENTENCE,
    "own": lambda hit: hit.assertion.own,
    "anothers": lambda hit: hit.has(context.ANOTHERS),
    "references": lambda _: False,
    "reported": lambda hit: hit.assertion.reported and not hit.assertion.negated,
    "question": lambda hit: hit.view.text.endswith("?"),
    "date": _is_dated,
    "denied": lambda hit: _is_denied(hit) and not _is_contrasted(hit),
    "awaited": lambda hit: not hit.has(context.WAS) and (hit.has(context.DELAYED_AFTER) or _is_awaited(hit)),
}
"""Of words that name it: "ma nomination"."""
_IN_SHORT: Terms = {**_BY_NOUN, "date": lambda hit: hit.assertion.plain and date_beside(hit)}
"""Of a short form of its name: "nom. 2012"."""
_BY_POSITION: Terms = {
    **_ALWAYS,
    **_OF_SENTENCE,
    "own": _is_position_of_writer,
    "denied": lambda hit: hit.assertion.negated,
    "hypothetical": lambda hit: hit.assertion.hypothetical,
    "wished": lambda hit: hit.assertion.wished,
    "reported": lambda hit: hit.assertion.reported,
    "question": lambda hit: hit.view.text.endswith("?"),
    "lost": lambda hit: hit.assertion.lost or hit.has(context.RETIRED),
    "past": lambda hit: hit.assertion.once,
}
"""Of a position of staff that only those are in who are appointed for good."""


def _passage(hit: Hit) -> Span:
    return hit.with_answer if hit.holds("yes") or hit.holds("no") else hit.span


def _set(words: str, terms: Terms, passage: Callable[[Hit], Span] = lambda hit: hit.span) -> WordSet:
    return WordSet(phrases=vocabulary(f"permanent_appointment.{words}"), terms=terms, passage=passage)


_BY_ADJECTIVE = ("in_full", "definitive", "appointed", "civil_servant", "one_word")
PERMANENT = WordSets(
    {
        **{words: _set(words, _IN_SENTENCE, _passage) for words in _BY_ADJECTIVE},
        "noun": _set("noun", _BY_NOUN),
        "abbreviated": _set("abbreviated", _IN_SHORT, lambda hit: hit.layout.line_at(hit.focus.start)),
        "implies": _set("implies", _BY_POSITION),
    }
)
"""The sets of words of `permanent_appointment.toml`."""
