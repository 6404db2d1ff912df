"""The list of applications, its saved views, what can be taken away of it; and the list of all mails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.components.lists.export import FORMATS, sheet
from desk.web.components.lists.mail_state import SIZE, mail_listing_of
from desk.web.components.lists.state import SHOWN_AT_FIRST, Listing, criteria_keys, listing_of, listing_of_query
from desk.web.ids import number
from desk.web.request import Posted, ReaderVisit, Visit
from store.accounts.roles import NoticeScope, Right, scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.values.evidence import JSON
    from store.accounts.accounts import View
    from store.values import Notice
    from store.views.values import SearchHit
    from store.views.views import Views

router = watched_router(include_in_schema=False)

SPOKEN = ("fr", "nl", "de", "en", "lb", "es", "it", "pt", "ar", "tr", "pl", "ro", "ru", "uk", "zh")
"""Languages that the list is limited by: the country's and its neighbours', and those that many families speak."""
COLUMNS_COOKIE = "desk_columns"
"""The columns that were chosen last in this browser: they stay until others are."""
COLUMNS_KEPT = timedelta(days=365)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownColumn:
    """A criterion as the list has it."""

    key: str
    label: str
    head: str
    bare: bool
    """Its value is the words looked for, which say less than the passage: the state is enough."""
    only_shown: bool
    """What is found of it proves nothing."""


def columns_of(visit: Visit, notices: Iterable[Notice]) -> tuple[ShownColumn, ...]:
    """The criteria of all notices, each once, in the notice's order."""
    criteria = {criterion.key: criterion for notice in notices for criterion in notice.criteria}
    return tuple(
        ShownColumn(
            key=key,
            label=visit.speech.label(key, criterion.labels),
            head=visit.speech.short_label(key, criterion.labels, criterion.headings),
            bare=criterion.is_passages,
            only_shown=criterion.is_only_shown,
        )
        for key, criterion in criteria.items()
    )


@router.get("/")
def list_page(visit: ReaderVisit) -> HTMLResponse:
    """Every application that the address's filters leave."""
    with visit.desk.store.read() as views:
        notices = views.notices()
        listing = listing_of(visit.request.query_params.multi_items(), criteria_keys(notices), visit.user.name)
        columns = _asked(columns_of(visit, notices), notices, listing)
        shown = _shown(visit, listing, [column.key for column in columns])
        page = views.applications(replace(listing.filter, facts=shown))
        hits = _hits(views, listing, [row.id for row in page.rows])
        elsewhere = _elsewhere(views, listing)
        totals, attention = views.tallies(listing.notice or None), views.attention()
        tags = views.tags()
        new = views.new_to(visit.user.name, [row.id for row in page.rows])
    with visit.desk.store.peek() as transaction:
        saved = [view for view in transaction.accounts.saved_views(visit.user.name) if _is_for(visit, view)]
        people = transaction.accounts.recruiters()
    undo_at = MANY.get(visit.request.query_params.get("told", ""))
    visit.shows(row.id for row in page.rows)
    answer = visit.page(
        "list.html",
        listing=listing,
        notices=notices,
        columns=columns,
        shown=[column for column in columns if column.key in shown],
        page=page,
        hits=hits,
        elsewhere=elsewhere,
        totals=totals,
        attention=attention,
        saved=saved,
        tags=tags,
        people=people,
        new=new,
        counted=_told(visit, "count") if undo_at else None,
        undo_at=undo_at,
        presides=any(visit.may(Right.PRESIDE, notice.slug) for notice in notices),
        undoing=_undoing(visit),
        spoken=sorted(((code, visit.speech.language_name(code)) for code in SPOKEN), key=lambda pair: pair[1]),
        last_page=max(1, -(-page.total // listing.size)),
    )
    if listing.columns:
        visit.give(answer, COLUMNS_COOKIE, ".".join(shown), COLUMNS_KEPT)
    return answer


def _asked(columns: tuple[ShownColumn, ...], notices: Iterable[Notice], listing: Listing) -> tuple[ShownColumn, ...]:
    """Of a list of one notice what that one asks, and what the list is limited by."""
    own = criteria_keys([notice for notice in notices if notice.slug == listing.notice])
    limits = [key for key, _ in listing.states]
    return tuple(column for column in columns if not own or column.key in {*own, *limits})


def _shown(visit: Visit, listing: Listing, known: list[str]) -> tuple[str, ...]:
    """The columns that the address asks for, else those that were chosen last, else the first ones."""
    kept = visit.request.cookies.get(COLUMNS_COOKIE, "").split(".")
    return listing.columns or tuple(key for key in known if key in kept) or tuple(known[:SHOWN_AT_FIRST])


def _is_for(visit: Visit, view: View) -> bool:
    """A colleague's view is for whoever reads the notice that it was made for, or all that its owner reads.

    Its name may tell what only they know.
    """
    if view.owner == visit.user.name:
        return True
    notice = listing_of_query(view.query, ()).notice
    if notice:
        return notice in view.reads and visit.may(Right.READ, notice)
    return bool(view.reads) and not view.reads - scope(visit.user, Right.READ, NoticeScope())


MANY = {"decided_many": "/bulk/undo", "presented_many": "/jury/chair/these/undo"}
"""What was just done to several at once, with where it is undone."""


def _told(visit: Visit, name: str) -> int | None:
    """A number that the address tells."""
    return number(visit.request.query_params.get(name, ""))


def _undoing(visit: Visit) -> tuple[int, int] | None:
    """The first and the last of the words that were just said in one go."""
    first, last = _told(visit, "first"), _told(visit, "last")
    return (first, last) if visit.may_write and first is not None and last is not None else None


def _elsewhere(views: Views, listing: Listing) -> dict[str, JSON]:
    """Mails outside every application that have the words or the name looked for: nobody among them is overlooked."""
    name = " ".join(f"{word}*" for word in listing.name.split())
    return {"words": listing.q or name, **views.elsewhere(listing.q, name)}


def _hits(views: Views, listing: Listing, ids: list[int]) -> dict[int, list[SearchHit]]:
    """Passages with the words looked for, by application."""
    found: dict[int, list[SearchHit]] = {}
    if listing.q:
        for hit in views.hits(listing.q, ids):
            found.setdefault(hit.application_id or 0, []).append(hit)
    return found


@router.post("/views")
def save_view(visit: ReaderVisit, form: Posted) -> Response:
    """Keeps the list's state under a name; what had the name is replaced once somebody has seen that there is one."""
    name, query, shared = form["name"][:80], form["query"], bool(form["shared"])
    if not name:
        return visit.go(f"/?{query}")
    with visit.desk.store.begin() as transaction:
        query = listing_of_query(query, criteria_keys(transaction.notices.all())).query
        mine = [view for view in transaction.accounts.saved_views(visit.user.name) if view.owner == visit.user.name]
        before = next((view for view in mine if view.name == name), None)
        taken = before is not None and before.query != query and not form["replace"]
        if not taken:
            transaction.accounts.save_view(visit.user.name, name, query, shared=shared)
    if taken:
        return visit.page("replace_view.html", 409, name=name, query=query, shared=shared, before=before)
    return visit.go(f"/?{query}", "view")


@router.post("/views/drop")
def drop_view(visit: ReaderVisit, form: Posted) -> Response:
    """Takes a saved view away."""
    with visit.desk.store.begin() as transaction:
        transaction.accounts.drop_view(visit.user.name, form.number("view") or 0)
    return visit.go("/", "dropped")


@router.get("/export.{kind}")
def export(visit: ReaderVisit, kind: str) -> Response:
    """The current view as a file: the same code as `candidatures export`."""
    if kind not in FORMATS:
        return visit.fault(message("There is no such page."), 404)
    with visit.desk.store.read() as views:
        keys = criteria_keys(views.notices())
        listing = listing_of(visit.request.query_params.multi_items(), keys, visit.user.name)
        content = sheet(views, listing.all, kind, visit.speech)
        visit.shows(views.listed(listing.all)[0])
    with visit.desk.store.begin() as transaction:
        transaction.reviews.note_history(visit.user.name, "export", detail={"format": kind, "view": listing.query})
    return attachment(content, f"candidatures.{kind}", FORMATS[kind])


@router.get("/mails")
def mails_page(visit: ReaderVisit) -> HTMLResponse:
    """Every mail that the address's filters leave, newest first."""
    listing = mail_listing_of(visit.request.query_params.multi_items())
    with visit.desk.store.read() as views:
        page = views.mails(listing.filter)
    visit.shows(row.application_id or row.id for row in page.rows)
    return visit.page("mails.html", listing=listing, page=page, last_page=max(1, -(-page.total // SIZE)))
