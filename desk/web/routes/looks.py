"""Who looked at whose data: of everybody, or of one application."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Annotated

from fastapi import Query

from desk.web.access import watched_router
from desk.web.ids import MOST
from desk.web.request import ChairVisit

if TYPE_CHECKING:
    from starlette.responses import HTMLResponse

router = watched_router(include_in_schema=False)

SHOWN = 500
"""Looks on the page, newest first."""


@router.get("/access", response_model=None)
def access_page(visit: ChairVisit, application: Annotated[int | None, Query(ge=0, le=MOST)] = None) -> HTMLResponse:
    """The last looks."""
    with visit.desk.store.peek() as transaction:
        mails = None if application is None else transaction.retention.messages(application)
        looks = transaction.access_log.entries(limit=SHOWN, messages=mails)
        zone = next((notice.zone for notice in transaction.notices.all()), UTC)
    return visit.page("access.html", looks=looks, application=application, local=lambda at: at.astimezone(zone))
