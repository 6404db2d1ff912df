"""What stands between a right password and the pages: forms for who has no session yet, and opening one."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from desk.i18n.languages import message
from desk.web.login import devices
from desk.web.request import DEVICE, FORM_COOKIE, cookie_name, own_path

if TYPE_CHECKING:
    from starlette.responses import HTMLResponse, Response

    from desk.web.request import Visit
    from store.accounts.accounts import ProviderIdentity

log = logging.getLogger(__name__)

WRONG = message("The account name and the password do not match.")
NO_PASSWORDS = message("Logging in with a password is not possible here: please use the sign-in service.")
WAIT = message("Too many attempts. Please wait a moment and try again.")


def with_form(visit: Visit, template: str, status: int = 200, **values: str | None) -> HTMLResponse:
    """A page with a form for somebody who is not logged in yet."""
    token = visit.request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    provider = visit.desk.provider
    shown = values | {"csrf": token, "provider": provider.registration.label if provider else None}
    answer = visit.page(template, status, **shown)
    visit.give(answer, FORM_COOKIE, token)
    return answer


def ask_again(visit: Visit, status: int, fault: str, *, name: str = "", path: str = "/") -> Response:
    """The login form, with what was the matter."""
    return with_form(visit, "login.html", status, next=own_path(path), fault=visit.speech.text(fault), name=name)


def admit(
    visit: Visit, name: str, path: str, *, second_factor: bool = False, vouched: ProviderIdentity | None = None
) -> Response:
    """Opens a session for a user, under a token of its own (no session is ever taken over from before).

    An account that nobody has signed in for at the provider is bound to whom that one vouches for.
    """
    token = secrets.token_urlsafe(32)
    expires = visit.desk.clock() + visit.desk.settings.session
    with visit.desk.store.begin() as transaction:
        transaction.accounts.sweep_sessions()
        csrf = secrets.token_urlsafe(32)
        transaction.accounts.open_session(name, token, csrf, expires, second_factor=second_factor)
        is_new = vouched is not None and transaction.accounts.bind(name, vouched)
        detail = {"bound_to": {"issuer": vouched.issuer, "subject": vouched.subject}} if vouched and is_new else None
        transaction.reviews.note_history(name, "provider_login" if vouched else "login", detail=detail)
        kept = transaction.accounts.password_hash(name)
    answer = visit.go(path)
    remember_device(visit, answer, name, kept)
    visit.give(answer, cookie_name(visit.desk), token, visit.desk.settings.session)
    answer.delete_cookie(FORM_COOKIE)
    return answer


def remember_device(visit: Visit, answer: Response, name: str, kept: str | None) -> None:
    """From now on this browser is a known device of theirs, for as long as the password whose hash that is lasts."""
    if kept is None:
        return
    value = devices.with_device(visit.cookie(DEVICE), name, kept, visit.desk.clock())
    visit.give(answer, cookie_name(visit.desk, DEVICE), value, devices.GOOD_FOR)


def tell_failure(  # noqa: PLR0913 - whose, and in which words
    visit: Visit, count: int, name: str, *, event: str, what: str, why: str | None = None
) -> None:
    """A failed try, the `count`th to tell: with the name tried into the journal, without it into the operator's log."""
    if not count:
        return
    log.warning("%s from %s (%d in a row)%s", what, visit.address, count, f": {why}" if why is not None else "")
    detail = {"address": visit.address, "failures": count} | ({"why": why} if why is not None else {})
    with visit.desk.store.begin() as transaction:
        transaction.reviews.note_history(name, event, detail=detail)
