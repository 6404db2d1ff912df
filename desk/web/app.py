"""The application: routes, protection, and what is said when something goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from desk.errors import DeskError
from desk.i18n import code_labels
from desk.i18n.languages import message
from desk.web.access import Looked, refuse_unwatched
from desk.web.components import assets
from desk.web.lanes import AccountLanes, Full
from desk.web.login import account, enrolment, login, second_factor
from desk.web.login.login import Welcome
from desk.web.login.pending_steps import PendingSteps
from desk.web.login.throttle import Gate, Throttle
from desk.web.openid import routes as openid
from desk.web.openid.pending_sign_ins import PendingSignIns
from desk.web.precedence import RETRY_SECONDS, Precedence
from desk.web.protection import Protection
from desk.web.request import LoginNeeded, Refused, Visit, arrive, arrive_unknown, login_path
from desk.web.routes import accessibility, api, notices, overview
from desk.web.routes.interviews import board, calendars
from desk.web.routes.jury import presiding, sitting
from desk.web.routes.letters import letters, minutes, templates
from desk.web.routes.lists import bulk, comparing, dossiers, lists, search
from desk.web.routes.person import applications, documents, erasing, merging, reasons, reviews
from store.accounts.roles import Right
from store.errors import NotInStore, Refusal, ReviewRefused, StoreError, StoreNotWritable, ViewTooLong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desk.web.services import Desk

NOT_FOUND = message("There is no such page.")
NOT_THERE = message("The original of this is not in the archive.")
BUSY = message("Too many requests are in progress for your account. Please wait a moment and try again.")
TROUBLE = message("The store can't be reached just now. Please try again in a moment.")
NOT_WRITABLE = message("Nothing can be saved just now, the disk may be full: tell the operator.")
PARTS = (
    *(accessibility, login, second_factor, enrolment, openid, account, lists, applications, comparing, bulk),
    *(erasing, merging, reasons, reviews, documents, sitting, presiding, templates, letters, minutes, board),
    *(calendars, overview, notices, search, dossiers, api),
)
Status = tuple[type[Exception], int, str]
"""A fault, how it is answered, and in what words."""
STATUSES: tuple[Status, ...] = (
    (NotInStore, 404, NOT_FOUND),
    (StoreError, 503, TROUBLE),
    (StoreNotWritable, 503, NOT_WRITABLE),
    (DeskError, 404, NOT_THERE),
)


def create_app(desk: Desk, *, beneath: Iterable[Status] = ()) -> FastAPI:
    """The recruiter's page and its API over `desk`; the faults of what lies `beneath` it are not its own."""
    app = FastAPI(title="Candidatures", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    app.state.throttle = Throttle(desk.clock)
    app.state.second_throttle = Throttle(desk.clock)
    app.state.provider_throttle = Throttle(desk.clock)
    app.state.steps = PendingSteps(desk.clock)
    app.state.pending_sign_ins = PendingSignIns(desk.clock)
    app.state.gate = Gate()
    app.state.welcome = Welcome(desk.clock)
    app.state.looked = Looked(desk.clock)
    app.state.account_lanes = AccountLanes()
    for part in PARTS:
        refuse_unwatched(part.router)
        app.include_router(part.router)
    app.get("/static/{digest}/{name}", include_in_schema=False)(assets.serve)
    for kind, status, text in (*STATUSES, *beneath):
        app.add_exception_handler(kind, _fault(status, text))
    app.add_exception_handler(ReviewRefused, _not_done)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(LoginNeeded, _login)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Full, _busy)
    app.add_middleware(Precedence)
    app.add_middleware(Protection, settings=desk.settings)  # the outermost: a body comes in time, whoever waits for it
    return app


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _say(request: Request, status: int, text: str) -> Response:
    """A page, or JSON for programs."""
    if _is_api(request):
        return JSONResponse({"detail": text}, status)
    visit = _visit(request)
    return visit.page("error.html", status, fault=visit.speech.text(text), back="/", again=status == 503)


def _busy(request: Request, exc: Exception) -> Response:
    """Whoever has as much under way as waits: a page that asks the store for nothing more."""
    del exc
    visit = _visit(request)
    fault = visit.speech.text(BUSY)
    answer: Response = JSONResponse({"detail": fault}, 429)
    if not _is_api(request):
        answer = visit.page("error.html", 429, fault=fault, again=True, attention=None)
    answer.headers["retry-after"] = str(RETRY_SECONDS)
    return answer


def _visit(request: Request) -> Visit:
    """Who is to be told; nobody in particular where the store itself is the trouble."""
    try:
        return arrive(request)
    except StoreError:
        return arrive_unknown(request)


def _fault(status: int, text: str) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, exc: Exception) -> Response:
        return JSONResponse({"detail": str(exc)}, status) if _is_api(request) else _say(request, status, text)

    return answer


def _not_done(request: Request, exc: Exception) -> Response:
    """What a person asked for can't be done: what happened, and what to do now."""
    status = 422 if isinstance(exc, ViewTooLong) else 409
    if _is_api(request):
        return JSONResponse({"detail": str(exc)}, status)
    return _say(request, status, code_labels.REFUSALS[exc.why if isinstance(exc, ReviewRefused) else Refusal.CHANGED])


def _invalid(request: Request, exc: Exception) -> Response:
    """An address that can't be one of ours."""
    if _is_api(request):
        errors = exc.errors() if isinstance(exc, RequestValidationError) else []
        shown = [{"place": [str(step) for step in error["loc"]], "fault": error["msg"]} for error in errors]
        return JSONResponse({"detail": shown}, 422)
    return _say(request, 404, NOT_FOUND)


def _http(request: Request, exc: Exception) -> Response:
    status = exc.status_code if isinstance(exc, HTTPException) else 404
    headers = (exc.headers if isinstance(exc, HTTPException) else None) or {}
    answer = _say(request, status, NOT_FOUND if status in {404, 405} else str(getattr(exc, "detail", "")))
    answer.headers.update(headers)
    return answer


def _login(request: Request, exc: Exception) -> Response:
    del exc
    if _is_api(request):
        return JSONResponse({"detail": "log in first"}, 401, headers={"www-authenticate": "Session"})
    visit = arrive(request)
    return visit.go(login_path(visit.here if request.method == "GET" else "/"))


def _refused(request: Request, exc: Exception) -> Response:
    if request.url.path == "/" and (visit := _visit(request)).holds(Right.JUDGE):  # whoever sits in a jury alone
        return visit.go("/jury")
    return _say(request, 403, str(exc))
