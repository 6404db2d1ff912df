"""Experience or training in school and career guidance (notice, paragraph 4: "bonne connaissance des méthodes").

A passage counts when it tells a task, a project or a course of the writer's in guidance, by its name or by what
it does (`lexicon/*/helping.toml`); a wish, the notice's own words, the employer's or the post's name, and an
orientation that is spatial, sexual or clinical do not. A plain denial ("je n'ai aucune expérience en orientation")
makes it false, unless another passage tells more surely of such experience.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.said import certainty_of, own_sentences, row_of
from parsers.facts.context.tracing import note_weighed, reads
from parsers.facts.guidance.named import CONTRAST, NAMED, denial, named
from parsers.facts.guidance.tasks import TASKS, tasks
from parsers.facts.guidance.words import GuidanceWords
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import Folded, Span, folded
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.guidance.words import Terms
    from parsers.layout.sections import Layout
    from parsers.values.evidence import JSON, Evidence

_BODY, _VISITS = vocabulary("guidance.body"), vocabulary("guidance.visits")
_ANY = united(NAMED, TASKS)


class GuidancePassage(NamedTuple):
    """A passage that tells of guidance: whether the writer has or denies experience, how surely, and by which rule."""

    value: JSON
    certainty: float
    evidence: Evidence
    focus: Span


@reads("orientation")
def find_orientation(layout: Layout) -> tuple[Finding, ...]:
    """What a text says of guidance: true (found), false (contrary: says so), nothing where it is silent."""
    passages = [*_passages(layout), *_posts(layout)] if tells_of_candidate(layout) else []
    note_weighed(passages)
    told = sorted(passages, key=lambda passage: -passage.certainty)
    if not told:
        return ()
    value = told[0].value
    chosen = [passage for passage in told if passage.value is value][:EVIDENCE_LIMIT]
    return (
        Finding(
            key="orientation",
            value=value,
            state=State.FOUND if value else State.CONTRARY,
            evidence=tuple(passage.evidence for passage in chosen),
            certainty=chosen[0].certainty,
        ),
    )


def _passage(words: GuidanceWords | None) -> GuidancePassage | None:
    """What a row makes of words, if one speaks of them."""
    row = row_of("orientation", words) if words else None
    if words is None or row is None:
        return None
    return GuidancePassage(
        value=row.gives_of(experience=True, no_experience=False),
        certainty=certainty_of(row, words),
        evidence=evidence(words.layout, words.span, words.focus, row.cited),
        focus=words.focus,
    )


def _passages(layout: Layout) -> Iterator[GuidancePassage]:
    for view, span in own_sentences(layout):
        if _ANY.may_say(view.text) and (passage := _of_sentence(layout, view, span)):
            yield passage


def _of_sentence(layout: Layout, view: Folded, span: Span) -> GuidancePassage | None:
    """The surest that a sentence tells of guidance, after its turn where it begins with a denial; else the denial."""
    lack = denial(layout, view, span)
    denied = _passage(lack)
    turn = CONTRAST.search(view.text, lack.match.start()) if lack and denied else None
    begin = 0 if denied is None else turn.end() if turn else len(view.text)
    told = filter(None, map(_passage, chain(named(layout, view, span, begin), tasks(layout, view, span, begin))))
    return max(told, key=lambda passage: passage.certainty, default=denied)


def _posts(layout: Layout) -> Iterator[GuidancePassage]:
    """Posts in a body that does nothing else ("Cité des Métiers de Namur"), but for practice in training."""
    for entry in layout.entries:
        if not layout.is_ignored(entry.start, entry.end):
            span = Span(entry.start, entry.head.end)
            view = folded(layout.text, *span)
            found = islice(_BODY.finditer(view.text), 1)
            named = GuidanceWords.each(found, words="body", terms=_OF_BODY, layout=layout, view=view, span=span)
            yield from filter(None, map(_passage, named))


_OWN_HEADINGS = (None, "experience", "status", "profile")


def _is_of_letter(words: GuidanceWords) -> bool:
    """Whether a letter tells it, under no heading: its dates lead no posts."""
    layout, at = words.layout, words.span.start
    return layout.letter is not None and layout.kind is not Kind.CV and layout.in_subject(at, None)


_OF_BODY: Terms = {
    "stated": lambda words: not _is_of_letter(words),
    "references": lambda words: not words.layout.in_subject(words.span.start, *_OWN_HEADINGS),
    "other_guidance": lambda words: _VISITS.search(words.heard) is not None,
}
"""What is asked of the name of a body in which somebody has a post."""
