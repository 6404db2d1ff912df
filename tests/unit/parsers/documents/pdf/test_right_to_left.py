from __future__ import annotations

import pytest

from parsers.documents.pdf.right_to_left import as_read


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("Nommée (2015)", "Nommée (2015)"),
        ("םולש", "שלום"),
        ("2015 זאמ םולש", "שלום מאז 2015"),
        ("(ריאני) 3", "3 (ינאיר)"),
        ("A word םולש here", "A word שלום here"),
        ("A word םולש בוט here", "A word טוב שלום here"),
    ],
)
def test_a_line_is_put_in_the_order_of_reading(seen, read):
    assert "".join(as_read(list(seen))) == read
