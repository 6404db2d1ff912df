"""What one text says of a candidate, with the passage that says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

JSON = Any
"""A value that JSON can hold: str, float, int, bool, None, or lists and dicts of them."""

EVIDENCE_LIMIT = 6
"""At most so many pieces of evidence a fact, and a finding."""
QUOTE_LIMIT = 300
"""The longest quote that counts as evidence, in characters."""


ECHO: dict[str, JSON] = {"echo": True}
"""The detail of a finding that decides nothing: its passage is shown where something surer says the same."""
GUESS: dict[str, JSON] = {"guess": True}
"""The detail of a finding that speaks only where no other does, of any text, and then as something to verify."""
ECHOING = 0.1
"""How sure such a finding is."""


class State(StrEnum):
    """What the papers say of a criterion; a threshold gives a value its state, never a person a verdict."""

    FOUND = "found"
    CONTRARY = "contrary"
    NOT_FOUND = "not_found"
    TO_VERIFY = "to_verify"


# --- facts and their evidence ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """The passage that says it: `text[start:end]` equals `quote` (white space apart), within `QUOTE_LIMIT`."""

    start: int
    end: int
    quote: str
    rule: str
    """Rule id and version, as "tenure.appointed/1"."""
    page: int | None = None
    doubtful: bool = False
    """The page may show something else than the quote: no fact is sure of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What one text says of one key, by one rule: several may disagree; `assemble` decides."""

    key: str
    value: JSON
    state: State
    evidence: tuple[Evidence, ...] = ()
    certainty: float = 1.0
    """How sure the rule is of its reading (0 to 1): for choosing among findings, shown only to who asks why."""
    detail: dict[str, JSON] = field(default_factory=dict)
    """What merging needs besides: the source of a name, the date of a statement, the post a load belongs to."""

    @property
    def is_echo(self) -> bool:
        """Whether it only shows again what something surer says."""
        return bool(self.detail.get("echo"))

    @property
    def is_guess(self) -> bool:
        """Whether it speaks only where no other does."""
        return bool(self.detail.get("guess"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A dated entry of a career. Dates are the first day of `start`'s month or year and the last of `end`'s."""

    start: date | None
    end: date | None
    """None while it goes on (`ongoing`), or where the papers do not say."""
    ongoing: bool = False
    precision: str = "month"
    """day, month, year or school_year."""
    function: str | None = None
    employer: str | None = None
    sector: str = "unknown"
    """education, cpms, other or unknown."""
    load: float | None = None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """All that one text (a document's or a body's own words) says."""

    facts: tuple[Finding, ...] = ()
    entries: tuple[Entry, ...] = ()
