"""The kind `availability`: from when somebody can begin, in their own words: a day, at once, a notice period.

It is shown with its passage and decides nothing. What somebody is free for but the post, an interview or a call, and
what others are available for, say nothing of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.asked.dossier import CriterionReading, together
from parsers.facts.asked.sentences import mentions
from parsers.facts.context.modifiers import words_between
from parsers.facts.context.tracing import note_fact
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span
from parsers.values.evidence import EVIDENCE_LIMIT, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.asked.dossier import ReadDossier
    from parsers.facts.asked.sentences import OwnMention
    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Finding
    from parsers.values.profiles import Fact

_RULE = cite("asked.availability")
_READY, _BEGIN = vocabulary("availability.ready"), vocabulary("availability.begin")
_WHEN, _WHOLE = vocabulary("availability.when"), vocabulary("availability.whole")
_TRIED, _MEETING = vocabulary("availability.tried"), vocabulary("availability.meeting")
_MINE = vocabulary("people.own")
_THAT_DAY = vocabulary("availability.that_day")
_REACH = 5
"""So many words at most stand between readiness and when: "zou ik kunnen", "à partir du"."""
_PIECES = "-–•·|,;:("
"""Marks behind which a line tells another thing of its writer."""


def find_availability(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """What a text says of it, each in its own words; of words within others the longer ones."""
    note_fact(criterion.finding_key)
    said = {words.casefold(): one.finding(_RULE, [words], State.FOUND) for one, words in _all(layout, criterion)}
    longest = (found for words, found in said.items() if not any(words != other and words in other for other in said))
    return tuple(longest)[:EVIDENCE_LIMIT]


def _all(layout: Layout, criterion: Criterion) -> Iterator[tuple[OwnMention, str]]:
    for one in mentions(layout, criterion, _said):
        if not _is_told(one):
            continue
        if _THAT_DAY.match(one.text, one.at.start, one.at.end):
            yield from _from_named_day(one)
        elif span := _span(one):
            yield one, _words(layout, span)


def _words(layout: Layout, span: Span) -> str:
    return " ".join(span.of(layout.text).split())


def _from_named_day(one: OwnMention) -> Iterator[tuple[OwnMention, str]]:
    """What begins on "that day", with the day: it stands before, in the same sentence or in the one above."""
    layout, at = one.layout, one.view.span(*one.at)
    above = layout.sentences_around(one.sentence, before=1)[0]
    days = list(layout.dates_in(above.start, at.start))
    if days:
        day = days[-1]
        passage = replace(one, sentence=Span(layout.sentence_at(day.start).start, one.sentence.end))
        yield passage, f"{_words(layout, Span(day.start, day.end))}: {_words(layout, at)}"


def _said(_: Criterion, text: str) -> Iterator[Span]:
    for words in (_WHOLE, _READY, _BEGIN, _THAT_DAY):
        yield from (found.where for found in words.finditer(text))


def _is_told(one: OwnMention) -> bool:
    """Whether the writer tells it of the post: by "I", by "my" right before it, or where a piece of a line begins."""
    said, before = one.said, one.text[: one.at.start].rstrip()
    begins = not before or before[-1] in _PIECES
    by_writer = begins or said.explicit or _MINE.before(one.text, one.at.start) or _MINE.search(one.text, *one.at)
    dated = [one.at, *(found.where for found in _WHEN.finditer(one.text))]
    once = any(
        word.category == "once" and not any(_holds(when, word.start) for when in dated) for word in said.modifiers
    )
    aside = said.negated or once or _MEETING.search(one.text, *one.clause) or _TRIED.search(one.text, *one.clause)
    return bool(by_writer) and said.own and not aside


def _holds(when: Span, at: int) -> bool:
    """Whether a word of the past is one of those that tell when: "début septembre"."""
    return when.start <= at < when.end


def _span(one: OwnMention) -> Span | None:
    """The words with the nearest that tell when, before them or behind: a day, a notice period, "at once"."""
    if _WHOLE.match(one.text, one.at.start, one.at.end):
        return one.view.span(*one.at)
    whens = list(_whens(one))
    near = [(gap, when) for when in whens if (gap := words_between(one.text, *_between(one.at, when))) <= _REACH]
    if not near:
        return None
    _, nearest = min(near, key=lambda told: (told[0], -told[1].end))
    whole = [one.at, *(when for when in whens if when.start < nearest.end and nearest.start < when.end)]
    return one.view.span(min(part.start for part in whole), max(part.end for part in whole))


def _between(one: Span, other: Span) -> tuple[int, int]:
    """From the end of the first of two places to the beginning of the second."""
    first, then = sorted((one, other))
    return first.end, max(first.end, then.start)


def _whens(one: OwnMention) -> Iterator[Span]:
    """Where its clause tells when, by words or by a day, which goes up to its last figure."""
    left, right = one.clause
    yield from (found.where for found in _WHEN.finditer(one.text, left, right))
    for day in one.layout.dates_in(*one.sentence):
        end = day.start + _to_last_figure(one.layout.text[day.start : day.end])
        start, last = map(one.view.place, (day.start, end))
        if left <= start < last <= right:
            yield Span(start, last)


def _to_last_figure(words: str) -> int:
    """How many characters of a day's words tell it: "septembre 2026 à" goes on to something else."""
    return max((count for count, letter in enumerate(words.partition("\n")[0], 1) if letter.isdigit()), default=0)


def answer(criterion: Criterion, dossier: ReadDossier) -> Fact:
    """All that the papers say of it, side by side: a person reads which holds."""
    told = dossier.told(criterion)
    return together(criterion.key, [CriterionReading.of(one, one.finding.value, State.FOUND) for one in told])
