"""Two applications made one, and mails moved from one to another: tried out and shown first, then made as shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.joining import WHOSE, Changed, keep_to, merged, moved, named
from desk.web.components.list_state import typed
from desk.web.ids import MOST, Id
from desk.web.request import Form, Posted, RecruiterVisit, Visit
from store.reviews.belonging import OWN

if TYPE_CHECKING:
    from desk.web.components.joining import Joining

router = watched_router(include_in_schema=False)

NOBODY = message("Nobody in the list has this name. Type the beginning of a name, or the number of the application.")
CHANGED = message("Something has changed since this was shown. Nothing was merged yet: please look again.")


@router.get("/applications/{application_id}/merge")
def preview(visit: RecruiterVisit, application_id: Id, other: str = "", whose: str = OWN) -> Response:
    """What merging would change, once the other application is chosen by its name; nothing is changed yet."""
    number = _number(other)
    if number is None:
        return _choices(visit, application_id, typed(other))
    return _shown(visit, _merge(visit, application_id, number, "", whose), f"/applications/{application_id}/merge")


@router.post("/applications/{application_id}/merge")
def merge(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """Two applications are one: made if it is what was shown."""
    other, whose = form.number("other") or 0, _whose(form["whose"])
    try:
        with visit.desk.store.begin() as transaction:
            made = merged(transaction, application_id, other, visit.user.name, form["reason"], whose)
            keep_to(form["shown"], made)
    except Changed:
        would = _merge(visit, application_id, other, "", whose)
        return _shown(visit, would, f"/applications/{application_id}/merge", form)
    return visit.go(f"/applications/{made.then.id}", "merged", "history")


@router.get("/mails/{message_id}/move")
def move_preview(visit: RecruiterVisit, message_id: Id, other: str = "", whose: str = OWN) -> Response:
    """What moving a mail to another application would change, once that is chosen by its name."""
    number = _number(other)
    if number is None:
        return _choices(visit, message_id, typed(other), mail=message_id)
    return _shown(visit, _move(visit, message_id, number, "", whose), f"/mails/{message_id}/move", mail=message_id)


@router.post("/mails/{message_id}/move")
def move(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A mail belongs to another application: made if it is what was shown."""
    other, whose = form.number("other") or 0, _whose(form["whose"])
    try:
        with visit.desk.store.begin() as transaction:
            made = moved(transaction, message_id, other, visit.user.name, form["reason"], whose)
            keep_to(form["shown"], made)
    except Changed:
        would = _move(visit, message_id, other, "", whose)
        return _shown(visit, would, f"/mails/{message_id}/move", form, mail=message_id)
    return visit.go(f"/applications/{made.then.id}", "moved", "history")


def _number(given: str) -> int | None:
    usable = given.isascii() and given.isdecimal() and len(given) <= len(str(MOST))
    return int(given) if usable and 0 < int(given) <= MOST else None


def _whose(given: str) -> str:
    return given if given in WHOSE else OWN


def _merge(visit: Visit, one: int, other: int, reason: str, whose: str) -> Joining:
    with visit.desk.store.rehearse() as transaction:
        return merged(transaction, one, other, visit.user.name, reason, _whose(whose))


def _move(visit: Visit, mail: int, to: int, reason: str, whose: str) -> Joining:
    with visit.desk.store.rehearse() as transaction:
        return moved(transaction, mail, to, visit.user.name, reason, _whose(whose))


def _choices(visit: Visit, about: int, name: str, *, mail: int | None = None) -> HTMLResponse:
    """The applications with that name, to choose one from."""
    with visit.desk.store.read() as views:
        moving = views.message(mail) if mail is not None else None
        detail = views.application(about) if moving is None or moving.application_id is not None else None
        row = detail.row if detail else None
        notice = row.notice if row else moving.notice if moving else None
        found = named(views, name, notice, row.id if row else 0) if name else ()
        likely = detail.duplicates if detail else ()
    fault = visit.speech.text(NOBODY) if name and not found else None
    values = {"row": row, "moving": moving, "name": name, "found": found, "likely": likely, "fault": fault}
    return visit.page("choose.html", 422 if fault else 200, **values)


def _shown(
    visit: Visit, would: Joining, path: str, form: Form | None = None, *, mail: int | None = None
) -> HTMLResponse:
    fault = visit.speech.text(CHANGED) if form and form["shown"] else None
    moving = None
    if mail is not None:
        with visit.desk.store.read() as views:
            moving = views.message(mail)
    reason = form["reason"] if form else ""
    status = 409 if fault else 200
    return visit.page("merge.html", status, would=would, path=path, moving=moving, fault=fault, reason=reason)
