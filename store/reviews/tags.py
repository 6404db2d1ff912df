"""Tags and who looks after an application: the last word on each tag, and the last on who, in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.database.models import Application, ReviewRow

LONGEST = 40
"""Characters of a tag."""
BAR = "|"


def tag_of(typed: str) -> str:
    """A tag as it is kept; empty where nothing usable was typed."""
    return " ".join(typed.replace(BAR, " ").split())[:LONGEST].strip()


def tags_of(kept: str | None) -> tuple[str, ...]:
    """The tags of an application."""
    return tuple(filter(None, (kept or "").split(BAR)))


def lay(row: Application, words: Sequence[ReviewRow]) -> None:
    """What the words in force on an application come to."""
    said = {word.key or "": bool(word.value["on"]) for word in words if word.kind == "tag"}
    tags = sorted((tag for tag, on in said.items() if on and tag), key=str.casefold)
    row.tags = f"{BAR}{BAR.join(tags)}{BAR}" if tags else None
    given = [word.key for word in words if word.kind == "assign"]
    row.assignee = given[-1] if given else None
