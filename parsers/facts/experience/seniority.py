"""How sure it is that a number of years is the applicant's own service in teaching or CPMS.

The words right beside the number weigh most ("quinze ans d'enseignement"); then a stretch that somebody looks back on
whose clause speaks of schools ("cela fait douze ans que j'accompagne des élèves"). A stretch of the writer's with
nothing to say what filled it is kept as a weak reading: it tells nothing alone, and may confirm what the dates say.
An age, a wish, a requirement, another trade, another person, a part of the career weigh nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.experience.sectors import is_school, sector_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.words.experience import age, beginning, frame, spent
from parsers.words.experience import stated as words
from parsers.words.experience.duration import BARE, TOTAL

if TYPE_CHECKING:
    from parsers.facts.experience.durations import Duration

_OF_SCHOOLS = vocabulary("school.classes", "school.teachers")
_UNPAID = vocabulary("work.no_service", "work.pastimes")
_PLACES = vocabulary("work.places", "work.training_bodies")
_ELSEWHERE = vocabulary("work.places", "work.training_bodies", "work.no_service")


ECHO = 0.3
"""The certainty of a stretch that only confirms what the dates add up to."""
_OWN = vocabulary("people.own")
_IN_SCHOOLS = 0.75


def weight_of_field(after: str, weight: float) -> float:
    """How sure it is that years were served, by the field that `after` opens with; `weight` where it tells none.

    A field nobody knows ("d'expérience dans les caves") is seldom a school's: it only confirms what the dates say.
    """
    told = spent.FIELD.match(after)
    if told is None:
        return weight
    field = told["field"]
    sector = sector_of([field])
    if sector == "other" or words.OTHER_TRADE.search(field):
        return 0.0
    if sector != "unknown" or words.SCHOOLED.search(field) or _OF_SCHOOLS.search(field) or is_school(field):
        return max(weight, _IN_SCHOOLS)
    return weight if spent.ANY_FIELD.match(field) else ECHO


def is_within(after: str) -> bool:
    """Whether a few words and a place of teaching follow: "… ans dans le bruit des classes"."""
    place = spent.WITHIN.match(after[:90])
    between = place["between"] if place else ""
    misleading = words.OTHER_TRADE, frame.NOT_WORKED, words.OTHERS
    return place is not None and not (_ELSEWHERE.search(between) or any(said.search(between) for said in misleading))


_FRAMED = 0.7
_OF_YOUTH = 0.45
_PASSED = 0.55
"""Of a stretch that another one may have followed."""


def certainty(flat: str, told: Duration) -> float:
    """How sure it is that `told` is the applicant's total in teaching or CPMS (0: not at all)."""
    before, after = clause_before(flat, told.start), clause_after(flat, told.end)
    if words.AS_PUPIL.search(after[:60]) or words.WAS_PUPIL.search(before) or _began_elsewhere(after):
        return 0.0
    if age.SINCE_AGE.search(before) or age.OF_AGE.match(after):
        return 0.0
    if taught := _taught(before, after):
        return taught
    if _began_ago(before, after):
        return 0.55
    if _is_somebody_elses(before, after) or _is_age(told.unit, before, after):
        return 0.0
    own = before.rsplit(",", 1)[-1] if TOTAL.search(before) else before
    return max(_told_beside(flat, before, after), _framed(own, after))


def _told_beside(flat: str, before: str, after: str) -> float:
    """How surely the words right beside the applicant's own number of years make it one of service."""
    if words.AFTER.match(after[:90]):
        return _PASSED if words.PASSED.search(before) else 0.75 if words.HERE.match(after) else 0.95
    return max(_told_of_teaching(before, after), _told_of_service(flat, before, after))


def _told_of_teaching(before: str, after: str) -> float:
    """How surely words around the number make it one of teaching, though they do not follow it at once."""
    if (words.SINCE_THEN.match(after[:90]) and words.LEAD.search(before)) or words.BEFORE.search(before[-110:]):
        return 0.85
    bracketed = words.IN_BRACKETS.search(before) and after.startswith(")") and not is_school(before)
    if bracketed or words.FIELD.search(before):
        return 0.8
    return 0.72 if is_within(after) else 0.0


def _told_of_service(flat: str, before: str, after: str) -> float:
    """How surely a number of years "d'expérience" or "d'ancienneté" was served in schools."""
    if words.OTHER_TRADE.search(flat):
        return 0.0
    if words.LABEL.search(before):
        return weight_of_field(after, 0.8)
    bare = words.BARE_AFTER.match(after)
    if bare is None:
        return 0.0
    if words.SERVICE_AFTER.match(after):
        return 0.7
    return weight_of_field(after[bare.end() :], _OF_YOUTH if words.PASSED.search(before) else 0.55)


def _framed(before: str, after: str) -> float:
    """How surely a stretch that the writer looks back on was one of service, by what else its clause names."""
    teaches = words.TEACHES.search(after, 0, 40) if frame.FOLLOWED.match(after) else None
    after = after[: teaches.end()] if teaches else after
    around = f"{before[-70:]} {after}"
    if not _is_looked_back_on(before, after) or _is_filled_otherwise(before, after, around):
        return 0.0
    if teaches or words.SCHOOLED.search(around) or is_school(around):
        if frame.PART.search(f"{before[-60:]} {after[:60]}"):
            return ECHO
        return _PASSED if words.PASSED.search(before) else _FRAMED
    if frame.YOUNG.search(around) and not frame.OWN_CHILDREN.search(around):
        return _OF_YOUTH
    return ECHO


def _is_looked_back_on(before: str, after: str) -> bool:
    """Whether words of the writer's frame a stretch of time ("cela fait … que j'"), or it opens its sentence."""
    alone = not before.strip() or not words.PASSED.sub("", before).strip(" ,")
    if alone or frame.FOLLOWED.match(after) or words.EARLIER.match(after.lstrip()):
        return True
    near = before[-50:]
    opened = frame.FRAME.search(before) or words.THEN.search(before) or words.EARLIER.search(before[-30:])
    own = _OWN.search(near) and words.SCHOOLED.search(near)
    return bool((opened or own) and _OWN.search(f"{before[-70:]} {after}"))


def _is_filled_otherwise(before: str, after: str, around: str) -> bool:
    """Whether a stretch was filled by studies, leisure, another trade, or is another person's."""
    if frame.NOT_WORKED.search(around) or words.OTHERS.search(around) or _is_outside_school(around):
        return True
    return bool(words.OTHER_TRADE.search(before[-70:])) or _is_other_trade(after)


def _is_outside_school(around: str) -> bool:
    """Whether a clause names leisure, practice in training or a place of other work, and no school."""
    return bool(
        _UNPAID.search(around) or (_PLACES.search(around) and not is_school(around) and not _HOLDS.search(around))
    )


_HOLDS = re.compile(r"\b(?:scolaires?|schul\w+|school)\b")


def is_working_life(flat: str, whole: re.Match[str]) -> bool:
    """Whether a number of years is that of a whole working life: "30 ans de métier", "23 Berufsjahre"."""
    after = flat[whole.end() :]
    told = words.BARE_AFTER.match(after) or words.WORKING_LIFE.match(after)
    return bool(told) or whole["unit"].startswith(("berufs", "beroeps"))


def _taught(before: str, after: str) -> float:
    """How sure it is that the applicant taught, or teaches, for a number of years between these words."""
    after = words.NEXT_WORK.split(after, maxsplit=1)[0]
    private = _ELSEWHERE.search(before[-60:] + after[:60])
    if private or words.OTHERS.search(before[-70:]) or words.OTHER_TRADE.search(after[:45]):
        return 0.0
    if words.TEACHING_LEAD.search(before) and words.TEACHING.match(after):
        return 0.85
    between = words.TAUGHT_LEAD.search(before) and words.TAUGHT.match(after)
    return 0.7 if between or words.TAUGHT_FOR.search(before) else 0.0


def _began_ago(before: str, after: str) -> bool:
    """Whether teaching began as long ago as a number of years between these words says."""
    if words.OTHERS.search(before) or not beginning.AGO.search(before):
        return False
    french = before.rstrip().endswith(("il y a", "il y a une"))
    taught = re.search(rf"\b{words.ROLE}", before + after)
    return taught is not None and (french or beginning.AGO_AFTER.match(after) is not None)


def _began_elsewhere(after: str) -> bool:
    """Whether the years began in other work: "d'abord dans une banque et, depuis douze ans, à l'école"."""
    first = words.AT_FIRST.search(after)
    return first is not None and sector_of([first["where"]]) == "other"


def _is_somebody_elses(before: str, after: str) -> bool:
    """Whether the years are another person's, another trade's, those of a training, or denied."""
    if words.OTHERS.search(before[-70:]) or _is_denied(before, after) or _is_other_trade(after[:45]):
        return True
    if words.SCHOOL_DOES.match(after):
        return True
    return bool(words.TRAINING.search(before) or words.LEARNT.match(after))


def _is_other_trade(after: str) -> bool:
    """Whether words after the number name another trade first, and not as what somebody teaches."""
    trade = words.OTHER_TRADE.search(after)
    lead = after[: trade.start()] if trade else ""
    return trade is not None and not (words.TEACHES.search(lead) or words.SCHOOLED.search(lead) or is_school(lead))


def _is_denied(before: str, after: str) -> bool:
    """Whether words before the number deny it or make it a part: "que", of "ne … que", and "il y a … que" do not."""
    denied = words.NEGATED.search(before)
    if denied is None or words.ONLY.search(before):
        return False
    while_past = denied.group().startswith(("pendant", "durant"))
    told = frame.FOLLOWED.match(after) or (while_past and _OWN.search(before))
    return not (told and (while_past or denied.group().startswith("il y a")))


def _is_age(unit: str, before: str, after: str) -> bool:
    """Whether "N ans" is somebody's age."""
    if unit != "an" and not (unit in {"ans", "years"} and age.AGE.search(before)):
        return False
    if words.LABEL.search(before):
        return False
    return not words.BARE_AFTER.match(after) and not words.AFTER.match(after[:70])


def clause_before(flat: str, at: int) -> str:
    """What stands before a number of years in its own clause."""
    cut = max(flat.rfind(mark, 0, at) for mark in (";", ". ", " mais ", " maar ", " aber ", " but "))
    return flat[max(cut + 1, at - 160, 0) : at]


def clause_after(flat: str, at: int) -> str:
    """What stands after a number of years, up to the clause's end or the next number of years."""
    ends = [
        end
        for mark in (";", ". ", " dont ", " waarvan ", " davon ", " of which ", " mais ")
        if (end := flat.find(mark, at)) >= 0
    ]
    other, bare = TOTAL.search(flat, at, at + 110), BARE.search(flat, at, at + 110)
    if other is not None:
        ends.append(other.start())
    if bare is not None and sector_of([flat[bare.end() : bare.end() + 40]]) == "other":
        ends.append(bare.start())
    return flat[at : min([*ends, at + 110])]
