"""One viewer for every document: a page's picture with its marks, as large and turned as somebody wants it.

All of it stands in the address: it works by links alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from desk.dossier.typesetting import lay_out, rectangle, shown
from desk.web.components.passages import CHOSEN, FOUND, OTHER, PageRectangle, pieces, rectangles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.dossier.typesetting import TypesetPage
    from desk.web.components.passages import TextPiece
    from store.views.values import PageView

BESIDE, FIT = "100", "width"
"""Beside the text; as wide as the window."""
STEPS = (BESIDE, "150", "200", "300", "400")
"""Of the width beside the text, in hundredths."""
TURNS = (0, 90, 180, 270)
LINES_TO_JUDGE = 3
"""Fewer lines don't tell which way a page is written."""
LONGEST_WORDS = 200

Span = tuple[int, int, str]
"""A stretch of a text and its mark."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewing:
    """What an address asks the viewer for."""

    path: str
    page: int | None = None
    chosen: tuple[int, int] | None = None
    words: str = ""
    """What was looked for: every place of it is marked."""
    zoom: str = BESIDE
    turn: int = 0
    """Degrees clockwise, beyond what makes the page upright."""

    def link(self, *, page: int | None = None, zoom: str | None = None, turn: int | None = None) -> str:
        """The same view, but for what is given; at another page no passage is chosen."""
        leaving = page is not None and page != self.page
        start, end = self.chosen if self.chosen and not leaving else (None, None)
        there, size, turned = page or self.page, zoom or self.zoom, self.turn if turn is None else turn
        given = {
            "page": there,
            "start": start,
            "end": end,
            "q": self.words or None,
            "zoom": size if size != BESIDE else None,
            "turn": turned % 360 or None,
        }
        query = urlencode({name: value for name, value in given.items() if value is not None})
        return f"{self.path}?{query}#sheet" if query else f"{self.path}#sheet"

    @property
    def larger(self) -> str | None:
        """The next step, if there is one; from the window's width it is the one beyond it."""
        return self._beside(1)

    @property
    def smaller(self) -> str | None:
        """The step before."""
        return self._beside(-1)

    def _beside(self, steps: int) -> str | None:
        at = STEPS.index("200" if self.zoom == FIT else self.zoom) + steps
        return STEPS[at] if 0 <= at < len(STEPS) else None

    @property
    def is_large(self) -> bool:
        """Whether the picture takes more than its place beside the text."""
        return self.zoom != BESIDE


def viewing_of(given: Mapping[str, str], path: str, page: int | None, chosen: tuple[int, int] | None) -> Viewing:
    """As an address has it; what it can't mean is left out."""
    zoom, turn = given.get("zoom", ""), given.get("turn", "")
    return Viewing(
        path=path,
        page=page,
        chosen=chosen,
        words=given.get("q", "")[:LONGEST_WORDS],
        zoom=zoom if zoom in {*STEPS, FIT} else BESIDE,
        turn=next((one for one in TURNS if str(one) == turn), 0),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """One page of a document as it is shown."""

    number: int
    count: int
    text: list[TextPiece]
    marks: list[PageRectangle]
    method: str
    agreement: str | None = None
    typeset: bool = False
    """Set by the program: not the original's look."""
    lines: tuple[tuple[int, str], ...] = ()
    """Of a page that the program sets: pixels from its top, and what stands there."""


def spans_of(
    chosen: tuple[int, int] | None, found: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> list[Span]:
    """All marks of a text, the one that counts most first."""
    marked: list[Span] = [(*chosen, CHOSEN)] if chosen else []
    return [
        *marked,
        *((*place, FOUND) for place in found if place != chosen),
        *((*place, OTHER) for place in others if place != chosen),
    ]


def typeset_leaf(
    text: str, parts: Sequence[tuple[int, int]], viewing: Viewing, spans: Sequence[Span], method: str
) -> Leaf:
    """A page that the program sets of a text: where the passage begins, else the one asked for."""
    pages = lay_out(text, parts)
    page = _typeset_page(pages, viewing)
    return Leaf(
        number=page.number,
        count=len(pages),
        text=pieces(text, page.start, page.end, spans),
        marks=[turned(mark, viewing.turn) for mark in _typeset_marks(text, page, _on_picture(spans))],
        method=method,
        typeset=True,
        lines=tuple((row.top, shown(text[row.start : row.end])) for row in page.rows),
    )


def _typeset_page(pages: Sequence[TypesetPage], viewing: Viewing) -> TypesetPage:
    if viewing.chosen:
        at = viewing.chosen[0]
        return next((page for page in pages if page.start <= at < page.end), pages[0])
    return pages[min(max(viewing.page or 1, 1), len(pages)) - 1]


def _typeset_marks(text: str, page: TypesetPage, spans: Sequence[Span]) -> list[PageRectangle]:
    marks = []
    for start, end, mark in spans:
        for row in page.rows:
            if start < row.end and end > row.start:
                left, top, right, bottom = rectangle(text, row, start, end)
                marks.append(PageRectangle.of(left, top, right, bottom, mark))
    return marks


def drawn_leaf(text: str, sheet: PageView, count: int, viewing: Viewing, spans: Sequence[Span]) -> Leaf:
    """A page of which the original's look is drawn, upright."""
    upright = turn_to_upright(sheet)
    boxes = tuple((box[0], box[1], *_turned(box[2:], upright)) for box in sheet.boxes)
    marks = rectangles(replace(sheet, boxes=boxes), _on_picture(spans))
    return Leaf(
        number=sheet.number,
        count=count,
        text=pieces(text, sheet.start, sheet.end, spans),
        marks=[turned(mark, viewing.turn) for mark in marks],
        method=sheet.method,
        agreement=sheet.agreement,
    )


def _on_picture(spans: Sequence[Span]) -> list[Span]:
    """Of a chosen passage, that and the words looked for alone; else all. What counts most is drawn last."""
    if any(mark == CHOSEN for _, _, mark in spans):
        return [span for span in reversed(spans) if span[2] != OTHER]
    return list(reversed(spans))


def turn_to_upright(page: PageView) -> int:
    """Degrees clockwise that set a scanned page upright, by where its reader found the lines.

    Lines that are higher than wide run up or down; and each line's place after the one before tells which.
    """
    boxes = page.boxes
    if page.method != "ocr" or len(boxes) < LINES_TO_JUDGE:
        return 0
    across = sum(right - left for _, _, left, _, right, _ in boxes)
    down = sum(bottom - top for _, _, _, top, _, bottom in boxes)
    if across >= down:
        return 180 if _rises([(top + bottom) / 2 for _, _, _, top, _, bottom in boxes]) else 0
    return 270 if _rises([(left + right) / 2 for _, _, left, _, right, _ in boxes]) else 90


def _rises(places: Sequence[float]) -> bool:
    """Whether most lines come before the one that is read before them."""
    steps = [after < before for before, after in pairwise(places)]
    return sum(steps) > len(steps) / 2


def _turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in shares of a page that was turned clockwise."""
    left, top, right, bottom = box
    if turn == 90:
        return 1 - bottom, left, 1 - top, right
    if turn == 180:
        return 1 - right, 1 - bottom, 1 - left, 1 - top
    if turn == 270:
        return top, 1 - right, bottom, 1 - left
    return box


def turned(mark: PageRectangle, turn: int) -> PageRectangle:
    """A mark on a picture that was turned clockwise."""
    box = (mark.x / 1000, mark.y / 1000, (mark.x + mark.width) / 1000, (mark.y + mark.height) / 1000)
    left, top, right, bottom = _turned(box, turn)
    return PageRectangle(
        x=round(1000 * left, 1),
        y=round(1000 * top, 1),
        width=round(1000 * (right - left), 1),
        height=round(1000 * (bottom - top), 1),
        mark=mark.mark,
    )
