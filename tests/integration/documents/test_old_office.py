"""Files of old Office programs, read by the real catdoc."""

from __future__ import annotations

import struct

import pytest

from parsers.documents.reader import read_document
from parsers.documents.tools import Tools, find_tools
from parsers.limits import Limits
from parsers.values import Reason
from tests.missing import missing
from tests.unit.parsers.documents.compound import compound


def record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def label(row, column, text):
    words = text.encode("cp1252")
    return record(0x0204, struct.pack("<HHHH", row, column, 0, len(words)) + words)


def begin(what):
    return record(0x0809, struct.pack("<HHHH", 0x0500, what, 0, 0))


def workbook():
    """A workbook of one sheet, in BIFF ([MS-XLS])."""
    code_page, end = record(0x0042, struct.pack("<H", 1252)), record(0x000A, b"")
    cells = label(0, 0, "Nommée à titre définitif") + label(0, 1, "20/24") + label(1, 0, "depuis 2015")
    return compound({"Workbook": begin(0x05) + code_page + end + begin(0x10) + cells + end})


def read(tools):
    return read_document(workbook(), place="", filename="carrière.xls", limits=Limits(), tools=tools)


@pytest.fixture
def catdoc():
    tools = find_tools()
    if not tools.catdoc:
        missing("catdoc is missing: apt install catdoc")
    return tools


def test_a_workbook_is_read_row_by_row(catdoc):
    assert read(catdoc).text.replace('"', "") == "Nommée à titre définitif\t20/24\ndepuis 2015"


def test_a_workbook_without_catdoc_says_so():
    assert read(Tools()).reason is Reason.CONVERTER_UNAVAILABLE
