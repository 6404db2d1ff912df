"""Files that are small to send and large to read."""

from __future__ import annotations

from PIL import Image
from specimens import docx, paragraph

from parsers.values.problems import Reason
from tests.unit.parsers.documents.image.test_frames import grey, pages, saved


def test_html_nested_without_end_is_read(read):
    assert read(b"<html>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000).text == "x"


def test_rtf_nested_without_end_is_read(read):
    assert read(b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_000 + b"}").text == "x"


def test_a_bomb_is_refused_by_its_directory(read):
    assert read(docx(paragraph("A" * (60 << 20)))).reason is Reason.TOO_LARGE


def test_a_huge_picture_is_brought_down_before_it_is_worked_on():
    (page,) = pages(saved(Image.new("1", (9000, 7000), 1), "PNG"))
    assert page.width * page.height <= 20_000_000
    assert grey(page).getextrema() == (255, 255)
