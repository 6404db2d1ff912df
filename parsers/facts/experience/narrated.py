"""Posts that a sentence tells with their dates: "j'ai enseigné de 2001 à 2009 au Collège …"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.employer.names import without_studies
from parsers.facts.employer.places import place_in
from parsers.facts.experience.sectors import is_school, sector_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold, squeeze_quote
from parsers.values.evidence import Entry, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.dates import DateRange
    from parsers.layout.sections import Layout

_LEAVE = vocabulary("work.leave")
_PART_LEAVE = vocabulary("work.part_leave")
_PASTIME = vocabulary("work.pastimes")
_OTHERWISE = vocabulary("work.no_service", "work.training_bodies")

RULE = cite("experience.narrated")
_SERVED = re.compile(
    r"\b(?:enseign(?:e|ais|ant|ante|er)|j'enseigne|donne cours|prof(?!ession)\w*|institut(?:eur|rice)|"
    r"educat(?:eur|rice)|"
    r"regente?|charge de cours|"
    r"direct(?:eur|rice) (?:d'ecole|de l'ecole|a l'ecole)|en c?pms|au (?:centre )?c?pms|leraar|lerares|lesgegeven|"
    r"les gegeven|gaf les|head of (?:year|department)|headteacher|deputy head|schulleiter(?:in)?|schooldirecteur|"
    r"zorgcoordinator|"
    r"leerkracht|onderwijzer(?:es)?|lehrer(?:in)?|unterrichte\w*|taught|teaching|teacher)\b"
)
_NOT_SERVED = re.compile(
    r"\b(?:nomm\w+|nomin\w+|engag\w+|definiti\w+|benoemd|ernannt|appointed|designe\w*|etudi\w+|eleves? (?:a|au)|"
    r"stages?|benevol\w+|formation|"
    r"diplom\w+|mari|femme|epoux|epouse|enfants|fils|fille|parents|coordin\w+|coordonn\w+|responsable|referent\w*|"
    r"membre|temps partiel|"
    r"mi-temps|quatre[ -]cinquiemes?|4/5|conge|interruption|studeer\w*|studier\w*|studied|man|vrouw|mann|frau|"
    r"husband|wife|collegues?|collega\w*|kolleg\w+|colleagues?)\b"
)
_REPLACING = re.compile(r"\b(?:remplac\w+|interim\w*|vervang\w+|vertret\w+|cover\w*|suppl\w+)\b")
"""A colleague's leave, whose post the applicant held."""
_CLAUSE = re.compile(r"[;:.!?]|\b(?:puis|ensuite|avant de|daarna|danach|then)\b")
_REACH = 110


def narrated(layout: Layout, taken: frozenset[int]) -> Iterator[Entry]:
    """The posts of a stretch of time that sentences tell, apart from dates that begin at an offset of `taken`."""
    for when in layout.dates:
        if when.point or when.first is None or when.precision == "season" or layout.is_ignored(when.start, when.end):
            continue
        if when.start in taken:
            continue
        clause = _clause(layout, when)
        flat = fold(clause.of(layout.text))
        line = layout.line_at(when.start)
        before = fold(layout.text[max(line.start, clause.start - 200) : clause.start])
        served = _SERVED.search(flat) or (_SERVED.search(before) and is_school(flat))
        if _LEAVE.search(flat) and not _PART_LEAVE.search(flat) and not _REPLACING.search(flat):
            yield replace(_entry(layout, when, clause), sector="break")
        elif _PASTIME.search(flat) and not is_school(flat):
            continue
        elif served and not (_NOT_SERVED.search(flat) or _OTHERWISE.search(flat)):
            yield _entry(layout, when, clause)


def _clause(layout: Layout, when: DateRange) -> Span:
    """The part of the sentence around a date, between two turns."""
    sentence, text = layout.sentence_at(when.start), layout.text
    start = max(sentence.start, when.start - _REACH)
    end = min(max(sentence.end, when.end), when.end + _REACH)
    for turn in _CLAUSE.finditer(text, start, when.start):
        start = turn.end()
    turn_after = _CLAUSE.search(text, when.end, end)
    return Span(start, turn_after.start() if turn_after else end)


def _entry(layout: Layout, when: DateRange, clause: Span) -> Entry:
    words = clause.of(layout.text)
    sector = sector_of([words])
    sentence = layout.sentence_at(when.start)
    whole = Span(min(sentence.start, when.start), max(sentence.end, when.end))
    kept = squeeze_quote(layout.text, whole, Span(when.start, when.end))
    return Entry(
        start=when.first,
        end=when.last,
        ongoing=when.ongoing,
        precision=when.precision,
        employer=place_in(without_studies(words)),
        sector="education" if sector == "unknown" else sector,
        evidence=Evidence(
            start=kept.start, end=kept.end, quote=kept.of(layout.text), rule=RULE, page=layout.page_at(kept.start)
        ),
    )
