"""Sign-ins that wait for their browser to come back from the provider: one browser's, good once and for ten minutes."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from store.accounts.accounts import token_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desk.web.openid.provider import Question

GOOD_FOR = timedelta(minutes=10)
"""Time for a password, a second factor and a consent over there."""
MOST_OF_NETWORK = 50
MOST = 5_000
"""That wait at once: beyond them the oldest is dropped, first of all the network's own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PendingSignIn:
    """A question, who asked it, and where they want to go."""

    question: Question
    path: str
    network: str
    ends: datetime


class PendingSignIns:
    """By the hash of the token that the browser holds. In memory: after a restart one begins again."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._waiting: dict[str, PendingSignIn] = {}
        self._lock = threading.Lock()

    def put(self, question: Question, *, path: str, network: str) -> str:
        """Keeps a question. Returns the token that the browser has to bring."""
        token = secrets.token_urlsafe(32)
        waiting = PendingSignIn(question=question, path=path, network=network, ends=self._clock() + GOOD_FOR)
        with self._lock:
            self._make_room(network)
            self._waiting[token_hash(token)] = waiting
        return token

    def take(self, token: str, state: str) -> PendingSignIn | None:
        """The browser's question, if the answer is to that one: it waits no more."""
        key = token_hash(token)
        with self._lock:
            waiting = self._waiting.get(key)
            if waiting is None or not secrets.compare_digest(waiting.question.state.encode(), state.encode()):
                return None
            del self._waiting[key]
        return waiting if self._clock() < waiting.ends else None

    def _make_room(self, network: str) -> None:
        now = self._clock()
        for key in [key for key, waiting in self._waiting.items() if waiting.ends <= now]:
            del self._waiting[key]
        own = [key for key, waiting in self._waiting.items() if waiting.network == network]
        for key in own[: max(0, len(own) - MOST_OF_NETWORK + 1)]:
            del self._waiting[key]
        for key in list(self._waiting)[: max(0, len(self._waiting) - MOST + 1)]:
            del self._waiting[key]
