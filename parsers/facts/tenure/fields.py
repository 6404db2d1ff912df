"""Words of tenure in a form, a table or a list: what is answered beside them, and whether one word is a status."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of
from parsers.facts.career.sectors import SERVICE
from parsers.facts.career.standing import standing_of
from parsers.facts.tenure.statements import Hit, WordSet
from parsers.layout.grid import split_cells
from parsers.lexicon.vocabulary import Mention, vocabulary
from parsers.text.marks import TICKED, UNTICKED, behind
from parsers.text.text import Span, fold, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.dates.dates import DateRange
    from parsers.layout.sections import Layout

_TEACHER, _STEPS = vocabulary("school.teachers", "seniority.role"), vocabulary("status_fields.steps")
_YES, _NO, _OBLIGED = (vocabulary(f"status_fields.{name}") for name in ("yes", "no", "obliged"))
_NOW = vocabulary("time.now")
_BEARER = vocabulary("permanent_appointment.bearers")
_LOAD_BEFORE = vocabulary("status_fields.load")
_LOAD_AFTER = vocabulary("status_fields.load", "status_fields.load_after", "time.since")
_GOES_ON = vocabulary("status_fields.goes_on")
_HEADING = vocabulary("status_fields.heading")

_APART = re.compile(r"(?:^|\n|\t| {2,}|[,;:(/|+•·–—-][ \t]?|\d[ \t]?%?[ \t]?)$")
_ROW = 400
"""A table's row is no longer, in characters."""
_CODES = frozenset({"td", "t.d", "td.", "t.d.", "vb", "v.b", "vb.", "v.b."})
_TO_DATE = 6
"""So near behind words of tenure the date stands when it was, in characters."""
_ENDING = re.compile(r"(?:\(e\)|[.·]e\b)?[ )]{0,3}")
"""What still belongs to words of tenure: "nommé(e)"."""
_ASKS = re.compile(r" ?[:?=-]{1,2} ?")
_ALONE = re.compile(r" ?(?:[+,;:(.)|/\d?]|$)")


def answered(hit: Hit) -> bool | None:
    """What a field or a short question says of the words ("Nommé : non", "Nommée ? Oui, depuis 2011"), if anything."""
    if _OBLIGED.search(hit.view.text):
        return None
    beside = hit.beside
    ending = _ENDING.match(beside)
    at = ending.end() if ending else 0
    if now := _NOW.match(beside, at):
        at = now.end()
    if mark := _ASKS.match(beside, at):
        if _NO.match(beside, mark.end()):
            return False
        if _YES.match(beside, mark.end()):
            return True
    return _answered_below(hit)


def _answered_below(hit: Hit) -> bool | None:
    """What the cell below says, where the words head a column of a table."""
    head = hit.layout.line_at(hit.focus.start)
    text = hit.layout.text
    below = hit.layout.line_at(min(len(text) - 1, head.end + 1)) if head.end + 1 < len(text) else head
    if below == head or max(head.end - head.start, below.end - below.start) > _ROW:
        return None
    cells, answers = split_cells(head.of(text)), split_cells(below.of(text))
    number = len(split_cells(text[head.start : hit.focus.end])) - 1
    if len(cells) < 3 or len(cells) != len(answers):
        return None
    if fold(cells[number]).strip(" ?:") != hit.match.group():
        return None
    return {"oui": True, "ja": True, "x": True, "yes": True, "non": False, "nee": False, "nein": False}.get(
        fold(answers[number])
    )


def headed(layout: Layout) -> Iterator[Hit]:
    """The dated lines under a heading of appointments: "Nominations / Paliseul, 10 périodes, 1er avril 2019"."""
    for section in layout.sections:
        if section.heading and _HEADING.fullmatch(_without_number(fold(section.heading.of(layout.text))).strip(" :.")):
            inside = (when.start for when in layout.dates_from(section.start, section.end))
            for line in dict.fromkeys(map(layout.line_at, inside)):
                view = folded(layout.text, *line)
                whole = Mention(view.text, Span(0, len(view.text)))
                yield Hit(
                    words="headed", terms=_HEADED.terms, layout=layout, view=view, span=line, match=whole, of=_HEADED
                )


_HEADED = WordSet(phrases=_HEADING, terms={"no_post": lambda hit: standing_of(hit.layout).without_post})


def _without_number(heading: str) -> str:
    """A heading without what counts it: "II. Nominations"."""
    number, _, rest = heading.strip().partition(" ")
    return rest if number.endswith((".", ")")) and len(number) <= _NUMERAL else heading


_NUMERAL = 5


def is_unticked(hit: Hit) -> bool:
    """Whether an empty box stands before the words: "☐ temporaire"."""
    return hit.view.text[: hit.match.start()].rstrip(" ").endswith(UNTICKED)


def date_beside(hit: Hit) -> bool:
    """Whether a date stands right behind the words, as behind a heading or a field: when it was."""
    return date_behind(hit) is not None


def date_behind(hit: Hit) -> DateRange | None:
    """The date right behind the words."""
    number = bisect_left(hit.layout.dates, hit.focus.end, key=lambda when: when.start)
    if number == len(hit.layout.dates):
        return None
    when = hit.layout.dates[number]
    between = hit.layout.text[hit.focus.end : when.start]
    near = len(" ".join(between.split())) <= _TO_DATE
    return when if near and not any(c.isalnum() for c in fold(between).replace("le ", " ")) else None


def stands_alone(hit: Hit) -> bool:
    """Whether a mark, a number or what tells a load, a time or a place follows one word, not what it is said of."""
    text, end = hit.view.text, hit.match.end()
    return bool(_ALONE.match(text, end) or _GOES_ON.match(text, end))


def is_status(hit: Hit) -> bool:
    """Whether one word is a status: with a load, in a CV's lists, or in a row or a list that names a teaching post."""
    text, start = hit.view.text, hit.match.start()
    if text[:start].rstrip(" ").endswith(TICKED):
        return True
    led = _LOAD_BEFORE.before(text, start, reach=2) or _follows_year(text[:start])
    if not led and not _APART.search(hit.layout.text[: hit.focus.start][-6:]):
        return False
    if led or _is_loaded(hit):
        return True
    if hit.match.group() in _CODES:
        return False
    if _TEACHER.search(text, 0, start) or (text[:start].endswith("(") and _BEARER.search(text, 0, start)):
        return True
    in_list = hit.layout.in_subject(hit.focus.start, "experience", "status", "profile")
    steps = {step.group() for step in _STEPS.finditer(text)}
    return hit.layout.kind is Kind.CV and (in_list or len(steps) > 1 or _is_of_post(hit))


def _follows_year(before: str) -> bool:
    """Whether a year stands right before, with a mark at most between: "2011 : définitive"."""
    led = before.rstrip(" :|-")
    year = led[-4:]
    near = 0 < len(before) - len(led) <= _TO_YEAR
    return near and year.isdigit() and year.startswith(("19", "20")) and not led[-5:-4].isalnum()


_TO_YEAR = 3


def _is_of_post(hit: Hit) -> bool:
    """Whether words stand in a dated row of a post in teaching or a CPMS: "2018 - … : idem, définitive"."""
    post = career_of(hit.layout).at(hit.focus.start)
    line = hit.layout.line_at(hit.focus.start)
    return post is not None and post.held and post.sector in SERVICE and line.start <= post.when.start < line.end


def _is_loaded(hit: Hit) -> bool:
    """Whether a load or a date follows a status: "déf. 20/22"."""
    text, end = hit.view.text, hit.match.end()
    begin = behind(text, " ,:(|-", end)
    return date_beside(hit) or (begin <= end + 3 and _LOAD_AFTER.match(text, begin) is not None)
