"""Qualifications held, as the papers word them: titles from a CV's entries and from the sentences of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.layout.dates import dates
from parsers.text import Span, fold, folded, squeeze_quote
from parsers.values import Evidence, Finding, State
from parsers.words.qualification import (
    IN_PROGRESS,
    INSTITUTION,
    OTHERS,
    OWNED,
    SCHOOL_LEAVING,
    TITLE,
    TITLE_START,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

KEY = "qualifications"
LISTED_RULE = "qualifications.listed/1"
TOLD_RULE = "qualifications.told/1"
_ITEM_LIMIT = 150
_REACH = 250
"""How much of a long item its date is looked for in, in characters."""
_LEAD = re.compile(r"^[\s\W\d_]*(?:(?:en|in|depuis|obtenue?|behaald|le|:)\b[\s\W\d]*)?")
_NOT_HERE = frozenset(
    {"experience", "interests", "references", "contact", "personal", "computing", "languages", "volunteering"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """One qualification: its words, and where they stand."""

    span: Span
    certainty: float
    rule: str


def qualifications(layout: Layout) -> tuple[Finding, ...]:
    """The qualifications that the applicant says to hold, those of a CV's list first."""
    items = [*_listed(layout), *_told(layout)]
    return tuple(_finding(layout, item) for item in items if not layout.is_ignored(item.span.start, item.span.end))


def _listed(layout: Layout) -> Iterator[_Item]:
    """Titles that lead a line or an entry, under a heading of studies or under none."""
    for item in _list_items(layout):
        section = layout.section_at(item.start)
        flat = folded(layout.text, item.start, item.end)
        title = TITLE.search(flat.text)
        if section.heading and item.start < section.start and item.end <= section.heading.end:
            continue
        if title is None or IN_PROGRESS.search(flat.text) or _unfinished(layout.text, item):
            continue
        under = section.subject == "education"
        if not under and (section.subject in _NOT_HERE or not TITLE_START.match(flat.text) or _in_letter(layout, item)):
            continue
        certainty = 0.9 if under else 0.6
        if SCHOOL_LEAVING.search(flat.text):
            certainty = 0.3
        yield _Item(span=item, certainty=certainty, rule=LISTED_RULE)


def _list_items(layout: Layout) -> Iterator[Span]:
    """The sentences of the text without the dates and bullets that lead them, cut at institutions."""
    for sentence in layout.sentences:
        for piece in _pieces(layout.text, sentence):
            lead = _LEAD.match(layout.text[piece.start : piece.end])
            start = piece.start + (lead.end() if lead else 0)
            if start < piece.end:
                yield Span(start, piece.end)


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A line with several titles ("Bachelier …, 2004 ; CAP, 2010") as one piece each, rows that were joined apart."""
    begin = sentence.start
    for stop in _BREAK.finditer(text, sentence.start, sentence.end):
        rest = _LEAD.sub("", text[stop.end() : sentence.end][:60])
        if _NEW_ROW.match(stop.group()) or TITLE_START.match(fold(rest)):
            yield Span(begin, stop.start())
            begin = stop.end()
    yield Span(begin, sentence.end)


_BREAK = re.compile(r"\s;\s|;\s|\t|\n\s*(?:\(|(?:19|20)\d\d|\d\d[/.]|\w+\.?(?=\s{3,}))|\n")
_NEW_ROW = re.compile(r"\n\s*\S")
"""A line end before a bracket, a date or a column: what follows is a row of its own."""


def _unfinished(text: str, item: Span) -> bool:
    """Whether its date runs on, or lies after the latest papers can tell ("2024 – …")."""
    row = max(text.rfind("\n", 0, item.start) + 1, item.start - 60)
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
        for title in TITLE.finditer(flat.text):
            before = flat.text[max(0, title.start() - 90) : title.start()]
            after = flat.text[title.end() : title.end() + 100]
            if (
                not OWNED.search(before[-60:])
                or OTHERS.search(before[-80:])
                or IN_PROGRESS.search(before[-40:] + " | " + after[:90])
            ):
                continue
            end = _phrase_end(flat.text, title.end())
            certainty = 0.3 if SCHOOL_LEAVING.match(title.group()) else 0.7
            yield _Item(span=flat.span(title.start(), end), certainty=certainty, rule=TOLD_RULE)


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
