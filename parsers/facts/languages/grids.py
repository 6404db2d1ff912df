"""Tables and scales of languages: columns by skill, cells of figures or drawn marks, and their legends."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.languages.levels import is_denied, marks, says_spoken
from parsers.layout.grid import SWAY, column_at, row_at
from parsers.layout.grid import cells as cells_of_row
from parsers.layout.headings import subject_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import WORD_OR_NUMBER, in_word
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_SPEAKING = vocabulary("languages.speaking")
_SKILL = vocabulary("languages.speaking", "languages.other_skills")
_NATIVE = vocabulary("languages.mother")
_LABELS = vocabulary("languages.labels")
_LEVELS = frozenset({"a1", "a2", "b1", "b2", "c1", "c2", "mat", "l1", "native"})
"""Heads of columns that are a level each."""
_TICKS = frozenset("x✓✔●■•✗")
_LEGEND = re.compile(r"\b(?P<digit>[0-6]) ?[=:] ?(?P<words>[a-z][^,;=()\d]{1,30})")
_LEAST = 2
"""Of a figure that no legend explains, the least that is more than a beginning."""
_LONGEST = 14
"""So many rows a list of languages has at most."""


def least_digit(legend: str) -> int:
    """From which figure on a language is spoken: as the legend's words say ("1 = notions, 2 = faible, 3 = moyen")."""
    told = [(int(found["digit"]), found["words"]) for found in _LEGEND.finditer(legend)]
    spoken = [digit for digit, words in told if digit and (levels := marks(words)) and says_spoken(levels)]
    return min(spoken) if len(told) > 1 and spoken else _LEAST


def cells(text: str, start: int, least: int) -> list[bool]:
    """The cells that a folded row from `start` on is made of, each whether it is A2 or above; none where it holds
    anything else.
    """
    if is_denied(text, start, len(text)):
        return []
    told = marks(text, start)
    praise = {mark.start for mark, after in pairwise(told) if after.passive and after.start == mark.end + 1}
    found = [(mark.start, mark.end, mark.counts and mark.start not in praise, mark.kind == "figure") for mark in told]
    taken = list(found)
    found += [
        (at, at + 1, text[at] != "-" and int(text[at]) >= least, True)
        for at in range(start, len(text))
        if _is_figure(text, at) and _is_apart(text, at, at + 1) and not _is_in(taken, at)
    ]
    spans = [(begin, end) for begin, end, *_ in found] + [label.span() for label in _LABELS.finditer(text, start)]
    left = "".join(" " if any(a <= at < b for a, b in spans) else text[at] for at in range(start, len(text)))
    if not found or re.search(r"[a-z]{2}|\d", left):
        return []
    numbered = any(figure and text[begin] != "-" for begin, _, _, figure in found)
    return [counts for _, _, counts, figure in sorted(found) if figure or not numbered]


def _is_figure(text: str, at: int) -> bool:
    """Whether a dash, or a digit that is a word of its own, stands at a place."""
    alone = text[at].isdecimal() and not in_word(text, at + 1) and not (at and in_word(text, at - 1))
    return text[at] == "-" or alone


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a figure is no part of a fraction, a dash none of a word."""
    beside = _beside(text, start, end)
    return "/" not in beside and (text[start:end] != "-" or not beside.strip())


def _beside(text: str, start: int, end: int) -> str:
    """The characters on both sides of a stretch."""
    return text[max(0, start - 1) : start] + text[end : end + 1]


def _is_in(taken: Sequence[tuple[int, int, bool, bool]], at: int) -> bool:
    return any(begin <= at < end for begin, end, *_ in taken)


def is_skill(word: str) -> bool:
    """Whether a folded word is the head of a column in a table of languages."""
    return bool(_SKILL.fullmatch(word) or _LABELS.fullmatch(word) or word in _LEVELS)


def heads_columns(row: str) -> bool:
    """Whether a folded row holds nothing but heads of columns, of two skills at least: "Lu  Parlé  Écrit"."""
    return len(speaking_columns([row])) > 1 and all(map(is_skill, row.split()))


def speaking_columns(heads: Sequence[str]) -> list[bool]:
    """Which columns are of speaking, by the rows of heads above a table's first language."""
    return [_is_speaking(head, skill.start()) for head in heads for skill in _SKILL.finditer(head)]


def _is_speaking(head: str, at: int) -> bool:
    return bool(_SPEAKING.match(head, at))


def verdict(row: Sequence[bool], columns: Sequence[bool]) -> bool:
    """Whether a row's cells tell of speech: those of the speaking columns where these are known, else any."""
    if len(columns) == len(row) and any(columns):
        return any(cell for cell, speaking in zip(row, columns, strict=True) if speaking)
    return any(row)


class Placed(NamedTuple):
    """A folded row with the column that each of its characters stands in on the page."""

    text: str
    columns: tuple[int, ...]


def ticked(head: Placed, row: Placed) -> bool | None:
    """Whether a row is ticked under a column that counts, by where its marks stand; None where neither tells.

    The columns are levels ("A1 | A2 | B1"), of which all but A1 count, or skills, of which speaking does.
    """
    text = head.text
    levels = [(head.columns[at], text[at : at + 2] != "a1") for at in _level_heads(text)]
    skills = [(head.columns[found.start()], _is_speaking(text, found.start())) for found in _SKILL.finditer(text)]
    columns = levels if len(levels) > 2 else skills if len(skills) > 1 else []
    ticks = [
        row.columns[at]
        for at, mark in enumerate(row.text)
        if mark in _TICKS and not _beside(row.text, at, at + 1).strip()
    ]
    if not columns or not ticks or not any(counts for _, counts in columns):
        return None
    return any(min(columns, key=lambda column: abs(column[0] - at))[1] for at in ticks)


def has_levels(head: str) -> bool:
    """Whether a row is the head of a table that has a column for each level."""
    return len(_level_heads(head)) > 2


def _level_heads(head: str) -> list[int]:
    """Where the heads of columns of levels stand: "A1", "mat."."""
    figures = {word.start() for word in WORD_OR_NUMBER.finditer(head) if word.group() in _LEVELS}
    return sorted(figures | {found.start() for found in _NATIVE.finditer(head)})


def language_columns(layout: Layout) -> Iterator[list[Span]]:
    """The cells of each column below a heading of languages that has something else beside it, and heads no table."""
    headed = {section.heading.start for section in layout.sections if section.heading}
    rows = [list(cells_of_row(layout.text, *row_at(layout.text, line.start))) for line in layout.lines]
    for number, row in enumerate(rows):
        for head in row if len(row) > 1 else ():
            if (
                head.start not in headed
                and subject_of(head.of(layout.text)) == "languages"
                and not _is_table(layout, row)
            ):
                column = column_at(layout.text, head.start)
                yield list(_below(layout, rows[number + 1 : number + 1 + _LONGEST], column))


def _is_table(layout: Layout, row: list[Span]) -> bool:
    """Whether what stands beside a heading heads columns of the same table."""
    words = [word for cell in row for word in fold(cell.of(layout.text)).replace("|", " ").split()]
    return sum(is_skill(word) for word in words) > 1


def _below(layout: Layout, rows: list[list[Span]], column: int) -> Iterator[Span]:
    """The cells that begin in a column, down to its next heading; each with the levels that stand beside it."""
    for row in rows:
        at = next((n for n, cell in enumerate(row) if abs(column_at(layout.text, cell.start) - column) <= SWAY), None)
        if at is None:
            continue
        if subject_of(row[at].of(layout.text)):
            return
        end = row[at].end
        for beside in row[at + 1 :]:
            told = fold(beside.of(layout.text))
            if not (marks(told) or is_denied(told, 0, len(told))):
                break
            end = beside.end
        yield Span(row[at].start, end)
