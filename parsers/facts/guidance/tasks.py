"""Guidance told by what it does: whom somebody helps to a choice, or the subject of a course or an animation."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import judge
from parsers.facts.guidance.actors import GuidancePassage, has_subject, is_acting, is_elsewhere, passes_over
from parsers.text.text import PLENTY, Folded, Span
from parsers.values.documents import Kind
from parsers.words.guidance.tasks import AIM, DOES, DREAM, KIN, POSSIBLE, SEEKERS, SERVES, TEACHES, WHOM
from parsers.words.guidance.titles import GIVEN, INFANTS, QUOTED, TITLE

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_CAREER = ("experience", "education")


def serving(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[GuidancePassage]:
    """What a sentence tells of guidance by what it does: somebody helped to a choice, or to the next step."""
    text = view.text
    for match in islice(AIM.finditer(text, begin), PLENTY):
        near = text[max(begin, match.start() - 140) : match.end() + 110]
        helps, whom = SERVES.search(near), WHOM.search(near)
        if (helps or (whom and DOES.search(text, begin))) and serves(layout, view, match):
            listed = layout.in_subject(view.span(*match.span()).start, *_CAREER)
            sure = 0.8 if listed and helps else 0.7 if helps and whom else 0.6 if whom else 0
            if sure:
                yield GuidancePassage(
                    value=True, certainty=sure, span=span, focus=view.span(*match.span()), rule="served"
                )
    for match in islice(SEEKERS.finditer(text, begin), PLENTY):
        before = max(begin, match.start() - 60)
        helps = SERVES.search(text, before, match.start()) or DOES.search(text, before, match.start())
        if helps and serves(layout, view, match):
            yield GuidancePassage(value=True, certainty=0.6, span=span, focus=view.span(*match.span()), rule="seekers")


def titled(layout: Layout, view: Folded, span: Span, begin: int) -> Iterator[GuidancePassage]:
    """What names guidance by its subject alone, in a CV's line, or in a sentence where the writer does something."""
    for words in (TITLE, QUOTED):
        for match in islice(words.finditer(view.text, begin), PLENTY):
            sure = _sure_of_title(layout, view, match, begin, named=words is QUOTED)
            if sure:
                yield GuidancePassage(
                    value=True, certainty=sure, span=span, focus=view.span(*match.span()), rule="titled"
                )


def _sure_of_title(layout: Layout, view: Folded, match: re.Match[str], begin: int, *, named: bool) -> float:
    """How surely a subject is one the writer works on: it heads a line of a career, or the writer acts beside it."""
    text, offset = view.text, view.span(*match.span()).start
    near = text[max(begin, match.start() - 110) : match.end() + 110]
    given = GIVEN.search(
        f"{text[max(begin, match.start() - 60) : match.start()]} {text[match.end() : match.end() + 40]}"
    )
    if (named and not given) or INFANTS.search(near) or not serves(layout, view, match):
        return 0
    if layout.in_subject(offset, *_CAREER):
        return 0.7
    does = DOES.search(text, begin)
    if layout.kind is Kind.CV and (given or SERVES.search(near)):
        return 0.65
    return 0.6 if does and (given or SERVES.search(near) or WHOM.search(near)) else 0


def serves(layout: Layout, view: Folded, match: re.Match[str]) -> bool:
    """Whether the help is one that the writer gives or gave: no wish, nobody else's, none denied or received."""
    text, offset = POSSIBLE.sub(_hyphens, _outside(view.text, match)), view.span(*match.span()).start
    told = judge(text, match.start(), match.end())
    listed = layout.in_subject(offset, *_CAREER)
    if told.negated or told.hypothetical or any(words.search(text) for words in (DREAM, KIN, TEACHES)):
        return False
    if passes_over(layout, text, match, offset) or is_elsewhere(text, match):
        return False
    return is_acting(text, match.start()) or ((listed or layout.kind is Kind.CV) and not has_subject(text, match))


def _hyphens(match: re.Match[str]) -> str:
    return "-" * len(match.group())


def _outside(text: str, match: re.Match[str]) -> str:
    """A sentence without the words of the title between quotation marks that a mention stands in, equally long."""
    opening = text.rfind('"', 0, match.start() + 1)
    if opening < 0 or text.count('"', 0, opening + 1) % 2 == 0:
        return text
    closing = text.find('"', opening + 1)
    end = closing if closing > 0 else len(text)
    return f"{text[: opening + 1]}{'-' * (end - opening - 1)}{text[end:]}"
