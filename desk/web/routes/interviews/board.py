"""The interview board: hours planned, candidates put there, moved and cancelled, their letters drafted."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.responses import HTMLResponse, Response

from desk.i18n import code_labels
from desk.i18n.languages import message
from desk.interviews.board import board_of
from desk.interviews.inviting import draft_due, draft_offer, draft_reminders, offerable
from desk.interviews.planning import ORDERS, PlanRefused, SlotPlan, days_in, proposal
from desk.letters.wording import sentence
from desk.web.access import watched_router
from desk.web.ids import Id, number, pair
from desk.web.request import Form, Posted, ReaderVisit, RecruiterVisit, Visit
from desk.web.routes.letters.letters import asked_notice, office_of
from store.errors import InterviewMoved, InterviewTwice, LetterTwice, SlotTaken, SlotTwice
from store.letters.interviews.values import Attendance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.i18n.speech import Speech
    from desk.letters.writing import Written
    from store.transaction import Transaction
    from store.values import Notice

router = watched_router(include_in_schema=False)

TAKEN = message(
    "Somebody was faster: this hour is already taken, or this candidate already has one. This is the current board."
)
CHANGED = message("The interview was changed in the meantime. This is the current board.")
OVERLAP = message("A room or a jury would be booked twice at the same time: nothing was planned.")
TO_OFFER = message("Nothing was drafted: choose two hours or more that are free, at different times.")
OFFERED = message("These hours are offered to this candidate already.")
FAULTS = {SlotTaken: TAKEN, InterviewTwice: TAKEN, InterviewMoved: CHANGED, SlotTwice: OVERLAP}
REFUSED = tuple(FAULTS)


@router.get("/interviews")
def board_page(visit: ReaderVisit, notice: str | None = None) -> HTMLResponse:
    """Days and rooms, who has which hour, who waits for one."""
    return _board(visit, notice)


@router.post("/interviews/slots")
def plan(visit: RecruiterVisit, form: Posted) -> Response:
    """Plans hours, all of them or none."""
    try:
        with visit.desk.store.begin() as transaction:
            notice = _asked(transaction, form["notice"])
            transaction.slots.add(notice.slug, _typed(form, visit.speech).slots(notice.zone), visit.user.name)
    except (PlanRefused, ValueError) as exc:
        fault = code_labels.PLAN_FAULTS.get(str(exc), code_labels.PLAN_FAULTS["unreadable"])
        faulty = code_labels.PLAN_FAULT_FIELDS.get(str(exc), "days")
        return _board(visit, form["notice"], 422, fault=fault, form=form, faulty=faulty)
    except SlotTwice:
        return _board(visit, form["notice"], 409, fault=OVERLAP, form=form, faulty="days")
    return _back(visit, form, "slots_planned")


@router.post("/interviews/slots/{slot_id}/remove")
def remove_slot(visit: RecruiterVisit, form: Posted, slot_id: Id) -> Response:
    """Takes a free hour out."""
    try:
        with visit.desk.store.begin() as transaction:
            transaction.slots.remove(slot_id, visit.user.name)
    except SlotTaken:
        return _board(visit, form["notice"], 409, fault=TAKEN)
    return _back(visit, form, "slot_removed")


@router.post("/interviews/assign")
def assign(visit: RecruiterVisit, form: Posted) -> Response:
    """Gives candidates their hours: each pair `APPLICATION:SLOT`, all of them or none."""
    pairs = [each for each in map(pair, form.many("pair")) if each]
    if (application := form.number("application")) is not None and (slot := form.number("slot")) is not None:
        pairs.append((application, slot))
    try:
        with visit.desk.store.begin() as transaction:
            for application_id, slot_id in pairs:
                transaction.interviews.assign(application_id, slot_id, visit.user.name)
    except REFUSED as exc:
        return _board(visit, form["notice"], 409, fault=FAULTS[type(exc)])
    return _back(visit, form, "interviews_assigned", pairs[0][1] if len(pairs) == 1 else None)


@router.post("/interviews/offer")
def offer(visit: RecruiterVisit, form: Posted) -> Response:
    """Drafts a letter that lets somebody choose among hours; nothing is booked by it, nor by the answer to it."""
    wanted = {slot for slot in map(number, form.many("slot")) if slot is not None}
    try:
        with visit.desk.store.begin() as transaction:
            notice = _asked(transaction, form["notice"])
            if not (chosen := offerable(transaction.slots.all(notice.slug), wanted)):
                return _board(visit, form["notice"], 422, fault=TO_OFFER)
            application = form.number("application") or 0
            letter, written = draft_offer(transaction, office_of(visit), notice, application, chosen, visit.user.name)
    except LetterTwice:
        return _board(visit, form["notice"], 409, fault=OFFERED)
    if letter is None:
        return _board(visit, form["notice"], 422, refused_offer=written)
    return visit.go(f"/letters/{letter.id}", "letter_drafted")


@router.get("/interviews/propose")
def propose(
    visit: RecruiterVisit, notice: str | None = None, order: Annotated[str, Query(max_length=20)] = ORDERS[0]
) -> HTMLResponse:
    """Who might have which hour: a proposal to be looked at, of which nothing is kept."""
    chosen = order if order in ORDERS else ORDERS[0]
    with visit.desk.store.peek() as transaction:
        board = board_of(transaction, _asked(transaction, notice))
    waiting = {each.application.id: each for each in board.waiting}
    visit.shows(waiting)
    rows = proposal([each.application for each in board.waiting], board.free, chosen)
    return visit.page("interviews_proposed.html", board=board, rows=rows, waiting=waiting, order=chosen, orders=ORDERS)


@router.post("/interviews/{interview_id}/move")
def move(visit: RecruiterVisit, form: Posted, interview_id: Id) -> Response:
    """Another hour, of the interview as it was shown."""
    slot = form.number("slot") or 0
    try:
        with visit.desk.store.begin() as transaction:
            transaction.interviews.move(interview_id, slot, visit.user.name, revision=form.number("revision") or 0)
    except REFUSED as exc:
        return _board(visit, form["notice"], 409, fault=FAULTS[type(exc)])
    return _back(visit, form, "interview_moved", slot)


@router.post("/interviews/{interview_id}/cancel")
def cancel(visit: RecruiterVisit, form: Posted, interview_id: Id) -> Response:
    """It does not take place; whoever was told of it gets a letter with the reason that was typed."""
    author = visit.user.name
    try:
        with visit.desk.store.begin() as transaction:
            transaction.interviews.cancel(interview_id, author, revision=form.number("revision") or 0)
            if visit.desk.office is not None:
                notice, why = _asked(transaction, form["notice"]), {"answer": sentence(form["why"])}
                draft_due(transaction, visit.desk.office, notice, author, frozenset({interview_id}), given=why)
    except REFUSED as exc:
        return _board(visit, form["notice"], 409, fault=FAULTS[type(exc)])
    return _back(visit, form, "interview_cancelled")


@router.post("/interviews/{interview_id}/answer")
def note_answer(visit: RecruiterVisit, form: Posted, interview_id: Id) -> Response:
    """What the candidate answered otherwise, by telephone or in words, of the interview as it was shown."""
    if form["answer"] not in set(Attendance):
        return _board(visit, form["notice"], 422)
    try:
        with visit.desk.store.begin() as transaction:
            held = transaction.interviews.get(interview_id)
            given, shown = Attendance(form["answer"]), form.number("revision") or 0
            transaction.interviews.answer(interview_id, given, visit.user.name, sequence=held.sequence, revision=shown)
            if (mail := form.number("reply")) is not None:
                transaction.replies.settle(mail, visit.user.name)
    except REFUSED as exc:
        return _board(visit, form["notice"], 409, fault=FAULTS[type(exc)])
    return _back(visit, form, "interview_answered", held.slot_id)


@router.post("/interviews/replies/{message_id}/settle")
def settle(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A calendar's answer that was not taken has been dealt with."""
    with visit.desk.store.begin() as transaction:
        transaction.replies.settle(message_id, visit.user.name)
    return _back(visit, form, "reply_settled")


@router.post("/interviews/letters")
def draft_letters(visit: RecruiterVisit, form: Posted) -> Response:
    """Drafts the letters that are due, or the reminders; each is approved before it leaves."""
    with visit.desk.store.begin() as transaction:
        notice, author = _asked(transaction, form["notice"]), visit.user.name
        if form["kind"] == "reminders":
            draft_reminders(transaction, office_of(visit), notice, author, visit.desk.clock())
            refused: Mapping[int, object] = {}
        else:
            _, refused = draft_due(transaction, office_of(visit), notice, author)
    if refused:
        return _board(visit, form["notice"], 422, refused=refused)
    return visit.go("/letters?state=draft", "letters_drafted")


def _board(  # noqa: PLR0913 - what was refused, and what was typed
    visit: Visit,
    slug: str | None,
    status: int = 200,
    *,
    fault: str = "",
    refused: Mapping[int, object] | None = None,
    refused_offer: Written | None = None,
    form: Form | None = None,
    faulty: str = "",
) -> HTMLResponse:
    with visit.desk.store.peek() as transaction:
        notices = transaction.notices.all()
        board = board_of(transaction, asked_notice(notices, slug))
    visit.shows(board.shown)
    return visit.page(
        "interviews.html",
        status,
        board=board,
        notices=notices,
        plan=_planned(visit, board.notice, form),
        fault=visit.speech.text(fault),
        faulty=faulty,
        refused=refused or {},
        refused_offer=refused_offer,
        answers=tuple(Attendance),
        office=visit.desk.office,
        local=lambda at: at.astimezone(board.notice.zone),
    )


def _asked(transaction: Transaction, slug: str | None) -> Notice:
    return asked_notice(transaction.notices.all(), slug)


def _back(visit: Visit, form: Form, told: str, slot: int | None = None) -> Response:
    return visit.go(f"/interviews?{urlencode({'notice': form['notice']})}", told, f"slot-{slot}" if slot else "")


def _planned(visit: Visit, notice: Notice, form: Form | None) -> dict[str, str]:
    """What stands in the form: what was typed, else what the configuration proposes."""
    own = visit.desk.plans.get(notice.slug, SlotPlan())
    if form is not None:
        return {name: form[name] for name in _FIELDS}
    clocks = {name: getattr(own, name) for name in ("begins", "ends", "lunch_from", "lunch_until")}
    return {
        "days": "\n".join(day.isoformat() for day in own.days),
        "rooms": "\n".join(" : ".join(part for part in room if part) for room in own.rooms),
        "minutes": str(own.minutes),
        "pause": str(own.pause),
        "place": own.place,
        **{name: f"{clock:%H:%M}" if clock else "" for name, clock in clocks.items()},
    }


_FIELDS = ("days", "begins", "ends", "minutes", "pause", "lunch_from", "lunch_until", "rooms", "place")


def _typed(form: Form, speech: Speech) -> SlotPlan:
    """The plan that a form holds. Raises ValueError where something in it can't be read."""
    lunch = {name: time.fromisoformat(form[name]) if form[name] else None for name in ("lunch_from", "lunch_until")}
    rooms = (line.partition(":") for line in form["rooms"].split("\n") if line.strip())
    return replace(
        SlotPlan(),
        days=days_in(form["days"], speech),
        begins=time.fromisoformat(form["begins"]),
        ends=time.fromisoformat(form["ends"]),
        minutes=int(form["minutes"]),
        pause=int(form["pause"] or 0),
        rooms=tuple((room.strip()[:100], jury.strip()[:100]) for room, _, jury in rooms),
        place=" ".join(form["place"].split())[:300],
        **lunch,
    )
