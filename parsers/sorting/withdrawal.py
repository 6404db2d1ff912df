"""Whether an applicant gives up: proposed to a person with the sentence that says so, never acted on."""

from __future__ import annotations

from parsers.text import fold, sentences
from parsers.values import Problem
from parsers.words.withdrawal import DENIED, NO_LONGER, SUPPOSED, WITHDRAWS

_BEFORE = 30
"""Characters before the words in which they are denied."""
_LONGEST = 20_000
_QUOTE = 200


def withdrawal_in(words: str) -> str | None:
    """The sentence of an applicant's own words in which they give up, or None."""
    text = words[:_LONGEST]
    return next((span.of(text)[:_QUOTE] for span in sentences(text) if _withdraws(fold(span.of(text)))), None)


def withdrawal(words: str) -> Problem | None:
    """What a recruiter is told of a withdrawal in an applicant's own words."""
    if (quote := withdrawal_in(words)) is None:
        return None
    sentence = f"The application seems to be withdrawn: “{' '.join(quote.split())}”"
    return Problem(code="withdrawal", place="body", sentence=sentence)


def _withdraws(sentence: str) -> bool:
    if sentence.endswith("?") or SUPPOSED.search(sentence):
        return False
    if NO_LONGER.search(sentence):
        return True
    found = WITHDRAWS.search(sentence)
    return bool(found) and not DENIED.search(sentence[max(0, found.start() - _BEFORE) : found.end()])  # type: ignore[union-attr]
