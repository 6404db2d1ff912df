"""The loads that a sentence names, as fractions of full time: "18/22", "4/5 temps", "75 %", "mi-temps", "0,8 ETP"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from parsers.facts.workload.figures import equivalents, fractions, partitive, percentages, spread
from parsers.facts.workload.labels import ends_cell, is_cell, is_led, is_placed
from parsers.facts.workload.leaves import is_of_leave, is_relieved, is_taken_away
from parsers.facts.workload.levels import is_the_measure
from parsers.facts.workload.mention import THENCE, LoadMention
from parsers.facts.workload.periods import completing, full_counts, lacking, reduced
from parsers.facts.workload.quantities import WHOLES, fractions_of, quantities
from parsers.facts.workload.shares import SHORT_WEEKS, days, is_of_now, is_threshold, shares, worded
from parsers.lexicon.numerals import mended, value_of
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.marks import behind
from parsers.text.text import PLENTY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parsers.lexicon.vocabulary import Mention as Said

_FULL, _HALF, _LETTERS = vocabulary("load.full"), vocabulary("load.half"), vocabulary("load.full_letters")
_FULL_CELL, _STATUS, _TEACHER = vocabulary("load.full_cell"), vocabulary("load.status"), vocabulary("school.teachers")
_ALL_OF_MINE = vocabulary("load.all_of_mine")
_SAID = united(_FULL, _HALF, _LETTERS, _FULL_CELL, *SHORT_WEEKS)
_LABEL = vocabulary("load.label")
_LESS, _NOW = vocabulary("leaves.less"), vocabulary("time.now")
_OF, _NO_LOAD = vocabulary("load.of"), vocabulary("load.no_load")
_TENURED, _TEMPORARY = vocabulary("load.tenured_part"), vocabulary("load.temporary_part")
_MEASURE, _REST = vocabulary("shares.measure"), vocabulary("shares.rest")
_ADDS, _ANOTHER = vocabulary("shares.adds"), vocabulary("shares.another")
_BECOMES, _FROM, _DATED = vocabulary("shares.becomes"), vocabulary("shares.from"), vocabulary("time.dated")
_THENCE = vocabulary("time.thence")

_BESIDE = 6
"""So near after a date, a load is the one that began then: "Vollzeit, seit 2022 vier Fünftel"."""
_NEAR = 40
_DATE_NEAR = 45
_JOINT = 18
"""So far behind a load stands what joins it to the one before."""
_ENDS = ",;.()|"
"""Marks behind which a clause has ended."""
_TWO, _HALF_LOAD = 2, 0.5


@lru_cache(maxsize=256)
def mentions(text: str) -> tuple[LoadMention, ...]:
    """The loads of a folded sentence, in order, none within another; kept, for several readers of a text ask."""
    return tuple(_mentions(mended(text))) if may_tell(text) else ()


def may_tell(text: str) -> bool:
    """Whether a folded sentence holds a number, or words that tell a load without one."""
    text = mended(text)
    return bool(quantities(text) or _SAID.may_say(text) or worded(text))


def _mentions(text: str) -> Iterator[LoadMention]:
    found: list[LoadMention] = []
    for reader in _READERS if quantities(text) else _WORDED:
        for mention in reader(text):
            if not any(m.start < mention.end and mention.start < m.end for m in found):
                found.append(_without_leave(text, mention))
    found = [mention for mention in found if not is_relieved(text, mention.start, mention.end)]
    if any(mention.exact for mention in found):
        found = [mention for mention in found if mention.exact or not _ALL_OF_MINE.match(text, mention.start)]
    found.sort(key=lambda mention: mention.start)
    for number, mention in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        if following is None or not _is_left(text, mention, following):
            yield _in_context(text, mention, found)


def _without_leave(text: str, mention: LoadMention) -> LoadMention:
    """A load, or what is left of the full one where it is the small part that a leave takes away."""
    fewer = _LESS.search(text, mention.start, mention.end) is not None
    if not (mention.value <= _HALF_LOAD or fewer) or not mention.exact or mention.rule == "lacking":
        return mention
    if not (fewer or is_taken_away(text, mention.start, mention.end)):
        return mention
    return replace(mention, value=1 - mention.value, rule="reduction", certainty=0.75, bare=False)


def _is_left(text: str, mention: LoadMention, following: LoadMention) -> bool:
    """Whether a load is the one that was left for the next: "passée de 24/24 à 18/24"."""
    becomes = next(iter(_BECOMES.finditer(text, mention.end, following.end)), None)
    if becomes is None or _FROM.before(text, mention.start) is None:
        return False
    between = text[mention.end : becomes.start()], text[becomes.end() : following.start]
    return all(len(words.split()) <= 1 and not words.strip(" ").endswith((",", ";")) for words in between)


def _in_context(text: str, mention: LoadMention, found: list[LoadMention]) -> LoadMention:
    """Whether the mention is of the tenured part, or is added to the one before it."""
    earlier = [other.end for other in found if other.end <= mention.start]
    left = max(earlier, default=0)
    near = max(left, mention.start - _NEAR)
    tenured = mention.exact and _TENURED.last(text, near, mention.start)
    if mention.rule == "reduction" or (tenured and ")" in text[tenured.end() : mention.start]):
        tenured = None
    rest = _REST.search(text, left, mention.start) or _REST.search(text, mention.end, mention.end + _JOINT)
    listed = is_placed(text, mention.end) and ("," in text[left : mention.start] or is_placed(text, left))
    joined = bool(earlier and (rest or listed))
    temporary = bool(_TEMPORARY.search(text, near, mention.start))
    adds = text[: mention.start].endswith(("+", "+ ")) or bool(
        _ADDS.search(text, left, mention.start) or _ANOTHER.before(text, mention.start, left)
    )
    return replace(
        mention,
        partial=bool(tenured) and not (temporary or mention.added),
        since=_since(text, mention, left, found),
        added=mention.added or joined or temporary or adds,
    )


def _since(text: str, mention: LoadMention, left: int, found: list[LoadMention]) -> int:
    """How plainly a load is told to be the latest: of now, by a leave, or with its own beginning."""
    if _is_thence(text, mention):
        return THENCE
    if mention.rule == "reduction" or is_of_now(text, mention.start) or _NOW.match(text, mention.end):
        return 2
    after = _DATED.match(text, behind(text, " (,", mention.end))
    shared = after and any(0 <= other.start - after.end() < _BESIDE for other in found)
    before = _DATED.search(text, max(left, mention.start - _DATE_NEAR), mention.start)
    return int(bool(before or (after and not shared)))


def _is_thence(text: str, mention: LoadMention) -> bool:
    """Whether a load is told to have lasted since a time that was told before: "75 % depuis", "seither 18/24"."""
    after = _THENCE.match(text, mention.end)
    if after and text[after.end() : after.end() + 2].lstrip()[:1] in {"", *_ENDS}:
        return True
    before = _THENCE.last(text, mention.start - _DATE_NEAR, mention.start)
    return before is not None and not text[before.end() : mention.start].strip(" :,")


def _shares(text: str) -> Iterator[LoadMention]:
    for start, end, value, told in shares(text):
        if told or is_cell(text, start, end):
            yield LoadMention(
                value=value,
                start=start,
                end=end,
                rule="share",
                certainty=0.82 if told else 0.6,
                exact=True,
                bare=not told,
            )


def _reader(
    told: Callable[[str], Iterable[tuple[int, int, float]]], rule: str, certainty: float
) -> Callable[[str], Iterator[LoadMention]]:
    """A reader of loads that are all as sure."""

    def read(text: str) -> Iterator[LoadMention]:
        for start, end, value in told(text):
            yield LoadMention(value=value, start=start, end=end, rule=rule, certainty=certainty, exact=True)

    return read


def _days(text: str) -> Iterator[LoadMention]:
    for start, end, value, certainty in days(text):
        yield LoadMention(value=value, start=start, end=end, rule="days", certainty=certainty, exact=True)


def _completions(text: str) -> Iterator[LoadMention]:
    """Periods that complete the part of a whole that the sentence told before."""
    told = next((fraction for fraction in fractions_of(text) if fraction.whole.value in WHOLES), None)
    if told:
        for start, end, value in completing(text, told.whole.value):
            if start >= told.whole.end:
                yield LoadMention(
                    value=value, start=start, end=end, rule="periods", certainty=0.6, exact=True, added=True
                )


def _words(text: str) -> Iterator[LoadMention]:
    letters = (told for told in _LETTERS.finditer(text) if _stands_alone(text, told))
    cells = (told for told in _FULL_CELL.finditer(text) if is_cell(text, *told.span()) and _of_staff(text))
    for told in islice(chain(_FULL.finditer(text), letters, cells), PLENTY):
        if not is_threshold(text, told.start()) and not _is_measure(text, told):
            yield from _in_words(text, told, 1.0)
    for told in islice(_HALF.finditer(text), PLENTY):
        if not is_threshold(text, told.start()):
            of_two = value_of(text[: told.start()].strip().rpartition(" ")[2]) == _TWO
            yield from _in_words(text, told, 2 * _HALF_LOAD if of_two else _HALF_LOAD)


def _of_staff(text: str) -> bool:
    """Whether a sentence tells a status, a teacher or the label of a load."""
    return any(words.search(text) for words in (_STATUS, _TEACHER, _LABEL))


def _stands_alone(text: str, letters: Said) -> bool:
    """Whether an abbreviation is a cell, or led to one: "c'est un TP (24 p.)"."""
    return is_cell(text, *letters.span()) or (is_led(text, letters.start()) and ends_cell(text, letters.end()))


_WORDED = (_days, _shares, _words)
"""The readers of loads that are told without a number."""
_FIGURES = (partitive, fractions, spread, equivalents, _shares, percentages)
_READERS = (
    *(_reader(lacking, "lacking", 0.7), _reader(reduced, "fraction", 0.75), _days, *_FIGURES),
    *(_words, _reader(full_counts, "periods", 0.6), _completions),
)


def _in_words(text: str, told: Said, value: float) -> Iterator[LoadMention]:
    if not _NO_LOAD.match(text, told.end()):
        yield LoadMention(value=value, start=told.start(), end=told.end(), rule="words", certainty=0.7)


def _is_measure(text: str, full: Said) -> bool:
    """Whether a full load is only what a part is measured by, or that of a leave: "60 % d'une charge complète"."""
    if is_the_measure(text, full.start()) or is_of_leave(text, full.start(), full.end()):
        return True
    of = _OF.before(text, full.start())
    return of is not None and _MEASURE.before(text, of.start()) is not None
