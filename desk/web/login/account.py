"""One's own account: password, passkeys, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.login import password_check, passwords, pending_steps, second_factor
from desk.web.login.passkeys import PasskeyNotProven
from desk.web.login.sessions import WAIT, remember_device
from desk.web.request import AnyVisit, Form, MemberVisit, Posted, Visit, own_path, remembering, speaking
from store.accounts.passkeys import MOST
from store.errors import ReviewRefused

if TYPE_CHECKING:
    from desk.web.login.throttle import Throttle

router = watched_router(include_in_schema=False)

SHORT = message("A password has at least 12 characters; a few words in a row work well.")
GUESSED = message("This password is easy to guess: please choose another; a few words in a row work well.")
UNEQUAL = message("The two passwords are not the same.")
LATE = message("This step took too long, or was made already. Please begin again.")
REFUSED = message("This passkey was not accepted. Please begin again.")
LAST = message("A passkey is required here: please register another one before you remove the last.")


def password_fault(form: Form, name: str) -> str | None:
    """What is the matter with a new password, if anything."""
    if not passwords.is_long_enough(form["password"]):
        return SHORT
    if passwords.is_easily_guessed(form["password"], name):
        return GUESSED
    return UNEQUAL if form["password"] != form["again"] else None


@router.get("/account")
def account_page(visit: MemberVisit) -> HTMLResponse:
    """One's own password and passkeys."""
    return _page(visit)


def _page(visit: Visit, status: int = 200, **faults: str | None) -> HTMLResponse:
    """The page, with what is the matter with its part `password` or `passkeys`."""
    with visit.desk.store.peek() as transaction:
        owned = transaction.passkeys.of(visit.user.name)
        has_password = transaction.accounts.password_hash(visit.user.name) is not None
    shown = {part: visit.speech.text(fault) for part, fault in faults.items() if fault}
    values = {"faults": shown, "passkeys": owned, "has_password": has_password, "may_add": len(owned) < MOST}
    return visit.page("account.html", status, **values)


@router.post("/account/password")
def change_password(visit: MemberVisit, form: Posted) -> Response:
    """A new password: every session ends, this one too."""
    fault = _present_fault(visit, form) or password_fault(form, visit.user.name)
    if fault:
        return _page(visit, 422, password=fault)
    with visit.desk.store.begin() as transaction:
        kept = passwords.hash_password(form["password"])
        transaction.accounts.set_password(visit.user.name, kept)
        transaction.reviews.note_history(visit.user.name, "password")
    answer = visit.go("/login?next=%2F", "password")
    remember_device(visit, answer, visit.user.name, kept)
    return answer


def _present_fault(visit: Visit, form: Form) -> str | None:
    """What is the matter with the present password that the form brings, if anything."""
    return password_check.fault(visit, visit.user.name, form["present"])


@router.post("/account/passkeys")
def begin_passkey(visit: MemberVisit, form: Posted) -> Response:
    """Whoever has the password may register a passkey: the question for it is put."""
    if fault := _present_fault(visit, form):
        return _page(visit, 422, passkeys=fault)
    name = visit.user.name
    with visit.desk.store.peek() as transaction:
        kept, owned = transaction.accounts.password_hash(name), transaction.passkeys.of(name)
    if not owned and visit.desk.settings.first_passkey_by_link:
        return _page(visit, 403, passkeys=second_factor.BY_LINK)
    token = pending_steps.steps_of(visit).begin(name, "register", password_hash=kept)
    return pending_steps.hand_over(visit, visit.go("/account/passkeys/new"), token)


@router.get("/account/passkeys/new")
def new_passkey_page(visit: MemberVisit) -> Response:
    """What the browser is asked to make a passkey with."""
    step = pending_steps.steps_of(visit).look(visit.cookie(pending_steps.STEP))
    if step is None or step.user != visit.user.name or step.purpose != "register":
        return _page(visit, 422, passkeys=LATE)
    return visit.page(
        "passkey.html", **second_factor.asked(visit, step), action="/account/passkeys/new", back="/account"
    )


@router.post("/account/passkeys/new")
def new_passkey(visit: MemberVisit, form: Posted) -> Response:
    """The passkey that the browser made."""
    step = second_factor.taken(visit, "register")
    if step is None or step.user != visit.user.name:
        return _page(visit, 422, passkeys=LATE)
    throttle: Throttle = visit.request.app.state.second_throttle
    if throttle.attempt(step.user, visit.origin(step.user)):
        return _page(visit, 422, passkeys=WAIT)
    try:
        second_factor.keep(visit, step, form)
    except (PasskeyNotProven, ReviewRefused) as exc:
        second_factor.tell_refused(visit, step, throttle, str(exc))
        return _page(visit, 422, passkeys=REFUSED)
    throttle.succeeded(step.user, visit.origin(step.user))
    return visit.go("/account", "passkey")


@router.post("/account/passkeys/remove")
def remove_passkey(visit: MemberVisit, form: Posted) -> Response:
    """One passkey less; every other session ends, for whoever holds the thing may be in one."""
    name = visit.user.name
    if fault := _present_fault(visit, form):
        return _page(visit, 422, passkeys=fault)
    with visit.desk.store.begin() as transaction:
        if visit.desk.settings.second_factor and len(transaction.passkeys.of(name)) == 1:
            last = True
        else:
            last = False
            gone = transaction.passkeys.remove(name, form.number("passkey") or 0)
            transaction.accounts.keep_only(name, visit.cookie())
            transaction.reviews.note_history(name, "passkey_removed", detail={"passkey": gone.name})
    return _page(visit, 422, passkeys=LAST) if last else visit.go("/account", "passkey_gone")


@router.post("/language")
def change_language(visit: AnyVisit, form: Posted) -> Response:
    """Another language, kept with the account."""
    return remembering(speaking(visit, form["language"]), visit.go(own_path(form["next"])))
