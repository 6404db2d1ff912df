"""To the provider and back: a session for the account that it vouches for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.login.second_factor import after_provider
from desk.web.login.sessions import WAIT, ask_again, tell_failure
from desk.web.login.throttle import Busy
from desk.web.openid.pending_sign_ins import GOOD_FOR
from desk.web.openid.provider import ProviderDown, Question, SignInNotProven
from desk.web.request import AnyVisit, Visit, cookie_name, own_path
from store.accounts.accounts import is_name
from store.errors import NotInStore, ReviewRefused

if TYPE_CHECKING:
    from desk.web.login.throttle import Throttle
    from desk.web.openid.pending_sign_ins import PendingSignIns
    from desk.web.openid.provider import ProvenIdentity, Provider

log = logging.getLogger(__name__)
router = watched_router(include_in_schema=False)

CALLBACK = "/login/openid/callback"
SIGN_IN = "_openid"
"""Of the cookie that ties a sign-in to the browser."""
DOWN = message("The sign-in service does not answer just now. Please try again in a moment.")
DOWN_PASSWORD = message("The sign-in service does not answer just now. You can log in with your password.")
LATE = message("This sign-in took too long, or was made already. Please begin again.")
REFUSED = message("The sign-in was not accepted. Please begin again.")
ANOTHERS = message(
    "This account is linked to another person in the sign-in service. Please ask the person in charge of this page."
)
UNKNOWN = message("You are signed in, but no account here matches you. Please ask the person in charge of this page.")


@router.get("/login/openid")
def begin(visit: AnyVisit, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Sends the browser to the provider."""
    provider = _provider(visit)
    if visit.login is not None:
        return visit.go(own_path(next))
    question = Question(redirect_uri=_redirect_uri(visit))
    try:
        url = provider.url(question)
    except Busy:
        return ask_again(visit, 429, WAIT, path=next)
    except ProviderDown as exc:
        return _down(visit, exc, next)
    token = _pending(visit).put(question, path=own_path(next), network=visit.network)
    answer = RedirectResponse(url, 303)
    visit.give(answer, cookie_name(visit.desk, SIGN_IN), token, GOOD_FOR)
    return answer


@router.get(CALLBACK)
def come_back(visit: AnyVisit) -> Response:
    """The browser is back from the provider, with a code or a refusal."""
    provider, answer = _provider(visit), dict(visit.request.query_params)
    waiting = _pending(visit).take(visit.cookie(SIGN_IN), answer.get("state", ""))
    if waiting is None:
        return ask_again(visit, 401, LATE)
    try:
        identity = provider.identity(waiting.question, answer)
    except Busy:
        return ask_again(visit, 429, WAIT, path=waiting.path)
    except ProviderDown as exc:
        return _down(visit, exc, waiting.path)
    except SignInNotProven as exc:
        _tell_failure(visit, "?", str(exc))
        return ask_again(visit, 401, REFUSED, path=waiting.path)
    if refusal := _refusal(visit, provider, identity):
        why, sentence = refusal
        _tell_failure(visit, identity.name, why)
        return ask_again(visit, 403, sentence, path=waiting.path)
    _throttle(visit).succeeded("", visit.origin(""))
    entered = after_provider(
        visit, identity.name, waiting.path, person=identity.person, second_factor=identity.second_factor
    )
    visit.take_away(entered, SIGN_IN)
    return entered


def _may_enter(visit: Visit, provider: Provider, identity: ProvenIdentity) -> bool:
    """Whether an account here is theirs; where the configuration says so, one is made."""
    name, own = identity.name, provider.registration
    if own.users is not None and name not in own.users:
        return False
    with visit.desk.store.peek() as transaction:
        try:
            return not transaction.accounts.user(name).disabled
        except NotInStore:
            pass
    if own.creates is None or not is_name(name):
        return False
    try:
        with visit.desk.store.begin() as transaction:
            transaction.accounts.add_user(name, own.creates, None, visit.language)
            transaction.reviews.note_history(name, "account_made", detail={"by": own.issuer, "role": own.creates})
    except ReviewRefused:  # made by the same person's other browser meanwhile
        log.info("an account was made twice at once")
    return True


def _refusal(visit: Visit, provider: Provider, identity: ProvenIdentity) -> tuple[str, str] | None:
    """Why no account here is theirs, for the journal and for them; None where one is."""
    if not _may_enter(visit, provider, identity):
        return "no account that may sign in so", UNKNOWN
    with visit.desk.store.peek() as transaction:
        bound = transaction.accounts.identity(identity.name)
    if bound is not None and bound != identity.person:  # the provider has given the name to somebody else
        return "the account is bound to another sub of the provider (users release)", ANOTHERS
    return None


def _redirect_uri(visit: Visit) -> str:
    """Where the provider sends the browser back to: our own address, by a name that we go by."""
    if visit.desk.settings.public:
        return visit.desk.settings.public.rstrip("/") + CALLBACK
    port = (visit.request.scope.get("server") or ("", None))[1]
    host = f"[{name}]" if ":" in (name := visit.request.url.hostname or "localhost") else name
    return f"http://{host}{f':{port}' if port not in {None, 80} else ''}{CALLBACK}"


def _down(visit: Visit, why: ProviderDown, path: str) -> Response:
    log.warning("signing in at the provider failed: %s", why)
    return ask_again(visit, 503, DOWN_PASSWORD if visit.desk.settings.password_login else DOWN, path=path)


def _tell_failure(visit: Visit, name: str, why: str) -> None:
    """Into the journal, capped as failed passwords are; into the operator's log without the name."""
    throttle = _throttle(visit)
    if not throttle.attempt("", visit.origin("")):
        count = throttle.to_tell("", visit.origin(""))
        tell_failure(visit, count, name, event="sign_in_refused", what="sign-in at the provider refused", why=why)


def _provider(visit: Visit) -> Provider:
    if visit.desk.provider is None:
        raise HTTPException(404)
    return visit.desk.provider


def _pending(visit: Visit) -> PendingSignIns:
    pending: PendingSignIns = visit.request.app.state.pending_sign_ins
    return pending


def _throttle(visit: Visit) -> Throttle:
    throttle: Throttle = visit.request.app.state.provider_throttle
    return throttle
