"""The words of titles: what names one, what leads a line with one, who is one by training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from parsers.lexicon.vocabulary import Mention

TITLE = vocabulary("qualifications.title")
STUDIED = vocabulary("qualifications.studied")
BY_TRAINING = vocabulary("qualifications.by_training")


def leading_title(text: str, start: int = 0, *, most: int = 2) -> Mention | None:
    """The title that leads a folded text from `start` on, behind at most so many words."""
    found = TITLE.search(text, start)
    before = text[start : found.start()] if found else ""
    plain = not before or (before.endswith(" ") and before.replace(" ", "a").isalnum())
    return found if plain and len(before.split()) <= most else None
