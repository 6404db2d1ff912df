"""Workbooks: a CV made as one is read as its cells show."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from parsers.values.problems import Reason


def workbook():
    """A career in two sheets."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["Formation"], [], [date(2009, 9, 1), "Institutrice", 24], [1.5, None, "an"]):
        book.active.append(row)
    book.create_sheet("Langues").append(["néerlandais", "B2"])
    book.save(out)
    return out.getvalue()


def damaged():
    """A workbook whose sheets say nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole, zipfile.ZipFile(out, "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, b"<" if "sheet" in name else whole.read(name))
    return out.getvalue()


def read(data, **limits):
    return read_document(data, place="", filename="carrière.xlsx", limits=Limits(**limits), tools=Tools())


def test_cells_are_read_as_they_show_a_row_a_line():
    assert read(workbook()).text.split("\n") == [
        "Formation",
        "",
        "2009-09-01\tInstitutrice\t24",
        "1.5\tan",
        "néerlandais\tB2",
    ]


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [(damaged(), {}, Reason.CORRUPT), (workbook(), {"unpacked_bytes": 1000}, Reason.TOO_LARGE)],
)
def test_a_workbook_that_is_damaged_or_too_large_says_so(data, limits, reason):
    assert read(data, **limits).reason is reason
