"""Qualifications held, as the papers word them: titles from a CV's entries and from the sentences of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from parsers.dates.dates import dates
from parsers.facts.qualifications.columns import study_columns
from parsers.facts.qualifications.items import list_items
from parsers.rules.registry import cite
from parsers.text.text import PLENTY, Span, fold, folded, squeeze_quote
from parsers.values.documents import Kind
from parsers.values.evidence import Evidence, Finding, State
from parsers.words.papers.qualification import (
    BY_TRAINING,
    CONTINUED_HEAD,
    DIPLOMA_START,
    GENERAL,
    IN_PROGRESS,
    INSTITUTION,
    OTHERS,
    OWNED,
    SCHOOL_LEAVING,
    SHORT_COURSE,
    STUDIED,
    STUDY_HEAD,
    TITLE,
    TITLE_START,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

KEY = "qualifications"
LISTED_RULE = cite("qualifications.listed")
TOLD_RULE = cite("qualifications.told")
_ITEM_LIMIT = 150
_NAMED, _TOLD, _LED, _DATED, _UNNAMED, _SHORT, _LEAVING = 0.9, 0.7, 0.6, 0.5, 0.4, 0.35, 0.3
"""How surely a title is one; those that matter less stand last."""
_REACH = 250
"""How much of a long item its date is looked for in, in characters."""
_NOT_HERE = frozenset(
    {"experience", "interests", "references", "contact", "personal", "computing", "languages", "volunteering"}
)
_NEVER = frozenset({"references", "interests", "volunteering"})
"""Where no title is the writer's, whatever leads the line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """One qualification: its words, and where they stand."""

    span: Span
    certainty: float
    rule: str


def qualifications(layout: Layout) -> tuple[Finding, ...]:
    """The qualifications that the applicant says to hold, those of a CV's list first."""
    items = [*_listed(layout), *_told(layout)]
    return tuple(_finding(layout, item) for item in items if _counts(layout, item))


def _counts(layout: Layout, item: _Item) -> bool:
    """Whether an item is of the applicant's own words, and names a title."""
    named = not GENERAL.fullmatch(fold(item.span.of(layout.text)).strip(" .,:;-"))
    return named and not layout.is_ignored(item.span.start, item.span.end)


def _listed(layout: Layout) -> Iterator[_Item]:
    """Titles that lead a line or an entry, under a heading of studies or under none."""
    columns = study_columns(layout)
    for item in list_items(layout):
        section = layout.section_at(item.start)
        flat = folded(layout.text, item.start, item.end)
        if section.heading and item.start < section.start and item.end <= section.heading.end:
            continue
        if IN_PROGRESS.search(flat.text) or _unfinished(layout.text, item):
            continue
        under = section.subject == "education" or any(part.start <= item.start < part.end for part in columns)
        certainty = _under(layout, item, flat.text) if under else _elsewhere(layout, item, flat.text)
        if certainty:
            yield _Item(span=item, certainty=certainty, rule=LISTED_RULE)


def _under(layout: Layout, item: Span, flat: str) -> float:
    """How surely an item under a heading of studies is a title: by its name, or because a year stands beside it."""
    if SCHOOL_LEAVING.search(flat):
        return _LEAVING
    if TITLE.search(flat) or STUDIED.search(flat):
        return _SHORT if SHORT_COURSE.search(flat) else _NAMED
    head = fold(layout.section_at(item.start).title)
    plain = STUDY_HEAD.search(head) and not CONTINUED_HEAD.search(head) and _is_dated(layout, item)
    described = re.search(r"\b[a-zà-ÿ]{3,}", item.of(layout.text))
    named = (
        described
        and len(flat.split()) > 1
        and not (SHORT_COURSE.search(flat) or _SPOKEN.search(flat) or _SCHOOL.match(flat))
    )
    return _UNNAMED if plain and named else 0.0


def _elsewhere(layout: Layout, item: Span, flat: str) -> float:
    """How surely a line outside of studies is a title: where a title leads it; in a career, where a year stands by."""
    subject = layout.section_at(item.start).subject
    if layout.kind is Kind.LETTER or _in_letter(layout, item) or _SPOKEN.search(flat):
        return 0.0
    if subject in _NOT_HERE:
        certain = subject not in _NEVER and DIPLOMA_START.match(flat) and not STUDIED.match(flat)
        certainty = _DATED if certain and _is_dated(layout, item) else 0.0
    else:
        certainty = _LED if TITLE_START.match(flat) else 0.0
    return min(certainty, _LEAVING) if SCHOOL_LEAVING.search(flat) else certainty


def _is_dated(layout: Layout, item: Span) -> bool:
    """Whether a year stands on an item's line."""
    return bool(_YEAR.search(layout.line_at(item.start).of(layout.text)[:_REACH]))


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPOKEN = re.compile(r"^.{0,40}\b(?:je|j'|ik|ich|i|nous)\b")
"""A sentence of the writer's: `_told` reads it."""
_SCHOOL = re.compile(
    r"(?:haute ecole|universite|institut|ecole|college|lycee|athenee|hogeschool|universit|hochschule|ku |ul)"
)


_OPEN = re.compile(r"(?:202[4-9] ?(?:[-–—>]|->)|(?:19|20)\d\d ?[-–—>]? ?(?:\.{2,3}|…))[ \t]*:?[ \t]*$")
"""A range without an end before a title: "2024 –"; behind an older year a dash only parts it from the title."""


def _unfinished(text: str, item: Span) -> bool:
    """Whether its date runs on, or lies after the latest papers can tell ("2024 – …")."""
    row = max(text.rfind("\n", 0, item.start) + 1, item.start - 60)
    if _OPEN.search(text[row : item.start]):
        return True
    return any(when.ongoing for when in dates(text[row : min(item.end, item.start + _REACH)]))


def _in_letter(layout: Layout, item: Span) -> bool:
    letter = layout.letter
    return letter is not None and letter.above.start <= item.start < letter.closing.end


def _told(layout: Layout) -> Iterator[_Item]:
    """Titles that a sentence claims for the applicant: "je possède mon graduat en … et mon certificat …"."""
    for sentence in layout.sentences:
        if layout.section_at(sentence.start).subject == "education":
            continue
        flat = folded(layout.text, sentence.start, sentence.end)
        reached = 0
        for title in islice(_titles(flat.text), PLENTY):
            between = flat.text[reached : title.start()]
            chained = reached > 0 and len(between) < _CHAIN and bool(_AND.search(between))
            if title.start() < reached or not _is_claimed(flat.text, title, chained=chained):
                continue
            reached = _phrase_end(flat.text, title.end())
            certainty = _LEAVING if SCHOOL_LEAVING.match(title.group()) else _TOLD
            yield _Item(span=flat.span(title.start(), reached), certainty=certainty, rule=TOLD_RULE)


def _titles(flat: str) -> Iterator[re.Match[str]]:
    """The titles that a sentence names, in order."""
    return iter(sorted([*TITLE.finditer(flat), *BY_TRAINING.finditer(flat)], key=lambda match: match.start()))


def _is_claimed(flat: str, title: re.Match[str], *, chained: bool) -> bool:
    """Whether a sentence claims a title for the applicant, by its own words or with the title before it."""
    before, after = flat[max(0, title.start() - 90) : title.start()], flat[title.end() : title.end() + 90]
    owned = chained or title.re is BY_TRAINING or bool(OWNED.search(before[-60:]))
    if not owned or OTHERS.search(before[-80:]):
        return False
    return not IN_PROGRESS.search(f"{before[-40:]} | {after}")


_CHAIN = 45
"""A further title of the same claim stands no farther behind the one before, in characters."""
_AND = re.compile(r"\b(?:et|puis|ainsi que|suivie? d|ensuite|plus|en|und|sowie|dann|and|then|alsook)\b|,")
_PHRASE_STOP = re.compile(
    r"[,;.!?:()]|\b(?:et (?:d'|de |mon |ma |un |une |le |j')|que|qui|obtenue?|depuis|puis|ainsi|je|j'|en \d|"
    r"en (?:19|20)\d\d|dat ik|die ik|und (?:ein|mein)|en (?:een|mijn)|and (?:a|my)|"
    r"which|that|behaald|erworben|de l'universite|de la haute|a l'universite|a la haute|mais|avant|pour|comme)"
)


def _phrase_end(flat: str, at: int) -> int:
    stop = _PHRASE_STOP.search(flat, at, at + _ITEM_LIMIT)
    end = stop.start() if stop else min(len(flat), at + _ITEM_LIMIT)
    return at + len(flat[at:end].rstrip())


def _finding(layout: Layout, item: _Item) -> Finding:
    text = layout.text
    sentence = layout.sentence_at(item.span.start)
    whole = Span(min(sentence.start, item.span.start), max(sentence.end, item.span.end))
    kept = squeeze_quote(text, whole, Span(item.span.start, min(item.span.end, item.span.start + 200)))
    evidence = Evidence(
        start=kept.start, end=kept.end, quote=kept.of(text), rule=item.rule, page=layout.page_at(kept.start)
    )
    return Finding(
        key=KEY, value=[_worded(item.span.of(text))], state=State.FOUND, evidence=(evidence,), certainty=item.certainty
    )


def _worded(words: str) -> str:
    """The title without its school and year, on one line."""
    line = re.sub(r"(?<=[a-zà-ÿ])-\s*\n\s*(?=[a-zà-ÿ])", "", words)
    line = re.sub(r"\s+", " ", line).strip(" ,;.·–—-")
    flat = folded(line)
    school = INSTITUTION.search(flat.text)
    if school and school.start() > 8:
        line = line[: flat.span(school.start(), school.end()).start].strip(" ,;.(–—-")
    return line[:_ITEM_LIMIT].strip()
