"""What is taken away of the interviews: the jury's calendar by a secret address, sheets, the reception's list."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import DEFAULT, LANGUAGES
from desk.interviews.board import board_of
from desk.interviews.jury import feed, sheets
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.ids import Id
from desk.web.request import Posted, ReaderVisit, RecruiterVisit
from desk.web.routes.letters.letters import asked_notice
from store.errors import StoreError

if TYPE_CHECKING:
    from desk.web.services import Desk

router = watched_router(include_in_schema=False)


@router.get("/calendars/{token}.ics")
def calendar(request: Request, token: str, language: str = "") -> Response:
    """The interviews of a jury, for whoever has the address: hours, rooms and numbers of dossiers, nobody's name.

    It is in the language that the address names, else in the office's.
    """
    desk: Desk = request.app.state.desk
    with desk.store.peek() as transaction:
        found = transaction.feeds.by_token(token)
        notice = asked_notice(transaction.notices.all(), found.notice)
        interviews = transaction.interviews.all(found.notice)
        is_noted = transaction.feeds.is_noted(found)
    if not is_noted:
        with suppress(StoreError), desk.store.begin() as transaction:  # a busy store: the next time tells it
            transaction.feeds.note(found.id)
    told = language if language in LANGUAGES else _of_office(desk)
    made = feed(interviews, notice, found.jury, language=told, now=desk.clock())
    return Response(made, media_type="text/calendar; charset=utf-8", headers={"cache-control": "private, no-store"})


def _of_office(desk: Desk) -> str:
    """The one language of the office's letters, else French."""
    return (desk.office and desk.office.language) or DEFAULT


@router.post("/interviews/calendars")
def make_calendar(visit: RecruiterVisit, form: Posted) -> Response:
    """A new address, which is shown this once; it names the reader's language where the office has another."""
    with visit.desk.store.begin() as transaction:
        notice = asked_notice(transaction.notices.all(), form["notice"])
        made, token = transaction.feeds.make(notice.slug, form["jury"], visit.user.name)
        detail = {"feed": made.id, "key": made.jury or ""}
        transaction.reviews.note_history(visit.user.name, "interview_feed", detail=detail)
    site = visit.desk.settings.public or str(visit.request.base_url)
    spoken = visit.speech.language
    own = "" if spoken == _of_office(visit.desk) else f"?{urlencode({'language': spoken})}"
    address = f"{site.rstrip('/')}/calendars/{token}.ics{own}"
    return visit.page("interviews_calendar.html", notice=notice, address=address)


@router.post("/interviews/calendars/{calendar_id}/revoke")
def revoke_calendar(visit: RecruiterVisit, form: Posted, calendar_id: Id) -> Response:
    """From now on the address leads nowhere."""
    with visit.desk.store.begin() as transaction:
        transaction.feeds.revoke(calendar_id)
        transaction.reviews.note_history(visit.user.name, "interview_unfeed", detail={"feed": calendar_id})
    return visit.go(f"/interviews?{urlencode({'notice': form['notice']})}", "calendar_revoked")


@router.get("/interviews/reception")
def reception(visit: ReaderVisit, notice: str | None = None) -> HTMLResponse:
    """Who comes when and to which room, a table for each day, to be printed."""
    with visit.desk.store.peek() as transaction:
        board = board_of(transaction, asked_notice(transaction.notices.all(), notice))
    visit.shows(each.application.id for each in board.appointments if each.application)
    return visit.page("reception.html", board=board, local=lambda at: at.astimezone(board.notice.zone))


@router.get("/interviews.pdf")
def jury_sheets(visit: ReaderVisit, notice: str | None = None) -> Response:
    """The same for the jury, as PDF."""
    with visit.desk.store.peek() as transaction:
        board = board_of(transaction, asked_notice(transaction.notices.all(), notice))
    visit.shows(each.application.id for each in board.appointments if each.application)
    return attachment(sheets(board, visit.speech), "interviews.pdf", "application/pdf")
