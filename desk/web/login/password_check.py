"""Whether a password is a user's: every guess counts, a few are weighed at once, and failures are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.web.login import passwords
from desk.web.login.sessions import WAIT, WRONG, tell_failure
from desk.web.login.throttle import Busy

if TYPE_CHECKING:
    from desk.web.login.throttle import Gate, Throttle
    from desk.web.request import Visit


class TooOften(Exception):  # noqa: N818 - reads as what happened
    """Too many attempts failed, or too many are made at once: there is none for a while."""


def is_right(visit: Visit, name: str, password: str) -> bool:
    """Whether the password is the user's. Raises TooOften: too many were wrong before, or are being weighed now."""
    throttle: Throttle = visit.request.app.state.throttle
    gate: Gate = visit.request.app.state.gate
    origin = visit.origin(name)
    if throttle.attempt(name, origin):
        raise TooOften
    try:
        with gate.entered():
            right = passwords.verify(_kept(visit, name), password)
    except Busy as exc:
        throttle.released(name, origin)
        raise TooOften from exc
    if right:
        throttle.succeeded(name, origin)
    else:
        tell_failure(visit, throttle.to_tell(name, origin), name, event="login_failed", what="login failed")
    return right


def fault(visit: Visit, name: str, password: str) -> str | None:
    """What is the matter with a password that somebody is asked for once more, if anything."""
    try:
        return None if is_right(visit, name, password) else WRONG
    except TooOften:
        return WAIT


def _kept(visit: Visit, name: str) -> str | None:
    with visit.desk.store.peek() as transaction:
        return transaction.accounts.password_hash(name)
