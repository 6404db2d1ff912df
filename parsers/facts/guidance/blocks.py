"""Lines that a heading of guidance, or the name of a body of guidance, gathers under it in a CV."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.facts.guidance.actors import GuidancePassage
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_DOES = vocabulary("guidance.task", "guidance.course", "subjects.given", "helping.serves", "helping.aim")
_NOT_DONE = vocabulary("guidance.lack", "guidance.never", "helping.dreaming", "context.wished", "subjects.idle")
_TASK, _BODY, _VISITS = vocabulary("guidance.task"), vocabulary("guidance.body"), vocabulary("guidance.visits")
_IDLE, _TITLE = vocabulary("subjects.idle"), vocabulary("subjects.title")
_GUIDING, _FILLER = vocabulary("subjects.guiding_head"), vocabulary("subjects.head_filler")
_HEAD = 60
"""The longest heading, in characters."""
_BLOCK = 900
"""So many characters below a heading may be its own."""
_UNKNOWN = frozenset({None, "experience", "status", "profile", "skills"})
"""Under which headings a body's name is the writer's post."""


def headed(layout: Layout) -> Iterator[GuidancePassage]:
    """What stands in a CV under a heading of guidance, and below the name of a body that does nothing else."""
    if layout.kind is not Kind.CV or layout.letter is not None:
        return
    for line in layout.lines:
        if line.end - line.start > 3 * _HEAD or layout.is_ignored(*line):
            continue
        view = folded(layout.text, *line)
        head, colon, rest = view.text.partition(":")
        labelled = bool(colon and rest.strip())
        if len(head) <= _HEAD and _is_guiding(view.text, len(head)):
            yield from _under(layout, block=line if labelled else _block(layout, line), certain=not labelled)
        elif _is_untold_section(layout, line) and _TITLE.search(view.text):
            yield from _under(layout, block=_block(layout, line), certain=False)
        elif _is_body(layout, line, view.text):
            yield from _of_body(layout, line)


def _is_guiding(text: str, stop: int) -> bool:
    """Whether a heading up to `stop` is made of words for guidance, and of nothing else but what stands beside them."""
    at, guiding = 0, False
    while at < stop:
        if not text[at].isalnum():
            at += 1
            continue
        name = _GUIDING.match(text, at, stop)
        part = name or _FILLER.match(text, at, stop)
        if part is None:
            return False
        at, guiding = part.end(), guiding or name is not None
    return guiding


def _is_body(layout: Layout, line: Span, text: str) -> bool:
    """Whether a line is a body's name alone, where posts are told."""
    match = _BODY.search(text, 0, _HEAD)
    return bool(match) and len(text) <= _HEAD and not _VISITS.search(text) and _told_at(layout, line)


def _told_at(layout: Layout, line: Span) -> bool:
    return layout.section_at(line.start).subject in _UNKNOWN


def _is_untold_section(layout: Layout, line: Span) -> bool:
    """Whether a line heads a section of which its words tell no subject: "Work experience" is of no guidance."""
    part = layout.section_at(line.start)
    return part.heading is not None and part.heading.start == line.start and part.subject is None


def _under(layout: Layout, *, block: Span, certain: bool) -> Iterator[GuidancePassage]:
    """Each sentence under a heading of guidance; where that is not certain, one with a word for what is done."""
    for number, sentence in enumerate(_sentences(layout, block)):
        text = folded(layout.text, *sentence).text
        if number == 0 and _IDLE.search(text):
            return
        if (certain or _DOES.search(text)) and _is_done(text):
            yield GuidancePassage(value=True, certainty=0.75, span=sentence, focus=sentence, rule="headed")


def _of_body(layout: Layout, head: Span) -> Iterator[GuidancePassage]:
    """The tasks that stand below the name of a body of guidance."""
    for sentence in _sentences(layout, _block(layout, head)):
        text = folded(layout.text, *sentence).text
        if _TASK.search(text) and _is_done(text):
            yield GuidancePassage(value=True, certainty=0.75, span=sentence, focus=sentence, rule="body")


def _is_done(text: str) -> bool:
    """Whether a line tells a thing done: no lack of it, no wish, no mere interest."""
    return len(text.strip()) > 6 and not _NOT_DONE.search(text)


def _block(layout: Layout, head: Span) -> Span:
    """The lines below a heading, up to an empty line or the next heading."""
    stop = min(layout.next_heading(head.start), head.end + _BLOCK)
    below = [line for line in layout.lines_in(head.end, stop) if line.of(layout.text).strip()]
    end = below[0].end if below else head.end
    for above, line in pairwise(below):
        if layout.text.count("\n", above.end, line.start) > 1:
            break
        end = line.end
    return Span(head.end, end)


def _sentences(layout: Layout, block: Span) -> Iterator[Span]:
    """The sentences of a block, each cut to it."""
    for sentence in layout.sentences_over(block.start, block.end):
        start, end = max(sentence.start, block.start), min(sentence.end, block.end)
        if start < end and any(c.isalpha() for c in layout.text[start:end]) and not layout.is_ignored(start, end):
            yield Span(start, end)
