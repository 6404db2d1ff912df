"""How a page is looked at, before Tesseract itself (see tests/integration/documents/test_ocr.py)."""

from __future__ import annotations

import json
import math

import pytest
from PIL import Image, ImageDraw

from parsers.documents.external.tools import Tools
from parsers.documents.extracted_text import ExtractedText
from parsers.documents.image import ocr, rapid_ocr
from parsers.documents.image.photo import evened, moved, straightened, strengthened
from parsers.documents.image.readings import OcrLine, OcrReading, OcrWord, chosen, differ, is_wordlike, surest
from parsers.documents.limits import Limits
from parsers.documents.reader import _doubts
from parsers.errors import Unreadable
from parsers.values.documents import Method
from parsers.values.problems import Reason

HEADER = "level block_num par_num line_num left top width height conf text".replace(" ", "\t")
PAGE = Image.new("L", (800, 1000), 240)


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
    return ocr.PageOcr(tools=Tools(tesseract="tesseract", languages=frozenset({"fra"})), limits=Limits()).read(page)


def test_a_page_that_reads_well_is_read_once(tesseract):
    answers, asked = tesseract
    answers["1"] = [table(["mot"] * 50, 90)]
    assert len(read().lines) == 10
    assert asked == ["1"]


def test_a_page_that_was_read_is_not_lost_with_another_look(monkeypatch):
    answers = [table(["zom"] * 50, 70)]

    def run(*_, **__):
        if not answers:
            raise Unreadable(Reason.TIMEOUT, "tesseract took more than 300 s")
        return answers.pop()

    monkeypatch.setattr(ocr, "run", run)
    assert len(read().lines) == 10


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


def test_a_page_without_a_word_is_read_only_where_nothing_is_printed(tesseract):
    answers, _ = tesseract
    printed = PAGE.copy()
    ImageDraw.Draw(printed).rectangle((100, 200, 700, 210), fill=30)
    answers["1"], answers["3"] = [table([], 0)] * 2, [table([], 0)] * 4
    assert [read(page).sure for page in (PAGE, printed)] == [1.0, 0.0]


def test_strengthening_keeps_the_paper_white_and_makes_faint_strokes_dark():
    page = Image.new("L", (20, 20), 240)
    page.paste(190, (0, 5, 20, 6))
    page.paste(100, (0, 10, 20, 11))
    dark = strengthened(page)
    assert dark.getpixel((0, 0)) == 255
    assert dark.getpixel((0, 5)) < 60
    assert dark.getpixel((0, 10)) == 0


def test_the_page_that_one_look_reads_is_kept_unless_another_has_more_words_and_is_surer():
    first = reading("un deux trois quatre cinq", 50)
    assert surest([first, reading("un deux", 95)]) is first
    assert surest([first, reading("un deux trois quatre cinq six", 45)]) is first
    better = reading("un deux trois quatre cinq six", 80)
    assert surest([first, better]) is better


def test_the_second_reader_counts_unless_it_has_clearly_fewer_likely_words():
    first, second = reading("un deux", 95), reading("un deux trois", 90)
    assert chosen(first, second) is second
    assert chosen(second, first) is second
    nearly = reading("un deux trois", 89)
    assert chosen(second, nearly) is nearly, "pieces of words are more words"
    assert chosen(first, None) is first


@pytest.mark.parametrize("token", ["élève", "L'école,", "CPMS-IMS", "2015", "Arlon.", "(Virton)", "œuvre"])
def test_words_and_numbers_look_like_words(token):
    assert is_wordlike(token)


@pytest.mark.parametrize("token", ["§~", "rn|", "xkq", "aBcDe", "—", ""])
def test_noise_does_not(token):
    assert not is_wordlike(token)


SEEN = "elle enseigne le français depuis dix ans dans une école secondaire de la région et accompagne les élèves"
OTHER = "tarif huile moteur garage vente pneus neige promotion hiver samedi ouvert matin fermé lundi midi soir prix"


def test_two_readers_that_are_sure_of_different_words_differ():
    assert differ(reading(SEEN, 95), reading(OTHER, 95))
    assert not differ(reading(SEEN, 95), reading(SEEN, 80))
    assert not differ(reading(SEEN, 95), reading(OTHER, 40)), "what the other guessed is no contradiction"


@pytest.mark.parametrize(("sure", "told"), [(0.95, []), (0.8, ["page 2"]), (None, [])])
def test_a_page_of_which_too_little_is_sure_is_told_with_its_number(sure, told):
    sheets = (ocr.Sheet(lines=()), ocr.Sheet(lines=(), method=Method.OCR, sure=sure))
    problems = list(_doubts(ExtractedText(sheets=sheets)))
    assert [problem.place for problem in problems] == told
    assert {problem.code for problem in problems} <= {"read_with_doubt"}


def reading(text: str, sureness: float) -> OcrReading:
    words = tuple(OcrWord(text=word, sureness=sureness, box=(0.1, 0.1, 0.2, 0.2)) for word in text.split())
    return OcrReading(lines=(OcrLine(words=words),))


# --- looks ---

SHEET = [(180, 120), (620, 160), (600, 800), (150, 760)]


def photograph() -> Image.Image:
    """A bright sheet on a dark table."""
    picture = Image.new("L", (800, 1000), 60)
    ImageDraw.Draw(picture).polygon(SHEET, fill=230)
    return picture


def test_the_sheet_of_a_photograph_is_cut_out_and_its_points_are_found_again():
    sheet = straightened(photograph())
    assert sheet is not None
    found = [moved(corner, sheet.back) for corner in ((0, 0), (sheet.image.width, 0), sheet.image.size)]
    assert all(math.dist(one, other) < 20 for one, other in zip(found, SHEET, strict=False))
    width, height = sheet.image.size
    assert sheet.image.crop((20, 20, width - 20, height - 20)).getextrema() == (230, 230)


def test_a_bright_column_beside_a_dark_one_is_no_sheet():
    page = Image.new("L", (800, 1000), 40)
    page.paste(250, (260, 0, 800, 1000))
    assert straightened(page) is None


@pytest.mark.parametrize("shade", [0, 40, 128, 255])
@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (9, 9)])
def test_looks_at_a_picture_of_nothing_find_nothing(size, shade):
    picture = Image.new("L", size, shade)
    assert straightened(picture) is None
    assert evened(picture) is None
    assert strengthened(picture).size == size


def test_a_shadow_is_divided_out():
    slope = Image.linear_gradient("L").resize((400, 400)).point([80 + level // 2 for level in range(256)])
    even = evened(slope)
    assert even is not None
    darkest, brightest = even.crop((20, 20, 380, 380)).getextrema()
    assert darkest > 0.8 * brightest


# --- the second reader ---

SECOND = Tools(tesseract="tesseract", languages=frozenset({"fra"}), rapidocr=True)


def line(text: str, left: float, top: float, *, turned: bool = False) -> dict:
    """A line of the second reader's answer, on a picture of 800 x 1000 pixels."""
    right, bottom = left + 10 * len(text), top + 20
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    if turned:
        corners = [[1000 - y, x] for x, y in corners]
    return {"text": text, "sureness": 0.97, "corners": corners}


@pytest.fixture
def rapidocr(monkeypatch):
    """A second reader that answers as told, or falls; and what it was asked."""
    answers: list[dict | Unreadable] = []
    asked: list[dict] = []

    def run(_, *, data, **__):
        asked.append(json.loads(data.split(b"\n", 1)[0]))
        if isinstance(answers[0], Unreadable):
            raise answers.pop(0)
        return json.dumps(answers.pop(0)).encode()

    monkeypatch.setattr(rapid_ocr, "run", run)
    return answers, asked


def read_by_both():
    return ocr.PageOcr(tools=SECOND, limits=Limits()).read(PAGE)


def test_a_sure_reading_is_covered_and_stays(tesseract, rapidocr):
    answers, asked = rapidocr
    tesseract[0]["1"] = [table(["mot"] * 50, 90)]
    answers.append({"covered": 0.99, "lines": []})
    assert {line.text for line in read_by_both().lines} == {"mot mot mot mot mot"}
    assert asked[0]["enough"] < 1
    assert len(asked[0]["sure"]) == 50


def test_what_the_second_reader_sees_beside_the_first_counts(tesseract, rapidocr):
    tesseract[0]["1"] = [table(["mot"] * 10, 90)]
    seen = [line("le mot est dans la marge", 50, 40 * n) for n in range(1, 9)]
    rapidocr[0].append({"covered": 0.4, "lines": seen})
    assert [line.text for line in read_by_both().lines] == ["le mot est dans la marge"] * 8


def test_an_unsure_reading_is_always_read_again(tesseract, rapidocr):
    tesseract[0]["1"] = [table(["mot"] * 10, 70)]
    rapidocr[0].append({"covered": 1.0, "lines": []})
    read_by_both()
    assert rapidocr[1][0]["enough"] > 1


def test_the_fall_of_the_second_reader_costs_only_its_opinion(tesseract, rapidocr):
    tesseract[0]["1"] = [table(["mot"] * 50, 90)]
    rapidocr[0].append(Unreadable(Reason.CRASHED, "it fell"))
    assert len(read_by_both().lines) == 10


def test_the_second_reader_is_asked_for_so_many_pages_only(tesseract, rapidocr):
    pages = 6
    tesseract[0]["1"] = [table(["mot"] * 10, 90)] * pages
    rapidocr[0].extend([{"covered": 0.4, "lines": [line("un mot", 50, 40)]}] * pages)
    reader = ocr.PageOcr(tools=SECOND, limits=Limits())
    for number in range(pages):
        reader.read(PAGE.point(lambda pixel, darker=number: pixel - darker))
    assert len(rapidocr[1]) == ocr.GLANCES // ocr.A_READING


def test_pages_that_share_one_picture_are_recognised_once(tesseract, rapidocr):
    tesseract[0]["1"] = [table(["mot"] * 50, 90)]
    rapidocr[0].append({"covered": 0.99, "lines": []})
    reader = ocr.PageOcr(tools=SECOND, limits=Limits())
    first, again = reader.read(PAGE), reader.read(PAGE.copy())
    assert first.lines
    assert again == first


@pytest.mark.parametrize("turned", [False, True])
def test_the_second_readers_lines_are_read_column_by_column_however_the_page_lies(turned):
    left = [line(f"gauche {n} et encore", 50, 100 + 25 * n, turned=turned) for n in range(6)]
    right = [line(f"droite {n} et encore", 450, 100 + 25 * n, turned=turned) for n in range(6)]
    mixed = [item for pair in zip(left, right, strict=True) for item in pair]
    ordered = [found.text.split()[0] for found in rapid_ocr.in_reading_order(mixed, (800, 1000))]
    assert ordered == ["gauche"] * 6 + ["droite"] * 6
