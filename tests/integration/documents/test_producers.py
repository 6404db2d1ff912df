"""A cheap part of the sixty files of `python -m tests.pdfs`: what this machine's own libraries and Chromium make."""

from __future__ import annotations

import pytest

from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from tests.pdfs.__main__ import ROWS, share_missing, specimens

CHEAP = ("fpdf2, base font", "form that shows its values", "chromium, side column", "own CMap")
"""Rows that take less than two seconds and no OCR."""


def test_there_are_sixty_files():
    assert len(ROWS) == len({name for name, _, _ in ROWS}) == 60


@pytest.mark.parametrize("name", CHEAP)
def test_no_word_is_missing(name):
    item = next(iter(specimens(name)))
    if isinstance(item, str):
        pytest.skip(item)
    document = read_document(item.data, place="1", filename=name, limits=Limits(), tools=Tools())
    assert share_missing(item.text, document.text) <= 0.005
