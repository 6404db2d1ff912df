"""Experience or training in school and career guidance (notice, paragraph 4: "bonne connaissance des méthodes").

A passage counts when it tells a task, a project or a course of the writer's in guidance; a wish, the notice's own
words, the employer's or the post's name, and an orientation that is spatial, sexual or clinical do not. A plain denial
("je n'ai aucune expérience en orientation") makes it false, unless another passage tells of such experience.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.assertion import judge
from parsers.facts.passage import evidence
from parsers.facts.testimony import tells_of_candidate
from parsers.text import PLENTY, Folded, Span, folded
from parsers.values import Finding, Kind, State
from parsers.words.assertion import AUXILIARY_THIRD, THIRD
from parsers.words.guidance import (
    COURSE,
    DENIED_TASK,
    GUIDANCE,
    LACK,
    MISLEADING,
    NEVER,
    NEXT_POST,
    OF_MINE,
    OFFERED,
    OTHERS,
    RECEIVED,
    STILL,
    TASK,
    THEIRS,
    WHOLLY_GUIDANCE,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_LIMIT = 4
_HEAD = 40
"""Characters in which a line of a CV names its task."""
_TOLD = 0.5
"""From this certainty on a passage is experience, and not a mere mention."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A sentence that tells of guidance: whether the writer has or denies experience, and how surely."""

    value: bool
    certainty: float
    span: Span
    focus: Span
    rule: str


def find_orientation(layout: Layout) -> tuple[Finding, ...]:
    """What a text says of guidance: true (found), false (contrary: says so), nothing where it is silent."""
    passages = list(_passages(layout)) if tells_of_candidate(layout) else []
    for value, state in ((True, State.FOUND), (False, State.CONTRARY)):
        said = (p for p in passages if p.value is value and p.certainty >= _TOLD)
        told = sorted(said, key=lambda passage: -passage.certainty)
        if told:
            return (
                Finding(
                    key="orientation",
                    value=value,
                    state=state,
                    evidence=tuple(evidence(layout, p.span, p.focus, f"orientation.{p.rule}/1") for p in told[:_LIMIT]),
                    certainty=told[0].certainty,
                ),
            )
    return ()


def _passages(layout: Layout) -> Iterator[Passage]:
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        denied = _denied(view.text)
        if denied:
            yield Passage(value=False, certainty=0.6, span=span, focus=view.span(*denied.span()), rule="denied")
            continue
        best = max(_tellings(layout, view, span), key=lambda passage: passage.certainty, default=None)
        if best:
            yield best


def _denied(text: str) -> re.Match[str] | None:
    """The words by which a sentence about guidance denies experience or training in it, if it does."""
    lack = LACK.search(text)
    if lack is None or not GUIDANCE.search(text) or not judge(text, lack.start(), lack.end()).own:
        return None
    still = STILL.search(text, lack.end())
    return None if still and not NEVER.search(still["rest"]) else lack


def _tellings(layout: Layout, view: Folded, span: Span) -> Iterator[Passage]:
    for match in islice(GUIDANCE.finditer(view.text), PLENTY):
        certainty, rule = _weigh(layout, view, match)
        if certainty:
            yield Passage(value=True, certainty=certainty, span=span, focus=view.span(*match.span()), rule=rule)


def _weigh(layout: Layout, view: Folded, match: re.Match[str]) -> tuple[float, str]:
    """How surely a mention of guidance is experience or training of the writer's."""
    text = view.text
    theirs = THEIRS.search(text, 0, match.start())
    told = judge(text, theirs.start() if theirs else match.start(), match.end())
    offset = view.span(match.start(), match.end()).start
    near = text[max(0, match.start() - 90) : match.end() + 70]
    if (
        _passes_over(layout, text, match, offset)
        or told.reported
        or (told.negated and not STILL.search(text))
        or DENIED_TASK.search(near)
    ):
        return 0, ""
    task, course = TASK.search(near), COURSE.search(near)
    listed = layout.in_subject(offset, "education", "experience")
    if not listed and (told.hypothetical or told.wished or (OTHERS.search(near) and not task)):
        return 0, ""
    if not (told.own or told.led or _headed_by_task(text, match.start())):
        return 0, ""
    return _graded(
        listed=listed, cv=layout.kind is Kind.CV, course=course, task=task, whole=WHOLLY_GUIDANCE.search(text)
    )


def _headed_by_task(text: str, mention: int) -> bool:
    """Whether a line begins with a task and has no subject: whomever it names further on is whom the task serves."""
    task = TASK.search(text, 0, min(mention, _HEAD))
    return task is not None and not THIRD.search(text, 0, task.start()) and not AUXILIARY_THIRD.search(text[:mention])


def _graded(*, listed: bool, cv: bool, course: object, task: object, whole: object) -> tuple[float, str]:
    """The certainty of a mention by what stands beside it, and the rule that gives it."""
    if listed and (course or task or whole):
        return 0.9, "course" if course else "task"
    if task or course:
        return 0.85 if cv else 0.8, "task" if task else "course"
    return (0.75, "function") if whole and cv else (0.3, "mention")


def _passes_over(layout: Layout, text: str, match: re.Match[str], offset: int) -> bool:
    """Whether the mention is of another sort of orientation, or of the post applied for."""
    if layout.in_subject(offset, "references", "interests", "contact", "personal"):
        return True
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    if OF_MINE.search(text[: match.end()]) or any(words.search(text) for words in (NEXT_POST, RECEIVED, OFFERED)):
        return True
    return bool(MISLEADING.search(f"{before}{match.group()}{after}"))
