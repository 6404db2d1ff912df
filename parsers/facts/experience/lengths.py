"""Lengths that stand beside undated posts: "Professeur de français, Athénée de Dinant (5 ans)", "Huy : 8 mois"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.sectors import SERVICE, sector_of
from parsers.lexicon.numerals import numbers
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.text import Span, fold
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Evidence, Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention

_LENGTH = vocabulary("duration.alone")
_MONTHS = vocabulary("duration.months")
_STAFF = vocabulary("school.staff")

KEY = "experience_years"
RULE = cite("experience.lengths")
_LONGEST_LINE = 140
_NO_POSTS = frozenset({"education", "languages", "interests", "volunteering", "references", "annexes"})


class _Post(NamedTuple):
    line: Span
    months: float
    served: bool
    known: bool
    """Whether its line tells where it was."""


def lengths_beside_posts(layout: Layout) -> tuple[Finding, ...]:
    """What the lengths beside the posts in schools add up to, where at least two posts have one and no dates."""
    if layout.kind is Kind.LETTER:
        return ()
    posts = list(_posts(layout))
    served = [post for post in posts if post.served]
    months = sum(post.months for post in served)
    if len(posts) < 2 or not served or months < 1:
        return ()
    evidence = tuple(
        Evidence(
            start=post.line.start,
            end=post.line.end,
            quote=post.line.of(layout.text),
            rule=RULE,
            page=layout.page_at(post.line.start),
        )
        for post in served[:EVIDENCE_LIMIT]
    )
    doubt = {} if all(post.known for post in posts) else {"doubt": True}
    years = int(months / 12)
    return (Finding(key=KEY, value=years, state=State.FOUND, certainty=0.5, evidence=evidence, detail=doubt),)


def _posts(layout: Layout) -> Iterator[_Post]:
    dated = {layout.line_at(when.start).start for when in layout.dates}
    for line in layout.lines:
        words = line.of(layout.text)
        if len(words) > _LONGEST_LINE or line.start in dated or layout.is_ignored(line.start, line.end):
            continue
        flat = fold(words)
        length = next((found for found in _LENGTH.finditer(flat) if _stands_alone(flat, *found.span())), None)
        if length is None or layout.in_subject(line.start, *_NO_POSTS):
            continue
        words = flat[: length.start()] or flat[length.end() :]
        sector = sector_of([words])
        if sector != "unknown" or _STAFF.search(words):
            yield _Post(line, _months(flat, length), sector in SERVICE, sector != "unknown")


def _stands_alone(flat: str, start: int, end: int) -> bool:
    """Whether a length ends its line or a part of it, or opens it."""
    before = flat[:start].rstrip()
    return (not before or before[-1] in ",:;(|-") and _ENDS.match(flat, end) is not None


_ENDS = re.compile(r"\)?\.?$| ?[:,;|-] ")


def _months(flat: str, length: Mention) -> float:
    """A length in months."""
    told = ((value, length.start() + end) for _, end, value in numbers(length.group()))
    return sum(value if _MONTHS.match(flat, end) else 12 * value for value, end in told)
