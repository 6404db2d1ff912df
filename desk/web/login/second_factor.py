"""The second step of a login: the passkey after a right password or the provider's word, or registering the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.login import passkeys, pending_steps
from desk.web.login.passkeys import PasskeyNotProven, RelyingParty, relying_party
from desk.web.login.sessions import WAIT, admit, ask_again, tell_failure, with_form
from desk.web.request import AnyVisit, Form, Posted, Visit
from store.errors import ReviewRefused

if TYPE_CHECKING:
    from desk.web.login.pending_steps import PendingStep, Purpose
    from desk.web.login.throttle import Throttle
    from store.accounts.accounts import ProviderIdentity

router = watched_router(include_in_schema=False)

LATE = message("The second step took too long, or was made already. Please log in again.")
REFUSED = message("This passkey was not accepted. Please log in again.")
BY_LINK = message(
    "A passkey is needed here and yours is not registered yet: please ask whoever looks after the page for a link."
)
LONGEST_NAME = 60


def after_password(visit: Visit, name: str, path: str, *, by_link: bool = False) -> Response:
    """Open a session if the password is enough; otherwise ask for the second step, without a session until then.

    `by_link`: they came by a link that the operator gave them.
    """
    with visit.desk.store.peek() as transaction:
        kept = transaction.accounts.password_hash(name)
    return _next_step(visit, name, path, password_hash=kept, by_link=by_link)


def after_provider(visit: Visit, name: str, path: str, *, person: ProviderIdentity, second_factor: bool) -> Response:
    """The same after the provider has vouched for the user; where it asked for a second factor, none is asked here."""
    if second_factor:
        return admit(visit, name, path, second_factor=True, vouched=person)
    return _next_step(visit, name, path, vouched=person)


def _next_step(  # noqa: PLR0913 - who they are, and by what they are known
    visit: Visit,
    name: str,
    path: str,
    *,
    password_hash: str | None = None,
    vouched: ProviderIdentity | None = None,
    by_link: bool = False,
) -> Response:
    """A session where no passkey is asked for; else the question for one, or for the operator's link to the first."""
    with visit.desk.store.peek() as transaction:
        owned = transaction.passkeys.of(name)
    if not owned and not visit.desk.settings.second_factor:
        return admit(visit, name, path, vouched=vouched)
    if not owned and visit.desk.settings.first_passkey_by_link and not by_link:
        return ask_again(visit, 403, BY_LINK, name="" if vouched else name, path=path)
    purpose: Purpose = "prove" if owned else "enrol"
    steps = pending_steps.steps_of(visit)
    token = steps.begin(name, purpose, password_hash=password_hash, vouched=vouched, path=path)
    return pending_steps.hand_over(visit, visit.go("/login/second"), token)


@router.get("/login/second")
def second_page(visit: AnyVisit) -> Response:
    """What the browser is asked after the password."""
    step = pending_steps.steps_of(visit).look(visit.cookie(pending_steps.STEP))
    if visit.login is not None:
        return visit.go("/")
    if step is None or step.purpose == "register":
        return ask_again(visit, 401, LATE)
    return with_form(visit, "passkey.html", **asked(visit, step), action="/login/second", back="/login")


@router.post("/login/second")
def second(visit: AnyVisit, form: Posted) -> Response:
    """The browser's answer. Right or wrong, it is the only one to this question."""
    step = taken(visit, "prove", "enrol")
    if step is None:
        return ask_again(visit, 401, LATE)
    throttle: Throttle = visit.request.app.state.second_throttle
    if throttle.attempt(step.user, visit.origin(step.user)):
        return ask_again(visit, 429, WAIT, name=step.user, path=step.path)
    try:
        (_prove if step.purpose == "prove" else keep)(visit, step, form)
    except (PasskeyNotProven, ReviewRefused) as exc:
        tell_refused(visit, step, throttle, str(exc))
        return ask_again(visit, 401, REFUSED, name=step.user, path=step.path)
    throttle.succeeded(step.user, visit.origin(step.user))
    answer = admit(visit, step.user, step.path, second_factor=True, vouched=step.vouched)
    visit.take_away(answer, pending_steps.STEP)
    return answer


def party_of(visit: Visit) -> RelyingParty | None:
    """Whom passkeys are for here: by the server's own address, never by what the request says of it."""
    server = visit.request.scope.get("server") or ("", None)
    return relying_party(visit.desk.settings.public, server[1] or 80)


def asked(visit: Visit, step: PendingStep) -> dict[str, Any]:
    """What the page asks the browser; `elsewhere` is the address to go to where passkeys don't work at this one."""
    party, vouched = party_of(visit), step.by_provider
    if party is None or visit.request.url.hostname != party.id:
        elsewhere = party.origin if party else ""
        return {"elsewhere": elsewhere, "options": None, "ceremony": None, "vouched": vouched}
    with visit.desk.store.peek() as transaction:
        owned = transaction.passkeys.of(step.user)
        if step.purpose == "prove":
            options = passkeys.to_prove(party, owned, step.challenge)
            return {"options": options, "ceremony": "get", "elsewhere": None, "vouched": vouched}
        user = transaction.accounts.user(step.user)
    options = passkeys.to_register(party, user, owned, step.challenge)
    return {"options": options, "ceremony": "create", "elsewhere": None, "vouched": vouched}


def taken(visit: Visit, *purposes: str) -> PendingStep | None:
    """The step that the browser answers, if it waits for one and what the step rests on still holds."""
    step = pending_steps.steps_of(visit).take(visit.cookie(pending_steps.STEP))
    if step is None or step.purpose not in purposes:
        return None
    with visit.desk.store.peek() as transaction:
        if step.by_provider:
            holds = not transaction.accounts.user(step.user).disabled
        else:
            kept = transaction.accounts.password_hash(step.user)
            holds = step.password_hash is not None and kept == step.password_hash
    return step if holds else None


def _party(visit: Visit) -> RelyingParty:
    party = party_of(visit)
    if party is None:
        raise PasskeyNotProven("no passkey is for a bare IP address")
    return party


def _prove(visit: Visit, step: PendingStep, form: Form) -> None:
    """Raises PasskeyNotProven."""
    with visit.desk.store.begin() as transaction:
        owned = transaction.passkeys.of(step.user)
        passkey, count = passkeys.proven(_party(visit), owned, step.challenge, form["answer"])
        if not transaction.passkeys.used(passkey.id, count):
            raise PasskeyNotProven("the counter has not grown: there may be a copy of the passkey")
        transaction.reviews.note_history(step.user, "passkey_used", detail={"passkey": passkey.name})


def keep(visit: Visit, step: PendingStep, form: Form) -> None:
    """Keeps a new passkey; every other session of the user ends.
    Raises PasskeyNotProven: the browser's answer brings none; ReviewRefused: it is there already, or is one too many.
    """
    made = passkeys.registered(_party(visit), step.challenge, form["answer"])
    name = form["label"][:LONGEST_NAME] or visit.speech.text(message("Passkey"))
    with visit.desk.store.begin() as transaction:
        if step.purpose == "enrol" and transaction.passkeys.of(step.user):
            raise ReviewRefused("a passkey was registered meanwhile: it is to be shown")
        transaction.passkeys.add(
            step.user,
            name=name,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
        )
        transaction.accounts.keep_only(step.user, visit.cookie())
        transaction.reviews.note_history(step.user, "passkey_added", detail={"passkey": name})


def tell_refused(visit: Visit, step: PendingStep, throttle: Throttle, why: str) -> None:
    """That a passkey was refused: into the journal and the log, as failed passwords are."""
    count = throttle.to_tell(step.user, visit.origin(step.user))
    tell_failure(visit, count, step.user, event="passkey_failed", what="passkey refused", why=why)
