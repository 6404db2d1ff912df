"""A career that is told in lengths, one after the other: stages that add up.

"J'ai été institutrice pendant huit ans, puis directrice douze." "D'abord deux ans à Wavre. Ensuite quatorze à Woluwe.
Enfin, depuis 2015, au lycée." Each length has words of its own, from where the one before it ends: they tell whether it
was served in schools, and whether it came beside the stage before, or is a part of it.

The length of one function or place that goes on, beside which more is told of before ("directrice depuis quatre ans ;
auparavant, j'ai enseigné ailleurs"), is the least that the career may be.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.sectors import SERVICE, sector_of
from parsers.facts.context.evidence import evidence
from parsers.facts.experience.around import around, sector_within
from parsers.facts.experience.durations import durations, lengths
from parsers.facts.experience.findings import KEY, SINCE_RULE, TOTAL_RULE
from parsers.facts.experience.seniority import ECHO, FRAMED, MISLEADING, certainty, is_served
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import mark_at
from parsers.text.text import Span, folded
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.facts.experience.durations import Duration
    from parsers.layout.sections import Layout
    from parsers.text.text import Folded

_AS, _STAFF = vocabulary("seniority.in_a_trade"), vocabulary("seniority.role", "school.staff")
_EARLIER, _NEXT = vocabulary("career.earlier"), vocabulary("career.next")
_ADDS = vocabulary("career.then", "duration.added")
_FIRST_STRETCH = vocabulary("career.first_stretch")
_FOLLOWED, _PASSED = vocabulary("stretch.followed"), vocabulary("seniority.passed")
_FURTHER, _FIRST_ONES = vocabulary("duration.further"), vocabulary("duration.first_ones")
_JOINED, _PLACED = vocabulary("duration.joined"), vocabulary("seniority.where")
_OPEN, _WAS = vocabulary("duration.open"), vocabulary("career.was", "seniority.taught_for")
_PART, _THE_REST = vocabulary("seniority.part"), vocabulary("seniority.the_rest")
_FIELDS = vocabulary(
    *(
        "seniority.role",
        "seniority.work",
        "seniority.trade",
        "school.staff",
        "school.places",
        "work.places",
        "work.jobs",
    )
)
_SCHOOLED = vocabulary("seniority.work", "school.places", "school.cpms")
_THIS_ONE = vocabulary("seniority.this_one")
_BEFORE, _PROMOTION = vocabulary("career.more_before"), vocabulary("temporary_appointment.promotion")
_LEARNT = vocabulary("school.learnt", "seniority.studied", "seniority.as_pupil", "seniority.pupil")
_OTHERS = vocabulary("seniority.others")
_SERVED = vocabulary("seniority.role", "seniority.work", "school.places", "school.cpms", "chronicle.served")
_CLAUSE_MARKS, _SENTENCE_MARKS = ",;:.!?()", ";:.!?"
CLEAR = 0.55
"""From this certainty on, a stretch is one of service and stages are added up."""
_GOES_ON = 0.96
_NEXT_SENTENCE = 3
"""So few characters lie between a sentence and the next of its paragraph."""
_BESIDE = 12
"""So near a length stands what makes it another than the one before, in characters."""
_BOUNDS = ",;:(-"


class StageLength(NamedTuple):
    """A length with the words of its own (`left` to `right`) in its folded sentence, and how sure it was service."""

    sentence: Span
    flat: Folded
    told: Duration
    left: int
    right: int
    weight: float
    own: bool = False
    """Its own words tell that it was."""
    lent: bool = False
    """Only words behind the next length tell it, which may be that one's alone."""

    @property
    def text(self) -> str:
        """The folded sentence."""
        return self.flat.text


class StageSum(NamedTuple):
    """Stages that add up, as far as they are told."""

    stages: tuple[StageLength, ...]
    doubtful: bool = False
    """Nothing but their form says that two of them came one after the other."""

    @property
    def weight(self) -> float:
        """How sure it is that all were service."""
        return min(stage.weight for stage in self.stages)

    @property
    def years(self) -> float:
        """What they add up to; the first alone, where the others are its parts."""
        first, *others = (stage.told.value for stage in self.stages)
        return first if len(others) > 1 and abs(first - sum(others)) < 1 else first + sum(others)


def stages_in(sentence: Span, flat: Folded, least: float, before: StageLength | None) -> list[StageLength]:
    """The lengths of a sentence that may be of service, each at least so sure; `before` is the last one told before."""
    goes_on = before is not None and _is_next(before, sentence)
    told = lengths(flat.text, before.told.value if before and goes_on else 0)
    found: list[StageLength] = []
    for number, length in enumerate(told):
        left = found[-1].right if found else 0
        right = _cut(flat.text, length, told[number + 1]) if number + 1 < len(told) else len(flat.text)
        last = found[-1] if found else before if goes_on else None
        serves = last is not None and (last.own or last.weight >= CLEAR)
        own = is_served(flat.text, length, left, right, staff=serves)
        stage = StageLength(sentence, flat, length, left, right, 0.0, own=own)
        weight = _weight(stage, last)
        found.append(stage._replace(weight=max(least, weight) if length.unit != "bare" else weight))
    return [_told_alone(stage, following) for stage, following in zip_longest(found, found[1:])]


def _told_alone(stage: StageLength, following: StageLength | None) -> StageLength:
    """A length, with whether nothing but the words of the next one, which tell its own field, make it service."""
    lent = following is not None and (following.own or _ADDS.match(stage.text, stage.right) is not None)
    return stage._replace(lent=lent and stage.weight >= CLEAR > certainty(stage.text, stage.told, 0, stage.right))


def _cut(flat: str, first: Duration, then: Duration) -> int:
    """Where the first of two lengths' words end: at "then", else at the last mark or joint, else behind its field"""
    turn = _ADDS.last(flat, first.end, then.start)
    if turn:
        return turn.start()
    marks = [flat.rfind(mark, first.end, then.start) for mark in _BOUNDS]
    joints = [joint.start() for joint in _JOINED.finditer(flat, first.end, then.start)]
    last = max(*marks, *joints, -1)
    if last >= 0:
        return last
    field = _FIELDS.search(flat, first.end, then.start)
    return field.end() if field else then.start


_BORROWED = frozenset({"bare", "alike", "others"})
"""The units of lengths that take theirs from another."""


def _weight(stage: StageLength, last: StageLength | None) -> float:
    """How sure it is that a length was served in schools; one that takes its unit from another is as sure as that."""
    unit = stage.told.unit
    left = stage.left if unit in _BORROWED else 0
    weight = certainty(stage.text, stage.told, left, stage.right if _tells_field(stage) else None)
    if weight >= CLEAR or unit not in _BORROWED:
        return weight
    known = max(last.weight, FRAMED if last.own else 0.0) if last else 0.0
    goes_on = not _is_elsewhere(stage) and (unit == "alike" or (unit == "bare" and not _lasts(stage)))
    return known if goes_on and known >= CLEAR and _may_be_added(stage.text, stage.told.end) else 0.0


def _tells_field(stage: StageLength) -> bool:
    """Whether a length's own words tell in what it was spent: what follows them is another's."""
    own = sector_within(stage.text, stage.left, stage.right)
    return own != "unknown" or _FIELDS.search(stage.text, stage.left, stage.right) is not None


def _may_be_added(flat: str, at: int) -> bool:
    """Whether what follows a number without a unit names no other work, nor an unknown trade: "15 comme soudeur"."""
    sector = sector_of([flat[at : at + 40]])
    named = _AS.match(flat, at)
    return sector != "other" and not (sector == "unknown" and named and not _STAFF.search(flat, at, at + 40))


def added_up(stages: Sequence[StageLength]) -> list[StageSum]:
    """The stages of a text, those together that follow each other."""
    careers: list[StageSum] = []
    chained = False
    links = [None, *(_link(last, stage) for last, stage in pairwise(stages)), None]
    for number, told in enumerate(stages):
        link = links[number]
        chained = chained and link is not None
        sure = FRAMED if told.own and (link or links[number + 1]) else 0.0
        stage = told._replace(weight=max(told.weight, sure))
        if chained and stage.weight == 0 and stage.told.unit not in _BORROWED and not _is_elsewhere(stage):
            careers[-1] = careers[-1]._replace(doubtful=True)
        if stage.weight == 0:
            continue
        if chained and (careers[-1].weight >= CLEAR) is (stage.weight >= CLEAR):
            whole = careers.pop()
            careers.append(StageSum((*whole.stages, stage), whole.doubtful or stage.lent or link == "perhaps"))
        else:
            careers.append(StageSum((stage,), stage.lent))
        chained = True
    return careers


def _is_elsewhere(stage: StageLength) -> bool:
    """Whether a length's own words name other work, or none."""
    own = sector_within(stage.text, stage.left, stage.right)
    return own == "other" or MISLEADING.search(stage.text, stage.left, stage.right) is not None


def _link(last: StageLength, stage: StageLength) -> str | None:
    """Whether a stage came beside the one told before it: "added", "perhaps", or None for what may be its part."""
    flat, told = stage.text, stage.told
    start = last.told.end if last.sentence == stage.sentence else 0
    part = _PART.search(flat, start, told.start) or _FIRST_ONES.search(flat, start, told.end + _BESIDE)
    if part or _THIS_ONE.match(flat, told.end):
        return None
    near = _EARLIER.search(flat, start, told.start) or _EARLIER.match(flat, told.end)
    if near or _is_further(stage) or told.unit == "alike":
        return _sure(stage) if last.sentence == stage.sentence or _is_next(last, stage.sentence) else None
    return _within(last, stage) if last.sentence == stage.sentence else _beyond(last, stage)


def _is_further(stage: StageLength) -> bool:
    """Whether words beside a length make it another than the one told before: "les douze suivants"."""
    start = max(stage.left, stage.told.start - _BESIDE)
    return _FURTHER.search(stage.text, start, min(stage.right, stage.told.end + _BESIDE)) is not None


def _within(last: StageLength, stage: StageLength) -> str | None:
    """The same of two lengths of one sentence."""
    flat, first, then = stage.text, last.told, stage.told
    if then.unit == "bare" and not _lasts(stage):
        whole = _FOLLOWED.match(flat, first.end) or _THE_REST.search(flat, first.end)
        return None if whole else "added"
    if _ADDS.search(flat, first.end, then.start) or _PASSED.before(flat, then.start, first.end):
        return "added"
    if "+" in flat[first.end : then.start]:
        return "added"
    return "added" if _is_joined(flat, first, then) else _by_time(last, stage)


def _is_joined(flat: str, first: Duration, then: Duration) -> bool:
    """Whether a list has stretches of two places: "sept ans dans le primaire et cinq ans dans le secondaire"."""
    joint = _JOINED.before(flat, then.start, first.end) or flat[first.end : then.start].rstrip().endswith(",")
    return bool(joint and _PLACED.match(flat, first.end) and _PLACED.match(flat, then.end))


def _beyond(last: StageLength, stage: StageLength) -> str | None:
    """The same of lengths in two sentences, one right after the other."""
    if not _is_next(last, stage.sentence):
        return None
    opens = _NEXT.match(stage.text)
    return _sure(stage) if opens and not _lasts(stage) else _by_time(last, stage)


def _sure(stage: StageLength) -> str:
    """How sure it is that a length adds to the one before it: what says nothing of its field may be another trade's."""
    return "added" if stage.own or stage.told.unit == "alike" or stage.weight >= CLEAR else "perhaps"


def _is_next(last: StageLength, sentence: Span) -> bool:
    """Whether a sentence follows at once, and is no line of its own below another."""
    told = last.sentence
    return 0 <= sentence.start - told.end <= _NEXT_SENTENCE and last.text.rstrip()[-1:] in {*".!?;:"}


def _by_time(last: StageLength, stage: StageLength) -> str | None:
    """Whether a length that was over when it is told may have come before another one that each tells of schools."""
    if _lasts(last) or not all(told.own or told.weight >= CLEAR for told in (last, stage)):
        return None
    if _PASSED.before(last.text, last.told.start, last.left):
        return "perhaps" if _lasts(stage) else None
    if not (last.own and stage.own):
        return None
    if _opens(last) and _opens(stage):
        return "perhaps"
    over = _is_over(last) and (_lasts(stage) or (_is_over(stage) and last.sentence != stage.sentence))
    return "perhaps" if over else None


def _opens(stage: StageLength) -> bool:
    """Whether a sentence begins with a length and a function: "Douze ans institutrice. Sept ans psychologue."."""
    opens = not stage.text[: stage.told.start].strip(" -–•*")
    return opens and _STAFF.search(stage.text, stage.told.end, stage.right) is not None


def _lasts(stage: StageLength) -> bool:
    """Whether a length goes on until now: "depuis six ans", "voilà six ans que"."""
    near = around(stage.text, stage.told.start, stage.told.end)
    return near.leads(_OPEN) is not None or near.follows(_FOLLOWED) is not None


def _is_over(stage: StageLength) -> bool:
    return _WAS.search(stage.text, stage.left, stage.right) is not None


def totals(layout: Layout, careers: Iterable[StageSum]) -> Iterator[Finding]:
    """What stages add up to, each career with its sentences as evidence."""
    for career in careers:
        places = {stage.sentence: _focus(career, stage.sentence) for stage in career.stages}
        passages = [evidence(layout, *place, TOTAL_RULE) for place in places.items()]
        least = _is_part(layout, career)
        lasts = len(career.stages) == 1 and _lasts(career.stages[0])
        told = {"doubt": career.doubtful or least, "least": least, "lasts": lasts}
        yield Finding(
            key=KEY,
            state=State.FOUND,
            value=int(career.years),
            certainty=career.weight,
            evidence=tuple(passages[:EVIDENCE_LIMIT]),
            detail={
                "more": any(stage.told.more for stage in career.stages),
                **{key: True for key, is_so in told.items() if is_so},
            },
        )


def _is_part(layout: Layout, career: StageSum) -> bool:
    """Whether a length that goes on is that of one function or place, and more is told of before."""
    last = career.stages[-1]
    if career.weight < CLEAR or not _lasts(last):
        return False
    if len(career.stages) == 1 and _PROMOTION.search(last.text, last.left, last.right):
        return True  # nobody begins with it: who leads a school has served in one
    return tells_more(layout, last.sentence, last.flat)


def tells_more(layout: Layout, sentence: Span, flat: Folded) -> bool:
    """Whether a sentence, or the one beside it, tells of service in schools before, and not how long or since when."""
    if any(_is_service(layout, flat, *place) for place in _told_before(flat.text)):
        return True
    number = bisect_right(layout.sentences, sentence) - 1
    following = layout.sentences[number + 1] if number + 1 < len(layout.sentences) else None
    if following and following.start - sentence.end <= _NEXT_SENTENCE:
        after = folded(layout.text, *following)
        if any(_is_service(layout, after, *place) for place in _told_before(after.text)):
            return True
    above = layout.sentences[number - 1] if number > 0 else None
    if above is None or sentence.start - above.end > _NEXT_SENTENCE:
        return False
    told = folded(layout.text, *above)
    first = _FIRST_STRETCH.search(told.text)
    return first is not None and _is_service(layout, told, first.start(), len(told.text))


def _told_before(flat: str) -> Iterator[tuple[int, int]]:
    """The clauses that tell what came before; one without a field runs on to its sentence's end."""
    for found in _BEFORE.finditer(flat):
        left = max(flat.rfind(mark, 0, found.start()) for mark in _CLAUSE_MARKS) + 1
        right = mark_at(flat, _CLAUSE_MARKS, found.end())
        told = _SERVED.search(flat, left, right) or sector_within(flat, left, right) != "unknown"
        yield left, right if told else mark_at(flat, _SENTENCE_MARKS, found.end())


def _is_service(layout: Layout, flat: Folded, left: int, right: int) -> bool:
    """Whether words tell of the writer's own service in schools, without a length or a date."""
    sector = sector_within(flat.text, left, right)
    if sector not in {*SERVICE, "unknown"} or any(durations(flat.text, left, right)):
        return False
    others = (_OTHERS, _LEARNT) if sector in SERVICE else (_OTHERS, _LEARNT, MISLEADING)
    if any(words.search(flat.text, left, right) for words in others) or layout.has_date(*flat.span(left, right)):
        return False
    return _SERVED.search(flat.text, left, right) is not None


def _focus(career: StageSum, sentence: Span) -> Span:
    """The characters of a sentence from its first length to its last."""
    told = [stage for stage in career.stages if stage.sentence == sentence]
    return told[0].flat.span(told[0].told.start, told[-1].told.end)


def going_on(layout: Layout, stages: Sequence[StageLength], sentence: Span, flat: str) -> Finding | None:
    """The career told so far, where a sentence without a length goes on with it until now: "Enfin, depuis 2015, …"."""
    if not (stages and _is_next(stages[-1], sentence)):
        return None
    careers = added_up(_told_together(stages))
    last = careers[-1].stages[-1] if careers else None
    if last is None or careers[-1].weight < CLEAR or not _is_next(last, sentence):
        return None
    since = next((when.first for when in layout.dates_in(*sentence) if when.ongoing), None)
    opened = _FIRST_STRETCH.search(careers[-1].stages[0].text)
    if not (since and opened and _NEXT.match(flat) and _SCHOOLED.search(flat)):
        return None
    told = (*dict.fromkeys(stage.sentence for stage in careers[-1].stages), sentence)
    return Finding(
        key=KEY,
        state=State.FOUND,
        value=None,
        certainty=_GOES_ON,
        evidence=tuple(evidence(layout, place, Span(place.start, place.start), SINCE_RULE) for place in told),
        detail={"since": since.isoformat(), "plus": careers[-1].years},
    )


def _told_together(stages: Sequence[StageLength]) -> Sequence[StageLength]:
    """The last stages of a text that one sentence tells, or sentences that follow each other: no others are linked."""
    first = len(stages) - 1
    while first and (
        stages[first - 1].sentence == stages[first].sentence or _is_next(stages[first - 1], stages[first].sentence)
    ):
        first -= 1
    return stages[first:]


def in_that_job(stages: Sequence[StageLength]) -> list[StageLength]:
    """Stretches of "this job", which a school that was named before made one of service."""
    return [stage._replace(weight=FRAMED) if stage.weight == ECHO else stage for stage in stages]
