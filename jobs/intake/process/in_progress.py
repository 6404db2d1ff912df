"""Which messages are being read: if the program dies for want of memory or hangs, one of them may be why.

A worker that dies is seen to die. Of the program's own death nobody tells: a kill or a power cut is no message's doing,
however often it comes, and costs none a try. Only where the kernel has killed for want of memory since, or the watchdog
has ended a pass that hung, what was being read has used up a try, and is read last and alone from then on, so that no
message pays twice for another.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jobs.runtime import memory

if TYPE_CHECKING:
    from pathlib import Path

    from store.store import Store
    from store.transaction import Transaction

KEY = "under way"
"""Under this name the store keeps it; of one of several workers, with the worker's own name behind it."""
HUNG = "hung"
"""A file of this name beside the originals: the watchdog ended the program. A store that hangs takes no note."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _State:
    reading: frozenset[int] = frozenset()
    suspects: frozenset[int] = frozenset()
    kills: int = 0
    """What the kernel's count was when the last of them was begun."""

    @classmethod
    def of(cls, transaction: Transaction, key: str) -> _State:
        kept: dict[str, Any] = json.loads(transaction.health.get(key) or "{}")
        sets = {name: frozenset(kept.get(name, ())) for name in ("reading", "suspects")}
        return cls(**sets, kills=kept.get("kills", 0))

    def keep(self, transaction: Transaction, key: str) -> None:
        kept = {"reading": sorted(self.reading), "suspects": sorted(self.suspects), "kills": self.kills}
        transaction.health.put(key, json.dumps(kept) if self.reading or self.suspects else None)


class InProgress:
    """The messages that one process is reading. Safe to share among threads: its word is the store's."""

    def __init__(self, store: Store, folder: Path, worker: str | None = None) -> None:
        self._key = key_of(worker)
        self._store = store
        self._hung = folder / HUNG
        self._state = _State()

    def recover(self) -> None:
        """Before anything is read: what an earlier process was reading when memory ran out, or it hung, is suspect."""
        with self._store.begin() as transaction:
            before = _State.of(transaction, self._key)
            guilty = memory.kernel_kills() > before.kills or self._hung.exists()
            blamed = before.reading if guilty else frozenset()
            waiting = {pending.message_id for pending in transaction.ledger.pending()} if blamed else set()
            for message_id in blamed & waiting:
                transaction.ledger.begin_attempt(message_id)
            self._state = _State(suspects=before.suspects | blamed)
            self._state.keep(transaction, self._key)
        self._hung.unlink(missing_ok=True)

    def is_suspect(self, message_id: int) -> bool:
        """Whether the message is to be read alone."""
        return message_id in self._state.suspects

    @property
    def has_suspects(self) -> bool:
        """Whether any message is to be read alone: then none is left waiting beside it to be recorded."""
        return bool(self._state.suspects)

    def begin(self, message_id: int) -> None:
        """It is read from now on; kept before it is."""
        with self._store.begin() as transaction:
            before = _State.of(transaction, self._key)
            self._state = replace(before, reading=before.reading | {message_id}, kills=memory.kernel_kills())
            self._state.keep(transaction, self._key)

    def end(self, transaction: Transaction, message_id: int) -> None:
        """What it came to is kept by this transaction: it has killed nobody."""
        this, before = frozenset({message_id}), _State.of(transaction, self._key)
        self._state = replace(before, reading=before.reading - this, suspects=before.suspects - this)
        self._state.keep(transaction, self._key)


def hung(folder: Path) -> None:
    """The watchdog ends the program: whatever is being read is to be suspected."""
    (folder / HUNG).touch()


def stopped(store: Store, worker: str | None = None) -> None:
    """The process leaves of its own will: what is being read is innocent of it."""
    with store.begin() as transaction:
        replace(_State.of(transaction, key_of(worker)), reading=frozenset()).keep(transaction, key_of(worker))


def key_of(worker: str | None) -> str:
    """Under which name the store keeps what a worker, or the one daemon, is reading."""
    return KEY if worker is None else f"{KEY} {worker}"
