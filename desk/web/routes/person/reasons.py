"""The reasons of a decision on one candidate, on a page and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.dossier.pdf import Sheets
from desk.i18n import code_labels
from desk.reasons import reasons_of
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.ids import Id
from desk.web.request import ReaderVisit, Visit

if TYPE_CHECKING:
    from desk.i18n.speech import Speech
    from desk.reasons import Reasons
    from store.views.values import ApplicationDetail, ReviewView

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
    return attachment(_pdf(told, visit.speech), name, "application/pdf")


def _told(visit: Visit, application_id: int) -> tuple[ApplicationDetail, Reasons]:
    with visit.desk.store.read() as views:
        detail = views.application(application_id)
        notice = next(one for one in views.notices() if one.slug == detail.row.notice)
    office = visit.desk.office
    ground = office.legal_ground.get(visit.speech.language, "") if office else ""
    return detail, reasons_of(detail, notice, visit.speech, ground)


def _pdf(reasons: Reasons, speech: Speech) -> bytes:
    """Criterion by criterion what the papers say, then the decision."""
    title = f"{speech.text('Reasons')}{speech.colon} {reasons.candidate}"
    sheets = Sheets(speech.text("page"), title=title, language=speech.language)
    sheets.begin(reasons.candidate)
    sheets.small(reasons.notice)
    sheets.masthead(title)
    sheets.paragraph(reasons.legal_ground)
    sheets.heading(speech.text("What the papers say on each criterion"))
    for one in reasons.considerations:
        said = f"{code_labels.SIGNS[one.state]} {speech.word(code_labels.STATES, one.state)}"
        sheets.statement(one.label, f"{said}{speech.colon} {one.value}" if one.value else said)
        if one.checked_by:
            by = speech.text("Corrected by %(author)s on %(when)s")
            when = speech.moment(one.checked_by.at)
            sheets.small(by % {"author": one.checked_by.author, "when": when}, indent=5)
        for passage in one.passages:
            sheets.quote(passage.quote, passage.source)
    _write_decision(sheets, reasons.decision, speech)
    return sheets.finished()


def _write_decision(sheets: Sheets, decision: ReviewView | None, speech: Speech) -> None:
    sheets.heading(speech.text("Decision"))
    if decision is None:
        sheets.paragraph(speech.text("No decision yet"))
        return
    sheets.paragraph(speech.word(code_labels.DECISIONS, decision.key), bold=True)
    sheets.paragraph(decision.text or "")
    sheets.small(f"{decision.author}, {speech.moment(decision.at)}")
