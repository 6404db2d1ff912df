"""A rule as it is registered: what a person may know of it, and the examples that hold it to its word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.values.evidence import JSON

READERS = ("fr", "nl", "de", "en")
"""The languages in which a rule is told; a lawyer reads the first."""
SILENT = "none"
"""The value of an example in which its rule must not speak."""
_MARKED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """An invented text, and what its rule must make of it."""

    language: str
    annotated: str
    """As a candidate would write it, the words that must stand in the evidence in [ ]."""
    value: JSON
    """What the fact must be; `SILENT` where the rule must not speak."""
    kind: str | None = None
    """The kind of document it stands in; None for a mail's own words."""
    criterion: str | None = None
    """The criterion that asks for passages, of rules that read for one."""

    @property
    def text(self) -> str:
        """The text without its marks."""
        return _MARKED.sub(r"\1", self.annotated)

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text cut at its marks, each piece with whether it is marked."""
        return tuple((piece, number % 2 == 1) for number, piece in enumerate(_MARKED.split(self.annotated)) if piece)

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that must stand in the evidence."""
        return tuple(_MARKED.findall(self.annotated))

    @property
    def speaks(self) -> bool:
        """Whether its rule must speak."""
        return bool(self.value != SILENT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule. Its id is `fact.name`; evidence carries the id with the version."""

    id: str
    version: int
    fact: str
    """The key of the fact that it reads; `passages` for those of every criterion without a value of its own."""
    reads: Mapping[str, str]
    """By language: what it reads, and what it concludes."""
    needs: tuple[str, ...]
    """Terms (`terms.toml`) that must hold where it speaks."""
    refuses: tuple[str, ...]
    """Terms that keep it silent."""
    value: Mapping[str, str]
    """By language: what it gives."""
    certainty: tuple[float, float]
    """The least and the most sure it is (0 to 1): for choosing among readings, no measure of a person."""
    examples: tuple[Example, ...]

    @property
    def cited(self) -> str:
        """Id and version, as evidence carries them: "tenure.appointed/1"."""
        return f"{self.id}/{self.version}"
