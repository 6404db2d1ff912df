"""Two to four candidates side by side on the criteria, each cell with the sentences that say it. No score, no order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from starlette.responses import HTMLResponse, Response

from desk.dossier.jury_table import JuryTable, pdf
from desk.i18n.code_labels import BESIDE_CRITERIA
from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.components.lists.chosen import chosen
from desk.web.components.lists.export import FORMATS, sheet
from desk.web.ids import Ids
from desk.web.request import ReaderVisit
from desk.web.routes.lists.dossiers import MOST_AT_ONCE as MOST_PRINTED
from desk.web.routes.lists.dossiers import NOBODY, TOO_MANY
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.values import Notice
    from store.views.values import ApplicationDetail

router = watched_router(include_in_schema=False)

FEWEST, MOST_AT_ONCE = 2, 4
FEW = message("Please tick two to four applications in the list to see them side by side.")


@router.get("/compare")
def compare(visit: ReaderVisit, ids: Ids = []) -> HTMLResponse:  # noqa: B006 - FastAPI copies it
    """The candidates in columns, in the order in which they were ticked; a criterion a row."""
    back = chosen(visit.desk.store, visit.request.query_params.get("list", ""))
    wanted = tuple(dict.fromkeys(ids))
    if not FEWEST <= len(wanted) <= MOST_AT_ONCE:
        return visit.fault(FEW, back=back)
    with visit.desk.store.read() as views:
        current = views.current(wanted)
        found = {detail.row.id: detail for detail in views.details(ApplicationFilter(ids=current))}
        notices = {notice.slug: notice for notice in views.notices()}
    details = [found[one] for one in current]
    visit.shows(current)
    return visit.page(
        "compare.html",
        details=details,
        criteria=_criteria(details, notices),
        bare=_bare(notices),
        numbers=list(current),
        back=back,
    )


@router.get("/compare.xlsx")
def taken_away(visit: ReaderVisit, ids: Ids = []) -> Response:  # noqa: B006 - FastAPI copies it
    """The same candidates as a workbook, with their passages, documents and careers."""
    with visit.desk.store.read() as views:
        wanted = views.current(ids[:MOST_AT_ONCE])
        content = sheet(views, ApplicationFilter(ids=wanted, order="name"), "xlsx", visit.speech)
    visit.shows(wanted)
    _note_export(visit, "xlsx", wanted)
    return attachment(content, "candidatures.xlsx", FORMATS["xlsx"])


@router.get("/compare.pdf")
def on_paper(visit: ReaderVisit, ids: Ids = [], paper: Literal["A4", "A3"] = "A4") -> Response:  # noqa: B006 - as above
    """The table for a jury, of as many candidates as are printed at once; by name."""
    back = chosen(visit.desk.store, visit.request.query_params.get("list", ""))
    if len(set(ids)) > MOST_PRINTED:
        return visit.fault(TOO_MANY, back=back)
    with visit.desk.store.read() as views:
        wanted = views.current(tuple(dict.fromkeys(ids)))
        details = list(views.details(ApplicationFilter(ids=wanted, order="name"))) if wanted else []
        notices = {notice.slug: notice for notice in views.notices()}
    if not details:
        return visit.fault(NOBODY, back=back)
    table = JuryTable(
        about=" · ".join(dict.fromkeys(notices[detail.row.notice].title for detail in details)),
        details=details,
        criteria=_criteria(details, notices),
        bare=_bare(notices),
    )
    content = pdf(table, visit.speech, paper)
    visit.shows(detail.row.id for detail in details)
    _note_export(visit, "pdf", [detail.row.id for detail in details])
    return attachment(content, f"{visit.speech.text('Table for the jury')} {paper}.pdf", "application/pdf")


def _note_export(visit: ReaderVisit, kind: str, ids: Sequence[int]) -> None:
    with visit.desk.store.begin() as transaction:
        detail = {"format": kind, "view": ",".join(map(str, ids))}
        transaction.reviews.note_history(visit.user.name, "export", detail=detail)


def _bare(notices: dict[str, Notice]) -> frozenset[str]:
    return frozenset(c.key for notice in notices.values() for c in notice.criteria if c.is_passages)


def _criteria(details: Sequence[ApplicationDetail], notices: dict[str, Notice]) -> dict[str, dict[str, str]]:
    """The criteria of these candidates' notices with their labels, then what stands beside them."""
    asked = {criterion.key: criterion.labels for detail in details for criterion in notices[detail.row.notice].criteria}
    return asked | {key: {} for key in BESIDE_CRITERIA if any(key in detail.facts for detail in details)}
