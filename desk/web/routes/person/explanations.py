"""Why a fact is what it is: its passages with their rules, what changed their meaning, and what was set aside."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from desk.web.access import watched_router
from desk.web.ids import Id
from desk.web.request import ReaderVisit
from store.errors import NotInStore

router = watched_router(include_in_schema=False)


@router.get("/applications/{application_id}/why/{key}")
def why(visit: ReaderVisit, application_id: Id, key: str) -> HTMLResponse:
    """One fact explained, in the reader's language; the application's texts are read again for it."""
    with visit.desk.store.read() as views:
        detail = views.application(application_id)
    kinds = {f"kind_{document.id}" for document in detail.documents}
    if visit.desk.explaining is None or key not in {*detail.facts, *detail.person, *kinds}:
        raise NotInStore(f"application {application_id} has no fact {key!r} to explain")
    told = visit.desk.explaining.explain(detail.row.id, key, visit.language)
    return visit.page("why.html", detail=detail, key=key, fact=told.facts[0], left_out=told.left_out)
