"""The chair of the jury: which dossiers are before it, who has given an opinion, what is opened, the summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.lists.chosen import MOST_AT_ONCE, chosen, done_with, ids_of
from desk.web.ids import Id
from desk.web.request import Posted, PresidingVisit
from desk.web.routes.letters.letters import asked_notice
from store.accounts.roles import NoticeScope, Right, scope
from store.errors import NotInStore
from store.reviews.opinions import NOT_BEFORE, OPEN, PRESENT, SUMMARY
from store.reviews.standing import ACTIVE, EXCLUDED
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.responses import HTMLResponse, Response

    from desk.web.request import Form
    from store.accounts.accounts import User
    from store.reviews.jury import Jury
    from store.reviews.opinions import Abstention, ChairWord, Deliberation
    from store.transaction import Transaction
    from store.views.values import ApplicationRow

router = watched_router(include_in_schema=False)

NO_SUMMARY = message("The summary is still empty. Nothing was saved.")
WHICH = ("shortlist", "all")
"""Which dossiers are put before the jury at once: those preselected, or all in the running."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatState:
    """How far a member is with one dossier, without a word of what they think: given, abstains, none."""

    name: str
    state: str
    abstention: Abstention | None
    """The reason is told here and in no list of others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hearing:
    """How one dossier stands before the jury: without a word of what was given, which no page of the chair's needs."""

    presented: ChairWord | None
    opening: ChairWord | None
    summary: ChairWord | None
    is_waiting: bool
    """Opinions were given that are not open."""
    seats: tuple[SeatState, ...]


def hearing(told: Deliberation, members: tuple[str, ...]) -> Hearing:
    """The same of what was said."""
    return Hearing(
        presented=told.presented,
        opening=told.opening,
        summary=told.summary,
        is_waiting=bool(told.waiting),
        seats=_seats(told, members),
    )


@router.get("/jury/chair", response_model=None)
def page(visit: PresidingVisit, notice: str | None = None) -> HTMLResponse:
    """The dossiers before the jury, with who has given an opinion."""
    with visit.desk.store.peek() as transaction:
        notices = transaction.views.notices()
        asked = asked_notice(notices, notice)
        told = transaction.jury.of_notice(asked.slug)
        before = _presented(transaction, told)
        others = {which: len(_others(transaction, asked.slug, told, which)) for which in WHICH}
        members = sitting(transaction.accounts.users(), asked.slug)
    visit.shows(row.id for row in before)
    return visit.page(
        "jury_chair.html",
        notices=notices,
        notice=asked,
        members=members,
        rows=before,
        hearings={row.id: hearing(told[row.id], members) for row in before},
        others=others,
        closed=len(_to_open(before, told)),
    )


def sitting(users: tuple[User, ...], notice: str) -> tuple[str, ...]:
    """Who sits in the jury of a notice, its chair too."""
    return tuple(user.name for user in users if not user.disabled and notice in scope(user, Right.JUDGE, NoticeScope()))


def _seats(told: Deliberation, members: tuple[str, ...]) -> tuple[SeatState, ...]:
    """Each member, and whoever gave an opinion or abstained while they were one."""
    given = {one.author for one in told.opinions if one.is_in_force}
    abstaining = {one.author: one for one in told.abstentions}
    names = dict.fromkeys([*members, *sorted(given | abstaining.keys())])
    return tuple(
        SeatState(
            name=name,
            state="abstains" if name in abstaining else "given" if name in given else "none",
            abstention=abstaining.get(name),
        )
        for name in names
    )


def _presented(transaction: Transaction, told: Mapping[int, Deliberation]) -> tuple[ApplicationRow, ...]:
    """The dossiers before the jury, by name."""
    presented = tuple(number for number, one in told.items() if one.presented)
    return transaction.views.applications(ApplicationFilter(ids=presented, order="name")).rows


def _to_open(before: Iterable[ApplicationRow], told: Mapping[int, Deliberation]) -> list[int]:
    """Those of which opinions wait to be opened; what is no application is left out."""
    return [row.id for row in before if told[row.id].waiting and row.standing != EXCLUDED]


def unpresented(rows: Iterable[ApplicationRow]) -> list[int]:
    """Those that can be put before the jury; what is no application is left out."""
    return [row.id for row in rows if row.jury == NOT_BEFORE and row.standing != EXCLUDED]


def _others(transaction: Transaction, notice: str, told: Mapping[int, Deliberation], which: str) -> list[int]:
    """The dossiers in the running that are not before the jury."""
    decision = None if which == "all" else which
    ids, _ = transaction.views.listed(ApplicationFilter(notice=notice, standing=ACTIVE, decision=decision))
    return [number for number in ids if number not in told or told[number].presented is None]


@router.post("/jury/chair/present", response_model=None)
def present(visit: PresidingVisit, form: Posted) -> Response:
    """Puts many dossiers before the jury: those that are preselected, or all."""
    with visit.desk.store.begin() as transaction:
        asked = asked_notice(transaction.views.notices(), form["notice"])
        told = transaction.jury.of_notice(asked.slug)
        which = form["which"] if form["which"] in WHICH else WHICH[0]
        for number in _others(transaction, asked.slug, told, which):
            transaction.jury.present(number, visit.user.name)
    return visit.go(f"/jury/chair?notice={asked.slug}", "presented")


@router.post("/jury/chair/these", response_model=None)
def present_these(visit: PresidingVisit, form: Posted) -> Response:
    """Puts the applications before the jury that were shown: those ticked, or all of a view. One click undoes it."""
    wanted = ApplicationFilter(ids=ids_of(form["ids"]))
    with visit.desk.store.begin() as transaction:
        rows = transaction.views.with_jury(transaction.views.applications(wanted).rows)
        words = [transaction.jury.present(one, visit.user.name) for one in unpresented(rows)]
    return visit.go(done_with(visit.desk.store, form["list"], words), "presented_many")


@router.post("/jury/chair/these/undo", response_model=None)
def take_these_back(visit: PresidingVisit, form: Posted) -> Response:
    """Takes back what oneself has put before the jury so in one go."""
    first, last = form.number("first") or 0, form.number("last") or 0
    with visit.desk.store.begin() as transaction:
        transaction.jury.take_back_between(first, min(last, first + MOST_AT_ONCE), visit.user.name)
    return visit.go(chosen(visit.desk.store, form["list"]), "undone")


@router.post("/jury/chair/open", response_model=None)
def open_all(visit: PresidingVisit, form: Posted) -> Response:
    """Opens what was given on every dossier before the jury."""
    with visit.desk.store.begin() as transaction:
        asked = asked_notice(transaction.views.notices(), form["notice"])
        told = transaction.jury.of_notice(asked.slug)
        wanted = _to_open(_presented(transaction, told), told)
        unwritten = _without_own(visit, told, wanted) if not form["sure"] else []
        for number in wanted if not unwritten else ():
            transaction.jury.open(number, visit.user.name)
    if unwritten:
        return _asked(visit, unwritten, "/jury/chair/open", {"notice": asked.slug})
    return visit.go(f"/jury/chair?notice={asked.slug}", "opened")


def _without_own(visit: PresidingVisit, told: Mapping[int, Deliberation], numbers: Iterable[int]) -> list[int]:
    """The dossiers of which the chair has neither given an opinion nor abstained: she would see the others' first."""
    name = visit.user.name
    return [
        number
        for number in numbers
        if told[number].of(name) is None and all(one.author != name for one in told[number].abstentions)
    ]


def _asked(visit: PresidingVisit, unwritten: list[int], action: str, fields: Mapping[str, str]) -> Response:
    """Whether she wants to open them all the same."""
    with visit.desk.store.read() as views:
        rows = views.applications(ApplicationFilter(ids=tuple(unwritten), order="name", standing="any")).rows
    return visit.page("jury_open.html", 409, rows=rows, action=action, fields=fields)


ACTS: Mapping[str, tuple[str, Callable[[Jury, int, str, Form], object]]] = {
    "present": ("presented", lambda jury, number, author, _: jury.present(number, author)),
    "withdraw": ("taken_back", lambda jury, number, author, _: jury.take_back(number, author, PRESENT)),
    "open": ("opened", lambda jury, number, author, _: jury.open(number, author)),
    "close": ("taken_back", lambda jury, number, author, _: jury.take_back(number, author, OPEN)),
    "summary": ("summed_up", lambda jury, number, author, form: jury.sum_up(number, author, form["text"])),
    "unsum": ("taken_back", lambda jury, number, author, _: jury.take_back(number, author, SUMMARY)),
}
"""What the chair does with one dossier: what the page then says, and the act."""


@router.post("/jury/chair/applications/{application_id}/{act}", response_model=None)
def act(visit: PresidingVisit, form: Posted, application_id: Id, act: str) -> Response:
    """One of the chair's acts on one dossier."""
    if act not in ACTS:
        raise NotInStore(f"there is no act {act}")
    if act == "summary" and not form["text"]:
        return visit.fault(NO_SUMMARY, back=f"/applications/{application_id}#jury")
    told, done = ACTS[act]
    with visit.desk.store.begin() as transaction:
        row = transaction.views.application(application_id).row
        opens = act == "open" and not form["sure"]
        unwritten = _without_own(visit, {row.id: transaction.jury.of(row.id)}, [row.id]) if opens else []
        if not unwritten:
            done(transaction.jury, row.id, visit.user.name, form)
    if unwritten:
        return _asked(visit, unwritten, f"/jury/chair/applications/{row.id}/open", {"back": form["back"]})
    back = f"/jury/chair?notice={row.notice}" if form["back"] == "chair" else f"/applications/{row.id}"
    return visit.go(back, told, f"row-{row.id}" if form["back"] == "chair" else "jury")


@router.post("/jury/chair/opinions/{opinion_id}/lift", response_model=None)
def lift(visit: PresidingVisit, form: Posted, opinion_id: Id) -> Response:
    """Takes back a member's abstention, which that member can do no longer once opinions are open."""
    del form
    with visit.desk.store.begin() as transaction:
        number = transaction.jury.undo(opinion_id, visit.user.name, presides=True)
        row = transaction.views.application(number).row
    return visit.go(f"/jury/chair?notice={row.notice}", "taken_back", f"row-{row.id}")
