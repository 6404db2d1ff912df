"""Known devices: a browser in which somebody logged in before brings a cookie that says so, signed (OWASP, Slow Down
Online Guessing Attacks with Device Cookies).

It opens nothing. Whoever brings it comes before strangers, and waits for that device's own failures alone. It is signed
with the account's kept password hash, whose salt nobody outside knows: a new password ends it, and nothing is stored.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

GOOD_FOR = timedelta(days=365)
MOST = 4
"""People who share a browser, each with a device of their own; the one who logged in longest ago goes."""
BETWEEN = "~"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Token:
    name: str
    nonce: str
    until: int
    signature: str

    def __str__(self) -> str:
        coded = urlsafe_b64encode(self.name.encode()).decode()
        return f"{coded}.{self.nonce}.{self.until}.{self.signature}"


def known(held: str, kept: Callable[[str], str | None], now: datetime) -> Mapping[str, str]:
    """The devices that a cookie proves: by account the device's own number.

    `kept` gives an account's password hash, or None where it has none or is disabled.
    """
    return {token.name: token.nonce for token in _tokens(held) if _is_good(token, kept(token.name), now)}


def with_device(held: str, name: str, kept: str, now: datetime) -> str:
    """The cookie once somebody has logged in: theirs is new, those of others who share the browser stay."""
    others = [token for token in _tokens(held) if token.name != name]
    nonce, until = secrets.token_urlsafe(16), int((now + GOOD_FOR).timestamp())
    made = _Token(name=name, nonce=nonce, until=until, signature=_signed(kept, name, nonce, until))
    return BETWEEN.join(str(token) for token in (made, *others[: MOST - 1]))


def _tokens(held: str) -> Iterator[_Token]:
    for text in held.split(BETWEEN, MOST)[:MOST]:
        match text.split("."):
            case [coded, nonce, until, signature] if until.isascii() and until.isdecimal() and len(until) <= 10:
                try:
                    name = urlsafe_b64decode(coded.encode("ascii")).decode()
                except ValueError:
                    continue
                yield _Token(name=name, nonce=nonce, until=int(until), signature=signature)


def _is_good(token: _Token, kept: str | None, now: datetime) -> bool:
    if kept is None or now >= datetime.fromtimestamp(token.until, UTC):
        return False
    right = _signed(kept, token.name, token.nonce, token.until)
    return hmac.compare_digest(token.signature.encode(), right.encode())


def _signed(kept: str, name: str, nonce: str, until: int) -> str:
    return hmac.new(kept.encode(), f"device\0{name}\0{nonce}\0{until}".encode(), hashlib.sha256).hexdigest()
