"""Answers to words of tenure just said: the notice's ("je le suis depuis 2014") or of somebody else ("moi pas")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.tenure.statements import Hit, Statement
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Folded, folded
from parsers.words.tenure.answers import I_AM, I_AM_NOT, NO_LONGER
from parsers.words.tenure.temporary import TEMPORARY
from parsers.words.tenure.tenure import APPOINTED, NOMINATION, PERMANENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_REPORTED = vocabulary("context.reported")
_NEAR = 60
"""Characters that may lie between a sentence and the answer to it."""


def answers(layout: Layout, number: int, view: Folded) -> Iterator[Statement]:
    """What the sentence of that number answers, in itself or to the one before it."""
    span = layout.sentences[number]
    for pattern, value, certainty in (
        (NO_LONGER, "permanent", 0.7),
        (I_AM_NOT, "temporary", 1.0),
        (I_AM, "permanent", 0.85),
    ):
        match = pattern.search(view.text)
        if match is None:
            continue
        said = view.text[: match.start()]
        told = _tells(said, pattern) or _tells(_before(layout, number), pattern, asked=True)
        if told:
            yield Hit(layout=layout, view=view, span=span, match=match).says(value, certainty, "answered")
        return


def _before(layout: Layout, number: int) -> str:
    """The sentence before, folded, where it stands close by."""
    if number == 0 or layout.sentences[number].start - layout.sentences[number - 1].end > _NEAR:
        return ""
    return folded(layout.text, *layout.sentences[number - 1]).text


def _tells(said: str, pattern: object, *, asked: bool = False) -> bool:
    """Whether words speak of what the answer is about: tenure, or of who is temporary no longer, that."""
    if asked and not (
        _REPORTED.search(said) or '"' in said or said.endswith((";", "?", ":", ",")) or pattern is not I_AM
    ):
        return False
    if pattern is NO_LONGER:
        return bool(TEMPORARY.search(said)) and not PERMANENT.search(said.rsplit(";", maxsplit=1)[-1])
    return (
        "nomme" in said
        or "definitif" in said
        or bool(PERMANENT.search(said) or APPOINTED.search(said) or NOMINATION.search(said))
    )
