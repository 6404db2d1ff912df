"""Qualifications held, as the papers word them: titles from a CV's entries and from the sentences of a letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from parsers.facts.context.evidence import evidence
from parsers.facts.qualifications.listed import listed
from parsers.facts.qualifications.titles import ITEM_LIMIT, TITLE
from parsers.facts.qualifications.told import told
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.facts.qualifications.held import Held
    from parsers.layout.sections import Layout

KEY = "qualifications"
_GENERAL = vocabulary("qualifications.general")


def qualifications(layout: Layout) -> tuple[Finding, ...]:
    """The qualifications that the applicant says to hold, those of a CV's list first."""
    items = list(listed(layout))
    taken = sorted(item.span for item in items)
    ends = list(accumulate((span.end for span in taken), max))
    items += [item for item in told(layout) if not _overlaps(item.span, taken, ends)]
    return tuple(_finding(layout, item) for item in items if _counts(layout, item))


def _overlaps(span: Span, others: Sequence[Span], ends: Sequence[int]) -> bool:
    """Whether a span has a part of any of the others, which are in order; `ends` tell how far they reach by then."""
    before = bisect_left(others, span.end, key=lambda other: other.start)
    return before > 0 and ends[before - 1] > span.start


def _counts(layout: Layout, item: Held) -> bool:
    """Whether an item is of the applicant's own words, and names a title."""
    named = not _GENERAL.fullmatch(fold(item.span.of(layout.text)).strip(" .,:;-"))
    return named and not layout.is_ignored(item.span.start, item.span.end)


def _finding(layout: Layout, item: Held) -> Finding:
    sentence = layout.sentence_at(item.span.start)
    whole = Span(min(sentence.start, item.span.start), max(sentence.end, item.span.end))
    focus = Span(item.span.start, min(item.span.end, item.span.start + 200))
    return Finding(
        key=KEY,
        value=[_worded(item.span.of(layout.text))],
        state=State.FOUND,
        evidence=(evidence(layout, whole, focus, item.rule),),
        certainty=item.certainty,
    )


def _worded(words: str) -> str:
    """The title as the paper words it, with its school, on one line."""
    line = re.sub(r"(?<=[a-zà-ÿ])-\s*\n\s*(?=[a-zà-ÿ])", "", words)
    line = re.sub(r"\s+", " ", line).strip(" ,;.·–—-")
    cell = line.find(" | ")
    line = line[:cell] if cell > 0 and TITLE.search(fold(line[:cell])) else line
    return line[:ITEM_LIMIT].strip()
