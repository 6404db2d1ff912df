"""Titles that a CV lists: under a heading of studies, led by a degree's word, or with it in a cell behind."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from parsers.facts.languages.names import names_in
from parsers.facts.qualifications.held import (
    DATED,
    LEAVING,
    LED,
    NAMED,
    NEVER,
    SHORT,
    UNNAMED,
    Held,
    is_awaited_below,
    is_labelled_open,
)
from parsers.facts.qualifications.titles import (
    COURSE,
    GOES_ON,
    HIGHER,
    HOLDER,
    INSTITUTION,
    STUDIED,
    TITLE,
    is_bare,
    leading_title,
)
from parsers.layout.dates.dates import YEAR
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import WORD, line_start
from parsers.text.text import Span, fold, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.text.text import Folded

RULE = cite("qualifications.listed")
_SHORT_COURSE = vocabulary("qualifications.short_course")
_STUDY_HEAD = vocabulary("qualifications.study_head")
_CONTINUED_HEAD = vocabulary("qualifications.continued_head")
_SCHOOL_LEAVING = vocabulary("qualifications.school_leaving")
_COMPLETED = vocabulary("qualifications.completed")
_IN_PROGRESS, _UNDER_WAY = vocabulary("qualifications.in_progress"), vocabulary("qualifications.under_way")
_GUIDANCE = vocabulary("guidance.named", "subjects.title", "subjects.ahead")
_SPOKEN = vocabulary("people.i")
"""A sentence of the writer's: `told.py` reads it."""
_SCHOOL = vocabulary("school.places", "school.universities")
_REACH = 250
"""How much of a long item its date is looked for in, in characters."""
_NOT_HERE = frozenset(
    {"experience", "interests", "references", "contact", "personal", "computing", "languages", "volunteering"}
)
_LEAD = re.compile(
    r"^(?:[\s\W_]|o\s|\d+(?!\d?[a-zè]{1,3}\b))*(?:(?:à|et|tot|bis|to|and|und)\b[\s\W]*(?=\d)[\d\s\W]*)?(?:(?:en|in|depuis|obtenue?|behaald|le|:)\b[\s\W\d]*)?"
)
_HEAD = 60
"""In so many characters behind a break a title of its own is told."""


def listed(layout: Layout) -> Iterator[Held]:
    """Titles that lead a line or an entry, or stand in it, under a heading of studies or under none."""
    for item in list_items(layout):
        section = layout.section_at(item.start)
        flat = folded(layout.text, item.start, item.end)
        if section.heading and item.start < section.start and item.end <= section.heading.end:
            continue
        if _IN_PROGRESS.search(flat.text) or flat.text.rstrip().endswith("?"):
            continue
        under = section.subject == "education"
        yield from (held for held in _held(layout, item, flat, under=under) if not is_labelled_open(layout, item.start))


def under_way(layout: Layout) -> Iterator[Span]:
    """The items of a CV that name a title for which its owner still studies, or of which the papers tell no end yet."""
    for item in list_items(layout):
        flat, subject = folded(layout.text, *item).text, layout.section_at(item.start).subject
        named = leading_title(flat) or (subject == "education" and (TITLE.search(flat) or STUDIED.search(flat)))
        if named and subject not in NEVER and not _in_prose(layout, item, flat) and _is_under_way(layout, item, flat):
            yield item


def _is_under_way(layout: Layout, item: Span, flat: str) -> bool:
    return bool(_UNDER_WAY.search(flat) or _unfinished(layout, item) or is_awaited_below(layout, item.end))


def _held(layout: Layout, item: Span, flat: Folded, *, under: bool) -> Iterator[Held]:
    """The title that an item is or names; `under` a heading of studies."""
    certainty = (_under if under else _elsewhere)(layout, item, flat.text)
    if certainty and not _unfinished(layout, item) and not is_awaited_below(layout, item.end):
        yield Held(span=_with_subject(layout, item, flat.text), certainty=certainty, rule=RULE)


def _under(layout: Layout, item: Span, flat: str) -> float:
    """How surely an item under a heading of studies is a title: by its name, or because a year stands beside it."""
    if _SCHOOL_LEAVING.search(flat):
        return LEAVING
    if TITLE.search(flat) or STUDIED.search(flat) or _is_old_level(flat):
        return SHORT if _SHORT_COURSE.search(flat) else NAMED
    if _is_course_in_guidance(flat) or _is_named_course(flat):
        return SHORT
    if COURSE.search(flat, 0, _COURSE_AT) and _COMPLETED.search(flat) and not _SHORT_COURSE.search(flat):
        return UNNAMED
    head = fold(layout.section_at(item.start).title)
    plain = _STUDY_HEAD.search(head) and not _CONTINUED_HEAD.search(head) and _is_dated(layout, item)
    described = re.search(r"\b[a-zà-ÿ]{3,}", item.of(layout.text))
    named = (
        described
        and len(flat.split()) > 1
        and not (_SHORT_COURSE.search(flat) or _SPOKEN.search(flat) or _SCHOOL.match(flat))
    )
    return UNNAMED if plain and named else 0.0


def _is_course_in_guidance(flat: str) -> bool:
    """Whether an item is a course in guidance, however short: "Module « Accompagner les choix », 18 h"."""
    course = COURSE.search(flat, 0, _COURSE_AT)
    return course is not None and _GUIDANCE.search(flat, course.end()) is not None


def _is_named_course(flat: str) -> bool:
    """Whether an item is a course with a name of its own, in quotation marks."""
    course = COURSE.search(flat, 0, _COURSE_AT)
    return course is not None and 0 <= flat.find('"', course.end()) - course.end() < _COURSE_AT


_COURSE_AT = 30
"""A course's word stands no farther from an item's beginning, in characters."""


def _elsewhere(layout: Layout, item: Span, flat: str) -> float:
    """How surely a line outside of studies is a title: where a title leads it; in a career, where a year stands by."""
    subject = layout.section_at(item.start).subject
    if _in_prose(layout, item, flat):
        return 0.0
    if subject in _NOT_HERE:
        certain = subject not in NEVER and leading_title(flat, most=1) and not STUDIED.match(flat)
        certainty = DATED if certain and _is_dated(layout, item) else 0.0
    else:
        course = SHORT if _is_course_in_guidance(flat) and _is_dated(layout, item) else 0.0
        led = leading_title(flat) or _is_trade_studied(flat, 0) or _is_old_level(flat)
        certainty = LED if led else course
    return min(certainty, LEAVING) if _SCHOOL_LEAVING.search(flat) else certainty


def _is_old_level(flat: str) -> bool:
    """Whether an item is led by an old Belgian level and what it is in ("A2 électricité"); a language's is none."""
    return flat.startswith(("a1 ", "a2 ")) and _SUBJECT.match(flat, 3) is not None and not names_in(flat)


_SUBJECT = re.compile(r"(?:en |in )?[a-z]{5,}")
"""What a level is in."""


def _is_trade_studied(flat: str, at: int) -> bool:
    """Whether a profession stands at a place, and where and in which year it was studied: a post lasts for years."""
    years = sum(1 for _ in YEAR.finditer(flat))
    return years == 1 and STUDIED.match(flat, at) is not None and HIGHER.search(flat) is not None


def _with_subject(layout: Layout, item: Span, flat: str) -> Span:
    """An item with the line above, where it is a bracket that tells of which degree that line is."""
    row = line_start(layout.text, item.start)
    title = leading_title(flat, most=0)
    opened = layout.text[row : item.start].lstrip(" \t").rstrip(" ") == "("
    if not (row and opened and title and is_bare(flat, title.end())):
        return item
    return Span(layout.line_at(len(layout.text[:row].rstrip()) - 1).start, item.end)


def _is_dated(layout: Layout, item: Span) -> bool:
    """Whether a year stands on an item's line."""
    return bool(YEAR.search(layout.line_at(item.start).of(layout.text)[:_REACH]))


_OPEN = re.compile(r"(?:202[4-9] ?(?:[-–—>]|->)|(?:19|20)\d\d ?[-–—>]? ?(?:\.{2,3}|…))[ \t]*:?[ \t]*$")
"""A range without an end before a title: "2024 –"; behind an older year a dash only parts it from the title."""


def _unfinished(layout: Layout, item: Span) -> bool:
    """Whether its date runs on, or lies after the latest papers can tell ("2024 – …"); a holder is one since a day."""
    row = max(
        line_start(layout.text, item.start),
        layout.text.rfind(";", max(0, item.start - 60), item.start) + 1,
        item.start - 60,
    )
    if _OPEN.search(layout.text[row : item.start]):
        return True
    held_since = HOLDER.search(folded(layout.text, *item).text) is not None
    end = item.start if held_since else min(item.end, item.start + _REACH)
    return any(when.ongoing for when in layout.dates_in(row, end))


def _in_prose(layout: Layout, item: Span, flat: str) -> bool:
    """Whether an item stands in a letter, or is a sentence of the writer's."""
    letter = layout.letter
    inside = letter is not None and letter.above.start <= item.start < letter.closing.end
    return layout.kind is Kind.LETTER or inside or _SPOKEN.search(flat) is not None


def list_items(layout: Layout) -> Iterator[Span]:
    """The sentences of the text without the dates and bullets that lead them, cut at institutions."""
    for sentence in _whole_sentences(layout):
        for piece in _pieces(layout.text, sentence):
            lead = _LEAD.match(layout.text[piece.start : piece.end])
            start = piece.start + (lead.end() if lead else 0)
            if start < piece.end:
                yield Span(start, piece.end)


def _whole_sentences(layout: Layout) -> Iterator[Span]:
    """The sentences, those put together again that a title's stops, a colon or a line's end has cut."""
    begin: int | None = None
    for sentence, following in zip_longest(layout.sentences, layout.sentences[1:]):
        start = sentence.start if begin is None else begin
        stopped = layout.text.startswith(" ", sentence.end)
        cut = stopped and _SHORTENED.search(layout.text, max(start, sentence.end - 12), sentence.end)
        begin = start if cut or (following and _goes_on(layout.text, sentence, following)) else None
        if begin is None:
            yield Span(start, sentence.end)


def _goes_on(text: str, sentence: Span, following: Span) -> bool:
    """Whether a title goes on over the end of its line: "Bachelor in het onderwijs:", then "kleuteronderwijs"."""
    between = text[sentence.end : following.start]
    joined = text[sentence.end - 1] == ":" and text[following.start].islower()
    return joined and between.count("\n") == 1 and TITLE.search(folded(text, *sentence).text) is not None


_SHORTENED = re.compile(
    r"(?:\b[A-Za-z]\.){2,}$|\b[A-Z]\.(?:[A-Z][a-z]{0,2}\.)+$|\b(?:Bac|Bach|Dipl|Certif|Instit|Lic|Mod|Sek|Sec)\.$"
)
"""A degree's word that a stop shortens."""


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A line with several titles ("Bachelier …, 2004 ; CAP, 2010") as one piece each, rows that were joined apart."""
    begin, flat = sentence.start, folded(text, *sentence).text
    for stop in _BREAK.finditer(text, *sentence):
        if _ends_row(text, begin, stop) or (TITLE.may_say(flat) and _begins_title(text, begin, stop, sentence.end)):
            yield Span(begin, stop.start())
            begin = stop.end()
    yield Span(begin, sentence.end)


def _ends_row(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a row of a list ends at a line feed."""
    if "\n" not in stop.group():
        return False
    led = stop.group()[0] == "\n" and (stop.group().strip() or _is_alike(text, begin, stop.end()))
    before = text[max(begin, stop.start() - _NEAR) : stop.start()].rstrip(" .,;")
    return bool(led or before.endswith(")") or (before[-4:-2] in {"19", "20"} and before[-2:].isdecimal()))


def _is_alike(text: str, begin: int, end: int) -> bool:
    """Whether a line begins with the mark that its item begins with: each of them is one of a list."""
    mark, first = text[end : end + 1], text[line_start(text, begin) : begin + 1][:1]
    return mark == first and not mark.isalnum() and not mark.isspace()


_NEAR = 12
"""A year or a bracket that ends a row stands so near, in characters."""


def _begins_title(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a title of its own begins behind a break, and no word alone of what stands before ("…, certificat")."""
    line = text.find("\n", stop.end(), end)
    end = line if line >= 0 else end
    head = folded(text, stop.end(), end).text[: 2 * _HEAD]
    if not TITLE.search(head, 0, _HEAD):
        return False
    rest = fold(_LEAD.sub("", text[stop.end() : end][: 2 * _HEAD]))
    if "\n" in stop.group() and GOES_ON.match(rest):
        return False
    title = leading_title(rest)
    return title is not None and not (is_bare(rest, title.end()) and _is_subject(fold(text[begin : stop.start()])))


def _is_subject(flat: str) -> bool:
    """Whether a stretch may be what a title is in: it names neither a title of its own nor where it was taken."""
    worded = any(len(word) >= _LONG for word in WORD.findall(flat))
    return worded and not (TITLE.search(flat) or INSTITUTION.search(flat))


_LONG = 5
"""A word that a title may be in has so many letters."""
_BREAK = re.compile(
    r"\s;\s|;\s|\s[·•|/]\s|\.{4,}|(?<=[\d)])(?: [-–—]|,) |\t| {3,}|"
    r"\n\s*(?:\(|(?:\w{3,9}\.? )?(?:19|20)\d\d|\d\d[/.]|\w+\.?(?=\s{3,}))|\n"
)
