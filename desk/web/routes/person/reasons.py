"""The reasons of a decision on one candidate, on a page and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.dossier.reasons import pdf
from desk.reasons import reasons_of
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.ids import Id
from desk.web.request import ReaderVisit, Visit

if TYPE_CHECKING:
    from desk.reasons import Reasons
    from store.views import ApplicationDetail

router = watched_router(include_in_schema=False)


@router.get("/applications/{application_id}/reasons")
def reasons_page(visit: ReaderVisit, application_id: Id) -> HTMLResponse:
    """Criterion by criterion what the papers say, then what was decided and why."""
    detail, told = _told(visit, application_id)
    visit.shows([detail.row.id])
    return visit.page("reasons.html", row=detail.row, reasons=told)


@router.get("/applications/{application_id}/reasons.pdf")
def reasons_pdf(visit: ReaderVisit, application_id: Id) -> Response:
    """The same to be printed and put on file."""
    detail, told = _told(visit, application_id)
    with visit.desk.store.begin() as transaction:
        transaction.reviews.note_history(visit.user.name, "reasons", message_id=detail.row.id)
    visit.shows([detail.row.id])
    name = f"{visit.speech.text('Reasons')} {detail.row.name or detail.row.id}.pdf"
    return attachment(pdf(told, visit.speech), name, "application/pdf")


def _told(visit: Visit, application_id: int) -> tuple[ApplicationDetail, Reasons]:
    with visit.desk.store.read() as views:
        detail = views.application(application_id)
        notice = next(one for one in views.notices() if one.slug == detail.row.notice)
    office = visit.desk.office
    ground = office.legal_ground.get(visit.speech.language, "") if office else ""
    return detail, reasons_of(detail, notice, visit.speech, ground)
