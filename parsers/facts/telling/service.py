"""What proves that somebody serves in schools or centres: a function there, or a verb of work beside one.

A school that is named proves nothing alone: it may be the pupil's, the children's, a customer's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of
from parsers.facts.career.sectors import SERVICE, is_taught_in_periods
from parsers.facts.career.standing import is_predicate
from parsers.facts.context.assertion import assertion_of, clause
from parsers.facts.context.evidence import evidence
from parsers.facts.context.modifiers import place_of
from parsers.facts.context.present_time import has_ended, is_of_closed_range
from parsers.facts.experience.around import sector_within
from parsers.facts.workload.quantities import counts
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.rules.registry import cite
from parsers.text.text import fold, folded
from parsers.values.documents import Kind
from parsers.values.evidence import ECHOING, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.context.assertion import Assertion
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention
    from parsers.values.evidence import Entry, Evidence

KEY = "service"
"""Of the finding that a text's writer serves, or has served, in schools or centres, with what proves it."""
CVS = frozenset({Kind.CV, Kind.CV_AND_LETTER})
PLACE = vocabulary("school.places", "school.cpms")
LENT = vocabulary("leaves.seconded", "permanent_appointment.implies")
"""A leave that only staff of schools have."""
PERSON = vocabulary("people.title")
"""What a CV's line on a referee begins with."""
_RULE = cite("experience.echo")
_NO_POSTS = (
    *("references", "publications", "interests", "projects", "volunteering", "annexes"),
    *("education", "languages", "computing", "skills", "contact"),
)
_TEACHER, _LOOSE = vocabulary("school.teachers"), vocabulary("school.any_teachers")
_ROLE, _STAFF = vocabulary("seniority.role"), vocabulary("school.staff", "school.leading")
_SCHOOL, _CPMS = vocabulary("school.places"), vocabulary("school.cpms")
_CLASSES, _LESSON = vocabulary("school.classes"), vocabulary("hours.lesson")
_WORKS, _MINE = vocabulary("employer.works", "load.works", "standing.teaches"), vocabulary("people.mine")
_TITLE, _LEARNT = vocabulary("qualifications.named"), vocabulary("school.learnt")
_BY_TRAINING = vocabulary("qualifications.by_training")
_NAMED = united(LENT, _LESSON, _TEACHER, _CPMS, _ROLE, _STAFF, _WORKS)


def service_of(layout: Layout) -> tuple[Finding, ...]:
    """That the writer serves or has served in schools or centres, with the latest passage that proves it.

    `detail["until"]` says when that ended; it is left out of what goes on. `detail["lent"]`: of who works elsewhere.
    """
    until, proof = max(_proofs(layout), key=lambda told: told[0], default=(date.min, None))
    if proof is None:
        return ()
    lent = {"lent": True} if any(_is_on_leave(view.text) for view, _ in layout.own_sentences()) else {}
    detail = lent if until == date.max else {"until": until.isoformat(), **lent}
    return (Finding(key=KEY, value=True, state=State.FOUND, evidence=(proof,), certainty=ECHOING, detail=detail),)


def _proofs(layout: Layout) -> Iterator[tuple[date, Evidence]]:
    """The posts and the sentences that prove it, each with the day until when."""
    titled = _TITLE.search(folded(layout.text).text) is not None
    for entry in career_of(layout).entries:
        if entry.sector == "cpms" or (entry.sector in SERVICE and (titled or _is_worked_in(layout, entry))):
            yield (date.max if entry.ongoing else entry.end or date.min), replace(entry.evidence, rule=_RULE)
    for view, span in layout.own_sentences(*_NO_POSTS):
        if told := _told(layout, view.text):
            post = career_of(layout).at(span.start)
            over = told.once or is_of_closed_range(layout, *span) or (post and has_ended(layout, post.when))
            yield (date.min if over else date.max), evidence(layout, span, span, _RULE)


def _told(layout: Layout, said: str) -> Assertion | None:
    """How a sentence proves it; None of one that does not, or of a referee's."""
    referee = layout.kind in CVS and PERSON.match(said)
    return proves(said) if not referee and _NAMED.may_say(said) else None


def _is_on_leave(said: str) -> bool:
    """Whether a sentence of the writer's own tells a leave that only staff of schools have."""
    return any(assertion_of(said, *found.span()).plain for found in LENT.finditer(said))


def _is_worked_in(layout: Layout, entry: Entry) -> bool:
    """Whether a post in a school is one of work: it names a function, or a school alone in the career."""
    whole = fold(entry.evidence.quote)
    if entry.function:
        held = fold(entry.function)
        staff = _is_staff(held) or _TEACHER.search(held)
        return names_function(held) or is_taught_in_periods([whole]) or bool(staff and PLACE.search(whole))
    career = layout.in_subject(entry.evidence.start, "experience")
    return names_function(whole) or (career and bool(_SCHOOL.search(whole)) and not _LEARNT.search(whole))


def names_function(flat: str) -> bool:
    """Whether folded rows name what somebody does in a school or a centre."""
    if any(_is_teacher(flat, found.start()) for found in _TEACHER.finditer(flat)):
        return True
    if any(not _is_of_partners(flat, found.start()) for found in _CPMS.finditer(flat)):
        return True
    if is_taught_in_periods([flat]) or _counts_lessons(flat, 0, len(flat)):
        return True
    held = _is_staff(flat) or _TEACHER.search(flat) or _CLASSES.search(flat)
    return bool(held) and _SCHOOL.search(flat) is not None


def _is_staff(flat: str) -> bool:
    return bool(_ROLE.search(flat) or _STAFF.search(flat))


def _is_teacher(flat: str, at: int) -> bool:
    """Whether a word for a teacher is no "titulaire" of anything else."""
    return _LOOSE.match(flat, at) is None or _ROLE.match(flat, at) is not None


def _counts_lessons(flat: str, left: int, right: int) -> bool:
    """Whether a clause counts periods of lessons."""
    return any(count.unit == "lesson" and left <= count.start < right for count in counts(flat))


def proves(flat: str) -> Assertion | None:
    """How a folded sentence claims, as real, a function in a school or work there; None where it does not."""
    for found in _NAMED.finditer(flat):
        told = assertion_of(flat, *found.span())
        if told.plain and not told.wished and _is_proof(flat, found, told):
            return told
    return None


def _is_proof(flat: str, found: Mention, told: Assertion) -> bool:
    """Whether words are the writer's leave, work or function in a school, and their clause names no other work."""
    if LENT.match(flat, found.start()):
        return told.explicit or _MINE.before(flat, found.start()) is not None
    left, right = clause(flat, *found.span())
    if _is_of_partners(flat, found.start()) or _BY_TRAINING.search(flat, left, right):
        return False
    if sector_within(flat, left, right) == "other":
        return False
    if _WORKS.match(flat, found.start()) and PLACE.search(flat, found.end(), right):
        return True
    held = names_function(flat[left:right]) and is_predicate(place_of(flat, *found.span()))
    return held or _counts_lessons(flat, left, right)


def _is_of_partners(flat: str, at: int) -> bool:
    """Whether a place stands in a bracket of several names that no function of a school leads: "(SAS, CPMS, AMO)"."""
    opens, closes = flat.rfind("(", 0, at), flat.find(")", at)
    listed = opens > flat.rfind(")", 0, at) and "," in flat[opens:closes]
    return listed and not _is_staff(flat[:opens]) and _TEACHER.search(flat, 0, opens) is None
