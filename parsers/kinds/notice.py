"""The notice itself among an application's words: a copy of it, or a sentence that quotes it, is nobody's claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, folded, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS = vocabulary(
    *("notice.call", "notice.function", "notice.conditions", "notice.appointment", "notice.title", "notice.category"),
    *("notice.load", "notice.years", "notice.asset", "notice.deadline", "notice.partnership"),
)
_ENOUGH = 4
"""So many parts of a notice make one of a text."""
_LONGEST = 20_000
_QUOTED, _ANSWERED = vocabulary("notice.quoted"), vocabulary("notice.answered")


def is_notice(text: str) -> bool:
    """Whether a text is the notice itself, sent along."""
    told: set[str] = set()
    for sentence in sentences(text):
        if sentence.end > _LONGEST:
            break
        told.update(_PARTS.said(folded(text, *sentence).text))
        if len(told) >= _ENOUGH:
            return True
    return False


def quotations(text: str) -> Iterable[Span]:
    """The sentences that tell what the notice asks for, and nothing of the applicant."""
    for sentence in sentences(text):
        flat = folded(text, *sentence).text
        if _QUOTED.search(flat) and not _ANSWERED.search(flat):
            yield sentence
