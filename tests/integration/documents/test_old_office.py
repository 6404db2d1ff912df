"""Files of old Office programs."""

from __future__ import annotations

import struct

import pytest

from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from parsers.values.problems import Reason
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
    head = begin(0x05) + code_page
    start = len(head) + 4 + 7 + len(b"Feuille") + len(end)
    sheet = record(0x0085, struct.pack("<IHB", start, 0, len(b"Feuille")) + b"Feuille")
    return compound({"Workbook": head + sheet + end + begin(0x10) + cells + end})


def read(tools):
    return read_document(workbook(), place="", filename="carrière.xls", limits=Limits(), tools=tools)


def test_a_workbook_is_read_row_by_row():
    assert read(Tools()).text == "Nommée à titre définitif\t20/24\ndepuis 2015"


@pytest.mark.parametrize("cut", [600, 1500, 2000])
def test_a_damaged_workbook_is_corrupt(cut):
    data = workbook()
    document = read_document(
        data[:cut] + bytes(len(data) - cut), place="", filename="x.xls", limits=Limits(), tools=Tools()
    )
    assert document.reason in {Reason.CORRUPT, Reason.UNSUPPORTED}
