"""The link by which somebody registers their first passkey: the operator makes it for one account, for an hour.

Whoever has an account's password alone can't make one: it is signed with the kept hash, whose salt they don't know. It
is good until the first passkey is there, for one password, and for nothing without that password.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.responses import Response

from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.login import password_check, pending_steps
from desk.web.login.sessions import with_form
from desk.web.request import AnyVisit, Posted, Visit

if TYPE_CHECKING:
    from store.transaction import Transaction

router = watched_router(include_in_schema=False)

GOOD_FOR = timedelta(hours=1)
DEAD = message("This link was already used, has expired or is not valid. Please ask for another.")


def make_key(transaction: Transaction, name: str, now: datetime) -> str | None:
    """The end of a link for one account; None for one that has a passkey, or no password. Raises NotInStore."""
    transaction.accounts.user(name)
    kept = transaction.accounts.password_hash(name)
    if kept is None or transaction.passkeys.of(name):
        return None
    until = int((now + GOOD_FOR).timestamp())
    return f"{urlsafe_b64encode(name.encode()).decode()}.{until}.{_signed(kept, name, until)}"


def whose(transaction: Transaction, key: str, now: datetime) -> str | None:
    """Whose first passkey the key is for; None where it is good for nobody's."""
    name, until = _read(key)
    kept = transaction.accounts.password_hash(name)
    if kept is None or transaction.passkeys.of(name) or now >= datetime.fromtimestamp(until, UTC):
        return None
    return name if hmac.compare_digest(key.rpartition(".")[2].encode(), _signed(kept, name, until).encode()) else None


def _read(key: str) -> tuple[str, int]:
    coded, _, rest = key.partition(".")
    until = rest.partition(".")[0]
    try:
        name = urlsafe_b64decode(coded.encode("ascii")).decode()
    except ValueError:
        return "", 0
    return name, int(until) if until.isascii() and until.isdecimal() and len(until) <= 10 else 0


def _signed(kept: str, name: str, until: int) -> str:
    return hmac.new(kept.encode(), f"first passkey\0{name}\0{until}".encode(), hashlib.sha256).hexdigest()


@router.get("/enrol/{key}")
def enrol_page(visit: AnyVisit, key: str) -> Response:
    """Asks for the password of the account that the link is for."""
    name = _whose(visit, key)
    return with_form(visit, "enrol.html", key=key, name=name, fault=None) if name else _dead(visit)


@router.post("/enrol/{key}")
def enrol(visit: AnyVisit, form: Posted, key: str) -> Response:
    """With the password, the question for the passkey is put."""
    name = _whose(visit, key)
    if name is None:
        return _dead(visit)
    if fault := password_check.fault(visit, name, form["password"]):
        return with_form(visit, "enrol.html", 422, key=key, name=name, fault=visit.speech.text(fault))
    with visit.desk.store.peek() as transaction:
        kept = transaction.accounts.password_hash(name)
    token = pending_steps.steps_of(visit).begin(name, "enrol", password_hash=kept)
    return pending_steps.hand_over(visit, visit.go("/login/second"), token)


def _whose(visit: Visit, key: str) -> str | None:
    with visit.desk.store.peek() as transaction:
        return whose(transaction, key[:1000], visit.desk.clock())


def _dead(visit: Visit) -> Response:
    return visit.fault(DEAD, 404)
