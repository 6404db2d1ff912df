"""Who acts in a sentence that tells of guidance, and what makes it no experience of the writer's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import clause, judge
from parsers.facts.context.holder import WRITER, others_verb
from parsers.text.text import fold
from parsers.words.guidance.guidance import MISLEADING, NEXT_POST, OF_MINE, OFFERED, RECEIVED
from parsers.words.guidance.tasks import ACTOR, BELONGS, DREAM, MY_TASK, PASSED_ON
from parsers.words.guidance.titles import AIMS

if TYPE_CHECKING:
    import re

    from parsers.layout.sections import Layout
    from parsers.text.text import Span


@dataclass(frozen=True, kw_only=True, slots=True)
class GuidancePassage:
    """A sentence that tells of guidance: whether the writer has or denies experience, and how surely."""

    value: bool
    certainty: float
    span: Span
    focus: Span
    rule: str


def is_wished(text: str, match: re.Match[str]) -> bool:
    """Whether the clause, or the sentence that leads to it, tells of a wish or of the post on offer."""
    left, right = clause(text, *match.span())
    return bool(DREAM.search(text, left, right)) or (judge(text, *match.span()).wished and not PASSED_ON.search(text))


def is_acting(text: str, mention: int) -> bool:
    """Whether the writer is who acts: "I" stands before, with nobody else between, or calls it "my task"."""
    told = judge(text, mention, mention)
    return (bool(WRITER.search(text, 0, mention)) and (told.own or told.led)) or bool(MY_TASK.search(text))


def has_subject(text: str, match: re.Match[str]) -> bool:
    """Whether a CV's line has a subject that is not the writer: an office with its article, or a verb of the third."""
    return bool(ACTOR.search(text, 0, match.start()) or others_verb(text, match.start()))


def is_elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether the guidance is told to be another's: "cela revient au PMS", "le CPMS vient une fois par an"."""
    belongs = BELONGS.search(text)
    if belongs and not WRITER.search(text, belongs.end(), belongs.end() + 25):
        return True
    actors = [actor.end() for actor in ACTOR.finditer(text, 0, match.start())]
    return bool(actors) and not WRITER.search(text, actors[-1], match.end() + 25)


def passes_over(layout: Layout, text: str, match: re.Match[str], offset: int) -> bool:
    """Whether the mention is of another sort of orientation, or of the post applied for."""
    if layout.in_subject(offset, "references", "interests", "contact", "personal"):
        return True
    if AIMS.search(fold(layout.section_at(offset).title)):
        return True
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    if OF_MINE.search(text[: match.end()]) or any(words.search(text) for words in (NEXT_POST, RECEIVED, OFFERED)):
        return True
    return bool(MISLEADING.search(f"{before}{match.group()}{after}"))
