"""The career that a text tells: its dated entries with function, employer and sector."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.employernames import employer_in, function_in
from parsers.facts.narrated import narrated
from parsers.facts.places import place_in
from parsers.facts.sectors import Sector, sector_of
from parsers.layout.orphans import reunited
from parsers.text import Span, fold, squeeze_quote
from parsers.values import Entry, Evidence, Kind
from parsers.words.qualification import TITLE_START
from parsers.words.sector import DEGREE, IDLE, MENTORS, NO_SERVICE, SAME, SCHOOL, STAFF, TEACHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

RULE = "experience.entry/1"
_NO_CAREER = frozenset({"volunteering", "interests", "publications", "references", "annexes"})
"""What these sections date is no post."""
_DOUBTFUL = frozenset({"education", "languages", "computing", "contact", "personal", "skills", "profile"})
"""Sections that a column may have run into: only what names a post counts."""


def career(layout: Layout) -> tuple[Entry, ...]:
    """The posts, breaks and other work that `layout` dates, in the text's order."""
    kept = [(dated, rows) for dated in reunited(layout) if (rows := _post_rows(layout, dated))]
    found: list[Entry] = []
    for number, (dated, rows) in enumerate(kept):
        telling = [entry for entry in found if entry.sector in {"education", "cpms", "other"}]
        before = telling[-1] if telling else _entry_after(layout, kept[number + 1 :])
        sector = _sector(dated, rows, before)
        if _counts_as_career(dated, rows, sector):
            found.append(_entry(layout, dated, sector, _employer(_own_first(layout, dated, rows), before, sector)))
    told = narrated(layout, frozenset(dated.when.start for dated in layout.entries))
    return (*_chained(found), *told)


def _chained(entries: list[Entry]) -> list[Entry]:
    """A career of beginnings only ("2003 : …", "2009 : …"): each post lasts until the next, the last goes on."""
    entries = [_opened(entry, entries) for entry in entries]
    starts = [entry for entry in entries if entry.start and entry.end and _is_point(entry)]
    if len(starts) == 1 and len(entries) > 1:
        return _last_goes_on(entries, starts[0])
    served = sum(entry.sector in {"education", "cpms"} for entry in entries)
    if len(entries) < 2 or len(starts) < len(entries) or served < 2:
        return entries
    ordered = sorted(starts, key=lambda entry: entry.start or date.min)
    ends = {id(a): b.start for a, b in pairwise(ordered)}
    return [
        replace(entry, end=_eve(next_start, entry.precision))
        if (next_start := ends.get(id(entry)))
        else replace(entry, end=None, ongoing=True)
        for entry in entries
    ]


def _opened(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """A post dated by a school year's beginning ("rentrée 1989") lasts until the next one elsewhere, or goes on."""
    if _is_point(entry) and _STILL.search(fold(entry.evidence.quote)):
        return replace(entry, end=None, ongoing=True)
    if entry.sector not in {"education", "cpms"} or not _BEGINNING.match(fold(entry.evidence.quote)):
        return entry
    if entry.ongoing or entry.start is None or not _is_point(entry):
        return entry
    elsewhere = [
        other.start
        for other in entries
        if other.start
        and other.start > entry.start
        and other.employer
        and other.employer != entry.employer
        and not MENTORS.search(fold(other.evidence.quote))
    ]
    return replace(entry, end=_eve(min(elsewhere), "month")) if elsewhere else replace(entry, end=None, ongoing=True)


_STILL = re.compile(
    r"\b(?:(?:encore|toujours) (?:en (?:fonction|poste|place|service)|a ce jour|aujourd'hui)|"
    r"(?:j'y|je) (?:\w+ )?(?:suis|travaille|enseigne) (?:encore|toujours)|"
    r"(?:werk|sta|ben|geef) ik (?:er )?(?:\w+ )?(?:nog (?:steeds|altijd)|vandaag nog)|"
    r"nog (?:steeds|altijd) (?:in dienst|"
    r"werkzaam|actief)|(?:noch (?:immer|heute)|immer noch|bis heute) (?:tatig|beschaftigt|im (?:dienst|amt))|"
    r"i (?:am )?still (?:work|teach|hold|am|in post|employed|there)|still (?:in post|employed|working|teaching))\b"
)
"""A beginning that the words beside it say still lasts: "2014 : début …, où je suis encore en fonction"."""
_BEGINNING = re.compile(r"(?:rentree|schuljahresbeginn|start (?:van het|of the) (?:schooljaar|school year))\b")


def _last_goes_on(entries: list[Entry], point: Entry) -> list[Entry]:
    """A single beginning after the ends of all other posts, in a school or a CPMS, goes on."""
    others = [entry for entry in entries if entry is not point]
    later = all(entry.end and point.start and entry.end <= point.start for entry in others)
    if not later or point.sector not in {"education", "cpms"}:
        return entries
    return [replace(entry, end=None, ongoing=True) if entry is point else entry for entry in entries]


def _eve(following: date, precision: str) -> date:
    """The last day before the next post; between two years alone, the summer's end."""
    return following.replace(month=8, day=31) if precision == "year" else following - timedelta(days=1)


def _is_point(entry: Entry) -> bool:
    """Whether an entry is dated by one year or one month."""
    if entry.start is None or entry.end is None or entry.precision not in {"year", "month", "day"}:
        return False
    return (
        (entry.end - entry.start).days < 366
        and entry.start.year == entry.end.year
        and (entry.precision == "year" or entry.start.month == entry.end.month)
    )


def _post_rows(layout: Layout, dated: DatedEntry) -> list[str]:
    """The rows of an entry that may be a post; none where it is somebody else's words or no career."""
    if layout.is_ignored(dated.when.start, dated.when.end) or not _is_career(layout, dated):
        return []
    return head_rows(layout, dated)


def _entry_after(layout: Layout, rest: Sequence[tuple[DatedEntry, list[str]]]) -> Entry | None:
    """The entry below the first one, which "same school" may mean where the newest stands on top."""
    if not rest:
        return None
    dated, rows = rest[0]
    sector = _sector(dated, rows, None)
    return _entry(layout, dated, sector, _employer(rows, None, sector))


def _sector(dated: DatedEntry, rows: list[str], before: Entry | None) -> Sector:
    known: Sector = "unknown"
    if before is not None and before.sector in {"education", "cpms", "other"}:
        known = before.sector  # type: ignore[assignment]  # one of a Sector's words, just looked at
    told = sector_of(rows, "" if dated.subject in _DOUBTFUL else dated.title, known)
    if told == "unknown" and known == "education" and dated.when.precision == "school_year" and rows:
        return "unknown" if IDLE.search(fold(rows[0])) else "education"
    return told


def _counts_as_career(dated: DatedEntry, rows: Sequence[str], sector: Sector) -> bool:
    single = dated.subject is None and dated.when.point and dated.when.precision not in {"school_year", "season"}
    if (single or dated.subject == "education") and not _is_post(rows, sector):
        return False
    if dated.subject == "education" and _TRAINS_TEACHERS.search(fold(" ".join(rows[:3]))):
        return False
    if dated.subject in _DOUBTFUL and (sector == "unknown" or dated.when.point):
        return False
    return not (dated.subject != "experience" and _is_study(rows))


_TRAINS_TEACHERS = re.compile(
    r"\b(?:hautes? ecoles?|ecole normale|universit\w+|hogeschool|normaalschool|hochschule|lerarenopleiding|"
    r"conservatoire|baccalaureat|bacheliere?|bachelor|"
    r"diplom\w+|niveau [5-8]|eqf|henallux|helmo|uc?louvain|uliege|ulb|unamur|umons|grande? distinction)\b"
)
"""What under a heading of studies makes the name of a post that of a degree: "Institutrice primaire, Haute École"."""


def head_rows(layout: Layout, dated: DatedEntry) -> list[str]:
    """The rows that name the post, without its dates; a row that the margin has cut is whole."""
    text, head, when = layout.text, dated.head, dated.when
    if head.start <= when.start <= head.end:
        pieces = [text[head.start : when.start], text[when.end : head.end]]
    else:
        pieces = [head.of(text)]
    rows: list[str] = []
    for piece in pieces:
        rows.extend(_joined([row for row in re.split(r"[\n\t]|\s{3,}", piece) if row.strip()]))
    if dated.above:
        rows.insert(1, dated.above.of(text))
    rows = [row.strip(" \t–—-:·•,;|()[]\uf0b7") for row in rows]
    return [row for row in rows if sum(c.isalpha() for c in row) > 2]


_OPEN_END = re.compile(
    r"(?:\b(?:à|au|aux|de|du|des|la|le|les|et|en|dans|puis|pour|sur|van|het|de|der|und|für|an|of|the)|,|l['’]|"
    r"d['’])\s*$"
)


def _joined(rows: Sequence[str]) -> list[str]:
    """Rows put together that a margin has cut: at a hyphen, or before a small letter."""
    whole: list[str] = []
    for row in rows:
        hyphen = bool(whole) and whole[-1].rstrip().endswith("-")
        if hyphen or (whole and row.lstrip()[:1].islower() and (len(whole[-1]) > 45 or _OPEN_END.search(whole[-1]))):
            whole[-1] = whole[-1].rstrip() + ("" if hyphen else " ") + row.strip()
        else:
            whole.append(row.strip())
    return whole


def _is_career(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a dated entry may be a post: not in a letter's lines, nor of leisure, nor a diploma's year."""
    when, letter = dated.when, layout.letter
    if layout.kind is Kind.LETTER or dated.subject in _NO_CAREER or when.first is None:
        return False
    if letter is not None and letter.above.start <= when.start < letter.signature.end:
        return False
    if when.point and dated.subject != "experience":
        return dated.subject not in _DOUBTFUL
    return True


def _is_post(rows: Sequence[str], sector: Sector) -> bool:
    """Whether rows under a heading that announces no career name a post in a school or a CPMS all the same."""
    flat = fold(" ".join(rows[:2]))
    return sector in {"education", "cpms"} and bool(TEACHER.search(flat) or STAFF.search(flat))


def _employer(rows: Sequence[str], before: Entry | None, sector: Sector) -> str | None:
    """The employer; "same school" means that of the entry before."""
    same = next((number for number, row in enumerate(rows[:2]) if SAME.search(fold(row))), None)
    if before is not None and before.employer and same is not None and not any(map(place_in, rows[:same])):
        return before.employer
    return employer_in(rows, named_only=sector in {"education", "cpms"})


def _own_first(layout: Layout, dated: DatedEntry, rows: list[str]) -> list[str]:
    """An entry's rows, its own before the line above that may be a group's heading: what it names itself employs."""
    if dated.above is None or len(rows) < 2:
        return rows
    above = fold(dated.above.of(layout.text))[:20]
    return sorted(rows, key=lambda row: fold(row)[:20] == above)


def _is_study(rows: Sequence[str]) -> bool:
    """Whether an entry is a course of study: a sort of school alone, or a degree before any school or post."""
    flat = fold(" ".join(rows[:2]))
    if " " not in flat and SCHOOL.fullmatch(flat):
        return True
    degree, teacher = DEGREE.search(flat[:45]) or TITLE_START.match(flat), TEACHER.search(flat)
    if teacher and degree and teacher.start() < degree.end() and not DEGREE.search(degree.group()):
        return False
    if degree is None or NO_SERVICE.match(flat) or SAME.match(flat):
        return False
    return (teacher is None or degree.start() <= teacher.start()) and not SCHOOL.search(flat[: degree.start()])


def _entry(layout: Layout, dated: DatedEntry, sector: Sector, employer: str | None) -> Entry:
    when = dated.when
    return Entry(
        start=when.first,
        end=when.last,
        ongoing=when.ongoing,
        precision=when.precision,
        function=function_in(head_rows(layout, dated)),
        employer=employer,
        sector=sector,
        evidence=_evidence(layout, dated),
    )


def _evidence(layout: Layout, dated: DatedEntry) -> Evidence:
    """The date with the row or two that name the post."""
    text = layout.text
    span = Span(dated.start, max(min(dated.head.end, dated.start + 280), dated.when.end))
    kept = squeeze_quote(text, span, Span(dated.when.start, dated.when.end))
    return Evidence(start=kept.start, end=kept.end, quote=kept.of(text), rule=RULE, page=layout.page_at(kept.start))
