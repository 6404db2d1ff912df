"""A workbook's sheets, row by row: each value looks as its type does, and a text stays a text."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from desk.escaping import cell
from desk.export.columns import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import IO, Self

    from desk.i18n.speech import Speech

MOST_COLUMNS_WIDE = 60

FIRST_YEAR = 1900
"""Excel knows no day before."""

FROZEN = 2
"""Columns that stay in sight."""

HOW = {"constant_memory": True}
"""Each row goes to the file when it is written; a list of ten thousand applications is millions of cells."""

LEGIBLE = 200
"""Characters that a sheet of A4 holds side by side so that one can still read them; a wider list takes several."""


class Book:
    """A workbook; it is written when it is left."""

    def __init__(self, to: Path | IO[bytes], speech: Speech) -> None:
        self._book = xlsxwriter.Workbook(to if hasattr(to, "write") else str(to), HOW)
        self._styles, self._speech, self._sheets = _Styles(self._book), speech, list[BookSheet]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        for sheet in self._sheets:
            sheet.filtered()
        self._book.close()

    def sheet(self, name: str, headings: Sequence[tuple[str, int]]) -> BookSheet:
        """One sheet more.

        Args:
            name: on its tab.
            headings: the title of each column, with its width in characters.
        """
        sheet = BookSheet(self._book.add_worksheet(name), self._styles, self._speech, headings)
        self._sheets.append(sheet)
        return sheet


class _Styles:
    """How a value looks, by its type. A book may have each only once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        def style(**properties: object) -> object:
            return book.add_format({"valign": "top", **properties})

        figure = {"align": "right", "indent": 1}
        self.heading = style(text_wrap=True, bold=True, bottom=1)
        self.text, self.number = style(text_wrap=True), style(**figure)
        self.share = style(num_format="0%", **figure)
        self.day, self.moment = style(num_format="dd/mm/yyyy"), style(num_format="dd/mm/yyyy hh:mm")


class BookSheet:
    """A sheet that grows by rows. Texts are written as texts, whatever they look like."""

    def __init__(
        self,
        sheet: xlsxwriter.worksheet.Worksheet,
        styles: _Styles,
        speech: Speech,
        headings: Sequence[tuple[str, int]],
    ) -> None:
        self._sheet = sheet
        self._styles, self._speech, self._height, self._width = styles, speech, 1, len(headings)
        for at, (title, width) in enumerate(headings):
            self._sheet.set_column(at, at, min(width, MOST_COLUMNS_WIDE))
            self._text(0, at, title, styles.heading)
        self._sheet.freeze_panes(1, FROZEN)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(max(1, round(sum(width for _, width in headings) / LEGIBLE)), 0)
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0, FROZEN - 1)

    def extend(self, rows: Iterable[Iterable[object]]) -> None:
        """Several rows more."""
        for row in rows:
            for at, value in enumerate(row):
                self._write(self._height, at, value)
            self._height += 1

    def filtered(self) -> None:
        """Puts filters over all rows, once they are there."""
        self._sheet.autofilter(0, 0, max(1, self._height - 1), self._width - 1)

    def _write(self, row: int, at: int, value: object) -> None:
        """What is None or empty has no cell."""
        sheet, styles = self._sheet, self._styles
        match value:
            case None | "":
                pass
            case bool():
                self._text(row, at, self._speech.value("", value), styles.text)
            case Share():
                sheet.write_number(row, at, value, styles.share)
            case int() | float() if math.isfinite(value):
                sheet.write_number(row, at, value, styles.number)
            case datetime():
                sheet.write_datetime(row, at, value.replace(tzinfo=None), styles.moment)
            case date() if value.year >= FIRST_YEAR:
                sheet.write_datetime(row, at, value, styles.day)
            case _:
                self._text(row, at, str(value), styles.text)

    def _text(self, row: int, at: int, text: str, style: object) -> None:
        harmless = cell(text)
        if harmless.startswith("<r>") and harmless.endswith("</r>"):
            harmless += " "  # else xlsxwriter takes it for its own markup of rich text
        self._sheet.write_string(row, at, harmless, style)
