"""Logging in and out, the first account, one's own language and password."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from desk.languages import LANGUAGES, message
from desk.web import doorkeeper, passwords
from desk.web.visits import (
    FORM_COOKIE,
    LANGUAGE_COOKIE,
    AnyVisit,
    Form,
    Posted,
    Reading,
    Visit,
    own_path,
    session_cookie,
)

if TYPE_CHECKING:
    from desk.web.welcome import Welcome

router = APIRouter(include_in_schema=False)

WRONG = message("This name and password do not go together.")
WAIT = message("Too many attempts. Please wait a while and try again.")
SHORT = message("A password has at least 12 characters; a few words in a row do well.")
GUESSED = message("This password is easily guessed: please choose another, a few words in a row do well.")
UNEQUAL = message("The two passwords are not the same.")
NAMELESS = message("Please choose a name: letters, digits, dots and dashes.")
YEAR = 365 * 24 * 3600


@router.get("/login")
def login_page(visit: AnyVisit, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """The login form."""
    if visit.login is not None:
        return visit.go(own_path(next))
    return _with_form(visit, "login.html", next=own_path(next), fault=None, name="")


@router.post("/login")
def login(visit: AnyVisit, form: Posted) -> Response:
    """Somebody logs in."""
    name = form["name"][:200]
    try:
        right = doorkeeper.is_right(visit, name, form["password"])
    except doorkeeper.TooOften:
        return _login_again(visit, form, 429, WAIT)
    return admit(visit, name, own_path(form["next"])) if right else _login_again(visit, form, 401, WRONG)


def _login_again(visit: Visit, form: Form, status: int, fault: str) -> Response:
    name, path = form["name"][:200], own_path(form["next"])
    return _with_form(visit, "login.html", status, next=path, fault=visit.speech.text(fault), name=name)


def admit(visit: Visit, name: str, path: str) -> Response:
    """Opens a session for a user, under a token of its own (no session is ever taken over from before)."""
    token = secrets.token_urlsafe(32)
    expires = visit.desk.clock() + visit.desk.settings.session
    with visit.desk.store.begin() as transaction:
        transaction.accounts.sweep_sessions()
        transaction.accounts.open_session(name, token, secrets.token_urlsafe(32), expires)
        transaction.reviews.note_history(name, "login")
    answer = visit.go(path)
    secure = visit.desk.settings.secure
    lifetime = int(visit.desk.settings.session.total_seconds())
    answer.set_cookie(
        session_cookie(visit.desk), token, max_age=lifetime, secure=secure, httponly=True, samesite="lax", path="/"
    )
    answer.delete_cookie(FORM_COOKIE)
    return answer


@router.post("/logout")
def logout(visit: Reading, form: Posted) -> Response:
    """Somebody leaves."""
    del form
    with visit.desk.store.begin() as transaction:
        transaction.accounts.close_session(visit.request.cookies[session_cookie(visit.desk)])
        transaction.reviews.note_history(visit.user.name, "logout")
    answer = visit.go("/login")
    answer.delete_cookie(session_cookie(visit.desk), path="/", secure=visit.desk.settings.secure, httponly=True)
    return answer


@router.get("/welcome/{key}")
def welcome_page(visit: AnyVisit, key: str) -> Response:
    """The one-time link of the first start."""
    welcome: Welcome = visit.request.app.state.welcome
    if not welcome.is_good(key):
        return visit.page(
            "error.html", 404, fault=visit.speech.text(message("This link was used already, or is not one."))
        )
    return _with_form(visit, "welcome.html", key=key, fault=None, name="")


@router.post("/welcome/{key}")
def welcome(visit: AnyVisit, form: Posted, key: str) -> Response:
    """The first account, a recruiter's; the link is then used up."""
    welcome: Welcome = visit.request.app.state.welcome
    if not welcome.is_good(key):
        return visit.page(
            "error.html", 404, fault=visit.speech.text(message("This link was used already, or is not one."))
        )
    name = form["name"]
    fault = _password_fault(form, name) or (None if is_name(name) else NAMELESS)
    if fault:
        return _with_form(visit, "welcome.html", 422, key=key, fault=visit.speech.text(fault), name=name)
    if not welcome.use(key):
        return visit.go("/login")
    with visit.desk.store.begin() as transaction:
        hashed = passwords.hash_password(form["password"])
        transaction.accounts.add_user(name, "recruiter", hashed, visit.language)
    return admit(visit, name, "/")


def is_name(name: str) -> bool:
    """Whether a user may be called that."""
    return 0 < len(name) <= 60 and all(c.isalnum() or c in "._- @" for c in name)


def _password_fault(form: Form, name: str) -> str | None:
    if not passwords.is_long_enough(form["password"]):
        return SHORT
    if passwords.is_easily_guessed(form["password"], name):
        return GUESSED
    return UNEQUAL if form["password"] != form["again"] else None


@router.get("/account")
def account_page(visit: Reading) -> HTMLResponse:
    """One's own language and password."""
    return visit.page("account.html", fault=None)


@router.post("/account/password")
def change_password(visit: Reading, form: Posted) -> Response:
    """A new password: every session ends, this one too."""
    try:
        right = doorkeeper.is_right(visit, visit.user.name, form["present"])
        fault = _password_fault(form, visit.user.name) if right else WRONG
    except doorkeeper.TooOften:
        fault = WAIT
    if fault:
        return visit.page("account.html", 422, fault=visit.speech.text(fault))
    with visit.desk.store.begin() as transaction:
        transaction.accounts.set_password(visit.user.name, passwords.hash_password(form["password"]))
        transaction.reviews.note_history(visit.user.name, "password")
    return visit.go("/login?next=%2F", "password")


@router.post("/language")
def change_language(visit: AnyVisit, form: Posted) -> Response:
    """Another language, kept with the account."""
    language = form["language"] if form["language"] in LANGUAGES else visit.language
    if visit.login is not None:
        with visit.desk.store.begin() as transaction:
            transaction.accounts.set_language(visit.user.name, language)
    answer = visit.go(own_path(form["next"]))
    answer.set_cookie(
        LANGUAGE_COOKIE, language, max_age=YEAR, secure=visit.desk.settings.secure, httponly=True, samesite="lax"
    )
    return answer


def _with_form(visit: Visit, template: str, status: int = 200, **values: str | None) -> HTMLResponse:
    """A page with a form for somebody who is not logged in yet."""
    token = visit.request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    answer = visit.page(template, status, **values | {"csrf": token})
    answer.set_cookie(FORM_COOKIE, token, secure=visit.desk.settings.secure, httponly=True, samesite="lax")
    return answer
