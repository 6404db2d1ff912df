"""What the daemon knows of its own doing while it runs, shared by its threads."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobs.runtime.daemon_state import DaemonState

if TYPE_CHECKING:
    from datetime import datetime

    from jobs.care.auditing import Audit
    from jobs.intake.poll.polling import Poll


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
