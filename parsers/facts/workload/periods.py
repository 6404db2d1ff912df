"""Periods a week without their whole ("24 périodes", "36 h/semaine"), where a text tells the post's full load."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from parsers.facts.workload.labels import begins_cell, is_cell
from parsers.facts.workload.levels import is_the_measure, stated_full_loads
from parsers.facts.workload.quantities import ANNUAL, WHOLES, Quantity, counts, quantities
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import DIGITS, behind, is_near
from parsers.text.text import PLENTY

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF = vocabulary("load.of")
_OF_THEM = vocabulary("hours.of_them")
_PART_OF, _LACKING = vocabulary("hours.part_of"), vocabulary("hours.lacking")
_COMPLETES, _COMPLETES_AFTER = vocabulary("hours.completes"), vocabulary("hours.completes_after")
_VERB, _FULL = vocabulary("load.verb"), vocabulary("load.full")
_CHANGED, _FROM, _BECOMES = (vocabulary(f"shares.{name}") for name in ("changed", "from", "becomes"))

_BECAME, _TOTAL = vocabulary("shares.became"), vocabulary("shares.total")
_MINE, _NOUN, _COMPLETELY = vocabulary("load.mine"), vocabulary("load.noun"), vocabulary("load.completely")
_WORKS = vocabulary("load.works")

_FEWEST = 2
_LONGEST_WHOLE = 36
_GENERAL = 38
"""Hours of a full week wherever nothing else is told."""
_REACH = 60
"""So far after what is lacking the full load is named, in characters."""
_NEAR = 30
"""So near right before hours, a verb tells that they are given."""

Count = tuple[int, int, float]


def counted(text: str, whole: int, *, of_lessons: bool = False) -> Count | None:
    """The periods a week that a folded sentence counts, as one part of `whole`, and where: parts told apart are added.

    What follows "dont" is contained in what stands before it. `of_lessons`: hours are those of lessons without a verb.
    """
    found = list(_given(text, whole, of_lessons=of_lessons))
    if not found:
        return None
    if (told := _total(text, found[0], whole)) is not None:
        return told
    inner = _PART_OF.search(text, found[0][1])
    apart = [count for count in found if inner is None or count[0] < inner.start()]
    total = sum(value for _, _, value in apart)
    if total > whole:
        apart, total = apart[:1], apart[0][2]
    return apart[0][0], apart[-1][1], total / whole


def _total(text: str, first: Count, whole: int) -> Count | None:
    """The number behind the first periods that is told as their sum: "8 périodes à Bure, 14 à Tellin : 22 en tout"."""
    measures = [full.number for full in stated_full_loads(text)]
    for count in quantities(text):
        if count in measures:
            continue
        told = count.start > first[0] and (_TOTAL.before(text, count.start) or _TOTAL.match(text, count.end))
        if told and first[2] < count.value <= whole:
            return first[0], count.end, count.value / whole
    return None


def full_by_itself(text: str, *, in_post: bool, of_teacher: bool = False) -> Count | None:
    """Periods or hours that are a full load of some level, where a folded sentence counts them alone.

    Fewer periods are told as a part of the commonest one. Outside of a post words tell that they are given, or that
    they are those of a week; `of_teacher`: beside a status, a teacher or a school they are given in lessons.
    """
    given = counts(text, of_things=of_teacher)
    total = next((count for count in given if _TOTAL.before(text, count.start)), None)
    if total is None and len(given) != 1:
        return None
    count = total or given[0]
    lessons = count.unit == "lesson" or (of_teacher and count.value not in FULL_HOURS and not count.weekly)
    fulls, least = FULL_LESSONS if lessons else FULL_HOURS, _FEWEST if count.unit == "lesson" else _FEWEST_HOURS
    fewer = lessons and least <= count.value < min(fulls)
    fewer = fewer and (count.unit == "lesson" or count.value.is_integer())
    if not (count.value in fulls or fewer) or count.yearly or _is_a_houses(text, count):
        return None
    cell = is_cell(text, count.start, count.end) or (of_teacher and _begins_cell(text, count))
    placed = in_post or count.weekly or of_teacher or _MINE.search(text) is not None
    alone = cell and (placed or len(text) - (count.end - count.start) <= _ALONE)
    if not (alone or total or _is_told_to_be_given(text, count)):
        return None
    return count.start, count.end, count.value / USUAL if fewer else 1.0


_FEWEST_HOURS = 6
"""Fewer hours beside a teacher's name are those of a task, of a day or of a journey."""


def _begins_cell(text: str, count: Quantity) -> bool:
    """Whether a count begins a cell and tells of what it is: ", 22 périodes de mathématique et …"."""
    return begins_cell(text, count.start) and _OF.match(text, count.end) is not None


def _is_a_houses(text: str, count: Quantity) -> bool:
    """Whether a verb tells that periods are those of a full load: what somebody has of them is told elsewhere."""
    fulls = (told for told in stated_full_loads(text) if told.number == count and told.equated)
    return any("=" not in text[min(told.end, count.end) : max(told.start, count.start)] for told in fulls)


USUAL = 22
"""The full load that fewer periods are measured by where no level is told: the commonest, and so to be verified."""


def _is_told_to_be_given(text: str, count: Quantity) -> bool:
    """Whether words tell that periods are given: "mes 24 périodes", "20 périodes, que j'assure toutes"."""
    near = max(0, count.start - _NEAR)
    words = (_VERB, _MINE, _NOUN)
    after = _WORKS.search(text, count.end, count.end + _NEAR)
    return after is not None or any(told.last(text, near, count.start) for told in words)


_ALONE = 16
"""A sentence that has so few characters beside its periods tells nothing else: "À combien ? 36 heures."."""


FULL_LESSONS, FULL_HOURS = frozenset({20, 22, 24, 26, 30}), frozenset({36, 38})
"""What only a full load is, of whichever level."""


def full_counts(text: str) -> Iterator[Count]:
    """Periods that are told to be all: "mit den vollen 24 Stunden", "20 uur (vol)"."""
    for count in islice(quantities(text), PLENTY):
        if not count.unit or count.value not in WHOLES:
            continue
        before = _COMPLETELY.before(text, count.start)
        after = _COMPLETELY.match(text, behind(text, " (", count.end))
        if before or (after and is_cell(text, behind(text, " (", count.end), after.end())):
            yield before.start() if before else count.start, after.end() if after else count.end, 1.0


def completing(text: str, whole: float) -> Iterator[Count]:
    """The periods that complete a part of `whole` in a folded sentence: "14/20, complétés de 4 périodes"."""
    for count in counts(text):
        before = count.start - 70
        told = _COMPLETES.search(text, max(0, before), count.start) or _COMPLETES_AFTER.match(text, count.end)
        if told and not _PART_OF.search(text, max(0, before), count.start) and 0 < count.value < whole:
            yield count.start, count.end, count.value / whole


def lacking(text: str) -> Iterator[Count]:
    """What is left where a folded sentence tells how many periods a full load lacks."""
    for lack in islice(_LACKING.finditer(text), PLENTY):
        missing = next((count for count in quantities(text) if count.start >= lack.end()), None)
        if missing is None or text[lack.end() : missing.start].strip():
            continue
        named = next((count.value for count in quantities(text) if count.start > missing.start), 0)
        given = [count.value for count in counts(text) if count.end <= lack.start()]
        whole = named if named in WHOLES else missing.value + given[-1] if given else 0
        if whole in WHOLES and 0 < missing.value < whole:
            full = _FULL.search(text, missing.end, missing.end + _REACH)
            yield lack.start(), full.end() if full else missing.end, 1 - missing.value / whole


_BETWEEN, _AROUND = 40, 45
"""So near each other both stand, and so near them the verb, in characters."""


def reduced(text: str) -> Iterator[Count]:
    """What is left of a full load where a folded sentence tells both: "de 22 périodes, je suis tombée à 16"."""
    for full, left in pairwise(quantities(text)):
        if full.value not in WHOLES or not 1 < left.value < full.value or not (full.unit or left.unit):
            continue
        if full.unit and _OF_THEM.before(text, left.start):
            yield full.start, left.end, left.value / full.value
            continue
        if became := _BECAME.before(text, left.start):
            if full.unit and not text[full.end : became.start()].strip():
                yield full.start, left.end, left.value / full.value
            continue
        if _FROM.before(text, full.start) is None or _BECOMES.before(text, left.start) is None:
            continue
        near = is_near(text, full.end, left.start, most=_BETWEEN, parting=f".;:{DIGITS}")
        if near and _CHANGED.search(text, max(0, full.start - _AROUND), left.end + _AROUND):
            yield full.start, left.end, left.value / full.value


def _given(text: str, whole: int, *, of_lessons: bool) -> Iterator[Count]:
    """The periods or hours of lessons, or of work where that is told in hours; never the full load itself."""
    stated = list(stated_full_loads(text))
    full = [told.number for told in stated if is_the_measure(text, told.start)]
    most = _GENERAL if whole == _LONGEST_WHOLE else whole
    for count in counts(text, of_things=bool(stated)):
        verb = _VERB.last(text, count.start - _NEAR, count.start)
        hours = count.weekly or whole >= _LONGEST_WHOLE or verb or stated or of_lessons
        if count in full or ((count.yearly or whole in ANNUAL) and not stated):
            continue
        if count.value > most and count.value in FULL_LESSONS and count.unit == "lesson":
            yield count.start, count.end, whole
        elif _FEWEST <= count.value <= most and (count.unit == "lesson" or hours):
            yield count.start, count.end, min(count.value, whole)
    if full and (part := _of_full(text, full)):
        yield part.start, part.end, part.value


def _of_full(text: str, full: list[Quantity]) -> Quantity | None:
    """The bare number that somebody says to give of a full load: "30 Stunden sind das Volle, zwanzig mache ich"."""
    for count in quantities(text):
        if count.unit or count in full or not _FEWEST <= count.value < full[0].value:
            continue
        before, after = _WORKS.last(text, count.start - _NEAR, count.start), _WORKS.match(text, count.end)
        if after or (before and not text[before.end() : count.start].strip()):
            return count
    return None
