"""The candidate's present load as a fraction of full time (notice, paragraph 4: more than half a full load).

Every load a text names is read with its post and its time; past, wished and others' loads are passed over; the loads of
posts held at once are added, unless the text gives the sum itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.assertion import clause, judge
from parsers.loadmentions import Mention, mentions
from parsers.loadwords import NO_POST, PRESENT, TOTAL
from parsers.passage import evidence
from parsers.sectors import is_school
from parsers.testimony import tells_of_candidate
from parsers.text import Span, folded
from parsers.times import entry_at, is_elsewhere, is_of_another_time, is_over
from parsers.values import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.sections import Layout

_HALF = 0.5
_CLOSE = 0.011


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


def find_workload(layout: Layout) -> tuple[Finding, ...]:
    """The present load that a text tells, its posts added: `found` above a half, else `contrary` (notice, 4)."""
    loads = list(present_loads(layout)) if tells_of_candidate(layout) else []
    if not loads:
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


def present_loads(layout: Layout) -> Iterator[Load]:
    """Every load of the writer's in the present, in teaching or CPMS."""
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        found = list(mentions(view.text))
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


def _post(layout: Layout, start: int) -> int:
    """Where the post begins of an entry that begins at `start`: a date within a line opens no post of its own."""
    return layout.line_at(start).start


def _certainty(layout: Layout, text: str, mention: Mention, focus: Span) -> float:
    """How surely a load is the writer's and of today; 0 where it is not."""
    entry = entry_at(layout, focus.start)
    current = entry is not None and entry.when.ongoing
    told = judge(text, mention.start, mention.end)
    left, right = clause(text, mention.start, mention.end)
    if (
        not told.plain
        or told.wished
        or told.once
        or NO_POST.search(text[left:right])
        or _is_aside(layout, focus, current=current)
    ):
        return 0
    if current or PRESENT.search(text):
        return mention.certainty + 0.1
    return mention.certainty - (0.35 if entry is None else 0.1)


def _is_aside(layout: Layout, focus: Span, *, current: bool) -> bool:
    """Whether a load stands where no present load of teaching or CPMS is told."""
    if layout.in_subject(focus.start, "interests", "volunteering", "references", "publications"):
        return True
    if layout.in_subject(focus.start, "education") and not current:
        return True
    return (
        is_over(layout, focus.start)
        or is_elsewhere(layout, focus.start)
        or is_of_another_time(layout, focus.start, focus.end)
    )


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
    plain = [load for load in loads if not load.mention.partial]
    posts = _by_post(plain or loads, layout)
    dated = [load for place, group in posts.items() if place >= 0 for load in group]
    outside = posts.get(-1, [])
    if outside and (not dated or _certainty_of(outside) > _certainty_of(dated)):
        return outside
    return dated


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
    return max(exact, key=lambda load: (load.mention.dated, load.certainty, load.mention.value))


def _parts(group: Sequence[Load], layout: Layout) -> list[Load]:
    """Loads side by side that fit into one full load: added in one sentence, or each at a school of its own."""
    listed = [load for load in group if load.mention.rule == "fraction"]
    if not listed:
        listed = [load for load in group if load.mention.value == _HALF]
    if len(listed) < 2 or _sum(listed) > 1 + _CLOSE:
        return []
    for one, other in pairwise(listed):
        between = layout.text[one.focus.end : other.focus.start]
        beside = one.span == other.span and other.mention.added
        if not beside and not (is_school(between) and one.post >= 0) and listed[0].mention.rule == "fraction":
            return []
    return listed


def _sum(loads: Sequence[Load]) -> float:
    return sum(load.mention.value for load in loads)
