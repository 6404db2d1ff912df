"""Which post a dated entry is a stage of, which words stand around it, and how far the text tells of it.

An entry whose line names neither a place nor a function tells only what changed ("depuis 2021 : 12/24"): it goes on
with the post above.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.places import is_function
from parsers.facts.career.sectors import is_school
from parsers.facts.context.present_time import goes_on_since, has_ended, is_latest
from parsers.facts.workload.labels import begins_with_label
from parsers.facts.workload.mentions import mentions
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import EMPTY_LINE, WORD, behind, line_end
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.facts.career.post import Post
    from parsers.layout.dates.dates import DateRange
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_POST = vocabulary(
    *("school.places", "school.cpms", "school.teachers", "school.staff", "work.jobs", "work.places", "work.no_service")
)
_BESIDES = vocabulary("career.besides")
_HEAD = 300
_WINDOW = 600
"""Two lines above a place stand within so many characters."""
_STAGES = 6
"""So many entries above one, its post is looked for."""
_LEAST = 3
"""A word has so many letters at the least."""
_SHARE = re.compile(r"\W*(?:\d{1,2} ?/ ?\d{1,2}|\d{1,3} ?%)\W*")
_SENTENCE_ENDS = (". ", ".) ", "; ", ";) ")
_LABEL_WORDS = 2
"""So many words beside a load are its label: "prestations réduites à 4/5"."""


class Stage(NamedTuple):
    """The entry in which a post begins, by its number, and whether this one is a change within it."""

    post: int
    changes: bool


def stages(layout: Layout) -> list[Stage]:
    """For each dated entry of a text, the post that it belongs to: mostly its own."""
    named = [_names_post(layout, entry) for entry in layout.entries]
    return [_stage(layout.entries, named, number) for number in range(len(layout.entries))]


def _stage(entries: Sequence[DatedEntry], named: Sequence[bool], number: int) -> Stage:
    entry, post, changes = entries[number], number, False
    for at in range(number - 1, max(-1, number - 1 - _STAGES), -1):
        before = entries[at]
        if named[post] or entries[post].subject != before.subject:
            break
        if before.start == entries[post].start or _is_earlier(entry, before):
            continue
        if before.when.point:
            if entry.when.point and named[at]:
                post, changes = at, True
            continue
        if not before.when.ongoing and named[at]:
            break
        if before.when.ongoing:
            post, changes = at, entry.when.ongoing or entry.when.point
    return Stage(post, changes)


def ended_with_its_post(layout: Layout, entries: Sequence[DatedEntry], number: int) -> DateRange:
    """When an entry was: what is told to have come to the post above, and without an end, ended with that.

    "2001 – 2008 : professeur à l'école X", below it "Depuis 2003, aussi coordinateur".
    """
    when, above = entries[number].when, entries[number - 1].when if number else None
    if above is None or above.last is None or not when.ongoing or when.first is None or above.first is None:
        return when
    row = fold(layout.text[when.end : max(layout.line_at(when.start).end, when.end)])
    besides = above.first <= when.first <= above.last and _BESIDES.search(row, 0, _NEXT)
    return replace(when, last=above.last, ongoing=False) if besides else when


_NEXT = 12
"""So early behind a date "also" is said of all that was done since."""


def _is_earlier(entry: DatedEntry, post: DatedEntry) -> bool:
    """Whether what an entry tells began before a post did: it is no stage of that."""
    return entry.when.first is not None and post.when.first is not None and entry.when.first < post.when.first


def _names_post(layout: Layout, entry: DatedEntry) -> bool:
    """Whether an entry's first line, or a line of its own above it, names a place or a function."""
    first = layout.line_at(entry.start)
    line = layout.text[first.start : max(first.end, entry.when.end)]
    if is_load_row(layout, entry):
        return False
    if not _words(line.replace(layout.text[entry.when.start : entry.when.end], "")):
        if _opens_block(layout, entry):
            return True
        line = _next_line(layout.text, entry.when.end, entry.end)
    below = _next_line(layout.text, max(first.end, entry.when.end), entry.end)
    if _names_alone(layout, entry, line) and is_function(below.split("   ")[0]):
        return True
    return _is_post(line) or any(_is_post(title) for title in titles_above(layout, entry.start))


def _next_line(text: str, start: int, end: int) -> str:
    """What stands on a line, from the first word between two places on."""
    begin = behind(text, None, start, end)
    return text[begin : min(line_end(text, begin), end)]


def _names_alone(layout: Layout, entry: DatedEntry, line: str) -> bool:
    """Whether a line that opens a block has only a short name beside its date: "ITELA      depuis 2019"."""
    first = layout.line_at(entry.start)
    rest = line.replace(layout.text[entry.when.start : entry.when.end], "").strip()
    opens = layout.text.endswith("\n\n", 0, first.start)
    return opens and rest[:1].isupper() and _words(rest) <= _NAME


_NAME = 6
"""A name that stands alone beside its date has no more words."""


def _opens_block(layout: Layout, entry: DatedEntry) -> bool:
    """Whether a date alone on its line, below an empty one, has two lines or more below it: a post as forms tell it."""
    if not layout.text.endswith("\n\n", 0, layout.line_at(entry.when.start).start):
        return False
    below = layout.text[entry.when.end : entry.end].partition("\n")[2]
    return len(below.partition("\n\n")[0].strip().split("\n")) > 1


def is_load_row(layout: Layout, entry: DatedEntry) -> bool:
    """Whether an entry's line tells of a load in a post, not of another post: by its label, or nothing before its date.

    "Charge : 4/5 depuis 2021", "4/5 sinds 2021. Ik begeleid …".
    """
    row = layout.line_at(entry.start)
    if begins_with_label(fold(layout.text[row.start : row.end])):
        return True
    start = layout.line_at(entry.when.start).start
    said = fold(_last_sentence(layout.text[start : entry.when.start])).strip()
    if _SHARE.fullmatch(said):
        return True
    loads = mentions(said)
    rest = said
    for load in reversed(loads):
        rest = f"{rest[: load.start]} {rest[load.end :]}"
    return bool(loads) and _words(rest) <= _LABEL_WORDS and not _is_post(rest)


def _last_sentence(lead: str) -> str:
    """What stands behind the last end of a sentence."""
    ends = [at + len(mark) for mark in _SENTENCE_ENDS if (at := lead.rfind(mark)) >= 0]
    return lead[max(ends, default=0) :]


def titles_above(layout: Layout, start: int) -> list[str]:
    """The one or two lines above that of `start` that begin a paragraph: titles, no part of the entry before."""
    lines = _before(layout, layout.line_at(start).start).split("\n")[:-1]
    number = next((n for n in range(1, min(4, len(lines)) + 1) if not lines[-n].strip()), 0)
    return lines[-number + 1 :] if 1 < number < 4 else []


def _is_post(line: str) -> bool:
    return _POST.search(fold(line)) is not None


def head_of(layout: Layout, entry: DatedEntry) -> str:
    """The words that may name a post: up to two lines above its entry, and how the entry begins."""
    above = _before(layout, entry.start).rstrip().rsplit("\n", 2)[1:]
    return "\n".join([*above, layout.text[entry.start : min(entry.end, entry.start + _HEAD)]])


def _before(layout: Layout, start: int) -> str:
    return layout.text[max(0, start - _WINDOW) : start]


def end_of(layout: Layout, number: int) -> int:
    """Where a text stops to tell of an entry: a closed one ends with its paragraph in a list without empty lines."""
    entry = layout.entries[number]
    before = layout.entries[number - 1] if number else None
    if entry.when.ongoing or before is None or EMPTY_LINE.search(layout.text, before.when.end, entry.start):
        return entry.end
    empty = EMPTY_LINE.search(layout.text, entry.when.end, entry.end)
    return empty.end() - 1 if empty else entry.end


def is_over(layout: Layout, post: Post) -> bool:
    """Whether a post has ended; the last stage of one that goes on has not."""
    return has_ended(layout, post.when) and not _is_last_stage(layout, post.when)


def _is_last_stage(layout: Layout, when: DateRange) -> bool:
    """Whether a range up to the latest year that a text names tells of no other school than a post that goes on."""
    if when.precision != "year" or when.first is None or not is_latest(layout, when):
        return False
    row = layout.text[layout.line_at(when.start).start : layout.line_at(when.end).end]
    return goes_on_since(layout, when.first) and not is_school(row)


def _words(line: str) -> int:
    """How many words a line has."""
    return sum(len(word) >= _LEAST for word in WORD.findall(line))
