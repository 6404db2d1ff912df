"""The kind `language`: a language from a level of the CEFR on, told as one, as mother tongue, in words or by a scale.

Words are worth a range of levels: they meet what lies below it, and say the opposite of what lies above it. A language
that is claimed without a level is to verify.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.asked.dossier import CriterionReading, together
from parsers.facts.asked.sentences import mentions
from parsers.facts.context.tracing import note_fact
from parsers.facts.languages.levels import FILLED, Mark, marks
from parsers.facts.languages.names import names_in
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import behind
from parsers.text.text import Span, fold
from parsers.values.evidence import State
from parsers.values.profiles import CEFR, LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.asked.dossier import ReadDossier
    from parsers.facts.telling.merging import SourcedFinding
    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON, Finding
    from parsers.values.profiles import Fact

_RULE = cite("asked.language_denied")
_DENIED, _NEGATION = vocabulary("asked.language_denied"), vocabulary("language_levels.negation")


class Worth(NamedTuple):
    """From which level to which what is told may be, by their places in `LEVELS`."""

    least: int
    most: int

    def against(self, asked: str) -> State:
        """Whether it meets the level that is asked."""
        wanted = LEVELS.index(asked)
        if self.least >= wanted:
            return State.FOUND
        return State.CONTRARY if self.most < wanted else State.TO_VERIFY


_NOT_KNOWN = vocabulary("language_levels.none")
_FLUENT, _SOME, _BASIC, _NONE = Worth(3, 6), Worth(1, 6), Worth(0, 2), Worth(-1, -1)
"""What words are worth, wide enough that nobody is told too little: fluent is B2 or more, notions are never B2."""
_ANY = Worth(0, 6)
_WORDS = {
    _NOT_KNOWN: _NONE,
    vocabulary("language_levels.basic"): _BASIC,
    vocabulary("language_levels.fluent"): _FLUENT,
}


def find_denials(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The first sentence in which the writer says not to speak the language."""
    note_fact(criterion.finding_key)
    value = [{"language": criterion.language}]
    for one in mentions(layout, criterion, _named):
        if _DENIED.before(one.text, one.at.start) or _NOT_KNOWN.match(one.text, behind(one.text, " :(-", one.at.end)):
            partly = any(_is_strong(one.text, mark) for mark in marks(one.text, one.at.end))
            return (one.finding(_RULE, value, State.TO_VERIFY if partly else State.CONTRARY),)
    return ()


def _named(criterion: Criterion, text: str) -> Iterator[Span]:
    return (Span(name.start, name.end) for name in names_in(text) if name.code == criterion.language)


def answer(criterion: Criterion, dossier: ReadDossier) -> Fact:
    """Levels decide; where none is told, that the language is claimed."""
    denied = [CriterionReading.of(one, one.finding.value, one.finding.state) for one in dossier.told(criterion)]
    levels = list(_levels(criterion, dossier))
    return together(criterion.key, denied + (levels or list(_claims(criterion, dossier))))


def _levels(criterion: Criterion, dossier: ReadDossier) -> Iterator[CriterionReading]:
    for reading in dossier.readings.get("language_levels", ()):
        for item in reading.finding.value:
            if item["language"] == criterion.language:
                yield CriterionReading.of(reading, [item], worth(item).against(criterion.from_level))


def _claims(criterion: Criterion, dossier: ReadDossier) -> Iterator[CriterionReading]:
    """Claims without a level, by the passages that name the language."""
    for reading in (*dossier.readings.get("languages", ()), *dossier.readings.get("other_languages", ())):
        if criterion.language in reading.finding.value:
            yield _claim(criterion, reading)


def _claim(criterion: Criterion, reading: SourcedFinding) -> CriterionReading:
    whole = CriterionReading.of(reading, [{"language": criterion.language}], State.TO_VERIFY)
    own = tuple(one for one in whole.evidence if any(_named(criterion, fold(one.evidence.quote))))
    return whole if not own else CriterionReading(value=whole.value, state=whole.state, evidence=own)


def worth(item: JSON) -> Worth:
    """What a stated level is worth, of a language with its level or with the words that tell it."""
    if "level" in item:
        at = LEVELS.index(item["level"])
        return Worth(at, len(CEFR) if item["level"] == CEFR[-1] else at)
    words = fold(str(item.get("words", "")))
    said = [worth for words_for_it, worth in _WORDS.items() if words_for_it.search(words)]
    if said == [_NONE] or (len(said) == 1 and not _NEGATION.search(words)):
        return said[0]
    if any(_is_full(words, mark) for mark in marks(words)):
        return _FLUENT
    praised = any(_is_strong(words, mark) for mark in marks(words))
    return _SOME if praised and not said and not _NEGATION.search(words) else _ANY


def _is_strong(words: str, mark: Mark) -> bool:
    """Whether a level is praised, or a scale wholly filled; of a part of one nobody knows the level."""
    drawn = words[mark.start : mark.end]
    return mark.kind == "strong" or _is_full(words, mark) or (len(drawn) > 1 and set(drawn) <= set(f"{FILLED} "))


_WHOLE_SCALE = 5
"""So many marks, all of them filled, are a whole scale."""


def _is_full(words: str, mark: Mark) -> bool:
    """Whether a scale ends where the writer stands: "100 %", five stars."""
    drawn = words[mark.start : mark.end].replace(" ", "")
    return drawn.startswith("100") or (len(drawn) >= _WHOLE_SCALE and set(drawn) <= set(FILLED))
