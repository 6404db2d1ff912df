"""The candidate's present load as a fraction of full time (notice, paragraph 4: more than half a full load).

Every load a text names is read with its post and its time; past, wished and others' loads are passed over; the loads of
posts held at once are added, unless the text gives the sum itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.assertion import Assertion, clause, judge
from parsers.facts.loadcounts import counts, full_load_of
from parsers.facts.loadmentions import Mention, mentions
from parsers.facts.passage import evidence
from parsers.facts.sectors import is_school
from parsers.facts.testimony import tells_of_candidate
from parsers.facts.times import entry_at, is_before_latest, is_elsewhere, is_of_another_time, is_over
from parsers.text import Span, fold, folded
from parsers.values import Finding, State
from parsers.words.assertion import ONCE, THIRD
from parsers.words.load import ENDS, JOBLESS, NO_POST, OFFERED, PAST, PRESENT, SUBJECT_LINE, TOTAL
from parsers.words.qualification import TITLE_START
from parsers.words.sector import DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_HALF = 0.5
_CLOSE = 0.011
_HEAD = 300
"""Where an entry names its post, in characters."""
_TELLS_PARTS = frozenset({"fraction", "percentage", "fte", "share"})
_NEAR = 60
"""So near each other, loads of several schools outside of an entry are a list."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """A present load: what it is, where it is said, of which post."""

    mention: Mention
    span: Span
    focus: Span
    post: int
    """The offset of the dated entry it stands in; a text outside of entries is one post."""
    total: bool
    certainty: float


def find_workload(layout: Layout, loads: Sequence[Load]) -> tuple[Finding, ...]:
    """The present load that a text tells, its posts added: `found` above a half, else `contrary` (notice, 4).

    `loads` are the text's `present_loads`.
    """
    if not loads or not tells_of_candidate(layout):
        return ()
    chosen = _chosen(loads, layout)
    value = round(min(1.0, _sum(chosen)), 2)
    return (
        Finding(
            key="workload",
            value=value,
            state=State.FOUND if value > _HALF else State.CONTRARY,
            evidence=tuple(
                evidence(layout, load.span, load.focus, f"workload.{load.mention.rule}/1") for load in chosen[:4]
            ),
            certainty=max(load.certainty for load in chosen),
        ),
    )


def present_loads(layout: Layout) -> tuple[Load, ...]:
    """Every load of the writer's in the present, in teaching or CPMS: for the workload and the employer."""
    return tuple(_present(layout))


def _present(layout: Layout) -> Iterator[Load]:
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        found = list(mentions(view.text)) or _counted(layout, span, view.text)
        for mention in found:
            focus = view.span(mention.start, mention.end)
            certainty = _certainty(layout, view.text, mention, focus)
            if certainty:
                entry = entry_at(layout, focus.start)
                yield Load(
                    mention=mention,
                    span=span,
                    focus=focus,
                    post=_post(layout, entry.start) if entry else -1,
                    total=_is_total(view.text, mention, found),
                    certainty=certainty,
                )


def _counted(layout: Layout, span: Span, text: str) -> list[Mention]:
    """Periods without their whole, in a post that goes on, or lasts to the latest date told, and tells its level."""
    entry = entry_at(layout, span.start)
    if entry is None or (entry.when.point and not entry.when.ongoing) or is_over(layout, span.start):
        return []
    above = layout.text.rfind("\n", 0, max(layout.text.rfind("\n", 0, entry.start), 0)) + 1
    whole = full_load_of(fold(layout.text[above : min(entry.end, entry.start + _HEAD)]))
    return [
        Mention(value=value, start=start, end=end, rule="periods", certainty=0.6)
        for start, end, value in (counts(text, whole) if whole else ())
    ][:1]


def _post(layout: Layout, start: int) -> int:
    """Where the post begins of an entry that begins at `start`: a date within a line opens no post of its own."""
    return layout.line_at(start).start


def _certainty(layout: Layout, text: str, mention: Mention, focus: Span) -> float:
    """How surely a load is the writer's and of today; 0 where it is not."""
    entry = entry_at(layout, focus.start)
    current = entry is not None and entry.when.ongoing
    told = judge(text, mention.start, mention.end)
    left, right = clause(text, mention.start, mention.end)
    if not _is_own(told, text, left, mention.start) or told.wished or NO_POST.search(text[left:right]):
        return 0
    if (
        JOBLESS.search(text)
        or _is_past(layout, text[left:right], once=told.once)
        or OFFERED.match(text[left:right].strip())
    ):
        return 0
    if _is_aside(layout, focus, current=current):
        return 0
    if current or PRESENT.search(text):
        return mention.certainty + 0.1
    return mention.certainty - (0.35 if entry is None else 0.1)


def _is_own(told: Assertion, text: str, left: int, start: int) -> bool:
    """Whether a load is claimed of the writer; after a colon, whoever was named before it is of no account."""
    if told.plain:
        return True
    if told.negated or told.hypothetical or told.reported or told.quoted or not told.led:
        return False
    return text[:left].rstrip().endswith((":", "(")) and not THIRD.search(text[left:start])


def _is_past(layout: Layout, said: str, *, once: bool) -> bool:
    """Whether a clause speaks of a time that is over; an end that lies ahead ("jusqu'en juin") is none."""
    if PAST.search(said) and not PRESENT.search(said):
        return True
    if not once:
        return False
    ahead = not any(not ENDS.match(match.group()) for match in ONCE.finditer(said)) and bool(ENDS.search(said))
    return not (ahead and not is_before_latest(layout, said))


def _is_aside(layout: Layout, focus: Span, *, current: bool) -> bool:
    """Whether a load stands where no present load of teaching or CPMS is told."""
    if layout.in_subject(focus.start, "interests", "volunteering", "references", "publications"):
        return True
    if layout.in_subject(focus.start, "education") and not current:
        return True
    start = layout.line_at(focus.start).start
    before = fold(layout.text[start : min(focus.start, start + _HEAD)])
    if SUBJECT_LINE.match(before):
        return True
    if entry_at(layout, focus.start) and ((_is_learnt(before) and not current) or NO_POST.search(before)):
        return True
    return (
        is_over(layout, focus.start)
        or is_elsewhere(layout, focus.start)
        or is_of_another_time(layout, focus.start, focus.end)
    )


def _is_learnt(line: str) -> bool:
    """Whether a line begins with a degree: a fraction in it is a mark."""
    return bool(TITLE_START.match(line) or DEGREE.match(line))


def _is_total(text: str, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a load is said to be the sum of several."""
    if not any(other is not mention and not _same(other, mention) for other in found):
        return bool(TOTAL.search(text[max(0, mention.start - 50) : mention.end + 40]))
    return (
        bool(TOTAL.search(text[max(0, mention.start - 40) : mention.start]))
        or "repart" in text[mention.end : mention.end + 12]
    )


def _same(one: Mention, other: Mention) -> bool:
    return abs(one.value - other.value) < _CLOSE


def _chosen(loads: Sequence[Load], layout: Layout) -> list[Load]:
    """The loads that make up the whole: a stated total, else one for each post."""
    totals = [load for load in loads if load.total and not load.mention.partial]
    if totals:
        return [max(totals, key=lambda load: load.certainty)]
    posts = _by_post([load for load in loads if not _is_part_of_other(load, loads)] or loads, layout)
    dated = [load for place, group in posts.items() if place >= 0 for load in group]
    outside = posts.get(-1, [])
    if outside and (not dated or _certainty_of(outside) > _certainty_of(dated)):
        return outside
    return dated


def _is_part_of_other(load: Load, loads: Sequence[Load]) -> bool:
    """Whether a load is the tenured part of one that is told too, and not added to it."""
    if not load.mention.partial:
        return False
    if any(one is load and other.mention.added and _sum([one, other]) <= 1 + _CLOSE for one, other in pairwise(loads)):
        return False
    return load.post < 0 or any(other.post == load.post and not other.mention.partial for other in loads)


def _certainty_of(group: Sequence[Load]) -> float:
    return max(load.certainty for load in group)


def _by_post(loads: Sequence[Load], layout: Layout) -> dict[int, list[Load]]:
    """The loads of each post: its parts where they are told apart, else the surest."""
    places: dict[int, list[Load]] = {}
    for load in loads:
        places.setdefault(load.post, []).append(load)
    return {place: _parts(group, layout) or [_surest(group)] for place, group in places.items()}


def _surest(group: Sequence[Load]) -> Load:
    exact = [load for load in group if load.mention.exact] or group
    return max(exact, key=lambda load: (_is_latest(load), load.certainty, load.mention.value))


def _is_latest(load: Load) -> bool:
    """Whether a load is told to have come after another: since a date, or left by a leave."""
    return load.mention.dated or load.mention.rule == "reduction"


def _parts(group: Sequence[Load], layout: Layout) -> list[Load]:
    """Loads side by side that fit into one full load: added in one sentence, or each at a school of its own."""
    listed = [load for load in group if load.mention.rule in _TELLS_PARTS]
    if not listed:
        listed = [load for load in group if load.mention.value == _HALF]
    if len(listed) < 2 or _sum(listed) > 1 + _CLOSE:
        return []
    for one, other in pairwise(listed):
        between = layout.text[one.focus.end : other.focus.start]
        beside = other.mention.added and other.span.start - one.span.end < _NEAR
        apart = is_school(between) and (one.post >= 0 or len(between) < _NEAR)
        if not beside and not apart and listed[0].mention.value != _HALF:
            return []
    return listed


def _sum(loads: Sequence[Load]) -> float:
    return sum(load.mention.value for load in loads)
