"""What one text says: its layout is found once, and every registered extractor reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.documents.sniffing import EML, MSG
from parsers.facts.asked.kinds import KINDS
from parsers.facts.asked.mentioned import find_passages
from parsers.facts.career.career import career_of
from parsers.facts.context.tracing import note_text
from parsers.facts.context.unsettled import doubted_load
from parsers.facts.employer.employer import present_employer
from parsers.facts.experience.echoes import echoed_years
from parsers.facts.experience.stated import stated_years
from parsers.facts.guidance.echoes import echoed_guidance
from parsers.facts.guidance.orientation import find_orientation
from parsers.facts.languages.spoken import find_languages
from parsers.facts.person.person import find_person
from parsers.facts.qualifications.qualifications import qualifications
from parsers.facts.telling.grounds import grounded
from parsers.facts.telling.opposites import opposites
from parsers.facts.telling.service import service_of
from parsers.facts.tenure.doubts import tenure_or_doubt, without_post
from parsers.facts.tenure.echoes import echoed_tenure
from parsers.facts.workload.workload import find_workload, present_loads
from parsers.kinds.notice import is_notice, quotations
from parsers.layout.sections import sections
from parsers.lexicon.vocabulary import expect
from parsers.text.length import as_far_as_understood
from parsers.text.text import Span, folded
from parsers.values.documents import Kind
from parsers.values.evidence import Findings
from parsers.values.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.documents import Document
    from parsers.values.evidence import Evidence, Finding
    from parsers.values.messages import Message

    Extractor = Callable[[Layout], tuple[Finding, ...]]
    CriterionExtractor = Callable[[Layout, Criterion], tuple[Finding, ...]]

ALWAYS: tuple[Extractor, ...] = (find_person, find_languages)
"""Read from every text, whatever the notice asks: the person, languages, the present employer."""

EXTRACTORS: dict[str, Extractor] = {
    "tenure": tenure_or_doubt,
    "orientation": find_orientation,
    "qualifications": qualifications,
    "experience": stated_years,
}
"""By the name that a criterion of the notice gives (`Criterion.extractor`); `workload` shares its loads, below."""

ECHOES: dict[str, Callable[[Layout], Iterator[Finding]]] = {
    "tenure": echoed_tenure,
    "orientation": echoed_guidance,
    "experience": echoed_years,
}
"""What shows again what the extractor of the same name finds, and decides nothing."""

BY_CRITERION: dict[str, CriterionExtractor] = {
    "passages": find_passages,
    **{name: kind.find for name, kind in KINDS.items() if kind.find},
}
"""Those that need the criterion itself: `passages` and its terms, and the kinds that have parameters."""

KEYS: dict[str, str | None] = {
    "tenure": "tenure",
    "orientation": "orientation",
    "qualifications": "qualifications",
    "experience": "experience_years",
    "workload": "workload",
    "passages": None,
    **dict.fromkeys(KINDS),
}
"""By extractor, the criterion's key that it answers; None: whichever key has it."""


def find_in_document(document: Document, *, criteria: Sequence[Criterion]) -> Findings:
    """All that a readable document says, as far as its text is understood."""
    if not document.readable or not document.text.strip():
        return Findings()
    text = as_far_as_understood(document.text)
    expect(folded(text).text)
    if is_notice(text):
        return Findings()
    layout = sections(text, document.pages, ignored=(*_sender(document), *quotations(text)))
    letter = None if document.kind is Kind.CV else layout.letter
    about = replace(layout, kind=document.kind, filename=document.filename, language=document.language, letter=letter)
    return _find(about, criteria)


def _sender(document: Document) -> Iterator[Span]:
    """The line of an attached mail that tells who wrote it: whoever that is, it is no word of theirs."""
    if document.media_type in {EML, MSG}:
        yield Span(0, len(document.text.partition("\n")[0]))


def find_in_body(message: Message, *, criteria: Sequence[Criterion]) -> Findings:
    """All that the applicant's own words and signature in the mail's body say."""
    body = message.body
    expect(folded(body.text).text)
    foreign = [
        Span(stretch.start, stretch.end)
        for stretch in body.stretches
        if stretch.voice not in {Voice.OWN, Voice.SIGNATURE}
    ]
    layout = sections(body.text, ignored=[*foreign, *quotations(body.text)])
    return _find(replace(layout, language=message.language), criteria)


def _find(layout: Layout, criteria: Sequence[Criterion]) -> Findings:
    """Every extractor's findings, those out of somebody else's words left out."""
    note_text(layout)
    names = {criterion.extractor for criterion in criteria}
    names |= {kind.source for name, kind in KINDS.items() if name in names and kind.source}
    entries, loads = career_of(layout).entries, present_loads(layout)
    facts = [fact for extractor in ALWAYS for fact in extractor(layout)]
    people = [fact for fact in facts if fact.key == "name" and fact.value]
    owner = max(people, key=lambda fact: fact.certainty, default=None)
    facts += present_employer(layout, entries, loads, owner=owner.value if owner else "")
    facts += find_workload(layout, loads) if "workload" in names else ()
    facts += without_post(layout) if names & {"tenure", "workload"} else ()
    facts += [fact for name, extractor in EXTRACTORS.items() if name in names for fact in extractor(layout)]
    facts += [fact for name, echo in ECHOES.items() if name in names for fact in echo(layout)]
    facts += [
        fact
        for criterion in criteria
        if (extractor := BY_CRITERION.get(criterion.extractor))
        for fact in extractor(layout, criterion)
    ]
    if "workload" in names and not any(fact.key == "workload" for fact in facts):
        facts += doubted_load(layout)
    facts += service_of(layout)
    facts += opposites(layout)
    told = (grounded(layout, own) for fact in facts if (own := _own(layout, fact)))
    dated = tuple(replace(entry, evidence=_on_page(layout, entry.evidence)) for entry in entries)
    return Findings(facts=tuple(fact for fact in told if fact), entries=dated)


def _own(layout: Layout, fact: Finding) -> Finding | None:
    """The finding with its pages, or None where its first evidence is somebody else's words.

    One that a doubtful line says is less sure than any other of its kind.
    """
    if fact.evidence and layout.is_ignored(fact.evidence[0].start, fact.evidence[0].end):
        return None
    evidence = tuple(
        _on_page(layout, piece) for piece in fact.evidence if not layout.is_ignored(piece.start, piece.end)
    )
    doubtful = any(piece.doubtful for piece in evidence)
    certainty = fact.certainty * _OF_DOUBTFUL if doubtful else fact.certainty
    return fact if evidence == fact.evidence else replace(fact, evidence=evidence, certainty=certainty)


_OF_DOUBTFUL = 0.5
"""The part that is left of a rule's certainty on a line that the page may show otherwise."""


def _on_page(layout: Layout, piece: Evidence) -> Evidence:
    """The evidence with its page, and whether that may show something else."""
    if not layout.pages:
        return piece
    doubtful = any(page.doubts_letters(piece.start, piece.end) for page in layout.pages)
    number = piece.page if piece.page is not None else layout.page_at(piece.start)
    changed = (number, doubtful) != (piece.page, piece.doubtful)
    return replace(piece, page=number, doubtful=doubtful) if changed else piece
