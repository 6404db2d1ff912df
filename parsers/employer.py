"""The present employer: of the post that goes on, or as a sentence in the present tense names it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from parsers.places import institution_in, place_in
from parsers.sectors import is_school
from parsers.sectorwords import NO_SERVICE
from parsers.text import Span, fold, folded, squeeze_quote
from parsers.values import Evidence, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.sections import Layout
    from parsers.text import Folded
    from parsers.values import Entry

KEY = "current_employer"
ENTRY_RULE = "employer.entry/1"
TOLD_RULE = "employer.told/1"
HEADED_RULE = "employer.headed/1"

_VERB = (
    r"(?:j'(?:enseigne|exerce|assure|occupe|officie|interviens|accompagne)|je (?:suis(?! (?:ne|nee|entree?|"
    r"passee?|sortie?|alle)\b)|travaille|"
    r"dirige|donne cours|preste|coordonne|fais partie)|mon employeur|ik (?:werk|geef|ben|sta|coordineer)|(?:werk|"
    r"geef|sta|ben|leid) ik|"
    r"mijn werkgever|ich (?:unterrichte|arbeite|bin|leite)|(?:unterrichte|arbeite|leite|bin) ich|mein arbeitgeber|"
    r"i (?:am|work|teach|currently|have been teaching)|my employer|"
    r"(?:mon|ma|notre|mijn|onze|meiner?|unserer?|my|our) (?:ecole|athenee|lycee|college|institut|centre|"
    r"etablissement|school|schule|"
    r"p\.?m\.?s\.?|cpms))"
)
_OTHER_VERB = (
    r"(?:je (?!suis|voudrais|souhait|aimerais|desir|esper|postul|pos|connais|collabor|rencontr|visit|recois|"
    r"remerci|habit|vais|irai|serai|"
    r"pourrais|peux|rejoin|accueill|invit|veux|sais|crois|pense|vous|me permets|n)|j'(?!ai|avais|etais|aimerais|"
    r"espere|envoie|habite|accueille|"
    r"invite|apprecie|aime))[a-z]+"
)
_ROLE = (
    r"(?:actuellement|aujourd'hui|momenteel|thans|derzeit|zurzeit|currently|titulaire|profs?|professeure?|"
    r"enseignante?|"
    r"institut(?:eur|rice)|educat(?:eur|rice)|direct(?:eur|rice)|regente?|psychologue|assistante? sociale?|"
    r"auxiliaire|infirmiere|logopede|"
    r"conseill(?:er|ere)|(?:engagee?|nommee?|affectee?|detachee?|en fonction|en poste|etd)|leraar|lerares|"
    r"leerkracht|onderwijzer(?:es)?|"
    r"lehrer(?:in)?|teacher)"
)
_PRESENT = re.compile(rf"\b(?P<person>{_VERB})\b|\b(?P<other>{_OTHER_VERB})\b|(?:^|, |; |: |- )(?P<role>{_ROLE})\b")
_WHERE = re.compile(
    r",? (?:ou|dans (?:lequel|laquelle)|waar|wo|where) (?:j'(?:enseigne|exerce|occupe|officie)|je (?:travaille|"
    r"suis|donne|dirige|preste)|"
    r"ik (?:werk|les ?geef|sta|nu)|ich (?:arbeite|unterrichte|tatig)|i (?:work|teach|am))"
)
_LABEL = re.compile(
    r"(?:^\W*|- |; |\| )(?:employeur|pouvoir organisateur|etablissement|ecole|affectation|lieu de travail|"
    r"(?:fonction|poste|"
    r"emploi|situation)s? (?:actuelle?s?|presente?)|"
    r"werkgever|school|huidige (?:functie|werkgever)|arbeitgeber|dienststelle|derzeitige (?:stelle|funktion)|"
    r"employer|current (?:post|position|employer))[^:]{0,20}: "
)
_PAST = re.compile(
    r"\b(?:j'ai (?:enseigne|travaille|ete|donne|commence|debute|exerce|quitte|etudie|suivi|obtenu)|j'etais|"
    r"anciens?|ancienne|auparavant|jadis|j'enseignais|je travaillais|jusqu'en|a l'epoque|"
    r"vroeger|voordien|werkte|studeerde|fruher|zuvor|arbeitete|unterrichtete|studierte|formerly|previously|"
    r"used to|worked|taught|studied|"
    r"diplomee? d[eu']|etudiante? (?:a|au)|eleve (?:a|au)|stages?|etudes|visit\w+)\b"
)
_OTHERS = re.compile(
    r"\b(?:mon|ma|mes|notre|sa|son) (?:mari|femme|epou\w+|compa\w+|conjointe?|pere|mere|frere|soeur|fils|fille|"
    r"enfants?|collegues?|amie?|eleves|parents)\b|"
    r"\bmijn (?:man|vrouw|partner|vader|moeder|kinderen|zoon|dochter)\b|\bmeine? (?:mann|frau|vater|mutter|kinder|"
    r"tochter|sohn)\b|\bmy (?:husband|wife|partner|son|daughter|children)\b"
)
_REACH = 130
"""How far after its verb or role an employer may be named, in characters."""


def present_employer(layout: Layout, entries: Sequence[Entry]) -> tuple[Finding, ...]:
    """Who employs the applicant today, the surest reading first."""
    return (
        *_ongoing(entries),
        *_unnamed(entries),
        *_last(entries),
        *_under_heading(layout),
        *_told(layout),
        *_signed(layout),
        *_headed(layout, entries),
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
        certainty += 0.05 * (entry.load or 0) - 0.005 * min(number, 9)
        yield Finding(
            key=KEY,
            value=entry.employer,
            state=State.FOUND,
            evidence=(_as(entry.evidence, ENTRY_RULE),),
            certainty=certainty,
        )


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
            if section.start <= line.start < section.end and (name := place_in(line.of(layout.text))):
                yield _finding(layout, line, name, certainty=0.8, rule=HEADED_RULE)
                return


_PRESENT_TITLE = re.compile(
    r"\b(?:actuel\w*|presente?s?|aujourd'hui|en cours|huidige?|momenteel|derzeitig\w*|derzeit|aktuell\w*|heute|"
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
        if layout.in_subject(sentence.start, "education", "references", "interests") or _is_past_entry(
            layout, sentence
        ):
            continue
        flat = folded(layout.text, sentence.start, sentence.end)
        for reading in (_labelled, _where, _present):
            told = reading(layout.text, sentence, flat)
            if told:
                yield _finding(layout, sentence, told[0], certainty=told[1], rule=TOLD_RULE)
                break


def _is_past_entry(layout: Layout, sentence: Span) -> bool:
    """Whether a sentence belongs to an entry of the career that is over."""
    return any(e.start <= sentence.start < e.end and not e.when.ongoing for e in layout.entries)


def _labelled(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    label = _LABEL.search(flat.text)
    if label is None:
        return None
    begin = flat.span(label.start(), label.end()).end
    name = place_in(text[: sentence.end], begin) or institution_in(text, begin, sentence.end)
    if name is None and _EMPLOYER_LABEL.search(label.group()):
        first = re.match(r"\s*([A-ZÀ-Ý][^,;(\n–]{2,60})", text[begin : sentence.end])
        name = first[1].strip() if first else None
    return (name, 0.75) if name else None


_EMPLOYER_LABEL = re.compile(r"employeur|etablissement|ecole|werkgever|school|arbeitgeber|dienststelle|employer")


def _where(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that "où je travaille" follows: the last one named before it."""
    hinge = _WHERE.search(flat.text)
    if hinge is None:
        return None
    end = flat.span(hinge.start(), hinge.end()).start
    acronym = re.search(r"\b[A-Z]{3,8}(?:[ -][A-Z][\w'’-]+)*$", text[sentence.start : end])
    if acronym:
        return acronym.group(), 0.72
    names = [name for at in range(sentence.start, end) if _word_begins(text, at) and (name := place_in(text[:end], at))]
    return (names[-1], 0.72) if names else None


def _word_begins(text: str, at: int) -> bool:
    return text[at].isalnum() and (at == 0 or not text[at - 1].isalnum())


def _present(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that follows a verb or a role of the present: a school first, else what "au sein de" names."""
    readings = []
    for present in _PRESENT.finditer(flat.text):
        clause = flat.text[max(0, present.start() - 70) : present.end() + _REACH]
        if _PAST.search(clause) or _OTHERS.search(flat.text[: present.end()]):
            continue
        begin = flat.span(present.start(), present.end()).start
        end = min(sentence.end, begin + _REACH + 60)
        certainty = 0.7 if present["person"] else 0.5
        if name := place_in(text[:end], begin):
            readings.append((name, certainty))
        elif present["person"] and (name := _before(text, sentence, begin)):
            readings.append((name, 0.6))
        elif not present["other"] and (name := institution_in(text, begin, end)):
            readings.append((name, certainty - 0.05))
    return max(readings, key=lambda reading: reading[1], default=None)


def _before(text: str, sentence: Span, verb: int) -> str | None:
    """The school that a sentence begins with: "Au collège …, j'enseigne", "C'est à l'école de … que je travaille"."""
    opening = _OPENING.match(text, sentence.start, verb)
    return place_in(text[:verb], opening.end()) if opening else None


_OPENING = re.compile(
    r"\W*(?:[Cc]['’]est |[Aa]ctuellement,? )?(?:[ÀàA] (?:l['’]|la )?|[Aa]u |[Dd]ans |[Ii]n |[Aa]an |[Aa]m |[Aa]n |[Aa]t )"
)


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


def _finding(layout: Layout, sentence: Span, name: str, *, certainty: float, rule: str) -> Finding:
    text = layout.text
    at = max(text.find(name[:20], sentence.start, sentence.end), sentence.start)
    kept = squeeze_quote(text, sentence, Span(at, min(at + len(name), sentence.end)))
    evidence = Evidence(start=kept.start, end=kept.end, quote=kept.of(text), rule=rule, page=layout.page_at(kept.start))
    return Finding(key=KEY, value=name, state=State.FOUND, evidence=(evidence,), certainty=certainty)
