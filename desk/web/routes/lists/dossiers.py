"""Printable dossiers: of one application, or of those selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Query
from starlette.responses import Response

from desk.dossier.summary import in_order, is_joined, summaries
from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.ids import MOST
from desk.web.request import ReaderVisit
from desk.web.routes.person.documents import paper_of
from desk.web.services import Bundle
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from desk.i18n.speech import Speech
    from store.views.values import ApplicationDetail
    from store.views.views import Views

router = watched_router(include_in_schema=False)

MOST_AT_ONCE = 50
Ids = Annotated[list[int], Query(alias="id", max_length=2000)]
NOBODY = message("Please select at least one application in the list.")
TOO_MANY = message("At most 50 dossiers can be printed at once. Please select fewer.")
LEFT_OUT = message("This file could not be printed:")


@router.get("/dossier.pdf")
def dossier(visit: ReaderVisit, ids: Ids = []) -> Response:  # noqa: B006 - FastAPI copies it
    """The dossiers of the applications selected, in the order of their names."""
    chosen = tuple(dict.fromkeys(id_ for id_ in ids if 0 <= id_ <= MOST))
    if not chosen or len(chosen) > MOST_AT_ONCE:
        return visit.fault(TOO_MANY if chosen else NOBODY, back="/")
    with visit.desk.store.read() as views:
        details = _details(views, chosen)
        notices = {notice.slug: notice for notice in views.notices()}
        left_out = visit.speech.text(LEFT_OUT)
        bundles = [_bundle(views, detail, left_out, visit.speech) for detail in details]
    summary = summaries(details, notices, visit.speech)
    content = visit.desk.originals.joined(summary.content, summary.pages, bundles)
    with visit.desk.store.begin() as transaction:
        numbers = [detail.row.id for detail in details]
        alone = numbers[0] if len(numbers) == 1 else None
        told = None if alone is not None else {"applications": numbers}
        transaction.reviews.note_history(visit.user.name, "dossier", message_id=alone, detail=told)
    visit.shows(detail.row.id for detail in details)
    name = details[0].row.name if len(details) == 1 else None
    return attachment(content, f"Dossier {name or ''}".strip() + ".pdf", "application/pdf")


def _details(views: Views, chosen: tuple[int, ...]) -> list[ApplicationDetail]:
    """An old number prints what it became; two numbers of one application print it once."""
    wanted = ApplicationFilter(ids=views.current(chosen), order="name")
    return list(views.details(wanted, with_text=True))


def _bundle(views: Views, detail: ApplicationDetail, left_out: str, speech: Speech) -> Bundle:
    joined = [document for document in in_order(detail) if is_joined(document)]
    return Bundle(
        title=detail.row.name or detail.row.email or str(detail.row.id),
        papers=tuple(paper_of(views, document.id) for document in joined),
        titles=tuple(speech.file_name(document) for document in joined),
        left_out=left_out,
    )
