"""Two applications made one, and mails moved from one to another: tried out and shown first, then made as shown."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.joining import WHOSE, Changed, keep_to, merged, moved, named
from desk.web.components.lists.state import typed
from desk.web.ids import Id, number
from desk.web.request import Form, Posted, RecruiterVisit, Visit
from store.errors import NotInStore
from store.reviews.belonging import OWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.web.components.joining import Joining
    from store.transaction import Transaction

    Join = Callable[[Transaction, int, int, str, str, str], Joining]

router = watched_router(include_in_schema=False)

NOBODY = message("Nobody in the list has this name. Type the beginning of a name, or the number of the application.")
CHANGED = message("Something has changed since this was shown. Nothing was merged yet: please look again.")


@router.get("/applications/{application_id}/merge")
def preview(visit: RecruiterVisit, application_id: Id, other: str = "", whose: str = OWN) -> Response:
    """What merging would change, once the other application is chosen by its name; nothing is changed yet."""
    return _preview(visit, merged, application_id, other, whose)


@router.post("/applications/{application_id}/merge")
def merge(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """Two applications are one: made if it is what was shown."""
    return _made(visit, merged, application_id, form, "merged")


@router.get("/mails/{message_id}/move")
def move_preview(visit: RecruiterVisit, message_id: Id, other: str = "", whose: str = OWN) -> Response:
    """What moving a mail to another application would change, once that is chosen by its name."""
    return _preview(visit, moved, message_id, other, whose)


@router.post("/mails/{message_id}/move")
def move(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A mail belongs to another application: made if it is what was shown."""
    return _made(visit, moved, message_id, form, "moved")


def _preview(visit: Visit, join: Join, about: int, other: str, whose: str) -> Response:
    if chosen := number(other):
        with suppress(NotInStore):  # a number that no application has is told as a name that none has
            return _shown(visit, join, about, chosen, whose)
    return _choices(visit, about, typed(other), mail=about if join is moved else None)


def _made(visit: Visit, join: Join, about: int, form: Form, told: str) -> Response:
    other, whose = form.number("other") or 0, form["whose"]
    try:
        with visit.desk.store.begin() as transaction:
            made = join(transaction, about, other, visit.user.name, form["reason"], _whose(whose))
            keep_to(form["shown"], made)
    except Changed:
        return _shown(visit, join, about, other, whose, form)
    return visit.go(f"/applications/{made.then.id}", told, "history")


def _whose(given: str) -> str:
    return given if given in WHOSE else OWN


def _choices(visit: Visit, about: int, name: str, *, mail: int | None = None) -> HTMLResponse:
    """The applications with that name, to choose one from."""
    with visit.desk.store.read() as views:
        moving = views.message(mail) if mail is not None else None
        detail = views.application(about) if moving is None or moving.application_id is not None else None
        row = detail.row if detail else None
        notice = row.notice if row else moving.notice if moving else None
        found = named(views, name, notice, row.id if row else 0) if name else ()
        likely = detail.duplicates if detail else ()
    visit.shows([*(one.id for one in found), *(one.application_id for one in likely)])
    fault = visit.speech.text(NOBODY) if name and not found else None
    values = {"row": row, "moving": moving, "name": name, "found": found, "likely": likely, "fault": fault}
    return visit.page("choose.html", 422 if fault else 200, **values)


def _shown(  # noqa: PLR0913, PLR0917 - what is joined, and the form that came too late
    visit: Visit, join: Join, about: int, other: int, whose: str, form: Form | None = None
) -> HTMLResponse:
    """What would be made, tried out; with a form, what was shown before is not it any more."""
    with visit.desk.store.rehearse() as transaction:
        moving = transaction.views.message(about) if join is moved else None
        would = join(transaction, about, other, visit.user.name, "", _whose(whose))
    visit.shows([would.here.id, would.there.id])
    fault = visit.speech.text(CHANGED) if form and form["shown"] else None
    reason, path = form["reason"] if form else "", visit.request.url.path
    status = 409 if fault else 200
    return visit.page("merge.html", status, would=would, path=path, moving=moving, fault=fault, reason=reason)
