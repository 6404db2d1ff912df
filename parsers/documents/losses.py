"""Pages that could not be read: the fall of one costs only itself, unless nothing else was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.values import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.documents.extract import Sheet
    from parsers.errors import Unreadable


@dataclass(slots=True)
class Losses:
    """What was lost of a file so far."""

    problems: list[Problem] = field(default_factory=list)
    _first: Unreadable | None = None

    def note(self, number: int, refusal: Unreadable) -> None:
        """Page `number` (from 1) was not read."""
        sentence = f"Page {number} was not read: {refusal}"
        self.problems.append(Problem(code="page_broken", place=f"page {number}", sentence=sentence))
        self._first = self._first or refusal

    def weigh(self, sheets: Iterable[Sheet]) -> None:
        """A file of which nothing else was read is as unreadable as its first page lost.

        Raises:
            Unreadable: for that page's reason.
        """
        if self._first is not None and not any(line.text.strip() for sheet in sheets for line in sheet.lines):
            raise self._first
