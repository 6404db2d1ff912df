"""A line of a text with the languages it names, and whether it lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.languages.grids import Placed, cells, has_levels, speaking_columns
from parsers.facts.languages.levels import EMPTY, FILLED, marks
from parsers.facts.languages.names import Name, names_in
from parsers.layout.grid import column_at
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import mark_at
from parsers.text.text import Folded, Span, folded

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

BLOCK_LIMIT = 1500
"""A list of languages is short; what runs on belongs to something whose heading was missed."""
LINE_LIMIT = 90
HEADING = vocabulary("languages.heading")
SAYING = vocabulary("languages.saying")
_TABLE = vocabulary("languages.table")
_BULLET = re.compile(r"[\W_]*(?:\d{1,2}[.)]? )?")
_BEHIND_LABEL = re.compile(r"(?:\(s\))? ?(?P<mark>[:?-])? ?(?=[a-z])")
_BEHIND_SAYING = re.compile(r"(?: [\w' ]{2,20})? ?(?P<mark>:) ?(?=[a-z])")
_PARTING = ",;/|•·"
"""Marks between two items of a list."""
_DRAWN = re.compile(r"•(?= ?[•○◦])|(?<=[•○◦])•")
"""A bullet that is a step of a scale."""


_STEPS = 3
"""A scale has no fewer steps."""
_UNDRAWN = str.maketrans(EMPTY, " " * len(EMPTY))


@lru_cache(maxsize=4)
def _has_filled(text: str) -> bool:
    """Whether a step of a scale is filled: where none in a text is, its font draws all alike, and they tell nothing."""
    bare = text.replace(" ", "")
    return any(f"{one}{other}" in bare for one in FILLED for other in f"{FILLED}{EMPTY}")


def _with_ticks(text: str) -> str:
    """A row with a tick for each plus that stands alone: it says yes, where no scale has three."""
    alone = (
        mark == "+"
        and not any(near == "+" or near.isalnum() for near in text[max(0, at - 1) : at] + text[at + 1 : at + 2])
        for at, mark in enumerate(text)
    )
    return "".join("✓" if ticked else mark for mark, ticked in zip(text, alone, strict=True))


class StatedLevel(NamedTuple):
    """What is said of how well a language is spoken, and where."""

    levels: tuple[str, ...]
    """Those that can be compared; several only where they do not tell of different skills."""
    words: str
    """What else is said, as it stands; empty where nothing is."""
    span: Span
    focus: Span
    lowest: str = ""
    """The lowest of several levels of the CEFR of which `levels` has the best: of several skills, or of a range."""


class ToldLanguage(NamedTuple):
    """A language that a text tells."""

    code: str
    span: Span
    """The passage."""
    focus: Span
    """The name's place."""
    spoken: bool = True
    """At A2 or above, or without a level; one below it is told with its level alone."""
    level: StatedLevel | None = None


def label_end(text: str) -> int | None:
    """Where what a folded line lists begins behind its label ("Langues : "); None where it has none."""
    bullet = _BULLET.match(text)
    at = bullet.end() if bullet else 0
    for label, behind in ((HEADING, _BEHIND_LABEL), (SAYING, _BEHIND_SAYING)):
        named = label.match(text, at)
        parted = behind.match(text, named.end()) if named else None
        if parted and (parted["mark"] or any(name.start == parted.end() for name in names_in(text))):
            return parted.end()
    return None


def first_item_end(text: str, start: int, end: int) -> int:
    """Where the first item of a list from `start` on ends."""
    return mark_at(text, _PARTING, start, end)


@dataclass(frozen=True)
class LanguageLine:
    """A line of a text, or a cell of one, folded, with the languages it names."""

    layout: Layout
    span: Span
    inside: bool = False
    """Whether it stands under a heading of languages: there rare languages count."""

    @cached_property
    def view(self) -> Folded:
        """The line, folded."""
        flat = folded(self.layout.text, self.span.start, min(self.span.end, self.span.start + BLOCK_LIMIT))
        drawn = flat.text
        if not drawn.isascii():
            drawn = _DRAWN.sub("●", drawn)
            if sum(map(drawn.count, EMPTY)) >= _STEPS and not _has_filled(self.layout.text):
                drawn = drawn.translate(_UNDRAWN)
        if "+" in drawn and "+++" not in self.layout.text:
            drawn = _with_ticks(drawn)
        return flat if drawn == flat.text else replace(flat, text=drawn)

    @cached_property
    def placed(self) -> Placed:
        """The line as it stands on its page."""
        left = self.view.offsets[0] - column_at(self.layout.text, self.view.offsets[0])
        return Placed(self.view.text, tuple(offset - left for offset in self.view.offsets))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The languages it names."""
        return tuple(name for name in names_in(self.view.text) if self.inside or not name.rare)

    @cached_property
    def is_bare(self) -> bool:
        """Whether the line is a language's name and nothing else."""
        text = self.view.text
        if len(self.names) != 1 or marks(text):
            return False
        return not re.search(r"[^\W_]", text[: self.names[0].start] + text[self.names[0].end :])

    @cached_property
    def is_led(self) -> bool:
        """Whether the line begins with a language's name."""
        bullet = _BULLET.match(self.view.text)
        return bool(self.names and bullet and self.names[0].start == bullet.end())

    @cached_property
    def is_table_head(self) -> bool:
        """Whether the line heads a table of languages: "Langue  Compris  Parlé  Écrit"."""
        text = self.view.text
        return not self.names and bool(_TABLE.search(text)) and (len(speaking_columns([text])) > 1 or has_levels(text))

    @cached_property
    def is_list(self) -> bool:
        """Whether the line lists languages: it begins with one (or with "Langues"), and tells levels."""
        if not self.names:
            return False
        text, labelled = self.view.text, label_end(self.view.text)
        if labelled is not None:
            return True
        if not self.is_led:
            return self._is_behind_label()
        told = marks(text)
        if not told:
            return False
        if len(self.names) > 1 and self._is_one_each(0):
            return True
        strong = any(mark.kind != "weak" for mark in told)
        return strong and (len(self.names) > 1 or len(text) < LINE_LIMIT)

    def _is_behind_label(self) -> bool:
        """Whether a label that says something else leads languages, each with its level: "Niveau : anglais B2, …"."""
        text, first = self.view.text, self.names[0].start
        label = text[:first].rstrip()
        listed = len(self.names) > 1 and label.endswith(":") and self._is_one_each(first)
        return listed and len(marks(text, first)) >= len(self.names)

    def _is_one_each(self, start: int) -> bool:
        """Whether each item of the line from a place on names a language."""
        text, at = self.view.text, start
        while at < len(text):
            end = first_item_end(text, at, len(text))
            if text[at:end].strip() and not any(at <= name.start < end for name in self.names):
                return False
            at = end + 1
        return True

    def cells(self, least: int) -> list[bool]:
        """The cells of a table's row, or of a line that holds nothing but levels."""
        if len(self.names) > 1:
            return []
        return cells(self.view.text, self.names[0].end if self.names else 0, least)

    def told(self, name: Name, level: StatedLevel | None = None, *, spoken: bool = True) -> ToldLanguage:
        """The language of a name on this line."""
        return ToldLanguage(name.code, self.span, self.view.span(name.start, name.end), spoken, level)
