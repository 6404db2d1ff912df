"""Experience or training in school and career guidance (notice, paragraph 4: "bonne connaissance des méthodes").

A passage counts when it tells a task, a project or a course of the writer's in guidance, by its name or by what
it does (`words/guidancetasks.py`); a wish, the notice's own words, the employer's or the post's name, and an
orientation that is spatial, sexual or clinical do not. A plain denial ("je n'ai aucune expérience en orientation")
makes it false, unless another passage tells more surely of such experience.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.assertion import clause, judge
from parsers.facts.guidanceposts import Passage, headed, posts
from parsers.facts.passage import evidence
from parsers.facts.testimony import tells_of_candidate
from parsers.text import PLENTY, Folded, Span, folded
from parsers.values import Finding, Kind, State
from parsers.words.assertion import AUXILIARY_THIRD, FIRST, THIRD
from parsers.words.guidance import (
    COURSE,
    DENIED_TASK,
    GUIDANCE,
    MISLEADING,
    NEXT_POST,
    OF_MINE,
    OFFERED,
    OTHERS,
    RECEIVED,
    SPECIFIC,
    TASK,
    THEIRS,
    WHOLLY_GUIDANCE,
)
from parsers.words.guidancedenials import CONTRAST, COURSE_ONLY, LACK, NEVER, SAME_THING, STILL
from parsers.words.guidancetasks import (
    ACTOR,
    AIM,
    BELONGS,
    DREAM,
    KIN,
    MY_TASK,
    PASSED_ON,
    SEEKERS,
    SERVES,
    TEACHES,
    WHOM,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_LIMIT = 6
_HEAD = 40
"""Characters in which a line of a CV names its task."""
_TOLD = 0.5
"""From this certainty on a passage is experience, and not a mere mention."""
_DENIED = 0.75
"""A denial of experience outweighs help that may be taken for guidance, not a task that is named."""
_HEADING = 0.55
"""How sure a heading is by itself: less than what stands below it."""
_IMPERSONAL = 0.55
"""How sure a letter's sentence is that tells of guidance and names no "I": less than a denial."""


def find_orientation(layout: Layout) -> tuple[Finding, ...]:
    """What a text says of guidance: true (found), false (contrary: says so), nothing where it is silent."""
    passages = [*_passages(layout), *posts(layout), *headed(layout)] if tells_of_candidate(layout) else []
    told = sorted((p for p in passages if p.certainty >= _TOLD), key=lambda passage: -passage.certainty)
    if not told:
        return ()
    value = told[0].value
    chosen = [passage for passage in told if passage.value is value][:_LIMIT]
    return (
        Finding(
            key="orientation",
            value=value,
            state=State.FOUND if value else State.CONTRARY,
            evidence=tuple(evidence(layout, p.span, p.focus, f"orientation.{p.rule}/1") for p in chosen),
            certainty=chosen[0].certainty,
        ),
    )


def _passages(layout: Layout) -> Iterator[Passage]:
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        denied = _denied(view.text)
        turn = CONTRAST.search(view.text, denied.end()) if denied else None
        begin = (turn.end() if turn else len(view.text)) if denied else 0
        told = (*_tellings(layout, view, span, begin), *_serving(layout, view, span, begin))
        best = max(told, key=lambda passage: passage.certainty, default=None)
        if best:
            yield replace(best, certainty=min(best.certainty, _HEADING)) if _is_heading(layout, span) else best
        elif denied:
            certainty = 0.5 if COURSE_ONLY.search(denied.group()) else _DENIED
            yield Passage(value=False, certainty=certainty, span=span, focus=view.span(*denied.span()), rule="denied")


def _is_heading(layout: Layout, span: Span) -> bool:
    """Whether a line is the heading of what tells more."""
    heading = layout.section_at(span.start).heading
    return heading is not None and span.start >= heading.start and span.end <= heading.end


def _denied(text: str) -> re.Match[str] | None:
    """The words by which a sentence about guidance denies experience or training in it, if it does."""
    lack = LACK.search(text)
    if lack is None or not GUIDANCE.search(text) or not judge(text, lack.start(), lack.end()).own:
        return None
    still = STILL.search(text, lack.end())
    return None if still and not NEVER.search(still["rest"]) and _goes_on(still["rest"].split(",")[0]) else lack


def _goes_on(said: str) -> bool:
    """Whether words speak on of the guidance just denied."""
    return bool(SAME_THING.search(said) or GUIDANCE.search(said))


def _tellings(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[Passage]:
    """What a sentence tells of guidance by its name."""
    for match in islice(GUIDANCE.finditer(view.text, begin), PLENTY):
        certainty, rule = _weigh(layout, view, match)
        if certainty:
            yield Passage(value=True, certainty=certainty, span=span, focus=view.span(*match.span()), rule=rule)


def _serving(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[Passage]:
    """What a sentence tells of guidance by what it does: somebody helped to a choice, or to the next step."""
    text = view.text
    for match in islice(AIM.finditer(text, begin), PLENTY):
        near = text[max(begin, match.start() - 140) : match.end() + 110]
        if SERVES.search(near) and _serves(layout, view, match):
            listed = layout.in_subject(view.span(*match.span()).start, "experience", "education")
            sure = 0.8 if listed else 0.7 if WHOM.search(near) else 0
            if sure:
                yield Passage(value=True, certainty=sure, span=span, focus=view.span(*match.span()), rule="served")
    for match in islice(SEEKERS.finditer(text, begin), PLENTY):
        if SERVES.search(text, max(begin, match.start() - 60), match.start()) and _serves(layout, view, match):
            yield Passage(value=True, certainty=0.6, span=span, focus=view.span(*match.span()), rule="seekers")


def _serves(layout: Layout, view: Folded, match: re.Match[str]) -> bool:
    """Whether the help is one that the writer gives or gave: no wish, nobody else's, none denied or received."""
    text, offset = view.text, view.span(*match.span()).start
    told = judge(text, match.start(), match.end())
    listed = layout.in_subject(offset, "experience", "education")
    if told.negated or told.hypothetical or any(words.search(text) for words in (DREAM, KIN, TEACHES)):
        return False
    if _passes_over(layout, text, match, offset) or _is_elsewhere(text, match):
        return False
    return _is_acting(text, match.start()) or ((listed or layout.kind is Kind.CV) and not _has_subject(text, match))


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
    if not listed and (
        (told.hypothetical and not theirs) or _is_wished(text, match) or (OTHERS.search(near) and not task)
    ):
        return 0, ""
    unnamed = listed and not _has_subject(text, match)
    if not (told.own or told.led or unnamed or _headed_by_task(text, match.start())) or _is_elsewhere(text, match):
        return 0, ""
    cv = layout.kind is Kind.CV or (told.explicit and told.own)
    certainty, rule = _graded(listed=listed, cv=cv, course=course, task=task, whole=WHOLLY_GUIDANCE.search(text))
    if listed and certainty < _TOLD and SPECIFIC.fullmatch(match.group()):
        return 0.7, "listed"
    impersonal = not listed and layout.kind is not Kind.CV and not FIRST.search(text)
    return (min(certainty, _IMPERSONAL) if impersonal else certainty), rule


def _is_wished(text: str, match: re.Match[str]) -> bool:
    """Whether the clause, or the sentence that leads to it, tells of a wish or of the post on offer."""
    left, right = clause(text, *match.span())
    return bool(DREAM.search(text, left, right)) or (judge(text, *match.span()).wished and not PASSED_ON.search(text))


def _is_acting(text: str, mention: int) -> bool:
    """Whether the writer is who acts: "I" stands before, with nobody else between, or calls it "my task"."""
    told = judge(text, mention, mention)
    return (bool(FIRST.search(text, 0, mention)) and (told.own or told.led)) or bool(MY_TASK.search(text))


def _has_subject(text: str, match: re.Match[str]) -> bool:
    """Whether a CV's line has a subject that is not the writer: an office with its article, or a verb of the third."""
    return bool(ACTOR.search(text, 0, match.start()) or AUXILIARY_THIRD.search(text[: match.start()]))


def _is_elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether the guidance is told to be another's: "cela revient au PMS", "le CPMS vient une fois par an"."""
    belongs = BELONGS.search(text)
    if belongs and not FIRST.search(text, belongs.end(), belongs.end() + 25):
        return True
    actors = [actor.end() for actor in ACTOR.finditer(text, 0, match.start())]
    return bool(actors) and not FIRST.search(text, actors[-1], match.end() + 25)


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
