"""Tables and scales of languages: columns by skill, cells of figures or drawn marks, and their legends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.languages.levels import is_strong, says_spoken
from parsers.words.languages.levels import LEVEL, NOT_SPOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPEAKING = (
    r"parler|parlee?|expression orale|oral|spreken|gesproken|mondeling|sprechen|mundlich|spoken|speaking|interaction"
)
_OTHER = (
    r"comprendre|compris|comprehension(?: orale| ecrite)?|ecouter|ecoute|lire|lit|lis|lue?|lecture|ecrire|ecrit|"
    r"expression ecrite|"
    r"luisteren|lezen|schrijven|begrijpen|horen|lesen|schreiben|verstehen|schriftlich|listening|reading|writing|"
    r"written|understanding"
)
_SKILL = re.compile(rf"\b(?:(?P<speaking>{_SPEAKING})|{_OTHER})\b")
COLUMN_HEAD = re.compile(rf"(?:{_SPEAKING}|{_OTHER}|niveaux?|levels?|[abc][12])")
"""A column's head in a table of languages."""
_CELL = re.compile(rf"(?:{LEVEL.pattern})|(?<![\w/])(?P<digit>\d)(?![\w/])|(?<![^\s])(?P<dash>-)(?![^\s])")
_LEGEND = re.compile(r"(?<![\w/])(?P<digit>[0-6]) ?[=:] ?(?P<words>[a-z][^,;=()\d]{1,30})")
_LEAST = 2
"""Of a figure that no legend explains, the least that is more than a beginning."""


def least_digit(legend: str) -> int:
    """From which figure on a language is spoken: as the legend's words say ("1 = notions, 2 = faible, 3 = moyen")."""
    told = [(int(found["digit"]), found["words"]) for found in _LEGEND.finditer(legend)]
    spoken = [digit for digit, words in told if digit and _is_enough(words)]
    return min(spoken) if len(told) > 1 and spoken else _LEAST


def _is_enough(words: str) -> bool:
    marks = list(LEVEL.finditer(words))
    return bool(marks) and says_spoken(marks)


def cells(text: str, least: int) -> list[bool]:
    """The cells that a folded row is made of, each whether it is A2 or above; none where it holds anything else."""
    if NOT_SPOKEN.search(text):
        return []
    found = list(_CELL.finditer(text))
    left = _CELL.sub("", text)
    if not found or re.search(r"[a-z]{2}|\d", re.sub(r"\b(?:langue|niveau|level|taal|sprache)s?\b", "", left)):
        return []
    figures = [cell for cell in found if not (cell["strong"] or cell["some"] or cell["weak"])]
    return [_is_enough_cell(cell, least) for cell in figures or found]


def _is_enough_cell(cell: re.Match[str], least: int) -> bool:
    if cell["digit"]:
        return int(cell["digit"]) >= least
    return not cell["dash"] and is_strong(cell)


def speaking_columns(heads: Sequence[str]) -> list[bool]:
    """Which columns are of speaking, by the rows of heads above a table's first language."""
    return [bool(skill["speaking"]) for head in heads for skill in _SKILL.finditer(head)]


def verdict(row: Sequence[bool], columns: Sequence[bool]) -> bool:
    """Whether a row's cells tell of speech: those of the speaking columns where these are known, else any."""
    if len(columns) == len(row) and any(columns):
        return any(cell for cell, speaking in zip(row, columns, strict=True) if speaking)
    return any(row)


def ticked(head: str, row: str) -> bool | None:
    """Whether a row is ticked under a column that counts, by where its marks stand; None where neither tells.

    The columns are levels ("A1 | A2 | B1"), of which all but A1 count, or skills, of which speaking does.
    """
    levels = [(found.start(), found.group() != "a1") for found in _GRID_LEVEL.finditer(head)]
    skills = [(found.start(), bool(found["speaking"])) for found in _SKILL.finditer(head)]
    columns = levels if len(levels) > 2 else skills if len(skills) > 1 else []
    marks = [found.start() for found in _TICK.finditer(row)]
    if not columns or not marks or not any(counts for _, counts in columns):
        return None
    return any(min(columns, key=lambda column: abs(column[0] - at))[1] for at in marks)


def has_levels(head: str) -> bool:
    """Whether a row is the head of a table that has a column for each level."""
    return len(_GRID_LEVEL.findall(head)) > 2


_GRID_LEVEL = re.compile(r"\b(?:[abc][12]|mat|l1|moedertaal|muttersprache|native)\b")
_TICK = re.compile(r"(?<!\S)[x✓✔●■•✗](?!\S)")
