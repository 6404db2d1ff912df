"""Guidance told by what it does: whom somebody helps to a choice, or the subject of a course or an animation."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import QUOTED, judge
from parsers.facts.guidance.actors import GuidancePassage, has_subject, is_acting, is_elsewhere, passes_over
from parsers.lexicon.vocabulary import Mention, united, vocabulary
from parsers.text.text import PLENTY, Folded, Span
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_AIM, _SEEKERS, _WHOM = vocabulary("helping.aim"), vocabulary("helping.seekers"), vocabulary("helping.whom")
_SERVES, _DOES, _POSSIBLE = vocabulary("helping.serves"), vocabulary("helping.does"), vocabulary("helping.possible")
_NO_TASK = vocabulary("helping.dreaming", "helping.kin", "helping.teaches")
_TITLE, _AHEAD = vocabulary("subjects.title"), vocabulary("subjects.ahead")
TASKS = united(_AIM, _SEEKERS, _TITLE, _AHEAD)
"""What tells of guidance without its name."""
_INFANTS, _GIVEN = vocabulary("subjects.infants"), vocabulary("subjects.given")
_CAREER = ("experience", "education")


def serving(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[GuidancePassage]:
    """What a sentence tells of guidance by what it does: somebody helped to a choice, or to the next step."""
    text = view.text
    for match in islice(_AIM.finditer(text, begin), PLENTY):
        near = max(begin, match.start() - 140), match.end() + 110
        helps, whom = _SERVES.search(text, *near), _WHOM.search(text, *near)
        if (helps or (whom and _DOES.search(text, begin))) and serves(layout, view, match):
            listed = layout.in_subject(view.span(*match.span()).start, *_CAREER)
            sure = 0.8 if listed and helps else 0.7 if helps and whom else 0.6 if whom else 0
            if sure:
                yield GuidancePassage(
                    value=True, certainty=sure, span=span, focus=view.span(*match.span()), rule="served"
                )
    for match in islice(_SEEKERS.finditer(text, begin), PLENTY):
        before = max(begin, match.start() - 60)
        helps = _SERVES.search(text, before, match.start()) or _DOES.search(text, before, match.start())
        if helps and serves(layout, view, match):
            yield GuidancePassage(value=True, certainty=0.6, span=span, focus=view.span(*match.span()), rule="seekers")


def titled(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[GuidancePassage]:
    """What names guidance by its subject alone, in a CV's line, or in a sentence where the writer does something."""
    for subjects, named in ((_TITLE.finditer(view.text, begin), False), (_names(view.text, begin), True)):
        for match in islice(subjects, PLENTY):
            sure = _sure_of_title(layout, view, match, begin, named=named)
            if sure:
                yield GuidancePassage(
                    value=True, certainty=sure, span=span, focus=view.span(*match.span()), rule="titled"
                )


def _names(text: str, begin: int) -> Iterator[Mention]:
    """What stands between quotation marks and speaks of a choice, of trades or of the time ahead."""
    for quoted in QUOTED.finditer(text, begin):
        if _AHEAD.search(text, *quoted.span(1)):
            yield Mention(text, Span(*quoted.span()))


def _sure_of_title(layout: Layout, view: Folded, match: Mention, begin: int, *, named: bool) -> float:
    """How surely a subject is one the writer works on: it heads a line of a career, or the writer acts beside it."""
    text, offset = view.text, view.span(*match.span()).start
    near = max(begin, match.start() - 110), match.end() + 110
    given = _GIVEN.search(text, max(begin, match.start() - 60), match.start()) or _GIVEN.search(
        text, match.end(), match.end() + 40
    )
    if (named and not given) or _INFANTS.search(text, *near) or not serves(layout, view, match):
        return 0
    if layout.in_subject(offset, *_CAREER):
        return 0.7
    if layout.kind is Kind.CV and (given or _SERVES.search(text, *near)):
        return 0.65
    served = given or _SERVES.search(text, *near) or _WHOM.search(text, *near)
    return 0.6 if served and _DOES.search(text, begin) else 0


def serves(layout: Layout, view: Folded, match: Mention) -> bool:
    """Whether the help is one that the writer gives or gave: no wish, nobody else's, none denied or received."""
    text, offset = _hiding(_outside(view.text, match)), view.span(*match.span()).start
    told = judge(text, match.start(), match.end())
    listed = layout.in_subject(offset, *_CAREER)
    if told.negated or told.hypothetical or _NO_TASK.search(text):
        return False
    if passes_over(layout, text, match, offset) or is_elsewhere(text, match):
        return False
    return is_acting(text, match.start()) or ((listed or layout.kind is Kind.CV) and not has_subject(text, match))


def _hiding(text: str) -> str:
    """A sentence without the words for a time ahead that is the pupils', equally long."""
    for start, end in [mention.span() for mention in _POSSIBLE.finditer(text)]:
        text = f"{text[:start]}{'-' * (end - start)}{text[end:]}"
    return text


def _outside(text: str, match: Mention) -> str:
    """A sentence without the words of the title between quotation marks that a mention stands in, equally long."""
    opening = text.rfind('"', 0, match.start() + 1)
    if opening < 0 or text.count('"', 0, opening + 1) % 2 == 0:
        return text
    closing = text.find('"', opening + 1)
    end = closing if closing > 0 else len(text)
    return f"{text[: opening + 1]}{'-' * (end - opening - 1)}{text[end:]}"
