"""What share of a page's words was read rightly, by words and places, and on records of both readers' answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from parsers.documents.extracted_text import ExtractedText, Line, Sheet, assemble
from parsers.documents.image.certainty import BESIDE, ONLY, SECOND, SeenLines, share_sure
from parsers.documents.image.frames import is_blank
from parsers.documents.image.readings import OcrLine, OcrReading, OcrWord
from parsers.documents.limits import Limits
from parsers.documents.reader import _filled, unreadable
from parsers.values.documents import DOUBTED, Document, Method
from parsers.values.problems import Reason
from tests.pictures.recording import replayed

RECORDS = Path(__file__).with_name("records")
SEEN = ["elle", "enseigne", "le", "français", "depuis", "dix", "ans", "dans", "une", "école", "secondaire"]
OTHER = ["tarif", "huile", "moteur", "garage", "vente", "pneus", "neige", "promotion", "hiver", "samedi", "ouvert"]


def reading(words: list[str], sureness: float, *, left: float = 0.1, ragged: float = 0.0) -> OcrReading:
    """Ten lines of these words, from a column on or each further in than the one before."""
    lines = []
    for number in range(10):
        begin, top = left + ragged * number, 0.05 + 0.05 * number
        boxes = [(begin + 0.05 * at, top, begin + 0.05 * at + 0.04, top + 0.02) for at in range(len(words))]
        line = [OcrWord(text=word, sureness=sureness, box=box) for word, box in zip(words, boxes, strict=True)]
        lines.append(OcrLine(words=tuple(line[: len(line) - (number * 3 % 5 if ragged else 0)])))
    return OcrReading(lines=tuple(lines))


def sure(counted: OcrReading, other: OcrReading | None = None, *, chances=SECOND, **found: float) -> float:
    return share_sure(counted, other, chances=chances, seen=SeenLines(**found))


def test_words_that_both_readers_have_are_sure_however_little_each_is():
    assert sure(reading(SEEN, 60), reading(SEEN, 40)) == 1.0


def test_words_that_one_reader_has_alone_are_as_sure_as_its_confidence():
    assert sure(reading(SEEN, 99)) == 1.0
    assert sure(reading(SEEN, 97)) == pytest.approx(0.69)
    assert sure(reading(SEEN, 80)) < 0.5


def test_a_reader_that_another_contradicts_is_less_sure():
    assert sure(reading(SEEN, 80), chances=ONLY) > 0.95
    assert sure(reading(SEEN, 80), reading(OTHER, 80), chances=BESIDE) < 0.7


def test_lines_that_nobody_could_read_are_lost():
    assert sure(reading(SEEN, 99), unread=0.4) == pytest.approx(0.6)


def test_text_that_no_sure_word_covers_is_lost():
    assert sure(reading(SEEN, 99), chances=ONLY, covered=0.7) == pytest.approx(0.7)


def test_words_that_the_other_sees_where_nothing_was_read_are_lost():
    counted, column = reading(SEEN, 99), reading(OTHER[:5], 95, left=0.7)
    both = OcrReading(lines=(*counted.lines, *column.lines))
    assert sure(counted, both) == pytest.approx(11 / 16)


def test_lines_that_fade_from_a_share_on_have_lost_words():
    assert sure(reading(SEEN, 99), faded=0.05) == 1.0
    assert sure(reading(SEEN, 99), faded=0.1) == pytest.approx(0.8)
    assert sure(reading(SEEN, 99), faded=1.0) == pytest.approx(0.75)


def test_an_unsure_line_of_few_letters_holds_the_words_of_its_length():
    whole = reading(SEEN, 99)
    box = whole.lines[-1].box
    wide = [(box[0], box[1], box[0] + 0.02, box[3]), (box[2] - 0.02, box[1], box[2], box[3])]
    for sureness, told in ((80, 0.92), (99, 1.0)):
        words = [OcrWord(text=text, sureness=sureness, box=place) for text, place in zip("Es", wide, strict=True)]
        read = OcrReading(lines=(*whole.lines[:-1], OcrLine(words=tuple(words))))
        assert sure(read, chances=ONLY) == pytest.approx(told, abs=0.02)


def test_few_lines_at_the_edge_say_that_others_lie_beyond():
    beside, cut = reading(SEEN, 99), reading(SEEN, 99, left=0.001)
    some = OcrReading(lines=(*cut.lines[:2], *beside.lines[2:]))
    assert sure(some) < DOUBTED


def test_lines_that_begin_at_the_picture_s_edge_have_lost_their_beginnings():
    assert sure(reading(SEEN, 99, left=0.001)) < DOUBTED


def test_lines_that_begin_nowhere_together_have_lost_their_beginnings():
    assert sure(reading(SEEN, 99, ragged=0.03)) < 0.7


def test_lines_whose_first_words_alone_are_read_differently_have_lost_their_beginnings():
    assert sure(reading(SEEN, 99), reading(["gne", *SEEN[1:]], 99)) < DOUBTED
    assert sure(reading(SEEN, 99), reading([*SEEN[:4], "puis", *SEEN[5:]], 99)) == 1.0


def test_a_column_may_lean():
    assert sure(reading(SEEN, 99, ragged=0.005)) == 1.0


def test_a_page_without_print_is_blank():
    page = Image.effect_noise((1240, 1754), 12).point([200 + level // 5 for level in range(256)])
    assert is_blank(page)
    ImageDraw.Draw(page).rectangle((200, 300, 700, 320), fill=40)
    assert not is_blank(page)


def test_no_fact_is_sure_of_a_page_read_with_doubt():
    sheet = Sheet(lines=(Line(text="Nommée", doubtful=True),), method=Method.OCR, sure=0.8)
    _, (page,) = assemble(ExtractedText(sheets=(sheet,)), limit=100)
    assert (page.sure, page.doubts_letters(0, 3)) == (0.8, True)


SHELL = Document(place="1", filename="scan.jpg", media_type="image/jpeg", sha256="", size=1)


def filled(*shares: float | None) -> Document:
    """A scan of pages of which so much is sure; None: a page without a word on it."""
    lines = (Line(text="Nommée à titre"),)
    sheets = tuple(Sheet(lines=lines if share else (), method=Method.OCR, sure=share or 1.0) for share in shares)
    return _filled(SHELL, ExtractedText(sheets=sheets, page_count=len(sheets)), Limits())


def test_a_file_of_pages_that_are_lost_was_not_read_and_keeps_its_text():
    document = filled(0.2, None)
    assert (document.readable, document.reason) == (False, Reason.READ_WITH_DOUBT)
    assert document.text
    assert [problem.code for problem in document.problems] == ["read_with_doubt"]


def test_a_file_with_a_page_that_is_readable_was_read():
    document = filled(0.2, 0.95)
    assert (document.readable, document.reason) == (True, None)


def test_a_file_without_a_word_is_empty():
    sheet = Sheet(lines=(Line(text="~ — |"),), method=Method.OCR, sure=0.0)
    document = _filled(SHELL, ExtractedText(sheets=(sheet,)), Limits())
    assert (document.readable, document.reason) == (unreadable(SHELL, Reason.EMPTY, "").readable, Reason.EMPTY)


@pytest.mark.parametrize("record", sorted(RECORDS.glob("*.json")), ids=lambda path: path.stem)
def test_the_share_told_of_a_record_is_near_the_true_one(record):
    told = json.loads(record.read_text("utf-8"))
    assert replayed(told).sure == pytest.approx(told["recall"], abs=0.15)
