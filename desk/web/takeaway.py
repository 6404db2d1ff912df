"""The current view as a file, by the code that the commands use."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from desk import french
from desk.delimited import write_csv
from desk.exports import write_applications
from desk.xlsx import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.views import ApplicationFilter, Views

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def sheet(views: Views, wanted: ApplicationFilter, kind: str) -> bytes:
    """The applications that the filter leaves, in its order."""
    return WRITERS[kind](views, wanted)


def _json(views: Views, wanted: ApplicationFilter) -> bytes:
    text = StringIO()
    write_applications(views.details(wanted), text)
    return text.getvalue().encode()


def _csv(views: Views, wanted: ApplicationFilter) -> bytes:
    text = StringIO(newline="")
    write_csv(views.applications(wanted).rows, french.labels(views.notices()), text, people=True)
    return text.getvalue().encode("utf-8", "replace")


def _xlsx(views: Views, wanted: ApplicationFilter) -> bytes:
    book = BytesIO()
    write_xlsx(views.details(wanted), french.labels(views.notices()), book)
    return book.getvalue()


WRITERS: dict[str, Callable[[Views, ApplicationFilter], bytes]] = {"xlsx": _xlsx, "csv": _csv, "json": _json}
