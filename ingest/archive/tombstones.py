"""Tombstones: what was erased is known again wherever it comes from, and nothing says whose it was.

    archive/erasures.jsonl   a line for each erasure: when, why, which key, and keyed hashes (HMAC-SHA-256, RFC 2104)

A plain digest would let anybody who has a mail find out that it was here; a keyed one tells that to who has the key,
which stands outside archive and store. They lie in the archive and not in the store because a store is put back from a
backup, and what was erased since must stay away then.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.archive.folder import stored_at
from ingest.archive.storage import faults_of
from ingest.errors import ArchiveError, TombstonesUnreadable

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from pathlib import Path

    from ingest.archive.storage import Storage

NAME = "erasures.jsonl"
SHORTEST = 32
"""Characters that a key has at least."""


class Known(StrEnum):
    """By what a mail is known again."""

    ORIGINAL = "original"
    """The SHA-256 of its bytes."""
    CONTENT = "content"
    """What is the same in every mailbox (`Message.content_key`)."""
    HEADERS = "headers"
    """The fingerprint of its headers: it is not even fetched."""
    FILE = "file"
    """The SHA-256 of a file in it: the password that was entered for it goes. Another mail may bring the same file."""


Identity = tuple[Known, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """An erasure, as it is remembered."""

    at: datetime
    cause: str


class Tombstones:
    """Those of one archive. `keys`: the one that is written with, then those that were before it.

    Other processes may add to them; each question takes up what is new (`Storage.state`).
    """

    def __init__(self, place: Path | Storage, keys: Sequence[str] = ()) -> None:
        self._storage = stored_at(place)
        self._keys = {mark_of(key): key.encode() for key in reversed(keys)}
        self._newest = mark_of(keys[0]) if keys else None
        self._seen: Hashable = None
        self._said = ""
        self._known: dict[str, Tombstone] = {}
        self._marks: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything was ever erased here."""
        self.renew(fresh=False)
        return bool(self._marks)

    @property
    def stamp(self) -> str:
        """What tells this state of the file from every other: for who must know whether there is something new."""
        self.renew(fresh=False)
        return self._said

    @property
    def can_write(self) -> bool:
        """Whether there is a key to write with."""
        return self._newest is not None

    def check(self) -> None:
        """Raises unless there is a key for every tombstone: without it what was erased would come back unnoticed.

        Raises TombstonesUnreadable: one was made with a key that is not here.
        """
        self.renew(fresh=False)
        if self._marks - self._keys.keys():
            raise TombstonesUnreadable(
                self._storage.where,
                "knows erased mail by a key that is not there (privacy.key_file, key_env or key_command)",
            )

    def of(self, *identities: Identity) -> Tombstone | None:
        """The tombstone of a mail that has one of these identities; None where it was never erased.

        Raises TombstonesUnreadable: see `check`.
        """
        self.check()
        hashes = (_keyed(self._keys[mark], *identity) for mark in self._marks for identity in identities)
        return next((self._known[one] for one in hashes if one in self._known), None)

    def keyed(self, known: Known, value: str) -> str:
        """What stands for a value from now on, for who may not keep the value itself.

        Raises TombstonesUnreadable: there is no key.
        """
        if self._newest is None:
            raise TombstonesUnreadable(self._storage.where, "there is no key for erasures")
        return _keyed(self._keys[self._newest], known, value)

    def bury(self, identities: Iterable[Identity], *, cause: str, at: datetime) -> None:
        """From now on nothing that has one of these identities is taken in. On disk when it returns.

        Raises TombstonesUnreadable: there is no key; ArchiveError: the disk refuses.
        """
        hashes = sorted({self.keyed(*identity) for identity in identities})
        line = {"at": at.astimezone(UTC).isoformat(timespec="seconds"), "cause": cause, "key": self._newest}
        self._append([json.dumps(line | {"of": hashes})])

    def take(self, other: Path | Storage) -> None:
        """Those of another archive too, which may be a copy of this one."""
        here = set(self._lines(self._storage))
        fresh = [line for line in self._lines(stored_at(other)) if line not in here]
        if fresh:
            self._append(fresh)

    def _append(self, lines: Sequence[str]) -> None:
        with faults_of(self._storage.where, f"{NAME} can't be written"):
            self._storage.append(NAME, lines)

    def renew(self, *, fresh: bool = True) -> None:
        """Take up what is new; unless it is to be `fresh` that may be what was new a few seconds ago.

        Raises ArchiveError: they can't be read.
        """
        with faults_of(self._storage.where, f"{NAME} can't be read"):
            seen = self._storage.state(NAME, fresh=fresh)
        if seen == self._seen:
            return
        known, marks, lines = {}, set(), self._lines(self._storage)
        try:
            for told in map(json.loads, lines):
                stone = Tombstone(at=datetime.fromisoformat(told["at"]), cause=told["cause"])
                known.update(dict.fromkeys(told["of"], stone))
                marks.add(told["key"])
        except (ValueError, KeyError, TypeError) as exc:
            raise ArchiveError(self._storage.where, f"{NAME} is damaged: restore it from a backup") from exc
        self._said = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest() if lines else ""
        self._known, self._marks = known, frozenset(marks)
        self._seen = seen  # last: another thread that sees it sees the rest

    def _lines(self, storage: Storage) -> list[str]:
        with faults_of(storage.where, f"{NAME} can't be read"):
            return storage.lines(NAME)


def mark_of(key: str) -> str:
    """By what a key is told from others, without telling it."""
    return hmac.digest(key.encode(), b"which key", "sha256").hex()[:16]


def _keyed(key: bytes, known: Known, value: str) -> str:
    return hmac.digest(key, f"{known}:{value}".encode(), "sha256").hex()
