"""Rows, cells and columns of a page of text."""

from __future__ import annotations

import pytest

from parsers.layout.grid import cells, column_at, row_at, split_cells

PAGE = "Nom\tFonction\n  2012 – 2015    Éducateur, internat\n\nfin  de page"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Nom\tFonction", ["Nom", "Fonction"]),
        ("  2012 – 2015    Éducateur,  internat  ", ["2012 – 2015", "Éducateur,  internat"]),
        ("a \t  b\t\tc", ["a", "b", "c"]),
        ("", []),
        ("   ", []),
    ],
)
def test_cells_are_parted_by_a_tab_or_three_blanks(row, expected):
    assert [cell.strip() for cell in split_cells(row)] == expected


def test_a_place_is_told_its_row_and_column():
    at = PAGE.index("internat")
    assert row_at(PAGE, at).of(PAGE).strip() == "2012 – 2015    Éducateur, internat"
    assert column_at(PAGE, PAGE.index("Éducateur")) == 17


def test_a_stretch_of_a_row_has_the_cells_that_lie_in_it():
    start, end = PAGE.index("2015"), PAGE.index("internat") + len("internat")
    assert [cell.of(PAGE) for cell in cells(PAGE, start, end)] == [
        "2015",
        "Éducateur, internat",
    ]
