"""The candidate's present load as a fraction of full time (notice, paragraph 4: more than half a full load).

Every load a text names is read with its post and its time; past, wished and others' loads are passed over; the loads of
posts held at once are added, unless the text gives the sum itself.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of, sentences_of
from parsers.facts.career.sectors import is_school
from parsers.facts.career.stages import is_over
from parsers.facts.career.standing import standing_of
from parsers.facts.context.assertion import clause
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.tracing import note_weighed, reads
from parsers.facts.workload.certainty import certainty_of
from parsers.facts.workload.labels import begins_with_label, ends_cell, is_placed
from parsers.facts.workload.levels import full_load_of, stated_full_loads
from parsers.facts.workload.mention import LoadMention
from parsers.facts.workload.mentions import may_tell, mentions
from parsers.facts.workload.periods import FULL_LESSONS, counted, full_by_itself
from parsers.facts.workload.quantities import WHOLES, counts, fractions_of, quantities
from parsers.facts.workload.sums import Load, chosen, is_same, opposing, sum_of, tables
from parsers.layout.grid import GAP
from parsers.layout.sections import kept
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold, folded
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from parsers.facts.career.post import Post
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout
    from parsers.text.text import Folded
    from parsers.values.evidence import JSON, Evidence

_OTHER = vocabulary("work.jobs", "work.places")
_TEACHER = vocabulary("school.teachers")


_SECONDED, _HIGHER = vocabulary("leaves.seconded"), vocabulary("posts.higher_education")
_TODAY = vocabulary("time.now", "time.thence")
_TOTAL, _LEARNT = vocabulary("shares.total"), vocabulary("hours.learnt")
_WORKS, _MINE = vocabulary("load.works"), vocabulary("load.mine")
_OF_THEM, _COMPLETES = vocabulary("hours.of_them"), vocabulary("hours.completes")
_ITS_OWNER, _STATUS = vocabulary("hours.its_owner"), vocabulary("load.status")
_MARK = vocabulary("marks.mark", "marks.rate")
_WHOSE = vocabulary("people.own", "load.works", "load.held", "time.now", "time.since", "load.status")

_HALF = 0.5
_CLOSE = 0.011
_LABEL = 2
"""A label before a row's date has no more words."""
_DATES = 8
"""A sentence tells no more dates than these."""
_OF_NOW = 2
"""What a load that is told to be of now has for its `since`, whatever dates stand above it."""
_HEAD = 300
"""How much of an entry is read for its sort of post or leave, in characters."""
_ROLE = 6000
"""How far into a text its writer's role is looked for."""


@reads("workload")
def find_workload(layout: Layout, loads: Sequence[Load]) -> tuple[Finding, ...]:
    """The present load that a text tells, its posts added: `found` above a half, else `contrary` (notice, 4).

    Loads that would put it on the other side of a half are readings of their own beside it: merging weighs them.
    `loads` are the text's `present_loads`. `detail["until"]` says when the posts ended they are all told of; whether
    that is the present, only the cutoff can tell.
    """
    if not loads or not tells_of_candidate(layout):
        return ()
    note_weighed((load.mention.value, load.certainty, _evidence(layout, load), load.focus) for load in loads)
    told = chosen(loads, layout)
    main = _finding(layout, told, loads)
    against = (_finding(layout, parts) for parts in opposing(loads, told))
    return (main, *(replace(one, certainty=min(one.certainty, main.certainty)) for one in against))


def _finding(layout: Layout, told: Sequence[Load], loads: Sequence[Load] = ()) -> Finding:
    """What loads are together, with the passages of those of all `loads` that name the same."""
    whole = min(1.0, sum_of(told))
    agreeing = [load for load in loads if load not in told and abs(load.mention.value - whole) < _CLOSE]
    value = round(whole, 2)
    ends = sorted(load.until for load in told if load.until)
    return Finding(
        key="workload",
        value=value,
        state=_state(told, value),
        evidence=tuple(_evidence(layout, load) for load in [*told[:4], *agreeing[:2]]),
        certainty=max(load.certainty for load in told),
        detail=(
            {"until": ends[-1].isoformat(), "running": True} if len(ends) == len(told) else _beginning(layout, told)
        ),
    )


def _state(told: Sequence[Load], value: float) -> State:
    """Whether a load is enough; to verify where its full load is not told."""
    if any(load.mention.unsure for load in told):
        return State.TO_VERIFY
    return State.FOUND if value > _HALF else State.CONTRARY


def _beginning(layout: Layout, told: Sequence[Load]) -> dict[str, JSON]:
    """When a load began: the day that is told of it ("depuis septembre 2021 … 4/5"), else that of its post."""
    load, *others = told
    if others:
        return {}
    own = next((when.first for when in layout.dates_in(*load.span) if when.ongoing and when.first), None)
    if load.mention.since and own:
        return {"began": own.isoformat(), "own": True}
    post = career_of(layout).at(load.focus.start)
    return {"began": post.when.first.isoformat()} if post and post.when.first else {}


def _evidence(layout: Layout, load: Load) -> Evidence:
    return evidence(layout, passage(layout, load.span), load.focus, cite(f"workload.{load.mention.rule}"))


@reads("workload")
def present_loads(layout: Layout) -> tuple[Load, ...]:
    """Every load of the writer's in the present: for the workload and the employer.

    Where no load in teaching or CPMS is told, that of other work counts, beside a post in a school only a university's.
    Of somebody who is seconded from a school it is the load wherever he or she works; who holds no post has none.
    """
    if standing_of(layout).without_post:
        return ()
    told = list(_told(layout))
    loads = tuple(_present(layout, told))
    if loads or not told:
        return _without_guesses(loads)
    return tuple(_present(layout, told, elsewhere="anywhere" if _works_elsewhere(layout) else "university"))


def _without_guesses(loads: tuple[Load, ...]) -> tuple[Load, ...]:
    """The loads without those whose full load is not told, where figures tell one."""
    exact = any(load.mention.exact for load in loads)
    return tuple(load for load in loads if not load.mention.unsure) if exact else loads


def _works_elsewhere(layout: Layout) -> bool:
    """Whether no post in a school goes on, or one is told to be a leave for work elsewhere."""
    present = [_head_of(layout, entry) for entry in layout.entries if entry.when.ongoing]
    seconded = any(_SECONDED.search(head) for head in present)
    return seconded or not any(is_school(head) or _TEACHER.search(head) for head in present)


def _head_of(layout: Layout, entry: DatedEntry) -> str:
    return fold(layout.text[entry.start : min(entry.end, entry.start + _HEAD)])


def _told(layout: Layout) -> Iterator[tuple[Span, Folded, Sequence[LoadMention]]]:
    """The sentences that tell a load, with the loads."""
    for span in sentences_of(layout):
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        taken_up = _taken_up(layout, span, view.text)
        found = [taken_up] if taken_up else _in_schools(view.text, mentions(view.text))
        found = found or _counted(layout, span, view.text)
        if not found and GAP.search(layout.text, span.start, span.end) and may_tell(view.text):
            found = mentions(_in_cells(layout.text, view))
        if found:
            yield span, view, found


def _present(
    layout: Layout, told: Sequence[tuple[Span, Folded, Sequence[LoadMention]]], *, elsewhere: str = ""
) -> Iterator[Load]:
    """The loads of the present among those that are told."""
    placed = [(view.span(one.start, one.end), one) for _, view, found in told for one in found]
    side_by_side = tables(layout, placed)
    settled = _settled(layout, told)
    sure = {side_by_side.get(focus.start) for focus, one in placed if not one.bare or focus.start in settled} - {None}
    for span, view, found in told:
        for given in found:
            focus = view.span(given.start, given.end)
            table = side_by_side.get(focus.start, 0)
            mention = replace(given, bare=False) if table in sure or focus.start in settled else given
            post = _post_of(layout, span, focus, view.text, mention)
            if post is None and _is_of_anybody(layout, focus, view.text, mention):
                mention = replace(mention, unsure=True)
            if post and post.other and _counts_there(post, elsewhere):
                post = replace(post, other=False)
            certainty = certainty_of(layout, view.text, mention, focus, post)
            if certainty:
                yield Load(
                    mention=mention,
                    span=span,
                    focus=focus,
                    post=post.line if post else -1,
                    since=max(mention.since, int(post.stage)) if post else mention.since,
                    began=_change(layout, focus, mention, post),
                    first=post.when.first.toordinal() if post and post.when.first else 0,
                    total=_is_total(view.text, given, found),
                    table=table,
                    certainty=certainty,
                    until=_end_of(post),
                    event=post is not None and post.when.point and post.when.precision != "school_year",
                    yearly=post is not None and post.when.precision == "school_year",
                )


def _is_of_anybody(layout: Layout, focus: Span, text: str, mention: LoadMention) -> bool:
    """Whether a sentence of a letter tells a load in words, and neither whose it is nor that it is of now."""
    letter = layout.letter
    if mention.exact or not letter or not letter.salutation.end <= focus.start < letter.closing.start:
        return False
    left = text.rfind(";", 0, mention.start) + 1
    right = text.find(";", mention.end)
    return _WHOSE.search(text, left, right if right >= 0 else len(text)) is None


def _settled(layout: Layout, told: Sequence[tuple[Span, Folded, Sequence[LoadMention]]]) -> set[int]:
    """Where bare parts begin that words around them, or a fraction in the row above or below, show to be loads."""
    placed = [(span, view, one, view.span(one.start, one.end)) for span, view, found in told for one in found]
    found = {
        focus.start for span, view, one, focus in placed if one.bare and _is_of_staff(layout, span, view.text, one)
    }
    for (_, _, one, first), (_, _, other, second) in pairwise(placed):
        between = layout.text[first.end : second.start]
        if one.rule == other.rule == "fraction" and one.bare != other.bare and between.count("\n") == 1:
            found.add(first.start if one.bare else second.start)
    return found


def _is_of_staff(layout: Layout, span: Span, text: str, mention: LoadMention) -> bool:
    """Whether a bare part is a load for what stands around it: a status in its sentence, or a teacher beside it.

    "20/20" may be a mark: only the sentences right beside it are asked for the teacher, and none may tell of marks.
    """
    if mention.rule == "share":
        share = text[mention.start : mention.end]
        of_years = any(one.isdigit() and other.isalpha() for one, other in pairwise(share))
        return _STATUS.search(text) is not None and not of_years
    near = [part for part in layout.sentences_around(span, before=1, behind=1) if part != span]
    said = [text, *(folded(layout.text, *part).text for part in near)]
    if any(_MARK.search(part) for part in said):
        return False
    return any(_STATUS.search(part) or _TEACHER.search(part) for part in said)


def _change(layout: Layout, focus: Span, mention: LoadMention, post: Post | None) -> int:
    """The ordinal of the day on which a load began: of its post's stage, or by the date beside it; 0 for none.

    Outside of dated posts the last date before it in its row tells it: "Prestations  01.09.2023  quatre cinquièmes".
    """
    if post:
        return post.when.first.toordinal() if post.stage and post.when.first else 0
    line = layout.line_at(focus.start)
    own = [when for when in layout.dates_in(*line) if when.first and (when.point or when.ongoing)]
    before = [
        when for when in own if when.end <= focus.start and len(layout.text[line.start : when.start].split()) <= _LABEL
    ]
    beside = before[-1:] or (own[:1] if mention.since else [])
    return beside[0].first.toordinal() if beside and beside[0].first else 0


def _in_cells(text: str, view: Folded) -> str:
    """A folded sentence with a mark where a gap parts two cells of a row: each stands for itself."""
    return "".join(
        ";" if char == " " and GAP.match(text, view.offsets[at], view.offsets[at + 1]) else char
        for at, char in enumerate(view.text)
    )


def _end_of(post: Post | None) -> date | None:
    """The day or the month in which a post ended, the end of its school year; years alone may go on."""
    when = post.when if post else None
    if when and when.precision == "school_year":
        return when.last
    ended = when and not (when.ongoing or when.point) and when.precision in {"day", "month"}
    return when.last if when and ended else None


def _counts_there(post: Post, elsewhere: str) -> bool:
    """Whether a load of other work counts: "anywhere", at a "university", or nowhere."""
    return elsewhere == "anywhere" or (elsewhere == "university" and _HIGHER.search(fold(post.head)) is not None)


def _in_schools(text: str, found: Sequence[LoadMention]) -> Sequence[LoadMention]:
    """Of several loads in a sentence, those whose clause names no work elsewhere."""
    kept = [mention for mention in found if not _is_elsewhere(text, mention)]
    return kept if len(found) > 1 and kept else found


def _is_elsewhere(text: str, mention: LoadMention) -> bool:
    left, right = clause(text, mention.start, mention.end)
    said = text[left:right]
    other = _OTHER.search(said)
    return bool(other) and not (is_school(said) or _TEACHER.search(said))


def _post_of(layout: Layout, span: Span, focus: Span, text: str, mention: LoadMention) -> Post | None:
    """The post a load is told in: of none that has ended where the load is of now.

    It is where its words say so, or where it began later ("4/5 temps depuis septembre 2021").
    """
    post = career_of(layout).at(focus.start)
    if post is None or post.when.ongoing or post.when.last is None:
        return post
    if _is_of_row_above(layout, focus, post):
        return None
    of_now = mention.since >= _OF_NOW and mention.rule != "reduction" and _TODAY.search(text) is not None
    if is_over(layout, post) and (of_now or _WORKS.search(text, 0, mention.start)):
        return None
    number = bisect_left(layout.dates, span.start, key=lambda when: when.start)
    for when in layout.dates[number : number + _DATES]:
        if when.start >= span.end:
            break
        if when.ongoing and when.first and when.first > post.when.last:
            return None
    return post


def _is_of_row_above(layout: Layout, focus: Span, post: Post) -> bool:
    """Whether a load stands in a row above that of a post's date, which tells a load of its own."""
    row = layout.line_at(post.when.start)
    return focus.end <= row.start and any(mentions(folded(layout.text, row.start, row.end).text))


def _counted(layout: Layout, span: Span, text: str) -> list[LoadMention]:
    """Periods without their whole, where the sentence, its post or the writer's role tells the full load."""
    if _LEARNT.search(text) or not counts(text, of_things=True):
        return []
    post = career_of(layout).at(span.start)
    if post and post.when.point and post.when.precision != "school_year":
        post = None
    dated = post is not None and (not post.when.point or post.when.precision == "school_year")
    running = post is not None and (post.when.ongoing or dated) and not is_over(layout, post)
    named = full_load_of(text)
    itself = _full_by_itself(layout, span, post, text)
    if not (running or (post is None and (named or _MINE.search(text) or begins_with_label(text) or itself))):
        return []
    whole = named or _full_load_around(layout, post, text) or _full_load_before(layout, post, span)
    beside = next(_full_loads_beside(layout, span, text), None)
    known = counted(text, whole, of_lessons=beside == whole) if whole else None
    told = known or itself
    if told is None:
        return []
    start, end, value = told
    unsure = known is None and value < 1
    added = _COMPLETES.before(text, start) is not None
    return [
        LoadMention(
            value=value,
            start=start,
            end=end,
            rule="periods",
            certainty=0.4 if unsure else 0.6,
            added=added,
            unsure=unsure,
        )
    ]


def _full_load_before(layout: Layout, post: Post | None, span: Span) -> int | None:
    """The full load that a post counted before: "30 pér. jusque 2023", where it now counts 15."""
    if post is None or not post.stage:
        return None
    before = layout.sentences_over(post.line, span.start)
    told = (count for part in before for count in counts(folded(layout.text, *part).text))
    return max(
        (int(count.value) for count in told if count.value in FULL_LESSONS and count.unit == "lesson"), default=None
    )


def _full_by_itself(layout: Layout, span: Span, post: Post | None, text: str) -> tuple[int, int, float] | None:
    """A count that is a full load of whichever level, of no work elsewhere."""
    if _OTHER.search(text) or (post and post.other):
        return None
    of_teacher = not (post and post.when.ongoing) and _is_of_teacher(layout, span, text)
    return full_by_itself(text, in_post=post is not None, of_teacher=of_teacher)


def _is_of_teacher(layout: Layout, span: Span, text: str) -> bool:
    """Whether a sentence, or the one right before it, tells a status; or it names a teacher."""
    if _STATUS.search(text) or _TEACHER.search(text):
        return True
    before = layout.sentences_around(span, before=1)[0]
    return before != span and _STATUS.search(folded(layout.text, *before).text) is not None


def _taken_up(layout: Layout, span: Span, text: str) -> LoadMention | None:
    """The writer's periods of a full load told beside them: "un temps plein compte 24 périodes ; j'en ai 20"."""
    told = _OF_THEM.search(text)
    owner = told or next(iter(_ITS_OWNER.finditer(text)), None)
    if owner is None:
        return None
    count = next((count for count in quantities(text) if count.start >= owner.end()), None)
    if count is None or text[owner.end() : count.start].strip():
        return None
    if told is None and (
        any(before.end <= owner.start() for before in counts(text))
        or not (count.unit or ends_cell(text, count.end) or is_placed(text, count.end))
    ):
        return None
    whole = next(_full_loads_beside(layout, span, text, counted_of=told is not None), 0)
    if not 0 < count.value <= whole:
        return None
    value = count.value / whole
    return LoadMention(value=value, start=owner.start(), end=count.end, rule="fraction", certainty=0.85, exact=True)


def _full_loads_beside(layout: Layout, span: Span, text: str, *, counted_of: bool = False) -> Iterator[float]:
    """The full loads that a sentence, the one before it or the one after it tells; or counts a part of."""
    beside = [part for part in layout.sentences_around(span, before=1, behind=1) if part != span]
    for said in (text, *(folded(layout.text, *part).text for part in beside)):
        if counted_of:
            yield from _full_loads(said)
        else:
            yield from (full.number.value for full in stated_full_loads(said) if full.equated)


def _full_loads(text: str) -> Iterator[float]:
    """The full loads that a sentence states, or counts a part of."""
    yield from (full.number.value for full in stated_full_loads(text) if full.equated)
    yield from (fraction.whole.value for fraction in fractions_of(text) if fraction.whole.value in WHOLES)


def _full_load_around(layout: Layout, post: Post | None, text: str) -> int | None:
    """The full load of the post, else of the role that the text names first: of no job elsewhere."""
    head = fold(post.head) if post else ""
    if _OTHER.search(text):
        return None
    whole = full_load_of(head)
    if whole or (post and not (is_school(head) or _TEACHER.search(head))):
        return whole
    return _full_load_of_role(layout)


@kept
def _full_load_of_role(layout: Layout) -> int | None:
    """The full load of the role that a text names first."""
    before = (span for span in layout.sentences if span.start < _ROLE)
    told = (full_load_of(folded(layout.text, span.start, span.end).text) for span in before)
    return next((whole for whole in told if whole), None)


def _is_total(text: str, mention: LoadMention, found: Sequence[LoadMention]) -> bool:
    """Whether a load is said to be the sum of several."""
    if not any(other is not mention and not is_same(other, mention) for other in found):
        return _TOTAL.search(text, mention.start - 50, mention.end + 40) is not None
    return bool(_TOTAL.search(text, mention.start - 40, mention.start) or _TOTAL.match(text, mention.end))
