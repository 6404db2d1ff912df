"""Logging in and out, and the first account."""

from __future__ import annotations

import secrets
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.responses import Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.login import password_check, passwords
from desk.web.login.account import password_fault
from desk.web.login.second_factor import after_password
from desk.web.login.sessions import NO_PASSWORDS, WAIT, WRONG, ask_again, with_form
from desk.web.request import AnyVisit, MemberVisit, Posted, Refused, own_path
from store.accounts.accounts import is_name, token_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

GOOD_FOR = timedelta(hours=1)


class Welcome:
    """A key that is good once, for an hour, while this process runs. Only its hash is kept."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._hash: str | None = None
        self._ends = clock()
        self._lock = threading.Lock()

    def open(self) -> str:
        """A new key; one that was open is good no more."""
        key = secrets.token_urlsafe(24)
        self._hash, self._ends = token_hash(key), self._clock() + GOOD_FOR
        return key

    def is_good(self, key: str) -> bool:
        """Whether the key would be taken."""
        timely = self._hash is not None and self._clock() < self._ends
        return timely and secrets.compare_digest(self._hash or "", token_hash(key))

    def use(self, key: str) -> bool:
        """Takes the key. True for the first who comes with it, for nobody afterwards."""
        with self._lock:
            good = self.is_good(key)
            if good:
                self._hash = None
            return good


router = watched_router(include_in_schema=False)

USED = message("This link was used already, or is not one.")
NAMELESS = message("Please choose a name: letters, digits, dots and dashes.")


@router.get("/login")
def login_page(visit: AnyVisit, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """The login form."""
    if visit.login is not None:
        return visit.go(own_path(next))
    return with_form(visit, "login.html", next=own_path(next), fault=None, name="")


@router.post("/login")
def login(visit: AnyVisit, form: Posted) -> Response:
    """Somebody logs in."""
    if not visit.desk.settings.password_login:
        raise Refused(NO_PASSWORDS)
    name = form["name"][:200]
    try:
        right = password_check.is_right(visit, name, form["password"])
    except password_check.TooOften:
        return ask_again(visit, 429, WAIT, name=name, path=form["next"])
    if not right:
        return ask_again(visit, 401, WRONG, name=name, path=form["next"])
    return after_password(visit, name, own_path(form["next"]))


@router.post("/logout")
def logout(visit: MemberVisit, form: Posted) -> Response:
    """Somebody leaves."""
    del form
    with visit.desk.store.begin() as transaction:
        transaction.accounts.close_session(visit.cookie())
        transaction.reviews.note_history(visit.user.name, "logout")
    answer = visit.go("/login")
    visit.take_away(answer)
    return answer


@router.get("/welcome/{key}")
def welcome_page(visit: AnyVisit, key: str) -> Response:
    """The one-time link of the first start."""
    welcome: Welcome = visit.request.app.state.welcome
    if not welcome.is_good(key):
        return visit.fault(USED, 404)
    return with_form(visit, "welcome.html", key=key, fault=None, name="")


@router.post("/welcome/{key}")
def welcome(visit: AnyVisit, form: Posted, key: str) -> Response:
    """The first account, a recruiter's; the link is then used up."""
    welcome: Welcome = visit.request.app.state.welcome
    if not welcome.is_good(key):
        return visit.fault(USED, 404)
    name = form["name"]
    fault = password_fault(form, name) or (None if is_name(name) else NAMELESS)
    if fault:
        return with_form(visit, "welcome.html", 422, key=key, fault=visit.speech.text(fault), name=name)
    if not welcome.use(key):
        return visit.go("/login")
    with visit.desk.store.begin() as transaction:
        hashed = passwords.hash_password(form["password"])
        transaction.accounts.add_user(name, "recruiter", hashed, visit.language)
    return after_password(visit, name, "/", by_link=True)
