"""What is rendered here is what xlsxwriter itself would have written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone

import openpyxl
import pytest
import xlsxwriter

from desk.escaping import MOST_IN_A_CELL
from desk.export.columns import Share
from desk.export.rendered_rows import Cells, RenderedSheet, beginnings
from desk.i18n.speech import speech

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)


def rendered(*rows, sheets=1):
    """A workbook whose sheets all have these rows under a head."""
    out, width = io.BytesIO(), max(map(len, rows))
    with xlsxwriter.Workbook(out) as book:
        cells, letters = Cells(book, speech("fr")), beginnings(width)
        lines = [cells.row(number, row, letters[: len(row)]) for number, row in enumerate(rows, 2)]
        for number in range(sheets):
            head = cells.heading([f"head {at}" for at in range(width)], letters)
            book.add_worksheet(f"sheet {number}", RenderedSheet).take([head, *lines], width)
    return out


def by_xlsxwriter(write, value):
    """The same, of one value, by a method of its own."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        getattr(book.add_worksheet(), write)(1, 0, value)
    return out


def last_kept(book):
    """The last value as it stands in the file."""
    return re.findall("<v>([^<]*)</v>", zipfile.ZipFile(book).read("xl/worksheets/sheet1.xml").decode())[-1]


def read(*row):
    (_, shown) = openpyxl.load_workbook(rendered(row)).active.iter_rows()
    return shown


@pytest.mark.parametrize("number", [0, -1, 3, 0.1, 1 / 3, 1e-9, 123456789012, 1e300, 0.1 + 0.2])
def test_a_number_is_kept_as_xlsxwriter_keeps_it(number):
    assert last_kept(rendered([number])) == last_kept(by_xlsxwriter("write_number", number))


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2026, 3, 15)])
def test_a_day_is_kept_as_xlsxwriter_keeps_it(day):
    assert last_kept(rendered([day])) == last_kept(by_xlsxwriter("write_datetime", day))


@pytest.mark.parametrize("seconds", [0, 1, 42_001.5, 86_399])
def test_a_moment_is_kept_as_xlsxwriter_keeps_it(seconds):
    moment = NOON + timedelta(seconds=seconds)
    assert last_kept(rendered([moment])) == last_kept(by_xlsxwriter("write_datetime", moment.replace(tzinfo=None)))


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


def test_what_is_no_finite_number_is_an_error_and_breaks_nothing():
    assert [cell.value for cell in read(float("nan"), float("inf"))] == ["#NUM!", "#NUM!"]


@pytest.mark.parametrize(
    "text",
    ["<r><t>rich</t></r>", "<r><b", "a & b < c > d \"e\" 'f'", " spaces ", "_x0041_", "two\nlines\tand a tab", "é😀"],
)
def test_markup_of_whatever_kind_is_text(text):
    assert [cell.value.rstrip() for cell in read(text)] == [text.rstrip()]


@pytest.mark.parametrize("character", ["x", "😀"])
def test_a_text_is_cut_to_what_excel_holds_and_never_within_a_character(character):
    (cell,) = read(character * 40_000)
    assert set(cell.value) == {character}
    assert MOST_IN_A_CELL - 1 <= len(cell.value.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL


def test_what_is_none_or_empty_has_no_cell():
    assert 't="s"' in (sheet := zipfile.ZipFile(rendered(["", None, "x"])).read("xl/worksheets/sheet1.xml").decode())
    assert re.findall('<c r="([A-Z]2)"', sheet) == ["C2"]


def test_a_text_stands_once_and_is_counted_wherever_it_is_told():
    strings = zipfile.ZipFile(rendered(["a", "a"], ["a", "b"], sheets=2)).read("xl/sharedStrings.xml").decode()
    assert 'count="12" uniqueCount="4"' in strings
    assert re.findall("<t>(.*?)</t>", strings) == ["a", "b", "head 0", "head 1"]


def test_a_sheet_tells_how_far_it_goes():
    assert openpyxl.load_workbook(rendered(["a", "b"], ["c", "d"])).active.dimensions == "A1:B3"
