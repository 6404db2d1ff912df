"""Which messages are being read: if the program dies for want of memory or hangs, one of them may be why.

A worker that dies is seen to die. Of the program's own death nobody tells: a kill or a power cut is no message's doing,
however often it comes, and costs none a try. Only where the kernel has killed for want of memory since, or the watchdog
has ended a pass that hung, what was being read has used up a try, and is read last and alone from then on, so that no
message pays twice for another.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from jobs.runtime import memory

if TYPE_CHECKING:
    from pathlib import Path

    from store.store import Store
    from store.transaction import Transaction

KEY = "under way"
"""Under this name, with the message's number behind it, the store keeps it; of one of several workers, with the
worker's own name between."""
HUNG = "hung"
"""A file of this name beside the originals: the watchdog ended the program. A store that hangs takes no note."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Note:
    """What the store keeps of one message."""

    reading: bool = False
    suspect: bool = False
    kills: int = 0
    """What the kernel's count was when it was begun."""


class _Notes:
    """What the store keeps of one process within a transaction: a row for each message, so that threads share none."""

    def __init__(self, transaction: Transaction, worker: str | None) -> None:
        self._health = transaction.health
        self._key = KEY if worker is None else f"{KEY} {worker}"

    def all(self) -> dict[int, _Note]:
        """By message."""
        found = self._health.beginning(f"{self._key} ")
        return {int(rest): _Note(**json.loads(kept)) for rest, kept in found.items() if rest.isdigit()}

    def keep(self, message_id: int, note: _Note) -> None:
        """In place of what was said of it; nothing where nothing is to be said."""
        kept = json.dumps(asdict(note)) if note.reading or note.suspect else None
        self._health.put(f"{self._key} {message_id}", kept)


class InProgress:
    """The messages that one process is reading. Safe to share among threads: its word is the store's."""

    def __init__(self, store: Store, folder: Path, worker: str | None = None) -> None:
        self._worker = worker
        self._store = store
        self._hung = folder / HUNG
        self._suspects: frozenset[int] = frozenset()

    def recover(self) -> None:
        """Before anything is read: what an earlier process was reading when memory ran out, or it hung, is suspect."""
        with self._store.begin() as transaction:
            notes = _Notes(transaction, self._worker)
            before = notes.all()
            reading = {message: note for message, note in before.items() if note.reading}
            last = max((note.kills for note in reading.values()), default=0)
            guilty = memory.kernel_kills() > last or self._hung.exists()
            blamed = frozenset(reading) if guilty else frozenset()
            waiting = {pending.message_id for pending in transaction.ledger.pending()} if blamed else set()
            for message_id in blamed & waiting:
                transaction.ledger.begin_attempt(message_id)
            self._suspects = blamed | {message for message, note in before.items() if note.suspect}
            for message_id in before:
                notes.keep(message_id, _Note(suspect=message_id in self._suspects))
        self._hung.unlink(missing_ok=True)

    def is_suspect(self, message_id: int) -> bool:
        """Whether the message is to be read alone."""
        return message_id in self._suspects

    @property
    def has_suspects(self) -> bool:
        """Whether any message is to be read alone: then none is left waiting beside it to be recorded."""
        return bool(self._suspects)

    def begin(self, message_id: int) -> None:
        """It is read from now on; kept before it is."""
        note = _Note(reading=True, suspect=self.is_suspect(message_id), kills=memory.kernel_kills())
        with self._store.begin(of=()) as transaction:
            _Notes(transaction, self._worker).keep(message_id, note)

    def end(self, transaction: Transaction, message_id: int) -> None:
        """What it came to is kept by this transaction: it has killed nobody."""
        _Notes(transaction, self._worker).keep(message_id, _Note())
        self._suspects -= {message_id}


def hung(folder: Path) -> None:
    """The watchdog ends the program: whatever is being read is to be suspected."""
    (folder / HUNG).touch()


def stopped(store: Store, worker: str | None = None) -> None:
    """The process leaves of its own will: what is being read is innocent of it."""
    with store.begin() as transaction:
        notes = _Notes(transaction, worker)
        for message_id, note in notes.all().items():
            notes.keep(message_id, replace(note, reading=False))
