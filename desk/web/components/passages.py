"""Passages: where a quote leads, and how it is marked in a text and on a page's picture."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from desk.web import ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.views.values import ApplicationDetail, EvidenceView, PageView, SearchHit

CHOSEN, FOUND, OTHER = "chosen", "found", "other"
"""The passage that a link led to, words that were looked for, quotes of other facts."""
MARGIN = 0.004
"""Share of the page by which a mark is larger than the line."""

SLACK = 0.012
"""More of it to the right, where the passage ends within the line: letters are not all of one width."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TextPiece:
    """A stretch of a text and how it is marked: `chosen`, `found`, `other` or not at all."""

    text: str
    mark: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRectangle:
    """A mark on a page's picture, in thousandths of its width and height."""

    x: float
    y: float
    width: float
    height: float
    mark: str

    @classmethod
    def of(cls, left: float, top: float, right: float, bottom: float, mark: str) -> PageRectangle:
        """Around a stretch of a line, given in shares of the page."""
        return cls(
            x=round(1000 * max(0.0, left - MARGIN), 1),
            y=round(1000 * max(0.0, top - MARGIN), 1),
            width=round(1000 * (min(1.0, right + MARGIN) - max(0.0, left - MARGIN)), 1),
            height=round(1000 * (min(1.0, bottom + MARGIN) - max(0.0, top - MARGIN)), 1),
            mark=mark,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedPassage:
    """A quote, and the facts that rest on it."""

    keys: tuple[str, ...]
    evidence: EvidenceView

    @property
    def link(self) -> str:
        """The page that shows it."""
        return link(self.evidence)


def link(evidence: EvidenceView) -> str:
    """Where a quote leads: its document's page, or the mail whose body says it."""
    if evidence.document_id is None:
        return ids.mail(evidence.message_id, start=evidence.start, end=evidence.end)
    return ids.document(evidence.document_id, page=evidence.page, start=evidence.start, end=evidence.end)


def found_at(hit: SearchHit, words: str = "") -> str:
    """Where a hit of the search leads: the marked word on its page, with every other of these words; or the note."""
    start, end = hit.place or (None, None)
    if hit.review_id is not None:
        return f"/applications/{hit.application_id}#word-{hit.review_id}"
    if hit.document_id is not None:
        return ids.document(hit.document_id, start=start, end=end, words=words)
    return ids.mail(hit.message_id, start=start, end=end, words=words)


def passages_in(detail: ApplicationDetail, *, document_id: int | None, message_id: int) -> list[MarkedPassage]:
    """All quotes out of one document, or out of one mail's body, by their place in it."""
    found: dict[tuple[int, int], MarkedPassage] = {}
    for key, fact in (detail.facts | detail.person).items():
        claimed = [evidence for claim in fact.claims for evidence in claim.evidence]
        for evidence in (*fact.evidence, *claimed):
            if evidence.document_id == document_id and evidence.message_id == message_id:
                place = (evidence.start, evidence.end)
                keys = found[place].keys if place in found else ()
                found[place] = MarkedPassage(keys=tuple(dict.fromkeys([*keys, key])), evidence=evidence)
    return [found[place] for place in sorted(found)]


def pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> list[TextPiece]:
    """`text[start:end]` in stretches; of marks that overlap the first one holds, whole."""
    edges = {start, end}
    for left, right, _ in spans:
        edges |= {edge for edge in (left, right) if start < edge < end}
    ordered = sorted(edges)
    return [
        TextPiece(text=text[left:right], mark=next((mark for a, b, mark in spans if a <= left and right <= b), None))
        for left, right in pairwise(ordered)
    ]


def rectangles(page: PageView, spans: Sequence[tuple[int, int, str]]) -> list[PageRectangle]:
    """The marks on a page's picture: of each line the share of its width that the passage takes."""
    return [
        _rectangle(box, start, end, mark)
        for start, end, mark in spans
        for box in page.boxes
        if start < box[1] and end > box[0]
    ]


def _rectangle(box: tuple[int, int, float, float, float, float], start: int, end: int, mark: str) -> PageRectangle:
    begin, stop, left, top, right, bottom = box
    width = (right - left) / max(1, stop - begin)
    x0, x1 = left + width * (max(start, begin) - begin), left + width * (min(end, stop) - begin)
    x1 = min(right, x1 + SLACK)
    return PageRectangle.of(x0, top, x1, bottom, mark)
