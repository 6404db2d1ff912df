"""Each value as openpyxl reads it back."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone

import openpyxl
import pytest

from desk.escaping import MOST_IN_A_CELL
from desk.export.columns import Share
from desk.export.sheets import Book
from desk.i18n.speech import speech

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)


def written(*rows):
    """A workbook of one sheet that has these rows under a head."""
    out = io.BytesIO()
    with Book(out, speech("fr")) as book:
        book.sheet("sheet", [(f"head {at}", 10) for at in range(max(map(len, rows)))]).extend(rows)
    return out


def read(*row):
    (_, shown) = openpyxl.load_workbook(written(row)).active.iter_rows()
    return shown


@pytest.mark.parametrize("number", [0, -1, 3, 0.1, 1 / 3, 1e-9, 123456789012, 1e300, 0.1 + 0.2])
def test_a_number_stays_the_same_up_to_what_excel_keeps(number):
    assert [cell.value for cell in read(number)] == [float(f"{number:.16G}")]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2026, 3, 15)])
def test_a_day_stays_the_same(day):
    assert [cell.value.date() for cell in read(day)] == [day]


@pytest.mark.parametrize("seconds", [0, 1, 42_001.5, 86_399])
def test_a_moment_stays_the_same(seconds):
    moment = NOON + timedelta(seconds=seconds)
    assert [cell.value for cell in read(moment)] == [moment.replace(tzinfo=None)]


def test_each_kind_of_value_has_its_look():
    looks = {cell.value: cell.number_format for cell in read(3, Share(0.5), date(2026, 3, 15), "3")}
    assert looks == {3: "General", 0.5: "0%", datetime(2026, 3, 15): "dd/mm/yyyy", "3": "General"}  # noqa: DTZ001
    assert [cell.alignment.horizontal for cell in read(3, Share(1), "3")] == ["right", "right", None]


def test_what_is_equal_to_something_of_another_kind_stays_what_it_is():
    shown = read(1, True, Share(1), 1.0, False, 0)  # noqa: FBT003 - values
    assert [(cell.value, cell.number_format) for cell in shown] == [
        (1, "General"),
        ("oui", "General"),
        (1, "0%"),
        (1, "General"),
        ("non", "General"),
        (0, "General"),
    ]


def test_one_instant_in_two_zones_stands_as_each_zone_s_clocks_tell_it():
    east = NOON.astimezone(timezone(timedelta(hours=2)))
    assert [cell.value.hour for cell in read(NOON, east)] == [12, 14]


def test_a_day_that_excel_does_not_know_is_a_text():
    assert [cell.value for cell in read(date(1899, 12, 31))] == ["1899-12-31"]


def test_what_is_no_finite_number_is_a_text_and_breaks_nothing():
    assert [cell.value for cell in read(float("nan"), float("inf"))] == ["nan", "inf"]


@pytest.mark.parametrize(
    "text",
    ["<r><t>rich</t></r>", "<r><b", "a & b < c > d \"e\" 'f'", " spaces ", "two\nlines\tand a tab", "é😀"],
)
def test_markup_of_whatever_kind_is_text(text):
    assert [cell.value.rstrip() for cell in read(text)] == [text.rstrip()]


def test_what_looks_like_an_escaped_character_is_text():
    assert "<t>_x005F_x0041_</t>" in zipfile.ZipFile(written(["_x0041_"])).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("character", ["x", "😀"])
def test_a_text_is_cut_to_what_excel_holds_and_never_within_a_character(character):
    (cell,) = read(character * 40_000)
    assert set(cell.value) == {character}
    assert MOST_IN_A_CELL - 1 <= len(cell.value.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL


def test_what_is_none_or_empty_has_no_cell():
    sheet = zipfile.ZipFile(written(["", None, "x"])).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall('<c r="([A-Z]2)"', sheet) == ["C2"]


def test_a_sheet_tells_how_far_it_goes():
    assert openpyxl.load_workbook(written(["a", "b"], ["c", "d"])).active.dimensions == "A1:B3"
