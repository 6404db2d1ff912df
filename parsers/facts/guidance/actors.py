"""Who acts in a sentence that tells of guidance, and what makes it no experience of the writer's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.context.aims import is_of_aims
from parsers.facts.context.assertion import clause, judge
from parsers.facts.context.holder import WRITER, others_verb
from parsers.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention
    from parsers.text.text import Span

_MISLEADING, _OF_MINE = vocabulary("guidance.misleading"), vocabulary("guidance.of_mine")
_APPLIED_FOR = vocabulary("claims.post_applied_for")
_OWN_PATH = ("experience", "education")
"""Where a post that is named is one that was held, not the one applied for."""
_NOT_GIVEN = vocabulary("guidance.received", "guidance.offered")
_DREAMING, _PASSING_ON = vocabulary("helping.dreaming"), vocabulary("helping.passing_on")
_ACTING, _BELONGS, _MY_TASK = vocabulary("helping.acting"), vocabulary("helping.belongs"), vocabulary("helping.my_task")
_BESIDE = 40
"""So many characters on each side of a mention may make it another sort of orientation."""
_SUBJECT = 25
"""So many characters behind a mention may name the writer as its subject."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GuidancePassage:
    """A sentence that tells of guidance: whether the writer has or denies experience, and how surely."""

    value: bool
    certainty: float
    span: Span
    focus: Span
    rule: str


def is_wished(text: str, match: Mention) -> bool:
    """Whether the clause, or the sentence that leads to it, tells of a wish or of the post on offer."""
    left, right = clause(text, *match.span())
    return bool(_DREAMING.search(text, left, right)) or (
        judge(text, *match.span()).wished and not _PASSING_ON.search(text)
    )


def is_acting(text: str, mention: int) -> bool:
    """Whether the writer is who acts: "I" stands before, with nobody else between, or calls it "my task"."""
    told = judge(text, mention, mention)
    return (bool(WRITER.search(text, 0, mention)) and (told.own or told.led)) or bool(_MY_TASK.search(text))


def has_subject(text: str, match: Mention) -> bool:
    """Whether a CV's line has a subject that is not the writer: an office with its article, or a verb of the third."""
    return bool(_ACTING.search(text, 0, match.start()) or others_verb(text, match.start()))


def is_elsewhere(text: str, match: Mention) -> bool:
    """Whether the guidance is told to be another's: "cela revient au PMS", "le CPMS vient une fois par an"."""
    belongs = _BELONGS.search(text)
    if belongs and not WRITER.search(text, belongs.end(), belongs.end() + _SUBJECT):
        return True
    actors = [actor.end() for actor in _ACTING.finditer(text, 0, match.start())]
    return bool(actors) and not WRITER.search(text, actors[-1], match.end() + _SUBJECT)


def passes_over(layout: Layout, text: str, match: Mention, offset: int) -> bool:
    """Whether the mention is of another sort of orientation, or of the post applied for."""
    if layout.in_subject(offset, "references", "interests", "contact", "personal"):
        return True
    if is_of_aims(layout, offset) or _OF_MINE.before(text, match.end()) or _NOT_GIVEN.search(text):
        return True
    if not layout.in_subject(offset, *_OWN_PATH) and _APPLIED_FOR.search(text, 0, match.start()):
        return True
    return bool(_MISLEADING.search(text, max(0, match.start() - _BESIDE), match.end() + _BESIDE))
