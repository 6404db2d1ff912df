"""A second reader of pictures: RapidOCR, in a program of its own, where its optional packages are installed."""

from __future__ import annotations

import io
import json
import math
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pdfminer.layout import LTLayoutContainer, LTTextLineHorizontal

from parsers.documents.external.tools import run
from parsers.documents.image.frames import coloured
from parsers.documents.image.readings import OcrLine, OcrReading, OcrWord
from parsers.documents.pdf.reading_order import PARAMETERS, ordered_boxes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfminer.layout import LTTextBox
    from PIL.Image import Image

    from parsers.documents.external.tools import Tools
    from parsers.documents.extracted_text import Rectangle
    from parsers.documents.limits import Limits

PROGRAM = Path(__file__).with_name("rapid_ocr_program.py")
LONG_SIDE, LONG_SIDE_LEAST, LARGER_MOST = 3200, 1800, 3.0
"""Pixels that the picture is brought down or up to before it is handed over; up so many times at most.

In a small picture lines are not found at all, or are taken for others upside down.
"""

Found = dict[str, Any]
"""A line as the program answers it: text, sureness, corners."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What the second reader saw: how much of the text the first one's sure words cover, and its own reading where
    that was not enough.
    """

    covered: float
    unread: float
    """Of the lines that it found, by their length, the share that it could not read."""
    reading: OcrReading | None


def look(page: Image, first: OcrReading, *, enough: float, tools: Tools, limits: Limits) -> SecondOpinion:
    """Have the picture looked at, and read where less than `enough` of its text is covered by the first reading.

    Raises:
        Unreadable: the program took longer than the limits allow, or crashed.
    """
    picture = _sized(coloured(page))
    width, height = picture.size
    sure = [
        [left * width, top * height, right * width, bottom * height] for left, top, right, bottom in first.sure_boxes
    ]
    request = io.BytesIO()
    request.write(json.dumps({"sure": sure, "enough": enough}).encode() + b"\n")
    picture.save(request, "PPM")
    answer = run(
        [sys.executable, "-I", str(PROGRAM)],
        folder=tools.folder,
        data=request.getvalue(),
        cpu_seconds=limits.external_cpu_seconds,
        seconds=tools.patience(limits.external_seconds),
    )
    found = json.loads(answer)
    read = [line for line in found["lines"] if line["text"]]
    reading = OcrReading(lines=tuple(in_reading_order(read, picture.size)))
    return SecondOpinion(float(found["covered"]), _share_unread(found["lines"]), reading if read else None)


def _share_unread(lines: Sequence[Found]) -> float:
    """By their length, the share of the lines without text."""
    lengths = [math.dist(*line["corners"][:2]) for line in lines]
    unread = sum(length for length, line in zip(lengths, lines, strict=True) if not line["text"])
    return unread / sum(lengths) if unread else 0.0


def _sized(picture: Image) -> Image:
    """The picture at a size in which lines are found."""
    long = max(picture.size)
    scale = min(LONG_SIDE / long, max(1.0, LONG_SIDE_LEAST / long), LARGER_MOST)
    if scale == 1:
        return picture
    return picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))


def in_reading_order(lines: Sequence[Found], size: tuple[int, int]) -> Iterator[OcrLine]:
    """The lines column by column, by pdfminer's analysis of boxes, with the page turned the way it is written."""
    if not lines:
        return
    corners = np.array([line["corners"] for line in lines], float)
    upright = _upright(corners)
    known = {}
    for line, (left, top, right, bottom) in zip(lines, upright, strict=True):
        bounds = (left, -bottom, max(right, left + 1), max(-top, 1 - bottom))
        placed = _placed(bounds)
        known[id(placed)] = (placed, line)
    page = LTLayoutContainer((0, 0, 1, 1))
    page.set_bbox((upright[:, 0].min(), -upright[:, 3].max(), upright[:, 2].max(), -upright[:, 1].min()))
    boxes = list(page.group_textlines(PARAMETERS, [placed for placed, _ in known.values()]))
    for box in ordered_boxes(page, boxes):
        yield from _box_lines(box, known, size)


def _placed(bounds: Rectangle) -> LTTextLineHorizontal:
    """A line without letters: pdfminer's grouping of lines looks at their bounds alone."""
    line = LTTextLineHorizontal(PARAMETERS.word_margin)
    line.set_bbox(bounds)
    return line


def _upright(corners: Any) -> Any:  # noqa: ANN401 - numpy's arrays: lines x 4 corners x 2, to lines x 4 sides
    """Left, top, right, bottom of each line after the page is turned so that most lines run to the right."""
    along = corners[:, 1] - corners[:, 0]
    longest = np.hypot(along[:, 0], along[:, 1]).argsort()[len(along) // 2 :]
    angle = np.median(np.unwrap(np.arctan2(along[longest, 1], along[longest, 0])))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned = corners @ turn
    return np.concatenate([turned.min(axis=1), turned.max(axis=1)], axis=1)


def _box_lines(
    box: LTTextBox, known: dict[int, tuple[LTTextLineHorizontal, Found]], size: tuple[int, int]
) -> Iterator[OcrLine]:
    for number, placed in enumerate(sorted(box, key=lambda item: -item.y1)):
        line = known[id(placed)][1]
        words = tuple(_words(line, size))
        if words:
            yield OcrLine(words=words, space_above=number == 0)


def _words(line: Found, size: tuple[int, int]) -> Iterator[OcrWord]:
    """The line's words, each with the line's own sureness, and that part of its rectangle which its letters take."""
    corners, text = np.array(line["corners"], float) / size, line["text"]
    for word in re.finditer(r"\S+", text):
        begin, end = word.start() / len(text), word.end() / len(text)
        sides = [corners[0] + share * (corners[1] - corners[0]) for share in (begin, end)]
        sides += [corners[3] + share * (corners[2] - corners[3]) for share in (begin, end)]
        (left, top), (right, bottom) = np.min(sides, axis=0), np.max(sides, axis=0)
        box = float(left), float(top), float(right), float(bottom)
        yield OcrWord(text=word[0], sureness=100 * line["sureness"], box=box)
