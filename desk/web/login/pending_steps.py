"""Second steps that wait for a passkey: one browser's, of one user, good once and for a few minutes."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from desk.web.request import cookie_name
from store.accounts.accounts import token_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.responses import Response

    from desk.web.request import Visit
    from store.accounts.accounts import ProviderIdentity

GOOD_FOR = timedelta(minutes=5)
STEP = "_step"
"""Of the cookie that ties a step to the browser."""
MOST = 3
"""Steps of one user that wait at once; an older one is dropped."""

Purpose = Literal["prove", "enrol", "register"]
"""Logging in with a passkey; logging in where one must be registered first; registering one when logged in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PendingStep:
    """Somebody whose password was right, or for whom the provider vouched, and what their browser was asked."""

    user: str
    purpose: Purpose
    password_hash: str | None
    """The hash that the password was right against: of a new one, or of who is disabled, the step is none."""
    vouched: ProviderIdentity | None
    """Whom the provider vouched for, where no password was given."""
    path: str
    challenge: bytes
    ends: datetime

    @property
    def by_provider(self) -> bool:
        """No password was given: the provider vouched for the user."""
        return self.vouched is not None


class PendingSteps:
    """Steps by the hash of the token that the browser holds. In memory: after a restart one logs in again."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._steps: dict[str, PendingStep] = {}
        self._lock = threading.Lock()

    def begin(
        self,
        user: str,
        purpose: Purpose,
        *,
        password_hash: str | None,
        vouched: ProviderIdentity | None = None,
        path: str = "/",
    ) -> str:
        """A new step with a challenge of its own. Returns the token that the browser has to bring."""
        token = secrets.token_urlsafe(32)
        step = PendingStep(
            user=user,
            purpose=purpose,
            password_hash=password_hash,
            vouched=vouched,
            path=path,
            challenge=secrets.token_bytes(32),
            ends=self._clock() + GOOD_FOR,
        )
        with self._lock:
            self._drop_old(user)
            self._steps[token_hash(token)] = step
        return token

    def look(self, token: str) -> PendingStep | None:
        """The step that waits, for showing what is asked."""
        with self._lock:
            step = self._steps.get(token_hash(token))
        return step if step is not None and self._clock() < step.ends else None

    def take(self, token: str) -> PendingStep | None:
        """The step for its one answer, right or wrong: it waits no more."""
        with self._lock:
            step = self._steps.pop(token_hash(token), None)
        return step if step is not None and self._clock() < step.ends else None

    def _drop_old(self, user: str) -> None:
        now = self._clock()
        old = [key for key, step in self._steps.items() if step.ends <= now]
        own = [key for key, step in self._steps.items() if step.user == user and key not in old]
        for key in (*old, *own[: max(0, len(own) - MOST + 1)]):
            del self._steps[key]


def hand_over(visit: Visit, answer: Response, token: str) -> Response:
    """Gives the browser its step; one that comes from the provider would not bring a strict cookie."""
    visit.give(answer, cookie_name(visit.desk, STEP), token, GOOD_FOR)
    return answer


def steps_of(visit: Visit) -> PendingSteps:
    """The steps of this server."""
    steps: PendingSteps = visit.request.app.state.steps
    return steps
