"""Scans pasted into Word files, told from portraits and logos."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from specimens import docx, paragraph, zipped

from parsers.documents.external.tools import Tools
from parsers.documents.image import ocr
from parsers.documents.limits import Limits
from parsers.documents.office.pasted_scans import pasted_pages
from parsers.documents.reader import read_document
from parsers.values.documents import Method
from parsers.values.problems import Reason

READING = Tools(tesseract="tesseract", languages=frozenset({"fra"}))
HEADER = "level block_num par_num line_num left top width height conf text".replace(" ", "\t")


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 255).save(buffer, "PNG")
    return buffer.getvalue()


def with_pictures(body: str, **pictures: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx(body))) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    return zipped({**parts, **{f"word/media/{name}.png": content for name, content in pictures.items()}})


def read(data: bytes, tools: Tools = READING):
    return read_document(data, place="1", filename="diplome.docx", limits=Limits(), tools=tools)


@pytest.fixture(autouse=True)
def tesseract(monkeypatch):
    rows = [f"5\t1\t1\t1\t100\t70\t50\t14\t95\t{word}" for word in ("Diplôme", "d'agrégée")]
    monkeypatch.setattr(ocr, "run", lambda *_, **__: "\n".join([HEADER, *rows]).encode())


def test_a_file_that_is_only_a_pasted_scan_is_read():
    document = read(with_pictures("", image1=picture(900, 1200)))
    assert (document.text, document.method, document.reason) == ("Diplôme d'agrégée", Method.OCR, None)


def test_a_picture_that_is_pasted_on_each_page_is_recognised_once(monkeypatch):
    asked = []
    recognised = ocr.run
    monkeypatch.setattr(ocr, "run", lambda *args, **told: asked.append(1) or recognised(*args, **told))
    scan, other = picture(900, 1200), picture(900, 1201)
    text = read(with_pictures("", image1=scan)).text
    once = len(asked)
    document = read(with_pictures("", image1=scan, image2=scan, image3=other))
    assert document.text.count(text) == 3
    assert len(asked) == 3 * once


def test_a_caption_stands_before_its_scan():
    assert read(with_pictures(paragraph("Mon diplôme :"), image1=picture(900, 1200))).text.startswith("Mon diplôme :")


def test_a_cv_with_a_portrait_is_not_read_by_ocr():
    document = read(with_pictures(paragraph("mot " * 60), image1=picture(900, 1200)))
    assert "Diplôme" not in document.text


def test_pages_are_in_the_order_of_their_numbers_and_logos_are_left_out():
    pages = {f"image{number}": picture(800 + number, 1100) for number in (1, 2, 10)}
    data = with_pictures("", **pages, logo=picture(120, 90), banner=picture(3000, 500))
    widths = [Image.open(io.BytesIO(page)).width for page in pasted_pages(data, limits=Limits())]
    assert widths == [801, 802, 810]


def test_without_ocr_the_reason_is_told_and_few_words_are_kept():
    bare = replace(READING, tesseract=None)
    assert read(with_pictures("", image1=picture(900, 1200)), bare).reason is Reason.OCR_UNAVAILABLE
    assert read(with_pictures(paragraph("Bonjour"), image1=picture(900, 1200)), bare).text == "Bonjour"


def test_a_damaged_picture_costs_only_itself():
    data = with_pictures("", image1=picture(900, 1200)[:60], image2=picture(901, 1200))
    assert read(data).text == "Diplôme d'agrégée"
