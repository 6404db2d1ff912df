"""The applications as a workbook for Excel and LibreOffice: real dates, frozen headings, filters, no formula."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from desk.escaping import MOST_IN_A_CELL, cell
from desk.export.columns import Share, columns, quantity
from desk.i18n import code_labels
from desk.i18n.languages import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import IO, Any

    from desk.i18n.speech import Speech
    from store.views import ApplicationDetail, DocumentView

MOST_COLUMNS_WIDE = 60

LEGIBLE = 200
"""Characters that a sheet of A4 holds side by side so that one can still read them; a wider list takes several."""

PASSAGES = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Criterion"), 22),
    (message("State"), 14),
    (message("Value"), 20),
    (message("Passage"), 80),
    (message("Document"), 30),
    (message("Page"), 7),
    (message("Rule"), 22),
)
DOCUMENTS = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Document"), 36),
    (message("Kind"), 14),
    (message("Language"), 11),
    (message("Pages"), 7),
    (message("Readable"), 9),
    (message("Why unreadable"), 26),
    (message("Replaced"), 10),
    (message("In time"), 12),
    (message("Size in bytes"), 11),
)
TEXT = (message("Text"), 60)
CAREER = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Beginning"), 12),
    (message("End"), 12),
    (message("Function"), 36),
    (message("Employer"), 36),
    (message("Sector"), 14),
    (message("Workload"), 9),
    (message("Counted"), 9),
    (message("Passage"), 60),
)
JURY = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Who"), 18),
    (message("When"), 16),
    (message("Criterion"), 30),
    (message("The jury’s opinion"), 80),
    (message("State"), 22),
)
REPLACED, TAKEN_BACK = message("there is a later version"), message("taken back since")
WHOLE, SUMMARY = message("On the whole"), message("The chair’s summary")
ONGOING, MAIL = message("ongoing"), message("mail")


def write_xlsx(
    details: Iterable[ApplicationDetail],
    criteria: Mapping[str, str],
    speech: Speech,
    to: Path | IO[bytes],
    *,
    with_text: bool = False,
) -> None:
    """Five sheets: the applications, the passages behind each criterion, the documents, the careers, and what the chair
    has opened of the jury's opinions.

    Args:
        details: the applications, with their documents' texts where these are wanted.
        criteria: headings by key, as `columns.names` gives them.
        speech: the language of headings and words.
        to: the file.
        with_text: the documents' texts are written as well.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(to if hasattr(to, "write") else str(to), options) as book:
        wanted = columns(criteria, speech)
        headings = [(column.heading, column.width) for column in wanted]
        list_sheet = _Sheet(book, speech.text(message("Applications")), headings, speech, freeze=3)
        passages = _sheet(book, message("Passages"), PASSAGES, speech)
        papers = _sheet(book, message("Documents"), (*DOCUMENTS, TEXT) if with_text else DOCUMENTS, speech)
        careers = _sheet(book, message("Career"), CAREER, speech)
        jury = _sheet(book, message("Jury"), JURY, speech)
        for detail in details:
            list_sheet.add([column.shown(detail.row) for column in wanted])
            passages.extend(_passages(detail, criteria, speech))
            papers.extend(_papers(detail, speech, with_text=with_text))
            careers.extend(_career(detail, speech))
            jury.extend(_jury(detail, criteria, speech))
        for sheet in (list_sheet, passages, papers, careers, jury):
            sheet.finish()


class _Sheet:
    """A sheet that grows by rows; texts are written as texts, whatever they look like."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        name: str,
        headings: Sequence[tuple[str, int]],
        speech: Speech,
        *,
        freeze: int = 2,
    ) -> None:
        self._sheet: Any = book.add_worksheet(name)
        self._speech = speech
        self._harmless: dict[str, str] = {}
        self._share: Any = book.add_format({"num_format": "0%", "valign": "top", "align": "right", "indent": 1})
        self._moment: Any = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"})
        self._day: Any = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        self._text: Any = book.add_format({"valign": "top", "text_wrap": True})
        self._number: Any = book.add_format({"valign": "top", "align": "right", "indent": 1})
        heading: Any = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._width, self._row = len(headings), 0
        for at, (title, width) in enumerate(headings):
            self._sheet.set_column(at, at, min(width, MOST_COLUMNS_WIDE))
            self._sheet.write_string(0, at, title, heading)
        self._sheet.freeze_panes(1, freeze)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(max(1, round(sum(width for _, width in headings) / LEGIBLE)), 0)
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0, freeze - 1)

    def add(self, values: Iterable[object]) -> None:
        """One row."""
        self._row += 1
        for at, value in enumerate(values):
            if type(value) is str:
                self._write_text(at, value)
            elif value is not None:
                self._write(at, value)

    def extend(self, rows: Iterable[Iterable[object]]) -> None:
        """Several."""
        for row in rows:
            self.add(row)

    def finish(self) -> None:
        """Filters over all that was written."""
        self._sheet.autofilter(0, 0, max(1, self._row), self._width - 1)

    def _write_text(self, at: int, text: str) -> None:
        """Most cells are texts, and most of these stand in many rows."""
        if not text:
            return
        harmless = self._harmless.get(text)
        if harmless is None:
            harmless = self._harmless[text] = cell(text)
        self._sheet.write_string(self._row, at, harmless, self._text)

    def _write(self, at: int, value: object) -> None:
        if isinstance(value, bool):
            self._write_text(at, self._speech.value("", value))
        elif isinstance(value, datetime):
            self._sheet.write_datetime(self._row, at, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            self._write_day(at, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._row, at, value, self._share if isinstance(value, Share) else self._number)
        else:
            self._write_text(at, str(value))

    def _write_day(self, at: int, value: date) -> None:
        """Excel knows no day before 1900."""
        if value.year >= 1900:
            self._sheet.write_datetime(self._row, at, value, self._day)
        else:
            self._sheet.write_string(self._row, at, value.isoformat(), self._text)


def _sheet(book: xlsxwriter.Workbook, name: str, headings: Sequence[tuple[str, int]], speech: Speech) -> _Sheet:
    return _Sheet(book, speech.text(name), [(speech.text(title), width) for title, width in headings], speech)


def _passages(detail: ApplicationDetail, criteria: Mapping[str, str], speech: Speech) -> Iterable[list[object]]:
    names = {document.id: document.filename for document in detail.documents}
    for fact in detail.facts.values():
        if not fact.evidence:
            continue
        said = [
            detail.row.id,
            detail.row.name,
            criteria.get(fact.key) or speech.label(fact.key, fact.labels),
            speech.word(code_labels.STATES, fact.state),
            quantity(fact.key, fact.value, speech),
        ]
        for evidence in fact.evidence:
            in_mail = evidence.document_id is None
            yield [
                *said,
                evidence.quote,
                f"({speech.text(MAIL)})" if in_mail else names.get(evidence.document_id or 0),
                evidence.page,
                evidence.rule,
            ]


def _papers(detail: ApplicationDetail, speech: Speech, *, with_text: bool) -> Iterable[list[object]]:
    for document in detail.documents:
        text = [(document.text or "")[:MOST_IN_A_CELL]] if with_text else []
        yield [detail.row.id, detail.row.name, *_paper(document, speech), *text]


def _paper(document: DocumentView, speech: Speech) -> list[object]:
    return [
        document.filename,
        speech.word(code_labels.KINDS, document.kind),
        speech.language_name(document.language),
        document.pages,
        document.readable,
        speech.word(code_labels.REASONS, document.reason),
        document.superseded,
        document.in_time,
        document.size,
    ]


def _career(detail: ApplicationDetail, speech: Speech) -> Iterable[list[object]]:
    for entry in detail.career:
        yield [
            detail.row.id,
            detail.row.name,
            entry.starts,
            speech.text(ONGOING) if entry.ongoing else entry.ends,
            entry.function,
            entry.employer,
            speech.word(code_labels.SECTORS, entry.sector),
            None if entry.load is None else Share(entry.load),
            entry.counted,
            entry.evidence.quote,
        ]


def _jury(detail: ApplicationDetail, criteria: Mapping[str, str], speech: Speech) -> Iterable[list[object]]:
    """A row for each criterion of each version that is open, then the chair's summary."""
    if detail.jury is None:
        return
    person = [detail.row.id, detail.row.name]
    for one in detail.jury.opinions:
        state = TAKEN_BACK if one.is_taken_back else REPLACED if one.is_replaced else ""
        told = [(criteria.get(key) or speech.label(key, {}), words) for key, words in one.words.items()]
        for about, words in [*told, *([(speech.text(WHOLE), one.text)] if one.text else [])]:
            yield [*person, one.author, one.at, about, words, speech.text(state) if state else None]
    if detail.jury.summary is not None:
        summary = detail.jury.summary
        yield [*person, summary.author, summary.at, speech.text(SUMMARY), summary.text, None]
