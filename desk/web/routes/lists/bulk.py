"""One decision with one reason for many applications: shown first, decided by a person, undone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.lists.chosen import MOST_AT_ONCE, chosen, done_with, ids_of
from desk.web.components.lists.state import criteria_keys, listing_of_query
from desk.web.ids import MOST, Ids
from desk.web.request import Form, Posted, RecruiterVisit, Visit
from desk.web.routes.jury.presiding import unpresented
from store.accounts.roles import Right
from store.reviews.reviews import DECISIONS
from store.reviews.tags import tag_of
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.transaction import Transaction
    from store.views.values import ApplicationRow
    from store.views.views import Views

router = watched_router(include_in_schema=False)

NOBODY = message("Please tick at least one application in the list.")
NOTHING = message("Please type a tag, or choose who looks after them.")
REASON = message("Please choose a decision and give the reason: it will be in each of these files.")


@router.get("/bulk")
def shown(visit: RecruiterVisit, ids: Ids = [], every: bool = False) -> HTMLResponse:  # noqa: B006, FBT001, FBT002 - FastAPI copies it; a query parameter
    """Who was ticked, or everybody in the view, and the form that decides on them all."""
    query = visit.request.query_params.get("list", "")
    with visit.desk.store.read() as views:
        wanted = _everybody(visit, views, query) if every else views.current(ids[:MOST_AT_ONCE])
    return _page(visit, wanted, query) if wanted else _nobody(visit, query)


@router.post("/bulk")
def decide(visit: RecruiterVisit, form: Posted) -> Response:
    """The decision, for each of them whom nobody else has decided on since they were shown."""
    wanted, query = ids_of(form["ids"]), form["list"]
    if form["decision"] not in DECISIONS or not form["reason"]:
        return _page(visit, wanted, query, form, visit.speech.text(REASON))
    with visit.desk.store.begin() as transaction:
        overtaken = _overtaken(transaction, wanted, visit.user.name, form.number("seen") or 0)
        made = [
            transaction.reviews.decide(one, visit.user.name, form["decision"], form["reason"])
            for one in wanted
            if one not in overtaken
        ]
    if overtaken:
        return _page(visit, tuple(overtaken), query, form, done=len(made), status=409)
    return visit.go(done_with(visit.desk.store, query, made), "decided_many")


@router.post("/bulk/follow")
def follow(visit: RecruiterVisit, form: Posted) -> Response:
    """A tag, or who looks after them, for all that were shown."""
    wanted, query = ids_of(form["ids"]), form["list"]
    tag = tag_of(form["tag"])
    if not tag and not form["assignee"]:
        return _page(visit, wanted, query, form, visit.speech.text(NOTHING))
    with visit.desk.store.begin() as transaction:
        for one in wanted:
            if tag:
                transaction.reviews.tag(one, visit.user.name, tag)
            if form["assignee"]:
                transaction.reviews.assign(one, visit.user.name, form["assignee"])
    return visit.go(chosen(visit.desk.store, query), "followed")


@router.post("/bulk/undo")
def undo(visit: RecruiterVisit, form: Posted) -> Response:
    """Takes back what oneself has decided so in one go."""
    first, last = form.number("first") or 0, form.number("last") or 0
    with visit.desk.store.begin() as transaction:
        for word in transaction.views.decisions_between(first, min(last, first + MOST_AT_ONCE)):
            if word.author == visit.user.name and word.standing:
                transaction.reviews.undo(word.id, visit.user.name)
    return visit.go(chosen(visit.desk.store, form["list"]), "undone")


def _everybody(visit: Visit, views: Views, query: str) -> tuple[int, ...]:
    listing = listing_of_query(query, criteria_keys(views.notices()), visit.user.name)
    return tuple(views.listed(listing.part(0, MOST_AT_ONCE))[0])


def _overtaken(transaction: Transaction, wanted: Sequence[int], author: str, seen: int) -> list[int]:
    """Those on whom somebody else has decided since they were shown."""
    newer = transaction.views.decisions_between(seen + 1, MOST)
    theirs = {word.message_id for word in newer if word.author != author}
    return [one for one in wanted if one in theirs]


def _nobody(visit: Visit, query: str) -> HTMLResponse:
    return visit.fault(NOBODY, back=chosen(visit.desk.store, query))


def _page(  # noqa: PLR0913, PLR0917 - who, from where, and what was filled in
    visit: Visit,
    wanted: tuple[int, ...],
    query: str,
    form: Form | None = None,
    fault: str | None = None,
    done: int | None = None,
    status: int = 200,
) -> HTMLResponse:
    with visit.desk.store.read() as views:
        rows: tuple[ApplicationRow, ...] = views.applications(ApplicationFilter(ids=wanted, order="name")).rows
        seen, tags = views.last_review(), views.tags()
        reasons = views.usual_reasons(visit.user.name)
        chaired = [row for row in views.with_jury(rows) if visit.may(Right.PRESIDE, row.notice)]
    with visit.desk.store.peek() as transaction:
        people = transaction.accounts.recruiters()
    visit.shows(row.id for row in rows)
    values = {
        "tags": tags,
        "reasons": reasons,
        "people": people,
        "rows": rows,
        "seen": seen,
        "fault": fault,
        "done": done,
        "list_query": query,
        "presides": bool(chaired),
        "unpresented": unpresented(chaired),
        "back": chosen(visit.desk.store, query),
    }
    given = {name: form[name] if form else "" for name in ("decision", "reason")}
    return visit.page("bulk.html", 422 if fault else status, given=given, **values)
