"""How a page is looked at, before Tesseract itself (see tests/integration/documents/test_ocr.py)."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from parsers.documents import ocr
from parsers.documents.photo import strengthened
from parsers.documents.tools import Tools
from parsers.values import Method

HEADER = "level block_num par_num line_num left top width height conf text".replace(" ", "\t")
PAGE = Image.fromarray(np.full((1000, 800), 240, np.uint8))


def table(words: list[str], confidence: int) -> bytes:
    rows = [f"5\t1\t1\t{number // 5}\t100\t70\t50\t14\t{confidence}\t{word}" for number, word in enumerate(words)]
    return "\n".join([HEADER, *rows]).encode()


@pytest.fixture
def tesseract(monkeypatch):
    """A Tesseract that answers by page segmentation mode, and the modes it was asked for."""
    answers: dict[str, list[bytes]] = {}
    asked: list[str] = []

    def run(argv, **_):
        mode = argv[argv.index("--psm") + 1]
        asked.append(mode)
        return answers[mode].pop(0)

    monkeypatch.setattr(ocr, "run", run)
    return answers, asked


def read(page: Image.Image = PAGE):
    return ocr.PageOcr(tools=Tools(tesseract="tesseract", languages=frozenset({"fra"})), seconds=1).read(page)


def test_a_page_that_reads_well_is_read_once(tesseract):
    answers, asked = tesseract
    answers["1"] = [table(["mot"] * 50, 90)]
    assert len(read().lines) == 10
    assert asked == ["1"]


def test_a_page_that_reads_badly_is_looked_at_in_other_ways_and_the_surest_counts(tesseract):
    answers, asked = tesseract
    answers["1"] = [table(["zom"] * 50, 35)]
    answers["3"] = [table(["mat"] * 50, 55), table(["mot"] * 50, 58)]
    sheet = read()
    assert asked == ["1", "3", "3"]
    assert {line.text for line in sheet.lines} == {"mot mot mot mot mot"}
    assert sheet.method is Method.OCR


def test_lines_of_a_flattened_look_stand_where_they_stood(tesseract):
    answers, _ = tesseract
    answers["1"], answers["3"] = [table(["zom"] * 50, 35)], [table(["mat"] * 50, 50), table(["mot"] * 50, 58)]
    box = read().lines[0].box
    scale = ocr.SHORT_SIDE_LEAST / 800
    assert box == pytest.approx((100 / scale / 800, 0.1 / scale, 150 / scale / 800, 0.12 / scale))


def test_a_picture_with_a_few_odd_words_is_not_looked_at_again(tesseract):
    answers, asked = tesseract
    answers["1"] = [table(["zom"] * 10, 35)]
    read()
    assert asked == ["1"]


def test_lines_that_are_noise_are_left_out(tesseract):
    answers, _ = tesseract
    answers["1"] = [table(["mot"] * 50, 90) + b"\n" + table(["~"] * 5, 12).split(b"\n", 1)[1].replace(b"5\t1", b"5\t2")]
    assert "~" not in " ".join(line.text for line in read().lines)


def test_strengthening_keeps_the_paper_white_and_makes_faint_strokes_dark():
    pixels = np.full((20, 20), 240, np.uint8)
    pixels[5, :], pixels[10, :] = 190, 100
    dark = strengthened(pixels)
    assert dark[0, 0] == 255
    assert dark[5, 0] < 60
    assert dark[10, 0] == 0
