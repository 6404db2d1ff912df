"""The current view as a file, by the code that the commands use."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from desk.export.columns import names
from desk.export.csv_files import write_sheet
from desk.export.json_files import write_applications
from desk.export.workbook import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.i18n.speech import Speech
    from store.views.values import ApplicationFilter
    from store.views.views import Views

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def sheet(views: Views, wanted: ApplicationFilter, kind: str, speech: Speech) -> bytes:
    """The applications that the filter leaves, in its order."""
    return WRITERS[kind](views, wanted, speech)


def _json(views: Views, wanted: ApplicationFilter, speech: Speech) -> bytes:
    del speech  # codes and keys, for programs
    text = StringIO()
    write_applications(views.details(wanted), text)
    return text.getvalue().encode()


def _csv(views: Views, wanted: ApplicationFilter, speech: Speech) -> bytes:
    text = StringIO(newline="")
    write_sheet(views.with_jury(views.applications(wanted).rows), names(views.notices(), speech), speech, text)
    return text.getvalue().encode("utf-8", "replace")


def _xlsx(views: Views, wanted: ApplicationFilter, speech: Speech) -> bytes:
    book = BytesIO()
    write_xlsx(views.lines(wanted), names(views.notices(), speech), speech, book)
    return book.getvalue()


WRITERS: dict[str, Callable[[Views, ApplicationFilter, Speech], bytes]] = {"xlsx": _xlsx, "csv": _csv, "json": _json}
