"""Posts that a sentence tells with their dates: "j'ai enseigné de 2001 à 2009 au Collège …"."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from parsers.facts.career.chains import eve, is_point
from parsers.facts.career.heads.names import without_studies
from parsers.facts.career.places import place_in
from parsers.facts.career.sectors import is_school, sector_of
from parsers.facts.context.evidence import evidence
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold, folded
from parsers.values.evidence import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.dates.dates import DateRange
    from parsers.layout.sections import Layout

_LEAVE = vocabulary("work.leave")
_PART_LEAVE = vocabulary("work.part_leave")
_PASTIME = vocabulary("work.pastimes")
_OTHERWISE = vocabulary("career.otherwise", "work.no_service", "work.training_bodies", "chronicle.self_employed")
_COVERING = vocabulary("career.covering")
_WORKS = vocabulary("employer.holds", "load.works")
_BEGUN = vocabulary("career.begun", "employer.entered")
_PLACE = vocabulary("school.places", "school.cpms")
_ROLE = vocabulary("seniority.role")
_STANDS_IN = vocabulary("career.stands_in")
_STILL = vocabulary("career.still")
_TURN = vocabulary("career.turn")

RULE = cite("experience.narrated")
_REACH = 110


def narrated(layout: Layout, taken: frozenset[int]) -> list[Entry]:
    """The posts that sentences tell with their dates, apart from dates that begin at an offset of `taken`.

    What only says where somebody began, or works, is a post where more of the career is told so.
    """
    told = [_Telling(layout, when) for when in layout.dates if _may_tell(layout, when) and when.start not in taken]
    posts = [(telling, telling.post() or telling.lasting()) for telling in told]
    if not any(post and post.sector != "break" for _, post in posts):
        return [post for _, post in posts if post]
    return _until_the_next([entry for telling, post in posts if (entry := post or telling.beginning())])


def _may_tell(layout: Layout, when: DateRange) -> bool:
    return when.first is not None and when.precision != "season" and not layout.is_ignored(when.start, when.end)


class _Telling:
    """A date in a sentence, with the clause around it."""

    def __init__(self, layout: Layout, when: DateRange) -> None:
        self.layout, self.when = layout, when
        self.clause = _clause(layout, when)
        self.flat = fold(self.clause.of(layout.text))

    def post(self) -> Entry | None:
        """A stretch of service, or of a leave, that the clause tells."""
        if self.when.point:
            return None
        if _LEAVE.search(self.flat) and not _PART_LEAVE.search(self.flat) and not _COVERING.search(self.flat):
            return replace(_entry(self.layout, self.when, self.clause), sector="break")
        begins = min(self.layout.line_at(self.when.start).start, self.layout.sentence_at(self.when.start).start)
        before = fold(self.layout.text[max(begins, self.clause.start - 200) : self.clause.start])
        served = _ROLE.search(self.flat) or (_ROLE.search(before) and is_school(self.flat))
        served = served or _STANDS_IN.search(before + self.flat)
        return _entry(self.layout, self.when, self.clause) if served and self._is_service() else None

    def lasting(self) -> Entry | None:
        """A post that goes on, told by its beginning and that it still lasts; its employer is another rule's."""
        if not self.when.point or not self._still_there():
            return None
        return replace(_entry(self.layout, self.when, self.clause), end=None, ongoing=True, employer=None)

    def beginning(self) -> Entry | None:
        """A post in a school that is told by where the writer works, or began, only."""
        place = _PLACE.search(self.flat)
        words = _BEGUN if self.when.point else _WORKS
        told = place and (self.when.point or self.when.ongoing) and words.search(self.flat)
        otherwise = place and _OTHERWISE.search(self.flat, 0, place.end())
        return _entry(self.layout, self.when, self.clause) if told and not otherwise else None

    def _still_there(self) -> bool:
        """Whether a beginning in a school or as a teacher is told to last: here, or in the sentence that follows."""
        place = _PLACE.search(self.flat)
        if not (place and _BEGUN.search(self.flat)) or _OTHERWISE.search(self.flat, 0, place.end()):
            return False
        sentence = self.layout.sentence_at(self.when.start)
        after = self.layout.sentence_at(min(sentence.end + 1, len(self.layout.text) - 1))
        end = sentence.end if self.layout.has_date(*after) else after.end
        return bool(_STILL.search(fold(self.layout.text[self.when.end : max(end, self.when.end)])))

    def _is_service(self) -> bool:
        pastime = _PASTIME.search(self.flat) and not is_school(self.flat)
        return not (pastime or _OTHERWISE.search(self.flat))


def _until_the_next(entries: Sequence[Entry]) -> list[Entry]:
    """The posts in the order they are told; one of which only the beginning is told lasts until the next."""
    whole: list[Entry] = []
    for entry, following in zip_longest(entries, entries[1:]):
        if entry.ongoing or entry.end is None or entry.start is None or not is_point(entry):
            whole.append(entry)
        elif following and following.start and following.start > entry.end:
            whole.append(replace(entry, end=eve(following.start, following.precision)))
    return whole


def _clause(layout: Layout, when: DateRange) -> Span:
    """The part of the sentence around a date, between two turns."""
    sentence, text = layout.sentence_at(when.start), layout.text
    start, end = sentence.start, max(sentence.end, when.end)
    if start < when.start - _REACH:
        start = text.find(" ", when.start - _REACH, when.start) + 1 or when.start
    if end > when.end + _REACH:
        end = max(when.end, text.rfind(" ", when.end, when.end + _REACH))
    flat = folded(text, start, end)
    turns = [flat.span(*turn.span()) for turn in _TURN.finditer(flat.text)]
    turns += [Span(at, at + 1) for at in range(start, end) if text[at] in _STOPS]
    return Span(
        max([start, *(turn.end for turn in turns if turn.end <= when.start)]),
        min([end, *(turn.start for turn in turns if turn.start >= when.end)]),
    )


_STOPS = frozenset(";:.!?")


def _entry(layout: Layout, when: DateRange, clause: Span) -> Entry:
    words = clause.of(layout.text)
    sector = sector_of([words])
    sentence = layout.sentence_at(when.start)
    whole = Span(min(sentence.start, when.start), max(sentence.end, when.end))
    return Entry(
        start=when.first,
        end=when.last,
        ongoing=when.ongoing,
        precision=when.precision,
        employer=place_in(without_studies(words)),
        sector="education" if sector == "unknown" else sector,
        evidence=evidence(layout, whole, Span(when.start, when.end), RULE),
    )
