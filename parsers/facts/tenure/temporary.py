"""Whether the candidate's present post is temporary: the other side of `tenure`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.holder import WRITER
from parsers.facts.context.present_time import entry_at, is_before_latest, is_over
from parsers.facts.tenure import context
from parsers.facts.tenure.fields import answered
from parsers.facts.tenure.scope import is_outside
from parsers.facts.tenure.statements import Hit, Statement
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import PLENTY, Folded, Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.context.assertion import Assertion
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_SUPPOSED = vocabulary("context.condition", "context.awaited")
_PAST = vocabulary("time.past")
_SCHOOLS = vocabulary("school.teachers", "school.places", "school.cpms")
_PRESENT = vocabulary("time.now", "time.since", "load.works", "temporary_appointment.term")
_RULES = (
    (vocabulary("temporary_appointment.status"), 0.55, "temporary"),
    (vocabulary("temporary_appointment.yearly"), 0.52, "yearly"),
    (vocabulary("temporary_appointment.replacement"), 0.4, "replacement"),
)
_ANY = united(*(phrases for phrases, *_ in _RULES))
_TERM = vocabulary("temporary_appointment.term")
_OF_OTHER_THINGS = (vocabulary("temporary_appointment.other_before"), vocabulary("temporary_appointment.other_after"))
_ONCE, _STILL = vocabulary("temporary_appointment.once"), vocabulary("temporary_appointment.still")
_MANDATE, _JUGGLING = vocabulary("temporary_appointment.mandate"), vocabulary("temporary_appointment.juggling")


def temporary(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """What a sentence says of temporary work that the writer does now."""
    for phrases, certainty, rule in _RULES if _ANY.may_say(view.text) else ():
        for match in islice(phrases.finditer(view.text), PLENTY):
            hit = Hit(layout=layout, view=view, span=span, match=match, rule=rule)
            answer = answered(hit) if view.text.endswith("?") else None
            if answer or (answer is None and _is_temporary_now(hit, certainty)):
                sure = certainty + (0.05 if hit.assertion.explicit else 0)
                yield hit.says("temporary", sure, rule, span=hit.with_answer)


def _is_temporary_now(hit: Hit, certainty: float) -> bool:
    """Whether the writer's present post is temporary: plain words, in a present entry or in no entry at all."""
    told = hit.assertion
    if (
        not _is_plain(hit, told)
        or is_outside(hit)
        or (hit.view.text.endswith("?") and not told.explicit)
        or hit.lost
        or told.wished
        or is_of_another_thing(hit)
    ):
        return False
    if was_once(hit, told):
        return False
    if hit.layout.in_subject(hit.focus.start, "education", "references"):
        return False
    entry = entry_at(hit.layout, hit.focus.start)
    if entry is None or _is_headed(hit):
        return certainty > 0.5 or bool(_PRESENT.search(hit.view.text)) or hit.says_before(_JUGGLING)
    if is_over(hit.layout, hit.focus.start):
        return False
    return entry.when.ongoing or certainty > 0.5 or _is_in_school(hit, entry)


def is_of_another_thing(hit: Hit) -> bool:
    """Whether the words right beside say that something else is temporary: "exposition temporaire"."""
    before, after = _OF_OTHER_THINGS
    text, start, end = hit.view.text, hit.match.start(), hit.match.end()
    return bool(before.before(text, start, hit.place.left) or after.match(text, end))


def _is_headed(hit: Hit) -> bool:
    """Whether a heading in the margin leads the line: it belongs to no entry above ("STATUT<tab>temporaire")."""
    return bool(_MARGIN.match(hit.layout.line_at(hit.focus.start).of(hit.layout.text)))


_MARGIN = re.compile(r"[ ]{0,8}(?:STATUT|SITUATION|STATUS|STATUUT|DIENSTVERHÄLTNIS)[A-ZÉ ]{0,20}\t")


def _is_plain(hit: Hit, told: Assertion) -> bool:
    """Whether the words are claimed of the writer; "je reste temporaire" is, whatever is awaited beside it."""
    if hit.rule == "yearly":
        alone = told.own and (not hit.before or hit.has(context.MINE))
        held = told.explicit or _says_i(hit) or _goes_on(hit) or alone
        awaited = told.hypothetical and hit.says_before(_SUPPOSED)
        return held and not (told.negated or told.reported or awaited or _MANDATE.search(hit.view.text))
    if hit.has(context.I_AM):
        return told.own and not (told.negated or told.reported)
    return told.plain


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
