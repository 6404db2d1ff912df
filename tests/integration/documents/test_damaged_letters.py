"""Text layers that name other letters than their page shows, beside Tesseract itself."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from parsers.documents.external.tools import Tools, find_tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from parsers.values.documents import Agreement, Doubt
from tests.pdfs import damaged
from tests.pdfs import producers as by

pytestmark = pytest.mark.long

TOOLS = find_tools()
SHOWN = "Je suis engagée à titre temporaire depuis 2019"

needs_ocr = pytest.mark.skipif(
    not TOOLS.can_read_pictures and not os.environ.get("CI"),
    reason="Tesseract is not installed: apt-get install tesseract-ocr",
)


@cache
def whole() -> bytes:
    lines = (SHOWN, "J'accompagne les élèves dans leur orientation", "Langues : français, néerlandais, allemand B1")
    return by.fpdf(by.Paper("fr", "Perrine Wauthelet", lines, ()), Path())


def read(change, tools: Tools = TOOLS):
    data = by.changed(whole(), damaged.misnamed(change))
    return read_document(data, place="1", filename="lettre.pdf", limits=Limits(), tools=tools)


@needs_ocr
@pytest.mark.parametrize(
    "change",
    [damaged.swap(n="u"), damaged.swap(p=""), damaged.swap(t="\ue074"), damaged.CHANGES["digits shifted"]],
    ids=["another letter", "lost", "private", "figures"],
)
def test_the_page_is_the_judge_of_its_letters(change):
    document = read(change)
    assert SHOWN in document.text
    assert document.pages[0].agreement is not Agreement.APART


@needs_ocr
def test_what_the_layer_tells_is_kept_beside_the_page():
    assert "eugagée" in "".join(read(damaged.swap(n="u")).asides)


@needs_ocr
def test_letters_that_look_like_their_names_cost_no_look():
    document = read(lambda text: text)
    assert (document.pages[0].agreement, document.pages[0].doubts) == (Agreement.AGREED, ())


def test_without_ocr_a_strange_line_is_doubtful():
    document = read(damaged.swap(p="?"), tools=Tools())
    doubted = [document.text[one.start : one.end] for one in document.pages[0].doubts if one.why is Doubt.LETTERS]
    assert any("tem?oraire" in line for line in doubted)
    assert [problem.code for problem in document.problems] == ["letters_doubtful"]


@needs_ocr
def test_an_invisible_layer_does_not_speak_for_its_scan():
    data = damaged.layered(whole(), lambda text: text.replace("temporaire", "permanent"))
    document = read_document(data, place="1", filename="scan.pdf", limits=Limits(), tools=TOOLS)
    assert SHOWN in document.text
    assert "permanent" not in document.text
