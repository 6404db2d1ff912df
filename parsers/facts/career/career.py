"""The career that a text tells: a post for each dated entry, with its function, employer and sector."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.chains import chained
from parsers.facts.career.exclusions import DOUBTFUL, is_held, may_be_post
from parsers.facts.career.forms import form_rows
from parsers.facts.career.heads.names import employer_in, function_in
from parsers.facts.career.heads.parts import form_of
from parsers.facts.career.heads.rows import head_rows, title_rows
from parsers.facts.career.narrated import narrated
from parsers.facts.career.organisations import may_employ
from parsers.facts.career.parted_dates import reunited
from parsers.facts.career.places import clean, place_in
from parsers.facts.career.post import Career, Post
from parsers.facts.career.sectors import SERVICE, Sector, is_taught_in_periods, names_where, sector_of
from parsers.facts.career.stages import end_of, ended_with_its_post, head_of, is_load_row, stages, titles_above
from parsers.facts.context.evidence import evidence
from parsers.layout.sections import kept
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold, folded
from parsers.values.evidence import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from parsers.facts.career.heads.parts import HeadForm
    from parsers.layout.dates.dates import DateRange
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout
    from parsers.values.evidence import Evidence

_ANYTHING_ELSE = vocabulary("career.anything_else")
_IDLE = vocabulary("work.idle")
_SAME = vocabulary("work.same")

RULE = cite("experience.entry")
_TELLING = frozenset({"education", "cpms", "other"})


@kept
def career_of(layout: Layout) -> Career:
    """The career of a text."""
    letter = layout.letter
    posts = _posts(layout)
    held = chained([_entry(layout, post) for post in posts if post.held])
    told = narrated(layout, frozenset(dated.when.start for dated in layout.entries))
    paragraphs = Span(letter.salutation.start, letter.closing.end) if letter else None
    return Career(tuple(posts), (*held, *told), paragraphs)


@kept
def sentences_of(layout: Layout) -> tuple[Span, ...]:
    """The sentences of a text, cut where a line begins another post."""
    return tuple(career_of(layout).within_posts(layout.sentences, layout.text))


class _Told(NamedTuple):
    """What an entry tells of a post: in which sector, for whom, as what."""

    sector: Sector
    employer: str | None = None
    function: str | None = None
    held: bool = False


class _Heads(NamedTuple):
    """How a text names its posts: the forms and the titles it has, by where dates begin, and what its heads share."""

    forms: Mapping[int, list[str]]
    titles: Mapping[int, list[str]]
    form: HeadForm | None = None


def _posts(layout: Layout) -> list[Post]:
    dated = reunited(layout)
    told = _told(layout, dated)
    posts: list[Post] = []
    for number, (post, changes) in enumerate(stages(layout)):
        main = layout.entries[post]
        own = told[number]
        if post != number:
            own = told[post] if is_load_row(layout, layout.entries[number]) else _of_its_post(own, told[post])
        posts.append(
            Post(
                when=ended_with_its_post(layout, dated, number),
                dated=dated[number],
                end=end_of(layout, number),
                sector=own.sector,
                held=own.held,
                function=own.function,
                employer=own.employer,
                line=layout.line_at(main.start).start,
                head=head_of(layout, main),
                other=not (main.when.point or is_load_row(layout, main)) and told[post].sector == "other",
                stage=changes,
            )
        )
    return posts


def _of_its_post(own: _Told, post: _Told) -> _Told:
    """What a stage tells: where it does not say it itself, what its post does."""
    if own.sector != "unknown" or post.sector not in SERVICE:
        return own
    return own._replace(sector=post.sector, employer=post.employer, function=post.function)


def _told(layout: Layout, entries: Sequence[DatedEntry]) -> list[_Told]:
    """What each entry tells; what was told before it, or is told first after it, speaks for "the same school"."""
    forms = form_rows(layout)
    rows = [_post_rows(layout, dated, forms) for dated in entries]
    titles = {dated.when.start: title_rows(layout, dated) for dated, named in zip(entries, rows, strict=True) if named}
    heads = _Heads(forms, titles, form_of([*titles.values()]))
    found: list[_Told] = []
    before: _Told | None = None
    following = _Following(entries, rows)
    for number, (dated, named) in enumerate(zip(entries, rows, strict=True)):
        beside = before or following.told(number)
        own = _own(layout, dated, named, beside, heads)
        found.append(own)
        if own.held and own.sector in _TELLING:
            before = own
    service = (own.held and own.sector in SERVICE for own in found)
    held = _Bounds.of(dated.when for dated, serves in zip(entries, service, strict=True) if serves)
    for number, (dated, named) in enumerate(zip(entries, rows, strict=True)):
        own = found[number]
        if named and not own.held and own.sector in SERVICE and _fills_gap(dated.when, held):
            employer = _employer(named, None, own.sector, heads.form)
            found[number] = _Told(own.sector, employer, function_in(named, employer), held=True)
    return found


class _Following:
    """What the first entry that names a post tells, behind each entry; read once for all that stand before it."""

    def __init__(self, entries: Sequence[DatedEntry], rows: Sequence[list[str]]) -> None:
        self._entries, self._rows = entries, rows
        self._named = [number for number, named in enumerate(rows) if named]
        self._told: tuple[int, _Told] | None = None

    def told(self, number: int) -> _Told | None:
        """By the first behind entry `number`; None where none names a post."""
        place = bisect_right(self._named, number)
        if place == len(self._named):
            return None
        at = self._named[place]
        if self._told is None or self._told[0] != at:
            sector = _sector(self._entries[at], self._rows[at], None)
            self._told = at, _Told(sector, _employer(self._rows[at], None, sector, None))
        return self._told[1]


class _Bounds(NamedTuple):
    """When posts began and ended, each in order."""

    first: Sequence[date]
    last: Sequence[date]

    @classmethod
    def of(cls, held: Iterable[DateRange]) -> _Bounds:
        """Those that are told."""
        posts = list(held)
        return cls(sorted(p.first for p in posts if p.first), sorted(p.last for p in posts if p.last))


def _fills_gap(when: DateRange, held: _Bounds) -> bool:
    """Whether months in a school run from one post's end to another's beginning: nobody studies just then."""
    first, last = when.first, when.last
    if first is None or last is None or when.precision not in {"day", "month"}:
        return False
    before, after = bisect_left(held.last, first), bisect_right(held.first, last)
    ended = before > 0 and first - held.last[before - 1] < _SUMMER
    return ended and after < len(held.first) and held.first[after] - last < _SUMMER


_SUMMER = timedelta(days=75)
"""Two posts with no more days between them follow one another: the summer holidays."""


def _own(layout: Layout, dated: DatedEntry, rows: list[str], beside: _Told | None, heads: _Heads) -> _Told:
    """What an entry tells beside another one."""
    sector = _sector(dated, rows or head_rows(layout, dated), beside)
    if sector == "unknown" and sector_of([*titles_above(layout, dated.start), dated.title]) == "other":
        sector = "other"
    if not rows:
        return _Told(sector)
    if sector in SERVICE and not dated.above and _only_tasks_tell(rows, heads.titles[dated.when.start]):
        sector = "unknown"
    if sector == "unknown" and dated.subject in {"experience", None}:
        sector = _sector_above(layout, dated)
        if sector == "unknown" and is_taught_in_periods([_without_date(layout, dated), *rows[1:]]):
            sector = "education"
    if not is_held(dated, rows, sector):
        return _Told(sector)
    named = _own_first(layout, dated, rows)
    if sector not in SERVICE:
        named = heads.forms.get(dated.when.start) or [*heads.titles[dated.when.start], *_group(layout, dated)]
    employer = _employer(named, beside, sector, heads.form)
    if employer is None and sector == "other":
        employer = _employer(_title_above(layout, dated), None, sector, heads.form)
    function = function_in(rows)
    if (
        employer in {None, function}
        and dated.subject is None
        and may_employ(dated.title)
        and _heads_posts(layout, dated)
    ):
        employer = clean(dated.title)
    return _Told(sector, employer, function_in(rows, employer), held=True)


def _only_tasks_tell(rows: Sequence[str], titles: list[str]) -> bool:
    """Whether a school is named in a list of what was done alone: whoever recruits at a campus does not teach there."""
    tasks = rows[len(titles) :]
    return bool(titles and tasks) and sector_of(titles) == "unknown" and not any(map(names_where, tasks))


def _without_date(layout: Layout, dated: DatedEntry) -> str:
    """The first row of an entry, its date left out."""
    row = layout.line_at(dated.when.start)
    return f"{layout.text[row.start : dated.when.start]} {layout.text[dated.when.end : max(row.end, dated.when.end)]}"


def _heads_posts(layout: Layout, dated: DatedEntry) -> bool:
    """Whether an entry's heading stands within the career, above a date at once: it may be who employs."""
    number = bisect_right(layout.sections, dated.start, key=lambda part: part.start) - 1
    body = layout.text[layout.sections[number].start : dated.when.start]
    before = (part.subject for part in reversed(layout.sections[:number]) if part.subject)
    return next(before, None) == "experience" and not any(c.isalnum() for c in body)


def _post_rows(layout: Layout, dated: DatedEntry, forms: Mapping[int, list[str]]) -> list[str]:
    """The rows of an entry that may be a post; none where it is somebody else's words or no career."""
    if layout.is_ignored(dated.when.start, dated.when.end) or not may_be_post(layout, dated):
        return []
    return forms.get(dated.when.start) or head_rows(layout, dated)


def _sector(dated: DatedEntry, rows: list[str], before: _Told | None) -> Sector:
    known: Sector = "unknown"
    if before is not None and before.sector in _TELLING:
        known = before.sector
    silent = dated.subject in DOUBTFUL or any(_ANYTHING_ELSE.match(fold(row)) for row in rows[1:2])
    told = sector_of(rows, "" if silent else dated.title, known)
    if told == "unknown" and known == "education" and dated.when.precision == "school_year" and rows:
        return "unknown" if _IDLE.search(fold(rows[0])) else "education"
    return told


def _sector_above(layout: Layout, dated: DatedEntry) -> Sector:
    """The sector that the undated lines right above an entry tell, where they belong to no other."""
    rows: list[str] = []
    number = bisect_left(layout.lines, dated.start, key=lambda line: line.start)
    part = layout.section_at(dated.start)
    taken = _is_within_another(layout.entries, dated)
    while number > 0 and len(rows) < _ROWS_ABOVE and not taken:
        above, below = (
            layout.lines[number - 1],
            layout.lines[number].start if number < len(layout.lines) else dated.start,
        )
        if above.start < part.start or layout.text.count("\n", above.end, below) > 1:
            break
        if layout.has_date(*above):
            break
        rows.append(above.of(layout.text))
        number -= 1
    told = sector_of(rows) if rows else "unknown"
    return told if told in SERVICE else "unknown"


def _is_within_another(entries: Sequence[DatedEntry], dated: DatedEntry) -> bool:
    """Whether an entry begins in another, or right behind it: entries stand in order and overlap with few."""
    number = bisect_left(entries, dated.start, key=lambda entry: entry.start)
    return any(dated.start < entry.end + 2 for entry in entries[max(0, number - _OVERLAPS) : number])


_OVERLAPS = 50
_ROWS_ABOVE = 3


def _employer(rows: Sequence[str], before: _Told | None, sector: Sector, form: HeadForm | None) -> str | None:
    """The employer; "same school" means that of the entry before."""
    same = next((told for number, row in enumerate(rows[:2]) if (told := _before_same(row, rows[:number]))), None)
    if before is not None and before.employer and same is not None and not any(map(place_in, same)):
        return before.employer
    return employer_in(rows, named_only=sector in SERVICE, form=form)


def _before_same(row: str, above: Sequence[str]) -> list[str] | None:
    """What a head tells before the words "the same" of a row: "CPMS libre de Huy, idem" is the same function there."""
    flat = folded(row)
    same = _SAME.search(flat.text)
    return [*above, row[: flat.span(*same.span()).start]] if same else None


def _title_above(layout: Layout, dated: DatedEntry) -> list[str]:
    """The line right above a post that begins its paragraph: who employs may stand over the function."""
    titles = titles_above(layout, dated.start)
    return titles if len(titles) == 1 else []


def _group(layout: Layout, dated: DatedEntry) -> list[str]:
    """The line over a list of dated lines that an entry belongs to."""
    return [dated.above.of(layout.text)] if dated.above else []


def _own_first(layout: Layout, dated: DatedEntry, rows: list[str]) -> list[str]:
    """An entry's rows, its own before the line above that may be a group's heading: what it names itself employs."""
    if dated.above is None or len(rows) < 2:
        return rows
    above = fold(dated.above.of(layout.text))[:20]
    return sorted(rows, key=lambda row: fold(row)[:20] == above)


def _entry(layout: Layout, post: Post) -> Entry:
    when = post.when
    return Entry(
        start=when.first,
        end=when.last,
        ongoing=when.ongoing,
        precision=when.precision,
        function=post.function,
        employer=post.employer,
        sector=post.sector,
        evidence=_evidence(layout, post.dated),
    )


def _evidence(layout: Layout, dated: DatedEntry) -> Evidence:
    """The date with the row or two that name the post."""
    span = Span(dated.start, max(min(dated.head.end, dated.start + 280), dated.when.end))
    return evidence(layout, span, Span(dated.when.start, dated.when.end), RULE)
