"""The rows of a workbook's sheets as the XML that they become (ECMA-376, part 1, 18.3.1.4 `c` and 18.3.1.73 `row`).

xlsxwriter keeps an object for each cell and renders it from its parts at the end, at some ten microseconds a cell.
Ten thousand applications have millions of cells, and most of their values recur: here each value is rendered once, and
a row is put together from such pieces when it comes. All else of a workbook is xlsxwriter's.
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from desk.escaping import cell
from desk.export.columns import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import xlsxwriter  # type: ignore[import-untyped]

    from desk.i18n.speech import Speech

EPOCH = datetime(1899, 12, 31)  # noqa: DTZ001 - Excel has no zones
FIRST_YEAR = 1900
NO_FEBRUARY_29 = 60
"""The day of 1900 that never was; Excel counts it."""


class RenderedSheet(Worksheet):  # type: ignore[misc]  # it ships no types
    """A sheet of xlsxwriter's whose rows come rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []

    def _write_rows(self) -> None:
        """In place of xlsxwriter's own, which renders its table of cells."""
        self.fh.writelines(self.rows)

    def take(self, rows: list[str], width: int) -> None:
        """All rows, of that many columns."""
        self.rows = rows
        self.str_table.count += sum(row.count(' t="s"') for row in rows)
        self.dim_rowmin, self.dim_rowmax = 0, len(rows) - 1
        self.dim_colmin, self.dim_colmax = 0, width - 1


class Cells:
    """Renders values by their types, each once. Texts are written as texts, whatever they look like."""

    def __init__(self, book: xlsxwriter.Workbook, speech: Speech) -> None:
        def style(**properties: object) -> int:
            return int(book.add_format({"valign": "top", **properties})._get_xf_index())  # noqa: SLF001 - as its sheets do

        figure = {"align": "right", "indent": 1}
        self._speech, self._strings = speech, book.str_table
        self._text, self._heading = style(text_wrap=True), style(text_wrap=True, bold=True, bottom=1)
        self._number, self._share = style(**figure), style(num_format="0%", **figure)
        self._moment, self._day = style(num_format="dd/mm/yyyy hh:mm"), style(num_format="dd/mm/yyyy")
        self._of_text = cache(lambda text: self._shared(text, self._text))
        self._by_type: dict[type, Callable[[Any], str]] = {
            str: self._of_text,
            int: cache(lambda number: _number(number, self._number)),
            float: cache(lambda number: _number(number, self._number)),
            Share: cache(lambda share: _number(share, self._share)),
            bool: lambda truth: self._of_text(speech.value("", truth)),
            date: cache(self._of_day),
            # not kept: two instants are equal in whatever zones they are told
            datetime: lambda moment: _number(_serial(moment.replace(tzinfo=None)), self._moment),
        }

    def heading(self, titles: Iterable[str], letters: Sequence[str]) -> str:
        """The first row."""
        pieces = [f"{at}1{self._shared(title, self._heading)}" for at, title in zip(letters, titles, strict=True)]
        return f'<row r="1">{"".join(pieces)}</row>'

    def row(self, number: int, values: Iterable[object], letters: Sequence[str]) -> str:
        """One row; what is None or empty has no cell.

        Args:
            number: from 1.
            values: a value a column.
            letters: the beginnings of the columns' cells, as `beginnings` gives them.
        """
        by_type, other = self._by_type, self._of_other
        pieces = [
            f"{at}{number}{by_type.get(type(value), other)(value)}"
            for at, value in zip(letters, values, strict=True)
            if value is not None and value != ""
        ]
        return f'<row r="{number}">{"".join(pieces)}</row>'

    def _shared(self, text: str, style: int) -> str:
        """A text stands once in the workbook, and cells tell its number."""
        harmless = cell(text)
        if harmless.startswith("<r>") and harmless.endswith("</r>"):
            harmless += " "  # else xlsxwriter takes it for its own markup of rich text
        number = self._strings._get_shared_string_index(harmless)  # noqa: SLF001 - as xlsxwriter's sheets do
        self._strings.count -= 1  # it counts cells, which are counted when all are there
        return f'" s="{style}" t="s"><v>{number}</v></c>'

    def _of_day(self, day: date) -> str:
        """Excel knows none before 1900."""
        if day.year < FIRST_YEAR:
            return self._of_text(day.isoformat())
        return _number(_serial(datetime(day.year, day.month, day.day)), self._day)  # noqa: DTZ001 - a day

    def _of_other(self, value: object) -> str:
        return self._of_text(str(value))


def beginnings(width: int) -> list[str]:
    """Of the cells of that many columns, up to the row's number."""
    return [f'<c r="{xl_col_to_name(at)}' for at in range(width)]


def _number(number: float, style: int) -> str:
    if not math.isfinite(number):
        return f'" s="{style}" t="e"><v>#NUM!</v></c>'
    return f'" s="{style}"><v>{number:.16G}</v></c>'


def _serial(moment: datetime) -> float:
    """Days since the end of 1899, as Excel counts them."""
    days = (moment - EPOCH) / timedelta(days=1)
    return days + (days >= NO_FEBRUARY_29)
