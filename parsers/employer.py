"""The present employer: of the post that goes on, or as a sentence in the present tense names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.employernames import place_in
from parsers.sectors import is_school
from parsers.text import Span, folded, squeeze_quote
from parsers.values import Evidence, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.sections import Layout
    from parsers.values import Entry

KEY = "current_employer"
ENTRY_RULE = "employer.entry/1"
TOLD_RULE = "employer.told/1"
HEADED_RULE = "employer.headed/1"

_PRESENT = re.compile(
    r"\b(?:j'enseigne|je (?:suis|travaille|dirige|donne cours|preste|coordonne|exerce|fais partie|l'exerce)|"
    r"j'(?:exerce|assure|occupe|officie|anime|accompagne)|actuellement|a ce jour|aujourd'hui|ou je travaille|"
    r"ik (?:werk|geef|ben|sta)|momenteel|thans|tegenwoordig|ich (?:unterrichte|arbeite|bin|leite)|derzeit|zurzeit|"
    r"gegenwartig|i (?:am|work|teach|currently|have taught)|currently|"
    r"titulaire|professeure?|enseignante?|institut(?:eur|rice)|educat(?:eur|rice)|leraar|lerares|lehrer(?:in)?|"
    r"teacher|engagee? a titre|nommee? (?:a titre|par|a l|au)|etd)\b"
)
_PAST = re.compile(
    r"\b(?:j'ai (?:enseigne|travaille|ete|donne|commence|debute|exerce|quitte)|j'etais|ancien(?:ne)?|auparavant|"
    r"avant|jadis|j'enseignais|je travaillais|puis|jusqu'en|jusqu'a|a l'epoque|"
    r"vroeger|voordien|werkte|gaf|was|fruher|zuvor|arbeitete|unterrichtete|war|formerly|previously|used to|worked|"
    r"taught|until|mon mari|ma femme|mon epou\w+|visite|partenariat|eleve (?:a|au)|"
    r"carrefour|stage|etudes|diplome|remerci)\b"
)


def present_employer(layout: Layout, entries: Sequence[Entry]) -> tuple[Finding, ...]:
    """Who employs the applicant today, the surest reading first."""
    return (*_ongoing(entries), *_told(layout), *_headed(layout, entries))


def _ongoing(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Posts that go on: education before the rest, a greater load before a smaller, the first named first."""
    for number, entry in enumerate(entries):
        if not entry.ongoing or not entry.employer or entry.sector == "break":
            continue
        certainty = 0.9 if entry.sector in {"education", "cpms"} else 0.45
        certainty += 0.05 * (entry.load or 0) - 0.005 * min(number, 9)
        yield Finding(
            key=KEY,
            value=entry.employer,
            state=State.FOUND,
            evidence=(_as(entry.evidence, ENTRY_RULE),),
            certainty=certainty,
        )


def _as(evidence: Evidence, rule: str) -> Evidence:
    return Evidence(start=evidence.start, end=evidence.end, quote=evidence.quote, rule=rule, page=evidence.page)


def _told(layout: Layout) -> Iterator[Finding]:
    """Sentences of the present: "je suis professeur à l'athénée royal de …"."""
    for sentence in layout.sentences:
        flat = folded(layout.text, sentence.start, sentence.end)
        present = _PRESENT.search(flat.text)
        if present is None or layout.section_at(sentence.start).subject in {"education", "references"}:
            continue
        begin = flat.span(present.start(), present.end()).start
        name = place_in(layout.text[: sentence.end], begin)
        if not name or _PAST.search(flat.text[: present.start() + 160]):
            continue
        first_person = present.group().startswith(("j'", "je", "ik", "ich", "i "))
        certainty = 0.7 if first_person else 0.5
        yield _finding(layout, sentence, name, certainty=certainty, rule=TOLD_RULE)


def _headed(layout: Layout, entries: Sequence[Entry]) -> Iterator[Finding]:
    """The first school or centre that a career's section, or the line under the name, names without a date."""
    if any(entry.ongoing and entry.sector in {"education", "cpms"} for entry in entries):
        return
    for line in layout.lines:
        section = layout.section_at(line.start)
        if section.subject not in {None, "experience", "status", "profile"} or layout.letter is not None:
            continue
        text = line.of(layout.text)
        name = place_in(text) if is_school(text) else None
        if name and not any(when.start < line.end and line.start < when.end for when in layout.dates):
            yield _finding(layout, line, name, certainty=0.35, rule=HEADED_RULE)
            return


def _finding(layout: Layout, sentence: Span, name: str, *, certainty: float, rule: str) -> Finding:
    text = layout.text
    at = max(text.find(name[:20], sentence.start, sentence.end), sentence.start)
    kept = squeeze_quote(text, sentence, Span(at, min(at + len(name), sentence.end)))
    evidence = Evidence(start=kept.start, end=kept.end, quote=kept.of(text), rule=rule, page=layout.page_at(kept.start))
    return Finding(key=KEY, value=name, state=State.FOUND, evidence=(evidence,), certainty=certainty)
