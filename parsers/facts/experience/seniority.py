"""How sure it is that a number of years is the applicant's own service in teaching or CPMS.

The words right beside the number weigh most ("quinze ans d'enseignement"); then a stretch that somebody looks back on
whose clause speaks of schools ("cela fait douze ans que j'accompagne des élèves"). A stretch of the writer's with
nothing to say what filled it is kept as a weak reading: it tells nothing alone, and may confirm what the dates say.
An age, a wish, a requirement, another trade, another person, a part of the career weigh nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.career.sectors import SERVICE, sector_of
from parsers.facts.context.assertion import assertion_of
from parsers.facts.experience.around import Around, around, sector_within
from parsers.facts.experience.durations import years_in
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import behind, is_near, is_parted, mark_at

if TYPE_CHECKING:
    from parsers.facts.experience.durations import Duration

_AGE = vocabulary("age.told")
_SINCE_AGE = vocabulary("age.since")
_OF_AGE = vocabulary("age.after")
_AT_FIRST = vocabulary("career.at_first")
_BEGAN = vocabulary("career.began")
_EARLIER = vocabulary("career.earlier")
_JOINT = vocabulary("career.joint")
_THEN = vocabulary("career.then")
_OWN, _NAMED = vocabulary("people.own"), vocabulary("people.named")
_OF_SCHOOLS = vocabulary("school.classes", "school.teachers", "school.places", "school.cpms", "seniority.work")
_SCHOOL = vocabulary("school.places", "school.cpms")
_ELSEWHERE = vocabulary("work.places", "work.training_bodies", "work.no_service")
_PLACES = vocabulary("work.places", "work.training_bodies")
_UNPAID = vocabulary("work.no_service", "work.pastimes")
_OF_A_SCHOOL = vocabulary("seniority.of_a_school")
_AGO = vocabulary("seniority.ago")
_AMOUNTS = vocabulary("seniority.amounts")
_ANY_FIELD = vocabulary("seniority.any_field")
_ANY_FIELD_ALONE = vocabulary("seniority.any_field_alone")
_AS_PUPIL = vocabulary("seniority.as_pupil")
_BARE_AFTER = vocabulary("seniority.bare_after")
_FIELD = vocabulary("seniority.field")
_FILLER = vocabulary("seniority.filler")
_FOR, _FURTHER = vocabulary("seniority.for"), vocabulary("duration.further")
_GIVE_LESSONS = vocabulary("seniority.give_lessons")
_GIVES_LESSONS = vocabulary("seniority.gives_lessons")
_HAVE_TAUGHT = vocabulary("seniority.have_taught")
_HERE = vocabulary("seniority.here")
_LABEL = vocabulary("seniority.label")
_LEAD = vocabulary("seniority.lead")
_LEARNT = vocabulary("seniority.learnt")
_LESSONS = vocabulary("seniority.lessons")
_NEGATED = vocabulary("seniority.negated")
_NEXT_CLAUSE = vocabulary("context.boundary", "context.begins_clause")
_NEXT_WORK = vocabulary("seniority.next_work")
_ONLY, _OPEN = vocabulary("seniority.only"), vocabulary("duration.open")
_OTHERS = vocabulary("seniority.others")
_PARTING = vocabulary("seniority.parting")
_PASSED = vocabulary("seniority.passed")
_PUPIL = vocabulary("seniority.pupil")
_ROLE = vocabulary("seniority.role")
_SERVED = vocabulary("seniority.work", "seniority.role", "chronicle.served")
_LEADING, _STUDIED = vocabulary("school.leading"), vocabulary("seniority.studied")
_SCHOOL_DOES = vocabulary("seniority.school_does")
_SERVICE_AFTER = vocabulary("seniority.service_after")
_SINCE = vocabulary("seniority.since")
_SINCE_THEN = vocabulary("seniority.since_then")
_SPENT_ON = vocabulary("seniority.spent_on")
_SUBJECT_AT = vocabulary("seniority.subject_at")
_TAUGHT = vocabulary("seniority.taught")
_TAUGHT_FOR = vocabulary("seniority.taught_for")
_TEACHES = vocabulary("seniority.teaches")
_TEACHING = vocabulary("seniority.teaching")
_THEIRS = vocabulary("seniority.theirs")
_TO_COME = vocabulary("seniority.to_come")
_TRADE = vocabulary("seniority.trade")
_TRAINING = vocabulary("seniority.training")
_WHERE = vocabulary("seniority.where")
_WHILE = vocabulary("seniority.while_past")
_WORK = vocabulary("seniority.work")
_WORKING_LIFE = vocabulary("seniority.working_life", "seniority.bare_after")
_FOLLOWED = vocabulary("stretch.followed")
_OPENED = vocabulary("stretch.opened")
_OTHERWISE = vocabulary("stretch.not_worked", "seniority.others")
_OWN_CHILDREN = vocabulary("stretch.own_children")
_TASK = vocabulary("stretch.part")
_YOUNG = vocabulary("stretch.young")
MISLEADING = vocabulary(
    *("work.places", "work.training_bodies", "work.no_service"),
    *("seniority.trade", "seniority.others", "stretch.not_worked"),
)

ECHO = 0.3
"""The certainty of a stretch that only confirms what the dates add up to."""
_IN_SCHOOLS = 0.75
FRAMED = 0.7
_OF_YOUTH = 0.45
_FOLLOWED_UP = 0.55
"""Of a stretch that another one may have followed."""


def certainty(flat: str, told: Duration, left: int = 0, right: int | None = None) -> float:
    """How sure it is that `told` is the applicant's total in teaching or CPMS (0: not at all).

    Before `left`, and from `right` on, the words are another length's.
    """
    near = around(flat, told.start, told.end)
    near = near._replace(left=max(near.left, left), right=near.right if right is None else min(near.right, right))
    if near.later(_AS_PUPIL, 60) or near.leads(_PUPIL) or _began_elsewhere(near):
        return 0.0
    if near.leads(_SINCE_AGE) or near.follows(_OF_AGE) or _dates_a_stretch(near) or near.beside(_TO_COME, 30, 60):
        return 0.0
    if taught := _taught(near):
        return taught
    if _began_ago(near):
        return 0.55
    if near.follows(_AGO) or _is_somebody_elses(near) or _is_age(told.unit, near):
        return 0.0  # something else was so long ago: a moment, no stretch
    served = _OF_SERVICE if _SERVICE_YEARS.match(told.unit) else 0.0
    return max(served, _told_beside(near), _framed(_own(near)))


_SERVICE_YEARS, _WORKING_YEARS = vocabulary("duration.service_years"), vocabulary("duration.working_years")
_OF_SERVICE = 0.7


def is_served(flat: str, told: Duration, left: int, right: int, *, staff: bool) -> bool:
    """Whether the words of a length's own, from `left` to `right`, make it one of the writer's service in schools.

    With `staff`, who may as well lead or educate elsewhere is known to serve in schools.
    """
    near = Around(flat, left, told.start, told.end, right)
    if _is_another(near) or (near.leads(_OPEN) and assertion_of(flat, told.start, told.end).negated):
        return False
    sector = sector_within(flat, left, right)
    if sector != "unknown":
        return sector in SERVICE
    if MISLEADING.search(flat, left, right):
        return False
    return bool(_SERVED.search(flat, left, right) or (staff and _LEADING.search(flat, left, right)))


def _is_another(near: Around) -> bool:
    """Whether a length is an age, a moment, somebody's schooling, denied, or another person's."""
    aged = near.leads(_SINCE_AGE) or near.follows(_OF_AGE) or near.follows(_AGO)
    learnt = near.later(_AS_PUPIL, 60) or near.leads(_PUPIL) or _is_learnt(near)
    others = near.earlier(_OTHERS, 70) or near.leads(_THEIRS) or _is_named(near) or near.follows(_SCHOOL_DOES)
    denied = _is_denied(near) and not (near.leads(_FOR) or near.leads(_FURTHER))
    return bool(aged or learnt or others or denied)


def _is_learnt(near: Around) -> bool:
    """Whether years were those of a training or of studies."""
    return bool(near.leads(_TRAINING, _TRAINED_FOR) or near.follows(_LEARNT) or near.leads(_STUDIED, _TRAINED_FOR))


def _dates_a_stretch(near: Around) -> bool:
    """Whether years only tell how long ago another stretch was: "il y a dix ans, j'ai enseigné pendant deux ans"."""
    then = years_in(near.text, near.end) if near.leads(_AGO) else None
    lead = _FOR.before(near.text, then.start) if then else None
    return lead is not None and _TAUGHT_FOR.search(near.text, near.end, lead.start()) is not None


def may_be_own(flat: str, told: Duration) -> bool:
    """Whether `told` may be years of the applicant's work: no age, nobody else's, of no other trade or study."""
    near = around(flat, told.start, told.end)
    if near.later(_AS_PUPIL, 60) or near.leads(_PUPIL) or near.leads(_SINCE_AGE) or near.follows(_OF_AGE):
        return False
    return not (_is_somebody_elses(near) or _is_age(told.unit, near) or near.beside(_UNPAID, 60, 60))


def _own(near: Around) -> Around:
    """The clause without what stands before the last comma, where another number of years is told there."""
    if not years_in(near.text, near.left, near.start):
        return near
    return near._replace(left=max(near.left, near.text.rfind(",", near.left, near.start) + 1))


def is_of_schools(text: str, at: int, end: int) -> bool:
    """Whether lessons follow at `at`, or a school or a class after a few words: "… ans dans l'enseignement"."""
    if _LESSONS.match(text, at, end):
        return True
    for _ in range(_FILLERS):
        at = behind(text, " ", at, end)
        filler = _FILLER.match(text, at + text.startswith(",", at, end), end)
        if filler is None:
            return False
        at = filler.end()
        if _WORK.match(text, at, end):
            return True
    return False


_FILLERS = 6


def weight_of_field(near: Around, at: int, weight: float) -> float:
    """How sure it is that years were served, by the field that is told at `at`; `weight` where none is.

    A field nobody knows ("d'expérience dans les caves") is seldom a school's: it only confirms what the dates say.
    """
    told = near.follows(_SPENT_ON, at)
    if told is None:
        return weight
    start = told.end() + near.text.startswith(" ", told.end())
    end = mark_at(near.text, _MARKS, start, min(near.right, start + _FIELD_REACH))
    if end - start < _SHORTEST_FIELD:
        return weight
    sector = sector_of([near.text[start:end]])
    if sector == "other" or _TRADE.search(near.text, start, end):
        return 0.0
    if sector != "unknown" or _OF_SCHOOLS.search(near.text, start, end):
        return max(weight, _IN_SCHOOLS)
    alone = _ANY_FIELD_ALONE.match(near.text, start, end)
    is_open = _ANY_FIELD.match(near.text, start, end) or (alone and not near.text[alone.end() : end].strip())
    return weight if is_open else ECHO


_FIELD_REACH, _SHORTEST_FIELD = 60, 3
"""So long a field's name may be, in characters."""


def _is_within(near: Around) -> bool:
    """Whether a few words and a place of teaching follow: "… ans dans le bruit des classes"."""
    where = near.follows(_WHERE)
    place = where and _WORK.search(near.text, where.end(), min(near.right, near.end + 90))
    if not where or not place:
        return False
    between = near.text[where.end() : place.start()]
    few = 1 <= len(between.split()) <= _FEW and not is_parted(between, _MARKS)
    return few and not MISLEADING.search(near.text, where.end(), place.start())


_FEW = 5
_MARKS = ".,;:!?()"
_STOPS = ".;!?"


def _told_beside(near: Around) -> float:
    """How surely the words right beside the applicant's own number of years make it one of service."""
    if is_of_schools(near.text, near.end, min(near.right, near.end + 90)):
        return _FOLLOWED_UP if near.leads(_PASSED) else 0.75 if near.follows(_HERE) else 0.95
    return max(_told_of_teaching(near), _told_of_service(near))


def _told_of_teaching(near: Around) -> float:
    """How surely words around the number make it one of teaching, though they do not follow it at once."""
    if (_goes_on_teaching(near) and near.leads(_LEAD)) or _is_since(near):
        return 0.85
    if _is_in_brackets(near) or near.leads(_FIELD):
        return 0.8
    return 0.72 if _is_within(near) or _is_of_subject(near) else 0.0


def _is_of_subject(near: Around) -> bool:
    """Whether a subject and a school follow, which make a trade one that is taught: "… ans de menuiserie à l'école"."""
    told = near.follows(_SUBJECT_AT)
    if told is None or is_parted(near.text, _MARKS, near.end, told.end()):
        return False
    place = _SCHOOL.search(near.text, told.end(), min(near.right, told.end() + _SORT_OF_SCHOOL))
    return place is not None and not is_parted(near.text, _MARKS, told.end(), place.start())


_SORT_OF_SCHOOL = 22
"""So soon behind its article a school's word stands: "dans une école technique", "in een technische school"."""


def _goes_on_teaching(near: Around) -> bool:
    """Whether the first person teaches right after the number: "… ans que j'enseigne"."""
    if near.follows(_GIVES_LESSONS):
        return True
    then = near.follows(_SINCE_THEN)
    work = then and _WORK.search(near.text, then.start(), near.right)
    if not then or not work or work.start() - then.end() > _VERB_AND_WORDS:
        return False
    if any(words.search(near.text, then.end(), work.start()) for words in (_OTHERWISE, _NEXT_CLAUSE)):
        return False  # "twenty years that I live here and seven that I teach"
    return not is_parted(near.text, _MARKS, then.end(), work.start())


_VERB_AND_WORDS = 30


def _is_since(near: Around) -> bool:
    """Whether a function holds since that many years: "institutrice depuis douze ans"."""
    since = near.leads(_SINCE)
    if since is None:
        return False
    roles = _ROLE.finditer(near.text, max(near.left, since.start() - 90), since.start())
    return any(_holds_until(near.text, role.end(), since.start()) for role in roles)


def _holds_until(text: str, start: int, end: int) -> bool:
    """Whether nothing parts a function that ends at `start` from what stands at `end`."""
    return is_near(text, start, end, most=_ROLE_REACH, parting=_STOPS) and not _PARTING.search(text, start, end)


_ROLE_REACH = 61


def _is_in_brackets(near: Around) -> bool:
    """Whether a number of years stands in brackets after a function: "enseignant expérimenté (15 ans)"."""
    if not near.before.endswith("(") or near.text[near.end : near.end + 1] != ")" or near.earlier(_SCHOOL):
        return False
    roles = _ROLE.finditer(near.text, max(near.left, near.start - 60), near.start)
    return any(is_near(near.text, role.end(), near.start - 1, most=_IN_BRACKETS - 1, parting=_MARKS) for role in roles)


_IN_BRACKETS = 26


def _told_of_service(near: Around) -> float:
    """How surely a number of years "d'expérience" or "d'ancienneté" was served in schools."""
    if _TRADE.search(near.text):
        return 0.0
    if _is_labelled(near):
        return weight_of_field(near, near.end, 0.8)
    bare = near.follows(_BARE_AFTER)
    if bare is None:
        return 0.0
    if near.earlier(_UNPAID, 90):
        return ECHO
    if near.follows(_SERVICE_AFTER):
        return _OF_SERVICE
    return weight_of_field(near, bare.end(), _OF_YOUTH if near.leads(_PASSED) else 0.55)


def _is_labelled(near: Around) -> bool:
    """Whether a label of service leads to the number: "Ancienneté : 11 ans", "mon ancienneté est de 11 ans"."""
    amounts = near.leads(_AMOUNTS)
    for label in _LABEL.finditer(near.text, near.left, near.start):
        between = near.text[label.end() : near.start]
        joined = amounts is not None and label.end() <= amounts.start() and len(between) <= _LABEL_REACH
        if _is_label_of(between) or (joined and not is_parted(between, f":{_STOPS}")):
            return True
    return False


def _is_label_of(between: str) -> bool:
    """Whether a colon leads from a label to what it announces."""
    label, colon, told = between.partition(":")
    return colon != "" and len(label) <= 40 and len(told) <= 25 and ";" not in told


_LABEL_REACH = 60


def _framed(near: Around) -> float:
    """How surely a stretch that the writer looks back on was one of service, by what else its clause names."""
    teaches = near.later(_TEACHES, 40) if near.follows(_FOLLOWED) else None
    near = near._replace(right=teaches.end()) if teaches else near
    if not _is_looked_back_on(near) or _is_filled_otherwise(near):
        return 0.0
    if teaches or near.beside(_WORK, 70) or near.beside(_SCHOOL, 70):
        if near.beside(_TASK, 60, 60):
            return ECHO
        return _FOLLOWED_UP if near.leads(_PASSED) else FRAMED
    if near.beside(_YOUNG, 70) and not near.beside(_OWN_CHILDREN, 70):
        return _OF_YOUTH
    return ECHO


def _is_looked_back_on(near: Around) -> bool:
    """Whether words of the writer's frame a stretch of time ("cela fait … que j'"), or it opens its sentence."""
    passed = near.leads(_PASSED)
    alone = not near.text[near.left : passed.start() if passed else near.start].strip(" ,")
    if alone or near.follows(_FOLLOWED) or near.follows(_EARLIER):
        return True
    opened = near.leads(_OPENED) or near.leads(_THEN) or near.earlier(_EARLIER, 30)
    opened = opened or (near.earlier(_OWN, 50) and near.earlier(_WORK, 50))
    return bool(opened and near.beside(_OWN, 70))


def _is_filled_otherwise(near: Around) -> bool:
    """Whether a stretch was filled by studies, leisure, another trade, or is another person's."""
    if near.beside(_OTHERWISE, 70) or near.leads(_THEIRS) or _is_outside_school(near):
        return True
    return bool(near.earlier(_TRADE, 70)) or _is_other_trade(near, len(near.after))


def _is_outside_school(near: Around) -> bool:
    """Whether a clause names leisure, practice in training or a place of other work, and no school."""
    if near.follows(_PLACES):  # "19 ans garage"
        return True
    return bool(
        near.beside(_UNPAID, 70)
        or (near.beside(_PLACES, 70) and not near.beside(_SCHOOL, 70) and not near.beside(_OF_A_SCHOOL, 70))
    )


def is_working_life(flat: str, whole: Duration) -> bool:
    """Whether a number of years is that of a whole working life: "30 ans de métier", "23 Berufsjahre"."""
    return bool(_WORKING_LIFE.match(flat, whole.end) or _WORKING_YEARS.match(whole.unit))


def _taught(near: Around) -> float:
    """How sure it is that the applicant taught, or teaches, for a number of years between these words."""
    turn = _NEXT_WORK.search(near.text, near.end, near.right)
    near = near._replace(right=turn.start()) if turn else near
    private = near.beside(_ELSEWHERE, 60, 60)
    if private or near.earlier(_OTHERS, 70) or near.leads(_THEIRS) or near.later(_TRADE, 45):
        return 0.0
    if near.leads(_GIVE_LESSONS, _VERB_REACH) and near.follows(_TEACHING):
        return 0.85
    between = near.leads(_HAVE_TAUGHT, _VERB_REACH) and near.follows(_TAUGHT)
    return 0.7 if between or _has_taught_for(near) else 0.0


_VERB_REACH = 25
"""So many characters stand between a verb and its length: "ik geef al meer dan vijftien jaar les"."""


def _has_taught_for(near: Around) -> bool:
    """Whether teaching is told as past, before its length: "j'ai enseigné le latin pendant sept ans", or at its end."""
    lead = near.leads(_FOR)
    at = lead.start() if lead else near.start
    taught = _TAUGHT_FOR.search(near.text, max(near.left, at - 90), at)
    if taught is None or is_parted(near.text, _STOPS, taught.end(), at):
        return False
    return lead is not None or not near.text[near.end : near.right].strip(" .!)")


def _began_ago(near: Around) -> bool:
    """Whether teaching began as long ago as a number of years says: "il y a dix ans", "dertien jaar geleden"."""
    if near.earlier(_OTHERS) or not (near.leads(_AGO) or near.follows(_AGO)):
        return False
    began = near.beside(_BEGAN, 110, 60)
    placed = near.beside(_SCHOOL, 110, 60) and not near.beside(_ELSEWHERE, 110, 60)
    return bool(began and (near.beside(_ROLE, 160) or placed))


def _began_elsewhere(near: Around) -> bool:
    """Whether the years began in other work: "d'abord dans une banque et, depuis douze ans, à l'école"."""
    first = near.later(_AT_FIRST)
    if first is None:
        return False
    joint = _JOINT.search(near.text, first.end() + 4, near.right)
    stop = mark_at(near.text, _MARKS, first.end(), min(near.right, first.end() + 50))
    return sector_of([near.text[first.end() : min(stop, joint.start()) if joint else stop]]) == "other"


def _is_somebody_elses(near: Around) -> bool:
    """Whether the years are another person's, another trade's, those of a training, or denied."""
    if near.earlier(_OTHERS, 70) or near.leads(_THEIRS) or _is_named(near):
        return True
    if _is_denied(near) or _is_other_trade(near, 45):
        return True
    return near.follows(_SCHOOL_DOES) is not None or _is_learnt(near)


_TRAINED_FOR = 12


def _is_named(near: Around) -> bool:
    """Whether the years stand behind somebody's title and name: "M. Delvaux, trente ans de métier"."""
    named = _NAMED.last(near.text, max(near.left, near.start - 70), near.start)
    return named is not None and _OWN.search(near.text, named.end(), near.start) is None


def _is_other_trade(near: Around, reach: int) -> bool:
    """Whether words after the number name another trade first, and not as what somebody teaches."""
    if _is_of_subject(near):
        return False
    trade = near.later(_TRADE, reach)
    lead = near._replace(right=trade.start()) if trade else near
    return trade is not None and not any(lead.later(words) for words in (_TEACHES, _WORK, _SCHOOL))


def _is_denied(near: Around) -> bool:
    """Whether words before the number deny it or make it a part: "que", of "ne … que", and "il y a … que" do not."""
    denied = near.leads(_NEGATED, _DENIED_FOR)
    if denied is None or near.leads(_ONLY) or is_parted(near.text, _STOPS, denied.end(), near.start):
        return False
    while_past = _WHILE.match(near.text, denied.start())
    told = near.follows(_FOLLOWED) or (while_past and near.earlier(_OWN))
    return not (told and (while_past or _AGO.match(near.text, denied.start())))


_DENIED_FOR = 11


def _is_age(unit: str, near: Around) -> bool:
    """Whether "N ans" is somebody's age."""
    if unit != "an" and not (unit in {"ans", "years"} and near.leads(_AGE)):
        return False
    if _is_labelled(near):
        return False
    return not near.follows(_BARE_AFTER) and not is_of_schools(near.text, near.end, min(near.right, near.end + 70))
