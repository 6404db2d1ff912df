"""A title that somebody holds, as the rules find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.text.text import Span

NAMED, TOLD, LED, DATED, UNNAMED, SHORT, LEAVING = 0.9, 0.7, 0.6, 0.5, 0.4, 0.35, 0.3
"""How surely a title is one; those that matter less stand last."""
NEVER = frozenset({"references", "interests", "volunteering"})
"""Under such headings no title is the writer's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One title: its words, how surely it is one, and by which rule."""

    span: Span
    certainty: float
    rule: str
