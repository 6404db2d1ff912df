"""A career that sentences tell by its days: when it began, was broken off and was taken up again.

"Entré dans la carrière en 2016, je l'ai quittée le 30 juin 2020 et l'ai retrouvée en août 2024." Each date says, by the
verb next to it, what happened then; put in order they make stretches of service, of which the last may go on.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from parsers.facts.career.career import career_of
from parsers.facts.career.sectors import SERVICE, is_outside
from parsers.facts.context.assertion import assertion_of
from parsers.facts.context.authorship import is_recommendation
from parsers.facts.context.evidence import evidence
from parsers.facts.experience.around import field_at, sector_within
from parsers.facts.experience.durations import durations
from parsers.facts.experience.findings import KEY
from parsers.facts.experience.intervals import Months, month_number, months_of, total, union
from parsers.facts.experience.seniority import certainty, may_be_own
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import mark_at
from parsers.text.text import Span, folded
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from parsers.facts.experience.durations import Duration
    from parsers.layout.dates.dates import DateRange
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.text.text import Folded

_BEGINS, _ENDS, _AGAIN = vocabulary("chronicle.begins"), vocabulary("chronicle.ends"), vocabulary("chronicle.again")
_VERBS = united(_BEGINS, _ENDS, _AGAIN)
_SERVED = vocabulary("chronicle.served", "school.places", "school.cpms", "seniority.role", "seniority.work")
_AWAY = vocabulary("chronicle.away", "work.leave", "work.idle", "people.family")
_SELF_EMPLOYED = vocabulary("chronicle.self_employed")
_SINCE_THEN = vocabulary("chronicle.since_then", "career.ever_since")
_LEARNT = vocabulary("school.learnt", "career.trains_teachers")
_FOLLOWED = vocabulary("career.then", "career.next", "career.joint")
_OTHERS, _REQUIRED = vocabulary("seniority.others"), vocabulary("seniority.required")
_PASTIME = vocabulary("work.pastimes")
_PASSED, _STATUS = vocabulary("seniority.passed"), vocabulary("career.status", "stretch.part")

_Kind = Literal["begins", "ends", "again", "served", "away", "goes_on", "perhaps"]
RULE = cite("experience.chronicle")
_BY_VERB: tuple[tuple[_Kind, Vocabulary], ...] = (("again", _AGAIN), ("ends", _ENDS), ("begins", _BEGINS))
_ONE, _MORE = 0.5, 0.58
"""Certainty of a beginning alone, and of a career that several dates tell."""
_NEAR = 60
"""So far, at the most, a verb stands from its date."""
_AROUND = 240
"""So far before or behind its sentence a career's school may be named."""
_MARKS = ";:!?"
_CLEAR = 0.55
_MA = 2
"""A degree of two letters is a French "my" as well."""


class _Event(NamedTuple):
    """What a date says of the career, and the years that its sentence tells before it."""

    kind: _Kind
    first: date
    last: date | None
    sentence: Span
    years: float = 0


class _Course(NamedTuple):
    """A career as far as its events tell: the months that are over, and the day since which it goes on."""

    closed: tuple[Months, ...] = ()
    since: date | None = None
    doubtful: bool = False
    """Somewhere nothing says what was done, or whether it ended."""


def chronicle(layout: Layout, *, begun: Collection[object] = ()) -> Iterator[Finding]:
    """The years of a career whose days sentences tell; nothing where no day begins it or no school is named.

    A single day is no chronicle where it is told as a post, or is one of the beginnings `begun`.
    """
    events = [] if is_recommendation(layout) else sorted(_events(layout), key=lambda event: event.first)
    if len(events) == 1 and _is_told(layout, events[0], begun):
        return
    course = _course(events)
    years = total(course.closed) / 12 + max((event.years for event in events), default=0)
    sentences = list(dict.fromkeys(event.sentence for event in events))
    if not (course.since or course.closed) or not any(_speaks_of_school(layout, sentence) for sentence in sentences):
        return
    passages = (evidence(layout, told, Span(told.start, told.start), RULE) for told in sentences[:EVIDENCE_LIMIT])
    since = {"since": course.since.isoformat(), "plus": years} if course.since else {}
    yield Finding(
        key=KEY,
        state=State.FOUND,
        value=None if course.since else int(years),
        certainty=_ONE if len(events) == 1 else _MORE,
        evidence=tuple(passages),
        detail={
            **since,
            "doubt": course.doubtful or len(events) == 1,
            "broken": any(e.kind in _PARTING for e in events),
        },
    )


def _is_told(layout: Layout, event: _Event, begun: Collection[object]) -> bool:
    if event.years:
        return False
    posts = (entry for entry in career_of(layout).entries if entry.start and entry.start <= event.first)
    told = any(post.evidence.start <= event.sentence.start < post.evidence.end for post in posts)
    return told or event.first.isoformat() in begun


def _speaks_of_school(layout: Layout, sentence: Span) -> bool:
    """Whether a sentence, or what stands around it, names a school or what is done in one."""
    field = field_at(layout, sentence, sentence)
    if field:
        return field == "service"
    around = folded(layout.text, max(0, sentence.start - _AROUND), min(len(layout.text), sentence.end + _AROUND))
    return _SERVED.search(around.text) is not None


def _course(events: Sequence[_Event]) -> _Course:
    """What the events make of a career, in their order."""
    closed: list[Months] = []
    since: date | None = None
    doubtful = False
    for event in events:
        if event.kind in {"served", "perhaps"} and event.last and since is None:
            told = event.kind == "served" or closed
            closed += [months_of(event.first, event.last)] if told else []
            doubtful |= event.kind == "perhaps"
        elif event.kind in {"ends", "away"} and since:
            closed.append(Months(month_number(since), month_number(event.first)))
            since = event.last and event.last + _DAY if event.kind == "away" else None
            doubtful |= event.kind == "ends" and event is events[-1]
        elif event.kind in {"begins", "again", "goes_on"} and since is None:
            since = event.first
            doubtful |= event.kind == "again" and not closed
    if since:
        closed = [Months(told.start, min(told.end, month_number(since))) for told in closed]
    return _Course(union(closed), since, doubtful)


_DAY = timedelta(days=1)


def _events(layout: Layout) -> Iterator[_Event]:
    """What each date of the text's sentences says of the writer's career."""
    told_apart = layout.kind not in {Kind.LETTER, None}
    taken = _taken(layout) if told_apart else set()
    last: DateRange | None = None
    for sentence in _sentences(layout):
        found = [when for when in layout.dates_in(*sentence) if when.start not in taken]
        if layout.is_ignored(*sentence) or not (found or last):
            continue
        flat = folded(layout.text, *sentence)
        if _REQUIRED.search(flat.text):
            last = None
            continue
        told = list(_told(sentence, flat, found))
        yield from told
        last = found[-1] if found else last
        if last and not any(event.kind in _LASTING for event in told) and (event := _since_then(sentence, flat, last)):
            yield event
        last = found[-1] if found else None


def _taken(layout: Layout) -> set[int]:
    """Where the dates begin that tell posts; where none of them is in a school, those that open lines may tell one."""
    posts = [post for post in career_of(layout).posts if post.held]
    if any(post.sector in SERVICE for post in posts):
        return {dated.when.start for dated in layout.entries}
    return {post.when.start for post in posts}


_PARTING = frozenset({"ends", "away"})
_LASTING = frozenset({"begins", "again", "goes_on"})


def _sentences(layout: Layout) -> Iterator[Span]:
    """The sentences, those put together that a date runs through: a line that begins with its year parts them."""
    through = {layout.sentence_at(when.start).start: layout.sentence_at(when.end - 1).end for when in layout.dates}
    end = 0
    for sentence in layout.sentences:
        if sentence.end > end:
            end = max(sentence.end, through.get(sentence.start, 0))
            yield Span(sentence.start, end)


def _since_then(sentence: Span, flat: Folded, when: DateRange) -> _Event | None:
    """What goes on in a school since the date that was told last: "en 1997. Je travaille depuis à l'école …"."""
    after = bisect_left(flat.offsets, when.end) if when.start >= sentence.start else 0
    then = _SINCE_THEN.search(flat.text, after)
    first = when.last if when.last and not when.point else when.first
    if then is None or first is None or not _SERVED.search(flat.text, then.start()):
        return None
    if _OTHERS.search(flat.text, 0, then.start()) or not assertion_of(flat.text, *then.span()).own:
        return None
    return _Event("goes_on", first.replace(month=9, day=1) if when.precision == "year" else first, None, sentence)


class _Place(NamedTuple):
    """A date within its folded sentence, with how far the words reach that are no other date's."""

    left: int
    start: int
    end: int
    right: int


def _told(sentence: Span, flat: Folded, found: Sequence[DateRange]) -> Iterator[_Event]:
    spans = [(bisect_left(flat.offsets, when.start), bisect_left(flat.offsets, when.end)) for when in found]
    ends, starts = [0, *(end for _, end in spans)], [*(start for start, _ in spans[1:]), len(flat.text)]
    places = [_Place(before, *span, after) for before, span, after in zip(ends, spans, starts, strict=False)]
    for when, place, verb in zip(found, places, _verbs(flat.text, places), strict=True):
        kind, first, last = _kind(flat.text, when, place, verb), when.first or when.last, when.last
        if kind is None or first is None or not _is_writers(flat.text, place):
            continue
        if when.precision == "year":
            first, last = first.replace(month=9, day=1), last and last.replace(month=8, day=31)
        yield _Event(kind, first, last, sentence, _years_before(flat.text, place) if kind in _LASTING else 0)


def _verbs(flat: str, places: Sequence[_Place]) -> list[_Kind | None]:
    """What the verb next to each date says, each verb of one date: within its own clause, then beyond a comma."""
    told: list[_Kind | None] = [None] * len(places)
    taken: set[int] = set()
    for reach in range(2):
        for number, place in enumerate(places):
            found = None if told[number] else _verb(flat, place, _clauses(flat, place)[reach], taken)
            if found:
                taken.add(found.start())
                told[number] = next(kind for kind, words in _BY_VERB if words.match(flat, found.start()))
    return told


def _verb(flat: str, place: _Place, clause: tuple[int, int], taken: Collection[int]) -> Mention | None:
    """The verb nearest before a date, else the first behind it, that is no other date's."""
    left, right = clause
    before = _VERBS.finditer(flat, max(left, place.start - _NEAR), place.start)
    after = _VERBS.finditer(flat, place.end, min(right, place.end + _NEAR))
    found = [*reversed(list(before)), *after]
    return next((verb for verb in found if verb.start() not in taken), None)


def _is_writers(flat: str, place: _Place) -> bool:
    """Whether a date is one of the writer's own, real career, and no pastime's."""
    (left, _), clause = _clauses(flat, place)
    said = assertion_of(flat, place.start, place.end)
    unreal = any(told.category in _UNREAL and told.start < place.start for told in said.modifiers)
    return (said.own or said.led) and not (
        unreal or _OTHERS.search(flat, left, place.start) or _PASTIME.search(flat, *clause)
    )


_UNREAL = frozenset({"hypothetical", "wished", "reported"})


def _kind(flat: str, when: DateRange, place: _Place, verb: _Kind | None) -> _Kind | None:
    """What happened on a date, by the words next to it; one of studies tells nothing."""
    if any(len(learnt.group()) > _MA for learnt in _LEARNT.finditer(flat, *_clause(flat, place))):
        return None
    if when.first and not when.point and not when.ongoing:
        return _of_a_stretch(flat, place, verb)
    if when.point and verb == "ends":
        return "ends"
    kind: _Kind | None = "ends" if when.first is None else _of_a_day(flat, when, place, verb)
    return None if kind is None or _is_elsewhere(flat, place) else kind


def _of_a_day(flat: str, when: DateRange, place: _Place, verb: _Kind | None) -> _Kind | None:
    """What began on a day, in a school year, or lasts since."""
    clause = _clause(flat, place)
    served = _SERVED.search(flat, *clause) is not None
    if when.ongoing:
        return "goes_on" if (verb or served) and not _STATUS.search(flat, *clause) else None
    return verb or ("served" if served and when.precision == "school_year" else None)


def _of_a_stretch(flat: str, place: _Place, verb: _Kind | None) -> _Kind:
    """Whether a stretch of time was one of service or none."""
    for left, right in _clauses(flat, place):
        if verb == "ends" or _AWAY.search(flat, left, right):
            return "away"
        if sector_within(flat, left, right) == "other" or is_outside(flat[left:right]):
            return "away"
        if _SERVED.search(flat, left, right):
            return "served"
    return "perhaps"


def _is_elsewhere(flat: str, place: _Place) -> bool:
    """Whether the words of a date name other work and no school; those next to it, where they hold its verb."""
    if _SELF_EMPLOYED.search(flat, *_clause(flat, place)):
        return True
    for left, right in _clauses(flat, place):
        sector = sector_within(flat, left, right)
        if sector != "unknown" or _VERBS.search(flat, left, right):
            return sector == "other"
    return False


def _clauses(flat: str, place: _Place) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words around a date, first those of its own clause, then all up to the next dates."""
    left, right = _clause(flat, place)
    own = max(left, flat.rfind(",", left, place.start) + 1), mark_at(flat, ",", place.end, right)
    return own, (left, right)


def _clause(flat: str, place: _Place) -> tuple[int, int]:
    """The words around a date between its sentence's greater marks and the next dates."""
    before = flat[place.left : place.start].rstrip().removesuffix(":")  # a label's colon leads to its date
    left = place.left + max(0, *(before.rfind(mark) + 1 for mark in _MARKS))
    return left, mark_at(flat, _MARKS, place.end, place.right)


def _years_before(flat: str, place: _Place) -> float:
    """The years that a sentence tells of before what goes on since a date: "after five years in Mons, since 2021"."""
    return sum(told.value for told in durations(flat) if _is_before(flat, told, place))


def _is_before(flat: str, told: Duration, place: _Place) -> bool:
    """Whether years came before a date and were served in schools, or nothing says elsewhere."""
    if _PASSED.before(flat, told.start):
        sector = sector_within(flat, told.end, mark_at(flat, f",.{_MARKS}", told.end))
        return may_be_own(flat, told) and sector != "other"
    follows = told.end <= place.start and _FOLLOWED.search(flat, told.end, place.start)
    return bool(follows) and certainty(flat, told) >= _CLEAR
