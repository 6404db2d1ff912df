"""What the daemon knows of its own doing and the store does not: for the status, the metrics and the alerts."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from jobs.care.auditing import Audit
    from jobs.poll.polling import Poll

KEY = "daemon"
"""Under this name the store keeps the last note, for `candidatures status`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DaemonState:
    """The daemon's state at one moment."""

    pid: int = 0
    started_at: datetime | None = None
    next_poll_at: datetime | None = None
    polls: int = 0
    unreached: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    """Mailboxes whose door is closed to us until a person opens it: login, certificate, folder."""
    brought: frozenset[str] = frozenset()
    """Mailboxes that had something new at the last pass."""
    warnings: dict[str, str] = field(default_factory=dict)
    """By mailbox, that its sign-in dies soon."""
    troubles: dict[str, str] = field(default_factory=dict)
    """What is wrong beside the mailboxes, by a stable key."""
    audited_at: datetime | None = None
    differences: int = 0

    def to_json(self) -> str:
        """As the store keeps it."""
        return json.dumps(asdict(self), default=_plain, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | None) -> Self:
        """As the store kept it; an empty one where there is none."""
        kept: dict[str, Any] = json.loads(text) if text else {}
        for key in ("started_at", "next_poll_at", "audited_at"):
            kept[key] = datetime.fromisoformat(kept[key]) if kept.get(key) else None
        for key in ("unreached", "refused", "brought"):
            kept[key] = frozenset(kept.get(key, ()))
        return cls(**{key: value for key, value in kept.items() if key in cls.__dataclass_fields__})


def _plain(value: Any) -> Any:  # noqa: ANN401 - what JSON does not know
    return value.isoformat() if isinstance(value, datetime) else sorted(value)


class SharedState:
    """The present note. Safe to share among threads."""

    def __init__(self, note: DaemonState | None = None) -> None:
        self._state = note or DaemonState()
        self._lock = threading.Lock()

    @property
    def now(self) -> DaemonState:
        """The present note."""
        return self._state

    def started(self, at: datetime) -> None:
        """The daemon began its work."""
        self._change(pid=os.getpid(), started_at=at)

    def polled(self, done: Poll, *, next_at: datetime | None) -> None:
        """A pass came to its end."""
        scanned = done.scanned
        looked_at = frozenset(one.mailbox for one in scanned)
        with self._lock:
            before = self._state
            self._state = replace(
                before,
                next_poll_at=next_at,
                polls=before.polls + 1,
                unreached=(before.unreached - looked_at) | done.failing,
                refused=(before.refused - looked_at) | done.refused,
                brought=frozenset(one.mailbox for one in scanned if one.seen),
            )

    def audited(self, at: datetime, audit: Audit) -> None:
        """Mailboxes, archive and store were reconciled."""
        self._change(audited_at=at, differences=len(audit.differences))

    def warned(self, warnings: dict[str, str]) -> None:
        """Sign-ins that die soon, by mailbox."""
        self._change(warnings=warnings)

    def trouble(self, key: str, sentence: str) -> None:
        """Something is wrong."""
        self._change(troubles=self._state.troubles | {key: sentence})

    def untroubled(self, key: str) -> None:
        """It is no longer."""
        if key in self._state.troubles:
            self._change(troubles={name: why for name, why in self._state.troubles.items() if name != key})

    def is_reached(self, mailbox: str) -> bool:
        """Whether the last pass over the mailbox came to its end."""
        return self._state.polls > 0 and mailbox not in self._state.unreached

    def brought(self, mailbox: str) -> bool:
        """Whether the last pass found something new in it."""
        return mailbox in self._state.brought

    def _change(self, **values: Any) -> None:  # noqa: ANN401 - fields of `DaemonState`
        with self._lock:
            self._state = replace(self._state, **values)
