"""The applications as a workbook for Excel and LibreOffice: real dates, frozen headings, filters, no formula."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from desk import french
from desk.columns import columns
from desk.inert import MOST_IN_A_CELL, cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import IO, Any

    from store.views import ApplicationDetail, DocumentView

MOST_COLUMNS_WIDE = 60

EVIDENCE = (
    ("N°", 6),
    ("Nom", 26),
    ("Critère", 22),
    ("État", 14),
    ("Valeur", 20),
    ("Passage", 80),
    ("Document", 30),
    ("Page", 7),
    ("Règle", 22),
)
DOCUMENTS = (
    ("N°", 6),
    ("Nom", 26),
    ("Document", 36),
    ("Sorte", 14),
    ("Langue", 9),
    ("Pages", 7),
    ("Lisible", 9),
    ("Raison", 26),
    ("Remplacé", 10),
    ("Dans le délai", 12),
    ("Taille", 11),
)
CAREER = (
    ("N°", 6),
    ("Nom", 26),
    ("Du", 12),
    ("Au", 12),
    ("Fonction", 36),
    ("Employeur", 36),
    ("Secteur", 14),
    ("Charge", 9),
    ("Compté", 9),
    ("Passage", 60),
)


def write_xlsx(
    details: Iterable[ApplicationDetail],
    labels: Mapping[str, str],
    to: Path | IO[bytes],
    *,
    with_text: bool = False,
) -> None:
    """Four sheets: the applications, the passages behind each criterion, the documents, the careers."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(to if hasattr(to, "write") else str(to), options) as book:
        wanted = columns(labels)
        documents = (*DOCUMENTS, ("Texte", 60)) if with_text else DOCUMENTS
        list_sheet = _Sheet(book, "Candidatures", [(column.heading, column.width) for column in wanted], freeze=3)
        passages = _Sheet(book, "Passages", EVIDENCE)
        papers = _Sheet(book, "Documents", documents)
        careers = _Sheet(book, "Parcours", CAREER)
        for detail in details:
            list_sheet.add([column.shown(detail.row) for column in wanted])
            passages.extend(_passages(detail, labels))
            papers.extend(_papers(detail, with_text=with_text))
            careers.extend(_career(detail))
        for sheet in (list_sheet, passages, papers, careers):
            sheet.finish()


class _Sheet:
    """A sheet that grows by rows; texts are written as texts, whatever they look like."""

    def __init__(
        self, book: xlsxwriter.Workbook, name: str, headings: Sequence[tuple[str, int]], *, freeze: int = 2
    ) -> None:
        self._sheet: Any = book.add_worksheet(name)
        self._moment: Any = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"})
        self._day: Any = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        self._text: Any = book.add_format({"valign": "top", "text_wrap": True})
        heading: Any = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._width, self._row = len(headings), 0
        for at, (title, width) in enumerate(headings):
            self._sheet.set_column(at, at, min(width, MOST_COLUMNS_WIDE))
            self._sheet.write_string(0, at, title, heading)
        self._sheet.freeze_panes(1, freeze)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)

    def add(self, values: Iterable[object]) -> None:
        """One row."""
        self._row += 1
        for at, value in enumerate(values):
            self._write(at, value)

    def extend(self, rows: Iterable[Iterable[object]]) -> None:
        """Several."""
        for row in rows:
            self.add(row)

    def finish(self) -> None:
        """Filters over all that was written."""
        self._sheet.autofilter(0, 0, max(1, self._row), self._width - 1)

    def _write(self, at: int, value: object) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self._sheet.write_string(self._row, at, french.yes(value), self._text)
        elif isinstance(value, datetime):
            self._sheet.write_datetime(self._row, at, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            self._write_day(at, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._row, at, value, self._text)
        else:
            self._sheet.write_string(self._row, at, cell(str(value)), self._text)

    def _write_day(self, at: int, value: date) -> None:
        """Excel knows no day before 1900."""
        if value.year >= 1900:
            self._sheet.write_datetime(self._row, at, value, self._day)
        else:
            self._sheet.write_string(self._row, at, value.isoformat(), self._text)


def _passages(detail: ApplicationDetail, labels: Mapping[str, str]) -> Iterable[list[object]]:
    names = {document.id: document.filename for document in detail.documents}
    for fact in detail.facts.values():
        for evidence in fact.evidence:
            source = names.get(evidence.document_id) if evidence.document_id is not None else "(mail)"
            yield [
                detail.row.id,
                detail.row.name,
                labels.get(fact.key) or french.label(fact.labels, fact.key),
                french.STATES.get(fact.state, fact.state),
                french.value(fact.key, fact.value),
                evidence.quote,
                source,
                evidence.page,
                evidence.rule,
            ]


def _papers(detail: ApplicationDetail, *, with_text: bool) -> Iterable[list[object]]:
    for document in detail.documents:
        text = [(document.text or "")[:MOST_IN_A_CELL]] if with_text else []
        yield [detail.row.id, detail.row.name, *_paper(document), *text]


def _paper(document: DocumentView) -> list[object]:
    return [
        document.filename,
        french.KINDS.get(document.kind, document.kind),
        document.language,
        document.pages,
        document.readable,
        french.REASONS.get(document.reason or "", document.reason),
        document.superseded,
        document.in_time,
        document.size,
    ]


def _career(detail: ApplicationDetail) -> Iterable[list[object]]:
    for entry in detail.career:
        yield [
            detail.row.id,
            detail.row.name,
            entry.starts,
            "en cours" if entry.ongoing else entry.ends,
            entry.function,
            entry.employer,
            french.SECTORS.get(entry.sector, entry.sector),
            entry.load,
            entry.counted,
            entry.evidence.quote,
        ]
