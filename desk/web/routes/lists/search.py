"""One search over everything: files, mails to sort, documents, mails of any kind, notes."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.responses import HTMLResponse

from desk.i18n import code_labels
from desk.web.access import watched_router
from desk.web.components.lists.position import places
from desk.web.components.lists.state import LAST_PAGE, typed
from desk.web.request import ReaderVisit

router = watched_router(include_in_schema=False)

AT_FIRST, ON_A_PAGE = 10, 50
"""Hits of each part on the first page, and of one part alone."""
Page = Annotated[int, Query(ge=1, le=LAST_PAGE)]


@router.get("/search")
def search_page(visit: ReaderVisit, q: str = "", part: str = "", page: Page = 1) -> HTMLResponse:
    """What every part has of the words, or one part, a page at a time."""
    words = typed(q)
    alone = part if part in code_labels.FOUND else ""
    with visit.desk.store.read() as views:
        found = list(views.find(words, limit=AT_FIRST)) if not alone else []
        if alone:
            found.append(views.find_in(words, alone, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE))
        hits = places(views, urlencode({"q": words}), visit.user.name) if any(one.hits for one in found) else {}
    visit.shows(hit.application_id or hit.message_id for one in found for hit in one.hits)
    return visit.page(
        "search.html",
        looked_for=words,
        ways={one: place.text for one, place in hits.items()},
        alone=alone,
        found=found,
        total=sum(one.total for one in found),
        number=page,
        last_page=max(1, -(-found[0].total // ON_A_PAGE)) if alone else 1,
    )
