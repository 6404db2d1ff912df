"""How much of a text is understood: as much as a person writes, and no more than takes a few seconds."""

from __future__ import annotations

from parsers.text.text import lines

LONGEST = 200_000
"""Characters: no letter is longer, hardly a dossier in one file, and every rule reads each of them."""
MOST_LINES = 10_000
"""Lines that hold something: 200 pages; every rule looks at each of them."""
BOUND = f"{LONGEST:,} characters or {MOST_LINES:,} lines"
"""Both, as a problem tells them."""


def as_far_as_understood(text: str) -> str:
    """The text, without what stands beyond the last character or line that is looked through for facts."""
    near = text[:LONGEST]
    rows = lines(near)
    return near[: rows[MOST_LINES - 1].end] if len(rows) > MOST_LINES else near
