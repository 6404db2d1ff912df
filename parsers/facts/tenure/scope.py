"""Whether words of a permanent appointment speak of another time, another trade, a condition or another thing."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of
from parsers.facts.career.sectors import SERVICE
from parsers.facts.context.aims import is_of_aims
from parsers.facts.context.assertion import assertion_of, clause
from parsers.facts.context.holder import WRITER, is_of_named, is_of_replaced
from parsers.facts.context.present_time import is_over
from parsers.facts.tenure import context
from parsers.layout.sections import kept
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from parsers.facts.tenure.statements import Hit
    from parsers.layout.sections import Layout

_SCHOOLS = vocabulary("school.teachers", "school.places", "school.cpms", "public_services.of_schools")
_OUTSIDE = vocabulary("public_services.appointing")
_ADMINISTRATIONS = vocabulary("public_services.administrations")
_EMPLOYS = vocabulary("public_services.employs")
_ORGANISERS = vocabulary("public_services.organisers")
_NEVER_IN_SCHOOLS = vocabulary("public_services.never_in_schools")
_IN_PERIODS = vocabulary("school.classes", "hours.lesson")
_ANY_STAFF = vocabulary("school.teachers", "school.cpms", "seniority.role")

_APPOSED = 80
"""Characters before a clause in which the work stands that an appointment is in ("Policier, nommé en 2005")."""


def is_hypothetical(hit: Hit) -> bool:
    """Whether an appointment is imagined or awaited; one with a beginning is not, whatever "if" stands before it."""
    if hit.has(context.REALISED, context.SINCE) and not hit.has(context.CONDITIONAL):
        return False
    return hit.assertion.hypothetical or hit.has(context.EXPECTED)


def has_ended(hit: Hit) -> bool:
    """Whether the tenure told of is given up, or its writer has retired."""
    retired = hit.has(context.RETIRED) and not hit.has(context.TEACHES)
    return retired or (hit.assertion.lost if not hit.has(context.SINCE) else hit.lost)


def is_outside(hit: Hit) -> bool:
    """Whether the appointment is one of the police, a town hall or a hospital, and no school is spoken of."""
    text = hit.view.text
    left, right = clause(text, hit.match.start(), hit.match.end())
    if _is_of_schools(text):
        return False
    if (_may_be_appointed(hit) and _is_past_elsewhere(hit)) or _is_of_other_work(hit) or _is_told_before(hit):
        return True
    if _was_never_in_schools(hit.layout) and not _serves_in_schools(hit.layout):
        return True
    if hit.layout.kind is Kind.CV and _is_in_block_elsewhere(hit):
        return True
    if not WRITER.search(text, right):
        right += _APPOSED // 2
    return any(assertion_of(text, *job.span()).own for job in _OUTSIDE.finditer(text, max(0, left - _APPOSED), right))


@lru_cache(maxsize=256)
def _is_of_schools(text: str) -> bool:
    """Whether a sentence speaks of schools; kept, for each place in it asks anew."""
    return bool(_SCHOOLS.search(text))


def may_be_outside(hit: Hit) -> bool:
    """Whether an authority that has schools and offices appoints, and no post in a school is claimed with it.

    It is told by the post that the words stand in, of other work, or else by the text.
    """
    text = hit.view.text
    if hit.has(context.IN_SERVICE):
        return True
    if _IN_PERIODS.search(text) or _is_of_schools(text):
        return False
    held = career_of(hit.layout).at(hit.focus.start)
    if held is not None and held.other and held.line <= hit.focus.start and _ORGANISERS.search(fold(held.head)):
        return True
    return bool(_ORGANISERS.search(text)) and not _serves_in_schools(hit.layout)


@kept
def _was_never_in_schools(layout: Layout) -> bool:
    """Whether the writer says anywhere in the text to be no teacher, or never to have worked in a school."""
    return any(_NEVER_IN_SCHOOLS.search(folded(layout.text, *span).text) for span in layout.sentences)


@kept
def _serves_in_schools(layout: Layout) -> bool:
    """Whether the writer claims a post in a school or a centre anywhere in the text, by a date or in a sentence."""
    if any(entry.sector in SERVICE for entry in career_of(layout).entries):
        return True
    for span in layout.sentences:
        said = folded(layout.text, *span).text
        staff = _ANY_STAFF.search(said)
        told = assertion_of(said, *staff.span()) if staff else None
        if told and told.plain and not (told.wished or told.once):
            return True
    return False


def _is_of_other_work(hit: Hit) -> bool:
    """Whether words of permanence stand in a post at an administration that names no school."""
    held = career_of(hit.layout).at(hit.focus.start) if hit.words in _OF_PERMANENCE or hit.of.means else None
    if held is None or held.line > hit.focus.start:
        return False
    whole = folded(hit.layout.text)
    post = whole.text, whole.place(held.line), whole.place(hit.focus.start)
    return bool(_ADMINISTRATIONS.search(*post)) and not _SCHOOLS.search(*post)


_OF_PERMANENCE = ("in_full", "definitive", "appointed", "one_word")


def _is_in_block_elsewhere(hit: Hit) -> bool:
    """Whether the lines of a CV around the words, without an empty one between, name other work, and no school.

    Where columns were torn apart, a post stands without its dates: it is a block of lines, and no dated entry.
    """
    text, at = hit.layout.text, hit.focus.start
    start = max(text.rfind("\n\n", max(0, at - _BLOCK), at) + 1, text.find(" ", max(0, at - _BLOCK), at), at - _BLOCK)
    last = min(len(text), hit.focus.end + _BLOCK)
    end = text.find("\n\n", hit.focus.end, last)
    block = fold(text[start : end if end >= 0 else max(hit.focus.end, text.rfind(" ", hit.focus.end, last))])
    return bool(_OUTSIDE.search(block) or _ADMINISTRATIONS.search(block)) and not _is_of_schools(block)


_BLOCK = 200
"""So many characters of a post's lines are read before and after the words of a status."""


def _is_told_before(hit: Hit) -> bool:
    """Whether the nearest sentence before that names the writer's work tells of a public service, not of a school."""
    sentences = hit.layout.sentences
    number = bisect_left(sentences, hit.span)
    for span in reversed(sentences[max(0, number - _SENTENCES) : number]):
        said = folded(hit.layout.text, *span).text
        if _is_of_schools(said):
            return False
        work = _EMPLOYS.search(said)
        if work:
            told = assertion_of(said, *work.span())
            return told.current
    return False


_SENTENCES = 3
"""So many sentences before that of an appointment may tell where it is."""


def _is_past_elsewhere(hit: Hit) -> bool:
    """Whether words stand in a post outside of teaching and CPMS that is over."""
    held = career_of(hit.layout).at(hit.focus.start)
    return held is not None and held.other and is_over(hit.layout, hit.focus.start)


def is_of_another(hit: Hit) -> bool:
    """Whether the words are somebody else's: the household's, a peer's, those of who is replaced or named."""
    if hit.has(context.ANOTHERS, context.HOUSEHOLD, context.PEER, context.TITLED):
        return True
    return is_of_replaced(hit.view.text, hit.match.start()) or is_of_named(hit.view.text, hit.match.start())


def _may_be_appointed(hit: Hit) -> bool:
    """Whether words may be "appointed": they are, or any words of tenure are looked for."""
    return hit.words == "appointed" or bool(hit.of.means)


def is_of_honour(hit: Hit) -> bool:
    """Whether "appointed" is said of an honour, or of what a thing is called."""
    if not _may_be_appointed(hit):
        return False
    return (hit.match.group() == "nomme" and hit.has(context.NAMES)) or hit.has(context.HONOUR, context.THING)


def is_aside(hit: Hit) -> bool:
    """Whether words stand under a heading of references, of pastimes or of aims that they do not outdo by a date."""
    if hit.layout.in_subject(hit.focus.start, "references") or (hit.words != "in_full" and _is_of_leisure(hit)):
        return True
    return is_of_aims(hit.layout, hit.focus.start) and not hit.has(context.I_AM, context.SINCE)


def _is_of_leisure(hit: Hit) -> bool:
    """Whether the words stand under a heading of pastimes; a letter below a CV's last heading does not."""
    at = hit.focus.start
    return hit.layout.in_subject(at, "interests") and not hit.layout.in_letter(at)
