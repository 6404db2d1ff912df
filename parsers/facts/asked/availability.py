"""The kind `availability`: from when somebody can begin, in their own words: a day, at once, a notice period.

It is shown with its passage and decides nothing. What somebody is free for but the post, an interview or a call, and
what others are available for, say nothing of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.asked.dossier import CriterionReading, together
from parsers.facts.asked.sentences import mentions
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
_WHOLE, _LEAD, _AHEAD = (vocabulary(f"availability.{name}") for name in ("whole", "lead", "ahead"))
_TRAIL, _MEETING = vocabulary("availability.trail"), vocabulary("availability.meeting")
_MINE = vocabulary("people.own")
_THAT_DAY = vocabulary("availability.that_day")
_REACH = 6
"""Characters between what leads to a day and the day: " du ", " dem "."""
_PIECES = "-–•·|,;:("
"""Marks behind which a line tells another thing of its writer."""


def find_availability(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """What a text says of it, each in its own words; of words within others the longer ones."""
    note_fact(criterion.finding_key)
    said = {words.casefold(): one.finding(_RULE, [words], State.FOUND) for one, words in _all(layout, criterion)}
    longest = (found for words, found in said.items() if not any(words != other and words in other for other in said))
    return tuple(longest)[:EVIDENCE_LIMIT]


def _all(layout: Layout, criterion: Criterion) -> Iterator[tuple[OwnMention, str]]:
    for one in filter(_is_told, mentions(layout, criterion, _said)):
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
    for words in (_WHOLE, _LEAD, _AHEAD, _THAT_DAY):
        yield from (found.where for found in words.finditer(text))


def _is_told(one: OwnMention) -> bool:
    """Whether the writer tells it of the post: by "I", by "my" right before it, or where a piece of a line begins."""
    said = one.said
    begins = not one.text[: one.at.start].rstrip() or one.text[: one.at.start].rstrip()[-1] in _PIECES
    by_writer = begins or said.explicit or _MINE.before(one.text, one.at.start)
    once = any(word.category == "once" and not one.at.start <= word.start < one.at.end for word in said.modifiers)
    return bool(by_writer) and said.own and not (said.negated or once or _MEETING.search(one.text, *one.clause))


def _span(one: OwnMention) -> Span | None:
    """From the words to their end, or to that of the day to which they lead."""
    at = one.view.span(*one.at)
    if _WHOLE.match(one.text, one.at.start, one.at.end):
        return at
    day = next((when for when in one.layout.dates_from(at.start, at.end + _REACH) if when.end > at.end), None)
    if day is None or not (size := _to_last_figure(one.layout.text[at.end : day.end])):
        return None
    last = at.end + size
    if _LEAD.match(one.text, one.at.start, one.at.end):
        return Span(at.start, last)
    ends = (one.view.span(*found.where) for found in _TRAIL.finditer(one.text, one.at.end))
    behind = next((end for end in ends if not one.layout.text[last : end.start].strip(" .")), None)
    return Span(at.start, behind.end) if behind else None


def _to_last_figure(words: str) -> int:
    """How many characters of a day's words tell it: "septembre 2026 à" goes on to something else."""
    return max((count for count, letter in enumerate(words.partition("\n")[0], 1) if letter.isdigit()), default=0)


def answer(criterion: Criterion, dossier: ReadDossier) -> Fact:
    """All that the papers say of it, side by side: a person reads which holds."""
    told = dossier.told(criterion)
    return together(criterion.key, [CriterionReading.of(one, one.finding.value, State.FOUND) for one in told])
