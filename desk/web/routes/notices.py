"""Notices: those that are there, and a form that makes another one as text for the configuration, or opens such a text.

The page has no right to the configuration: whoever runs the program puts the text there. What is typed is kept nowhere
but in the form itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk import notice_drafts
from desk.web.access import watched_router
from desk.web.components import notice_form
from desk.web.components.downloads import attachment
from desk.web.request import Form, Posted, PostedFile, RecruiterVisit, Visit, remembering, speaking
from desk.web.services import NOTICE_BYTES
from store.errors import NotInStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.notice_drafts import Told
    from desk.web.services import NoticeFault, NoticeMaking
    from store.values import Notice

router = watched_router(include_in_schema=False)

TOML = "application/toml"
CHECKING = frozenset({"check", "download"})
"""Acts for which the notice is to be whole; the others show it as it is so far."""


@router.get("/notices")
def notices_page(visit: RecruiterVisit) -> HTMLResponse:
    """The notices that are there, each a model for another one, and the examples that ship."""
    return _list_page(visit)


@router.get("/notices/new")
def new_page(visit: RecruiterVisit, like: str = "", notice: str = "") -> HTMLResponse:
    """The form, empty, or filled in as an example (`like`) or a `notice` has it."""
    notices, making = _notices(visit), _making(visit)
    model = next((one for one in notices if one.slug == notice), None)
    told = (
        notice_drafts.modelled_on(model) if model else {**notice_drafts.empty(notices), **making.examples.get(like, {})}
    )
    return _page(visit, making, told, notice_form.languages_in(told, visit.language))


@router.post("/notices/new")
def make(visit: RecruiterVisit, form: Posted) -> Response:
    """Adds or removes a criterion, checks the notice, gives its file, or goes on in another language."""
    notices, making = _notices(visit), _making(visit)
    told = notice_form.told_by(form, making.kinds, visit.language)
    languages = notice_form.languages_of(form)
    if form["language"]:
        spoken = speaking(visit, form["language"])
        return remembering(spoken, _page(spoken, making, told, languages))
    told = notice_form.changed(told, form["act"], _kind(form, making))
    told = notice_drafts.with_names(told, (one.slug for one in notices))
    if form["act"] not in CHECKING:
        return _page(visit, making, told, languages)
    faults = making.faults(told, notices, languages)
    sound = not any(fault.must for fault in faults)
    if form["act"] == "download" and sound:
        return attachment(making.write(told).encode(), f"{told['slug']}.toml", TOML)
    return _page(visit, making, told, languages, faults, text=making.write(told) if sound else "")


@router.post("/notices/open")
def open_file(visit: RecruiterVisit, form: PostedFile) -> HTMLResponse:
    """The form filled in as a file that was made earlier has it, and what `check` would say of it."""
    notices, making = _notices(visit), _making(visit)
    opened = making.opened(form.file("file", NOTICE_BYTES))
    if opened.refused:
        return _list_page(visit, refused=opened.refused)
    languages = notice_form.languages_in(opened.told, visit.language)
    faults = (*opened.left_out, *making.faults(opened.told, notices, languages))
    return _page(visit, making, opened.told, languages, faults)


def _list_page(visit: Visit, refused: Sequence[tuple[str, str]] = ()) -> HTMLResponse:
    status = 422 if refused else 200
    values = {"notices": _notices(visit), "examples": _making(visit).examples, "refused": refused}
    return visit.page("notices.html", status, **values)


def _page(  # noqa: PLR0913, PLR0917 - what was typed so far
    visit: Visit,
    making: NoticeMaking,
    told: Told,
    languages: Sequence[str],
    faults: Sequence[NoticeFault] = (),
    text: str = "",
) -> HTMLResponse:
    placed = [(notice_form.field_of(fault.place, told, making.kinds, languages), fault) for fault in faults]
    must = [one for one in placed if one[1].must]
    return visit.page(
        "notice_new.html",
        422 if must else 200,
        post=told,
        kinds=making.kinds,
        chosen=languages,
        names=notice_form.language_names(visit.language),
        most=notice_form.MOST,
        wrong=notice_form.by_field(placed),
        faults=must,
        warnings=[one for one in placed if not one[1].must],
        faulty={fault.place[1] for _, fault in must if len(fault.place) > 1},
        checked=bool(faults or text),
        text=text,
    )


def _notices(visit: Visit) -> tuple[Notice, ...]:
    with visit.desk.store.peek() as transaction:
        return transaction.notices.all()


def _making(visit: Visit) -> NoticeMaking:
    """Raises NotInStore where no notice is made on the page."""
    if visit.desk.making is None:
        raise NotInStore("no notice is made here")
    return visit.desk.making


def _kind(form: Form, making: NoticeMaking) -> str:
    """The kind of a criterion that is added."""
    return form["kind"] if form["kind"] in making.kinds else next(iter(making.kinds))
