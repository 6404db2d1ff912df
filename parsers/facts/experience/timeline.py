"""The career that a text tells: its dated entries with function, employer and sector."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from parsers.facts.employer.heads import form_of
from parsers.facts.employer.names import employer_in, function_in
from parsers.facts.employer.places import is_function, place_in
from parsers.facts.experience.chains import chained
from parsers.facts.experience.narrated import narrated
from parsers.facts.experience.sectors import Sector, sector_of
from parsers.facts.qualifications.titles import leading_title
from parsers.layout.forms import form_rows
from parsers.layout.head_rows import head_rows, title_rows
from parsers.layout.parted_dates import reunited
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold, squeeze_quote
from parsers.values.documents import Kind
from parsers.values.evidence import Entry, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.facts.employer.heads import Form
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_ANYTHING_ELSE = vocabulary("career.anything_else")
_TRAINS_TEACHERS = vocabulary("career.trains_teachers")
_DEGREE = vocabulary("school.learnt")
_IDLE = vocabulary("work.idle")
_NO_SERVICE = vocabulary("work.no_service")
_POST = vocabulary("school.teachers", "school.staff")
_SAME = vocabulary("work.same")
_SCHOOL = vocabulary("school.places")
_TEACHER = vocabulary("school.teachers")
_UNIVERSITY = vocabulary("school.universities")

RULE = cite("experience.entry")
SERVICE = frozenset({"education", "cpms"})
_NO_CAREER = frozenset({"volunteering", "interests", "projects", "publications", "references", "annexes"})
"""What these sections date is no post."""
_DOUBTFUL = frozenset({"education", "languages", "computing", "contact", "personal", "skills", "profile"})
"""Sections that a column may have run into: only what names a post counts."""


def career(layout: Layout) -> tuple[Entry, ...]:
    """The posts, breaks and other work that `layout` dates, in the text's order."""
    forms = form_rows(layout)
    kept = [(dated, rows) for dated in reunited(layout) if (rows := _post_rows(layout, dated, forms))]
    form = form_of([title_rows(layout, dated) for dated, _ in kept])
    found: list[Entry] = []
    for number, (dated, rows) in enumerate(kept):
        telling = [entry for entry in found if entry.sector in {"education", "cpms", "other"}]
        before = telling[-1] if telling else _entry_after(layout, kept[number + 1 :])
        sector = _sector(dated, rows, before)
        if sector == "unknown" and dated.subject in {"experience", None}:
            sector = _sector_above(layout, dated)
        if _counts_as_career(dated, rows, sector):
            named = _own_first(layout, dated, rows)
            if sector not in SERVICE:
                named = forms.get(dated.when.start) or [*title_rows(layout, dated), *_group(layout, dated)]
            employer = _employer(named, before, sector, form)
            found.append(_entry(layout, dated, rows, (sector, employer)))
    told = narrated(layout, frozenset(dated.when.start for dated in layout.entries))
    return (*chained(found), *told)


def _post_rows(layout: Layout, dated: DatedEntry, forms: Mapping[int, list[str]]) -> list[str]:
    """The rows of an entry that may be a post; none where it is somebody else's words or no career."""
    if layout.is_ignored(dated.when.start, dated.when.end) or not _is_career(layout, dated):
        return []
    return forms.get(dated.when.start) or head_rows(layout, dated)


def _entry_after(layout: Layout, rest: Sequence[tuple[DatedEntry, list[str]]]) -> Entry | None:
    """The entry below the first one, which "same school" may mean where the newest stands on top."""
    if not rest:
        return None
    dated, rows = rest[0]
    sector = _sector(dated, rows, None)
    return _entry(layout, dated, rows, (sector, _employer(rows, None, sector, None)))


def _sector(dated: DatedEntry, rows: list[str], before: Entry | None) -> Sector:
    known: Sector = "unknown"
    if before is not None and before.sector in {"education", "cpms", "other"}:
        known = before.sector  # type: ignore[assignment]  # one of a Sector's words, just looked at
    silent = dated.subject in _DOUBTFUL or any(_ANYTHING_ELSE.match(fold(row)) for row in rows[1:2])
    told = sector_of(rows, "" if silent else dated.title, known)
    if told == "unknown" and known == "education" and dated.when.precision == "school_year" and rows:
        return "unknown" if _IDLE.search(fold(rows[0])) else "education"
    return told


def _sector_above(layout: Layout, dated: DatedEntry) -> Sector:
    """The sector that the undated lines right above an entry tell, where they belong to no other."""
    rows: list[str] = []
    number = bisect_left(layout.lines, dated.start, key=lambda line: line.start)
    taken = any(entry.start < dated.start < entry.end + 2 for entry in layout.entries if entry is not dated)
    while number > 0 and len(rows) < _ROWS_ABOVE and not taken:
        above, below = (
            layout.lines[number - 1],
            layout.lines[number].start if number < len(layout.lines) else dated.start,
        )
        part = layout.section_at(dated.start)
        if above.start < part.start or layout.text.count("\n", above.end, below) > 1:
            break
        if any(when.start < above.end and above.start < when.end for when in layout.dates):
            break
        rows.append(above.of(layout.text))
        number -= 1
    told = sector_of(rows) if rows else "unknown"
    return told if told in {"education", "cpms"} else "unknown"


_ROWS_ABOVE = 3


def _counts_as_career(dated: DatedEntry, rows: Sequence[str], sector: Sector) -> bool:
    single = dated.subject is None and dated.when.point and dated.when.precision not in {"school_year", "season"}
    from_month = dated.subject is None and dated.when.precision in {"day", "month"}
    if (single or dated.subject == "education") and not _is_post(rows, sector, from_month=from_month):
        return False
    if dated.subject == "education" and _TRAINS_TEACHERS.search(fold(" ".join(rows[:3]))):
        return False
    if dated.subject in _DOUBTFUL and (sector == "unknown" or dated.when.point):
        return False
    return not (_is_course(rows) or (dated.subject != "experience" and _is_study(rows)))


def _is_career(layout: Layout, dated: DatedEntry) -> bool:
    """Whether a dated entry may be a post: not in a letter's lines, nor of leisure, nor a diploma's year.

    A letter is dated above its salutation by a day; a range that stands there belongs to a CV that runs on into it.
    """
    when, letter = dated.when, layout.letter
    if layout.kind is Kind.LETTER or dated.subject in _NO_CAREER or when.first is None:
        return False
    if letter is not None and (
        (letter.above if when.point else letter.salutation).start <= when.start < letter.signature.end
    ):
        return False
    if when.point and dated.subject != "experience":
        return dated.subject not in _DOUBTFUL
    return True


def _is_post(rows: Sequence[str], sector: Sector, *, from_month: bool) -> bool:
    """Whether rows under a heading that announces no career name a post in a school or a CPMS all the same.

    What begins in a month of its own, with a school and no degree, is one; a diploma's year tells no month.
    """
    flat = fold(" ".join(rows[:2]))
    if sector not in {"education", "cpms"}:
        return False
    return _POST.search(flat) is not None or (from_month and not _DEGREE.search(flat))


def _employer(rows: Sequence[str], before: Entry | None, sector: Sector, form: Form | None) -> str | None:
    """The employer; "same school" means that of the entry before."""
    same = next((number for number, row in enumerate(rows[:2]) if _SAME.search(fold(row))), None)
    if before is not None and before.employer and same is not None and not any(map(place_in, rows[:same])):
        return before.employer
    return employer_in(rows, named_only=sector in SERVICE, form=form)


def _group(layout: Layout, dated: DatedEntry) -> list[str]:
    """The line over a list of dated lines that an entry belongs to."""
    return [dated.above.of(layout.text)] if dated.above else []


def _own_first(layout: Layout, dated: DatedEntry, rows: list[str]) -> list[str]:
    """An entry's rows, its own before the line above that may be a group's heading: what it names itself employs."""
    if dated.above is None or len(rows) < 2:
        return rows
    above = fold(dated.above.of(layout.text))[:20]
    return sorted(rows, key=lambda row: fold(row)[:20] == above)


def _is_course(rows: Sequence[str]) -> bool:
    """Whether an entry is a course at a school, in whatever section: its second row begins with a degree.

    A first row that names a post is one, whatever its holder learnt there.
    """
    school, *rest = [fold(row) for row in rows[:2]]
    taught = _SCHOOL.search(school) or _UNIVERSITY.search(school)
    return (
        bool(taught) and any(_DEGREE.match(row) for row in rest) and not (_POST.search(school) or is_function(rows[0]))
    )


def _is_study(rows: Sequence[str]) -> bool:
    """Whether an entry is a course of study: a sort of school alone, or a degree before any school or post."""
    flat = fold(" ".join(rows[:2]))
    if " " not in flat and _SCHOOL.fullmatch(flat):
        return True
    degree, teacher = _DEGREE.search(flat, 0, 45) or leading_title(flat), _TEACHER.search(flat)
    if teacher and degree and teacher.start() < degree.end() and not _DEGREE.search(flat, *degree.span()):
        return False
    if degree is None or _NO_SERVICE.match(flat) or _SAME.match(flat):
        return False
    return (teacher is None or degree.start() <= teacher.start()) and not _SCHOOL.search(flat, 0, degree.start())


def _entry(layout: Layout, dated: DatedEntry, rows: Sequence[str], told: tuple[Sector, str | None]) -> Entry:
    when, (sector, employer) = dated.when, told
    return Entry(
        start=when.first,
        end=when.last,
        ongoing=when.ongoing,
        precision=when.precision,
        function=function_in(rows),
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
