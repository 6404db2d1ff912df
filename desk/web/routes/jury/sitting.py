"""A member of the jury: the dossiers that are before it, and an opinion of one's own on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.paper import beside
from desk.web.ids import Id
from desk.web.request import Form, JuryVisit, Posted, Visit
from desk.web.routes.letters.letters import asked_notice
from store.accounts.roles import Right
from store.errors import NotInStore
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import HTMLResponse, Response

    from store.reviews.opinions import Deliberation
    from store.values import Notice
    from store.views.values import ApplicationRow

router = watched_router(include_in_schema=False)

NO_WORDS = message("Your opinion is still empty: write at least one sentence. Nothing was given.")

BEFORE_THE_JURY = ApplicationFilter(standing="any", order="name")
"""What a member is shown, by name: the desk holds nothing else for them."""


@router.get("/jury", response_model=None)
def dossiers(visit: JuryVisit) -> HTMLResponse:
    """What is before the jury, and how far one is with each; where one abstains, the number alone."""
    with visit.desk.store.peek() as transaction:
        notices = transaction.views.notices()
        rows = transaction.views.applications(BEFORE_THE_JURY).rows
        told = transaction.jury.of_all([row.id for row in rows])
        drafted = transaction.jury.drafted_by(visit.user.id)
    with visit.whole.store.peek() as transaction:
        abstained = transaction.jury.abstained_by(visit.user.name)
    visit.shows(row.id for row in rows)
    return visit.page(
        "jury.html",
        notices=notices,
        rows=rows,
        states={row.id: _state(told[row.id], visit.user.name, is_drafted=row.id in drafted) for row in rows},
        given={row.id: _given_by_others(told[row.id], visit) for row in rows},
        opened={row.id for row in rows if told[row.id].opening is not None},
        abstained=[one for one in abstained if visit.may(Right.JUDGE, one.notice)],
    )


def _given_by_others(told: Deliberation, visit: Visit) -> list[str]:
    """Which of the others have given an opinion: never what they wrote."""
    return sorted(told.given - {visit.user.name}, key=str.casefold)


def _state(told: Deliberation, author: str, *, is_drafted: bool) -> str:
    if is_drafted:
        return "draft"
    return "given" if told.of(author) is not None else "none"


@router.get("/jury/applications/{application_id}", response_model=None)
def dossier(visit: JuryVisit, application_id: Id) -> HTMLResponse:
    """One dossier beside one's own opinion; the others' once the chair has opened them."""
    return _page(visit, application_id)


@router.post("/jury/applications/{application_id}/opinion", response_model=None)
def write(visit: JuryVisit, form: Posted, application_id: Id) -> Response:
    """Keeps a draft, or gives the opinion (`then`)."""
    with visit.desk.store.begin() as transaction:
        row = transaction.views.application(application_id).row
        words = _words(form, asked_notice(transaction.views.notices(), row.notice))
        given, user = form["then"] in {"give", "next"}, visit.user
        empty = not form["text"] and not any(words.values())
        if given and not empty:
            transaction.jury.give(user.id, user.name, row.id, words, form["text"])
        elif not given:
            transaction.jury.draft(user.id, user.name, row.id, words, form["text"])
    if given and empty:
        return _page(visit, application_id, fault=visit.speech.text(NO_WORDS), status=422)
    told = "opinion_given" if given else "opinion_drafted"
    if form["then"] == "next":
        after = _after(visit, row)
        return visit.go(f"/jury/applications/{after.id}" if after else "/jury", told)
    return visit.go(f"/jury/applications/{row.id}", told, "opinion")


@router.post("/jury/applications/{application_id}/abstention", response_model=None)
def abstain(visit: JuryVisit, form: Posted, application_id: Id) -> Response:
    """One takes no part, and is shown the dossier no longer."""
    with visit.desk.store.begin() as transaction:
        row = transaction.views.application(application_id).row
        transaction.jury.abstain(visit.user.id, visit.user.name, row.id, form["reason"])
    return visit.go("/jury", "abstained")


@router.post("/jury/opinions/{opinion_id}/undo", response_model=None)
def undo(visit: JuryVisit, form: Posted, opinion_id: Id) -> Response:
    """Takes back one's own opinion, or abstention: of a dossier that is not shown, so the whole store is asked."""
    del form
    with visit.whole.store.begin() as transaction:
        number = transaction.jury.undo(opinion_id, visit.user.name)
        if not visit.may(Right.JUDGE, transaction.views.application(number).row.notice):
            raise NotInStore(f"there is no opinion {opinion_id}")
    return visit.go(f"/jury/applications/{number}" if _is_shown(visit, number) else "/jury", "taken_back", "opinion")


def _is_shown(visit: Visit, application_id: int) -> bool:
    """Whether the dossier is (still) before the jury for this visitor."""
    with visit.desk.store.read() as views:
        try:
            views.application(application_id)
        except NotInStore:
            return False
    return True


def _after(visit: Visit, row: ApplicationRow) -> ApplicationRow | None:
    """The next dossier before the jury, by name."""
    with visit.desk.store.read() as views:
        rows = views.applications(BEFORE_THE_JURY).rows
    mine = [one for one in rows if one.notice == row.notice]
    at = next((at for at, one in enumerate(mine) if one.id == row.id), len(mine))
    return mine[at + 1] if at + 1 < len(mine) else None


def _words(form: Form, notice: Notice) -> Mapping[str, str]:
    return {criterion.key: form[f"on.{criterion.key}"] for criterion in notice.criteria}


def _page(visit: Visit, application_id: int, *, fault: str = "", status: int = 200) -> HTMLResponse:
    with visit.desk.store.peek() as transaction:
        detail = transaction.views.application(application_id)
        notice = asked_notice(transaction.views.notices(), detail.row.notice)
        told = transaction.jury.of(detail.row.id)
        draft = transaction.jury.draft_of(visit.user.id, detail.row.id)
        given = told.of(visit.user.name)
        own = transaction.jury.unsealed(given) if given is not None else None
        shown = beside(transaction.views, detail)
        is_lost = draft is None and detail.row.id in transaction.jury.drafted_by(visit.user.id)
    words, text = draft or ((own.words, own.text) if own else ({}, ""))
    return visit.page(
        "jury_dossier.html",
        status,
        detail=detail,
        row=detail.row,
        paper=shown,
        after=_after(visit, detail.row),
        notice=notice,
        criteria=[(criterion.key, criterion.labels, detail.facts.get(criterion.key)) for criterion in notice.criteria],
        bodies={body.message_id: body for body in detail.bodies},
        criterion_labels={criterion.key: criterion.labels for criterion in notice.criteria},
        bare={criterion.key for criterion in notice.criteria if criterion.is_passages},
        own=own,
        is_draft=draft is not None,
        is_lost=is_lost or (own is not None and own.is_sealed),
        words=words,
        text=text,
        given=_given_by_others(told, visit),
        opened=told.opening is not None,
        jury=detail.jury,
        fault=fault,
    )
