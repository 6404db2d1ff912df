"""How many periods or hours a week a full load is: where a text says it, else by the level of its post."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.workload.quantities import ANNUAL, counts, quantities
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.marks import is_parted, mark_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.workload.quantities import Quantity

_FULL, _OF = vocabulary("load.full"), vocabulary("load.of")
_ELLIPTIC = vocabulary("load.elliptic")
_ANY_FULL = united(_FULL, _ELLIPTIC)
_AMOUNTS_TO, _MAKES = vocabulary("load.amounts_to"), vocabulary("load.makes")
_MEASURES, _WRITER = vocabulary("load.measures"), vocabulary("load.works", "load.mine", "load.held", "hours.its_owner")
_LEVELS = {
    vocabulary("levels.mediation"): 38,
    vocabulary("levels.nursery"): 26,
    vocabulary("levels.primary"): 24,
    vocabulary("levels.centre"): 36,
    vocabulary("levels.upper"): 20,
    vocabulary("levels.middle"): 21,
    vocabulary("levels.lower"): 22,
    vocabulary("levels.practice"): 30,
    vocabulary("levels.french_certified"): 18,
}
"""The full loads of the French Community (notice, paragraph 4); the Flemish and German Communities count alike."""
_NO_NUMBER_OF_A_LOAD = frozenset("%/-")
_ARTICLE = 5
"""An article before "temps plein" is no longer than these characters."""
_FEWEST, _MOST = 10, 99


class Stated(NamedTuple):
    """A full load that a sentence tells in numbers: `start` to `end` are the words for the full load."""

    start: int
    end: int
    number: Quantity
    equated: bool
    """A verb or a sign says so, not only their standing side by side."""


def stated_full_loads(text: str) -> Iterator[Stated]:
    """Where a folded sentence says what a full load is: "36 h = temps plein", "eine volle Stelle hat 20"."""
    if not _ANY_FULL.may_say(text):
        return
    counts = [count for count in quantities(text) if _FEWEST <= count.value <= _MOST or count.value in ANNUAL]
    for full in chain(_FULL.finditer(text), _ELLIPTIC.finditer(text)):
        for count in counts:
            equated = _are_equal(text, full.start(), full.end(), count)
            equated = equated or ("equated" if _measures(text, full.start(), full.end(), count, counts) else "")
            if equated:
                yield Stated(full.start(), full.end(), count, equated == "equated")


def _are_equal(text: str, start: int, end: int, count: Quantity) -> str:
    """Whether a full load at `start` to `end` and a number are told to be the same, or stand side by side."""
    if count.end <= start:
        verb = _AMOUNTS_TO.match(text, count.end)
        return "equated" if verb and 0 <= start - verb.end() <= _ARTICLE else ""
    if count.start < end or text[count.end : count.end + 2].lstrip(" ")[:1] in _NO_NUMBER_OF_A_LOAD:
        return ""
    verbs = _AMOUNTS_TO.finditer(text, end, count.start)
    if any(_few_words(text[end : verb.start()]) and _few_words(text[verb.end() : count.start]) for verb in verbs):
        return "equated"
    of = _OF.match(text, end)
    between = text[of.end() if of else end : count.start]
    return "beside" if between and len(between) <= 3 and not between.strip(" :=(") else ""


def _measures(text: str, start: int, end: int, count: Quantity, counts: list[Quantity]) -> bool:
    """Whether one clause tells a full load, its number and a verb of measure, in whatever order.

    "hat eine volle Stelle zwanzig Stunden", "een volle opdracht er twintig heeft", "il en faut 22 pour un complet".
    """
    if count.start < end and start < count.end:
        return False
    first, last = min(start, count.start), max(end, count.end)
    left = max(text.rfind(mark, 0, first) for mark in _MARKS) + 1
    right = mark_at(text, _MARKS, last)
    if is_parted(text, _MARKS, first, last) or len(text[left:right].split()) > _CLAUSE:
        return False
    if sum(left <= other.start < right for other in counts) > 1 or _WRITER.search(text, left, right):
        return False
    return any(verb.end() <= start or verb.start() >= end for verb in _MEASURES.finditer(text, left, right))


_MARKS = ",;:.()?!|/"
_CLAUSE = 12
"""A clause that tells how many periods a full load has is no longer than so many words."""


def _few_words(between: str) -> bool:
    """Whether nothing but a few words stands beside a verb, as in "le temps plein y est chez nous de vingt"."""
    return not between.strip(" ,") or (between.replace(" ", "").isalpha() and len(between.split()) <= _ASIDE)


_ASIDE = 3


def is_the_measure(text: str, start: int) -> bool:
    """Whether a full load that begins at `start` is named only as what a part is measured by.

    "que compte un horaire complet", "36 h = temps plein", "28 h par semaine (temps plein : 36 h)".
    """
    for told in stated_full_loads(text):
        if told.start == start and (told.equated or _has_part_before(text, told)):
            return True
    makes = _MAKES.before(text, start, reach=_ARTICLE)
    before = text[max(0, start - _EQUATED) : start].rstrip()
    return makes is not None or (before.endswith("=") and any(c.isdigit() for c in before))


def _has_part_before(text: str, full: Stated) -> bool:
    """Whether fewer hours are counted before a full load is told in hours."""
    return any(
        count.end <= full.start and full.number.unit in {"", count.unit} and count.value < full.number.value
        for count in counts(text)
    )


_EQUATED = 12
"""So near before a full load stands the number that it is equal to."""


def full_load_of(post: str) -> int | None:
    """The full load of a post, in periods or hours a week, by its folded words; None where they tell no level.

    A whole that is told stands; else the level that is named first.
    """
    stated = next(stated_full_loads(post), None)
    if stated:
        return int(stated.number.value)
    named = [(found.start(), whole) for level, whole in _LEVELS.items() if (found := level.search(post))]
    return min(named, default=(0, None))[1]
