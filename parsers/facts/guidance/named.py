"""Guidance by its name: what its words are beside in a sentence, what they are not, and how they are denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.context.assertion import Assertion, judge
from parsers.facts.context.holder import OTHER, WRITER, others_verb
from parsers.facts.guidance.words import ANY_WORDS, GuidanceWords, has_subject, is_aim, is_elsewhere, is_wished
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.guidance.words import Terms
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.text.text import Folded

NAMED, BARE = vocabulary("guidance.named"), vocabulary("guidance.bare")
_TASK, _COURSE, _WHOLLY = vocabulary("guidance.task"), vocabulary("guidance.course"), vocabulary("guidance.wholly")
_OTHERS, _THEIRS, _DREAMT = vocabulary("guidance.others"), vocabulary("guidance.theirs"), vocabulary("guidance.dreamt")
_NOT_TAKEN, _STILL = vocabulary("guidance.not_taken"), vocabulary("guidance.goes_on_after_denial")
LACK = vocabulary("guidance.lack")
_NEVER, _PRACTISED = vocabulary("guidance.never"), vocabulary("guidance.practised")
_TRAINING, _PRACTICE = vocabulary("guidance.training"), vocabulary("guidance.practice")
CONTRAST = vocabulary("guidance.contrast")
_WHOM, _DOES = vocabulary("helping.whom"), vocabulary("helping.does")
_HEAD = 40
"""Characters in which a line of a CV names its task."""
_NEAR = (90, 70)
"""So many characters before and behind the name may tell what is done."""
_REST = 80
"""So many characters behind "but", and behind what follows it, may tell that the writer does it all the same."""


def named(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[GuidanceWords]:
    """The places of a sentence that name guidance, from a place on."""
    found = NAMED.finditer(view.text, begin)
    return GuidanceWords.each(found, words="named", terms=_TERMS, layout=layout, view=view, span=span)


def _taken_back(text: str, start: int = 0) -> Span | None:
    """What follows a denial and takes it back: "but I have been doing it for six years"."""
    for contrast in CONTRAST.finditer(text, start):
        stop = next((at for at in range(contrast.end(), len(text)) if text[at] in ".;"), len(text))
        still = _STILL.search(text, contrast.end(), min(stop, contrast.end() + _REST))
        if still:
            return Span(contrast.end(), min(stop, still.end() + _REST))
    return None


def _near(words: GuidanceWords, phrases: Vocabulary) -> Mention | None:
    return words.beside(phrases, *_NEAR)


def _told(words: GuidanceWords) -> Assertion:
    """How the name is said, from what makes it the pupils' own."""
    theirs = _THEIRS.before(words.heard, words.match.start())
    return judge(words.heard, (theirs or words.match).start(), words.match.end())


def _is_of_writer(words: GuidanceWords) -> bool:
    told = _told(words)
    return told.own or told.led or (words.listed and not has_subject(words)) or _is_headed_by_task(words)


def _is_headed_by_task(words: GuidanceWords) -> bool:
    """Whether a line begins with a task and has no subject: whomever it names further on is whom the task serves."""
    text, at = words.heard, words.match.start()
    task = _TASK.search(text, 0, min(at, _HEAD))
    return task is not None and not OTHER.search(text, 0, task.start()) and others_verb(text, at) is None


def _is_of_others(words: GuidanceWords) -> bool:
    """Whether it is another's, or outside a career other people's where no task is told."""
    others = not words.listed and _near(words, _OTHERS) and not _near(words, _TASK)
    return is_elsewhere(words) or bool(others)


def _is_denied(words: GuidanceWords) -> bool:
    """Whether it is denied and not taken back, or refused."""
    return (_told(words).negated and not _taken_back(words.heard)) or _near(words, _NOT_TAKEN) is not None


def _is_wished(words: GuidanceWords) -> bool:
    return is_aim(words) or bool(_near(words, _DREAMT)) or (not words.listed and is_wished(words))


def _is_of_course(words: GuidanceWords) -> bool:
    return _near(words, _COURSE) is not None and (words.listed or _near(words, _TASK) is None)


def _is_of_task(words: GuidanceWords) -> bool:
    return bool(_near(words, _TASK) or (words.listed and _WHOLLY.search(words.heard)))


def _is_function(words: GuidanceWords) -> bool:
    """Whether a post or a practice is told that is nothing but guidance, and the writer's."""
    return _is_mine(words) and _WHOLLY.search(words.heard) is not None


def _is_mine(words: GuidanceWords) -> bool:
    """Whether a CV or "I" tells it."""
    told = _told(words)
    return words.layout.kind is Kind.CV or (told.explicit and told.own)


def _is_for_somebody(words: GuidanceWords) -> bool:
    """Whether it is named with whom it serves, in a career or beside what somebody does."""
    does = words.listed or _DOES.search(words.heard, 0, words.match.end())
    return bool(does) and _near(words, _WHOM) is not None


def _is_stated(words: GuidanceWords) -> bool:
    return words.listed or words.layout.kind is Kind.CV or WRITER.search(words.heard) is not None


_TERMS: Terms = {
    **ANY_WORDS,
    "own": _is_of_writer,
    "anothers": _is_of_others,
    "reported": lambda words: _told(words).reported,
    "denied": _is_denied,
    "wished": _is_wished,
    "hypothetical": lambda words: not words.listed and _told(words).hypothetical,
    "course": _is_of_course,
    "task": _is_of_task,
    "function": _is_function,
    "served": _is_for_somebody,
    "stated": _is_stated,
    "first_person": lambda words: words.listed or _is_mine(words),
    "heading": lambda words: words.listed,
    "bare": lambda words: BARE.match(words.heard, *words.match.span()) is not None,
}


def denial(layout: Layout, view: Folded, span: Span) -> GuidanceWords | None:
    """What may deny experience or training in a sentence."""
    found = LACK.finditer(view.text)
    return next(GuidanceWords.each(found, words="lack", terms=_OF_LACK, layout=layout, view=view, span=span), None)


def _is_taken_back(words: GuidanceWords) -> bool:
    """Whether practice follows the denial: "but I have been doing it for six years"."""
    text = words.heard
    still = _taken_back(text, words.match.start())
    return still is not None and bool(_PRACTISED.search(text, *still)) and not _NEVER.search(text, *still)


def _is_of_practice(words: GuidanceWords) -> bool:
    """Whether more than training is denied, beside which there may be practice."""
    place = words.match.span()
    return _PRACTICE.search(words.heard, *place) is not None or not _TRAINING.search(words.heard, *place)


_OF_LACK: Terms = {
    "own": lambda words: words.assertion.own,
    "guidance": lambda words: NAMED.search(words.heard) is not None,
    "taken_back": _is_taken_back,
    "practice": _is_of_practice,
}
