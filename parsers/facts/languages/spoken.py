"""The languages a candidate claims to speak: mother tongue, and A2 upwards, as ISO 639-1 codes.

A list of languages counts whole, but for those that its words, levels, stars or shares put below A2. Elsewhere a
language counts where its sentence claims it; teaching or studying one is no claim.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.tracing import note_fact
from parsers.facts.evidence import evidence
from parsers.facts.languages.levels import is_spoken
from parsers.facts.languages.lists import listed
from parsers.rules.registry import cite
from parsers.text.text import PLENTY, Folded, Span, folded
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State
from parsers.words.languages.levels import CLAIM, MOTHER_TONGUE, NATIVE, PLACE, TAUGHT
from parsers.words.languages.names import LANGUAGE, code_of, code_of_feminine, is_ancient

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from parsers.facts.languages.rows import ToldLanguage
    from parsers.layout.sections import Layout

LISTED_RULE = cite("languages.listed")
CLAIMED_RULE = cite("languages.claimed")


def find_languages(layout: Layout) -> tuple[Finding, ...]:
    """The languages that a text claims for its writer, in the order they are told."""
    note_fact("languages")
    if not tells_of_candidate(layout):
        return ()
    in_lists = list(listed(layout))
    told = [*in_lists, *_claimed(layout)]
    if not told:
        return ()
    codes = list(dict.fromkeys(code for code, _, _ in told))
    passages = {span: focus for _, span, focus in reversed(told)}
    rows = {span for _, span, _ in in_lists}
    pieces = tuple(
        evidence(layout, span, focus, LISTED_RULE if span in rows else CLAIMED_RULE)
        for span, focus in sorted(passages.items())[:EVIDENCE_LIMIT]
    )
    certainty = 0.95 if in_lists else 0.75
    return (Finding(key="languages", value=codes, state=State.FOUND, evidence=pieces, certainty=certainty),)


def _claimed(layout: Layout) -> Iterator[ToldLanguage]:
    """Languages that a sentence claims to speak."""
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end) or layout.in_subject(span.start, "references"):
            continue
        view = folded(layout.text, span.start, span.end)
        if CLAIM.search(view.text):
            yield from () if layout.in_subject(span.start, "languages") else _in_sentence(view, span)
            yield from _native(view, span)


def _native(view: Folded, span: Span) -> Iterator[ToldLanguage]:
    """Languages that a word for their speakers tells: "je suis germanophone"."""
    for match in islice(NATIVE.finditer(view.text), PLENTY):
        if judge(view.text, *match.span()).plain and match.lastgroup:
            yield match.lastgroup, span, view.span(*match.span())
    for match in islice(MOTHER_TONGUE.finditer(view.text), PLENTY):
        code = code_of_feminine(match["word"])
        if code and judge(view.text, *match.span("word")).plain:
            yield code, span, view.span(*match.span("word"))


def _in_sentence(view: Folded, span: Span) -> Iterator[ToldLanguage]:
    names = list(islice(LANGUAGE.finditer(view.text), PLENTY))
    for number, match in enumerate(names):
        told = judge(view.text, match.start(), match.end())
        if not (told.own or told.led) or told.negated or told.hypothetical or _is_taught(view.text, match):
            continue
        after = names[number + 1].start() if number + 1 < len(names) else len(view.text)
        before = names[number - 1].end() if number else 0
        if is_spoken(view.text, match, before, after):
            yield code_of(match.group()), span, view.span(match.start(), match.end())


def _is_taught(text: str, match: re.Match[str]) -> bool:
    """Whether the language is one taught or studied, or the adjective of something else."""
    before = text[max(0, match.start() - 45) : match.start()]
    return is_ancient(text, match) or bool(TAUGHT.search(before) or PLACE.search(before))
