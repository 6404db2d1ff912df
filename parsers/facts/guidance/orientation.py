"""Experience or training in school and career guidance (notice, paragraph 4: "bonne connaissance des méthodes").

A passage counts when it tells a task, a project or a course of the writer's in guidance, by its name or by what
it does (`lexicon/*/helping.toml`); a wish, the notice's own words, the employer's or the post's name, and an
orientation that is spatial, sexual or clinical do not. A plain denial ("je n'ai aucune expérience en orientation")
makes it false, unless another passage tells more surely of such experience.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.holder import OTHER, WRITER, others_verb
from parsers.facts.context.tracing import note_weighed, reads
from parsers.facts.guidance.actors import GuidancePassage, has_subject, is_elsewhere, is_wished, passes_over
from parsers.facts.guidance.tasks import TASKS, serving, titled
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.rules.registry import cite
from parsers.text.text import PLENTY, Folded, Span, folded
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.context.assertion import Assertion
    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention
    from parsers.values.evidence import Evidence

_NAMED, _BARE, _BODY = vocabulary("guidance.named"), vocabulary("guidance.bare"), vocabulary("guidance.body")
_ANY = united(_NAMED, TASKS)
_TASK, _COURSE, _WHOLLY = vocabulary("guidance.task"), vocabulary("guidance.course"), vocabulary("guidance.wholly")
_OTHERS, _THEIRS, _DREAMT = vocabulary("guidance.others"), vocabulary("guidance.theirs"), vocabulary("guidance.dreamt")
_NOT_TAKEN = vocabulary("guidance.not_taken")
_LACK, _CONTRAST, _NEVER = vocabulary("guidance.lack"), vocabulary("guidance.contrast"), vocabulary("guidance.never")
_STILL, _PRACTISED = vocabulary("guidance.goes_on_after_denial"), vocabulary("guidance.practised")
_TRAINING, _PRACTICE = vocabulary("guidance.training"), vocabulary("guidance.practice")
_VISITS, _GOES_ON, _DREAMING = (
    vocabulary("guidance.visits"),
    vocabulary("helping.goes_on"),
    vocabulary("helping.dreaming"),
)
_SERVES, _WHOM, _DOES = vocabulary("helping.serves"), vocabulary("helping.whom"), vocabulary("helping.does")
_HEAD = 40
"""Characters in which a line of a CV names its task."""
_TOLD = 0.5
"""From this certainty on a passage is experience, and not a mere mention."""
_NOTHING, _NO_COURSE = 0.72, 0.5
"""How sure a plain denial is: surer than what only a title tells; of training alone it is the least."""
_REST = 80
"""So many characters behind "but", and behind what follows it, may tell that the writer does it all the same."""
_IMPERSONAL = 0.55
"""How sure a letter's sentence is that tells of guidance and names no "I": less than a denial."""


@reads("orientation")
def find_orientation(layout: Layout) -> tuple[Finding, ...]:
    """What a text says of guidance: true (found), false (contrary: says so), nothing where it is silent."""
    passages = [*_passages(layout), *_posts(layout)] if tells_of_candidate(layout) else []
    note_weighed((p.value, p.certainty, _evidence(layout, p), p.focus) for p in passages)
    told = sorted((p for p in passages if p.certainty >= _TOLD), key=lambda passage: -passage.certainty)
    if not told:
        return ()
    value = told[0].value
    chosen = [passage for passage in told if passage.value is value][:EVIDENCE_LIMIT]
    return (
        Finding(
            key="orientation",
            value=value,
            state=State.FOUND if value else State.CONTRARY,
            evidence=tuple(_evidence(layout, passage) for passage in chosen),
            certainty=chosen[0].certainty,
        ),
    )


def _evidence(layout: Layout, passage: GuidancePassage) -> Evidence:
    return evidence(layout, passage.span, passage.focus, cite(f"orientation.{passage.rule}"))


def _passages(layout: Layout) -> Iterator[GuidancePassage]:
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        if passage := _passage(layout, view, span):
            yield passage


def _passage(layout: Layout, view: Folded, span: Span) -> GuidancePassage | None:
    """The surest that a sentence tells of guidance, after its turn where it begins with a denial; else the denial."""
    if not _ANY.may_say(view.text):
        return None
    denied = _denied(view.text)
    turn = _CONTRAST.search(view.text, denied.start()) if denied else None
    begin = (turn.end() if turn else len(view.text)) if denied else 0
    readers = (_tellings, serving, titled)
    told = (passage for reader in readers for passage in reader(layout, view, span, begin))
    best = max(told, key=lambda passage: passage.certainty, default=None)
    if best or not denied:
        return best
    certainty = _NO_COURSE if _of_training_alone(view.text, denied) else _NOTHING
    return GuidancePassage(value=False, certainty=certainty, span=span, focus=view.span(*denied.span()), rule="denied")


def _of_training_alone(text: str, denied: Mention) -> bool:
    """Whether a denial speaks of training only, beside which there may be practice."""
    return bool(_TRAINING.search(text, *denied.span())) and not _PRACTICE.search(text, *denied.span())


def _posts(layout: Layout) -> Iterator[GuidancePassage]:
    """Posts in a body that does nothing else ("Cité des Métiers de Namur"), but for practice in training."""
    for entry in layout.entries:
        view = folded(layout.text, entry.start, entry.head.end)
        match = _BODY.search(view.text)
        if match and not _is_ignored_post(layout, entry, view.text):
            span = Span(entry.start, entry.head.end)
            yield GuidancePassage(value=True, certainty=0.8, span=span, focus=view.span(*match.span()), rule="body")


def _is_ignored_post(layout: Layout, entry: DatedEntry, text: str) -> bool:
    """Whether an entry is no post of the writer's: studies, leisure, a visit, somebody else's words."""
    return (
        layout.is_ignored(entry.start, entry.end)
        or entry.subject not in {None, "experience", "status", "profile"}
        or bool(_VISITS.search(text))
        or (layout.letter is not None and entry.subject is None and layout.kind is not Kind.CV)
    )


def _denied(text: str) -> Mention | None:
    """The words by which a sentence about guidance denies experience or training in it, if it does."""
    lack = _LACK.search(text)
    if lack is None or not _NAMED.search(text) or not judge(text, lack.start(), lack.end()).own:
        return None
    still = _taken_back(text, lack.start())
    return None if still and _PRACTISED.search(text, *still) and not _NEVER.search(text, *still) else lack


def _taken_back(text: str, start: int = 0) -> Span | None:
    """What follows a denial and takes it back: "but I have been doing it for six years"."""
    for contrast in _CONTRAST.finditer(text, start):
        stop = next((at for at in range(contrast.end(), len(text)) if text[at] in ".;"), len(text))
        still = _STILL.search(text, contrast.end(), min(stop, contrast.end() + _REST))
        if still:
            return Span(contrast.end(), min(stop, still.end() + _REST))
    return None


def _tellings(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[GuidancePassage]:
    """What a sentence tells of guidance by its name."""
    for match in islice(_NAMED.finditer(view.text, begin), PLENTY):
        certainty, rule = _weigh(layout, view, match)
        if certainty:
            yield GuidancePassage(value=True, certainty=certainty, span=span, focus=view.span(*match.span()), rule=rule)


def _weigh(layout: Layout, view: Folded, match: Mention) -> tuple[float, str]:
    """How surely a mention of guidance is experience or training of the writer's."""
    text, offset = view.text, view.span(match.start(), match.end()).start
    theirs = _THEIRS.before(text, match.start())
    told = judge(text, theirs.start() if theirs else match.start(), match.end())
    near = Span(max(0, match.start() - 90), match.end() + 70)
    listed = layout.in_subject(offset, "education", "experience")
    if passes_over(layout, text, match, offset) or _is_unreal(told, text, match, near, listed=listed):
        return 0, ""
    unnamed = listed and not has_subject(text, match)
    if not (told.own or told.led or unnamed or _headed_by_task(text, match.start())) or is_elsewhere(text, match):
        return 0, ""
    cv = layout.kind is Kind.CV or (told.explicit and told.own)
    certainty, rule = _graded(text, match, near, listed=listed, cv=cv)
    if listed and certainty < _TOLD and not _BARE.match(text, *match.span()):
        return 0.7, "listed"
    impersonal = not listed and layout.kind is not Kind.CV and not WRITER.search(text)
    return (min(certainty, _IMPERSONAL) if impersonal else certainty), rule


def _is_unreal(told: Assertion, text: str, match: Mention, near: Span, *, listed: bool) -> bool:
    """Whether a mention is denied, reported, dreamt of or refused, or, outside a career, wished or other people's."""
    if told.reported or (told.negated and not _taken_back(text)):
        return True
    if _DREAMT.search(text, *near) or _NOT_TAKEN.search(text, *near):
        return True
    if listed:
        return False
    return (
        told.hypothetical
        or is_wished(text, match)
        or (bool(_OTHERS.search(text, *near)) and not _TASK.search(text, *near))
    )


def _headed_by_task(text: str, mention: int) -> bool:
    """Whether a line begins with a task and has no subject: whomever it names further on is whom the task serves."""
    task = _TASK.search(text, 0, min(mention, _HEAD))
    return task is not None and not OTHER.search(text, 0, task.start()) and others_verb(text, mention) is None


def _graded(text: str, match: Mention, near: Span, *, listed: bool, cv: bool) -> tuple[float, str]:
    """The certainty of a mention by what stands beside it, and the rule that gives it."""
    task, course, whole = _TASK.search(text, *near), _COURSE.search(text, *near), _WHOLLY.search(text)
    if listed and (course or task or whole):
        return 0.9, "course" if course else "task"
    if task or course:
        return 0.85 if cv else 0.8, "task" if task else "course"
    if whole and cv:
        return 0.75, "function"
    for_whom = _WHOM.search(text, *near) and (listed or _DOES.search(text, 0, match.end()))
    return (0.6 if for_whom else 0.3), "mention"
