"""The order in which a person reads a page, chosen page by page.

Most programs draw a page in reading order, column after column: that order is kept. A page drawn row by row across its
columns is told by its jumps, and is laid out anew by pdfminer's analysis of boxes.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pdfminer import layout
from pdfminer.layout import IndexAssigner, LAParams, LTChar, LTLayoutContainer, LTTextBox

from parsers.documents.extracted_text import Line
from parsers.documents.pdf.right_to_left import as_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.documents.pdf.glyphs.glyph import Glyph

SIDEWAYS_SHARE = 0.25
"""Above this share of jumps along a row the page was drawn row by row."""
UPWARD_JUMPS = 3
"""Above this many jumps up the page the drawing order is not the reading order."""
BOXES = 250
"""Above this many boxes they are sorted by position: pdfminer's grouping is about cubic."""
COLUMN_GAP = 3.0
"""A gap along a row, in font sizes, that parts columns rather than words."""
WORD_GAP = 0.1
"""A gap in font sizes that parts words where no space is drawn, as pdfminer's own `word_margin`."""
DRAWN_GAP = 0.2
EDGE = 4.0
"""Points within which left edges count as one."""
CELL_LINES = 8
"""A cell of a table has no more lines before the one beside it is drawn."""
TAILS = 3
"""So many runs that end at one right edge are set flush right."""
FOLLOWED_SHARE, SHORT_SHARE = 0.4, 0.7
LABEL, DATED_LABEL = 22, 36
"""Characters of a cell that labels its row, and of one that holds a year."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_BULLETS = frozenset("•●○▪■◦‣–-·*✓➢❖\uf0b7\uf0a7\uf0d8\uf0fc")

PARAMETERS = LAParams(boxes_flow=0.5, line_margin=0.5, char_margin=2.0, word_margin=0.1, all_texts=True)
_serials = itertools.count()


def _serial(item: object) -> int:
    """A number that does not depend on memory addresses.

    pdfminer breaks ties between equally near boxes by `id`: the same page would read differently from run to run.
    """
    number: int | None = getattr(item, "serial_", None)
    if number is None:
        number = next(_serials)
        item.serial_ = number  # type: ignore[attr-defined]
    return number


layout.id = _serial  # type: ignore[attr-defined]


@dataclass(slots=True)
class GlyphRun:
    """Characters drawn one after the other on one baseline."""

    glyphs: list[Glyph]
    along: tuple[float, float]
    """The unit vector of the writing direction."""
    across: float
    """The baseline's distance from the origin, growing up the page for upright text."""
    end: float
    size: float

    @property
    def start(self) -> float:
        """Where the run begins along its direction."""
        matrix = self.glyphs[0].char.matrix
        return float(matrix[4] * self.along[0] + matrix[5] * self.along[1])

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The rectangle around all its characters."""
        chars = [glyph.char for glyph in self.glyphs]
        return (
            min(char.x0 for char in chars),
            min(char.y0 for char in chars),
            max(char.x1 for char in chars),
            max(char.y1 for char in chars),
        )


def _direction(char: LTChar) -> tuple[float, float]:
    a, b = char.matrix[0], char.matrix[1]
    if b == 0:
        return (1.0, 0.0) if a >= 0 else (-1.0, 0.0)
    length = math.hypot(a, b) or 1.0
    return round(a / length, 2), round(b / length, 2)


def _begin(glyph: Glyph) -> GlyphRun:
    char = glyph.char
    (dx, dy), (_, _, _, _, x, y) = _direction(char), char.matrix
    size = char.height if dy == 0 else char.width if dx == 0 else max(char.height, char.width)
    reach = char.width if dy == 0 else char.height if dx == 0 else math.hypot(char.width, char.height)
    along = x * dx + y * dy
    return GlyphRun([glyph], (dx, dy), -x * dy + y * dx, along + reach, max(size, 0.1))


def runs_of(glyphs: Iterable[Glyph]) -> list[GlyphRun]:
    """The runs of a page, in drawing order."""
    runs: list[GlyphRun] = []
    for glyph in glyphs:
        new = _begin(glyph)
        if runs and _continues(runs[-1], new):
            runs[-1].glyphs.append(glyph)
            runs[-1].end = max(runs[-1].end, new.end)
            runs[-1].size = max(runs[-1].size, new.size)
        elif glyph.text.strip() or not runs:
            runs.append(new)
    return [run for run in runs if any(glyph.text.strip() for glyph in run.glyphs)]


def _continues(run: GlyphRun, new: GlyphRun) -> bool:
    if run.along != new.along:
        return False
    size = max(run.size, new.size)
    gap = new.start - run.end
    # A raised "er" or a foot note's number stands off the baseline, but close to what precedes it.
    tolerance = 0.55 if abs(gap) < 0.3 * size else 0.3
    return abs(new.across - run.across) <= tolerance * size and -0.6 * size <= gap <= COLUMN_GAP * size


def _same_row(one: GlyphRun, other: GlyphRun) -> bool:
    return one.along == other.along and abs(one.across - other.across) <= 0.4 * max(one.size, other.size)


def drawn_row_by_row(runs: Sequence[GlyphRun]) -> bool:
    """Whether the drawing order jumps between columns or up the page too often to be the reading order."""
    if len(runs) < 4:
        return False
    pairs = list(itertools.pairwise(runs))
    labels, tails = _labels(pairs), _tails(pairs)
    sideways = sum(_same_row(one, other) and id(one) not in labels and id(other) not in tails for one, other in pairs)
    upwards = sum(_is_upward(one, other) and not _returns(runs, number) for number, (one, other) in enumerate(pairs, 1))
    return sideways > SIDEWAYS_SHARE * len(pairs) or upwards > UPWARD_JUMPS


def _is_upward(one: GlyphRun, other: GlyphRun) -> bool:
    return not _same_row(one, other) and other.across > one.across + one.size


def _returns(runs: Sequence[GlyphRun], number: int) -> bool:
    """Whether a run goes back up to the row of a cell that has just been drawn, to the right of all its lines.

    A table's cell of several lines is drawn whole before the one beside it: "September 2011 – / Oktober 2013", then the
    post.
    """
    run = runs[number]
    for above in reversed(runs[max(0, number - CELL_LINES) : number]):
        if above.along != run.along or above.end > run.start or above.across > run.across + 0.4 * run.size:
            return False
        if _same_row(above, run):
            return True
    return False


def _labels(pairs: Sequence[tuple[GlyphRun, GlyphRun]]) -> set[int]:
    """The ids of runs that label what stands beside them: a table's first cells, a career's dates.

    They begin at one left edge, nearly all are short or dates, and many are followed by a cell of their own row; the
    others at that edge are headings. A side column's lines meet the main column's rows only now and then.
    """
    edges: dict[int, list[tuple[GlyphRun, bool]]] = defaultdict(list)
    for one, other in pairs:
        followed = _same_row(one, other) and other.start > one.start
        edges[round(one.start / EDGE)].append((one, followed))
    labels: set[int] = set()
    for members in edges.values():
        labelling = [run for run, beside in members if beside]
        short = sum(map(_is_label, labelling))
        if len(labelling) >= FOLLOWED_SHARE * len(members) and short >= SHORT_SHARE * len(labelling):
            labels.update(map(id, labelling))
    return labels


def _tails(pairs: Sequence[tuple[GlyphRun, GlyphRun]]) -> set[int]:
    """The ids of runs that end their rows at one right edge: the dates and towns set flush right beside titles.

    They are short and begin where their length lets them; a column's lines begin at one left edge.
    """
    edges: dict[int, list[GlyphRun]] = defaultdict(list)
    for one, other in pairs:
        if _same_row(one, other) and other.start > one.start and _is_label(other):
            edges[round(other.end / EDGE)].append(other)
    return {
        id(run)
        for members in edges.values()
        if len(members) >= TAILS
        and 2 * max(Counter(round(run.start / EDGE) for run in members).values()) <= len(members) + 1
        for run in members
    }


def _is_label(run: GlyphRun) -> bool:
    text = "".join(glyph.text for glyph in run.glyphs).strip()
    return len(text) <= LABEL or (len(text) <= DATED_LABEL and bool(_YEAR.search(text)))


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The characters of one line with the spaces that its gaps mean; a wide gap gives two."""
    runs = [_begin(glyph) for glyph in glyphs]
    gaps = [(after.start - before.end) / after.size for before, after in pairwise(runs)]
    least = _least_gap(glyphs, gaps)
    pieces = [glyph.text for glyph in glyphs[:1]]
    for glyph, gap in zip(glyphs[1:], gaps, strict=True):
        if gap > least:
            pieces.append("  " if gap > 1.2 else " ")
        pieces.append(glyph.text)
    return "".join(as_read(pieces))


def _least_gap(glyphs: Sequence[Glyph], gaps: Sequence[float]) -> float:
    """The gap in font sizes above which words are parted: where the file draws its spaces, more than letters are."""
    if not gaps or not any(glyph.text == " " for glyph in glyphs):
        return WORD_GAP
    return min(DRAWN_GAP, WORD_GAP + max(0.0, median(gaps)))


def text_of_all(glyphs: Sequence[Glyph]) -> str:
    """The characters of a page, run after run, as they were drawn: for comparing words, not for reading."""
    return "\n".join(text_of(run.glyphs) for run in _without_doubles(runs_of(glyphs)))


PlacedText = tuple[str, tuple[float, float, float, float], bool]
"""A line's text, its bounds, and whether a reader sees a gap above it."""


def _in_drawing_order(runs: Sequence[GlyphRun]) -> Iterator[PlacedText]:
    last: GlyphRun | None = None
    lowest, number = 0.0, 0
    for row in _rows(runs):
        first = row[0]
        size = max(first.size, last.size) if last else first.size
        beside = _returns(runs, number)
        above = (last.across, lowest) if last else ()
        near = any(-0.5 * first.size <= height - first.across <= 1.7 * size for height in above)
        yield _row_text(row), _around([run.bounds for run in row]), last is not None and not (near or beside)
        lowest = min(lowest, first.across) if beside else first.across
        last = first
        number += len(row)


def _rows(runs: Sequence[GlyphRun]) -> Iterator[list[GlyphRun]]:
    """Runs that follow one another on one row, to the right or printed over."""
    row: list[GlyphRun] = []
    for run in runs:
        if row and not (_same_row(row[-1], run) and run.start >= row[-1].start):
            yield row
            row = []
        row.append(run)
    if row:
        yield row


def _row_text(row: Sequence[GlyphRun]) -> str:
    pieces: list[str] = []
    end: float | None = None
    for run in row:
        over = end is not None and run.start < end - 0.5 * run.size
        pieces.append(text_of(run.glyphs) if end is None or over else "  " + text_of(run.glyphs))
        end = run.end
    return "".join(pieces)


def _around(rectangles: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    lefts, bottoms, rights, tops = zip(*rectangles, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _boxes(chars: Sequence[LTChar], width: float, height: float) -> list[LTTextBox]:
    """Pdfminer's boxes in its reading order."""
    page = LTLayoutContainer((0, 0, width, height))
    lines = [line for line in page.group_objects(PARAMETERS, chars) if not line.is_empty()]
    return ordered_boxes(page, list(page.group_textlines(PARAMETERS, lines)))


def ordered_boxes(page: LTLayoutContainer, boxes: list[LTTextBox]) -> list[LTTextBox]:
    """The page's boxes in pdfminer's reading order, as many as that can be asked of."""
    if len(boxes) > BOXES:
        return sorted(boxes, key=lambda box: (-round(box.y0, 1), box.x0))
    assigner = IndexAssigner()
    for group in page.group_textboxes(PARAMETERS, boxes):
        group.analyze(PARAMETERS)
        assigner.run(group)
    return sorted(boxes, key=lambda box: box.index)


def _laid_out(glyphs: Sequence[Glyph], width: float, height: float) -> Iterator[PlacedText]:
    known = {id(glyph.char): glyph for glyph in glyphs}
    for box in _boxes([glyph.char for glyph in glyphs], width, height):
        for number, line in enumerate(sorted(box, key=lambda item: -item.y1)):
            members = [known[id(char)] for char in line if id(char) in known]
            if members:
                yield text_of(members), line.bbox, number == 0


def lines_of(glyphs: Sequence[Glyph], width: float, height: float) -> tuple[Line, ...]:
    """The page's lines in reading order, with their places in shares of the page."""
    runs = _without_doubles(runs_of(glyphs))
    rotated = any(run.along != (1.0, 0.0) for run in runs)
    if drawn_row_by_row(runs) and not (rotated and sum(run.along != (1.0, 0.0) for run in runs) > len(runs) / 2):
        glyphs = [glyph for run in runs for glyph in run.glyphs]
        placed = _laid_out(glyphs, width, height)
    else:
        placed = _in_drawing_order(runs)
    lines = _with_dates_beside(_with_bullets(list(placed)))
    return tuple(Line(text=text, box=_shares(bounds, width, height), space_above=gap) for text, bounds, gap in lines)


def _with_bullets(lines: Sequence[PlacedText]) -> list[PlacedText]:
    """Bullets that the analysis took for a column of their own, before the lines they belong to."""
    bullets = [line for line in lines if line[0].strip() in _BULLETS]
    marks: dict[int, str] = {}
    left_over = []
    for bullet in bullets:
        beside = [(line[1][0], index) for index, line in enumerate(lines) if _is_beside(bullet[1], line[1])]
        if beside:
            marks[min(beside)[1]] = bullet[0].strip()
        else:
            left_over.append(id(bullet))
    return [
        (f"{marks[index]} {line[0]}" if index in marks else line[0], line[1], line[2])
        for index, line in enumerate(lines)
        if line[0].strip() not in _BULLETS or id(line) in left_over
    ]


def _with_dates_beside(lines: Sequence[PlacedText]) -> list[PlacedText]:
    """Dates that were taken for a column of their own, at the end of the lines whose rows they stand in.

    A career's dates begin or end at one edge; each of such a column has a line on its very baseline, and these begin at
    one edge. A side column with lines of its own meets those beside it only now and then.
    """
    beside: dict[int, int] = {}
    edges: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (text, bounds, _) in enumerate(lines):
        if len(text.strip()) <= DATED_LABEL:
            for side in (_LEFT, _RIGHT):
                edges[side, round(bounds[side] / EDGE)].append(index)
    for members in edges.values():
        dated = sum(_YEAR.search(lines[index][0]) is not None for index in members)
        if dated < _COLUMN or 2 * dated < len(members):
            continue
        found = {index: row for index in members if (row := _row_of(lines, index)) is not None}
        if len(found) < len(members):
            continue
        lefts = [lines[row][1][0] for row in found.values()]
        if max(lefts) - min(lefts) <= EDGE and any(index != row + 1 for index, row in found.items()):
            beside.update(found)
    dates = {row: lines[index] for index, row in beside.items()}
    return [_row_with(line, dates.get(index)) for index, line in enumerate(lines) if index not in beside]


_LEFT, _RIGHT = 0, 2
"""Where a rectangle has its edges."""
_COLUMN = 2
"""So many dates at one edge are a column."""


def _row_of(lines: Sequence[PlacedText], index: int) -> int | None:
    """The nearest line to the left on the very row of a line."""
    _, (left, bottom, _, top), _ = lines[index]
    on_row = (
        (left - bounds[2], number)
        for number, (_, bounds, _) in enumerate(lines)
        if bounds[2] < left and abs(bounds[1] - bottom) <= _HAIR and abs(bounds[3] - top) <= _HAIR
    )
    return min(on_row, default=(0.0, None))[1]


_HAIR = 1.5
"""Points by which lines of one row differ."""


def _row_with(line: PlacedText, date: PlacedText | None) -> PlacedText:
    return (f"{line[0]}  {date[0]}", _around([line[1], date[1]]), line[2]) if date else line


def _is_beside(bullet: tuple[float, float, float, float], line: tuple[float, float, float, float]) -> bool:
    middle = (bullet[1] + bullet[3]) / 2
    return line[0] >= bullet[2] - 1 and line[0] - bullet[2] < 60 and line[1] <= middle <= line[3]


def _without_doubles(runs: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Bold faked by drawing a line twice, a hair apart, is one line."""
    seen: dict[tuple[str, int, int], LTChar] = {}
    kept: list[GlyphRun] = []
    for run in runs:
        letters = [glyph for glyph in run.glyphs if glyph.text.strip()]
        if not all(_is_double(glyph, seen) for glyph in letters):
            kept.append(run)
        seen.update(((glyph.text, round(glyph.char.x0 / 4), round(glyph.char.y0 / 4)), glyph.char) for glyph in letters)
    return kept


def _is_double(glyph: Glyph, seen: dict[tuple[str, int, int], LTChar]) -> bool:
    char = glyph.char
    column, row = round(char.x0 / 4), round(char.y0 / 4)
    near = (seen.get((glyph.text, column + dx, row + dy)) for dx in (0, -1, 1) for dy in (0, -1, 1))
    reach = 0.1 * char.size
    return any(other and abs(other.x0 - char.x0) < reach and abs(other.y0 - char.y0) < reach for other in near)


def _shares(
    bounds: tuple[float, float, float, float], width: float, height: float
) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = bounds
    return x0 / width, 1 - y1 / height, x1 / width, 1 - y0 / height
