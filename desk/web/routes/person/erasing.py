"""Erasing a person on the page: what would go is shown, and the number is typed before anything does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import ErasingRefused
from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.ids import Id
from desk.web.request import ChairVisit, Posted, Visit
from store.errors import NotInStore
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from starlette.responses import HTMLResponse

    from desk.web.services import PersonErasing
    from store.erasing.persons import DataSubject

router = watched_router(include_in_schema=False)

TYPE_IT = message("Type the number of the file exactly as it stands above: nothing was erased.")
REFUSALS = {
    "others": message(
        "This person has also applied for a notice that you may not erase from: ask its chair, or the operator."
    ),
    "busy": message("Mails are being read at the moment. Please try again shortly: nothing was erased."),
    "no_key": message("The operator must first set up a key for erasures ([privacy] key_file): nothing was erased."),
}


@router.get("/applications/{application_id}/erase", response_model=None)
def preview(visit: ChairVisit, application_id: Id) -> HTMLResponse:
    """What would go, and what names this person and stays."""
    try:
        return _page(visit, application_id)
    except ErasingRefused as exc:
        return _refused(visit, application_id, exc)


@router.post("/applications/{application_id}/erase", response_model=None)
def erase(visit: ChairVisit, application_id: Id, form: Posted) -> HTMLResponse:
    """Erases it; then the mails that still lie in the mailboxes are listed."""
    try:
        if form["number"] != str(application_id):
            return _page(visit, application_id, visit.speech.text(TYPE_IT), 422)
        _person(visit, application_id)
        left = _erasing(visit).erase(application_id, visit.user.name)
    except ErasingRefused as exc:
        return _refused(visit, application_id, exc)
    return visit.page("erase.html", number=application_id, left=left, person=None, fault=None, may_be_erased=False)


def _refused(visit: Visit, application_id: int, why: ErasingRefused) -> HTMLResponse:
    return visit.fault(REFUSALS[str(why)], 409, back=f"/applications/{application_id}")


def _erasing(visit: Visit) -> PersonErasing:
    if visit.desk.erasing is None:
        raise NotInStore("nothing can be erased here")
    return visit.desk.erasing


def _person(visit: Visit, application_id: int) -> tuple[DataSubject, dict[int, str]]:
    """Whom it is of, with all that would go, and the names of the applications.

    Raises NotInStore where it is of a notice that they are not given, ErasingRefused where the person has applied for
    one that has another chair as well: a person is erased everywhere.
    """
    with visit.desk.store.read() as views:
        views.application(application_id)
        person = _erasing(visit).preview(application_id)
        seen = views.applications(ApplicationFilter(ids=person.applications, standing="any")).rows
    if len(seen) < len(person.applications):
        raise ErasingRefused("others")
    return person, {row.id: visit.speech.candidate(row) for row in seen}


def _page(visit: Visit, application_id: int, fault: str | None = None, status: int = 200) -> HTMLResponse:
    (person, names), has_key = _person(visit, application_id), _erasing(visit).has_key
    fault = fault if has_key else visit.speech.text(REFUSALS["no_key"])
    shown = {"number": application_id, "person": person, "fault": fault, "left": person.in_mailboxes, "names": names}
    return visit.page("erase.html", status, **shown, may_be_erased=has_key)
