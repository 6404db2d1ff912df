"""The level of a language as it is stated: one that can be compared (CEFR, mother tongue), or the words as they stand.

Of several skills the best counts, as it does for whether a language is spoken; a finding's detail keeps the lowest.
Two levels of one language beside no
skill, in one text or in two, are to verify.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.facts.context.evidence import evidence
from parsers.facts.languages.levels import ToldLevel, is_cefr, marks
from parsers.facts.languages.names import names_in
from parsers.facts.languages.rows import StatedLevel
from parsers.facts.telling.merging import evidence_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State
from parsers.values.profiles import CEFR, LEVELS, NATIVE, Claim, Fact, are_at_odds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.languages.levels import Mark
    from parsers.facts.languages.rows import LanguageLine, ToldLanguage
    from parsers.facts.telling.merging import SourcedFinding
    from parsers.layout.sections import Layout
    from parsers.text.text import Folded
    from parsers.values.evidence import JSON

KEY = "language_levels"
RULE = cite("languages.level")
_NATIVE = vocabulary("language_levels.native")
_SKILL = vocabulary("languages.speaking", "languages.other_skills")
_WORDS_LIMIT = 45
"""Words of a level that are longer, in characters, are a sentence and no level."""
_JOINING = ("est ", "is ", "ist ", "ass ")


def stated_level(
    layout: Layout, view: Folded, told: ToldLevel, span: Span, *, by_skill: bool = False
) -> StatedLevel | None:
    """What the levels beside a language's name state; `span` is the passage. None where nothing is told."""
    text = view.text
    own = [mark for mark in told.marks if mark.end <= len(text)]
    if not own:
        return None
    own = _up_to_next_name(text, own)
    figures = [text[mark.start : mark.start + 2].upper() for mark in own if is_cefr(text, mark)]
    levels = list(dict.fromkeys(figures))
    whole = Span(min(mark.start for mark in own), max(mark.end for mark in own))
    words = lowest = ""
    if len(levels) > 1 and (_is_by_skill(text, whole, cells=by_skill) or len(figures) > 2):
        levels, lowest, words = [max(levels)], min(levels), _said(layout, view, whole)
    elif _NATIVE.search(text, *whole):
        levels = [NATIVE, *(level for level in levels if are_at_odds((NATIVE, level)))]
    elif not levels and told.words:
        words = _first_said(layout, view, (told.words, whole, Span(own[0].start, own[0].end)))
    return StatedLevel(tuple(levels), words, span, view.span(*whole), lowest) if levels or words else None


def _up_to_next_name(text: str, own: list[Mark]) -> list[Mark]:
    """The levels up to the next language that is named behind one of the CEFR: "Frans B2 - Engels C1"."""
    first = next((mark for mark in own if is_cefr(text, mark)), own[-1])
    other = next(iter(names_in(text[first.end : max(first.end, own[-1].start)])), None)
    return [mark for mark in own if other is None or mark.end <= first.end + other.start]


def _is_by_skill(text: str, levels: Span, *, cells: bool) -> bool:
    """Whether several levels are of several skills: named ones, or cells of a table; "B1/B2" is in doubt."""
    return _SKILL.search(text, *levels) is not None or (cells and "/" not in levels.of(text))


def _first_said(layout: Layout, view: Folded, stretches: Sequence[Span]) -> str:
    """The first of some stretches that is short enough to be a level, as it is written."""
    told = (_said(layout, view, stretch) for stretch in stretches)
    return next((words for words in told if 0 < len(words) <= _WORDS_LIMIT), "")


def _said(layout: Layout, view: Folded, words: Span) -> str:
    """The words of a level as they are written, without what only joins them to a name."""
    stretch = view.span(words.start, min(words.end, len(view.text)))
    said = " ".join(stretch.of(layout.text).split()).strip(" :,;.=-–—/|•")
    said = next((said.removeprefix(joint) for joint in _JOINING if said.startswith(joint)), said)
    if said.startswith("(") or said.count("(") != said.count(")"):
        said = " ".join(said.replace("(", " ").replace(")", " ").split())
    return said


def stated_on(row: LanguageLine, start: int = 0, *, by_skill: bool = False) -> StatedLevel | None:
    """What a row that holds nothing but levels from `start` on states; `by_skill`: each is of another skill."""
    found = tuple(marks(row.view.text, start))
    told = ToldLevel(spoken=True, marks=found, words=Span(found[0].start, found[-1].end) if found else None)
    return stated_level(row.layout, row.view, told, row.span, by_skill=by_skill)


def stated_below(row: LanguageLine, below: Sequence[LanguageLine]) -> StatedLevel | None:
    """What rows of levels below a row that only names a language state of it: one, or one for each skill."""
    found = [one for one in map(stated_on, below) if one]
    if not found:
        return None
    levels = {level for one in found for level in one.levels}
    best = tuple(sorted(levels, key=LEVELS.index))[-1:]
    words = [one.words or one.levels[0] for one in found] if len(levels) > 1 or not levels else []
    span = Span(row.span.start, found[-1].span.end)
    lowest = min((one.lowest or level for one in found for level in one.levels if level in CEFR), default="")
    return StatedLevel(best, ", ".join(words), span, found[0].focus, lowest if len(levels) > 1 else "")


def level_findings(layout: Layout, told: Sequence[ToldLanguage], listed: set[Span]) -> Iterator[Finding]:
    """A finding for each language and level that a text states; `listed` are the passages of lists, which are surer."""
    groups: dict[tuple[str, str], list[tuple[JSON, ToldLanguage, StatedLevel]]] = defaultdict(list)
    for one in told:
        if one.level is not None:
            for item in _items(one.code, one.level):
                groups[_identity(item)].append((item, one, one.level))
    for group in groups.values():
        passages = {level.span: level.focus for _, _, level in reversed(group)}
        pieces = [evidence(layout, span, focus, RULE) for span, focus in sorted(passages.items())[:EVIDENCE_LIMIT]]
        certainty = 0.95 if any(one.span in listed for _, one, _ in group) else 0.75
        value = [_with_words([item for item, _, _ in group])]
        lowest = min((level.lowest for _, _, level in group if level.lowest), default=None)
        yield Finding(
            key=KEY,
            value=value,
            state=State.FOUND,
            evidence=tuple(pieces),
            certainty=certainty,
            detail={"lowest": lowest} if lowest else {},
        )


def _items(code: str, level: StatedLevel) -> Iterator[JSON]:
    """A language's levels as a value holds them."""
    for one in level.levels or ("",):
        item = {"language": code, "level": one, "words": level.words}
        yield {key: told for key, told in item.items() if told}


def _identity(item: JSON) -> tuple[str, str]:
    """What makes two statements the same: the level, or the words where there is none."""
    return str(item["language"]), item.get("level") or fold(item["words"])


def _with_words(items: Sequence[JSON]) -> JSON:
    """The same statement several times as one, with the first words that are told beside it."""
    return next((item for item in items if "words" in item), items[0])


def levels_together(readings: Sequence[SourcedFinding]) -> Fact:
    """What all texts state, newest first. Levels of one language that are at odds are claims, and to verify."""
    ordered = sorted(readings, key=lambda reading: (reading.rank, -reading.finding.certainty))
    groups: dict[tuple[str, str], list[SourcedFinding]] = defaultdict(list)
    for reading in ordered:
        groups[_identity(reading.finding.value[0])].append(reading)
    if not groups:
        return Fact(key=KEY)
    items = {key: _with_words([one.finding.value[0] for one in group]) for key, group in groups.items()}
    comparable: dict[str, set[str]] = defaultdict(set)
    for item in items.values():
        if "level" in item:
            comparable[item["language"]].add(item["level"])
    disputed = {language for language, levels in comparable.items() if are_at_odds(levels)}
    claims = [
        Claim(value=[item], evidence=evidence_of(groups[key]))
        for key, item in items.items()
        if item["language"] in disputed and "level" in item
    ]
    return Fact(
        key=KEY,
        value=list(items.values()),
        state=State.TO_VERIFY if disputed else State.FOUND,
        evidence=evidence_of(ordered),
        claims=tuple(claims),
    )
