"""Who asks, in which language, and what they may: the one thing every route is given."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.i18n.languages import LANGUAGES, accepted, message
from desk.i18n.speech import Speech, speech
from desk.web.access import shows
from desk.web.components.flash_messages import FLASH_MESSAGES
from desk.web.components.lists.position import along, position_of
from desk.web.components.rendering import render
from desk.web.ids import number
from desk.web.lanes import Asker
from desk.web.login import devices
from desk.web.login.throttle import Origin, network_of
from desk.web.services import Desk
from store.accounts.accounts import Login, User
from store.accounts.given_notices import GivenData
from store.accounts.roles import NoticeScope, Right, holds, scope
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping

    from desk.web.components.lists.position import ListPosition
    from store.views.values import Attention

Answer = TypeVar("Answer", bound=Response)
LANGUAGE_COOKIE = "desk_language"
YEAR = timedelta(days=365)
DEVICE = "_device"
"""Of the cookie of known devices (`desk.web.login.devices`)."""
FORM_COOKIE = "desk_form"
"""Ties the forms that come before a login to the browser they were shown in."""

OWN_SESSION = "session"
"""What stands for the device of whoever is logged in and is asked for their password again."""

READER = message("Your account may read, but not decide or change anything. Please ask a recruiter.")
ELSEWHERE = message("Your account has no access to this page.")
CHAIRED = message("Only the chair of the jury can do this. Please ask the chair.")
MEMBER = message(
    "This page is for recruiters and the chair. Your files are on the page “Jury”; for anything else, ask them."
)
STALE = message("This form has expired or comes from another page. Please open the page again and send it once more.")

LONGEST_TEXT = 20_000
"""Characters of one field of a form."""


class LoginNeeded(Exception):  # noqa: N818 - reads as what happened
    """Nobody is logged in: the login page comes first."""


class Refused(Exception):  # noqa: N818 - reads as what happened
    """Whoever asks may not do that; `str()` is a text of the page."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request."""

    request: Request
    desk: Desk
    login: Login | None
    language: str

    @property
    def speech(self) -> Speech:
        """How the page speaks to them."""
        return speech(self.language)

    @property
    def user(self) -> User:
        """Who is logged in."""
        if self.login is None:
            raise LoginNeeded
        return self.login.user

    @property
    def may_write(self) -> bool:
        """Whether they may decide and change something, for one notice at least."""
        return self.holds(Right.WRITE)

    def holds(self, right: str) -> bool:
        """Whether they have a right, for one notice at least."""
        return self.login is not None and holds(self.login.user, Right(right))

    def may(self, right: Right, notice: str) -> bool:
        """Whether they have a right for a notice."""
        return self.login is not None and notice in _scope(self.desk, self.login.user, right)

    def limited_to(self, right: Right) -> Visit:
        """The same visit with the desk as their right shows it, and nothing beside. Raises LoginNeeded, Refused."""
        if not holds(self.user, right):
            raise Refused(REFUSALS.get(right, ELSEWHERE))
        given = _given(self.whole, self.user, right)
        if right is Right.KEEP and not given.notices:
            raise Refused(CHAIRED)
        return replace(self, desk=replace(self.whole, store=self.whole.store.given(given)))

    @property
    def whole(self) -> Desk:
        """The desk without limits: nothing of it is shown or done but what the user's right was asked for."""
        desk: Desk = self.request.app.state.desk
        return desk

    @property
    def address(self) -> str:
        """Where the request comes from on the network."""
        return self.request.client.host if self.request.client else "?"

    @property
    def network(self) -> str:
        """The same as limits count it: of IPv6 the /64."""
        return network_of(self.address)

    def origin(self, name: str) -> Origin:
        """Where a try to log in under a name comes from."""
        if self.login is not None and self.login.user.name == name:
            return Origin(network=self.network, device=OWN_SESSION)
        return Origin(network=self.network, device=_devices(self.whole, self.request).get(name))

    @property
    def position(self) -> ListPosition | None:
        """Where in the list they are: as the form that was sent carries it, else the address."""
        given: ListPosition | None = getattr(self.request.state, "position", None)
        return given or position_of(self.request.query_params)

    def along(self, path: str) -> str:
        """A path that keeps where in the list they are."""
        return along(path, self.position)

    @property
    def here(self) -> str:
        """The path and query asked for."""
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - a template's own
        """A page of ours."""
        told = FLASH_MESSAGES.get(self.request.query_params.get("told", ""))
        shared: dict[str, object] = {
            "visit": self,
            "user": self.login.user if self.login else None,
            "csrf": self.login.csrf if self.login else "",
            "may_write": self.may_write,
            "told": self.speech.text(told) if told else None,
            "problem": status >= 400,
            "along": self.along,
            "position": self.position,
        }
        if "attention" not in values:
            shared["attention"] = self._attention()
        return HTMLResponse(render(self.language, template, shared | values), status)

    def fault(self, text: str, status: int = 422, **values: str) -> HTMLResponse:
        """A page that says what is the matter; `back` is where it leads."""
        return self.page("error.html", status, fault=self.speech.text(text), **values)

    def _attention(self) -> Attention | None:
        """What the menu says that awaits a human; nothing to who is not logged in, or where the store can't tell."""
        if not self.holds(Right.READ):
            return None
        with suppress(StoreError), self.desk.store.read() as views:
            return views.attention()
        return None

    def cookie(self, of: str = "") -> str:
        """What the browser brings of the session, or of something else; empty where it brings none."""
        return self.request.cookies.get(cookie_name(self.desk, of), "")

    def give(self, answer: Response, name: str, value: str, lifetime: timedelta | None = None) -> None:
        """Gives the browser a cookie, for as long as it is open or for a time."""
        seconds = None if lifetime is None else int(lifetime.total_seconds())
        secure = self.desk.settings.secure
        answer.set_cookie(name, value, max_age=seconds, secure=secure, httponly=True, samesite="lax")

    def take_away(self, answer: Response, of: str = "") -> None:
        """The browser has that cookie no more."""
        answer.delete_cookie(cookie_name(self.desk, of), secure=self.desk.settings.secure, httponly=True)

    def shows(self, application_ids: Iterable[int]) -> None:
        """The answer shows these applications: for the log of who looked."""
        shows(self.request, application_ids)

    def go(self, path: str, told: str | None = None, anchor: str = "") -> Response:
        """To another page, with a word on what was done."""
        path = path if "way=" in path else self.along(path)
        joint = "&" if "?" in path else "?"
        target = f"{path}{joint}told={told}" if told else path
        return RedirectResponse(f"{target}#{anchor}" if anchor else target, 303)


def cookie_name(desk: Desk, of: str = "") -> str:
    """The session's, or another one's; with the prefix browsers keep it to this host and TLS (RFC 6265bis, 4.1.3)."""
    return f"{'__Host-' if desk.settings.secure else ''}desk{of}"


def recognise(request: Request) -> bool:
    """Whether they are logged in or bring a known device. The session that is found stays with the request."""
    desk: Desk = request.app.state.desk
    request.state.login = _login(desk, request)
    request.state.asker = _asker(desk, request)
    return request.state.asker is not None


def _asker(desk: Desk, request: Request) -> Asker | None:
    login: Login | None = request.state.login
    if login is not None:
        return Asker("account", login.user.name)
    device = next(iter(_devices(desk, request).values()), None)
    return Asker("device", device) if device is not None else None


def _devices(desk: Desk, request: Request) -> Mapping[str, str]:
    """The known devices that they bring: by account the device's own number."""
    held = request.cookies.get(cookie_name(desk, DEVICE))
    if not held:
        return {}
    with desk.store.peek() as transaction:
        return devices.known(held, transaction.accounts.password_hash, desk.clock())


def _login(desk: Desk, request: Request) -> Login | None:
    token = request.cookies.get(cookie_name(desk))
    if not token:
        return None
    with desk.store.peek() as transaction:
        login = transaction.accounts.login(token, desk.settings.idle)
    if login is not None and desk.settings.second_factor and not login.second_factor:
        return None
    return login


def arrive(request: Request) -> Visit:
    """The visit that a request is."""
    desk: Desk = request.app.state.desk
    login: Login | None = request.state.login if hasattr(request.state, "login") else _login(desk, request)
    if login is not None and login.is_stale:
        with suppress(StoreError), desk.store.begin() as transaction:  # a busy store: the next visit tells it
            transaction.accounts.seen(request.cookies[cookie_name(desk)])
    request.state.visitor = login.user.name if login else ""
    if login is not None:
        desk = of_user(desk, login.user, Right.READ)
    return Visit(request=request, desk=desk, login=login, language=language_of(request, login))


REFUSALS = {Right.READ: MEMBER, Right.WRITE: READER, Right.KEEP: CHAIRED, Right.PRESIDE: CHAIRED}


def of_user(desk: Desk, user: User, right: Right) -> Desk:
    """The desk as somebody's right shows it: for the notices for which they have it."""
    return replace(desk, store=desk.store.given(_given(desk, user, right)))


def _given(desk: Desk, user: User, right: Right) -> GivenData:
    notices = _scope(desk, user, right)
    if right not in {Right.JUDGE, Right.STUDY} or not holds(user, Right.JUDGE):
        return GivenData(notices=notices)
    sits = _scope(desk, user, Right.JUDGE)
    with desk.store.peek() as transaction:
        before = transaction.jury.before(user.name)
    theirs = {number: notice for number, notice in before.items() if notice in sits}
    return GivenData(
        notices=NoticeScope() if right is Right.JUDGE else notices,
        dossiers=frozenset(theirs),
        beside=frozenset(theirs.values()),
    )


def _scope(desk: Desk, user: User, right: Right) -> NoticeScope:
    if right is not Right.KEEP:
        return scope(user, right, NoticeScope())
    with desk.store.peek() as transaction:
        return scope(user, right, transaction.accounts.chaired())


def arrive_unknown(request: Request) -> Visit:
    """The same where the store can't tell who it is."""
    return Visit(request=request, desk=request.app.state.desk, login=None, language=language_of(request))


def language_of(request: Request, login: Login | None = None) -> str:
    """The language to answer in: the account's, the browser's own choice, else what it accepts."""
    wishes = (login.user.language if login else None, request.cookies.get(LANGUAGE_COOKIE))
    chosen = next((wish for wish in wishes if wish in LANGUAGES), None)
    return chosen or accepted(request.headers.get("accept-language", ""))


def speaking(visit: Visit, language: str) -> Visit:
    """The same visit in another language, which is kept with the account; in its own where it is none of ours."""
    chosen = language if language in LANGUAGES else visit.language
    if visit.login is not None:
        with visit.desk.store.begin() as transaction:
            transaction.accounts.set_language(visit.user.name, chosen)
    return replace(visit, language=chosen)


def remembering(visit: Visit, answer: Answer) -> Answer:
    """The answer, by which the browser keeps the visit's language."""
    visit.give(answer, LANGUAGE_COOKIE, visit.language, YEAR)
    return answer


AnyVisit = Annotated[Visit, Depends(arrive)]


def _for(right: Right) -> Callable[[Visit], Visit]:
    """Whoever has the right; they see what it shows them and nothing beside."""

    def limited(visit: AnyVisit) -> Visit:
        return visit.limited_to(right)

    return limited


def enter(visit: AnyVisit) -> Visit:
    """For whoever has an account."""
    if visit.login is None:
        raise LoginNeeded
    return visit


MemberVisit = Annotated[Visit, Depends(enter)]
ReaderVisit = Annotated[Visit, Depends(_for(Right.READ))]
RecruiterVisit = Annotated[Visit, Depends(_for(Right.WRITE))]
ChairVisit = Annotated[Visit, Depends(_for(Right.KEEP))]
JuryVisit = Annotated[Visit, Depends(_for(Right.JUDGE))]
PresidingVisit = Annotated[Visit, Depends(_for(Right.PRESIDE))]
PapersVisit = Annotated[Visit, Depends(_for(Right.STUDY))]


class Form:
    """What was sent with a form; a field that is not there is empty."""

    def __init__(self, data: FormData) -> None:
        self._data = data

    def __getitem__(self, name: str) -> str:
        given = self._data.get(name)
        return cleaned(given) if isinstance(given, str) else ""

    def many(self, name: str) -> list[str]:
        """A field that may be there several times."""
        return [cleaned(given) for given in self._data.getlist(name) if isinstance(given, str)]

    def file(self, name: str, most: int) -> bytes:
        """A file that was chosen, up to one byte more than `most`; empty where none was."""
        given = self._data.get(name)
        return given.file.read(most + 1) if isinstance(given, UploadFile) else b""

    def number(self, name: str) -> int | None:
        """A field that is an id."""
        return number(self[name])


def cleaned(given: str) -> str:
    """A field's text with its line ends as ours, without what no database holds."""
    return given.replace("\r\n", "\n").replace("\0", "").strip()[:LONGEST_TEXT]


async def posted(request: Request, visit: AnyVisit) -> Form:
    """A form that was shown by us, to this browser."""
    return _ours(request, visit, await request.form(max_files=0, max_fields=500))


async def posted_with_file(request: Request, visit: AnyVisit) -> AsyncIterator[Form]:
    """The same with one file. Nothing of it comes to a disk: a form is smaller than what is kept in memory."""
    async with request.form(max_files=1, max_fields=500) as data:
        yield _ours(request, visit, data)


def _ours(request: Request, visit: Visit, data: FormData) -> Form:
    """Raises Refused where the form is not of this browser's session."""
    form = Form(data)
    expected = visit.login.csrf if visit.login else request.cookies.get(FORM_COOKIE, "")
    if not expected or not secrets.compare_digest(form["csrf"].encode(), expected.encode()):
        raise Refused(STALE)
    request.state.position = position_of({"way": form["way"]})
    return form


Posted = Annotated[Form, Depends(posted)]
PostedFile = Annotated[Form, Depends(posted_with_file)]


def login_path(visit_path: str) -> str:
    """The login page, which leads on to `visit_path`."""
    return f"/login?next={quote(visit_path, safe='')}"


def own_path(given: str) -> str:
    """`given` if it is a path of this site, else the list: nobody is led elsewhere."""
    ours = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if ours else "/"
