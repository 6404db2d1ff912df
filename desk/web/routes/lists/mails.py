"""All mails: what the ledger has of each, and what a person can say of it."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from desk.web.access import watched_router
from desk.web.components.lists.mail_state import SIZE, mail_listing_of
from desk.web.request import ReaderVisit

router = watched_router(include_in_schema=False)


@router.get("/mails")
def mails_page(visit: ReaderVisit) -> HTMLResponse:
    """Every mail that the address's filters leave, newest first."""
    listing = mail_listing_of(visit.request.query_params.multi_items())
    with visit.desk.store.read() as views:
        page = views.mails(listing.filter)
    visit.shows(row.application_id or row.id for row in page.rows)
    return visit.page("mails.html", listing=listing, page=page, last_page=max(1, -(-page.total // SIZE)))
