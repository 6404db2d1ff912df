"""Experience or training in school and career guidance (notice, paragraph 4: "bonne connaissance des méthodes").

A passage counts when it tells a task, a project or a course of the writer's in guidance, by its name or by what
it does (`lexicon/*/helping.toml`); a wish, the notice's own words, the employer's or the post's name, and an
orientation that is spatial, sexual or clinical do not. A plain denial ("je n'ai aucune expérience en orientation")
makes it false, unless another passage tells more surely of such experience.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.context.assertion import QUOTED, judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.holder import WRITER
from parsers.facts.context.said import certainty_of, row_of
from parsers.facts.context.tracing import note_weighed, reads
from parsers.facts.guidance.named import CONTRAST, NAMED, denial, named
from parsers.facts.guidance.words import ANY_WORDS, GuidanceWords, has_subject, is_aim, is_of_other_sort
from parsers.lexicon.vocabulary import Mention, united, vocabulary
from parsers.text.text import Folded, Span, folded
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.guidance.words import Terms
    from parsers.layout.sections import Layout
    from parsers.values.evidence import JSON, Evidence

_AIM, _SEEKERS, _WHOM = vocabulary("helping.aim"), vocabulary("helping.seekers"), vocabulary("helping.whom")
_SERVES, _DOES, _POSSIBLE = vocabulary("helping.serves"), vocabulary("helping.does"), vocabulary("helping.possible")
_NO_TASK = vocabulary("helping.dreaming", "helping.kin", "helping.teaches")
_TITLE, _AHEAD = vocabulary("subjects.title"), vocabulary("subjects.ahead")
TASKS = united(_AIM, _SEEKERS, _TITLE, _AHEAD)
"""What tells of guidance without its name."""
_INFANTS, _GIVEN, _MY_TASK = vocabulary("subjects.infants"), vocabulary("subjects.given"), vocabulary("helping.my_task")
_AROUND_AIM, _AROUND_TITLE, _GIVES = (140, 110), (110, 110), (60, 40)
"""So many characters before and behind words tell whom they serve, or that somebody gives what they name."""
_BEFORE = 60
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
    for view, span in layout.own_sentences():
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


def tasks(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[GuidanceWords]:
    """The words of a sentence that may tell of guidance by what it does, from a place on."""
    for words, terms, found in (
        ("aim", _OF_AIM, _AIM.finditer(view.text, begin)),
        ("seekers", _OF_SEEKERS, _SEEKERS.finditer(view.text, begin)),
        ("title", _OF_TITLE, _TITLE.finditer(view.text, begin)),
        ("quoted_title", _OF_QUOTED, _quoted(view.text, begin)),
    ):
        yield from GuidanceWords.each(
            found, words=words, terms=terms, layout=layout, view=view, span=span, hidden=_unheard, begin=begin
        )


def _quoted(text: str, begin: int) -> Iterator[Mention]:
    """What stands between quotation marks and speaks of a choice, of trades or of the time ahead."""
    for quoted in QUOTED.finditer(text, begin):
        if _AHEAD.search(text, *quoted.span(1)):
            yield Mention(text, Span(*quoted.span()))


def _does(words: GuidanceWords) -> bool:
    return _DOES.search(words.view.text, words.begin) is not None


def _is_helped_to(words: GuidanceWords) -> bool:
    """Whether somebody is helped to a choice or to the next step, in a career without being named."""
    helps, whom = words.beside(_SERVES, *_AROUND_AIM), words.beside(_WHOM, *_AROUND_AIM)
    return bool((whom and (helps or _does(words))) or (helps and words.listed))


def _is_listed_help(words: GuidanceWords) -> bool:
    return words.listed and words.beside(_SERVES, *_AROUND_AIM) is not None


def _are_served(words: GuidanceWords) -> bool:
    """Whether a help leads to those who look for their way."""
    text, start = words.view.text, words.match.start()
    before = max(words.begin, start - _BEFORE)
    return bool(_SERVES.search(text, before, start) or _DOES.search(text, before, start))


def _is_given(words: GuidanceWords) -> bool:
    """Whether somebody gives what a title names."""
    text, match = words.view.text, words.match
    before, behind = _GIVES
    return bool(
        _GIVEN.search(text, max(words.begin, match.start() - before), match.start())
        or _GIVEN.search(text, match.end(), match.end() + behind)
    )


def _is_worked_on(words: GuidanceWords) -> bool:
    """Whether a subject is one the writer works on: it heads a line of a career, or the writer acts beside it."""
    if words.listed:
        return True
    served = _serves(words) or words.beside(_WHOM, *_AROUND_TITLE) is not None
    return _is_of_cv(words) or (served and _does(words))


def _serves(words: GuidanceWords) -> bool:
    return _is_given(words) or words.beside(_SERVES, *_AROUND_TITLE) is not None


def _is_of_cv(words: GuidanceWords) -> bool:
    return words.layout.kind is Kind.CV and _serves(words)


def _is_of_writer(words: GuidanceWords) -> bool:
    """Whether the help is the writer's: "I" acts, with nobody else between, or a CV's line names nobody."""
    at = words.match.start()
    told = judge(words.heard, at, at)
    if (WRITER.search(words.heard, 0, at) and (told.own or told.led)) or _MY_TASK.search(words.heard):
        return True
    return (words.listed or words.layout.kind is Kind.CV) and not has_subject(words)


_OF_AIM: Terms = {
    **ANY_WORDS,
    "own": _is_of_writer,
    "denied": lambda words: judge(words.heard, *words.match.span()).negated,
    "hypothetical": lambda words: judge(words.heard, *words.match.span()).hypothetical,
    "wished": lambda words: is_aim(words) or _NO_TASK.search(words.heard) is not None,
    "served": _is_helped_to,
    "task": lambda words: words.beside(_SERVES, *_AROUND_AIM) is not None,
    "heading": _is_listed_help,
}
_OF_SEEKERS: Terms = {**_OF_AIM, "served": _are_served}
_OF_TITLE: Terms = {
    **_OF_AIM,
    "served": _is_worked_on,
    "stated": lambda words: words.listed or _is_of_cv(words),
    "heading": lambda words: words.listed,
    "other_guidance": lambda words: is_of_other_sort(words) or words.beside(_INFANTS, *_AROUND_TITLE) is not None,
}
_OF_QUOTED: Terms = {**_OF_TITLE, "served": lambda words: _is_given(words) and _is_worked_on(words)}


@lru_cache(maxsize=64)
def _unheard(text: str, match: Mention) -> str:
    """A sentence without a time ahead that is the pupils', and without what else the title around a mention says."""
    opening = text.rfind('"', 0, match.start() + 1)
    if opening >= 0 and text.count('"', 0, opening + 1) % 2 == 1:
        closing = text.find('"', opening + 1)
        text = _blank(text, opening + 1, closing if closing > 0 else len(text))
    for mention in tuple(_POSSIBLE.finditer(text)):
        text = _blank(text, *mention.span())
    return text


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{'-' * (end - start)}{text[end:]}"
