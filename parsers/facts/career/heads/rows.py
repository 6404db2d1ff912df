"""The rows that name a dated entry's post: all of its head, or those above and beside the date that are its titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.career.places import begins_name, ends_with_sort
from parsers.layout.grid import split_cells
from parsers.lexicon.patterns import spelled
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_EDGES = " \t–—-:·•,;|()[]\uf0b7"
_ITEM = re.compile(r"[ \t]*(?:[-–•·*▪◦‣■□○●➢➤✓>›»\uf0b7\uf0a7]|o(?=[ \t]))[ \t]*")


def head_rows(layout: Layout, dated: DatedEntry) -> list[str]:
    """The rows that name the post, without its dates: a row that the margin has cut is whole."""
    text, head, when = layout.text, dated.head, dated.when
    if dated.rows:
        pieces = [
            text[row.start : when.start] + text[when.end : row.end]
            if row.start <= when.start < row.end
            else row.of(text)
            for row in dated.rows
        ]
    elif head.start <= when.start <= head.end:
        pieces = [text[head.start : when.start], text[when.end : head.end]]
    else:
        pieces = [head.of(text)]
    rows = [row for piece in pieces for row in _cut(piece)]
    if dated.above:
        rows.insert(1, dated.above.of(text))
    return _telling(rows)


def title_rows(layout: Layout, dated: DatedEntry) -> list[str]:
    """The rows that are an entry's titles: those above its date and beside it, else those below, but no list's items.

    Nothing where what stands above is only a town: columns were torn apart, and what follows is another post's.
    """
    text, when = layout.text, dated.when
    if dated.rows or not dated.head.start <= when.start <= dated.head.end:
        return head_rows(layout, dated)
    row = layout.line_at(when.start)
    above = _telling(_cut(text[dated.head.start : row.start])) if dated.head.start < row.start else []
    end = max(row.end, when.end)
    beside = _telling(_cut(f"{text[max(row.start, dated.head.start) : when.start]}\n{text[when.end : end]}"))
    if above:
        return [*above, *beside]
    below = text[end : dated.head.end].split("\n")
    bulleted = _ITEM.match(text, row.start) is not None
    titles: list[str] = []
    for line in below:
        if not bulleted and _ITEM.match(line) and (beside or titles):
            break
        titles += _telling(_cut(line))
    return [*beside, *titles]


def _cut(piece: str) -> list[str]:
    """The cells of the rows of a stretch, those put together that a margin has cut."""
    return _joined([cell for row in piece.split("\n") for cell in split_cells(_unbarred(row))])


def _unbarred(row: str) -> str:
    """A row with the letters that a scanner took for bars: "|nstitut de |a Gaume"."""
    if "|" not in row:
        return row
    told = f" {row} "
    return "".join(_letter(*told[at - 1 : at + 2]) if told[at] == "|" else told[at] for at in range(1, len(told) - 1))


def _letter(before: str, bar: str, after: str) -> str:
    """What a bar is between its neighbours: a capital I before a consonant, an l beside letters, or a bar."""
    if not (before.isalnum() or before in "|_") and after in _CONSONANTS:
        return "I"
    beside = (after.islower() or after == "|") if before.isalpha() else after.isalpha()
    return "l" if beside else bar


_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxyz")


def _telling(rows: Sequence[str]) -> list[str]:
    return [row for row in (row.strip(_EDGES) for row in rows) if sum(map(str.isalpha, row)) > 2]


_GOES_ON = frozenset(spelled("career.leading_on"))


def _is_open(row: str) -> bool:
    """Whether a row goes on: behind a comma, an article, an elision."""
    bare = row.rstrip()
    return bare.endswith((",", "l'", "l’", "d'", "d’")) or fold(bare.rpartition(" ")[2]) in _GOES_ON


def _joined(rows: Sequence[str]) -> list[str]:
    """Rows put together that a margin has cut: at a hyphen, before a small letter, or behind the sort of a school."""
    whole: list[str] = []
    for row in rows:
        hyphen = bool(whole) and whole[-1].rstrip().endswith("-")
        if hyphen or (whole and _goes_on(whole[-1], row.strip())):
            whole[-1] = whole[-1].rstrip() + ("" if hyphen else " ") + row.strip()
        else:
            whole.append(row.strip())
    return whole


def _goes_on(above: str, row: str) -> bool:
    """Whether a row goes on in the next one."""
    if ends_with_sort(above) and begins_name(row):
        return True
    return row[:1].islower() and (len(above) > _MARGIN or _is_open(above))


_MARGIN = 45
"""A row that a margin has cut is longer."""
