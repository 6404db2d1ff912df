"""Loads that a text tells of its writer and no rule settles: to be verified where nothing else is told.

A rule asks for words that make a load the present one. Here every load and every count of hours or periods is taken
that its sentence says of the writer and does not deny, wish for, quote or place in another time. What is found speaks
only where an application tells nothing surer (`parsers/profile.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.career import career_of
from parsers.facts.context.assertion import judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.present_time import has_ended
from parsers.facts.context.tracing import reads
from parsers.facts.workload.certainty import is_of_no_post
from parsers.facts.workload.levels import full_load_of, stated_full_loads
from parsers.facts.workload.mentions import mentions
from parsers.facts.workload.quantities import MORE, WHOLES, counts, fractions_of, quantities
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, folded
from parsers.values.evidence import EVIDENCE_LIMIT, GUESS, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.workload.quantities import Fraction, Quantity
    from parsers.layout.sections import Layout
    from parsers.text.text import Folded
    from parsers.values.evidence import Evidence

_RULE = cite("workload.doubt")
_MARK = vocabulary("marks.mark", "marks.rate")
_NO_WORK = ("education", "languages", "computing", "interests", "volunteering", "references", "publications", "annexes")
"""Headings under which no load is told."""
_FEWEST = 4
"""Fewer hours or periods than these are seldom somebody's load."""
_CLOSE = 0.02
UNSURE = 0.2


class _Told(NamedTuple):
    """A load of a sentence: its value, or what it counts where the full load is not told beside it; else 0."""

    sentence: Span
    focus: Span
    value: float
    number: float


@reads("workload")
def doubted_load(layout: Layout) -> Iterator[Finding]:
    """The load that a text may tell, with its passages, for where no rule finds any."""
    told, whole = unsettled(layout)
    value = together([load for one in told if (load := _share(layout, one, whole))])
    if value:
        pieces = tuple(
            evidence(layout, passage(layout, one.sentence), one.focus, _RULE) for one in told[:EVIDENCE_LIMIT]
        )
        yield Finding(
            key="workload",
            value=round(value, 2),
            state=State.TO_VERIFY,
            evidence=pieces,
            certainty=UNSURE,
            detail=dict(GUESS),
        )


def greater_loads(layout: Layout, least: float) -> Iterator[Evidence]:
    """The passages that may tell a load of the writer's above `least`, whether a rule settles them or not."""
    told, whole = unsettled(layout)
    for one in told:
        if _share(layout, one, whole) > least:
            yield evidence(layout, passage(layout, one.sentence), one.focus, _RULE)


def unsettled(layout: Layout) -> tuple[list[_Told], float | None]:
    """Every load that a text may tell of its writer, and the full load that it states."""
    told: list[_Told] = []
    whole: float | None = None
    if not tells_of_candidate(layout):
        return told, whole
    for view, sentence in layout.own_sentences(*_NO_WORK):
        full = list(stated_full_loads(view.text))
        whole = whole or next((one.number.value for one in full), None)
        apart = [place for one in full for place in ((one.start, one.end), (one.number.start, one.number.end))]
        told += [one for one in _loads(view, sentence, apart) if not _is_of_other_work(layout, one)]
    return told, whole


def _loads(view: Folded, sentence: Span, apart: Sequence[tuple[int, int]]) -> Iterator[_Told]:
    """The loads that a sentence says of its writer, those `apart` left out: they are what a full load is."""
    text = view.text
    if text.endswith("?") or _MARK.search(text) or is_of_no_post(text, 0, len(text)):
        return
    named = [((load.start, load.end), load.value, 0.0) for load in mentions(text)]
    named += [((one.part.start, one.whole.end), one.value, 0.0) for one in fractions_of(text) if _is_of_a_week(one)]
    named += [((one.start, one.end), 0.0, one.value) for one in counts(text) if _is_a_load(text, one)]
    taken = list(apart)
    for place, value, count in named:
        if not any(place[0] < end and start < place[1] for start, end in taken) and judge(text, *place).current:
            taken.append(place)
            yield _Told(sentence, view.span(*place), value, count)


def _is_a_load(text: str, count: Quantity) -> bool:
    """Whether so many may be somebody's, and are no end of a range: "14 à 20 heures"."""
    ends = any(0 < count.start - other.end <= _BETWEEN and not other.unit for other in quantities(text))
    return count.value >= _FEWEST and not ends


_BETWEEN = 5
"""As many characters at most stand between the ends of a range."""


def _is_of_a_week(told: Fraction) -> bool:
    """Whether the whole is that of a week, and no day's hours: "24 heures sur 24"."""
    of_a_day = told.part.value == told.whole.value == _A_DAY and told.part.unit == "hour"
    return (told.worded or told.whole.value in WHOLES) and not of_a_day


_A_DAY = 24


def _is_of_other_work(layout: Layout, told: _Told) -> bool:
    """Whether it stands in a post outside schools, or beside dates that are over."""
    post = career_of(layout).at(told.focus.start)
    if post is not None and (post.sector == "other" or has_ended(layout, post.when)):
        return True
    return any(has_ended(layout, when) for when in layout.dates_in(*told.sentence))


def _share(layout: Layout, told: _Told, whole: float | None) -> float:
    """How much of full time it is; hours and periods of the whole that is told, or that their level has."""
    if told.value:
        return told.value
    text = folded(layout.text, *told.sentence).text
    full = whole or full_load_of(text) or full_load_of(folded(layout.text).text)
    return min(1.0, told.number / full) if full and told.number <= full * MORE else 0.0


def together(loads: Sequence[float]) -> float:
    """Several loads of one person as one, 0 for none.

    The same told twice is one, a total tells its parts, others are added while they make no more than full time.
    """
    if not loads:
        return 0.0
    different: list[float] = []
    for load in loads:
        if not any(abs(load - other) < _CLOSE for other in different):
            different.append(load)
    most, whole = max(different), sum(different)
    if len(different) == 1 or abs(whole - 2 * most) < _CLOSE or whole > 1 + _CLOSE:
        return most
    return min(1.0, whole)
