"""Lines whose print fades at an end, on drawn pages: level, askew, in shade, sideways."""

from __future__ import annotations

import math

import pytest
from PIL import Image, ImageDraw, ImageFilter

from parsers.documents.image.fading import faded_share
from parsers.documents.image.readings import OcrLine, OcrWord

SIDE, LEFT, STEP, WORD, HEIGHT = 1200, 200, 100, 90, 20
LINES = range(20)


def page_of_bars() -> Image.Image:
    """Twenty lines of eight words, each a row of upright strokes."""
    page = Image.new("L", (SIDE, SIDE), 235)
    draw = ImageDraw.Draw(page)
    for line in LINES:
        for x in range(LEFT, LEFT + 8 * STEP, 6):
            if (x - LEFT) % STEP < WORD:
                draw.rectangle((x, 100 + 50 * line, x + 2, 100 + 50 * line + HEIGHT), fill=30)
    return page


def reading(*, degrees: float = 0.0, first: int = 0) -> list[OcrLine]:
    """The words of that page turned about its middle, from the word `first` of each line on."""
    return [
        OcrLine(words=tuple(_word(column, 100 + 50 * line, degrees) for column in range(first, 8))) for line in LINES
    ]


def _word(column: int, top: float, degrees: float) -> OcrWord:
    left = LEFT + STEP * column
    corners = [_turned(x, y, degrees) for x in (left, left + WORD) for y in (top, top + HEIGHT)]
    xs, ys = zip(*corners, strict=True)
    return OcrWord(text="enseigne", sureness=97, box=(min(xs), min(ys), max(xs), max(ys)))


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    """As Pillow turns a picture, against the clock; in shares of the page."""
    angle, x, y = math.radians(degrees), x - SIDE / 2, y - SIDE / 2
    across, down = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    return across / SIDE + 0.5, down / SIDE + 0.5


def covered(page: Image.Image) -> Image.Image:
    """A lamp's reflection on the beginnings of six lines."""
    patch = Image.new("L", page.size, 0)
    ImageDraw.Draw(patch).ellipse((60, 230, 240, 590), fill=255)
    page.paste(235, mask=patch.filter(ImageFilter.GaussianBlur(40)))
    return page


@pytest.mark.parametrize("degrees", [0, 9, 90])
def test_print_that_is_the_same_all_along_its_lines_does_not_fade(degrees):
    page = page_of_bars().rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=235)
    assert faded_share(page, reading(degrees=degrees)) == 0.0


@pytest.mark.parametrize("degrees", [0, 9, 90])
def test_lines_under_a_reflection_fade(degrees):
    page = covered(page_of_bars()).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=235)
    assert 0.15 < faded_share(page, reading(degrees=degrees)) < 0.5


def test_a_shadow_darkens_ink_and_paper_alike():
    shade = Image.linear_gradient("L").rotate(90).resize((SIDE, SIDE)).point(lambda level: 90 + level * 165 // 255)
    page = page_of_bars()
    dark = Image.composite(page, Image.new("L", page.size, 0), shade)
    assert faded_share(dark, reading()) == 0.0


def test_a_page_without_lines_does_not_fade():
    assert faded_share(Image.new("L", (100, 100), 255), []) == 0.0
