"""The one-time link that the first start on loopback prints: it makes the first account, once."""

from __future__ import annotations

import secrets
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from store.accounts.accounts import token_hash

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
