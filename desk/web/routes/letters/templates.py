"""The templates of letters, as a recruiter changes them: checked, and seen with somebody's values, before they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import LANGUAGES, message
from desk.letters.field_names import FIELDS
from desk.letters.kinds import KINDS, ON_INTERVIEWS, SELECTION
from desk.letters.templates import LetterTemplate
from desk.letters.writing import write
from desk.web.access import watched_router
from desk.web.ids import Id, number
from desk.web.request import Form, Posted, RecruiterVisit, Visit
from desk.web.routes.letters.letters import asked_notice, office_of
from store.errors import NotInStore, TemplateMoved
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.letters.office import Office
    from desk.letters.templates import Fault
    from desk.letters.writing import Written
    from store.letters.templates import TemplateVersion
    from store.transaction import Transaction
    from store.views.values import ApplicationRow

router = watched_router(include_in_schema=False)

MOVED = message("Somebody has changed this template in the meantime. Your text is below; theirs is among the versions.")
CANDIDATES = 500
"""Candidates offered for the preview."""
EMPTY = LetterTemplate(subject="", text="")
TYPED_LATER = ("answer", "interview_at", "interview_was")
"""Fields that hold nothing before a letter is made: in the preview their meaning stands in their place."""


@router.get("/letters/templates")
def templates_page(visit: RecruiterVisit) -> HTMLResponse:
    """Every template: whether it is the shipped one or a recruiter's, and what is the matter with it."""
    with visit.desk.store.peek() as transaction:
        office = _office(visit, transaction)
        last = transaction.templates.last()
    faulty = {(kind, language) for kind in KINDS for language in LANGUAGES if _is_faulty(office, kind, language)}
    return visit.page("templates.html", kinds=KINDS, last=last, faulty=faulty)


@router.get("/letters/templates/{language}/{kind}")
def template_page(
    visit: RecruiterVisit, language: str, kind: str, application: str = "", version: str = ""
) -> HTMLResponse:
    """One template in an editor, with the fields that it may have, its versions, and a candidate's letter by it."""
    _known(kind, language)
    return _page(visit, kind, language, None, number(application), version=number(version))


@router.post("/letters/templates/{language}/{kind}")
def keep(visit: RecruiterVisit, form: Posted, language: str, kind: str) -> Response:
    """Keeps another version, goes back to the shipped text, or shows what was typed with what is the matter."""
    _known(kind, language)
    typed, about = _typed(form), form.number("application")
    faults = _faults_of(office_of(visit), kind, typed)
    if form["act"] not in {"keep", "shipped"} or (form["act"] == "keep" and faults):
        return _page(visit, kind, language, typed, about, 422 if faults else 200)
    text = typed.source if form["act"] == "keep" else None
    try:
        with visit.desk.store.begin() as transaction:
            transaction.templates.save(kind, language, text, visit.user.name, after=form.number("after") or 0)
    except TemplateMoved:
        return _page(visit, kind, language, typed, about, 409, fault=MOVED)
    told = "template_kept" if text is not None else "template_shipped"
    chosen = f"?{urlencode({'application': about})}" if about is not None else ""
    return visit.go(f"/letters/templates/{language}/{kind}{chosen}", told)


@router.post("/letters/templates/{language}/{kind}/preview/{application_id}")
def live_preview(visit: RecruiterVisit, form: Posted, language: str, kind: str, application_id: Id) -> HTMLResponse:
    """What is typed, as that candidate's letter: a part of the page, asked for while somebody types."""
    _known(kind, language)
    with visit.desk.store.peek() as transaction:
        office = _office(visit, transaction)
        written, faults = _seen(visit, transaction, office, kind, language, _typed(form), application_id)
    visit.shows([application_id])
    return visit.page("template_preview.html", written=written, faults=faults)


def _page(  # noqa: PLR0913, PLR0917 - what was typed so far
    visit: Visit,
    kind: str,
    language: str,
    typed: LetterTemplate | None,
    about: int | None,
    status: int = 200,
    *,
    version: int | None = None,
    fault: str = "",
) -> HTMLResponse:
    """The editor: with what was typed, else with the version that is asked for, else with what is in force."""
    with visit.desk.store.peek() as transaction:
        office, versions = _office(visit, transaction), transaction.templates.all(kind, language)
        typed = typed or _kept(versions, version) or office.template(kind, language) or EMPTY
        wanted = ApplicationFilter(standing="active", order="name", limit=CANDIDATES)
        candidates = transaction.views.applications(wanted).rows
        chosen = about if about is not None else _fitting(kind, candidates)
        written, faults = (
            (None, _faults_of(office, kind, typed))
            if chosen is None
            else _seen(visit, transaction, office, kind, language, typed, chosen)
        )
    visit.shows([row.id for row in candidates])
    return visit.page(
        "template.html",
        status,
        kind=kind,
        language=language,
        typed=typed,
        versions=versions,
        after=versions[0].number if versions else 0,
        candidates=candidates,
        chosen=chosen,
        written=written,
        faults=faults,
        fields=FIELDS,
        own_fields=sorted(office.fields - FIELDS.keys()),
        fault=visit.speech.text(fault),
    )


def _fitting(kind: str, candidates: Sequence[ApplicationRow]) -> int | None:
    """Somebody who gets such a letter by their decision, else anybody."""
    theirs = (row.id for row in candidates if SELECTION.get(row.decision or "") == kind)
    return next(theirs, None) or next((row.id for row in candidates), None)


def _seen(  # noqa: PLR0913, PLR0917 - whose letter, by which words
    visit: Visit, transaction: Transaction, office: Office, kind: str, language: str, typed: LetterTemplate, about: int
) -> tuple[Written | None, tuple[Fault, ...]]:
    """A candidate's letter by what is typed, and what is the matter: with the template itself, else with the letter."""
    if faults := _faults_of(office, kind, typed):
        return None, faults
    detail = transaction.views.application(about, with_text=True)
    notice = asked_notice(transaction.notices.all(), detail.row.notice)
    later = TYPED_LATER if kind in ON_INTERVIEWS else TYPED_LATER[:1]
    given = {name: f"[{visit.speech.text(FIELDS[name])}]" for name in later}
    tried = office.with_kept({**office.kept, (kind, language): typed.source})
    written = write(detail, notice, tried, kind, language=language, given=given)
    return written, written.faults


def _office(visit: Visit, transaction: Transaction) -> Office:
    return office_of(visit).with_kept(transaction.templates.in_force())


def _kept(versions: Sequence[TemplateVersion], version: int | None) -> LetterTemplate | None:
    """What was kept as that version; None where it is none, or the one that went back to the shipped text."""
    text = next((each.text for each in versions if each.number == version), None)
    return None if text is None else LetterTemplate.of(text)


def _typed(form: Form) -> LetterTemplate:
    return LetterTemplate(subject=" ".join(form["subject"].split()), text=f"\n{form['text']}\n")


def _is_faulty(office: Office, kind: str, language: str) -> bool:
    template = office.template(kind, language)
    return template is None or bool(_faults_of(office, kind, template))


def _faults_of(office: Office, kind: str, template: LetterTemplate) -> tuple[Fault, ...]:
    return template.faults(office.fields, appeal=kind in office.appeal_in)


def _known(kind: str, language: str) -> None:
    """Raises NotInStore where there is no such template."""
    if kind not in KINDS or language not in LANGUAGES:
        raise NotInStore(f"there is no template {language}/{kind}")
