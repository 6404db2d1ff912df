"""Qualifications held, as the papers word them: titles from a CV's entries and from the sentences of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.evidence import evidence
from parsers.facts.qualifications.columns import study_columns
from parsers.facts.qualifications.items import list_items
from parsers.facts.qualifications.titles import BY_TRAINING, STUDIED, TITLE, leading_title
from parsers.layout.dates.dates import YEAR
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import is_parted, mark_at
from parsers.text.text import PLENTY, Span, fold, folded
from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention

KEY = "qualifications"
_SHORT_COURSE = vocabulary("qualifications.short_course")
_STUDY_HEAD = vocabulary("qualifications.study_head")
_CONTINUED_HEAD = vocabulary("qualifications.continued_head")
_SCHOOL_LEAVING = vocabulary("qualifications.school_leaving")
_IN_PROGRESS = vocabulary("qualifications.in_progress")
_OWNED = vocabulary("qualifications.owned")
_OTHERS = vocabulary("people.family", "qualifications.others")
_GENERAL = vocabulary("qualifications.general")
_INSTITUTION = vocabulary("qualifications.institution")
_GRANTED_BY = vocabulary("qualifications.granted_by")
_AND = vocabulary("qualifications.and")
_STOP = vocabulary("qualifications.stop")
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
    named = not _GENERAL.fullmatch(fold(item.span.of(layout.text)).strip(" .,:;-"))
    return named and not layout.is_ignored(item.span.start, item.span.end)


def _listed(layout: Layout) -> Iterator[_Item]:
    """Titles that lead a line or an entry, under a heading of studies or under none."""
    columns = study_columns(layout)
    for item in list_items(layout):
        section = layout.section_at(item.start)
        flat = folded(layout.text, item.start, item.end)
        if section.heading and item.start < section.start and item.end <= section.heading.end:
            continue
        if _IN_PROGRESS.search(flat.text) or _unfinished(layout, item):
            continue
        under = section.subject == "education" or any(part.start <= item.start < part.end for part in columns)
        certainty = _under(layout, item, flat.text) if under else _elsewhere(layout, item, flat.text)
        if certainty:
            yield _Item(span=item, certainty=certainty, rule=LISTED_RULE)


def _under(layout: Layout, item: Span, flat: str) -> float:
    """How surely an item under a heading of studies is a title: by its name, or because a year stands beside it."""
    if _SCHOOL_LEAVING.search(flat):
        return _LEAVING
    if TITLE.search(flat) or STUDIED.search(flat):
        return _SHORT if _SHORT_COURSE.search(flat) else _NAMED
    head = fold(layout.section_at(item.start).title)
    plain = _STUDY_HEAD.search(head) and not _CONTINUED_HEAD.search(head) and _is_dated(layout, item)
    described = re.search(r"\b[a-zà-ÿ]{3,}", item.of(layout.text))
    named = (
        described
        and len(flat.split()) > 1
        and not (_SHORT_COURSE.search(flat) or _SPOKEN.search(flat) or _SCHOOL.match(flat))
    )
    return _UNNAMED if plain and named else 0.0


def _elsewhere(layout: Layout, item: Span, flat: str) -> float:
    """How surely a line outside of studies is a title: where a title leads it; in a career, where a year stands by."""
    subject = layout.section_at(item.start).subject
    if layout.kind is Kind.LETTER or _in_letter(layout, item) or _SPOKEN.search(flat):
        return 0.0
    if subject in _NOT_HERE:
        certain = subject not in _NEVER and leading_title(flat, most=1) and not STUDIED.match(flat)
        certainty = _DATED if certain and _is_dated(layout, item) else 0.0
    else:
        certainty = _LED if leading_title(flat) else 0.0
    return min(certainty, _LEAVING) if _SCHOOL_LEAVING.search(flat) else certainty


def _is_dated(layout: Layout, item: Span) -> bool:
    """Whether a year stands on an item's line."""
    return bool(YEAR.search(layout.line_at(item.start).of(layout.text)[:_REACH]))


_SPOKEN = vocabulary("people.i")
"""A sentence of the writer's: `_told` reads it."""
_SCHOOL = vocabulary("school.places", "school.universities")


_OPEN = re.compile(r"(?:202[4-9] ?(?:[-–—>]|->)|(?:19|20)\d\d ?[-–—>]? ?(?:\.{2,3}|…))[ \t]*:?[ \t]*$")
"""A range without an end before a title: "2024 –"; behind an older year a dash only parts it from the title."""


def _unfinished(layout: Layout, item: Span) -> bool:
    """Whether its date runs on, or lies after the latest papers can tell ("2024 – …")."""
    row = max(layout.text.rfind("\n", 0, item.start) + 1, item.start - 60)
    if _OPEN.search(layout.text[row : item.start]):
        return True
    return any(when.ongoing for when in layout.dates_in(row, min(item.end, item.start + _REACH)))


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
        for title, trained in islice(_titles(flat.text), PLENTY):
            chained = reached > 0 and title.start() - reached < _CHAIN and _is_chain(flat.text, reached, title.start())
            if title.start() < reached or not _is_claimed(flat.text, title, owned=chained or trained):
                continue
            reached = _phrase_end(flat.text, title.end())
            leaving = _SCHOOL_LEAVING.match(flat.text, title.start())
            certainty = _LEAVING if leaving and leaving.end() <= title.end() else _TOLD
            yield _Item(span=flat.span(title.start(), reached), certainty=certainty, rule=TOLD_RULE)


def _titles(flat: str) -> Iterator[tuple[Mention, bool]]:
    """The titles that a sentence names, in order, each with whether it is a profession by training."""
    titles = [(title, False) for title in TITLE.finditer(flat)]
    trained = [(title, True) for title in BY_TRAINING.finditer(flat)]
    return iter(sorted([*titles, *trained], key=lambda found: found[0].start()))


def _is_claimed(flat: str, title: Mention, *, owned: bool) -> bool:
    """Whether a sentence claims a title for the applicant: what stands before says so, or `owned` does."""
    start, end = title.start(), title.end()
    if not owned and not _is_owned(flat, start):
        return False
    if _OTHERS.search(flat, max(0, start - _BEFORE), start):
        return False
    return not (_IN_PROGRESS.search(flat, max(0, start - 40), start) or _IN_PROGRESS.search(flat, end, end + 90))


_BEFORE = 80
_LED_BY = re.compile(r"\W*|.*: (?:une? |l'|een |eine? )?|apres (?:une? |mon |ma |mes |des )(?:etudes d\W?\w* )?")
"""What may stand before a title at a sentence's beginning, or behind a colon."""


def _is_owned(flat: str, at: int) -> bool:
    """Whether what stands before a title claims it: "je possède un", "titulaire d'une"."""
    if _LED_BY.fullmatch(flat, 0, at):
        return True
    claims = _OWNED.finditer(flat, max(0, at - 60), at)
    return any(not is_parted(flat, ".;!?", claim.end(), at) for claim in claims)


def _is_chain(flat: str, start: int, end: int) -> bool:
    """Whether "and" or a comma leads from one title of a claim to the next."""
    return "," in flat[start:end] or bool(_AND.search(flat, start, end))


_CHAIN = 45
"""A further title of the same claim stands no farther behind the one before, in characters."""


def _phrase_end(flat: str, at: int) -> int:
    """Where the words of a title end: at a mark, or at a word that leads on."""
    most = min(len(flat), at + _ITEM_LIMIT)
    stop = _STOP.search(flat, at, most)
    end = min(mark_at(flat, ",;.!?:()", at, most), stop.start() if stop else most)
    return at + len(flat[at:end].rstrip())


def _finding(layout: Layout, item: _Item) -> Finding:
    sentence = layout.sentence_at(item.span.start)
    whole = Span(min(sentence.start, item.span.start), max(sentence.end, item.span.end))
    focus = Span(item.span.start, min(item.span.end, item.span.start + 200))
    return Finding(
        key=KEY,
        value=[_worded(item.span.of(layout.text))],
        state=State.FOUND,
        evidence=(evidence(layout, whole, focus, item.rule),),
        certainty=item.certainty,
    )


def _worded(words: str) -> str:
    """The title without its school and year, on one line."""
    line = re.sub(r"(?<=[a-zà-ÿ])-\s*\n\s*(?=[a-zà-ÿ])", "", words)
    line = re.sub(r"\s+", " ", line).strip(" ,;.·–—-")
    flat = folded(line)
    cut = _granted_at(flat.text)
    if cut > 8:
        line = line[: flat.span(cut, len(flat.text)).start].strip(" ,;.(–—-")
    return line[:_ITEM_LIMIT].strip()


def _granted_at(flat: str) -> int:
    """Where a title leaves off and who granted it begins: behind a mark or "de l'"; 0 where it does not."""
    for school in _INSTITUTION.finditer(flat):
        if joined := _GRANTED_BY.before(flat, school.start()):
            return joined.start()
        if flat[: school.start()].rstrip()[-1:] in {",", "(", "-", "–"}:
            return len(flat[: school.start()].rstrip()) - 1
    return 0
