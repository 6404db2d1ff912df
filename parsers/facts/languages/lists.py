"""Lists of languages in a CV: under a heading, on lines of their own, in columns of names and levels, in tables."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.languages.grids import (
    cells,
    heads_columns,
    is_skill,
    language_columns,
    least_digit,
    speaking_columns,
    ticked,
    verdict,
)
from parsers.facts.languages.levels import Mark, ToldLevel, marks, says_spoken, told_level
from parsers.facts.languages.names import code_of_short, names_in
from parsers.facts.languages.rows import (
    BLOCK_LIMIT,
    HEADING,
    LINE_LIMIT,
    SAYING,
    LanguageLine,
    ToldLanguage,
    first_item_end,
    label_end,
)
from parsers.facts.languages.stated_levels import stated_below, stated_level, stated_on
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import WORD, WORD_OR_NUMBER, is_spread
from parsers.text.text import Span, fold, folded
from parsers.values.profiles import CEFR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_MOTHER = vocabulary("languages.mother")
_SHORT = re.compile(
    r"(?P<code>[^\W\d_]{2,5})\.?"
    r"(?=\s*(?:$|[,;/|·•():=–—+★●■█*]|-\s)|\s+(?:[abc][12]\b|\d|\S+(?: \S+)?(?:\s*$|\s{2,}| ?[,;(]))|\s{3,})"
)
"""What may be a language's short form: alone at the beginning of an item, on text in lower case."""
_LETTER = re.compile(r"(?P<code>[a-z])(?=\s*(?:[,;/|(:=]|$))")
"""What may be a language's initial: with its level behind where several stand together ("F (C2), D (B1)"), alone among
short forms ("Nl, Fr, E").
"""
_GROUP = re.compile(r"(?:^|[;.|(] ?)(?P<head>[^:;.|,]{3,40}) ?: ?$")
"""A level that a colon sets before several languages."""
_CAREER = frozenset({"education", "experience"})
_TABLE_ROWS = 12
"""How many rows above a language's its table's head may stand."""
_ABOVE = 6
"""How many rows of heads a table may have above its first language."""
LevelRow = tuple[bool, LanguageLine]
"""A row of a level, with whether it is A2 or above."""


def listed(layout: Layout) -> Iterator[ToldLanguage]:
    """The languages at A2 or above that the lists of a text name, and those below it of which they state a level."""
    blocks = tuple(_blocks(layout))
    least = least_digit(" ".join(fold(block.of(layout.text)) for block in blocks))
    own = [line for line in layout.lines if not layout.is_ignored(line.start, line.end)]
    rows = [LanguageLine(layout, line, any(block.start <= line.start < block.end for block in blocks)) for line in own]
    read = list(_read(rows, least))
    yield from read if any(one.spoken for one in read) else [*read, *_unheaded(rows)]
    for column in language_columns(layout):
        yield from _read([LanguageLine(layout, cell, inside=True) for cell in column], least)


def _read(rows: Sequence[LanguageLine], least: int) -> Iterator[ToldLanguage]:
    """The languages that rows list, one below the other."""
    done, in_table = -1, False
    for number, row in enumerate(rows):
        in_table = row.is_table_head or (in_table and bool(row.names or row.cells(least)))
        inside = in_table or row.inside
        if number <= done:
            continue
        if not row.names:
            coded = [] if heads_columns(row.view.text) else list(_abbreviated(row))
            if inside or label_end(row.view.text) is not None or _is_coded(row, coded):
                yield from coded
            continue
        if not (inside or row.is_list or _follows_mother(rows, number) or _is_beside_list(rows, number)):
            continue
        ticks = _ticked(rows, number) if inside else None
        if ticks is not None:
            yield from (row.told(name) for name in row.names[:1] if ticks)
        elif row.is_bare and not _follows_mother(rows, number):
            done = _last_bare(rows, number)
            yield from _column(rows, number, done, least)
        elif (found := row.cells(least)) and len(found) > 1:
            if verdict(found, _columns(rows, number)):
                yield row.told(row.names[0], stated_on(row, row.names[0].end, by_skill=True))
        else:
            yield from _on_line(rows, number)
            yield from _abbreviated(row)


def _is_coded(row: LanguageLine, told: Sequence[ToldLanguage]) -> bool:
    """Whether a row of no known list tells several languages by their codes, each with a level: "F : bon / NL : C1"."""
    return len(told) > 1 and all(one.level for one in told) and not row.layout.in_subject(row.span.start, *_CAREER)


def _unheaded(rows: Sequence[LanguageLine]) -> Iterator[ToldLanguage]:
    """Names alone one below the other, whose heading was drawn elsewhere; in a career they are subjects taught."""
    done = -1
    for number, row in enumerate(rows):
        if number <= done or not row.is_bare or row.layout.in_subject(row.span.start, *_CAREER):
            continue
        done = _last_bare(rows, number)
        if done > number:
            yield from _column(rows, number, done, 0)


def _blocks(layout: Layout) -> Iterator[Span]:
    """The stretches that list languages: from a heading that says so to the next of another subject."""
    start: int | None = None
    for section in layout.sections:
        head = section.heading.start if section.heading else section.start
        title = fold(section.title)
        named = HEADING.search(title) or SAYING.fullmatch(title)
        told = section.subject == "languages" or (section.subject not in _CAREER and bool(named))
        if told and start is None:
            start = head
        elif start is not None and not told and not _belongs(title):
            yield Span(start, min(head, start + BLOCK_LIMIT))
            start = None
    if start is not None:
        yield Span(start, min(len(layout.text), start + BLOCK_LIMIT))


def _belongs(title: str) -> bool:
    """Whether what looks like a heading is a language, a level, or the head of a column."""
    short = _SHORT.match(title.strip())
    if names_in(title) or (short and code_of_short(short["code"])):
        return True
    return bool(cells(title, 0, 0)) or all(is_skill(word) for word in title.split())


def _abbreviated(row: LanguageLine) -> Iterator[ToldLanguage]:
    """Languages by their codes, each with its level: "FR C2 · NL B1", "de : conversation"."""
    written = row.span.of(row.layout.text)[:BLOCK_LIMIT]
    text = written.lower()
    if len(text) > len(written):
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in written)
    found = _short_names(text)
    if len(found) == 1 and not _stands_alone(text, found[0].end()):
        return
    alone = len(found) == 1 and is_spread(row.layout.text, row.span.start)
    for place, match in enumerate(found):
        after = found[place + 1].start() if place + 1 < len(found) else len(text)
        view = folded(row.layout.text, row.span.start + match.end(), row.span.start + after)
        rest = view.text
        end = len(rest) if rest[:1] in ":=(" or len(found) == 1 else first_item_end(rest, 0, len(rest))
        read = row.names and marks(text[: match.end("code")], match.start("code"))  # "Allemand (lu)"
        told = marks(rest, 0, end)
        if not read and says_spoken(told) and (told or not alone):
            start = row.span.start + match.start("code")
            code = code_of_short(match["code"]) or match["code"]
            own = first_item_end(rest, 0, end) if row.names else end
            said = ToldLevel(spoken=True, marks=tuple(mark for mark in told if mark.end <= own), words=Span(0, own))
            level = stated_level(row.layout, view, said, row.span)
            yield ToldLanguage(code, row.span, Span(start, start + len(match["code"])), level=level)


def _short_names(text: str) -> list[re.Match[str]]:
    """The short forms of languages on a line in lower case; initials where several stand together."""
    starts = [word.start() for word in WORD.finditer(text) if code_of_short(word.group())]
    initials = _items(_LETTER, text, starts)
    if initials:
        begin = label_end(text) or 0
        initials = [found for found in initials if found.start() >= begin]
    letters = [found for found in initials if text[found.end() :].lstrip(" ")[:1] in {"(", ":", "="}]
    found = _items(_SHORT, text, starts)
    if len(found) > 1 or ((found or len(initials) > 1) and label_end(text)):
        found = sorted([*found, *(one for one in initials if one not in letters)], key=lambda match: match.start())
    if len(letters) > 1 or (letters and not found and not letters[0].start() and marks(fold(text[2:]))):
        return sorted([*letters, *found], key=lambda match: match.start())
    return found


def _items(form: re.Pattern[str], text: str, starts: list[int]) -> list[re.Match[str]]:
    """The words of a form among those that begin at places, each at the beginning of an item."""
    return [found for at in starts if (found := form.match(text, at)) and _begins_item(text, at)]


def _begins_item(text: str, at: int) -> bool:
    """Whether an item of a list begins there: with the line, behind a mark or a wide space."""
    near = text[max(0, at - 2) : at]
    if not at or near[-1] in _BEFORE_ITEM or (near.endswith(" ") and near[0] in f" {_BEFORE_ITEM}●○★☆■□*⬤"):
        return True
    return near.endswith(" ") and _is_level(fold(text[max(text.rfind(mark, 0, at) for mark in _BEFORE_ITEM) + 1 : at]))


def _is_level(words: str) -> bool:
    """Whether folded words are a level and nothing else: "een beetje"."""
    told = marks(words)
    return len(told) == 1 and told[0].start == 0 and told[0].end == len(words)


_BEFORE_ITEM = ",;:/|·•(–—+\t-"


def _stands_alone(text: str, at: int) -> bool:
    """Whether a level, or a mark that leads to one, follows a short form that is the only one of its line."""
    rest = fold(text[at:])
    told = marks(rest, 0, 40)
    return rest[:1] in (":", "=") or bool(told and not rest[: told[0].start].strip("({ "))


def _ticked(rows: Sequence[LanguageLine], number: int) -> bool | None:
    """Whether a table's row is ticked where it counts, under the nearest row of heads."""
    above = (row for row in reversed(rows[max(0, number - _TABLE_ROWS) : number]) if not row.names)
    verdicts = (ticked(row.placed, rows[number].placed) for row in above)
    return next((told for told in verdicts if told is not None), None)


def _columns(rows: Sequence[LanguageLine], number: int) -> list[bool]:
    """The columns of the table that a row stands in: the heads above its first language."""
    top = number
    while top > 0 and (rows[top - 1].names or rows[top - 1].cells(0)):
        top -= 1
    return speaking_columns([row.view.text for row in rows[max(0, top - _ABOVE) : top]])


def _follows_mother(rows: Sequence[LanguageLine], number: int) -> bool:
    """Whether a bare name stands under "Langue maternelle"."""
    return number > 0 and rows[number].is_bare and bool(_MOTHER.search(rows[number - 1].view.text))


def _is_beside_list(rows: Sequence[LanguageLine], number: int) -> bool:
    """Whether a line led by a name stands right above or below one that lists languages, whatever their heading."""
    around = (*rows[max(0, number - 1) : number], *rows[number + 1 : number + 2])
    return rows[number].is_led and any(row.is_list for row in around)


def _on_line(rows: Sequence[LanguageLine], number: int) -> Iterator[ToldLanguage]:
    row = rows[number]
    text = row.view.text + _going_on(rows, number)
    first = _begins_with_level(text)
    group: Mark | None = None
    for place, name in enumerate(row.names):
        after = row.names[place + 1].start if place + 1 < len(row.names) else len(text)
        before = row.names[place - 1].end if place else 0
        group = _grouped(text, before, name.start, group)
        told = told_level(text, name, before, after, levels_first=first)
        led = group is None or group.counts or bool(marks(text, name.end, first_item_end(text, name.end, after)))
        if group and not told.marks:
            told = told._replace(marks=(group,), words=Span(group.start, group.end))
        level = stated_level(row.layout, row.view, told, row.span)
        if (told.spoken and led) or (level and level.levels):
            yield row.told(name, level, spoken=told.spoken and led)


def _begins_with_level(text: str) -> bool:
    """Whether the first word of a folded line is a level of the CEFR, and the second none in digits: "B2 anglais"."""
    words = [word.group() for word in islice(WORD_OR_NUMBER.finditer(text), 2)]
    return len(words) > 1 and words[0].upper() in CEFR and words[1][0].isalpha()


def _grouped(text: str, before: int, at: int, group: Mark | None) -> Mark | None:
    """The level that a colon has set before this name and those before it, if any: "notions : italien, espagnol"."""
    head = _GROUP.search(text[:at], before)
    if head:
        told = marks(text, *head.span("head"))
        return told[-1] if told else None
    return None if re.search(r"[;.|]", text[before:at]) else group


def _going_on(rows: Sequence[LanguageLine], number: int) -> str:
    """The beginning of the next line, where it goes on with this one's last item."""
    if number + 1 >= len(rows):
        return ""
    row, following = rows[number], rows[number + 1]
    text = row.layout.text
    apart = text.count("\n", row.span.end, following.span.start) > 1
    is_open = row.view.text.count("(") > row.view.text.count(")")
    if apart or row.view.text.endswith((".", ";")) or (row.cells(0) and not is_open):
        return ""
    first = following.span.of(text)[:1]
    if not (first.islower() or first == "(" or is_open):
        return ""
    cut = following.names[0].start if following.names else len(following.view.text)
    return f" {following.view.text[: min(cut, 80)]}"


def _last_bare(rows: Sequence[LanguageLine], number: int) -> int:
    """The last of the rows of names alone that stand one below the other."""
    last = number
    while last + 1 < len(rows) and rows[last + 1].is_bare:
        last += 1
    return last


def _column(rows: Sequence[LanguageLine], first: int, last: int, least: int) -> Iterator[ToldLanguage]:
    """Names in a column, their levels in the rows below: one each, several each, or none."""
    count = last - first + 1
    below = list(_levels_below(rows[last + 1 : last + 1 + 6 * count], least))
    if not below and count > 1:
        below = _levels_apart(rows, last, count, least)
    columns = _columns(rows, first)
    each, left = divmod(len(below), count)
    for place in range(count):
        shared = not each or bool(left)
        own = below if shared else below[place * each : (place + 1) * each]
        if not own or verdict([counts for counts, _ in own], columns):
            row, rows_below = rows[first + place], [] if shared else [one for _, one in own]
            yield row.told(row.names[0], stated_below(row, rows_below))


def _levels_apart(rows: Sequence[LanguageLine], last: int, count: int, least: int) -> list[LevelRow]:
    """The levels of a column of names where they were drawn later: as many rows of levels, one below the other."""
    run: list[LevelRow] = []
    for number in range(last + 1, len(rows) + 1):
        told = [*_levels_below(rows[number : number + 1], least)]
        if not told and len(run) == count:
            return run
        run = [*run, *told] if told else []
    return []


def _levels_below(rows: Sequence[LanguageLine], least: int) -> Iterator[LevelRow]:
    """The rows that hold nothing but a level, each with whether it is A2 or above; up to the first that holds more."""
    for row in rows:
        told = marks(row.view.text)
        found = row.cells(least)
        if row.names or not (told or found) or len(row.view.text) > LINE_LIMIT or "=" in row.view.text:
            return
        yield (any(found) if found else says_spoken(told)), row
