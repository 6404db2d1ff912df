"""PDF files with rubbish in any place, each read by the readers' own processes."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from tests.unit.parsers.documents.specimens import Pdf


@settings(max_examples=40, deadline=None)
@example(position=0, garbage=b"%PDF-9.9")
@example(position=9, garbage=b"<<<<<<")
@example(position=300, garbage=b"endstream endobj\xff")
@example(position=880, garbage=b"startxref\n999999")
@given(position=st.integers(0, 900), garbage=st.binary(min_size=1, max_size=30))
def test_a_damaged_file_never_raises(position, garbage, tmp_path_factory):
    data = bytearray(Pdf().draw(40, 700, "some words on a page").bytes())
    data[position : position + len(garbage)] = garbage
    document = read_document(
        bytes(data), place="1", filename=None, limits=Limits(), tools=Tools(folder=tmp_path_factory.getbasetemp())
    )
    assert document.readable == (document.reason is None)
