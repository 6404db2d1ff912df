"""The kind `language`: a language from a level of the CEFR on, told as one, as mother tongue, in words or by a scale.

Words are worth a range of levels: they meet what lies below it, and say the opposite of what lies above it. A language
that is claimed without a level is to verify.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.asked.dossier import CriterionReading, doubted, together
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
    from collections.abc import Iterable, Iterator

    from parsers.facts.asked.dossier import ReadDossier
    from parsers.facts.asked.sentences import OwnMention
    from parsers.facts.telling.merging import SourcedFinding
    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON, Finding
    from parsers.values.profiles import Fact

_RULE, _HOME_RULE = cite("asked.language_denied"), cite("asked.language_of_home")
_HOME_LEADS, _HOME = vocabulary("asked.home_leads"), vocabulary("asked.home")
_SPEAKS_AT, _HOME_BEHIND = vocabulary("asked.speaks_at_home"), vocabulary("asked.home_behind")
_SEVERAL, _BEING = vocabulary("asked.home_several"), vocabulary("languages.being")
_JOINTS, _MARKS = vocabulary("asked.language_joints"), " ,/&():+-"
"""What stands between the languages of one statement, or leads to them."""
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


def find_told(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The first sentence in which the writer says not to speak the language, and the first that tells it of home."""
    note_fact(criterion.finding_key)
    return (*_denials(layout, criterion), *_home(layout, criterion))


def _home(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """A language of the writer's home, or of a bilingual writer: worth as much as one that is spoken fluently."""
    for one in mentions(layout, criterion, _named):
        said = one.said
        if _is_of_home(one) and not (said.negated or said.hypothetical or said.wished):
            state = _FLUENT.against(criterion.from_level)
            return (one.finding(_HOME_RULE, [{"language": criterion.language}], state),)
    return ()


def _is_of_home(one: OwnMention) -> bool:
    """Whether words of home lead the languages that are named with it, or follow them."""
    text, (start, end) = one.text, _run(one)
    if _HOME_LEADS.before(text, start) or _HOME_BEHIND.match(text, end):
        return True
    several = _SEVERAL.before(text, start)
    if several:
        return not text[: several.start()].strip(" -•*") or _BEING.before(text, several.start()) is not None
    home = _HOME.before(text, start)
    speaks = _SPEAKS_AT.before(text, home.start() if home else start)
    return (
        speaks is not None
        and (home or _HOME.match(text, end) or _HOME.before(text, speaks.start(), reach=_COMMA)) is not None
    )


_COMMA = 1
"""So many marks may part "at home" from who speaks there."""


def _run(one: OwnMention) -> Span:
    """From the first to the last of the languages that are named together, with what leads to the first."""
    text = one.text
    runs: list[list[Span]] = []
    for name in names_in(text):
        if not runs or _lead(text, name.start) > runs[-1][-1].end:
            runs.append([])
        runs[-1].append(Span(name.start, name.end))
    run = next(run for run in runs if one.at in run)
    return Span(_lead(text, run[0].start), behind(text, " ,():", run[-1].end))


def _lead(text: str, start: int) -> int:
    """Where the marks and words begin that join or lead to what starts there."""
    while joint := _JOINTS.before(text, bare := len(text[:start].rstrip(_MARKS))):
        start = joint.start()
    return bare


def _denials(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The first sentence in which the writer says not to speak the language."""
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
    levels = list(_levels(criterion, dossier))
    told = [one for one in dossier.told(criterion) if not (_is_home(one) and _any_found(levels))]
    said = [CriterionReading.of(one, one.finding.value, one.finding.state) for one in told]
    fact = together(criterion.key, said + (levels or list(_claims(criterion, dossier))))
    return doubted(fact, (piece for one in levels if _is_mixed(one) for piece in one.evidence))


def _is_home(one: SourcedFinding) -> bool:
    return one.finding.evidence[0].rule == _HOME_RULE


def _any_found(levels: Iterable[CriterionReading]) -> bool:
    """Whether a level is told that meets the criterion: it says more than that the language is one of home."""
    return any(one.state is State.FOUND for one in levels)


def _is_mixed(one: CriterionReading) -> bool:
    """Whether it tells levels of several skills on both sides of the one that is asked."""
    return one.state is State.TO_VERIFY and any("level" in item for item in one.value)


def _levels(criterion: Criterion, dossier: ReadDossier) -> Iterator[CriterionReading]:
    for reading in dossier.readings.get("language_levels", ()):
        for item in reading.finding.value:
            if item["language"] == criterion.language:
                told = worth(item, str(reading.finding.detail.get("lowest", "")))
                yield CriterionReading.of(reading, [item], told.against(criterion.from_level))


def _claims(criterion: Criterion, dossier: ReadDossier) -> Iterator[CriterionReading]:
    """Claims without a level, by the passages that name the language."""
    for reading in (*dossier.readings.get("languages", ()), *dossier.readings.get("other_languages", ())):
        if criterion.language in reading.finding.value:
            yield _claim(criterion, reading)


def _claim(criterion: Criterion, reading: SourcedFinding) -> CriterionReading:
    whole = CriterionReading.of(reading, [{"language": criterion.language}], State.TO_VERIFY)
    own = tuple(one for one in whole.evidence if any(_named(criterion, fold(one.evidence.quote))))
    return whole if not own else CriterionReading(value=whole.value, state=whole.state, evidence=own)


def worth(item: JSON, lowest: str = "") -> Worth:
    """What a stated level is worth, of a language with its level or with the words that tell it.

    `lowest` is the least of the levels of several skills: what lies between it and the best is in doubt.
    """
    if "level" in item:
        at = LEVELS.index(item["level"])
        if lowest:
            return Worth(LEVELS.index(lowest), at)
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
