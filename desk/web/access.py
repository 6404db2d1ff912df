"""What every address shows of people, who may ask for it, and the log of who did. The one place where it is declared.

An act that takes long is declared as dear: one account has few of them under way at once (`desk.web.lanes`).
A router made here refuses an address that is not declared, when the program starts. What shows people's data is noted
before the answer leaves: where the log can't be written, nothing is shown.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from desk.web.ids import number
from store.accounts.roles import Right

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from desk.web.lanes import AccountLanes, Asker
    from desk.web.services import Desk

IDS_PER_MESSAGE = 10_000
"""A document's number is its mail's times this, plus its own in it (docs/querying.md)."""
SHOWING = frozenset({200, 201, 409, 422})
"""Answers that have a page with people's data in them: a form that was not taken shows it again."""
ANYONE, MEMBER = "anyone", "member"
READER, RECRUITER, CHAIR = Right.READ.value, Right.WRITE.value, Right.KEEP.value
JURY, PRESIDING, PAPERS = Right.JUDGE.value, Right.PRESIDE.value, Right.STUDY.value
"""For whom an address is: anybody, whoever has an account, whoever has a right (`store.accounts.roles`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """One address: who may ask for it, and what it shows of people (`act`; empty: nothing)."""

    who: str
    act: str = ""
    once: bool = False
    """A part of what was looked at just before (a page's picture): not noted again within `AGAIN`."""
    dear: bool = False
    """It takes the processor or the store for long: a file that is made, a search, papers that are read again."""


AGAIN = timedelta(minutes=10)
MOST_KEPT = 4096


def _of(who: str, act: str, *addresses: str, once: bool = False, dear: bool = False) -> dict[str, Declared]:
    return dict.fromkeys(addresses, Declared(who=who, act=act, once=once, dear=dear))


DECLARED: Mapping[str, Declared] = {
    # --- nothing of candidates ---
    **_of(
        ANYONE,
        "",
        *("GET /accessibility", "GET /login", "POST /login", "POST /logout", "GET /login/second", "POST /login/second"),
        *("GET /login/openid", "GET /login/openid/callback", "POST /language"),
        *("GET /welcome/{key}", "POST /welcome/{key}", "GET /enrol/{key}", "POST /enrol/{key}"),
    ),
    **_of(
        MEMBER,
        "",
        *("GET /account", "POST /account/password", "POST /account/passkeys", "GET /account/passkeys/new"),
        *("POST /account/passkeys/new", "POST /account/passkeys/remove", "GET /api/openapi.json"),
        "GET /api/me",
    ),
    **_of(READER, "", "POST /views", "POST /views/drop", "GET /overview", "GET /api/overview"),
    **_of(RECRUITER, "", "GET /notices", "GET /notices/new"),
    **_of(RECRUITER, "", "POST /notices/new", "POST /notices/open", dear=True),  # examples are read as papers are
    # --- lists, searches, what is taken away ---
    **_of(READER, "list", "GET /", "GET /mails", "GET /api/applications"),
    **_of(READER, "list", "GET /api/messages", dear=True),  # all of them
    **_of(READER, "sort", "GET /sort", "GET /api/to-sort"),
    **_of(READER, "search", "GET /search", "GET /api/search", "GET /api/find", dear=True),
    **_of(READER, "export", "GET /export.{kind}", "GET /compare.xlsx", "GET /compare.pdf", dear=True),
    **_of(READER, "print", "GET /dossier.pdf", dear=True),
    **_of(READER, "compare", "GET /compare"),
    **_of(READER, "journal", "GET /journal"),
    **_of(RECRUITER, "list", "GET /bulk", "POST /bulk", "POST /bulk/follow", "POST /bulk/undo"),
    **_of(CHAIR, "access_log", "GET /access"),
    # --- one person ---
    **_of(
        READER,
        "dossier",
        *("GET /applications/{application_id}", "GET /applications/{application_id}/reasons"),
        *("GET /api/applications/{application_id}", "GET /api/applications/{application_id}/history"),
    ),
    **_of(
        READER,
        "dossier",
        *("GET /applications/{application_id}/why/{key}", "GET /applications/{application_id}/reasons.pdf"),
        dear=True,
    ),
    **_of(
        RECRUITER,
        "dossier",
        *("GET /applications/{application_id}/merge", "POST /applications/{application_id}/merge"),
        *("POST /applications/{application_id}/notes", "POST /applications/{application_id}/decision"),
        *("POST /applications/{application_id}/standing", "POST /applications/{application_id}/corrections"),
        *("POST /applications/{application_id}/apart", "POST /applications/{application_id}/checked"),
        *("POST /applications/{application_id}/tags", "POST /applications/{application_id}/assignee"),
        "POST /reviews/{review_id}/undo",
        *("GET /api/applications/{application_id}/merge", "POST /api/applications/{application_id}/merge"),
    ),
    **_of(CHAIR, "dossier", "GET /applications/{application_id}/erase", "POST /applications/{application_id}/erase"),
    **_of(PAPERS, "document", "GET /documents/{document_id}"),
    **_of(PAPERS, "document", "GET /documents/{document_id}/pages/{number}.webp", once=True),
    **_of(PAPERS, "download", "GET /documents/{document_id}/original"),
    **_of(READER, "download", "GET /mails/{message_id}/original"),
    **_of(RECRUITER, "document", "POST /documents/{document_id}/kind", "POST /documents/{document_id}/unlock"),
    **_of(READER, "mail", "GET /mails/{message_id}"),
    **_of(
        RECRUITER,
        "mail",
        *("GET /mails/{message_id}/move", "POST /mails/{message_id}/move", "POST /mails/{message_id}/separate"),
        *("POST /mails/{message_id}/admit", "POST /mails/{message_id}/accept", "POST /mails/{message_id}/dismiss"),
        *("POST /mails/{message_id}/again", "POST /mails/{message_id}/kind"),
    ),
    # --- the jury, and its chair ---
    **_of(JURY, "list", "GET /jury"),
    **_of(
        JURY,
        "dossier",
        *("GET /jury/applications/{application_id}", "POST /jury/applications/{application_id}/opinion"),
        "POST /jury/applications/{application_id}/abstention",
    ),
    **_of(JURY, "", "POST /jury/opinions/{opinion_id}/undo"),
    **_of(PRESIDING, "list", "GET /jury/chair"),
    **_of(
        PRESIDING,
        "",
        *("POST /jury/chair/present", "POST /jury/chair/open", "POST /jury/chair/opinions/{opinion_id}/lift"),
        *("POST /jury/chair/these", "POST /jury/chair/these/undo"),
        "POST /jury/chair/applications/{application_id}/{act}",
    ),
    # --- letters to candidates, minutes ---
    **_of(READER, "list", "GET /minutes"),
    **_of(RECRUITER, "export", "POST /minutes", dear=True),
    **_of(
        READER,
        "letter",
        *("GET /letters", "GET /letters/selection", "GET /letters/{letter_id}"),
        *("GET /letters/{letter_id}/mail", "GET /letters/{letter_id}/pdf"),
    ),
    **_of(
        RECRUITER,
        "letter",
        *("GET /letters/templates/{language}/{kind}", "POST /letters/templates/{language}/{kind}"),
        *("POST /letters/approve", "POST /letters/selection", "GET /letters/new", "POST /letters/new"),
        *("POST /letters/{letter_id}/edit", "POST /letters/{letter_id}/{act}"),
        "POST /letters/{letter_id}/answers/{answer_id}/{act}",
    ),
    **_of(RECRUITER, "letter", "POST /letters/templates/{language}/{kind}/preview/{application_id}", once=True),
    **_of(RECRUITER, "", "GET /letters/templates"),
    # --- interviews ---
    **_of(ANYONE, "", "GET /calendars/{token}.ics"),  # by its secret: hours, rooms, numbers of dossiers
    **_of(READER, "interviews", "GET /interviews", "GET /interviews/reception", "GET /api/interviews"),
    **_of(READER, "interviews", "GET /interviews.pdf", dear=True),
    **_of(
        RECRUITER,
        "interviews",
        *("GET /interviews/propose", "POST /interviews/slots", "POST /interviews/slots/{slot_id}/remove"),
        *("POST /interviews/assign", "POST /interviews/offer", "POST /interviews/{interview_id}/move"),
        "POST /interviews/{interview_id}/cancel",
        *("POST /interviews/{interview_id}/answer", "POST /interviews/letters"),
    ),
    **_of(
        RECRUITER,
        "",
        *("POST /interviews/calendars", "POST /interviews/calendars/{calendar_id}/revoke"),
        "POST /interviews/replies/{message_id}/settle",
    ),
    # --- words of programs, which are answered with a number ---
    **_of(
        RECRUITER,
        "",
        *("POST /api/applications/{application_id}/notes", "POST /api/applications/{application_id}/decision"),
        *("POST /api/applications/{application_id}/standing", "POST /api/applications/{application_id}/corrections"),
        *("POST /api/applications/{application_id}/apart", "POST /api/documents/{document_id}/kind"),
        *("POST /api/messages/{message_id}/kind", "POST /api/messages/{message_id}/{verdict}"),
        "POST /api/reviews/{review_id}/undo",
    ),
}


class Undeclared(Exception):  # noqa: N818 - reads as what happened
    """An address shows who knows what: it is declared in `desk.web.access` before it is served."""


class WatchedRoute(APIRoute):
    """A route that is declared, and whose answers are noted where they show people's data."""

    @property
    def declared(self) -> Declared:
        """What it shows, and to whom. Raises Undeclared."""
        (method,) = (self.methods or set()) - {"HEAD"}
        try:
            return DECLARED[f"{method} {self.path}"]
        except KeyError:
            raise Undeclared(f"{method} {self.path}: say in desk/web/access.py what it shows of people") from None

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own: the asker's turn before it, the log before its answer."""
        handled, declared = super().get_route_handler(), self.declared

        async def watched(request: Request) -> Response:
            async with _turn(request, declared):
                answer = await handled(request)
                if declared.act and answer.status_code in SHOWING:
                    await run_in_threadpool(_note, request, declared)
            return answer

        return watched


def watched_router(**options: Any) -> APIRouter:  # noqa: ANN401 - FastAPI's own options
    """A router all of whose addresses are declared here."""
    return APIRouter(route_class=WatchedRoute, **options)


def refuse_unwatched(router: APIRouter) -> None:
    """Raises Undeclared where a router was made elsewhere: its addresses would be served unseen."""
    for route in router.routes:
        if not isinstance(route, WatchedRoute):
            raise Undeclared(
                f"{getattr(route, 'path', route)}: its router is made by watched_router (desk/web/access.py)"
            )


def _turn(request: Request, declared: Declared) -> AbstractAsyncContextManager[None]:
    """The asker's turn; strangers had theirs (`desk.web.precedence`)."""
    asker: Asker | None = getattr(request.state, "asker", None)
    if asker is None:
        return nullcontext()
    lanes: AccountLanes = request.app.state.account_lanes
    return lanes.turn(asker, dear=declared.dear)


def shows(request: Request, application_ids: Iterable[int]) -> None:
    """A list, a search or an export shows these applications."""
    request.state.shown = tuple(dict.fromkeys(application_ids))


class Looked:
    """What each person looked at last: a document with its pictures is one look, so is a letter while it is typed."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last: OrderedDict[tuple[str, str, int], datetime] = OrderedDict()

    def is_again(self, author: str, of: str, its: int) -> bool:
        """Whether they looked at it (`of` document or application, with that number) within `AGAIN`."""
        now, key = self._clock(), (author, of, its)
        last = self._last.get(key)
        self._last[key] = now
        self._last.move_to_end(key)
        while len(self._last) > MOST_KEPT:
            self._last.popitem(last=False)
        return last is not None and now - last < AGAIN


def _note(request: Request, declared: Declared) -> None:
    author: str = request.state.visitor
    document_id, message_id = _number(request, "document_id"), _number(request, "message_id", "application_id")
    looked: Looked = request.app.state.looked
    if document_id is not None:
        message_id = document_id // IDS_PER_MESSAGE
        if looked.is_again(author, "document", document_id) and declared.once:
            return
    elif declared.once and message_id is not None and looked.is_again(author, "application", message_id):
        return
    desk: Desk = request.app.state.desk
    with desk.store.begin() as transaction:
        transaction.access_log.note(
            author,
            declared.act,
            message_id=message_id,
            document_id=document_id,
            words=request.url.query[:2000] if message_id is None else None,
            shown=getattr(request.state, "shown", ()),
        )


def _number(request: Request, *names: str) -> int | None:
    given = next((request.path_params[name] for name in names if name in request.path_params), "")
    return number(str(given))
