"""How accessible the page is, said by itself: the statement that Directive (EU) 2016/2102 asks of public bodies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk.web.access import watched_router
from desk.web.request import AnyVisit

if TYPE_CHECKING:
    from starlette.responses import HTMLResponse

router = watched_router(include_in_schema=False)

EXAMINED = date(2026, 11, 27)
"""When the page was last gone through for it."""


@router.get("/accessibility", response_model=None)
def statement(visit: AnyVisit) -> HTMLResponse:
    """The statement, for whoever asks: with an account or without."""
    return visit.page("accessibility.html", examined=EXAMINED, office=visit.desk.office)
