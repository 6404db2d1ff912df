"""The present employer: of the post that goes on, or as a sentence in the present tense names it."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from parsers.facts.employercolumns import beside_present
from parsers.facts.employernames import names_other
from parsers.facts.employertold import labelled, present, where
from parsers.facts.places import guidance_body_in, is_function, is_network, is_sort_alone, place_in
from parsers.facts.sectors import is_school
from parsers.text import Span, fold, folded, squeeze_quote
from parsers.values import Evidence, Finding, State
from parsers.words.sector import MENTORS, NO_SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.workload import Load
    from parsers.layout.sections import Layout
    from parsers.values import Entry

KEY = "current_employer"
ENTRY_RULE = "employer.entry/1"
TOLD_RULE = "employer.told/1"
HEADED_RULE = "employer.headed/1"
BESIDE_RULE = "employer.beside/1"
LOAD_RULE = "employer.load/1"
_NETWORK_ONLY = 0.3
"""How sure a network is as the employer of somebody whose school may be told elsewhere."""


def present_employer(layout: Layout, entries: Sequence[Entry], loads: Sequence[Load]) -> tuple[Finding, ...]:
    """Who employs the applicant today, the surest reading first; `loads` are the text's present ones."""
    return (
        *_ongoing(entries),
        *_unnamed(entries),
        *_last(entries),
        *_under_heading(layout),
        *_with_load(layout, loads),
        *_told(layout),
        *_beside(layout),
        *_signed(layout),
        *_headed(layout, entries),
        *_headline(layout),
    )


def _ongoing(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Posts that go on: education before the rest, a greater load before a smaller, the first named first."""
    for number, entry in enumerate(entries):
        if not entry.ongoing or not entry.employer or entry.sector == "break":
            continue
        served = entry.sector in {"education", "cpms"}
        certainty = (0.9 if place_in(entry.employer) else 0.6) if served else 0.45
        if not served and NO_SERVICE.search(fold(entry.evidence.quote)):
            certainty = 0.25
        seconded = _SECONDED.search(fold(entry.evidence.quote))
        if seconded and is_network(entry.employer):
            certainty = 0.8
        elif is_network(entry.employer) or is_sort_alone(entry.employer) or MENTORS.search(fold(entry.evidence.quote)):
            certainty = _NETWORK_ONLY
        certainty += 0.05 * (entry.load or 0) - 0.005 * min(number, 9)
        yield Finding(
            key=KEY,
            value=entry.employer,
            state=State.FOUND,
            evidence=(_as(entry.evidence, ENTRY_RULE),),
            certainty=certainty,
        )


_SECONDED = re.compile(
    r"\b(?:conge pour mission|detachee?|en mission|mise a disposition|gedetacheerd|abgeordnet|seconded)\b"
)
"""Who is seconded to a network works there."""


def _unnamed(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Of an ongoing post whose school is not named: the school of the post beside it."""
    service = [entry for entry in entries if entry.sector in {"education", "cpms"}]
    for at, entry in enumerate(service):
        beside = [other for other in (*reversed(service[:at]), *service[at + 1 :]) if other.employer]
        if entry.ongoing and not entry.employer and beside:
            evidence = (_as(entry.evidence, ENTRY_RULE), _as(beside[0].evidence, ENTRY_RULE))
            yield Finding(key=KEY, value=beside[0].employer, state=State.FOUND, evidence=evidence, certainty=0.42)


def _last(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Of a career that names no ongoing post: the one that ends last ("2025-2026").

    `detail["until"]` says when; whether that is the present, only the cutoff can tell.
    """
    ended = [entry for entry in entries if entry.end and entry.employer and entry.sector in {"education", "cpms"}]
    if not ended or any(entry.ongoing for entry in entries):
        return
    latest = max(ended, key=lambda entry: entry.end or date.min)
    if latest.end:
        evidence = (_as(latest.evidence, ENTRY_RULE),)
        detail = {"until": latest.end.isoformat()}
        yield Finding(
            key=KEY, value=latest.employer, state=State.FOUND, evidence=evidence, certainty=0.4, detail=detail
        )


def _under_heading(layout: Layout) -> Iterator[Finding]:
    """The first school or centre under a heading that speaks of the present ("Situation actuelle")."""
    for section in layout.sections:
        if not _PRESENT_TITLE.search(fold(section.title)):
            continue
        for line in layout.lines:
            if section.start <= line.start < section.end and (name := _place_or_body(line.of(layout.text))):
                yield _finding(layout, line, name, certainty=0.8, rule=HEADED_RULE)
                return


def _place_or_body(text: str) -> str | None:
    return guidance_body_in(text) or place_in(text)


def _with_load(layout: Layout, loads: Sequence[Load]) -> Iterator[Finding]:
    """The schools whose present loads are told ("Athénée royal de Thuin : 10/22"), the greatest load first."""
    for load in loads:
        start = max(layout.line_at(load.focus.start).start, load.span.start)
        before = re.split(r"[;|]", layout.text[start : load.focus.start])[-1]
        if name := place_in(before):
            line = Span(load.focus.start - len(before), load.focus.end)
            yield _finding(layout, line, name, certainty=0.5 + 0.1 * load.mention.value, rule=LOAD_RULE)


_PRESENT_TITLE = re.compile(
    r"\b(?:en ce moment|maintenant|actuel\w*|nu|jetzt|zur zeit|today|presente?s?|aujourd'hui|en cours|huidige?|"
    r"momenteel|derzeitig\w*|derzeit|aktuell\w*|heute|"
    r"current|present|now)\b"
)


def _signed(layout: Layout) -> Iterator[Finding]:
    """The school or centre in a signature."""
    letter = layout.letter
    if letter is None or letter.signature.end <= letter.signature.start:
        return
    for line in layout.lines:
        if letter.signature.start <= line.start < letter.signature.end and (name := place_in(line.of(layout.text))):
            yield _finding(layout, line, name, certainty=0.45, rule=TOLD_RULE)
            return


def _as(evidence: Evidence, rule: str) -> Evidence:
    return Evidence(start=evidence.start, end=evidence.end, quote=evidence.quote, rule=rule, page=evidence.page)


def _told(layout: Layout) -> Iterator[Finding]:
    """Sentences of the present: "je suis professeur à …", "le lycée où j'enseigne", "Employeur : …"."""
    for sentence in layout.sentences:
        if layout.in_subject(sentence.start, "education", "references", "interests") or _is_addressed(layout, sentence):
            continue
        flat = folded(layout.text, sentence.start, sentence.end)
        for reading in (labelled,) if _is_past_entry(layout, sentence) else (labelled, where, present):
            told = reading(layout.text, sentence, flat)
            if told:
                yield _finding(layout, sentence, told[0], certainty=told[1], rule=TOLD_RULE)
                break


def _beside(layout: Layout) -> Iterator[Finding]:
    """The school that stands in the column of a date that goes on, a line or two above or below it."""
    for line, name in beside_present(layout):
        yield _finding(layout, line, name, certainty=0.62, rule=BESIDE_RULE)


def _is_addressed(layout: Layout, sentence: Span) -> bool:
    """Whether a line belongs to the address of the one who is written to: his or her school is not the writer's."""
    above = layout.text[max(0, sentence.start - 90) : sentence.start].rstrip("\n").rsplit("\n", 1)[-1]
    return bool(_ADDRESSEE.match(fold(above).strip()))


_ADDRESSEE = re.compile(
    r"(?:a l'attention|t\.? ?a\.? ?v\.?|z\. ?hd|attn|(?:a |aan (?:de )?|an |to )?(?:monsieur|madame|mevrouw|"
    r"meneer|de heer|"
    r"herrn?|frau|mr|mrs|ms|m|mme)\b\.? [a-z])"
)


def _is_past_entry(layout: Layout, sentence: Span) -> bool:
    """Whether a sentence belongs to an entry of the career that is over; a letter's paragraphs are no entries."""
    if layout.letter and layout.letter.salutation.start <= sentence.start < layout.letter.closing.end:
        return False
    last = bisect_right(layout.entries, sentence.start, key=lambda entry: entry.start)
    near = layout.entries[max(0, last - 3) : last]
    return any(sentence.start < entry.end and not entry.when.ongoing for entry in near)


def _headed(layout: Layout, entries: Sequence[Entry]) -> Iterator[Finding]:
    """The first school or centre that a career's section, or the line under the name, names without a date."""
    if any(entry.ongoing and entry.sector in {"education", "cpms"} for entry in entries) or len(layout.sections) < 2:
        return
    for line in layout.lines:
        section = layout.section_at(line.start)
        if (
            section.subject not in {None, "experience", "status", "profile"}
            or layout.letter is not None
            or line.end - line.start > 110
        ):
            continue
        text = line.of(layout.text)
        name = place_in(text) if is_school(text) else None
        if (
            name
            and not _is_past_entry(layout, line)
            and not any(when.start < line.end and line.start < when.end for when in layout.dates)
        ):
            yield _finding(layout, line, name, certainty=0.35, rule=HEADED_RULE)
            return


_HEADLINE = re.compile(
    r"([^·•|–—\n]{4,60}?)(?:\s*[·•|–—]\s*|\s+-\s+|,?\s+(?:au|chez|à la|à l['’])\s*)(\S[^·•|\n]{2,60})"
)


def _headline(layout: Layout) -> Iterator[Finding]:
    """The employer in the line under the name: a function, a mark, and a firm or service ("Conseiller · Forem")."""
    top = layout.lines[:40] if layout.letter is None and len(layout.sections) > 1 else ()
    for line in top:
        if layout.in_subject(line.start, "experience", "education", "references"):
            continue
        told = _HEADLINE.fullmatch(line.of(layout.text).strip())
        if told and is_function(told[1]) and names_other(told[2].split(",")[0]):
            yield _finding(layout, line, told[2].strip(" .,;"), certainty=0.4, rule=HEADED_RULE)
            return


def _finding(layout: Layout, sentence: Span, name: str, *, certainty: float, rule: str) -> Finding:
    text = layout.text
    at = max(text.find(name[:20], sentence.start, sentence.end), sentence.start)
    kept = squeeze_quote(text, sentence, Span(at, min(at + len(name), sentence.end)))
    evidence = Evidence(start=kept.start, end=kept.end, quote=kept.of(text), rule=rule, page=layout.page_at(kept.start))
    sure = min(certainty, _NETWORK_ONLY) if is_network(name) or is_sort_alone(name) else certainty
    return Finding(key=KEY, value=name, state=State.FOUND, evidence=(evidence,), certainty=sure)
