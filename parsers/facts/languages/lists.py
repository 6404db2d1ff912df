"""Lists of languages in a CV: under a heading, on lines of their own, in columns of names and levels, in tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.languages.grids import COLUMN_HEAD, least_digit, speaking_columns, ticked, verdict
from parsers.facts.languages.levels import is_spoken, is_strong, says_spoken
from parsers.facts.languages.rows import BLOCK_LIMIT, ITEMS, LINE_LIMIT, WORDS, LanguageLine, ToldLanguage
from parsers.text.text import Span, fold
from parsers.words.languages.levels import LEVEL
from parsers.words.languages.names import ABBREVIATION, LANGUAGE, LETTER, code_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_NAMED = re.compile(rf"\b(?:{WORDS}|(?:que|was|wat) (?:je parle|ich spreche|ik spreek))\b")
_LABELLED_HEAD = re.compile(rf"[\W_]*(?:{WORDS}) ?: ?")
_MOTHER = re.compile(r"matern|moedertaal|muttersprache|mother tongue")
_GROUP = re.compile(r"(?:^|[;.|(] ?)(?P<head>[^:;.|,]{3,40}) ?: ?$")
"""A level that a colon sets before several languages."""
_ALONE = re.compile(rf"\s*(?:[:=]|[({{]?\s*(?:{LEVEL.pattern}))")
"""What must follow a code that stands alone on its line."""
_LEVEL_FIRST = re.compile(r"^\W*[abc][12]\b\W*[a-z]")
_CAREER = frozenset({"education", "experience"})
_TABLE_ROWS = 12
"""How many rows above a language's its table's head may stand."""
_ABOVE = 6
"""How many rows of heads a table may have above its first language."""


def listed(layout: Layout) -> Iterator[ToldLanguage]:
    """The languages at A2 or above that the lists of a text name."""
    blocks = tuple(_blocks(layout))
    rows = [LanguageLine(layout, line) for line in layout.lines if not layout.is_ignored(line.start, line.end)]
    least = least_digit(" ".join(fold(block.of(layout.text)) for block in blocks))
    done, in_table = -1, False
    for number, row in enumerate(rows):
        in_table = row.is_table_head or (in_table and bool(row.names or row.cells(least)))
        inside = in_table or any(block.start <= row.span.start < block.end for block in blocks)
        if number <= done:
            continue
        if not row.names:
            if inside:
                yield from _abbreviated(row)
            continue
        if not (inside or row.is_list or _follows_mother(rows, number)):
            continue
        ticks = _ticked(rows, number) if inside else None
        if ticks is not None:
            yield from (row.told(name) for name in row.names[:1] if ticks)
        elif row.is_bare and not _follows_mother(rows, number):
            done = _last_bare(rows, number)
            yield from _column(rows, number, done, least)
        elif (found := row.cells(least)) and len(found) > 1:
            if verdict(found, _columns(rows, number)):
                yield row.told(row.names[0])
        else:
            yield from _on_line(rows, number)
            yield from _abbreviated(row)


def _blocks(layout: Layout) -> Iterator[Span]:
    """The stretches that list languages: from a heading that says so to the next of another subject."""
    start: int | None = None
    for section in layout.sections:
        head = section.heading.start if section.heading else section.start
        title = fold(section.title)
        told = section.subject == "languages" or (section.subject not in _CAREER and bool(_NAMED.search(title)))
        if told and start is None:
            start = head
        elif start is not None and not told and not _belongs(title):
            yield Span(start, min(head, start + BLOCK_LIMIT))
            start = None
    if start is not None:
        yield Span(start, min(len(layout.text), start + BLOCK_LIMIT))


def _belongs(title: str) -> bool:
    """Whether what looks like a heading is a language, or the head of a column."""
    words = title.strip()
    return bool(LANGUAGE.search(words) or ABBREVIATION.match(words)) or all(
        COLUMN_HEAD.fullmatch(word) for word in words.split()
    )


def _abbreviated(row: LanguageLine) -> Iterator[ToldLanguage]:
    """Languages by their codes, each with its level: "FR C2 · NL B1", "de : conversation"."""
    written = row.span.of(row.layout.text)[:BLOCK_LIMIT]
    text = "".join(c.lower() if len(c.lower()) == 1 else c for c in written)
    letters = list(LETTER.finditer(text, _labelled_end(text)))
    found = list(ABBREVIATION.finditer(text))
    if len(letters) > 1 or (letters and not found and not letters[0].start() and LEVEL.search(fold(text[2:]))):
        found = sorted([*letters, *found], key=lambda match: match.start())
    if len(found) == 1 and not _ALONE.match(text[found[0].end() :]):
        return
    for place, match in enumerate(found):
        after = found[place + 1].start() if place + 1 < len(found) else len(text)
        rest = fold(text[match.end() : after])
        level = rest if rest[:1] in ":=(" or len(found) == 1 else re.split(r"[,;|/]", rest)[0]
        if says_spoken(list(LEVEL.finditer(level))):
            start = row.span.start + match.start("code")
            yield code_of(match["code"]), row.span, Span(start, start + len(match["code"]))


def _labelled_end(text: str) -> int:
    """Where a list begins behind its label: "- Langues : F (C2), D (B1)"."""
    label = _LABELLED_HEAD.match(text)
    return label.end() if label else 0


def _ticked(rows: Sequence[LanguageLine], number: int) -> bool | None:
    """Whether a table's row is ticked where it counts, under the nearest row of heads."""
    above = (row for row in reversed(rows[max(0, number - _TABLE_ROWS) : number]) if not row.names)
    verdicts = (ticked(row.typed, rows[number].typed) for row in above)
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


def _on_line(rows: Sequence[LanguageLine], number: int) -> Iterator[ToldLanguage]:
    row = rows[number]
    text = row.view.text + _going_on(rows, number)
    first = bool(_LEVEL_FIRST.match(text))
    group: bool | None = None
    for place, match in enumerate(row.names):
        after = row.names[place + 1].start() if place + 1 < len(row.names) else len(text)
        before = row.names[place - 1].end() if place else 0
        group = _grouped(text, before, match.start(), group)
        spoken = is_spoken(text, match, before, after, levels_first=first)
        if spoken and (group is not False or bool(LEVEL.search(ITEMS.split(text[match.end() : after])[0]))):
            yield row.told(match)


def _grouped(text: str, before: int, at: int, group: bool | None) -> bool | None:  # noqa: FBT001 - a verdict that goes on
    """The level that a colon has set before this name and those before it, if any: "notions : italien, espagnol"."""
    between = text[before:at]
    head = _GROUP.search(between)
    if head:
        marks = list(LEVEL.finditer(head["head"]))
        return is_strong(marks[-1]) if marks else None
    return None if re.search(r"[;.|]", between) else group


def _going_on(rows: Sequence[LanguageLine], number: int) -> str:
    """The beginning of the next line, where it goes on with this one's last item."""
    if number + 1 >= len(rows):
        return ""
    row, following = rows[number], rows[number + 1]
    text = row.layout.text
    apart = text.count("\n", row.span.end, following.span.start) > 1
    if apart or row.view.text.endswith((".", ";")) or row.cells(0):
        return ""
    first = following.span.of(text)[:1]
    if not (first.islower() or first == "("):
        return ""
    cut = following.names[0].start() if following.names else len(following.view.text)
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
    below = [*_levels_below(rows[last + 1 : last + 1 + 6 * count], least)]
    columns = _columns(rows, first)
    each, left = divmod(len(below), count)
    for place in range(count):
        own = below[place * each : (place + 1) * each] if each and not left else below
        if not own or verdict(own, columns):
            row = rows[first + place]
            yield row.told(row.names[0])


def _levels_below(rows: Sequence[LanguageLine], least: int) -> Iterator[bool]:
    """Whether each of the rows that hold nothing but a level is A2 or above; up to the first that holds more."""
    for row in rows:
        marks = list(LEVEL.finditer(row.view.text))
        found = row.cells(least)
        if row.names or not (marks or found) or len(row.view.text) > LINE_LIMIT or "=" in row.view.text:
            return
        yield any(found) if found else says_spoken(marks)
